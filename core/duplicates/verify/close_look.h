// SPDX-License-Identifier: GPL-3.0-or-later
// Examines full pictures and metadata of a pair whose reduced pictures look alike. Only sources of
// this folder use this.
#pragma once

#include "core/duplicates/verify/pair_verifier.h"
#include "core/duplicates/verify/picture_comparison.h"

namespace lookalike {

enum class CloseLook : std::uint8_t {
    NothingFound, ///< neither different pages nor a sign of two exposures
    SamePage,     ///< written pages with the same text
    OtherPage,    ///< written pages with different text, or too hard to compare
    OtherShot,    ///< two exposures of one scene
};

/// Returns true if one of the two may be a written page, so that the full pictures must decide.
[[nodiscard]] bool mayBePages(const VerifiablePicture& first, const VerifiablePicture& second);

/// Requests the full pictures if the two may be pages, or if both have the same size, align pixel
/// for pixel and no metadata tell whether they are one exposure. Returns NothingFound if the hint
/// is empty. Fails as the hint does and with OutOfMemory; may throw cv::Exception.
[[nodiscard]] Result<CloseLook> lookClosely(const VerifiablePicture& first,
                                            const VerifiablePicture& second,
                                            const PictureComparison& comparison,
                                            const VerificationHints& hints);

} // namespace lookalike
