// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/catalog/rows.h"

#include <QDialog>
#include <vector>

class QLabel;
class QPushButton;

namespace lookalike {

class FailuresTable;
class LibrarySession;

/// Lists the photos that could not be read with the reasons, and tries to read them again.
class FailuresDialog : public QDialog {
    Q_OBJECT

public:
    explicit FailuresDialog(LibrarySession& session, QWidget* parent = nullptr);

    /// Loads the list off the GUI thread.
    void refresh();

private:
    void show(std::vector<FileRow> failures);

    LibrarySession& m_session;
    QLabel* m_summary;
    FailuresTable* m_table;
    QPushButton* m_retry;
};

} // namespace lookalike
