// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QSplitter>

class QAction;
class QSettings;

namespace lookalike {

class ActionRegistry;
class Page;

/// The pages between the folders on the left and the details on the right. Where the window is
/// narrow, both panels are hidden at first; what the user wants in a wide window is remembered, for
/// the folders page by page. GUI thread.
class SidePanels : public QSplitter {
    Q_OBJECT

public:
    /// Takes ownership of the widgets; `actions` must outlive the panels.
    SidePanels(QWidget* folders, QWidget* pages, QWidget* details, ActionRegistry& actions,
               QWidget* parent);

    /// Both are checked while their panel is shown.
    [[nodiscard]] QAction& foldersAction() const { return *m_foldersAction; }
    [[nodiscard]] QAction& detailsAction() const { return *m_detailsAction; }

    /// Shows the panels that the user wants beside this page.
    void setPage(Page& page);
    void setNarrow(bool narrow);
    void save(QSettings& settings) const;
    void restore(const QSettings& settings);

private:
    void updatePanels();

    QWidget* m_folders;
    QWidget* m_details;
    QAction *m_foldersAction, *m_detailsAction;
    Page* m_page = nullptr; ///< owned by the window
    bool m_wantsDetails = true;
    bool m_narrow = false;
};

} // namespace lookalike
