// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/text/duplicate_text.h"

#include "core/base/path_bytes.h"
#include "ui/bridge/conversions.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QLocale>
#include <QTimeZone>
#include <algorithm>
#include <cmath>

namespace lookalike::text {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(lookalike::Words)
};

QString safe(std::string text)
{
    std::ranges::replace(text, '\n', ' ');
    return QString::fromStdString(lookalike::displayText(std::string_view(text)));
}

QString percent(double share)
{
    return Words::tr("%1 %", "a share").arg(static_cast<int>(std::lround(share * 100)));
}

QString dateTime(std::int64_t seconds, const QTimeZone& zone)
{
    return QLocale().toString(QDateTime::fromSecsSinceEpoch(seconds, zone), QLocale::ShortFormat);
}

QString place(const Metadata& metadata)
{
    if (!metadata.latitude || !metadata.longitude)
        return {};
    const QLocale locale;
    return Words::tr("GPS %1, %2")
        .arg(locale.toString(*metadata.latitude, 'f', 4),
             locale.toString(*metadata.longitude, 'f', 4));
}

QString pixels(const ContentRow& content)
{
    if (content.width <= 0)
        return {};
    return Words::tr("%1 × %2, %3 MP")
        .arg(content.width)
        .arg(content.height)
        .arg(QLocale().toString(double(content.width) * content.height / 1e6, 'f', 1));
}

Fact fact(const QString& text, const QString& missing, const QString& tip = {})
{
    return {text.isEmpty() ? missing : text, tip, !text.isEmpty(), false};
}

QString words(const std::vector<std::string>& words)
{
    QStringList texts;
    for (const std::string& word : words)
        texts += safe(word);
    return texts.join(QStringLiteral(", "));
}

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
        parts += Words::tr("names of faces", "of a photo");
    if (!carried.placeName.empty())
        parts += Words::tr("name of the place", "of a photo");
    if (carried.videoBytes > 0)
        parts += Words::tr("video", "of a photo");
    return QLocale().createSeparatedList(parts);
}

QString reason(KeeperRule rule, const DuplicateMember& keeper)
{
    const ContentRow& content = keeper.content;
    switch (rule) {
    case KeeperRule::ProtectedFolder:
        return Words::tr("in a protected folder");
    case KeeperRule::Original:
        return Words::tr("not cropped, turned, edited or enlarged");
    case KeeperRule::MorePixels:
        return Words::tr("more pixels (%1 MP)")
            .arg(QLocale().toString(double(content.width) * content.height / 1e6, 'f', 1));
    case KeeperRule::OriginalFormat:
        return Words::tr("original format (%1)")
            .arg(QString::fromLatin1(formatTitle(content.format)));
    case KeeperRule::MoreMetadata:
        return Words::tr("has %1").arg(metadataParts(content.metadata));
    case KeeperRule::OriginalName:
        return isCameraName(pathToBytes(keeper.file.path.stem()))
                   ? Words::tr("named as cameras name files")
                   : Words::tr("not named as a copy");
    case KeeperRule::MoreBytes:
        return Words::tr("larger file");
    case KeeperRule::Older:
        return Words::tr("older file");
    case KeeperRule::ShorterPath:
        return Words::tr("shorter path");
    case KeeperRule::HasCompanions:
        return Words::tr("next to what belongs to it");
    }
    return {};
}

QString lossText(KeeperLossKind kind, const QString& holder)
{
    switch (kind) {
    case KeeperLossKind::Date:
        return Words::tr("the date, which %1 has").arg(holder);
    case KeeperLossKind::Place:
        return Words::tr("the place, which %1 has").arg(holder);
    case KeeperLossKind::Camera:
        return Words::tr("the camera, which %1 has").arg(holder);
    case KeeperLossKind::Rating:
        return Words::tr("the rating, which %1 has").arg(holder);
    case KeeperLossKind::Pixels:
        return Words::tr("more pixels, which %1 has").arg(holder);
    case KeeperLossKind::Animation:
        return Words::tr("the animation, which %1 has").arg(holder);
    case KeeperLossKind::Pages:
        return Words::tr("more pages, which %1 has").arg(holder);
    case KeeperLossKind::Transparency:
        return Words::tr("the transparency, which %1 has").arg(holder);
    case KeeperLossKind::BitDepth:
        return Words::tr("more bits a channel, which %1 has").arg(holder);
    case KeeperLossKind::GainMap:
        return Words::tr("the HDR gain map, which %1 has").arg(holder);
    case KeeperLossKind::SecondPicture:
        return Words::tr("a second picture inside, which %1 has").arg(holder);
    case KeeperLossKind::DepthMap:
        return Words::tr("the depth map, which %1 has").arg(holder);
    case KeeperLossKind::Keywords:
        return Words::tr("the keywords, which %1 has").arg(holder);
    case KeeperLossKind::Title:
        return Words::tr("the title, which %1 has").arg(holder);
    case KeeperLossKind::Caption:
        return Words::tr("the caption, which %1 has").arg(holder);
    case KeeperLossKind::Faces:
        return Words::tr("the names of faces, which %1 has").arg(holder);
    case KeeperLossKind::PlaceName:
        return Words::tr("the name of the place, which %1 has").arg(holder);
    case KeeperLossKind::Video:
        return Words::tr("the video inside the file, which %1 has").arg(holder);
    case KeeperLossKind::RawBeside:
        return Words::tr("the raw file next to it, which %1 has").arg(holder);
    case KeeperLossKind::PictureBeside:
        return Words::tr("the picture next to it, which %1 has").arg(holder);
    case KeeperLossKind::VideoBeside:
        return Words::tr("the video next to it, which %1 has").arg(holder);
    case KeeperLossKind::SidecarBeside:
        return Words::tr("the sidecar next to it, which %1 has").arg(holder);
    case KeeperLossKind::JsonBeside:
        return Words::tr("the JSON file next to it, which %1 has").arg(holder);
    case KeeperLossKind::EditsBeside:
        return Words::tr("the file with its edits next to it, which %1 has").arg(holder);
    }
    return {};
}

} // namespace

