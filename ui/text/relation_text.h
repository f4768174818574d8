// SPDX-License-Identifier: GPL-3.0-or-later
// What the user calls the relation of two photos. GUI thread.
#pragma once

#include "core/duplicates/verify/relation.h"

#include <QString>

namespace lookalike::text {

/// "Resized", "Identical files".
[[nodiscard]] QString relation(Relation relation);
/// What that means, in a sentence.
[[nodiscard]] QString relationMeaning(Relation relation);
/// "Cropped, shows 62 %, 98 % alike": a member against the keeper.
[[nodiscard]] QString evidence(const RelationEvidence& evidence);

} // namespace lookalike::text
