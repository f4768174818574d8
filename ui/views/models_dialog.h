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

/// Which models there are, what they are good at, and what can be done with them. Nothing is
/// downloaded before its size and licence were shown and agreed to.
class ModelsDialog : public QDialog {
    Q_OBJECT

public:
    /// `manager` must outlive the dialog.
    explicit ModelsDialog(ModelManager& manager, QWidget* parent = nullptr);

private:
    void buildLayout();
    void wire();
    void show(const std::vector<ModelEntry>& models);
    void confirm(const RemoteModel& model);
    void chooseFolder();
    void updateButtons();
    [[nodiscard]] const ModelEntry* selected() const;

    ModelManager& m_manager;
    std::vector<ModelEntry> m_models;
    QTreeWidget* m_list;
    QLineEdit* m_id;
    QLabel* m_message;
    QProgressBar* m_progress;
    QPushButton *m_use, *m_download, *m_add, *m_verify, *m_remove, *m_cancel;
};

} // namespace lookalike
