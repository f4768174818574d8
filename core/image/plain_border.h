// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/image/image.h"

#include <optional>

namespace lookalike {

/// The picture inside a plain border: a frame, the bars of a letterbox, what a screenshot shows
/// around a photo. Each side may have a tone of its own; compression noise is tolerated. Nothing
/// where there is no border worth the name, or where what is inside is less than a quarter of the
/// area. A photo with a plain sky or background loses that, which the caller must not mind.
/// Any thread.
[[nodiscard]] std::optional<Image> insidePlainBorder(const Image& image);

} // namespace lookalike