QString contains(const ContentRow& content)
{
    const PictureFacts facts = content.facts.value_or(PictureFacts());
    QStringList parts;
    if (facts.frames > 1)
        parts += (facts.animated ? Words::tr("animation of %1 frames") : Words::tr("%1 pages"))
                     .arg(QLocale().toString(facts.frames));
    if (facts.alpha)
        parts += Words::tr("transparency");
    if (facts.bits > 8)
        parts += Words::tr("%1 bits a channel").arg(facts.bits);
    if ((facts.extras & kGainMap) != 0)
        parts += Words::tr("HDR gain map");
    if ((facts.extras & kSecondPicture) != 0)
        parts += Words::tr("second picture");
    if ((facts.extras & kDepthMap) != 0)
        parts += Words::tr("depth map");
    return parts.join(QStringLiteral(", "));
}

namespace {

std::vector<Fact> factsOf(const DuplicateMember& member)
{
    const ContentRow& content = member.content;
    const Metadata& metadata = content.metadata;
    constexpr std::int64_t kNanoseconds = 1'000'000'000;
    const std::int64_t changed = member.file.stamp.modifiedNs / kNanoseconds;
    return {
        fact(pixels(content), Words::tr("Size not known")),
        fact(bytes(content.bytes), {}),
        fact(QString::fromLatin1(formatTitle(content.format)), {}),
        fact(metadata.takenAt
                 ? Words::tr("Taken %1").arg(dateTime(*metadata.takenAt, QTimeZone::utc()))
                 : QString(),
             Words::tr("No date")),
        fact(safe(metadata.camera), Words::tr("No camera")),
        fact(place(metadata), Words::tr("No place")),
        fact(metadata.rating ? Words::tr("Rating %1").arg(*metadata.rating) : QString(),
             Words::tr("No rating")),
        fact(words(metadata.carried.keywords), Words::tr("No keywords")),
        fact(safe(metadata.carried.title), Words::tr("No title")),
        fact(safe(metadata.carried.caption), Words::tr("No caption")),
        fact(words(metadata.carried.faces), Words::tr("No names of faces")),
        fact(safe(metadata.carried.placeName), Words::tr("No name of the place")),
        fact(metadata.carried.videoBytes > 0 ? Words::tr("With video") : QString(),
             Words::tr("No video")),
        fact(contains(content), Words::tr("One plain picture")),
        fact(Words::tr("Changed %1").arg(dateTime(changed, QTimeZone::systemTimeZone())), {}),
        fact(displayFolder(member.file.path), {}, lookalike::displayText(member.file.path)),
    };
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
        return Words::tr("Saved again");
    case Relation::Cropped:
        return Words::tr("Cropped");
    case Relation::Rotated:
        return Words::tr("Turned or mirrored");
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
        return Words::tr("The same pixels in another format or with other information.");
    case Relation::Resized:
        return Words::tr("The same picture with more or fewer pixels.");
    case Relation::Recompressed:
        return Words::tr("The same picture, saved again with some loss.");
    case Relation::Cropped:
        return Words::tr("One shows a part of the other.");
    case Relation::Rotated:
        return Words::tr("The same picture, turned or mirrored.");
    case Relation::Edited:
        return Words::tr("The same picture with other light, colours, text or a border.");
    case Relation::RawJpegPair:
        return Words::tr("A camera's raw file and the JPEG it wrote beside it.");
    case Relation::SimilarShot:
        return Words::tr("Other photos of the same scene: a burst or a bracket.");
    }
    return {};
}

