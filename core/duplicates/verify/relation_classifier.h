// SPDX-License-Identifier: GPL-3.0-or-later
// Classifies a comparison that proves "the same photo". Only sources of this folder use this.
#pragma once

#include "core/duplicates/verify/picture_comparison.h"
#include "core/duplicates/verify/relation.h"

namespace lookalike {

/// Returns the relation and evidence of an accepted comparison. The caller sets the cosine.
[[nodiscard]] RelationEvidence evidenceOf(const VerifiablePicture& first,
                                          const VerifiablePicture& second,
                                          const PictureComparison& comparison, bool sameStem);

} // namespace lookalike
