// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/duplicates/review/keeper_words.h"

#include "core/base/path_bytes.h"
#include "core/duplicates/review/photo_name.h"

#include <array>
#include <cstdio>

namespace lookalike {

namespace {

std::string megapixels(const ContentRow& content)
{
    std::array<char, 32> text{};
    std::snprintf(text.data(), text.size(), "%.1f MP",
                  double(content.width) * content.height / 1e6);
    return text.data();
}

std::string metadataText(const Metadata& metadata)
{
    std::vector<std::string> parts;
    if (metadata.latitude)
        parts.emplace_back("place");
    if (metadata.takenAt)
        parts.emplace_back("date");
    if (!metadata.camera.empty())
        parts.emplace_back("camera");
    if (metadata.rating.value_or(0) > 0)
        parts.emplace_back("rating");
    const Carried& carried = metadata.carried;
    if (!carried.keywords.empty())
        parts.emplace_back("keywords");
    if (!carried.title.empty())
        parts.emplace_back("title");
    if (!carried.caption.empty())
        parts.emplace_back("caption");
    if (!carried.faces.empty())
        parts.emplace_back("names of faces");
    if (!carried.placeName.empty())
        parts.emplace_back("name of the place");
    if (carried.videoBytes > 0)
        parts.emplace_back("video");
    std::string text = "has ";
    for (std::size_t i = 0; i < parts.size(); ++i)
        text += (i == 0 ? "" : i + 1 == parts.size() ? " and " : ", ") + parts[i];
    return text;
}

std::string nameOf(const std::filesystem::path& file)
{
    return displayText(pathToBytes(file.filename()));
}

/// "IMG_1.CR2 and IMG_1.xmp"
std::string companionsText(const KeeperCandidate& candidate)
{
    std::string text;
    for (std::size_t i = 0; i < candidate.companions.size(); ++i)
        text += (i == 0                                 ? ""
                 : i + 1 == candidate.companions.size() ? " and "
                                                        : ", ") +
                nameOf(candidate.companions[i].file.path);
    return text;
}

std::string reasonText(KeeperRule rule, const KeeperCandidate& keeper)
{
    switch (rule) {
    case KeeperRule::ProtectedFolder:
        return "in a protected folder";
    case KeeperRule::Original:
        return "not cropped, turned, edited or enlarged";
    case KeeperRule::MorePixels:
        return "more pixels (" + megapixels(*keeper.content) + ")";
    case KeeperRule::OriginalFormat:
        return std::string("original format (") + formatTitle(keeper.content->format) + ")";
    case KeeperRule::MoreMetadata:
        return metadataText(keeper.content->metadata);
    case KeeperRule::OriginalName:
        return isCameraName(pathToBytes(keeper.file->path.stem())) ? "named as cameras name files"
                                                                   : "not named as a copy";
    case KeeperRule::MoreBytes:
        return "larger file";
    case KeeperRule::Older:
        return "older file";
    case KeeperRule::ShorterPath:
        return "shorter path";
    case KeeperRule::HasCompanions:
        return "beside " + companionsText(keeper);
    }
    return {};
}

std::string lossText(KeeperLossKind kind)
{
    switch (kind) {
    case KeeperLossKind::Date:
        return "the date";
    case KeeperLossKind::Place:
        return "the place";
    case KeeperLossKind::Camera:
        return "the camera";
    case KeeperLossKind::Rating:
        return "the rating";
    case KeeperLossKind::Pixels:
        return "more pixels";
    case KeeperLossKind::Animation:
        return "the animation";
    case KeeperLossKind::Pages:
        return "more pages";
    case KeeperLossKind::Transparency:
        return "the transparency";
    case KeeperLossKind::BitDepth:
        return "more bits a channel";
    case KeeperLossKind::GainMap:
        return "the HDR gain map";
    case KeeperLossKind::SecondPicture:
        return "a second picture inside";
    case KeeperLossKind::DepthMap:
        return "the depth map";
    case KeeperLossKind::Keywords:
        return "the keywords";
    case KeeperLossKind::Title:
        return "the title";
    case KeeperLossKind::Caption:
        return "the caption";
    case KeeperLossKind::Faces:
        return "the names of faces";
    case KeeperLossKind::PlaceName:
        return "the name of the place";
    case KeeperLossKind::Video:
        return "the video inside the file";
    case KeeperLossKind::RawBeside:
        return "the raw file next to it";
    case KeeperLossKind::PictureBeside:
        return "the picture next to it";
    case KeeperLossKind::VideoBeside:
        return "the video next to it";
    case KeeperLossKind::SidecarBeside:
        return "the sidecar next to it";
    case KeeperLossKind::JsonBeside:
        return "the JSON file next to it";
    case KeeperLossKind::EditsBeside:
        return "the file with its edits next to it";
    }
    return {};
}

} // namespace

std::vector<std::string> keeperReasons(std::span<const KeeperRule> rules,
                                       const KeeperCandidate& keeper,
                                       std::span<const KeeperCandidate> others)
{
    std::vector<std::string> reasons;
    for (const KeeperRule rule : keeperReasonRules(rules, keeper, others))
        reasons.push_back(reasonText(rule, keeper));
    return reasons;
}

std::string keeperLossText(const KeeperLoss& loss)
{
    return lossText(loss.kind) +
           (loss.detail.empty() ? std::string() : " (" + displayText(loss.detail) + ")") +
           ", which " + nameOf(loss.holder) + " has";
}

std::vector<std::string> keeperLosses(const KeeperCandidate& keeper,
                                      std::span<const KeeperCandidate> others)
{
    std::vector<std::string> losses;
    for (const KeeperLoss& loss : keeperLossList(keeper, others))
        losses.push_back(keeperLossText(loss));
    return losses;
}

} // namespace lookalike
