// SPDX-License-Identifier: GPL-3.0-or-later
// What the duplicates page remembers between sessions. GUI thread.
#pragma once

#include "core/duplicates/review/duplicate_group.h"

class QSettings;

namespace lookalike::review_settings {

[[nodiscard]] DuplicateScope scope(const QSettings& settings);
void setScope(QSettings& settings, const DuplicateScope& scope);

} // namespace lookalike::review_settings
