// SPDX-License-Identifier: GPL-3.0-or-later
// Whether a picture shows writing on a plain ground: a scan, a screenshot, a chat.
#pragma once

#include "core/duplicates/verify/full_picture.h"
#include "core/duplicates/verify/verifiable_picture.h"

namespace lookalike {

/// A quick look that lets every written page pass, and few photos. About 1 ms. May throw
/// cv::Exception.
[[nodiscard]] bool mayBeWrittenPage(const VerifiablePicture& picture);

/// Whether most of the picture has the one tone of the ground around it, light or dark, but for
/// strokes of which some may be letters. Grain, a slope of light and an illustration do no harm; a
/// photo with much sky may pass. May throw cv::Exception.
[[nodiscard]] bool isWrittenPage(const FullPicture& picture);

/// Height in pixels that most letters reach, of marks that are as dark as the darkest of their
/// neighbourhood; 0 where there are next to none. May throw cv::Exception.
[[nodiscard]] double letterHeight(const FullPicture& picture);

} // namespace lookalike
