// SPDX-License-Identifier: GPL-3.0-or-later
// By which rules one photo of a group is kept, in words. GUI thread.
#pragma once

#include "core/duplicates/review/duplicate_group.h"

#include <QString>

namespace lookalike::text {

[[nodiscard]] QString rule(KeeperRule rule);
/// What the rule prefers, in a sentence.
[[nodiscard]] QString ruleMeaning(KeeperRule rule);
/// "Suggested: most pixels (24.2 MP), has the date and place.", or "You keep IMG_2.jpg." where
/// another one stays than was suggested. `kept` and `member` are places in the group's members.
[[nodiscard]] QString keeper(const DuplicateGroup& group, std::size_t kept);
/// What a member is where `kept` stays: "Suggested to keep", "Cropped, shows 62 % of it".
[[nodiscard]] QString standing(const DuplicateGroup& group, std::size_t member, std::size_t kept);

} // namespace lookalike::text
