// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/library/photo_concepts.h"
#include "core/library/search_request.h"

#include <CLI/CLI.hpp>

#include <string>
#include <vector>

namespace lookalike::cli {

enum class ResultStyle { Text, JsonLines, Csv };

/// The arguments of `search` as the user wrote them.
struct SearchOptions {
    std::vector<std::string> texts;
    std::vector<std::filesystem::path> images;
    std::vector<std::string> concepts; ///< names
    std::vector<double> weights;       ///< of the texts, then of the concepts, then of the images
    std::vector<std::string> regions;
    std::vector<std::filesystem::path> liked;
    std::vector<std::filesystem::path> disliked;
    std::vector<QueryMark> marks; ///< both, in the order of the command line
    std::vector<std::filesystem::path> folders;
    std::vector<std::string> keywords;
    std::vector<std::string> inConcepts; ///< names
    std::vector<std::string> formats;
    std::string after;
    std::string before;
    double minMegapixels = 0;
    double maxMegapixels = 0; ///< 0: no limit
    std::string orientation = "any";
    bool photosOnly = false;
    bool originalsOnly = false;
    std::size_t topK = 10;
    double minScore = -1;
    bool excludeSelf = false;
    std::string results = "text";

    void addTo(CLI::App& command);
    /// Only the options for terms and marks, or for marks alone.
    void addQueryTo(CLI::App& command);
    void addMarksTo(CLI::App& command);
    /// Fills in the marks, once the command line is parsed.
    void readMarks(const CLI::App& command);
    /// Validates all arguments; InvalidArgument names the one that is wrong.
    [[nodiscard]] Result<> check() const;
    /// With weights, words or concepts, all terms form one query; without, each picture is its own
    /// query.
    [[nodiscard]] bool isCombined() const
    {
        return !weights.empty() || !texts.empty() || !concepts.empty();
    }

    /// Call these only after check() has passed.
    [[nodiscard]] SearchRequest request() const; ///< without terms and inConcepts
    /// The texts, then the concepts, then the images. NotFound for a concept that is not there.
    [[nodiscard]] Result<std::vector<QueryTerm>> terms(PhotoConcepts& kept) const;
    [[nodiscard]] ResultStyle style() const;
};

/// The concepts with these names; NotFound.
[[nodiscard]] Result<std::vector<ConceptId>> findConcepts(PhotoConcepts& kept,
                                                          const std::vector<std::string>& names);
/// "x,y,w,h" in fractions of the picture's sides.
[[nodiscard]] Result<Region> parseRegion(const std::string& text);
/// "2024-05-31" as the first second of that day since 1970.
[[nodiscard]] Result<std::int64_t> parseDay(const std::string& text);

} // namespace lookalike::cli
