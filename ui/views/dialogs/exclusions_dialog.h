// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/catalog/rows.h"

#include <QDialog>

class QLabel;
class QPlainTextEdit;

namespace lookalike {

class LibrarySession;

/// What is left out of a folder of the library: one pattern a line. GUI thread.
class ExclusionsDialog : public QDialog {
    Q_OBJECT

public:
    /// `session` must outlive the dialog.
    ExclusionsDialog(LibrarySession& session, const FolderRow& folder, QWidget* parent = nullptr);

    /// Stores the patterns, has them applied and closes the dialog; says why if they are wrong.
    void accept() override;

private:
    void addFolder();
    [[nodiscard]] std::vector<std::string> patterns() const;

    LibrarySession& m_session;
    const FolderRow m_folder;
    QPlainTextEdit* m_patterns;
    QLabel* m_problem;
};

} // namespace lookalike
