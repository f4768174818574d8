// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/duplicates/keeper.h"

#include "core/base/ascii.h"
#include "core/base/path_bytes.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <cstdio>
#include <utility>

namespace lookalike {

namespace {

constexpr std::array<const char*, kKeeperRuleCount> kNames{
    "protected_folder", "original",   "more_pixels", "original_format", "more_metadata",
    "original_name",    "more_bytes", "older",       "shorter_path",    "has_companions"};

std::int64_t pixels(const ContentRow& content)
{
    return std::int64_t{content.width} * content.height;
}

/// What tends to be converted into what: lower comes first. A JPEG is an original where a camera
/// signed it; without that, what loses nothing is the better copy.
int formatRank(const ContentRow& content)
{
    switch (content.format) {
    case ImageFormat::Raw:
        return 0;
    case ImageFormat::Heic:
        return 1;
    case ImageFormat::Jpeg:
        return content.metadata.camera.empty() ? 4 : 2;
    case ImageFormat::Tiff:
    case ImageFormat::Png:
        return 3;
    default:
        return 5;
    }
}

int metadataCount(const Metadata& metadata)
{
    return int{metadata.takenAt.has_value()} + int{metadata.latitude.has_value()} +
           int{!metadata.camera.empty()} + int{metadata.rating.value_or(0) > 0};
}

std::string stemOf(const FileRow& file)
{
    return pathToBytes(file.path.stem());
}

/// 2: as a camera names it; 1: any other name; 0: says itself that it is a copy.
int nameRank(const FileRow& file)
{
    static constexpr std::array<std::string_view, 9> kSigns{
        "copy", "kopie", "copie", "copia", "edit", "resized", "scaled", "small", "thumb"};
    const std::string stem = stemOf(file);
    const std::string text = asciiLower(stem);
    for (const std::string_view sign : kSigns)
        if (text.find(sign) != std::string::npos)
            return 0;
    // "beach (1)", as browsers and file managers number them
    if (text.size() > 3 && text.back() == ')') {
        const auto open = text.rfind('(');
        if (open != std::string::npos && open + 2 < text.size() &&
            std::all_of(text.begin() + static_cast<std::ptrdiff_t>(open) + 1, text.end() - 1,
                        [](unsigned char c) { return std::isdigit(c) != 0; }))
            return 0;
    }
    return isCameraName(stem) ? 2 : 1;
}

/// Sides that differ by less than two in a hundred come from rounding, not from another size: no
/// reason to tell a person.
bool hasMorePixels(const ContentRow& a, const ContentRow& b)
{
    return pixels(a) > pixels(b) + pixels(b) / 25;
}

/// Greater is better.
std::int64_t merit(KeeperRule rule, const KeeperCandidate& candidate)
{
    const ContentRow& content = *candidate.content;
    switch (rule) {
    case KeeperRule::ProtectedFolder:
        return candidate.isProtected ? 1 : 0;
    case KeeperRule::Original:
        return candidate.isDerived ? 0 : 1;
    case KeeperRule::MorePixels:
        return pixels(content);
    case KeeperRule::OriginalFormat:
        return -formatRank(content);
    case KeeperRule::MoreMetadata:
        return metadataCount(content.metadata);
    case KeeperRule::OriginalName:
        return nameRank(*candidate.file);
    case KeeperRule::MoreBytes:
        return static_cast<std::int64_t>(content.bytes);
    case KeeperRule::Older:
        return -candidate.file->stamp.modifiedNs;
    case KeeperRule::ShorterPath:
        return -static_cast<std::int64_t>(pathToBytes(candidate.file->path).size());
    case KeeperRule::HasCompanions:
        return candidate.companions.empty() ? 0 : 1;
    }
    return 0;
}

std::string megapixels(const ContentRow& content)
{
    std::array<char, 32> text{};
    std::snprintf(text.data(), text.size(), "%.1f MP", static_cast<double>(pixels(content)) / 1e6);
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
        return "not cropped, turned or edited";
    case KeeperRule::MorePixels:
        return "more pixels (" + megapixels(*keeper.content) + ")";
    case KeeperRule::OriginalFormat:
        return std::string("original format (") + formatTitle(keeper.content->format) + ")";
    case KeeperRule::MoreMetadata:
        return metadataText(keeper.content->metadata);
    case KeeperRule::OriginalName:
        return nameRank(*keeper.file) == 2 ? "named as cameras name files" : "not named as a copy";
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

bool isBetterIn(KeeperRule rule, const KeeperCandidate& a, const KeeperCandidate& b)
{
    if (rule == KeeperRule::MorePixels)
        return hasMorePixels(*a.content, *b.content);
    return merit(rule, a) > merit(rule, b);
}

/// What nobody has looked at passes for plain.
PictureFacts factsOf(const KeeperCandidate& candidate)
{
    return candidate.content->facts.value_or(PictureFacts());
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
    case KeeperLossKind::Companions:
        return "a raw file, video or sidecar beside it";
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
    }
    return {};
}

} // namespace

const char* keeperRuleName(KeeperRule rule) noexcept
{
    return kNames[static_cast<std::size_t>(rule)];
}

std::optional<KeeperRule> parseKeeperRule(std::string_view name) noexcept
{
    for (std::size_t i = 0; i < kNames.size(); ++i)
        if (name == kNames[i])
            return static_cast<KeeperRule>(i);
    return {};
}

std::vector<KeeperRule> defaultKeeperRules()
{
    return {KeeperRule::ProtectedFolder, KeeperRule::Original,      KeeperRule::MorePixels,
            KeeperRule::OriginalFormat,  KeeperRule::HasCompanions, KeeperRule::MoreMetadata,
            KeeperRule::OriginalName,    KeeperRule::MoreBytes,     KeeperRule::Older,
            KeeperRule::ShorterPath};
}

bool isBetterKeeper(std::span<const KeeperRule> rules, const KeeperCandidate& a,
                    const KeeperCandidate& b)
{
    for (const KeeperRule rule : rules) {
        const std::int64_t left = merit(rule, a);
        const std::int64_t right = merit(rule, b);
        if (left != right)
            return left > right;
    }
    return pathToBytes(a.file->path) < pathToBytes(b.file->path);
}

std::vector<KeeperRule> keeperReasonRules(std::span<const KeeperRule> rules,
                                          const KeeperCandidate& keeper,
                                          std::span<const KeeperCandidate> others)
{
    std::vector<KeeperRule> reasons;
    for (const KeeperRule rule : rules) {
        const bool isFallback = rule == KeeperRule::Older || rule == KeeperRule::ShorterPath ||
                                rule == KeeperRule::MoreBytes;
        if (isFallback && !reasons.empty())
            continue;
        if (std::ranges::any_of(others, [&](const KeeperCandidate& other) {
                return isBetterIn(rule, keeper, other);
            }))
            reasons.push_back(rule);
    }
    return reasons;
}

std::vector<KeeperLoss> keeperLossList(const KeeperCandidate& keeper,
                                       std::span<const KeeperCandidate> others)
{
    std::vector<KeeperLoss> losses;
    const Metadata& kept = keeper.content->metadata;
    const auto note = [&](KeeperLossKind kind, auto hasIt) {
        const auto found = std::ranges::find_if(others, hasIt);
        if (found != others.end())
            losses.push_back({kind, found->file->path});
    };
    const auto& metadata = [](const KeeperCandidate& other) -> const Metadata& {
        return other.content->metadata;
    };
    if (!kept.takenAt)
        note(KeeperLossKind::Date,
             [&](const auto& other) { return metadata(other).takenAt.has_value(); });
    if (!kept.latitude)
        note(KeeperLossKind::Place,
             [&](const auto& other) { return metadata(other).latitude.has_value(); });
    if (kept.camera.empty())
        note(KeeperLossKind::Camera,
             [&](const auto& other) { return !metadata(other).camera.empty(); });
    if (kept.rating.value_or(0) == 0)
        note(KeeperLossKind::Rating,
             [&](const auto& other) { return metadata(other).rating.value_or(0) > 0; });
    note(KeeperLossKind::Pixels,
         [&](const auto& other) { return hasMorePixels(*other.content, *keeper.content); });
    if (keeper.companions.empty())
        note(KeeperLossKind::Companions,
             [](const auto& other) { return !other.companions.empty(); });
    const PictureFacts holds = factsOf(keeper);
    const auto noteFact = [&](KeeperLossKind kind, auto hasMore) {
        note(kind, [&](const auto& other) { return hasMore(factsOf(other)); });
    };
    noteFact(KeeperLossKind::Animation, [&](const PictureFacts& other) {
        return other.animated && (!holds.animated || other.frames > holds.frames);
    });
    noteFact(KeeperLossKind::Pages, [&](const PictureFacts& other) {
        return !other.animated && other.frames > holds.frames;
    });
    noteFact(KeeperLossKind::Transparency,
             [&](const PictureFacts& other) { return other.alpha && !holds.alpha; });
    noteFact(KeeperLossKind::BitDepth,
             [&](const PictureFacts& other) { return other.bits > holds.bits; });
    for (const auto& [kind, extra] : {std::pair(KeeperLossKind::GainMap, kGainMap),
                                      std::pair(KeeperLossKind::SecondPicture, kSecondPicture),
                                      std::pair(KeeperLossKind::DepthMap, kDepthMap)})
        if ((holds.extras & extra) == 0)
            noteFact(kind, [extra = extra](const PictureFacts& other) {
                return (other.extras & extra) != 0;
            });
    return losses;
}

std::vector<std::string> keeperReasons(std::span<const KeeperRule> rules,
                                       const KeeperCandidate& keeper,
                                       std::span<const KeeperCandidate> others)
{
    std::vector<std::string> reasons;
    for (const KeeperRule rule : keeperReasonRules(rules, keeper, others))
        reasons.push_back(reasonText(rule, keeper));
    return reasons;
}

std::vector<std::string> keeperLosses(const KeeperCandidate& keeper,
                                      std::span<const KeeperCandidate> others)
{
    std::vector<std::string> losses;
    for (const KeeperLoss& loss : keeperLossList(keeper, others))
        losses.push_back(lossText(loss.kind) + ", which " + nameOf(loss.holder) + " has");
    return losses;
}

bool isCameraName(std::string_view stem)
{
    static constexpr std::array<std::string_view, 12> kPrefixes{
        "img", "dsc", "dscn", "dscf", "pxl", "p", "dji", "gopr", "mvimg", "sam", "cimg", "_mg"};
    const std::string text = asciiLower(stem);
    std::string_view rest(text);
    std::size_t longest = 0;
    for (const std::string_view prefix : kPrefixes)
        if (rest.starts_with(prefix))
            longest = std::max(longest, prefix.size());
    rest.remove_prefix(longest);
    // "20240512_101530" has no prefix and is a telephone's
    if (longest == 0 && !(rest.size() >= 15 && rest.starts_with("20")))
        return false;
    const auto isPart = [](char c) {
        return std::isdigit(static_cast<unsigned char>(c)) != 0 || c == '_' || c == '-';
    };
    const auto digits = std::ranges::count_if(
        rest, [](char c) { return std::isdigit(static_cast<unsigned char>(c)) != 0; });
    return digits >= 4 && std::ranges::all_of(rest, isPart);
}

} // namespace lookalike
