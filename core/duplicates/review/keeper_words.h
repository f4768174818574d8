// SPDX-License-Identifier: GPL-3.0-or-later
// Why a photo is kept and what would be lost, in English: the window has words of its own.
// Any thread.
#pragma once

#include "core/duplicates/review/keeper.h"
#include "core/duplicates/review/keeper_losses.h"

#include <span>
#include <string>
#include <vector>

namespace lookalike {

/// In what the keeper is better than at least one of the others, in the order of the rules:
/// "more pixels (12.2 MP)", "has place and date".
[[nodiscard]] std::vector<std::string> keeperReasons(std::span<const KeeperRule> rules,
                                                     const KeeperCandidate& keeper,
                                                     std::span<const KeeperCandidate> others);
/// "the keywords (lake), which beach.jpg has".
[[nodiscard]] std::string keeperLossText(const KeeperLoss& loss);
/// The same for all that would be lost with the others.
[[nodiscard]] std::vector<std::string> keeperLosses(const KeeperCandidate& keeper,
                                                    std::span<const KeeperCandidate> others);

} // namespace lookalike
