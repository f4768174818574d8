// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/duplicates/review/duplicate_review.h"

#include <QDialog>
#include <optional>
#include <vector>

class QLabel;
class QListWidget;
class QPushButton;

namespace lookalike {

class LibrarySession;

/// Which of two copies is the better one: the rules in their order, and the folders that never lose
/// a file. Changes take effect at once.
class KeeperRulesDialog : public QDialog {
    Q_OBJECT

public:
    explicit KeeperRulesDialog(LibrarySession& session, QWidget* parent = nullptr);

Q_SIGNALS:
    /// Suggestions may be others now.
    void rulesChanged();
    void protectionChanged();

private:
    [[nodiscard]] QWidget* buildRules();
    [[nodiscard]] QWidget* buildFolders();
    void refresh();
    void showRules(const std::vector<KeeperRule>& rules);
    void showFolders(const std::vector<std::filesystem::path>& folders);
    void move(int by);
    void save(std::vector<KeeperRule> rules);
    void protect(const std::filesystem::path& folder, bool isProtected);
    void updateButtons();

    LibrarySession& m_session;
    std::optional<std::vector<KeeperRule>> m_next; ///< waits while an earlier order is saved
    bool m_saving = false;
    QListWidget* m_rules = nullptr;
    QPushButton* m_up = nullptr;
    QPushButton* m_down = nullptr;
    QListWidget* m_folders = nullptr;
    QPushButton* m_remove = nullptr;
    QLabel* m_problem = nullptr;
};

} // namespace lookalike
