// SPDX-License-Identifier: GPL-3.0-or-later
// Why a photo is kept and what would be lost, in English for the command line. The window has its
// own, translated words (ui/text). Any thread.
#pragma once

#include "core/duplicates/review/duplicate_group.h"

#include <string>

namespace lookalike {

/// Returns why the suggested photo is kept by `rule`: "most pixels (12.2 MP)".
[[nodiscard]] std::string keeperReasonText(KeeperRule rule, const DuplicateMember& keeper);
/// Returns "the keywords of beach.jpg (lake)".
[[nodiscard]] std::string keeperLossText(const KeeperLoss& loss);

} // namespace lookalike
