// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/duplicates/verify/pair_verifier.h"

#include "core/duplicates/verify/close_look.h"
#include "core/duplicates/verify/opencv_errors.h"
#include "core/duplicates/verify/picture_comparison.h"
#include "core/duplicates/verify/relation_classifier.h"

#include <opencv2/core.hpp>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <numbers>

namespace lookalike {

namespace {

constexpr double kMostMoved = 0.015;
constexpr double kCertain = 0.95; ///< agreement at which no other alignment is tried

/// Pictures almost without texture only count as the same if their tones agree and they are not all
/// of one tone: photos of two lens caps are two photos.
bool acceptsPlain(const PictureComparison& c)
{
    return c.firstShown > 0.98 && c.secondShown > 0.98 && c.alignment.inliers == 0 &&
           c.deviation > 4 && c.greyDifference < 0.8 && c.worstDifference < 3 && c.difference < 1.5;
}

/// A copy shows its whole original or a part of it.
bool isContained(const PictureComparison& c)
{
    const double tilt = std::sin(c.tilt * std::numbers::pi / 180);
    return std::max(c.firstShown, c.secondShown) > 0.95 - tilt;
}

bool accepts(const PictureComparison& c)
{
    if (c.textured < 0.03)
        return acceptsPlain(c);
    // If each shows something that the other lacks, two shots from one place are likelier than two
    // crops of one photo, so only near equality counts.
    if (!isContained(c))
        return c.typical > 0.98 && c.agreement > 0.97 && c.changed < 0.01;
    if (c.moved > kMostMoved)
        return false;
    // Pages and screenshots differ only in their text.
    if (c.plain > 0.35)
        return c.typical > 0.97 && c.changedFine < 0.06;
    // Something added to a photo leaves the rest unchanged, whereas another shot differs slightly
    // everywhere.
    return c.typical > (c.changed < 0.03 ? 0.935 : 0.96) && c.agreement > 0.6 && c.changed < 0.25;
}

/// Returns true if the agreement suffices to examine full pictures of writing, which looks almost
/// like noise at low resolution.
bool mayBeSamePage(const PictureComparison& c)
{
    return isContained(c) && c.moved <= kMostMoved && c.typical > 0.85 && c.changed < 0.1;
}

std::optional<PictureComparison> better(std::optional<PictureComparison> a,
                                        std::optional<PictureComparison> b)
{
    if (!a || !b)
        return a ? a : b;
    if (accepts(*a) != accepts(*b))
        return accepts(*a) ? a : b;
    return a->agreement - a->changed >= b->agreement - b->changed ? a : b;
}

bool isCertain(const std::optional<PictureComparison>& comparison)
{
    return comparison && accepts(*comparison) && comparison->agreement > kCertain &&
           comparison->changed < 0.02;
}

std::optional<PictureComparison> bestComparison(const VerifiablePicture& first,
                                                const VerifiablePicture& second)
{
    std::optional<PictureComparison> best;
    for (const Alignment& alignment : wholePictureAlignments(first, second)) {
        best = better(best, compareAligned(first, second, alignment));
        if (isCertain(best))
            return best;
    }
    for (const bool mirrored : {false, true}) {
        if (const auto alignment = featureAlignment(first, second, mirrored))
            best = better(best, compareAligned(first, second, *alignment));
        if (best && accepts(*best))
            return best;
    }
    return best;
}

bool looksEqual(const VerifiablePicture& a, const VerifiablePicture& b)
{
    return a.facts == b.facts && a.fullWidth == b.fullWidth && a.fullHeight == b.fullHeight &&
           a.grey.size() == b.grey.size() && a.width == b.width &&
           std::equal(
               a.grey.begin(), a.grey.end(), b.grey.begin(),
               [](std::uint8_t x, std::uint8_t y) { return std::abs(int{x} - int{y}) <= 3; });
}

Result<std::optional<RelationEvidence>> verifyOrdered(const VerifiablePicture& first,
                                                      const VerifiablePicture& second,
                                                      const VerificationHints& hints)
{
    if (hints.samePixels && looksEqual(first, second)) {
        const Result<bool> same = hints.samePixels();
        if (!same)
            return fail(same);
        if (*same) {
            RelationEvidence evidence;
            evidence.relation = Relation::IdenticalPixels;
            evidence.score = 1;
            evidence.cosine = hints.cosine;
            return evidence;
        }
    }
    // Only the first page or frame is available.
    if (first.facts.frames > 1 || second.facts.frames > 1)
        return std::nullopt;
    const auto comparison = bestComparison(first, second);
    if (!comparison)
        return std::nullopt;
    const bool accepted = accepts(*comparison);
    if (!accepted &&
        !(hints.fullPictures && mayBeSamePage(*comparison) && mayBePages(first, second)))
        return std::nullopt;
    const auto look = lookClosely(first, second, *comparison, hints);
    if (!look)
        return fail(look);
    if (*look == CloseLook::OtherPage || (!accepted && *look != CloseLook::SamePage))
        return std::nullopt;
    RelationEvidence evidence = evidenceOf(first, second, *comparison, hints.sameStem);
    if (*look == CloseLook::OtherShot)
        evidence.relation = Relation::SimilarShot;
    evidence.cosine = hints.cosine;
    return evidence;
}

/// Defines the order in which a pair is examined, independent of the order of the arguments.
bool comesFirst(const VerifiablePicture& a, const VerifiablePicture& b)
{
    const auto pixels = [](const VerifiablePicture& picture) {
        return static_cast<std::int64_t>(picture.fullWidth) * picture.fullHeight;
    };
    if (pixels(a) != pixels(b))
        return pixels(a) > pixels(b);
    return a.digest <= b.digest;
}

} // namespace

Result<std::optional<RelationEvidence>> verifyPair(const VerifiablePicture& first,
                                                   const VerifiablePicture& second,
                                                   const VerificationHints& hints)
{
    return catchOpenCvErrors<std::optional<RelationEvidence>>(
        [&]() -> Result<std::optional<RelationEvidence>> {
            if (comesFirst(first, second))
                return verifyOrdered(first, second, hints);
            VerificationHints turned = hints;
            if (hints.fullPictures)
                turned.fullPictures = [&hints]() -> Result<VerificationHints::FullPictures> {
                    auto pictures = hints.fullPictures();
                    if (pictures)
                        std::swap(pictures->first, pictures->second);
                    return pictures;
                };
            auto result = verifyOrdered(second, first, turned);
            if (result && *result)
                *result = reversed(**result);
            return result;
        });
}

bool samePixels(const DecodedImage& first, const DecodedImage& second) noexcept
{
    const Image& a = first.image;
    const Image& b = second.image;
    if (first.facts != second.facts || a.width != b.width || a.height != b.height ||
        a.pixels != b.pixels)
        return false;
    const bool needsDigest = first.facts != PictureFacts() || first.format == ImageFormat::Raw ||
                             second.format == ImageFormat::Raw;
    return !needsDigest || (!first.digest.empty() && first.digest == second.digest);
}

} // namespace lookalike
