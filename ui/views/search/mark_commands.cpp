// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/search/mark_commands.h"

#include "ui/state/query_history.h"
#include "ui/text/display_text.h"
#include "ui/widgets/action_registry.h"
#include "ui/widgets/notice_bar.h"

#include <QMenu>
#include <algorithm>
#include <utility>

namespace lookalike {

MarkCommands::MarkCommands(QueryHistory& history, ActionRegistry& actions, NoticeBar& notice,
                           Selection selection, QObject* parent)
    : QObject(parent)
    , m_history(history)
    , m_notice(notice)
    , m_selection(std::move(selection))
{
    const auto add = [&](const char* id, const QString& text, const char* icon,
                         const QKeySequence& keys, QueryMark::Kind kind) {
        QAction* action = actions.add(QLatin1String(id), tr("Photo"), text, QLatin1String(icon),
                                      keys, ActionRegistry::Scope::Search);
        action->setShortcutContext(Qt::WidgetShortcut);
        action->setCheckable(true);
        connect(action, &QAction::triggered, this, [this, kind] { mark(kind); });
        return action;
    };
    m_more =
        add("moreLike", tr("&More like this"), "more-like", Qt::Key_Plus, QueryMark::Kind::More);
    m_less =
        add("lessLike", tr("&Less like this"), "less-like", Qt::Key_Minus, QueryMark::Kind::Less);
    m_more->setToolTip(tr("More results like this photo"));
    m_less->setToolTip(tr("Fewer results like this photo"));
    connect(&m_history, &QueryHistory::marksChanged, this, &MarkCommands::update);
    connect(&m_history, &QueryHistory::queryChanged, this, &MarkCommands::forgetUndo);
    update();
}

void MarkCommands::fillMenu(QMenu& menu) const
{
    menu.addSeparator();
    menu.addActions({m_more, m_less});
}

void MarkCommands::addTo(QWidget& widget) const
{
    widget.addActions({m_more, m_less});
}

void MarkCommands::update()
{
    const std::vector<SearchHit> photos = m_selection();
    for (QAction* action : {m_more, m_less})
        action->setEnabled(!photos.empty());
    m_more->setChecked(areAll(photos, QueryMark::Kind::More));
    m_less->setChecked(areAll(photos, QueryMark::Kind::Less));
}

bool MarkCommands::areAll(const std::vector<SearchHit>& photos, QueryMark::Kind kind) const
{
    const std::vector<NamedMark>& marks = m_history.current().marks;
    return !photos.empty() && std::ranges::all_of(photos, [&](const SearchHit& photo) {
        return markOf(marks, photo) == kind;
    });
}

void MarkCommands::mark(QueryMark::Kind kind)
{
    const std::vector<SearchHit> photos = m_selection();
    if (photos.empty() || m_history.current().isEmpty())
        return;
    const std::vector<NamedMark> before = m_history.current().marks;
    const bool takesAway = areAll(photos, kind);
    std::vector<NamedMark> marks = before;
    for (const SearchHit& photo : photos) {
        std::erase_if(marks, [&](const NamedMark& named) { return named.isOf(photo); });
        if (!takesAway)
            marks.push_back({{photo.content, kind}, photo.path});
    }
    m_history.setMarks(std::move(marks));
    const int count = static_cast<int>(photos.size());
    const QString name = displayName(photos.front().path);
    const QString text =
        takesAway ? tr("%Ln mark(s) removed.", nullptr, count)
        : kind == QueryMark::Kind::More
            ? (count == 1 ? tr("The results are now more like %1.").arg(name)
                          : tr("The results are now more like %Ln photos.", nullptr, count))
            : (count == 1 ? tr("The results are now less like %1.").arg(name)
                          : tr("The results are now less like %Ln photos.", nullptr, count));
    m_before = before;
    m_notice.showNotice(text, tr("Undo"), [this] { undo(); });
}

void MarkCommands::undo()
{
    if (!m_before)
        return;
    m_notice.dropOffer();
    m_history.setMarks(*std::exchange(m_before, {}));
}

} // namespace lookalike
