// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/search/result_commands.h"

#include "ui/state/search_controller.h"
#include "ui/widgets/action_registry.h"
#include "ui/widgets/order_button.h"

#include <QMenu>
#include <QSettings>

namespace lookalike {

namespace {

const QString kTogetherKey = QStringLiteral("grid/together");
const QString kCopiesKey = QStringLiteral("grid/copiesAsOne");
const QString kHideQueryKey = QStringLiteral("grid/hideQuery");

} // namespace

ResultCommands::ResultCommands(SearchController& search, ActionRegistry& actions, QObject* parent)
    : QObject(parent)
    , m_search(search)
{
    m_together =
        actions.add(QStringLiteral("similarTogether"), tr("View"), tr("Similar results to&gether"),
                    QStringLiteral("sort"), tr("Ctrl+Shift+L"));
    m_copiesAsOne =
        actions.add(QStringLiteral("copiesAsOne"), tr("View"), tr("Show co&pies as one"),
                    QStringLiteral("duplicates"), tr("Ctrl+Shift+D"));
    m_hideQuery = actions.add(QStringLiteral("hideQuery"), tr("View"),
                              tr("&Hide the query's own photo"), {}, tr("Ctrl+Shift+H"));
    m_showCopies =
        actions.add(QStringLiteral("showCopies"), tr("Photo"), tr("Sho&w the copies"),
                    QStringLiteral("duplicates"), tr("Alt+Down"), ActionRegistry::Scope::Search);
    for (QAction* action : {m_together, m_copiesAsOne, m_hideQuery, m_showCopies})
        action->setCheckable(true);
    m_copiesAsOne->setChecked(true);
    m_showCopies->setShortcutContext(Qt::WidgetShortcut);
    m_showCopies->setEnabled(false);
    connect(m_together, &QAction::toggled, &m_search, [this](bool together) {
        m_search.setOrder(together ? SearchController::Order::Likeness
                                   : SearchController::Order::BestFirst);
    });
    connect(m_copiesAsOne, &QAction::toggled, &m_search, &SearchController::setCopiesAsOne);
    connect(m_hideQuery, &QAction::toggled, &m_search, &SearchController::setQueryHidden);
    connect(m_showCopies, &QAction::triggered, this, [this](bool shown) {
        if (m_row >= 0 && m_row < m_search.results().rowCount())
            m_search.setUnfolded(m_row, shown);
    });
}

OrderButton* ResultCommands::makeOrderButton(QWidget* parent) const
{
    auto* button = new OrderButton(parent);
    button->addOrder(tr("Most similar first"), int{false});
    button->addOrder(tr("Similar photos together"), int{true});
    button->setOrder(int{m_together->isChecked()});
    connect(m_together, &QAction::toggled, button,
            [button](bool together) { button->setOrder(int{together}); });
    connect(button, &OrderButton::chosen, m_together,
            [this](int together) { m_together->setChecked(together != 0); });
    return button;
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
    const int tile = m_row >= 0 ? results.tileAt(m_row) : -1;
    const bool isUnfolded = tile >= 0 && tiles.isUnfolded(tile);
    m_showCopies->setEnabled(tile >= 0 && m_copiesAsOne->isChecked() &&
                             (tiles.copies(tile) > 1 || tiles.isFurther(tile)));
    m_showCopies->setChecked(isUnfolded);
}

void ResultCommands::save(QSettings& settings) const
{
    settings.setValue(kTogetherKey, m_together->isChecked());
    settings.setValue(kCopiesKey, m_copiesAsOne->isChecked());
    settings.setValue(kHideQueryKey, m_hideQuery->isChecked());
}

void ResultCommands::restore(const QSettings& settings)
{
    m_together->setChecked(settings.value(kTogetherKey, false).toBool());
    m_copiesAsOne->setChecked(settings.value(kCopiesKey, true).toBool());
    m_hideQuery->setChecked(settings.value(kHideQueryKey, false).toBool());
}

} // namespace lookalike
