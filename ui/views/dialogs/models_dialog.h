// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

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
/// chooses them. The user confirms size and licence before a download. Below are the embeddings of
/// earlier models.
class ModelsDialog : public QDialog {
    Q_OBJECT

public:
    /// Both must outlive the dialog. The owner of the session handles ModelManager::chosen().
    ModelsDialog(ModelManager& manager, LibrarySession& session, QWidget* parent = nullptr);

private:
    void buildLayout();
    void wire();
    void show(const std::vector<ModelEntry>& models);
    void confirm(const RemoteModel& model);
    void chooseFolder();
    void updateButtons();
    [[nodiscard]] const ModelEntry* selected() const;

    ModelManager& m_manager;
    LibrarySession& m_session;
    std::vector<ModelEntry> m_models;
    QTreeWidget* m_list;
    QLineEdit* m_id;
    QLabel* m_message;
    QProgressBar* m_progress;
    QPushButton *m_use, *m_download, *m_add, *m_measure, *m_verify, *m_remove, *m_cancel;
};

} // namespace lookalike
