// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/library/search_request.h"
#include "core/search/content_set.h"
#include "core/search/embedding_index.h"

#include <map>
#include <set>
#include <vector>

namespace lookalike {

/// Of files with one content the one to show: with a folder filter one that lies in such a folder.
/// There is at least one.
[[nodiscard]] const FileRow& fileToShow(const std::vector<FileRow>& copies,
                                        const ContentFilter& filter);

/// Turns neighbours of a query into what the user sees: one hit for each photo, whether it is one
/// file, several identical ones or a raw file and its picture. Lives as long as one search; all
/// that it is given outlives it.
class SearchHits {
public:
    /// `queryContents`: those of the terms; `allowed`: what passes the filter, null for all.
    SearchHits(const SearchRequest& request, const std::vector<ContentId>& queryContents,
               const ContentSet* allowed, CatalogReader& reader);

    /// Adds the neighbour's photo, unless it is there. Neighbours come best first.
    [[nodiscard]] Result<> add(const Neighbor& neighbor);
    [[nodiscard]] bool isFull() const noexcept { return m_hits.size() >= m_request.topK; }
    /// Best first, with what is known of copies among them. The object is spent.
    [[nodiscard]] Result<std::vector<SearchHit>> take();

private:
    /// A content by one of its files.
    struct Shown {
        FileRow file;
        ContentRow content;
        std::vector<FileRow> copies; ///< present files with this content
        std::vector<Companion> companions;
    };
    [[nodiscard]] Result<std::optional<Shown>> look(ContentId content);
    /// Fills in copyOf.
    [[nodiscard]] Result<> relate();
    /// Returns the picture that belongs to a raw file, which any program can show, if the filter
    /// accepts it.
    [[nodiscard]] Result<std::optional<Shown>> pictureOf(const Shown& raw);
    [[nodiscard]] bool isAllowed(ContentId content) const;
    /// Whether the file was deleted since the last scan. Not where its folder is away, too: what is
    /// offline stays in the results.
    [[nodiscard]] bool isGone(const FileRow& file);

    const SearchRequest& m_request;
    const std::vector<ContentId>& m_queryContents;
    const ContentSet* m_allowed;
    CatalogReader& m_reader;
    std::vector<SearchHit> m_hits;
    std::map<FolderId, bool> m_online; ///< of the folders of hits, as they are on disk now
    std::set<ContentId> m_seen;        ///< contents of the photos that were added or left out
};

} // namespace lookalike
