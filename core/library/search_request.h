// SPDX-License-Identifier: GPL-3.0-or-later
// What the user asks for, and what comes back.
#pragma once

#include "core/base/ids.h"
#include "core/base/result.h"
#include "core/catalog/companions.h"
#include "core/image/image.h"
#include "core/image/region.h"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace lookalike {

/// Encoded bytes of a picture that is no file (clipboard, browser).
using PictureBytes = std::shared_ptr<const std::vector<std::uint8_t>>;

/// Words that describe a picture; UTF-8.
struct QueryWords {
    std::string text;
    bool operator==(const QueryWords&) const = default;
};

/// One term of a query: a picture from a file, from bytes, or already in the library, words, or a
/// concept.
struct QueryTerm {
    std::variant<std::filesystem::path, PictureBytes, FileId, QueryWords, ConceptId> picture;
    double weight = 1;            ///< negative: "not like that"
    std::optional<Region> region; ///< of a picture
};

/// What the user says of a photo: more like this, or less. The photo is one of the library, or a
/// file, which need not be in it.
struct QueryMark {
    enum class Kind { More, Less };
    std::variant<ContentId, std::filesystem::path> photo;
    Kind kind = Kind::More;
    bool operator==(const QueryMark&) const = default;
};

struct SearchRequest {
    /// Pictures alone, and words alone, are the weighted sum of their embeddings. Together, and
    /// with concepts, they are the weighted sum of their scores, each standardised against the
    /// library's background.
    std::vector<QueryTerm> terms;
    /// In the order in which the user set them: of several marks of one photo, the last counts. A
    /// photo that was moved or deleted keeps its effect as long as the catalog knows it. Photos
    /// that are marked stay in the results.
    std::vector<QueryMark> marks;
    ContentFilter filter;
    std::size_t topK = 60;
    double minScore = -1;
    bool excludeSelf = false; ///< leave out contents that are one of the terms
};

/// How far a photo stands out from what the library's other photos score for the same words.
enum class ScoreBand {
    Strong, ///< more than chance gives in a library of this size
    Likely,
    Weak,
};

/// "strong", "likely" or "weak".
[[nodiscard]] const char* scoreBandName(ScoreBand band) noexcept;

/// A file with exactly the bytes of a hit.
struct IdenticalFile {
    FileId file;
    std::filesystem::path path;
};

/// One photo: a raw file and its picture, or a Live Photo and its video, are one hit.
struct SearchHit {
    FileId file; ///< the first of the copies; of a raw file and its picture, the picture
    ContentId content;
    std::filesystem::path path;
    /// Of the best of its pictures: cosine similarity, or the sum of standardised scores where the
    /// query is of pictures and words. With marks it is on the same scale, at most 1 for a cosine:
    /// the photo stands out from the library as much as one with this score does without them.
    float score = 0;
    // Both of queries with words.
    std::optional<ScoreBand> band;
    /// How clearly the photo stands out from the library's, in standard deviations.
    std::optional<float> standardScore;
    std::size_t copies = 1; ///< present files with exactly this content
    /// Of these, the others that pass the filter's folders, in path order.
    std::vector<IdenticalFile> identical;
    /// The best hit that was verified to be the same photo in another file; invalid where there is
    /// none, or where it is this one. Never refers to a hit that itself refers to another one.
    ContentId copyOf;
    bool isQuery = false; ///< one of its pictures is one of the terms
    int width = 0;
    int height = 0;
    std::vector<Companion> companions; ///< other files of the photo that is shown
};

struct SearchResponse {
    std::vector<SearchHit> hits; ///< best first, every photo once
    std::uint64_t searched = 0;  ///< embeddings that were compared
    /// The query has words, and no photo stands out: "Nothing here clearly matches".
    bool onlyBackground = false;
    /// Indexes of marks without effect: the photo is no file any more, and the library does not
    /// know it.
    std::vector<std::size_t> unknownMarks;
    Message warning; ///< for the user, about words that the model does not know; usually empty
};

} // namespace lookalike
