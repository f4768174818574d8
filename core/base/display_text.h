// SPDX-License-Identifier: GPL-3.0-or-later
// Makes foreign paths and texts safe to show. Never use the results to open anything. Any thread.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

namespace lookalike {

/// Returns a path as UTF-8 for the user: bytes that are not UTF-8 become %XX; control and
/// bidirectional formatting characters become \u{XXXX}.
[[nodiscard]] std::string displayPath(const std::filesystem::path& path);

/// Makes any byte string safe to show, by the rules of displayPath().
[[nodiscard]] std::string displayText(std::string_view bytes);

} // namespace lookalike
