// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace lookalike {

/// Returns the SHA-1 (FIPS 180-4) of `text` as 40 lower-case hexadecimal digits. Use it only to
/// compare with git's object names, never where forgery matters. Any thread.
[[nodiscard]] std::string sha1Hex(std::string_view text);

/// Returns git's object name of a file's content.
[[nodiscard]] std::string gitBlobId(std::string_view content);

} // namespace lookalike
