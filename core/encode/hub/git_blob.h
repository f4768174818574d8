// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace lookalike {

/// Returns git's object name of a file's content: the SHA-1 as 40 lower-case hexadecimal digits.
/// Use it only to compare with what the hub states, never where forgery matters. Any thread.
[[nodiscard]] std::string gitBlobId(std::string_view content);

} // namespace lookalike
