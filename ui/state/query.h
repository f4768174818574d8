// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/library/search_request.h"
#include "ui/bridge/picture_loader.h"

#include <QJsonObject>
#include <QString>
#include <optional>
#include <vector>

namespace lookalike {

/// One picture of a query, words, or a concept, as the user sees it.
struct NamedTerm {
    QueryTerm term;
    std::filesystem::path path; ///< empty where the picture is bytes, and for all else
    QString title;

    [[nodiscard]] bool isWords() const { return std::holds_alternative<QueryWords>(term.picture); }
    [[nodiscard]] bool isConcept() const { return std::holds_alternative<ConceptId>(term.picture); }
    [[nodiscard]] bool isPicture() const { return !isWords() && !isConcept(); }
    /// Of a picture.
    [[nodiscard]] PictureSource source() const;
    /// The same picture, words or concept, whatever its weight and region.
    [[nodiscard]] bool isSame(const NamedTerm& other) const;
};

[[nodiscard]] NamedTerm queryPicture(const std::filesystem::path& path);
[[nodiscard]] NamedTerm queryPicture(const SearchHit& hit);
[[nodiscard]] NamedTerm queryPicture(PictureBytes bytes, const QString& title);
[[nodiscard]] NamedTerm queryWords(const QString& words, double weight = 1);
[[nodiscard]] NamedTerm queryConcept(ConceptId id, const QString& name, double weight = 1);
/// What the user typed: words to look for, and words that are not wanted, each after a minus, or
/// some in quotation marks. In "beach -people at dawn" the people alone are unwanted, while
/// "T-shirt" is one word. Empty where there is none.
[[nodiscard]] std::vector<NamedTerm> parseWords(const QString& typed);

/// A photo that the user wants more or less like.
struct NamedMark {
    QueryMark mark;
    std::filesystem::path path; ///< where the photo was when it was marked

    [[nodiscard]] bool isOf(const SearchHit& photo) const;
};

/// What the marks say of the photo; empty: nothing.
[[nodiscard]] std::optional<QueryMark::Kind> markOf(const std::vector<NamedMark>& marks,
                                                    const SearchHit& photo);

/// All that decides what the grid shows.
struct Query {
    static constexpr int kDefaultTopK = 60;
    static constexpr double kAnyScore = -1;

    std::vector<NamedTerm> terms;
    std::vector<NamedMark> marks; ///< each photo once, in the order in which they were marked
    ContentFilter filter;
    int topK = kDefaultTopK;
    /// See scoreOf(). Empty until the user sets a limit: of pictures every score, of words what
    /// stands out, see ResultTiles::line().
    std::optional<double> minScore;
    QString origin; ///< see QueryHistory

    [[nodiscard]] bool isEmpty() const { return terms.empty(); }
    [[nodiscard]] bool hasWords() const;
    /// Only such a query can be written down for the next start: it has no bytes, and no concepts,
    /// whose ids mean something in this catalog alone.
    [[nodiscard]] bool canBeKept() const;
};

/// Asks for more than `query.topK` and for every score, so that the controls for both act on what
/// is already there.
[[nodiscard]] SearchRequest toRequest(const Query& query);

[[nodiscard]] QJsonObject toJson(const Query& query);
/// Empty for anything that toJson() cannot have written.
[[nodiscard]] std::optional<Query> queryFromJson(const QJsonObject& json);

} // namespace lookalike
