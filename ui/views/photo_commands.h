// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/views/photo_view.h"

#include <QList>
#include <QObject>

class QAction;
class QKeySequence;
class QMenu;
class QWidget;

namespace lookalike {

class ActionRegistry;
class DetailsPanel;
class LibrarySession;
class ListCommand;
class NoticeBar;
class ProtectCommands;
class QueryHistory;
class TransferCommands;

/// What can be done with the photos of a page: search with them, open, show or copy them. One set
/// of actions for all pages; they act on the page that was shown last. GUI thread.
class PhotoCommands : public QObject {
    Q_OBJECT

public:
    /// All must outlive the actions, which belong to `actions`.
    PhotoCommands(LibrarySession& session, QueryHistory& history, ActionRegistry& actions,
                  NoticeBar& notice, QObject* parent = nullptr);

    /// Does what the panel asks for.
    void serve(DetailsPanel& panel);
    /// The photos to act on from now on; must outlive the actions or be replaced.
    void setView(PhotoView& view);
    /// Enables the actions where there is a current photo; to be called whenever that changes.
    void update();

    void fillMenu(QMenu& menu) const;
    /// Keys such as Space work only in widgets that were given the actions.
    void addTo(QWidget& widget) const;

    void findSimilar();
    void openCurrent();
    [[nodiscard]] TransferCommands& transfers() { return *m_transfers; }

Q_SIGNALS:
    /// A photo is no longer there, and the user wants its folder to be checked.
    void rescanRequested();
    /// Groups of duplicates with these photos alone are to be reviewed.
    void duplicatesRequested(const std::vector<lookalike::SearchHit>& photos);

private:
    QAction* add(ActionRegistry& actions, const char* id, const QString& text, const char* icon,
                 const QKeySequence& keys, void (PhotoCommands::*handler)());
    void addToQuery();
    void excludeFromQuery();
    void addWithWeight(double weight);
    void tellIfMany(std::size_t photos);
    void previewCurrent();
    void revealCurrent();
    void copyPaths();
    void copyImage();
    void findDuplicates();
    [[nodiscard]] const SearchHit* current() const;
    [[nodiscard]] std::vector<SearchHit> selected() const;
    [[nodiscard]] std::vector<SearchHit> wholeSelection() const;
    [[nodiscard]] std::vector<FileId> selectedFiles() const;

    LibrarySession& m_session;
    QueryHistory& m_history;
    NoticeBar& m_notice;
    PhotoView* m_view = nullptr;
    QList<QAction*> m_all;
    QAction *m_similar, *m_preview, *m_open, *m_add, *m_exclude, *m_reveal, *m_copyPath,
        *m_copyImage, *m_duplicates;
    TransferCommands* m_transfers;
    ListCommand* m_list;
    ProtectCommands* m_protect;
};

} // namespace lookalike
