// SPDX-License-Identifier: GPL-3.0-or-later
// Paths as byte strings: on POSIX the bytes of the file system, on Windows UTF-8 in which a lone
// surrogate keeps its own three bytes (WTF-8, https://simonsapin.github.io/wtf-8/). Both ways lose
// nothing, so this is how paths are stored.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

namespace lookalike {

[[nodiscard]] std::string pathToBytes(const std::filesystem::path& path);
[[nodiscard]] std::filesystem::path pathFromBytes(std::string_view bytes);

} // namespace lookalike
