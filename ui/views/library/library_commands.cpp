// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/library/library_commands.h"

#include "ui/models/library_model.h"
#include "ui/widgets/action_registry.h"

#include <QActionGroup>
#include <QMenu>
#include <QSettings>

namespace lookalike {

namespace {

const QString kOrderKey = QStringLiteral("library/order");
const QString kDescendingKey = QStringLiteral("library/descending");
const QString kBurstsKey = QStringLiteral("library/burstsFolded");

/// Newest and largest first, names and folders from A to Z.
bool descendsByDefault(PhotoOrder order)
{
    return order == PhotoOrder::Date || order == PhotoOrder::Size;
}

/// What stands in the settings; never translated.
QString nameOf(PhotoOrder order)
{
    switch (order) {
    case PhotoOrder::Date:
        return QStringLiteral("date");
    case PhotoOrder::Folder:
        return QStringLiteral("folder");
    case PhotoOrder::Name:
        return QStringLiteral("name");
    case PhotoOrder::Size:
        return QStringLiteral("size");
    case PhotoOrder::Likeness:
        return QStringLiteral("likeness");
    }
    return {};
}

} // namespace

LibraryCommands::LibraryCommands(LibraryModel& model, ActionRegistry& actions, QObject* parent)
    : QObject(parent)
    , m_model(model)
    , m_orders(new QActionGroup(this))
    , m_directions(new QActionGroup(this))
{
    const QString group = tr("All photos");
    addOrder(actions, PhotoOrder::Date, "libraryByDate", tr("Sort by &date"));
    addOrder(actions, PhotoOrder::Folder, "libraryByFolder", tr("Sort by &folder"));
    addOrder(actions, PhotoOrder::Name, "libraryByName", tr("Sort by &name"));
    addOrder(actions, PhotoOrder::Size, "libraryBySize", tr("Sort by &size"));
    addOrder(actions, PhotoOrder::Likeness, "libraryByLikeness", tr("Sort by &likeness"));
    const auto add = [&](const char* id, const QString& text, const QKeySequence& keys = {}) {
        QAction* action =
            actions.add(QLatin1String(id), group, text, {}, keys, ActionRegistry::Scope::Library);
        action->setCheckable(true);
        return action;
    };
    m_descending = add("libraryDescending", tr("N&ewest first"));
    m_ascending = add("libraryAscending", tr("&Oldest first"));
    m_foldBursts = add("foldBursts", tr("Show &bursts as one"));
    m_showBurst = add("showBurst", tr("Sho&w the burst"), tr("Alt+Down"));
    m_directions->addAction(m_descending);
    m_directions->addAction(m_ascending);
    m_foldBursts->setChecked(true);
    m_showBurst->setShortcutContext(Qt::WidgetShortcut);
    m_showBurst->setEnabled(false);
    connect(m_descending, &QAction::triggered, this, [this] { choose(m_order, true); });
    connect(m_ascending, &QAction::triggered, this, [this] { choose(m_order, false); });
    connect(m_foldBursts, &QAction::toggled, this, &LibraryCommands::burstsFoldedChanged);
    connect(m_showBurst, &QAction::triggered, this, [this](bool shown) {
        if (m_row >= 0)
            Q_EMIT unfoldRequested(m_row, shown);
    });
    update();
}

void LibraryCommands::addOrder(ActionRegistry& actions, PhotoOrder order, const char* id,
                               const QString& text)
{
    QAction* action = actions.add(QLatin1String(id), tr("All photos"), text, {}, {},
                                  ActionRegistry::Scope::Library);
    action->setCheckable(true);
    action->setData(static_cast<int>(order));
    m_orders->addAction(action);
    connect(action, &QAction::triggered, this,
            [this, order] { choose(order, descendsByDefault(order)); });
}

void LibraryCommands::choose(PhotoOrder order, bool descending)
{
    const bool isOther = order != m_order || descending != m_isDescending;
    m_order = order;
    m_isDescending = descending;
    update();
    if (isOther)
        Q_EMIT orderChanged();
}

void LibraryCommands::update()
{
    for (QAction* action : m_orders->actions())
        action->setChecked(action->data().toInt() == static_cast<int>(m_order));
    m_directions->setEnabled(m_order != PhotoOrder::Likeness);
    switch (m_order) {
    case PhotoOrder::Date:
    case PhotoOrder::Likeness:
        m_descending->setText(tr("N&ewest first"));
        m_ascending->setText(tr("&Oldest first"));
        break;
    case PhotoOrder::Size:
        m_descending->setText(tr("&Largest first"));
        m_ascending->setText(tr("S&mallest first"));
        break;
    case PhotoOrder::Folder:
    case PhotoOrder::Name:
        m_descending->setText(tr("From &Z to A"));
        m_ascending->setText(tr("From &A to Z"));
        break;
    }
    (m_isDescending ? m_descending : m_ascending)->setChecked(true);
}

QString LibraryCommands::orderText() const
{
    switch (m_order) {
    case PhotoOrder::Date:
        return m_isDescending ? tr("Newest first") : tr("Oldest first");
    case PhotoOrder::Folder:
        return m_isDescending ? tr("Folders, Z to A") : tr("Folders, A to Z");
    case PhotoOrder::Name:
        return m_isDescending ? tr("Names, Z to A") : tr("Names, A to Z");
    case PhotoOrder::Size:
        return m_isDescending ? tr("Largest first") : tr("Smallest first");
    case PhotoOrder::Likeness:
        return tr("By likeness");
    }
    return {};
}

void LibraryCommands::fillMenu(QMenu& menu) const
{
    menu.addActions(m_orders->actions());
    menu.addSeparator();
    menu.addActions(m_directions->actions());
    menu.addSeparator();
    menu.addAction(m_foldBursts);
}

void LibraryCommands::fillPhotoMenu(QMenu& menu) const
{
    menu.addSeparator();
    menu.addAction(m_showBurst);
}

void LibraryCommands::addTo(QWidget& widget) const
{
    widget.addAction(m_showBurst);
}

void LibraryCommands::setCurrentRow(int row)
{
    m_row = row < m_model.rowCount() ? row : -1;
    m_showBurst->setEnabled(m_row >= 0 && m_foldBursts->isChecked() && m_model.burst(m_row) > 1);
    m_showBurst->setChecked(m_row >= 0 && m_model.isUnfolded(m_row));
}

void LibraryCommands::save(QSettings& settings) const
{
    settings.setValue(kOrderKey, nameOf(m_order));
    settings.setValue(kDescendingKey, m_isDescending);
    settings.setValue(kBurstsKey, m_foldBursts->isChecked());
}

void LibraryCommands::restore(const QSettings& settings)
{
    m_foldBursts->setChecked(settings.value(kBurstsKey, true).toBool());
    const QString name = settings.value(kOrderKey).toString();
    for (const PhotoOrder order : {PhotoOrder::Date, PhotoOrder::Folder, PhotoOrder::Name,
                                   PhotoOrder::Size, PhotoOrder::Likeness})
        if (nameOf(order) == name)
            choose(order, settings.value(kDescendingKey, descendsByDefault(order)).toBool());
}

} // namespace lookalike
