// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/window/page_stack.h"

#include "ui/views/page.h"
#include "ui/views/photo_view.h"
#include "ui/widgets/action_registry.h"

#include <QActionGroup>
#include <QSettings>
#include <algorithm>

namespace lookalike {

namespace {

const QString kPageKey = QStringLiteral("window/page");
/// What was stored while there were two pages: true for the second one.
const QString kOnDuplicatesKey = QStringLiteral("window/onDuplicates");

} // namespace

PageStack::PageStack(ActionRegistry& actions, QWidget* parent)
    : QStackedWidget(parent)
    , m_actions(actions)
    , m_switches(new QActionGroup(this))
{}

void PageStack::add(Page& page)
{
    const int number = count() + 1;
    QAction* action =
        m_actions.add(page.name() + QStringLiteral("Page"), tr("Pages"), page.title(), {},
                      QKeySequence(Qt::CTRL | static_cast<Qt::Key>(Qt::Key_0 + number)));
    action->setCheckable(true);
    action->setChecked(count() == 0);
    m_switches->addAction(action);
    connect(action, &QAction::triggered, this, [this, &page] { showPage(page); });
    connect(&page, &Page::showRequested, this, [this, &page] { bring(page); });
    connect(&page, &Page::currentPhotoChanged, this, [this, &page] {
        if (&page == &current())
            Q_EMIT photoChanged(page.photos()->currentPhoto());
    });

    auto* navigation = new QActionGroup(this);
    navigation->setExclusionPolicy(QActionGroup::ExclusionPolicy::None);
    for (QAction* step : page.navigation())
        navigation->addAction(step);
    navigation->setEnabled(action->isChecked());
    connect(action, &QAction::toggled, navigation, &QActionGroup::setEnabled);

    m_pages.push_back(&page);
    addWidget(&page);
}

Page& PageStack::current() const
{
    return *m_pages[static_cast<std::size_t>(currentIndex())];
}

QList<QAction*> PageStack::switches() const
{
    return m_switches->actions();
}

QList<QAction*> PageStack::navigation() const
{
    QList<QAction*> actions;
    for (const Page* page : m_pages)
        actions += page->navigation();
    return actions;
}

void PageStack::showPage(Page& page)
{
    switches().at(indexOf(&page))->setChecked(true);
    if (&page == &current())
        return;
    setCurrentWidget(&page);
    updateGeometry();
    Q_EMIT shown(page);
    if (page.photos() != nullptr)
        Q_EMIT photoChanged(page.photos()->currentPhoto());
    page.setFocus();
}

void PageStack::bring(Page& page)
{
    const Page& from = current();
    showPage(page);
    if (&from != &page && !m_isRestoring)
        page.broughtFrom(from);
}

Page* PageStack::find(const QString& name) const
{
    const auto page = std::ranges::find(m_pages, name, &Page::name);
    return page == m_pages.end() ? nullptr : *page;
}

QSize PageStack::minimumSizeHint() const
{
    return current().minimumSizeHint();
}

void PageStack::save(QSettings& settings) const
{
    for (const Page* page : m_pages)
        page->save(settings);
    settings.setValue(kPageKey, current().name());
}

void PageStack::restore(const QSettings& settings)
{
    m_isRestoring = true;
    for (Page* page : m_pages)
        page->restore(settings);
    m_isRestoring = false;
    QString name = settings.value(kPageKey).toString();
    if (name.isEmpty() && settings.value(kOnDuplicatesKey, false).toBool())
        name = QStringLiteral("duplicates");
    if (Page* page = find(name))
        showPage(*page);
}

} // namespace lookalike
