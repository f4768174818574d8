// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/text/relation_text.h"

#include "ui/text/words.h"

#include <QStringList>
#include <algorithm>
#include <cmath>

namespace lookalike::text {

namespace {

QString percent(double share)
{
    return Words::tr("%1 %", "a share").arg(static_cast<int>(std::lround(share * 100)));
}

} // namespace

QString relation(Relation relation)
{
    switch (relation) {
    case Relation::IdenticalFile:
        return Words::tr("Identical files");
    case Relation::IdenticalPixels:
        return Words::tr("Identical pictures");
    case Relation::Resized:
        return Words::tr("Resized");
    case Relation::Recompressed:
        return Words::tr("Re-compressed");
    case Relation::Cropped:
        return Words::tr("Cropped");
    case Relation::Rotated:
        return Words::tr("Rotated or mirrored");
    case Relation::Edited:
        return Words::tr("Edited");
    case Relation::RawJpegPair:
        return Words::tr("RAW + JPEG");
    case Relation::SimilarShot:
        return Words::tr("Similar shots");
    }
    return {};
}

QString relationMeaning(Relation relation)
{
    switch (relation) {
    case Relation::IdenticalFile:
        return Words::tr("The files are the same, byte for byte.");
    case Relation::IdenticalPixels:
        return Words::tr("The same pixels in another format or with other metadata.");
    case Relation::Resized:
        return Words::tr("The same picture with more or fewer pixels.");
    case Relation::Recompressed:
        return Words::tr("The same picture, compressed again with some loss.");
    case Relation::Cropped:
        return Words::tr("One shows part of the other.");
    case Relation::Rotated:
        return Words::tr("The same picture, rotated or mirrored.");
    case Relation::Edited:
        return Words::tr("The same picture with other light, colours, text or a border.");
    case Relation::RawJpegPair:
        return Words::tr("A raw file and the camera's JPEG of the same photo.");
    case Relation::SimilarShot:
        return Words::tr("Other photos of the same scene: a burst or a bracket.");
    }
    return {};
}

QString evidence(const RelationEvidence& evidence)
{
    QStringList parts{relation(evidence.relation)};
    constexpr double kAlmost = 0.99; // only what is identical is all alike
    constexpr float kWhole = 0.985F; // a smaller cut is not called a crop
    if (evidence.secondShown < kWhole || evidence.firstShown < kWhole) {
        const bool second = evidence.firstShown < evidence.secondShown;
        parts += second ? Words::tr("shows %1 of it").arg(percent(evidence.firstShown))
                        : Words::tr("shows more (the kept one is a %1 crop)")
                              .arg(percent(evidence.secondShown));
    }
    const int turned = static_cast<int>(std::lround(evidence.rotation));
    if (turned != 0)
        parts += Words::tr("rotated by %1°").arg(turned);
    if (evidence.mirrored)
        parts += Words::tr("mirrored");
    if (evidence.relation != Relation::IdenticalFile &&
        evidence.relation != Relation::IdenticalPixels)
        parts += Words::tr("%1 match", "of two pictures")
                     .arg(percent(std::min(double(evidence.score), kAlmost)));
    return parts.join(QStringLiteral(", "));
}

} // namespace lookalike::text
