// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <set>
#include <string>

namespace lookalike {

/// What was made, and what the program must find.
struct SoakPhotos {
    std::size_t good = 0;
    std::size_t unsupported = 0;
    std::set<std::string> broken; ///< paths below the folder
    [[nodiscard]] std::size_t files() const { return good + unsupported + broken.size(); }
};

/// The ways in which photos are broken.
[[nodiscard]] std::size_t soakDamages() noexcept;
[[nodiscard]] const char* soakDamageName(std::size_t damage) noexcept;
/// Which way a broken photo's path tells of.
[[nodiscard]] std::size_t soakDamageOf(const std::string& path);

/// Makes small photos of different content and format in nested folders, `broken` of all of them
/// damaged, each third damaged one with a copy, and a few files that are no photos at all.
[[nodiscard]] Result<SoakPhotos> makeSoakPhotos(const std::filesystem::path& folder,
                                                std::size_t count, double broken,
                                                std::uint64_t seed);

} // namespace lookalike
