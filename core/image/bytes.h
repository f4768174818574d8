// SPDX-License-Identifier: GPL-3.0-or-later
// A file's bytes as text and as numbers. Pure functions.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

namespace lookalike {

using Bytes = std::span<const std::uint8_t>;

[[nodiscard]] inline std::string_view textOf(Bytes bytes)
{
    return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

/// Reads a number of up to 8 bytes. Bytes after the end are left out.
[[nodiscard]] inline std::uint64_t bigEndian(Bytes bytes, std::size_t at, std::size_t size)
{
    std::uint64_t value = 0;
    for (std::size_t i = at; i < at + size && i < bytes.size(); ++i)
        value = value << 8U | bytes[i];
    return value;
}

/// Reads a number of up to 4 bytes. Bytes after the end count as 0.
[[nodiscard]] inline std::uint32_t littleEndian(Bytes bytes, std::size_t at, std::size_t size)
{
    std::uint32_t value = 0;
    for (std::size_t i = 0; i < size && at + i < bytes.size(); ++i)
        value |= std::uint32_t{bytes[at + i]} << (8 * i);
    return value;
}

} // namespace lookalike
