// SPDX-License-Identifier: GPL-3.0-or-later
// Compares paths by name only: does not access the disk and gives no meaning to "..", links or
// letter case. Texts are the bytes of core/base/path_bytes.h.
#pragma once

#include <filesystem>
#include <optional>
#include <string_view>

namespace lookalike {

/// Windows accepts both separators.
[[nodiscard]] constexpr bool isPathSeparator(char c) noexcept
{
#ifdef _WIN32
    return c == '/' || c == '\\';
#else
    return c == '/';
#endif
}

/// Removes trailing separators unless they are the whole name ("/", "C:\").
[[nodiscard]] std::string_view trimSeparators(std::string_view path) noexcept;

/// Returns the part of `path` below `folder`, or nothing if it is not strictly below it.
[[nodiscard]] std::optional<std::string_view> pathBelow(std::string_view folder,
                                                        std::string_view path) noexcept;

/// Returns true if `path` is `folder` or below it. Ignores trailing separators.
[[nodiscard]] bool isPathWithin(const std::filesystem::path& folder,
                                const std::filesystem::path& path);

} // namespace lookalike
