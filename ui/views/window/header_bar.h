// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>
#include <QList>

class QAction;
class QMenu;
class QToolButton;

namespace lookalike {

class ElidedLabel;
class LibraryReadiness;
class LibrarySession;

/// The line at the top of the window: the page switch, the model, the number of photos, and the
/// menu. GUI thread.
class HeaderBar : public QFrame {
    Q_OBJECT

public:
    struct Actions {
        QAction* folders;
        QList<QAction*> pages;
        QList<QAction*> navigation;
        QAction* details;
    };
    /// All must outlive the header.
    HeaderBar(LibrarySession& session, const LibraryReadiness& readiness, const Actions& actions,
              QWidget* parent);

    /// For the button at the end; not owned.
    void setMenu(QMenu& menu);
    /// A narrow header does not say which device the model runs on.
    void setNarrow(bool narrow);

Q_SIGNALS:
    /// The user wants to know more about the encoder's warning.
    void warningClicked();

private:
    void buildLayout(const Actions& actions);
    void updateWarning();
    void updateStatus();

    LibrarySession& m_session;
    const LibraryReadiness& m_readiness;
    ElidedLabel* m_status;
    QToolButton* m_warning;
    QToolButton* m_menu;
    bool m_narrow = false;
};

} // namespace lookalike
