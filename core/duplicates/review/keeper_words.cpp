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
        parts.emplace_back("named faces");
    if (!carried.placeName.empty())
        parts.emplace_back("place name");
    if (carried.videoBytes > 0)
        parts.emplace_back("video");
    std::string text = "has the ";
    for (std::size_t i = 0; i < parts.size(); ++i)
        text += (i == 0 ? "" : i + 1 == parts.size() ? " and " : ", ") + parts[i];
    return text;
}

const char* lossName(KeeperLossKind kind)
{
    switch (kind) {
    case KeeperLossKind::Date:
        return "the date of";
    case KeeperLossKind::Place:
        return "the place of";
    case KeeperLossKind::Camera:
        return "the camera of";
    case KeeperLossKind::Rating:
        return "the rating of";
    case KeeperLossKind::Pixels:
        return "the higher resolution of";
    case KeeperLossKind::Animation:
        return "the animation of";
    case KeeperLossKind::Pages:
        return "more pages in";
    case KeeperLossKind::Transparency:
        return "the transparency of";
    case KeeperLossKind::BitDepth:
        return "the higher bit depth of";
    case KeeperLossKind::GainMap:
        return "the HDR gain map of";
    case KeeperLossKind::SecondPicture:
        return "the second picture inside";
    case KeeperLossKind::DepthMap:
        return "the depth map of";
    case KeeperLossKind::Keywords:
        return "the keywords of";
    case KeeperLossKind::Title:
        return "the title of";
    case KeeperLossKind::Caption:
        return "the caption of";
    case KeeperLossKind::Faces:
        return "the named faces of";
    case KeeperLossKind::PlaceName:
        return "the place name of";
    case KeeperLossKind::Video:
        return "the video inside";
    case KeeperLossKind::RawBeside:
        return "the raw file next to";
    case KeeperLossKind::PictureBeside:
        return "the picture next to";
    case KeeperLossKind::VideoBeside:
        return "the video next to";
    case KeeperLossKind::SidecarBeside:
        return "the sidecar next to";
    case KeeperLossKind::JsonBeside:
        return "the JSON file next to";
    case KeeperLossKind::EditsBeside:
        return "the file with the edits next to";
    }
    return "";
}

} // namespace

std::string keeperReasonText(KeeperRule rule, const DuplicateMember& keeper)
{
    switch (rule) {
    case KeeperRule::ProtectedFolder:
        return "protected";
    case KeeperRule::Original:
        return "not cropped, rotated, edited or enlarged";
    case KeeperRule::MorePixels:
        return "most pixels (" + megapixels(keeper.content) + ")";
    case KeeperRule::OriginalFormat:
        return std::string("original ") + formatTitle(keeper.content.format);
    case KeeperRule::MoreMetadata:
        return metadataText(keeper.content.metadata);
    case KeeperRule::OriginalName:
        return isCameraName(pathToBytes(keeper.file.path.stem())) ? "has the camera's own file name"
                                                                  : "not named as a copy";
    case KeeperRule::MoreBytes:
        return "larger file";
    case KeeperRule::Older:
        return "older file";
    case KeeperRule::ShorterPath:
        return "shorter path";
    case KeeperRule::HasCompanions:
        return "next to its raw file, video or sidecar";
    }
    return {};
}

std::string keeperLossText(const KeeperLoss& loss)
{
    return std::string(lossName(loss.kind)) + ' ' +
           displayText(pathToBytes(loss.holder.filename())) +
           (loss.detail.empty() ? std::string() : " (" + displayText(loss.detail) + ")");
}

} // namespace lookalike
