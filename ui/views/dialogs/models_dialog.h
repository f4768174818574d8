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

/// Which models there are, what they are good at and how fast they are here, and what can be done
/// with them. Nothing is downloaded before its size and licence were shown and agreed to. Below,
/// what earlier models have read, which can be forgotten.
class ModelsDialog : public QDialog {
    Q_OBJECT

public:
    /// Both must outlive the dialog. Whoever owns the session answers ModelManager::chosen().
    ModelsDialog(ModelManager& manager, LibrarySession& session, QWidget* parent = nullptr);

private:
    void buildLayout();
    [[nodiscard]] QWidget* buildSpaces();
    void wire();
    void show(const std::vector<ModelEntry>& models);
    void showSpaces();
    void confirm(const RemoteModel& model);
    void confirmForget();
    void forget(SpaceId space);
    void forgetOnceOpened(SpaceId space);
    void tellForgotten(const Result<>& removed);
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
    QPushButton *m_use, *m_download, *m_add, *m_measure, *m_verify, *m_remove, *m_cancel, *m_forget;
};

} // namespace lookalike
