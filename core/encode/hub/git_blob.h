// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace lookalike {

/// The name that git gives to a file's content: SHA-1 as 40 lower-case hexadecimal digits. Only to
/// compare with what the hub states: not for anything that somebody may want to forge. Any thread.
[[nodiscard]] std::string gitBlobId(std::string_view content);

} // namespace lookalike
