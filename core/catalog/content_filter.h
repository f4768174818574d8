// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/ids.h"
#include "core/image/format.h"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace lookalike {

/// Restricts the contents that a search may return. Empty members do not restrict.
struct ContentFilter {
    std::vector<std::filesystem::path> folders; ///< a file must be in or below one of these
    bool withSubfolders = true;                 ///< false: directly in one of `folders`
    /// As localSeconds(), both inclusive: what a camera's clock showed. For contents without a
    /// capture date, what the user's showed at the earliest modification of their present files.
    std::optional<std::int64_t> takenAfter;
    std::optional<std::int64_t> takenBefore;
    std::vector<ImageFormat> formats;
    std::optional<std::uint64_t> minPixels;
    std::optional<std::uint64_t> maxPixels;
    enum class Shape { Any, Landscape, Portrait, Square } shape = Shape::Any;
    bool cameraOnly = false; ///< requires a camera or a capture date
    /// Of the verified copies of a photo, passes only the one with the most pixels (then bytes),
    /// and no smaller, cropped, re-compressed or edited ones.
    bool originalsOnly = false;
    std::vector<std::string> keywords; ///< must have all of these; A to Z in any case
    /// Must be a member of one of these. The catalog does not know members: core/library applies
    /// this, CatalogReader passes over it.
    std::vector<ConceptId> concepts;

    bool operator==(const ContentFilter&) const = default;
    [[nodiscard]] bool isEmpty() const { return *this == ContentFilter(); }
    /// Returns true if a file at `path` passes `folders`. Compares names only.
    [[nodiscard]] bool passesFolders(const std::filesystem::path& path) const;
};

} // namespace lookalike
