// SPDX-License-Identifier: GPL-3.0-or-later
// Puts a comparison that says "the same photo" into words. Used by sources of this folder only.
#pragma once

#include "core/duplicates/verify/picture_comparison.h"
#include "core/duplicates/verify/relation.h"

namespace lookalike {

/// Relation and evidence of an accepted comparison; the cosine is left to the caller.
[[nodiscard]] RelationEvidence evidenceOf(const VerifiablePicture& first,
                                          const VerifiablePicture& second,
                                          const PictureComparison& comparison, bool sameStem);

} // namespace lookalike
