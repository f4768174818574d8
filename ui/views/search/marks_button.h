// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/state/query.h"

#include <QToolButton>
#include <vector>

namespace lookalike {

class QueryHistory;

/// Counts the photos that the user wants more and less like, "+2 −1", and opens a list in which
/// each mark can be taken away. Hidden while nothing is marked. GUI thread.
class MarksButton : public QToolButton {
    Q_OBJECT

public:
    /// `history` must outlive the button.
    explicit MarksButton(QueryHistory& history, QWidget* parent = nullptr);

private:
    void update();
    void fillMenu();
    void addMark(const std::vector<NamedMark>& marks, std::size_t index);

    QueryHistory& m_history;
};

} // namespace lookalike
