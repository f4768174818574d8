// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/failures_model.h"

#include <QTableView>

class QPushButton;

namespace lookalike {

/// Photos with the reasons why something could not be done with them, and buttons to look at one
/// and to copy the list. GUI thread.
class FailuresTable : public QTableView {
    Q_OBJECT

public:
    /// `name` is for screen readers. The buttons belong to `parent`, which lays them out.
    FailuresTable(const QString& name, QWidget* parent);

    void setFailures(std::vector<FileRow> failures);
    [[nodiscard]] int count() const { return m_model.rowCount(); }
    [[nodiscard]] QPushButton& reveal() { return *m_reveal; }
    [[nodiscard]] QPushButton& copy() { return *m_copy; }

private:
    void updateButtons();

    FailuresModel m_model;
    QPushButton* m_reveal;
    QPushButton* m_copy;
};

} // namespace lookalike
