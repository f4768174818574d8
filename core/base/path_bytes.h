// SPDX-License-Identifier: GPL-3.0-or-later
// Converts paths to and from byte strings: on POSIX the bytes of the file system, on Windows UTF-8
// in which a lone surrogate keeps its three bytes (WTF-8, https://simonsapin.github.io/wtf-8/).
// Both conversions are lossless, so paths are stored in this form.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

namespace lookalike {

[[nodiscard]] std::string pathToBytes(const std::filesystem::path& path);
[[nodiscard]] std::filesystem::path pathFromBytes(std::string_view bytes);

} // namespace lookalike
