// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

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
    std::vector<double> weights; ///< of the texts, then of the images
    std::vector<std::string> regions;
    std::vector<std::filesystem::path> liked;
    std::vector<std::filesystem::path> disliked;
    std::vector<QueryMark> marks; ///< both, in the order of the command line
    std::vector<std::filesystem::path> folders;
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
    /// Fills in the marks, once the command line is parsed.
    void readMarks(const CLI::App& command);
    /// Validates all arguments; InvalidArgument names the one that is wrong.
    [[nodiscard]] Result<> check() const;
    /// With weights or words, all terms form one query; without, each picture is its own query.
    [[nodiscard]] bool isCombined() const { return !weights.empty() || !texts.empty(); }

    /// Call these only after check() has passed.
    [[nodiscard]] SearchRequest request() const;        ///< without terms
    [[nodiscard]] std::vector<QueryTerm> terms() const; ///< the texts, then the images
    [[nodiscard]] ResultStyle style() const;
};

/// "x,y,w,h" in fractions of the picture's sides.
[[nodiscard]] Result<Region> parseRegion(const std::string& text);
/// "2024-05-31" as the first second of that day since 1970.
[[nodiscard]] Result<std::int64_t> parseDay(const std::string& text);

} // namespace lookalike::cli
