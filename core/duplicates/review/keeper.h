// SPDX-License-Identifier: GPL-3.0-or-later
// Which of several copies of a photo to keep, and by which rules. Any thread.
#pragma once

#include "core/catalog/companions.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace lookalike {

/// What tells the better of two copies; a list of all of them, most important first, is the rule.
enum class KeeperRule : std::uint8_t {
    ProtectedFolder = 0, ///< it is protected, or lies in a protected folder
    Original = 1,        ///< not cropped, turned, edited or enlarged, where this shows
    MorePixels = 2,      ///< has noticeably more
    OriginalFormat = 3,  ///< raw, HEIC, a camera's JPEG, lossless, then what is converted to
    MoreMetadata = 4,    ///< carries more: date, place, camera, rating, keywords, a video, ...
    OriginalName = 5,    ///< is named as cameras name files; no "copy", "(1)", "edited"
    MoreBytes = 6,       ///< noticeably, for less compression; of edited ones bytes tell nothing
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
    /// Has more pixels than another copy and no finer detail, or plain corners from being turned.
    bool isEnlarged = false;
    bool isEdited = false; ///< looks unlike all other copies: sharpened, or turned by some degrees
};

/// Whether `a` is the better one to keep: a strict order, total over different paths.
[[nodiscard]] bool isBetterKeeper(std::span<const KeeperRule> rules, const KeeperCandidate& a,
                                  const KeeperCandidate& b);

/// Whether `a` has so many more pixels than `b` that the user should be told.
[[nodiscard]] bool hasMorePixels(const ContentRow& a, const ContentRow& b);

/// The rules by which the keeper is better than at least one of the others, in their order.
[[nodiscard]] std::vector<KeeperRule> keeperReasons(std::span<const KeeperRule> rules,
                                                    const KeeperCandidate& keeper,
                                                    std::span<const KeeperCandidate> others);

} // namespace lookalike