QString evidence(const RelationEvidence& evidence)
{
    QStringList parts{relation(evidence.relation)};
    constexpr double kAlmost = 0.99; // only what is identical is all alike
    constexpr float kWhole = 0.985F; // what is cut off less than this is nobody's crop
    if (evidence.secondShown < kWhole || evidence.firstShown < kWhole) {
        const bool second = evidence.firstShown < evidence.secondShown;
        parts += second ? Words::tr("shows %1 of the kept one").arg(percent(evidence.firstShown))
                        : Words::tr("shows more: the kept one is %1 of it")
                              .arg(percent(evidence.secondShown));
    }
    const int turned = static_cast<int>(std::lround(evidence.rotation));
    if (turned != 0)
        parts += Words::tr("turned by %1°").arg(turned);
    if (evidence.mirrored)
        parts += Words::tr("mirrored");
    if (evidence.relation != Relation::IdenticalFile &&
        evidence.relation != Relation::IdenticalPixels)
        parts += Words::tr("%1 alike").arg(percent(std::min(double(evidence.score), kAlmost)));
    return parts.join(QStringLiteral(", "));
}

QString bytes(std::uint64_t bytes)
{
    return QLocale().formattedDataSize(static_cast<qint64>(bytes), 1, QLocale::DataSizeSIFormat);
}

QString number(std::uint64_t value)
{
    return QLocale().toString(qulonglong(value));
}

QString photos(std::uint64_t count)
{
    return Words::tr("%Ln photo(s)", nullptr, static_cast<int>(count));
}

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
        return Words::tr("Next to what belongs to it");
    }
    return {};
}

QString ruleMeaning(KeeperRule rule)
{
    switch (rule) {
    case KeeperRule::ProtectedFolder:
        return Words::tr("Photos in protected folders never go to the trash.");
    case KeeperRule::Original:
        return Words::tr("Not cropped, edited, turned or enlarged.");
    case KeeperRule::MorePixels:
        return Words::tr("The one with the greatest width and height.");
    case KeeperRule::OriginalFormat:
        return Words::tr("RAW before HEIC before JPEG before converted files.");
    case KeeperRule::MoreMetadata:
        return Words::tr(
            "It has the date, the place, keywords, a caption, named faces or a video.");
    case KeeperRule::OriginalName:
        return Words::tr("Not named “copy”, “(1)” or “edited”.");
    case KeeperRule::MoreBytes:
        return Words::tr("Of two of the same format and size.");
    case KeeperRule::Older:
        return Words::tr("The one that was changed first.");
    case KeeperRule::ShorterPath:
        return Words::tr("The one that is less deep in folders.");
    case KeeperRule::HasCompanions:
        return Words::tr(
            "Its raw file, its video, its sidecar or its JSON file is in the same folder.");
    }
    return {};
}

QString decision(DecisionKind kind)
{
    switch (kind) {
    case DecisionKind::NotDuplicates:
        return Words::tr("Not duplicates");
    case DecisionKind::KeepBoth:
        return Words::tr("Keep both");
    case DecisionKind::KeepAll:
        return Words::tr("Keep all");
    }
    return {};
}

QString reasons(const DuplicateGroup& group)
{
    QStringList texts;
    if (!group.members.empty())
        for (const KeeperRule rule : group.reasonRules)
            texts += reason(rule, group.members.front());
    return texts.isEmpty() ? QString()
                           : Words::tr("Kept: %1.").arg(texts.join(QStringLiteral(", ")));
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

QString losses(const DuplicateGroup& group)
{
    QStringList texts;
    for (const KeeperLoss& one : group.lossList)
        texts += loss(one);
    return texts.isEmpty() ? QString()
                           : Words::tr("Would be lost: %1.").arg(texts.join(QStringLiteral(", ")));
}

std::vector<std::vector<Fact>> facts(const DuplicateGroup& group)
{
    std::vector<std::vector<Fact>> all;
    for (const DuplicateMember& member : group.members)
        all.push_back(factsOf(member));
    if (all.empty())
        return all;
    for (std::size_t kind = all.front().size(); kind-- > 0;) {
        const bool none =
            std::none_of(all.begin(), all.end(), [&](const auto& of) { return of[kind].known; });
        const bool same = std::all_of(all.begin(), all.end(), [&](const auto& of) {
            return of[kind].text == all.front()[kind].text;
        });
        for (auto& of : all) {
            of[kind].differs = !same;
            if (none)
                of.erase(of.begin() + static_cast<std::ptrdiff_t>(kind));
        }
    }
    return all;
}

} // namespace lookalike::text
