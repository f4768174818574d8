// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

class QAction;
class QWidget;

namespace lookalike {

class ActionRegistry;
class LibrarySession;
class NoticeBar;

/// Opens the dialog for the fit of searches to labels, says what became of it and offers to take
/// that back. GUI thread.
class FitCommands : public QObject {
    Q_OBJECT

public:
    /// All must outlive it; it belongs to `window`, which the dialog belongs to, too.
    FitCommands(LibrarySession& session, ActionRegistry& actions, NoticeBar& notice,
                QWidget& window);

    /// Enabled while a library is open.
    [[nodiscard]] QAction& show() const { return *m_show; }

private:
    void showDialog();
    void offerUndo(const QString& text);

    LibrarySession& m_session;
    NoticeBar& m_notice;
    QWidget& m_window;
    QAction* m_show;
};

} // namespace lookalike
