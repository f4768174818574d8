// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/search/results_preview.h"

#include "ui/bridge/library_session.h"
#include "ui/state/query_history.h"
#include "ui/state/search_controller.h"
#include "ui/text/display_text.h"
#include "ui/text/photo_text.h"
#include "ui/views/search/results_grid.h"

#include <algorithm>

namespace lookalike {

ResultsPreview::ResultsPreview(LibrarySession& session, SearchController& search, ResultsGrid& grid)
    : QObject(&grid)
    , m_session(session)
    , m_search(search)
    , m_grid(grid)
    , m_preview(new PhotoPreview(session.background(), grid.window()))
{
    m_preview->offerSimilar();
    connect(m_preview, &PhotoPreview::moveRequested, this, &ResultsPreview::move);
    connect(m_preview, &PhotoPreview::similarRequested, this, &ResultsPreview::similarRequested);
    connect(&search, &SearchController::queryChanged, this, &ResultsPreview::close);
    connect(m_preview, &PhotoPreview::closed, &m_grid, qOverload<>(&QWidget::setFocus));
}

void ResultsPreview::move(PreviewMove move)
{
    const auto row = rowAfter(move, m_grid.currentIndex().row(), m_search.results().rowCount());
    if (row)
        show(*row);
}

void ResultsPreview::show(int row)
{
    const ResultsModel& results = m_search.results();
    if (row < 0 || row >= results.rowCount())
        return;
    const QModelIndex index = results.index(row);
    m_grid.setCurrentIndex(index);
    const SearchHit& hit = results.hit(row);
    const QString name = displayName(hit.path);
    m_preview->show({hit.path,
                     name,
                     tr("%1 · %2", "name, similarity").arg(name, text::score(hit)),
                     index.data(Qt::DecorationRole).value<QImage>(),
                     {hit.width, hit.height}},
                    {row + 1, results.rowCount()}, queryBeside(hit));
}

void ResultsPreview::close()
{
    m_preview->hide();
}

std::optional<PhotoPreview::Companion> ResultsPreview::queryBeside(const SearchHit& hit) const
{
    const auto& terms = m_search.history().current().terms;
    const auto wanted = std::ranges::find_if(
        terms, [](const NamedTerm& named) { return named.isPicture() && named.term.weight > 0; });
    if (wanted == terms.end() || wanted->isSame(queryPicture(hit)))
        return std::nullopt;
    const QImage thumbnail =
        wanted->path.empty()
            ? QImage()
            : m_session.thumbnails().find(wanted->path, m_search.results().thumbnailSize());
    return PhotoPreview::Companion{
        {wanted->source(), wanted->title, tr("Query: %1").arg(wanted->title), thumbnail, {}},
        tr("Compare with the query")};
}

} // namespace lookalike
