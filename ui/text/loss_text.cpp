// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/text/loss_text.h"

#include "ui/text/distinct_paths.h"
#include "ui/text/words.h"

#include <QStringList>
#include <algorithm>
#include <utility>

namespace lookalike::text {

namespace {

QString lossName(KeeperLossKind kind)
{
    switch (kind) {
    case KeeperLossKind::Date:
        return Words::tr("date", "would be lost");
    case KeeperLossKind::Place:
        return Words::tr("place", "would be lost");
    case KeeperLossKind::Camera:
        return Words::tr("camera", "would be lost");
    case KeeperLossKind::Rating:
        return Words::tr("rating", "would be lost");
    case KeeperLossKind::Pixels:
        return Words::tr("higher resolution", "would be lost");
    case KeeperLossKind::Animation:
        return Words::tr("animation", "would be lost");
    case KeeperLossKind::Pages:
        return Words::tr("more pages", "would be lost");
    case KeeperLossKind::Transparency:
        return Words::tr("transparency", "would be lost");
    case KeeperLossKind::BitDepth:
        return Words::tr("higher bit depth", "would be lost");
    case KeeperLossKind::GainMap:
        return Words::tr("HDR gain map", "would be lost");
    case KeeperLossKind::SecondPicture:
        return Words::tr("second picture inside", "would be lost");
    case KeeperLossKind::DepthMap:
        return Words::tr("depth map", "would be lost");
    case KeeperLossKind::Keywords:
        return Words::tr("keywords", "would be lost");
    case KeeperLossKind::Title:
        return Words::tr("title", "would be lost");
    case KeeperLossKind::Caption:
        return Words::tr("caption", "would be lost");
    case KeeperLossKind::Faces:
        return Words::tr("named faces", "would be lost");
    case KeeperLossKind::PlaceName:
        return Words::tr("place name", "would be lost");
    case KeeperLossKind::Video:
        return Words::tr("video inside", "would be lost");
    case KeeperLossKind::RawBeside:
        return Words::tr("raw file next to it", "would be lost");
    case KeeperLossKind::PictureBeside:
        return Words::tr("picture next to it", "would be lost");
    case KeeperLossKind::VideoBeside:
        return Words::tr("video next to it", "would be lost");
    case KeeperLossKind::SidecarBeside:
        return Words::tr("sidecar next to it", "would be lost");
    case KeeperLossKind::JsonBeside:
        return Words::tr("JSON file next to it", "would be lost");
    case KeeperLossKind::EditsBeside:
        return Words::tr("file with its edits next to it", "would be lost");
    }
    return {};
}

} // namespace

QString losses(const std::vector<KeeperLoss>& losses, const std::filesystem::path& kept)
{
    std::vector<std::pair<std::filesystem::path, QStringList>> holders;
    for (const KeeperLoss& one : losses) {
        auto holder =
            std::ranges::find(holders, one.holder, [](const auto& entry) { return entry.first; });
        if (holder == holders.end())
            holder = holders.insert(holder, {one.holder, {}});
        holder->second += loss(one);
    }
    QStringList sentences;
    for (const auto& [holder, names] : holders)
        sentences += Words::tr("Lost with %1: %2.")
                         .arg(distinctName(holder, kept), names.join(QStringLiteral(", ")));
    return sentences.join(QLatin1Char(' '));
}

QString loss(const KeeperLoss& loss)
{
    const QString name = lossName(loss.kind);
    return loss.detail.empty()
               ? name
               : Words::tr("%1 (%2)", "a loss, and what it is").arg(name, safe(loss.detail));
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
