// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <tiffio.h>

#include <cstdint>

namespace lookalike {

/// Returns a field of the current page, TIFF's default for it, or `missing` if there is neither.
template <class T>
[[nodiscard]] T tiffTag(TIFF* tiff, std::uint32_t number, T missing)
{
    T value{};
    return TIFFGetFieldDefaulted(tiff, number, &value) == 1 ? value : missing;
}

} // namespace lookalike
