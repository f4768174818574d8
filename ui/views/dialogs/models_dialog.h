// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/catalog/rows.h"
#include "ui/bridge/model_manager.h"

#include <QDialog>

class QLabel;
class QLineEdit;
class QProgressBar;
class QPushButton;
class QTreeWidget;

namespace lookalike {

class LibrarySession;

/// Lists the models with what they are best for and how fast they are, and adds, tests, removes and
/// chooses them. The user confirms size and licence before a download. A second list shows the
/// embeddings of earlier models, which the user can delete.
class ModelsDialog : public QDialog {
    Q_OBJECT

public:
    /// Both must outlive the dialog. The owner of the session handles ModelManager::chosen().
    ModelsDialog(ModelManager& manager, LibrarySession& session, QWidget* parent = nullptr);

private:
    void buildLayout();
    [[nodiscard]] QWidget* buildSpaces();
    void wire();
    void show(const std::vector<ModelEntry>& models);
    void showSpaces();
    void confirm(const RemoteModel& model);
    void confirmDeletion();
    void deleteEmbeddings(SpaceId space);
    void deleteEmbeddingsOnceOpened(SpaceId space);
    void tellDeleted(const Result<>& removed);
    void chooseFolder();
    void updateButtons();
    [[nodiscard]] const ModelEntry* selected() const;
    [[nodiscard]] const SpaceRow* selectedSpace() const;

    ModelManager& m_manager;
    LibrarySession& m_session;
    std::vector<ModelEntry> m_models;
    std::vector<SpaceRow> m_rows;
    QTreeWidget* m_list;
    QTreeWidget* m_spaces;
    QWidget* m_spacesArea = nullptr;
    QLineEdit* m_id;
    QLabel* m_message;
    QProgressBar* m_progress;
    QPushButton *m_use, *m_download, *m_add, *m_measure, *m_verify, *m_remove, *m_cancel, *m_delete;
};

} // namespace lookalike
