// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace lookalike {

/// Decodes the usual alphabet of RFC 4648, with padding; nothing for other text. Any thread.
[[nodiscard]] std::optional<std::string> decodeBase64(std::string_view text);

} // namespace lookalike
