// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/duplicates/verify/different_shots.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>

namespace lookalike {

namespace {

// A third of a stop, the smallest step of cameras, changes time and ISO by 26 % and the aperture by
// 12 %. Less than half of that is rounding: 1/60 and 0.017 are the same time.
constexpr double kExposureStep = 1.12;
constexpr double kApertureStep = 1.06;
constexpr double kBiasStep = 0.15;

bool differ(double a, double b, double step)
{
    return a > 0 && b > 0 && std::max(a, b) > step * std::min(a, b);
}

bool isOtherExposure(const ShotFacts& a, const ShotFacts& b)
{
    return differ(a.exposureSeconds, b.exposureSeconds, kExposureStep) ||
           differ(a.aperture, b.aperture, kApertureStep) || differ(a.iso, b.iso, kExposureStep) ||
           (a.bias && b.bias && std::abs(*a.bias - *b.bias) > kBiasStep);
}

/// Returns true if a change of the time zone explains the difference.
bool isShift(std::int64_t seconds)
{
    constexpr std::int64_t kQuarter = 900; // seconds
    constexpr std::int64_t kFarthest = 50'400;
    return seconds % kQuarter == 0 && std::llabs(seconds) <= kFarthest;
}

/// Compares the fractions of a second up to the precision that both have.
bool hasOtherFraction(const ShotFacts& a, const ShotFacts& b)
{
    if (!a.micros || !b.micros)
        return false;
    std::int32_t unit = 1;
    for (int digits = std::min(a.subSecondDigits, b.subSecondDigits); digits < 6; ++digits)
        unit *= 10;
    return *a.micros / unit != *b.micros / unit;
}

} // namespace

ShotAgreement compareShots(const ShotFacts& a, const ShotFacts& b) noexcept
{
    if (!a.namesCamera || !b.namesCamera)
        return ShotAgreement::Untold;
    const bool counted = a.counter != ShotFacts::Counter::None && a.counter == b.counter;
    if (isOtherExposure(a, b) || (counted && a.frame != b.frame))
        return ShotAgreement::Other;
    if (!a.takenAt || !b.takenAt)
        return ShotAgreement::Untold;
    if (!isShift(*a.takenAt - *b.takenAt) || hasOtherFraction(a, b))
        return ShotAgreement::Other;
    // Some cameras write zeros if they do not measure fractions.
    const bool toTheFraction = a.micros && b.micros && *a.micros != 0 &&
                               std::min(a.subSecondDigits, b.subSecondDigits) >= 2;
    return counted || toTheFraction ? ShotAgreement::Same : ShotAgreement::Untold;
}

} // namespace lookalike
