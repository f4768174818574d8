// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/failures_model.h"

#include <QDialog>

class QLabel;
class QPushButton;
class QTableView;

namespace lookalike {

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
    void updateButtons();

    LibrarySession& m_session;
    FailuresModel m_model;
    QLabel* m_summary;
    QTableView* m_table;
    QPushButton* m_reveal;
    QPushButton* m_retry;
    QPushButton* m_copy;
};

} // namespace lookalike
