// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/library/photo_library.h"

#include <QString>

namespace lookalike::text {

/// What the user should know of how changes are noticed: "3 folders are checked every 10 minutes,
/// since the system watches no more." Empty if the system tells of all of them. GUI thread.
[[nodiscard]] QString watchNote(const WatchStatus& status);

} // namespace lookalike::text
