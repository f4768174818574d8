// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/image/image.h"

#include <optional>

namespace lookalike {

/// Returns the part of a picture inside a plain border: a frame, letterbox bars, a screenshot's
/// surroundings, or the corners beside a turned photo, which is then turned back. Each side may
/// have its own tone; compression noise is tolerated. Returns nothing if there is no significant
/// border or if the inside covers less than a quarter of the area. A photo with a plain sky or
/// background loses that part, so the caller must tolerate it. Any thread.
[[nodiscard]] std::optional<Image> insidePlainBorder(const Image& image);

} // namespace lookalike
