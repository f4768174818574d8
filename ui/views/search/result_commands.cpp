// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/search/result_commands.h"

#include "ui/state/search_controller.h"
#include "ui/widgets/action_registry.h"

#include <QMenu>
#include <QSettings>

namespace lookalike {

namespace {

const QString kCopiesKey = QStringLiteral("grid/copiesAsOne");
const QString kHideQueryKey = QStringLiteral("grid/hideQuery");

} // namespace

ResultCommands::ResultCommands(SearchController& search, ActionRegistry& actions, QObject* parent)
    : QObject(parent)
    , m_search(search)
{
    m_copiesAsOne =
        actions.add(QStringLiteral("copiesAsOne"), tr("View"), tr("Show co&pies as one"),
                    QStringLiteral("duplicates"), tr("Ctrl+Shift+D"));
    m_hideQuery = actions.add(QStringLiteral("hideQuery"), tr("View"),
                              tr("&Hide the query's own photo"), {}, tr("Ctrl+Shift+H"));
    m_showCopies =
        actions.add(QStringLiteral("showCopies"), tr("Photo"), tr("Sho&w the copies"),
                    QStringLiteral("duplicates"), tr("Alt+Down"), ActionRegistry::Scope::Search);
    for (QAction* action : {m_copiesAsOne, m_hideQuery, m_showCopies})
        action->setCheckable(true);
    m_copiesAsOne->setChecked(true);
    m_showCopies->setShortcutContext(Qt::WidgetShortcut);
    m_showCopies->setEnabled(false);
    connect(m_copiesAsOne, &QAction::toggled, &m_search, &SearchController::setCopiesAsOne);
    connect(m_hideQuery, &QAction::toggled, &m_search, &SearchController::setQueryHidden);
    connect(m_showCopies, &QAction::triggered, this, [this](bool shown) {
        if (m_row >= 0 && m_row < m_search.results().rowCount())
            m_search.setUnfolded(m_row, shown);
    });
}

void ResultCommands::fillMenu(QMenu& menu) const
{
    menu.addSeparator();
    menu.addAction(m_showCopies);
}

void ResultCommands::addTo(QWidget& widget) const
{
    widget.addAction(m_showCopies);
}

void ResultCommands::setCurrentRow(int row)
{
    const ResultsModel& results = m_search.results();
    m_row = row < results.rowCount() ? row : -1;
    const ResultTiles& tiles = results.tiles();
    const bool isUnfolded = m_row >= 0 && tiles.isUnfolded(m_row);
    m_showCopies->setEnabled(m_row >= 0 && m_copiesAsOne->isChecked() &&
                             (tiles.copies(m_row) > 1 || tiles.isFurther(m_row)));
    m_showCopies->setChecked(isUnfolded);
}

void ResultCommands::save(QSettings& settings) const
{
    settings.setValue(kCopiesKey, m_copiesAsOne->isChecked());
    settings.setValue(kHideQueryKey, m_hideQuery->isChecked());
}

void ResultCommands::restore(const QSettings& settings)
{
    m_copiesAsOne->setChecked(settings.value(kCopiesKey, true).toBool());
    m_hideQuery->setChecked(settings.value(kHideQueryKey, false).toBool());
}

} // namespace lookalike
