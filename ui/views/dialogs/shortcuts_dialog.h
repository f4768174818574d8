// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

class QAction;
class QKeySequenceEdit;
class QLabel;
class QPushButton;
class QTreeWidget;
class QTreeWidgetItem;

namespace lookalike {

class ActionRegistry;

/// Lists all commands with their shortcuts and lets the user change them.
class ShortcutsDialog : public QDialog {
    Q_OBJECT

public:
    explicit ShortcutsDialog(ActionRegistry& actions, QWidget* parent = nullptr);

protected:
    bool eventFilter(QObject* object, QEvent* event) override;

private:
    void fill();
    QTreeWidgetItem* addGroup(const QString& title);
    void takeKeys();
    void selectionChanged();
    void assign();
    [[nodiscard]] QAction* selectedAction() const;

    ActionRegistry& m_actions;
    QTreeWidget* m_list;
    QKeySequenceEdit* m_edit;
    QLabel* m_conflict;
    QPushButton* m_assign;
    QPushButton* m_clear;
    QPushButton* m_reset;
};

} // namespace lookalike
