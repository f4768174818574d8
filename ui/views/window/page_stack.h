// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QStackedWidget>
#include <vector>

class QAction;
class QActionGroup;
class QSettings;

namespace lookalike {

class ActionRegistry;
class Page;
struct SearchHit;

/// The pages of the window, one of which is shown, and the actions that switch between them. GUI
/// thread.
class PageStack : public QStackedWidget {
    Q_OBJECT

public:
    /// `actions` must outlive the stack.
    PageStack(ActionRegistry& actions, QWidget* parent);

    /// Takes ownership of the page. The first one is shown; the n-th has the shortcut Ctrl+n.
    void add(Page& page);
    [[nodiscard]] const std::vector<Page*>& pages() const { return m_pages; }
    [[nodiscard]] Page& current() const;
    /// Null where there is no page of this name.
    [[nodiscard]] Page* find(const QString& name) const;
    /// One action a page, which shows it.
    [[nodiscard]] QList<QAction*> switches() const;
    /// Of all pages; those of the current page are enabled.
    [[nodiscard]] QList<QAction*> navigation() const;

    /// Gives the page the keyboard focus, too; does nothing where it is shown already.
    void showPage(Page& page);
    /// Pages that are not shown take no room from the panels beside the stack.
    [[nodiscard]] QSize minimumSizeHint() const override;
    void save(QSettings& settings) const;
    void restore(const QSettings& settings);

Q_SIGNALS:
    void shown(lookalike::Page& page);
    /// The current photo of the page that is shown is another one; null: it has none. A page
    /// without photos leaves the one of the page before. Valid during the signal.
    void photoChanged(const lookalike::SearchHit* photo);

private:
    void bring(Page& page);

    ActionRegistry& m_actions;
    QActionGroup* m_switches;
    std::vector<Page*> m_pages; ///< in the order of the stack and of the switches
    bool m_isRestoring = false;
};

} // namespace lookalike
