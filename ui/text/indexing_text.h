// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/library/photo_library.h"

#include <QString>

namespace lookalike::text {

/// What a check for new photos found: "2 new photos, 1 photo is no longer there." GUI thread.
[[nodiscard]] QString checked(const IndexingSummary& summary);

} // namespace lookalike::text
