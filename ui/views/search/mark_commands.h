// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/library/search_request.h"
#include "ui/state/query.h"

#include <QObject>
#include <functional>
#include <optional>
#include <vector>

class QAction;
class QMenu;
class QWidget;

namespace lookalike {

class ActionRegistry;
class NoticeBar;
class QueryHistory;

/// "More like this" and "Less like this" for selected results. The same command again takes the
/// marks away; the message about a mark offers to undo it. GUI thread.
class MarkCommands : public QObject {
    Q_OBJECT

public:
    using Selection = std::function<std::vector<SearchHit>()>;
    /// All must outlive the commands; the actions belong to `actions`.
    MarkCommands(QueryHistory& history, ActionRegistry& actions, NoticeBar& notice,
                 Selection selection, QObject* parent);

    [[nodiscard]] QAction& more() const { return *m_more; }
    [[nodiscard]] QAction& less() const { return *m_less; }
    void fillMenu(QMenu& menu) const;
    /// Makes the keys work in the widget.
    void addTo(QWidget& widget) const;
    /// The selection is another one.
    void update();

    /// The last thing that the user did to the results is a mark.
    [[nodiscard]] bool canUndo() const { return m_before.has_value(); }
    void undo();
    /// The user has done something else since.
    void forgetUndo() { m_before.reset(); }

private:
    [[nodiscard]] bool areAll(const std::vector<SearchHit>& photos, QueryMark::Kind kind) const;
    void mark(QueryMark::Kind kind);

    QueryHistory& m_history;
    NoticeBar& m_notice;
    const Selection m_selection;
    std::optional<std::vector<NamedMark>> m_before; ///< the last mark
    QAction *m_more, *m_less;
};

} // namespace lookalike
