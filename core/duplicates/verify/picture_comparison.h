// SPDX-License-Identifier: GPL-3.0-or-later
// How far two pictures agree where one lies on the other.
#pragma once

#include "core/duplicates/verify/picture_alignment.h"

#include <optional>

namespace lookalike {

struct PictureComparison {
    Alignment alignment;
    double firstShown = 0; ///< parts of the areas that lie on one another
    double secondShown = 0;
    double agreement = 0;   ///< mean local correlation where there is texture, -1 to 1
    double typical = 0;     ///< median of the same
    double changed = 0;     ///< part of the overlap where texture or tone differ
    double changedFine = 0; ///< part of the textured overlap that differs even a little
    double deviation = 0;   ///< of the first's tones
    double tilt = 0;        ///< how far from a multiple of 90 degrees, 0 to 45
    double textured = 0;    ///< part of the overlap where there is texture in either picture
    double plain = 0;       ///< part of the overlap that is of one exact tone in both
    double moved = 0;       ///< part of the overlap that is found elsewhere in the other picture
    double toneGain = 1;    ///< second's tones to the first's, fitted
    double toneOffset = 0;
    double sharpness = 1;        ///< second's fine contrast to the first's, tones fitted
    double greyDifference = 0;   ///< mean absolute difference, 0 to 255, nothing fitted
    double worstDifference = 0;  ///< largest of a window's mean, nothing fitted
    double difference = 0;       ///< the same as greyDifference of the colours
    double chromaDifference = 0; ///< mean absolute difference of the colours less their tones
    bool borderOnFirst = false;  ///< what the second does not show of the first is of one tone
    bool borderOnSecond = false;
};

/// Nothing where too little lies on one another to compare. May throw cv::Exception.
[[nodiscard]] std::optional<PictureComparison> compareAligned(const VerifiablePicture& first,
                                                              const VerifiablePicture& second,
                                                              const Alignment& alignment);

} // namespace lookalike
