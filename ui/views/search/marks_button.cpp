// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/search/marks_button.h"

#include "ui/state/query_history.h"
#include "ui/text/display_text.h"

#include <QMenu>
#include <algorithm>

namespace lookalike {

MarksButton::MarksButton(QueryHistory& history, QWidget* parent)
    : QToolButton(parent)
    , m_history(history)
{
    setObjectName(QStringLiteral("marksButton"));
    setProperty("framed", true);
    setFocusPolicy(Qt::StrongFocus);
    setPopupMode(QToolButton::InstantPopup);
    setToolTip(tr("Photos that the results are more like, and less like"));
    auto* menu = new QMenu(this);
    setMenu(menu);
    connect(menu, &QMenu::aboutToShow, this, &MarksButton::fillMenu);
    connect(&m_history, &QueryHistory::marksChanged, this, &MarksButton::update);
    connect(&m_history, &QueryHistory::queryChanged, this, &MarksButton::update);
    update();
}

void MarksButton::update()
{
    const auto& marks = m_history.current().marks;
    const auto more = static_cast<int>(std::ranges::count_if(
        marks, [](const NamedMark& named) { return named.mark.kind == QueryMark::Kind::More; }));
    const int less = static_cast<int>(marks.size()) - more;
    QStringList parts;
    if (more > 0)
        parts += tr("+%1", "marked photos").arg(more);
    if (less > 0)
        parts += tr("\u2212%1", "marked photos").arg(less);
    setText(parts.join(QLatin1Char(' ')));
    setAccessibleName(tr("Marks: more like %1, less like %2").arg(more).arg(less));
    setVisible(!marks.empty());
}

void MarksButton::fillMenu()
{
    menu()->clear();
    const std::vector<NamedMark>& marks = m_history.current().marks;
    for (const QueryMark::Kind kind : {QueryMark::Kind::More, QueryMark::Kind::Less})
        for (std::size_t i = 0; i < marks.size(); ++i)
            if (marks[i].mark.kind == kind)
                addMark(marks, i);
    menu()->addSeparator();
    connect(menu()->addAction(tr("Remove all marks")), &QAction::triggered, this,
            [this] { m_history.setMarks({}); });
}

void MarksButton::addMark(const std::vector<NamedMark>& marks, std::size_t index)
{
    const NamedMark& named = marks[index];
    const QString name = displayName(named.path).replace(QLatin1Char('&'), QLatin1String("&&"));
    QAction* action =
        menu()->addAction(named.mark.kind == QueryMark::Kind::More ? tr("More like %1").arg(name)
                                                                   : tr("Less like %1").arg(name));
    action->setCheckable(true);
    action->setChecked(true);
    connect(action, &QAction::triggered, this, [this, index, marks] {
        std::vector<NamedMark> left = marks;
        left.erase(left.begin() + static_cast<std::ptrdiff_t>(index));
        m_history.setMarks(std::move(left));
    });
}

} // namespace lookalike
