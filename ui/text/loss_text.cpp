// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/text/loss_text.h"

#include "ui/text/display_text.h"
#include "ui/text/words.h"

#include <QStringList>

namespace lookalike::text {

namespace {

QString lossText(KeeperLossKind kind, const QString& holder)
{
    switch (kind) {
    case KeeperLossKind::Date:
        return Words::tr("the date of %1").arg(holder);
    case KeeperLossKind::Place:
        return Words::tr("the place of %1").arg(holder);
    case KeeperLossKind::Camera:
        return Words::tr("the camera of %1").arg(holder);
    case KeeperLossKind::Rating:
        return Words::tr("the rating of %1").arg(holder);
    case KeeperLossKind::Pixels:
        return Words::tr("the higher resolution of %1").arg(holder);
    case KeeperLossKind::Animation:
        return Words::tr("the animation of %1").arg(holder);
    case KeeperLossKind::Pages:
        return Words::tr("more pages in %1").arg(holder);
    case KeeperLossKind::Transparency:
        return Words::tr("the transparency of %1").arg(holder);
    case KeeperLossKind::BitDepth:
        return Words::tr("the higher bit depth of %1").arg(holder);
    case KeeperLossKind::GainMap:
        return Words::tr("the HDR gain map of %1").arg(holder);
    case KeeperLossKind::SecondPicture:
        return Words::tr("the second picture inside %1").arg(holder);
    case KeeperLossKind::DepthMap:
        return Words::tr("the depth map of %1").arg(holder);
    case KeeperLossKind::Keywords:
        return Words::tr("the keywords of %1").arg(holder);
    case KeeperLossKind::Title:
        return Words::tr("the title of %1").arg(holder);
    case KeeperLossKind::Caption:
        return Words::tr("the caption of %1").arg(holder);
    case KeeperLossKind::Faces:
        return Words::tr("the named faces of %1").arg(holder);
    case KeeperLossKind::PlaceName:
        return Words::tr("the place name of %1").arg(holder);
    case KeeperLossKind::Video:
        return Words::tr("the video inside %1").arg(holder);
    case KeeperLossKind::RawBeside:
        return Words::tr("the raw file next to %1").arg(holder);
    case KeeperLossKind::PictureBeside:
        return Words::tr("the picture next to %1").arg(holder);
    case KeeperLossKind::VideoBeside:
        return Words::tr("the video next to %1").arg(holder);
    case KeeperLossKind::SidecarBeside:
        return Words::tr("the sidecar next to %1").arg(holder);
    case KeeperLossKind::JsonBeside:
        return Words::tr("the JSON file next to %1").arg(holder);
    case KeeperLossKind::EditsBeside:
        return Words::tr("the file with the edits next to %1").arg(holder);
    }
    return {};
}

} // namespace

QString losses(const DuplicateGroup& group)
{
    QStringList texts;
    for (const KeeperLoss& one : group.losses)
        texts += loss(one);
    return texts.isEmpty() ? QString()
                           : Words::tr("Would be lost: %1.").arg(texts.join(QStringLiteral(", ")));
}

QString loss(const KeeperLoss& loss)
{
    const QString text = lossText(loss.kind, displayName(loss.holder));
    return loss.detail.empty()
               ? text
               : Words::tr("%1 (%2)", "a loss, and what it is").arg(text, safe(loss.detail));
}

QString mergedField(MergedField field)
{
    switch (field) {
    case MergedField::Keywords:
        return Words::tr("keywords");
    case MergedField::Albums:
        return Words::tr("albums");
    case MergedField::People:
        return Words::tr("people");
    case MergedField::Rating:
        return Words::tr("rating");
    case MergedField::Title:
        return Words::tr("title");
    case MergedField::Caption:
        return Words::tr("caption");
    case MergedField::Date:
        return Words::tr("date");
    case MergedField::Place:
        return Words::tr("place");
    case MergedField::PlaceName:
        return Words::tr("place name");
    }
    return {};
}

QString companion(CompanionKind kind)
{
    switch (kind) {
    case CompanionKind::Raw:
        return Words::tr("raw file");
    case CompanionKind::Picture:
        return Words::tr("picture");
    case CompanionKind::Video:
        return Words::tr("video");
    case CompanionKind::Sidecar:
        return Words::tr("sidecar");
    case CompanionKind::Json:
        return Words::tr("JSON file");
    case CompanionKind::Edits:
        return Words::tr("edits");
    }
    return {};
}

} // namespace lookalike::text
