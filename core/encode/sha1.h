// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace lookalike {

/// SHA-1 (FIPS 180-4) of `text`, as 40 lower-case hexadecimal digits. Only to compare with what git
/// calls a file: not for anything that somebody may want to forge. Any thread.
[[nodiscard]] std::string sha1Hex(std::string_view text);

/// The name that git gives to a file's content.
[[nodiscard]] std::string gitBlobId(std::string_view content);

} // namespace lookalike
