// SPDX-License-Identifier: GPL-3.0-or-later
// Decides whether two pictures are the same photo, and how the copy was changed.
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

/// Increment it whenever verifyPair() may return a different result for the same pair. Results of
/// older versions are then ignored.
inline constexpr int kVerifierVersion = 8;

/// What the caller knows about a pair besides the pictures.
struct VerificationHints {
    float cosine = 0; ///< of the embeddings; copied into the evidence
    /// The files have the same stem ("IMG_1.CR2", "IMG_1.JPG"). Only then can a raw file and a
    /// picture be siblings; otherwise they count as edits of each other.
    bool sameStem = false;
    /// Decodes both at full size and compares every pixel of every page and frame. Called only if
    /// the sizes are equal and the reduced pictures show no difference. If empty, the pixels count
    /// as different.
    std::function<Result<bool>()> samePixels;
    /// Returns both pictures at full size, the first one first. Called if the two look alike and
    /// may be written pages or two exposures of one scene. If empty, neither case is examined.
    using FullPictures =
        std::pair<std::shared_ptr<const FullPicture>, std::shared_ptr<const FullPicture>>;
    std::function<Result<FullPictures>()> fullPictures = {};
};

/// Returns the relation and its evidence if the two are the same photo; nothing if they are not, or
/// if nothing proves it (two plain pictures). Files with several pages or frames are the same only
/// if all of them are identical, because a shared cover or first frame proves nothing. Written
/// pages are the same only if every stroke of one is in the other. Returns SimilarShot if the two
/// look like one photo but metadata or noise reveal two exposures. Never returns IdenticalFile.
/// verifyPair(a, b) is reversed(verifyPair(b, a)). Any thread. Takes about 10 ms; with full
/// pictures, some tenths of a second. Fails with Internal, OutOfMemory, and as the hints do.
[[nodiscard]] Result<std::optional<RelationEvidence>>
verifyPair(const VerifiablePicture& first, const VerifiablePicture& second,
           const VerificationHints& hints = {});

/// Returns true if two files, decoded at full size with their digests, are equal in every pixel of
/// every page and frame, including alpha, at full depth. Returns false if that is unknown.
[[nodiscard]] bool samePixels(const DecodedImage& first, const DecodedImage& second) noexcept;

} // namespace lookalike
