// SPDX-License-Identifier: GPL-3.0-or-later
// Which of several copies of a photo to keep, and why, in words.
#pragma once

#include "core/catalog/companions.h"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace lookalike {

/// What tells the better of two copies; a list of all of them, most important first, is the rule.
enum class KeeperRule : std::uint8_t {
    ProtectedFolder = 0, ///< lies in a protected folder
    Original = 1,        ///< not cropped, turned, edited or enlarged, where this shows
    MorePixels = 2,      ///< has noticeably more
    OriginalFormat = 3,  ///< raw, HEIC, a camera's JPEG, lossless, then what is converted to
    MoreMetadata = 4,    ///< carries more: date, place, camera, rating, keywords, a video, ...
    OriginalName = 5,    ///< is named as cameras name files; no "copy", "(1)", "edited"
    MoreBytes = 6,       ///< of two that are alike so far
    Older = 7,           ///< the earlier time of modification
    ShorterPath = 8,
    HasCompanions = 9, ///< has more kinds of companion files: raw file, sidecar, ...
};
inline constexpr int kKeeperRuleCount = 10;

/// A stable name for settings ("more_pixels").
[[nodiscard]] const char* keeperRuleName(KeeperRule rule) noexcept;
[[nodiscard]] std::optional<KeeperRule> parseKeeperRule(std::string_view name) noexcept;
[[nodiscard]] std::vector<KeeperRule> defaultKeeperRules();

/// One copy. The rows are the caller's and outlive this.
struct KeeperCandidate {
    const FileRow* file = nullptr;
    const ContentRow* content = nullptr;
    bool isProtected = false;
    bool isDerived = false; ///< a crop of another copy, or the one that is turned or edited
    std::span<const Companion> companions = {};
    bool isEnlarged = false; ///< has more pixels than another copy, and no finer detail
};

/// Whether `a` is the better one to keep: a strict order, total over different paths.
[[nodiscard]] bool isBetterKeeper(std::span<const KeeperRule> rules, const KeeperCandidate& a,
                                  const KeeperCandidate& b);

/// What would go with a copy that is not kept.
enum class KeeperLossKind : std::uint8_t {
    Date,
    Place,
    Camera,
    Rating,
    Pixels,
    Animation,
    Pages,
    Transparency,
    BitDepth,
    GainMap,
    SecondPicture,
    DepthMap,
    Keywords,
    Title,
    Caption,
    Faces,
    PlaceName,
    Video,         ///< inside the file
    RawBeside,     ///< from here on: companion files
    PictureBeside, ///< the picture of a raw file
    VideoBeside,
    SidecarBeside,
    JsonBeside,
    EditsBeside
};
struct KeeperLoss {
    KeeperLossKind kind = KeeperLossKind::Date;
    std::filesystem::path holder; ///< the first of the others that has it
    std::string detail = {};      ///< the words that would be lost; may be empty. Hostile text.
};

/// The rules by which the keeper is better than at least one of the others, in their order.
[[nodiscard]] std::vector<KeeperRule> keeperReasonRules(std::span<const KeeperRule> rules,
                                                        const KeeperCandidate& keeper,
                                                        std::span<const KeeperCandidate> others);
/// What the others have and the keeper has not.
[[nodiscard]] std::vector<KeeperLoss> keeperLossList(const KeeperCandidate& keeper,
                                                     std::span<const KeeperCandidate> others);

/// "the keywords (lake), which beach.jpg has". English: the window has words of its own.
[[nodiscard]] std::string keeperLossText(const KeeperLoss& loss);

/// In what the keeper is better than at least one of the others, in the order of the rules:
/// "more pixels (12.2 MP)", "has place and date". English: the window has words of its own.
[[nodiscard]] std::vector<std::string> keeperReasons(std::span<const KeeperRule> rules,
                                                     const KeeperCandidate& keeper,
                                                     std::span<const KeeperCandidate> others);

/// What would be lost with the others: metadata that the keeper does not have, more pixels, what
/// belongs to them and not to the keeper. "the place, which beach.jpg has", "the keywords (lake),
/// which beach.jpg has".
[[nodiscard]] std::vector<std::string> keeperLosses(const KeeperCandidate& keeper,
                                                    std::span<const KeeperCandidate> others);

/// Whether a name without its ending looks like a camera's ("IMG_1234", "DSC01234", "PXL_2024...").
[[nodiscard]] bool isCameraName(std::string_view stem);

} // namespace lookalike
