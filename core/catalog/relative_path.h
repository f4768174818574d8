// SPDX-License-Identifier: GPL-3.0-or-later
// The catalog stores a file's path relative to its root, so that a root can move and long roots
// take no space. Paths are the byte strings of core/base/path_bytes.h and are not normalised.
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

/// Returns true if it is a valid path below a root: only names, none of them "." or "..". A damaged
/// or manipulated catalog must not lead outside a root.
[[nodiscard]] bool isPathBelow(std::string_view below) noexcept;

/// Returns true if it is a valid root: absolute and otherwise like isPathBelow().
[[nodiscard]] bool isRootPath(std::string_view root) noexcept;

/// The inverse of pathBelow().
[[nodiscard]] std::string joinPath(std::string_view root, std::string_view below);

} // namespace lookalike
