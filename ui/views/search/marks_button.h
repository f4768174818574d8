// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QToolButton>

namespace lookalike {

class QueryHistory;
class ThumbnailProvider;

/// Counts the photos that the user wants more and less like, "+2 −1", and opens a list in which
/// each mark can be taken away. Hidden while nothing is marked. GUI thread.
class MarksButton : public QToolButton {
    Q_OBJECT

public:
    /// Both must outlive the button.
    MarksButton(QueryHistory& history, ThumbnailProvider& thumbnails, QWidget* parent = nullptr);

private:
    void update();
    void fillMenu();

    QueryHistory& m_history;
    ThumbnailProvider& m_thumbnails;
};

} // namespace lookalike
