// SPDX-License-Identifier: GPL-3.0-or-later
// What lies in which folder, told by names alone: nothing is looked up on the disk, and "..", links
// and other spellings of the case mean nothing. Texts are the bytes of core/base/path_bytes.h.
#pragma once

#include <filesystem>
#include <optional>
#include <string_view>

namespace lookalike {

/// Windows takes both of its separators.
[[nodiscard]] constexpr bool isPathSeparator(char c) noexcept
{
#ifdef _WIN32
    return c == '/' || c == '\\';
#else
    return c == '/';
#endif
}

/// Without the separators at its end, except where they are all there is of the name ("/", "C:\").
[[nodiscard]] std::string_view trimSeparators(std::string_view path) noexcept;

/// The part of `path` below `folder`, or nothing where it is not strictly below it.
[[nodiscard]] std::optional<std::string_view> pathBelow(std::string_view folder,
                                                        std::string_view path) noexcept;

/// Whether `path` is `folder` or lies below it. Separators at their ends mean nothing.
[[nodiscard]] bool isPathWithin(const std::filesystem::path& folder,
                                const std::filesystem::path& path);

} // namespace lookalike
