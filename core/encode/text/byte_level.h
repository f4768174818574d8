// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace lookalike {

/// Writes every byte as one printable character, as GPT-2 does: those of printable Latin-1 as they
/// are, the others from U+0100 on. Any thread.
[[nodiscard]] std::string toByteCharacters(std::string_view bytes);

} // namespace lookalike
