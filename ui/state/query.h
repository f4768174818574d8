// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/library/search_request.h"
#include "ui/bridge/picture_loader.h"

#include <QJsonObject>
#include <QString>
#include <optional>
#include <vector>

namespace lookalike {

/// One picture of a query as the user sees it.
struct QueryPicture {
    QueryTerm term;
    std::filesystem::path path; ///< empty where the picture is bytes
    QString title;

    [[nodiscard]] PictureSource source() const;
    /// The same picture, whatever its weight and region.
    [[nodiscard]] bool isSamePicture(const QueryPicture& other) const;
};

[[nodiscard]] QueryPicture queryPicture(const std::filesystem::path& path);
[[nodiscard]] QueryPicture queryPicture(const SearchHit& hit);
[[nodiscard]] QueryPicture queryPicture(PictureBytes bytes, const QString& title);

/// All that decides what the grid shows.
struct Query {
    static constexpr int kDefaultTopK = 60;
    static constexpr double kAnyScore = -1;

    std::vector<QueryPicture> pictures;
    ContentFilter filter;
    int topK = kDefaultTopK;
    double minScore = kAnyScore;
    QString origin; ///< see QueryHistory

    [[nodiscard]] bool isEmpty() const { return pictures.empty(); }
    /// Only such a query can be written down for the next start.
    [[nodiscard]] bool consistsOfFiles() const;
};

/// Asks for more than `query.topK` and for every score, so that the controls for both act on what
/// is already there.
[[nodiscard]] SearchRequest toRequest(const Query& query);

[[nodiscard]] QJsonObject toJson(const Query& query);
/// Empty for anything that toJson() cannot have written.
[[nodiscard]] std::optional<Query> queryFromJson(const QJsonObject& json);

} // namespace lookalike
