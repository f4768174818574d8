// SPDX-License-Identifier: GPL-3.0-or-later
// The catalog stores a file's path below its root, so that a root can move and long roots cost
// nothing. Paths are the byte strings of core/base/path_bytes.h; nothing is normalised.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace lookalike {

inline constexpr char kPathSeparator =
#ifdef _WIN32
    '\\';
#else
    '/';
#endif

/// The part of `path` below `root`, or nothing where it is not strictly below it.
[[nodiscard]] std::optional<std::string_view> pathBelow(std::string_view root,
                                                        std::string_view path) noexcept;

/// The inverse of pathBelow().
[[nodiscard]] std::string joinPath(std::string_view root, std::string_view below);

/// Without the separators at its end, except where they are all there is of the name ("/", "C:\").
[[nodiscard]] std::string_view trimSeparators(std::string_view path) noexcept;

} // namespace lookalike
