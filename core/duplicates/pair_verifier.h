// SPDX-License-Identifier: GPL-3.0-or-later
// Decides whether two pictures are the same photo, and what was done to the copy.
#pragma once

#include "core/duplicates/relation.h"
#include "core/duplicates/verifiable_picture.h"
#include "core/image/decoder.h"

#include <functional>
#include <optional>

namespace lookalike {

/// Raised whenever verifyPair() may say something else of the same pair: what an older one said is
/// not asked any more.
inline constexpr int kVerifierVersion = 3;

/// What the caller knows of a pair beside the pictures.
struct PairHints {
    float cosine = 0; ///< of the embeddings; goes into the evidence
    /// The files are named alike ("IMG_1.CR2", "IMG_1.JPG"): a raw file and a picture are only
    /// taken for siblings then, otherwise for edits of one another.
    bool sameStem = false;
    /// Decodes both at full size and compares every pixel of every page and frame. Asked only where
    /// the sizes are equal and the reduced pictures show no difference; where it is empty the
    /// answer is no.
    std::function<Result<bool>()> samePixels;
};

/// The relation and its evidence where the two are the same photo, nothing where they are not or
/// where nothing shows it (two plain pictures). Files of several pages or frames are the same only
/// where all of these are identical: a cover or a first frame in common says nothing. Never says
/// IdenticalFile or SimilarShot. verifyPair(a, b) is reversed(verifyPair(b, a)). Any thread; about
/// 10 ms. Fails with Internal, OutOfMemory and as the hint does.
[[nodiscard]] Result<std::optional<PairEvidence>> verifyPair(const VerifiablePicture& first,
                                                             const VerifiablePicture& second,
                                                             const PairHints& hints = {});

/// Whether two files that were decoded at full size, with their digests, are equal to the last
/// pixel of every page and frame, with alpha and at full depth. False where that cannot be told.
[[nodiscard]] bool samePixels(const DecodedImage& first, const DecodedImage& second) noexcept;

} // namespace lookalike
