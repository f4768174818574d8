// SPDX-License-Identifier: GPL-3.0-or-later
// What the duplicates page remembers between sessions. GUI thread.
#pragma once

#include "core/duplicates/review/duplicate_group.h"

#include <filesystem>

class QSettings;

namespace lookalike::review_settings {

[[nodiscard]] DuplicateScope scope(const QSettings& settings);
void setScope(QSettings& settings, const DuplicateScope& scope);

/// Whether a scan for this kind of match has ended in the library with this catalog.
[[nodiscard]] bool wasScanned(const DuplicateScope& scope, const std::filesystem::path& catalog);
void setScanned(const DuplicateScope& scope, const std::filesystem::path& catalog);

} // namespace lookalike::review_settings
