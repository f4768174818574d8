// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/duplicates/review/keeper.h"

#include "core/base/path_bytes.h"
#include "core/duplicates/review/photo_name.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <set>

namespace lookalike {

namespace {

constexpr std::array<const char*, kKeeperRuleCount> kRuleNames{
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

/// Kinds of what it carries first; of two with the same kinds, keywords and names.
std::int64_t carriedMerit(const Metadata& metadata)
{
    constexpr std::int64_t kMoreThanWords = 10'000;
    const Carried& carried = metadata.carried;
    const std::int64_t kinds = int{metadata.takenAt.has_value()} +
                               int{metadata.latitude.has_value()} + int{!metadata.camera.empty()} +
                               int{metadata.rating.value_or(0) > 0} +
                               int{!carried.keywords.empty()} + int{!carried.title.empty()} +
                               int{!carried.caption.empty()} + int{!carried.faces.empty()} +
                               int{!carried.placeName.empty()} + int{carried.videoBytes > 0};
    return kinds * kMoreThanWords +
           static_cast<std::int64_t>(carried.keywords.size() + carried.faces.size());
}

/// In steps of four in a hundred: less comes from notes and thumbnails in the file, not from less
/// compression.
std::int64_t noticeableBytes(const ContentRow& content)
{
    constexpr double kSteps = 16;
    return std::llround(std::log2(1 + static_cast<double>(content.bytes)) * kSteps);
}

/// Several companions of one kind count once.
std::int64_t companionKinds(const KeeperCandidate& candidate)
{
    std::set<CompanionKind> kinds;
    for (const Companion& companion : candidate.companions)
        kinds.insert(companion.kind);
    return static_cast<std::int64_t>(kinds.size());
}

/// Greater is better.
std::int64_t merit(KeeperRule rule, const KeeperCandidate& candidate)
{
    const ContentRow& content = *candidate.content;
    switch (rule) {
    case KeeperRule::ProtectedFolder:
        return candidate.isProtected ? 1 : 0;
    case KeeperRule::Original:
        return candidate.isDerived || candidate.isEnlarged ? 0 : 1;
    case KeeperRule::MorePixels:
        return pixels(content);
    case KeeperRule::OriginalFormat:
        return -formatRank(content);
    case KeeperRule::MoreMetadata:
        return carriedMerit(content.metadata);
    case KeeperRule::OriginalName:
        return nameRank(pathToBytes(candidate.file->path.stem()));
    case KeeperRule::MoreBytes:
        // Sharpening alone makes a file larger.
        return candidate.isEdited ? 0 : noticeableBytes(content);
    case KeeperRule::Older:
        return -candidate.file->stamp.modifiedNs;
    case KeeperRule::ShorterPath:
        return -static_cast<std::int64_t>(pathToBytes(candidate.file->path).size());
    case KeeperRule::HasCompanions:
        return companionKinds(candidate);
    }
    return 0;
}

bool isBetterIn(KeeperRule rule, const KeeperCandidate& a, const KeeperCandidate& b)
{
    if (rule == KeeperRule::MorePixels)
        return hasMorePixels(*a.content, *b.content);
    if (rule == KeeperRule::OriginalFormat && a.content->format == b.content->format)
        return false;
    if (rule == KeeperRule::MoreBytes && (a.isEdited || b.isEdited))
        return false;
    return merit(rule, a) > merit(rule, b);
}

} // namespace

const char* keeperRuleName(KeeperRule rule) noexcept
{
    return kRuleNames[static_cast<std::size_t>(rule)];
}

std::optional<KeeperRule> parseKeeperRule(std::string_view name) noexcept
{
    for (std::size_t i = 0; i < kRuleNames.size(); ++i)
        if (name == kRuleNames[i])
            return static_cast<KeeperRule>(i);
    return {};
}

std::vector<KeeperRule> defaultKeeperRules()
{
    return {KeeperRule::ProtectedFolder, KeeperRule::Original,      KeeperRule::MorePixels,
            KeeperRule::OriginalFormat,  KeeperRule::HasCompanions, KeeperRule::MoreMetadata,
            KeeperRule::MoreBytes,       KeeperRule::OriginalName,  KeeperRule::Older,
            KeeperRule::ShorterPath};
}

bool hasMorePixels(const ContentRow& a, const ContentRow& b)
{
    // Sides that differ by less than two in a hundred come from rounding, not from another size.
    return pixels(a) > pixels(b) + pixels(b) / 25;
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

std::vector<KeeperRule> keeperReasons(std::span<const KeeperRule> rules,
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

} // namespace lookalike
