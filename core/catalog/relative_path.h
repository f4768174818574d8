// SPDX-License-Identifier: GPL-3.0-or-later
// The catalog stores a file's path below its root, so that a root can move and long roots cost
// nothing. Paths are the byte strings of core/base/path_bytes.h; nothing is normalised.
#pragma once

#include "core/base/path_within.h"

#include <string>
#include <string_view>

namespace lookalike {

inline constexpr char kPathSeparator =
#ifdef _WIN32
    '\\';
#else
    '/';
#endif

/// Whether it can be a path below a root at all: names alone, none of them "." or "..". A catalog
/// that was tampered with, or damaged, must not lead anybody out of a root.
[[nodiscard]] bool isPathBelow(std::string_view below) noexcept;

/// Whether it can be a root: absolute, and the same about what follows.
[[nodiscard]] bool isRootPath(std::string_view root) noexcept;

/// The inverse of pathBelow().
[[nodiscard]] std::string joinPath(std::string_view root, std::string_view below);

} // namespace lookalike
