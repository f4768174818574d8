// SPDX-License-Identifier: GPL-3.0-or-later
// Measures how well two aligned pictures agree.
#pragma once

#include "core/duplicates/verify/picture_alignment.h"

#include <optional>

namespace lookalike {

struct PictureComparison {
    Alignment alignment;
    double firstShown = 0; ///< fractions of the areas that overlap
    double secondShown = 0;
    double agreement = 0;   ///< mean local correlation in textured areas, -1 to 1
    double typical = 0;     ///< median of the local correlation
    double changed = 0;     ///< fraction of the overlap whose texture or tone differs
    double changedFine = 0; ///< fraction of the textured overlap that differs even slightly
    double deviation = 0;   ///< standard deviation of the first's tones
    double tilt = 0;        ///< deviation from a multiple of 90 degrees, 0 to 45
    double textured = 0;    ///< fraction of the overlap with texture in either picture
    double plain = 0;       ///< fraction of the overlap with one exact tone in both
    double moved = 0;       ///< fraction of the overlap found elsewhere in the other picture
    double localChange = 0; ///< of the spot that stands out most; see tone_changes.h
    double toneGain = 1;    ///< maps the second's tones to the first's, fitted
    double toneOffset = 0;
    double sharpness = 1;        ///< second's fine contrast relative to the first's, tones fitted
    double greyDifference = 0;   ///< mean absolute difference, 0 to 255, nothing fitted
    double worstDifference = 0;  ///< largest mean difference of a window, nothing fitted
    double difference = 0;       ///< like greyDifference, for the colours
    double chromaDifference = 0; ///< mean absolute difference of colours minus their tones
    bool borderOnFirst = false;  ///< the part of the first that the second lacks is of one tone
    bool borderOnSecond = false;
};

/// Returns nothing if the overlap is too small to compare. May throw cv::Exception.
[[nodiscard]] std::optional<PictureComparison> compareAligned(const VerifiablePicture& first,
                                                              const VerifiablePicture& second,
                                                              const Alignment& alignment);

} // namespace lookalike
