// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/catalog/rows.h"
#include "core/duplicates/review/duplicate_group.h"

#include <QFrame>
#include <vector>

class QCheckBox;
class QComboBox;
class QHBoxLayout;
class QToolButton;

namespace lookalike {

/// What is looked for, and where: the same photo or similar shots and the time between them, which
/// folders, which against which.
class ScopeBar : public QFrame {
    Q_OBJECT

public:
    explicit ScopeBar(QWidget* parent = nullptr);

    void setScope(const DuplicateScope& scope);
    [[nodiscard]] const DuplicateScope& scope() const { return m_scope; }
    /// The library's roots, which are offered.
    void setFolders(const std::vector<FolderRow>& folders);
    /// For the buttons of the page, at the end of the line.
    [[nodiscard]] QHBoxLayout& bar() { return *m_bar; }

Q_SIGNALS:
    void scopeEdited(const lookalike::DuplicateScope& scope);

private:
    void buildFolders();
    void chooseFolder();
    void edited();
    void update();
    [[nodiscard]] QString summary() const;

    DuplicateScope m_scope;
    std::vector<std::filesystem::path> m_folders; ///< roots, and folders that the user chose
    QHBoxLayout* m_bar;
    QToolButton* m_same;
    QToolButton* m_similar;
    QComboBox* m_apart;
    QToolButton* m_where;
    QCheckBox* m_skipSameFolder = nullptr;
    QCheckBox* m_includeDecided = nullptr;
};

} // namespace lookalike
