// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/image/format.h"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <vector>

namespace lookalike {

/// Which contents a search may return. Empty members do not restrict.
struct ContentFilter {
    std::vector<std::filesystem::path> folders; ///< a file of it lies in or below one of these
    /// Seconds since 1970, inclusive. Without a capture date, the earliest time of modification of
    /// the content's present files counts.
    std::optional<std::int64_t> takenAfter;
    std::optional<std::int64_t> takenBefore;
    std::vector<ImageFormat> formats;
    std::optional<std::uint64_t> minPixels;
    std::optional<std::uint64_t> maxPixels;
    enum class Shape { Any, Landscape, Portrait, Square } shape = Shape::Any;
    bool cameraOnly = false; ///< "only photos": has a camera or a capture date
    /// Of verified copies of one photo only the one with the most pixels (then bytes): no smaller,
    /// cropped, re-compressed or edited ones.
    bool originalsOnly = false;

    bool operator==(const ContentFilter&) const = default;
    [[nodiscard]] bool isEmpty() const { return *this == ContentFilter(); }
};

} // namespace lookalike
