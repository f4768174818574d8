// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/catalog/rows.h"

#include <QWidget>
#include <vector>

class QPushButton;
class QTreeWidget;

namespace lookalike {

class LibrarySession;

/// The embeddings of the models that the library was indexed with, of which the user can delete
/// those of earlier ones. Hidden where there is only one. GUI thread.
class SpacesList : public QWidget {
    Q_OBJECT

public:
    /// `session` must outlive it.
    explicit SpacesList(LibrarySession& session, QWidget* parent = nullptr);

Q_SIGNALS:
    /// How a deletion ended.
    void told(const QString& text);

private:
    void showRows();
    void confirmDeletion();
    void deleteEmbeddings(SpaceId space);
    void deleteEmbeddingsOnceOpened(SpaceId space);
    void tellDeleted(const Result<>& removed);
    void updateButton();
    [[nodiscard]] const SpaceRow* selected() const;

    LibrarySession& m_session;
    std::vector<SpaceRow> m_rows;
    QTreeWidget* const m_list;
    QPushButton* const m_delete;
};

} // namespace lookalike
