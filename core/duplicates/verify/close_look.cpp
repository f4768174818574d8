// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/duplicates/verify/close_look.h"

#include "core/duplicates/verify/different_shots.h"
#include "core/duplicates/verify/page_alignment.h"
#include "core/duplicates/verify/page_differences.h"
#include "core/duplicates/verify/sensor_noise.h"
#include "core/duplicates/verify/written_page.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>

namespace lookalike {

namespace {

/// Returns true if pixels of one picture align with the same pixels of the other.
bool lieOnOneAnother(const VerifiablePicture& first, const VerifiablePicture& second,
                     const Alignment& alignment)
{
    constexpr double kApart = 0.002; // of a side; reduced pictures align no better
    if (first.fullWidth != second.fullWidth || first.fullHeight != second.fullHeight ||
        alignment.mirrored)
        return false;
    return std::ranges::all_of(
        std::array{PlanePoint{0, 0}, PlanePoint{1, 0}, PlanePoint{1, 1}, PlanePoint{0, 1}},
        [&](const PlanePoint& corner) {
            const PlanePoint p = mapped(alignment.secondToFirst, corner);
            return std::hypot(p.x - corner.x, p.y - corner.y) < kApart;
        });
}

/// Palettes contain patterns that look like noise, and a raw file's noise differs from its JPEG's.
bool hasOwnNoise(const VerifiablePicture& picture)
{
    return picture.format != ImageFormat::Gif && picture.format != ImageFormat::Raw;
}

/// A copy of a page is a page. Where compression left one of them unlike a page, the other decides,
/// except for tilted copies: they are photos that the user straightened far more often, and their
/// black corners make a photo look like a page.
bool areWritten(const FullPicture& first, const FullPicture& second, double tilt)
{
    constexpr double kTilted = 0.5; // degrees
    const Writing a = writingOn(first);
    const Writing b = writingOn(second);
    if (a == Writing::Photo || b == Writing::Photo)
        return false;
    return tilt > kTilted ? a == Writing::Page && b == Writing::Page
                          : a == Writing::Page || b == Writing::Page;
}

CloseLook comparePages(const FullPicture& first, const FullPicture& second,
                       const Alignment& alignment)
{
    const auto pages = alignPages(first, second, alignment.secondToFirst);
    if (!pages)
        return CloseLook::OtherPage;
    const double letters = letterHeight(first.grey.size() >= second.grey.size() ? first : second);
    return saySame(*pages, letters / pages->reduction) ? CloseLook::SamePage : CloseLook::OtherPage;
}

} // namespace

bool mayBePages(const VerifiablePicture& first, const VerifiablePicture& second)
{
    return mayBeWrittenPage(first) || mayBeWrittenPage(second);
}

Result<CloseLook> lookClosely(const VerifiablePicture& first, const VerifiablePicture& second,
                              const PictureComparison& comparison, const VerificationHints& hints)
{
    const ShotAgreement shots = compareShots(first.shot, second.shot);
    if (shots == ShotAgreement::Other)
        return CloseLook::OtherShot;
    const bool pages = mayBePages(first, second);
    const bool noise = shots == ShotAgreement::Untold && hasOwnNoise(first) &&
                       hasOwnNoise(second) && lieOnOneAnother(first, second, comparison.alignment);
    if (!hints.fullPictures || (!pages && !noise))
        return CloseLook::NothingFound;
    const auto full = hints.fullPictures();
    if (!full)
        return fail(full);
    if (pages && areWritten(*full->first, *full->second, comparison.tilt))
        return comparePages(*full->first, *full->second, comparison.alignment);
    if (!noise)
        return CloseLook::NothingFound;
    const auto agreement = compareNoise(*full->first, *full->second);
    if (!agreement)
        return fail(agreement);
    return *agreement == NoiseAgreement::Other ? CloseLook::OtherShot : CloseLook::NothingFound;
}

} // namespace lookalike
