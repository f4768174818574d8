// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractSlider>
#include <vector>

namespace lookalike {

/// A slider for the minimum score over a histogram of the scores of all results, so that the user
/// sees how many results a limit hides. Values are hundredths; the lowest value means "no limit".
class ScoreSlider : public QAbstractSlider {
    Q_OBJECT

public:
    explicit ScoreSlider(QWidget* parent = nullptr);

    /// Scores in any order; the scale begins at the lowest of them.
    void setScores(const std::vector<float>& scores);
    /// -1 if there is no limit.
    [[nodiscard]] double minimumScore() const;
    void setMinimumScore(double score);

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;

private:
    [[nodiscard]] int positionOf(int value) const;
    void setFromPosition(int x);

    std::vector<int> m_bins; ///< one for each hundredth of the range
};

} // namespace lookalike
