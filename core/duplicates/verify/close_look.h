// SPDX-License-Identifier: GPL-3.0-or-later
// What full pictures and metadata say of a pair that looks alike from afar. Used by sources of this
// folder only.
#pragma once

#include "core/duplicates/verify/pair_verifier.h"
#include "core/duplicates/verify/picture_comparison.h"

namespace lookalike {

enum class CloseLook : std::uint8_t {
    NothingFound, ///< no written pages, and nothing against one exposure
    SamePage,     ///< written pages that say the same
    OtherPage,    ///< written pages that say something else, or of which that cannot be told
    OtherShot,    ///< two exposures of one scene
};

/// Whether one of the two may be a written page, so that the full pictures decide.
[[nodiscard]] bool mayBePages(const VerifiablePicture& first, const VerifiablePicture& second);

/// Asks for the full pictures where the two may be pages, and where both are of one size, lie on
/// one another pixel for pixel and no metadata say whether they are one exposure. Finds nothing
/// where the hint is empty. Fails as the hint does and with OutOfMemory; may throw cv::Exception.
[[nodiscard]] Result<CloseLook> lookClosely(const VerifiablePicture& first,
                                            const VerifiablePicture& second,
                                            const PictureComparison& comparison,
                                            const VerificationHints& hints);

} // namespace lookalike
