// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/text/keeper_text.h"

#include "core/base/path_bytes.h"
#include "core/duplicates/review/photo_name.h"
#include "ui/text/distinct_paths.h"
#include "ui/text/relation_text.h"
#include "ui/text/words.h"

#include <QLocale>
#include <QStringList>
#include <cstdlib>

namespace lookalike::text {

namespace {

/// "date, camera and rating": what the file says about the photo.
QString metadataParts(const Metadata& metadata)
{
    QStringList parts;
    if (metadata.latitude)
        parts += Words::tr("place", "of a photo");
    if (metadata.takenAt)
        parts += Words::tr("date", "of a photo");
    if (!metadata.camera.empty())
        parts += Words::tr("camera", "of a photo");
    if (metadata.rating.value_or(0) > 0)
        parts += Words::tr("rating", "of a photo");
    const Carried& carried = metadata.carried;
    if (!carried.keywords.empty())
        parts += Words::tr("keywords", "of a photo");
    if (!carried.title.empty())
        parts += Words::tr("title", "of a photo");
    if (!carried.caption.empty())
        parts += Words::tr("caption", "of a photo");
    if (!carried.faces.empty())
        parts += Words::tr("named faces", "of a photo");
    if (!carried.placeName.empty())
        parts += Words::tr("place name", "of a photo");
    if (carried.videoBytes > 0)
        parts += Words::tr("video", "of a photo");
    return QLocale().createSeparatedList(parts);
}

QString reason(KeeperRule rule, const DuplicateMember& keeper)
{
    const ContentRow& content = keeper.content;
    switch (rule) {
    case KeeperRule::ProtectedFolder:
        return Words::tr("protected");
    case KeeperRule::Original:
        return Words::tr("not cropped, rotated, edited or enlarged");
    case KeeperRule::MorePixels:
        return Words::tr("most pixels (%1 × %2)").arg(content.width).arg(content.height);
    case KeeperRule::OriginalFormat:
        return Words::tr("original %1").arg(QString::fromLatin1(formatTitle(content.format)));
    case KeeperRule::MoreMetadata:
        return Words::tr("has the %1").arg(metadataParts(content.metadata));
    case KeeperRule::OriginalName:
        return isCameraName(pathToBytes(keeper.file.path.stem()))
                   ? Words::tr("has the camera's own file name")
                   : Words::tr("not named as a copy");
    case KeeperRule::MoreBytes:
        return Words::tr("larger file");
    case KeeperRule::Older:
        return Words::tr("older file");
    case KeeperRule::ShorterPath:
        return Words::tr("shorter path");
    case KeeperRule::HasCompanions:
        return Words::tr("next to its raw file, video or sidecar");
    }
    return {};
}

/// "3 s apart", "2 days apart"; empty where a date is not known.
QString apart(const Metadata& a, const Metadata& b)
{
    if (!a.takenAt || !b.takenAt)
        return {};
    constexpr std::int64_t kMinute = 60;
    constexpr std::int64_t kHour = 60 * kMinute;
    constexpr std::int64_t kDay = 24 * kHour;
    const std::int64_t seconds = std::abs(*a.takenAt - *b.takenAt);
    const auto in = [seconds](std::int64_t unit) { return static_cast<int>(seconds / unit); };
    return seconds < kMinute ? Words::tr("%Ln s apart", nullptr, in(1))
           : seconds < kHour ? Words::tr("%Ln min apart", nullptr, in(kMinute))
           : seconds < kDay  ? Words::tr("%Ln h apart", nullptr, in(kHour))
                             : Words::tr("%Ln day(s) apart", nullptr, in(kDay));
}

} // namespace

QString rule(KeeperRule rule)
{
    switch (rule) {
    case KeeperRule::ProtectedFolder:
        return Words::tr("In a protected folder");
    case KeeperRule::Original:
        return Words::tr("The original");
    case KeeperRule::MorePixels:
        return Words::tr("More pixels");
    case KeeperRule::OriginalFormat:
        return Words::tr("The camera's own format");
    case KeeperRule::MoreMetadata:
        return Words::tr("More information");
    case KeeperRule::OriginalName:
        return Words::tr("The camera's own name");
    case KeeperRule::MoreBytes:
        return Words::tr("The larger file");
    case KeeperRule::Older:
        return Words::tr("The older file");
    case KeeperRule::ShorterPath:
        return Words::tr("The shorter path");
    case KeeperRule::HasCompanions:
        return Words::tr("Next to its raw file or sidecar");
    }
    return {};
}

QString ruleMeaning(KeeperRule rule)
{
    switch (rule) {
    case KeeperRule::ProtectedFolder:
        return Words::tr("Photos in protected folders never go to the trash.");
    case KeeperRule::Original:
        return Words::tr("Not cropped, edited, rotated or enlarged.");
    case KeeperRule::MorePixels:
        return Words::tr("The photo with the most pixels.");
    case KeeperRule::OriginalFormat:
        return Words::tr("RAW before HEIC before JPEG before converted files.");
    case KeeperRule::MoreMetadata:
        return Words::tr("The photo with a date, place, keywords, caption, named faces or video.");
    case KeeperRule::OriginalName:
        return Words::tr("Not named “copy”, “(1)” or “edited”.");
    case KeeperRule::MoreBytes:
        return Words::tr("Between files of the same format and size.");
    case KeeperRule::Older:
        return Words::tr("The file that was modified first.");
    case KeeperRule::ShorterPath:
        return Words::tr("The file with the shortest path.");
    case KeeperRule::HasCompanions:
        return Words::tr("Its raw file, video, sidecar or JSON file is in the same folder.");
    }
    return {};
}

QString keeper(const DuplicateGroup& group, std::size_t kept)
{
    const DuplicateMember& member = group.members[kept];
    if (!member.isKeeper)
        return Words::tr("You keep %1.")
            .arg(distinctName(member.file.path, group.members.front().file.path));
    QStringList texts;
    for (const KeeperRule rule : group.reasons)
        texts += reason(rule, member);
    return texts.isEmpty() ? QString()
                           : Words::tr("Suggested: %1.").arg(texts.join(QStringLiteral(", ")));
}

QString standing(const DuplicateGroup& group, std::size_t member, std::size_t kept)
{
    if (member == kept && !group.members[kept].isKeeper)
        return Words::tr("You keep this one");
    if (member == kept)
        return group.relation == Relation::SimilarShot ? Words::tr("Compared with the others")
                                                       : Words::tr("Suggested to keep");
    const DuplicateMember& of = group.members[member];
    const DuplicateMember& with = group.members[kept];
    const auto known = evidenceOf(group, member, kept);
    if (!known)
        return Words::tr("Not compared with %1").arg(distinctName(with.file.path, of.file.path));
    QStringList texts{evidence(*known)};
    if (known->relation == Relation::SimilarShot)
        texts += apart(of.content.metadata, with.content.metadata);
    texts.removeAll(QString());
    return texts.join(QStringLiteral(", "));
}

} // namespace lookalike::text
