// SPDX-License-Identifier: GPL-3.0-or-later
// Paths, errors and file names as the user reads them; nothing here opens a file. Any thread.
#pragma once

#include "core/base/result.h"

#include <QString>
#include <filesystem>

namespace lookalike {

/// Makes undecodable bytes and control characters visible.
[[nodiscard]] QString displayText(const std::filesystem::path& path);
/// Returns the last part of a path.
[[nodiscard]] QString displayName(const std::filesystem::path& path);
/// Returns the folder that holds a file, with the user's home shortened to "~".
[[nodiscard]] QString displayFolder(const std::filesystem::path& path);
/// Says that a file is no longer in its folder.
[[nodiscard]] QString displayMissing(const std::filesystem::path& path);
/// Returns the translated message and the path.
[[nodiscard]] QString displayError(const Error& error);
/// Return `text` so that tooltips, which take some texts for HTML, and buttons, which take & for a
/// shortcut, show exactly it.
[[nodiscard]] QString plainToolTip(const QString& text);
[[nodiscard]] QString plainButtonText(QString text);

} // namespace lookalike
