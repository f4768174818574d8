// SPDX-License-Identifier: GPL-3.0-or-later
// By which rules one photo of a group is kept, in words. GUI thread.
#pragma once

#include "core/duplicates/review/duplicate_group.h"

#include <QString>

namespace lookalike::text {

[[nodiscard]] QString rule(KeeperRule rule);
/// What the rule prefers, in a sentence.
[[nodiscard]] QString ruleMeaning(KeeperRule rule);
/// "Kept: more pixels (24.2 MP), has date and place." Text from files made safe to show.
[[nodiscard]] QString reasons(const DuplicateGroup& group);

} // namespace lookalike::text
