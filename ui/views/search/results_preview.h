// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/views/preview/photo_preview.h"

#include <QObject>

namespace lookalike {

class LibrarySession;
class ResultsGrid;
class SearchController;
struct NamedTerm;

/// Shows the results one after the other over the whole window, and the query's picture beside
/// them where the user wants to compare. GUI thread.
class ResultsPreview : public QObject {
    Q_OBJECT

public:
    /// All must outlive it. The preview covers the window of `grid`.
    ResultsPreview(LibrarySession& session, SearchController& search, ResultsGrid& grid);

    /// Makes the row the current one; does nothing where there is no such row.
    void show(int row);
    void close();

Q_SIGNALS:
    /// Photos like the current one are wanted.
    void similarRequested();

private:
    void move(PreviewMove move);
    [[nodiscard]] std::optional<PhotoPreview::Companion> queryBeside(const SearchHit& hit) const;

    LibrarySession& m_session;
    SearchController& m_search;
    ResultsGrid& m_grid;
    PhotoPreview* m_preview;
};

} // namespace lookalike
