// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>

class QLabel;

namespace lookalike {

class ReviewController;

/// Offers to go on with what the user marked in an earlier session. Hidden where that is nothing.
class MarksBar : public QFrame {
    Q_OBJECT

public:
    /// `review` must outlive the bar.
    explicit MarksBar(ReviewController& review, QWidget* parent = nullptr);

private:
    void update();

    ReviewController& m_review;
    QLabel* m_text;
};

} // namespace lookalike
