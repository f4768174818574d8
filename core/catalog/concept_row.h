// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/ids.h"
#include "core/files/content_hash.h"
#include "core/image/region.h"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace lookalike {

/// A picture in a concept, by the hash of its file, so that it survives moves, rescans and other
/// models, and comes back with a photo that was deleted.
struct ConceptPicture {
    ContentHash hash{};
    std::optional<Region> region = {}; ///< empty: all of it
    bool operator==(const ConceptPicture&) const = default;
};

/// A term of the query that a concept was kept from.
struct ConceptTerm {
    std::string words;            ///< UTF-8; empty: a picture
    ConceptPicture picture = {};  ///< unless there are words
    std::filesystem::path path{}; ///< where the picture was; empty where it was no file
    double weight = 1;
    bool operator==(const ConceptTerm&) const = default;
};

/// A photo that the user marked.
struct ConceptMark {
    ContentHash photo;
    std::filesystem::path path; ///< where it was
    bool isMore = true;         ///< it belongs to the concept; false: it does not
    bool operator==(const ConceptMark&) const = default;
};

/// What the user keeps under a name.
struct ConceptRow {
    ConceptId id;
    std::string name;           ///< UTF-8, one line, not empty
    double strictness = 0.5;    ///< 0 to 1, see PhotoConcepts::setStrictness()
    std::int64_t createdAt = 0; ///< seconds since 1970
    std::vector<ConceptTerm> terms = {};
    std::vector<ConceptMark> marks = {}; ///< each photo once
    bool operator==(const ConceptRow&) const = default;
};

/// The embedding of a concept's picture where the catalog has none: of a region, of a picture
/// outside of the library, and of a photo that was deleted.
struct ConceptVector {
    ConceptPicture picture;
    std::string space;                 ///< EmbeddingSpace::id
    std::vector<std::uint16_t> vector; ///< as in EmbeddingRow
    bool operator==(const ConceptVector&) const = default;
};

} // namespace lookalike
