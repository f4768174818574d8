// SPDX-License-Identifier: GPL-3.0-or-later
// Makes paths and text of others safe to show. Never used to open anything. Any thread.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

namespace lookalike {

/// A path as UTF-8 for the user: bytes that are not UTF-8 become %XX, control and bidirectional
/// formatting characters become \u{XXXX}.
[[nodiscard]] std::string displayPath(const std::filesystem::path& path);

/// Makes any byte string safe to show, by the rule of displayPath().
[[nodiscard]] std::string displayText(std::string_view bytes);

} // namespace lookalike
