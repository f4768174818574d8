// SPDX-License-Identifier: GPL-3.0-or-later
// Decides whether two pictures are the same photo, and what was done to the copy.
#pragma once

#include "core/duplicates/verify/full_picture.h"
#include "core/duplicates/verify/relation.h"
#include "core/duplicates/verify/verifiable_picture.h"
#include "core/image/decoder.h"

#include <functional>
#include <memory>
#include <optional>
#include <utility>

namespace lookalike {

/// Raised whenever verifyPair() may say something else of the same pair: what an older one said is
/// not asked any more.
inline constexpr int kVerifierVersion = 4;

/// What the caller knows of a pair beside the pictures.
struct VerificationHints {
    float cosine = 0; ///< of the embeddings; goes into the evidence
    /// The files are named alike ("IMG_1.CR2", "IMG_1.JPG"): a raw file and a picture are only
    /// taken for siblings then, otherwise for edits of one another.
    bool sameStem = false;
    /// Decodes both at full size and compares every pixel of every page and frame. Asked only where
    /// the sizes are equal and the reduced pictures show no difference; where it is empty the
    /// answer is no.
    std::function<Result<bool>()> samePixels;
    /// Both at full size, the first one first. Asked where the two look alike and may be written
    /// pages, or two exposures of one scene; where it is empty neither is looked for.
    using FullPictures =
        std::pair<std::shared_ptr<const FullPicture>, std::shared_ptr<const FullPicture>>;
    std::function<Result<FullPictures>()> fullPictures = {};
};

/// The relation and its evidence where the two are the same photo, nothing where they are not or
/// where nothing shows it (two plain pictures). Files of several pages or frames are the same only
/// where all of these are identical: a cover or a first frame in common says nothing. Written pages
/// are the same only where every stroke of one is in the other. SimilarShot where the two look like
/// one photo, and metadata or noise tell two exposures. Never says IdenticalFile. verifyPair(a, b)
/// is reversed(verifyPair(b, a)). Any thread; about 10 ms, with full pictures some tenths of a
/// second. Fails with Internal, OutOfMemory and as the hints do.
[[nodiscard]] Result<std::optional<RelationEvidence>>
verifyPair(const VerifiablePicture& first, const VerifiablePicture& second,
           const VerificationHints& hints = {});

/// Whether two files that were decoded at full size, with their digests, are equal to the last
/// pixel of every page and frame, with alpha and at full depth. False where that cannot be told.
[[nodiscard]] bool samePixels(const DecodedImage& first, const DecodedImage& second) noexcept;

} // namespace lookalike
