// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QObject>

class QAction;
class QMenu;
class QWidget;

namespace lookalike {

class ActionRegistry;
class PictureDrops;
class QueryHistory;

/// The commands that change the query. GUI thread.
class QueryCommands : public QObject {
    Q_OBJECT

public:
    /// All must outlive the actions, which belong to `actions`. `window` is what file dialogs
    /// belong to.
    QueryCommands(QueryHistory& history, PictureDrops& drops, ActionRegistry& actions,
                  QWidget& window);

    /// Adds them to the window's Query menu.
    void fillMenu(QMenu& menu) const;
    [[nodiscard]] QList<QAction*> navigation() const { return {m_back, m_forward}; }
    [[nodiscard]] QAction& openPicture() const { return *m_openPicture; }
    [[nodiscard]] QAction& paste() const { return *m_paste; }
    /// Gives the keyboard focus to the box for words; whoever owns it connects to this.
    [[nodiscard]] QAction& words() const { return *m_words; }
    /// Checked while the filters are shown.
    [[nodiscard]] QAction& filters() const { return *m_filters; }

Q_SIGNALS:
    /// The user goes back to the page of this name, from which the query came.
    void originRequested(const QString& page);

private:
    void choosePicture();
    void update();

    QueryHistory& m_history;
    QWidget& m_window;
    QAction *m_words, *m_openPicture, *m_paste, *m_back, *m_forward, *m_clear, *m_filters;
};

} // namespace lookalike
