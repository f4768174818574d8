// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractSlider>
#include <vector>

namespace lookalike {

/// A slider for the minimum score over a histogram of the scores of all results, so that the user
/// sees how many results a limit hides. Values are hundredths, as scores are shown. The track
/// covers the scores of the answer; its beginning means "no limit".
class ScoreSlider : public QAbstractSlider {
    Q_OBJECT

public:
    explicit ScoreSlider(QWidget* parent = nullptr);

    /// Scores in any order. The limit stays as it is, even outside the scores; nothing is emitted.
    /// A line is drawn at each of the `marks` that lies among the scores.
    void setScores(const std::vector<float>& scores, const std::vector<double>& marks = {});
    /// -1 if there is no limit.
    [[nodiscard]] double minimumScore() const;
    void setMinimumScore(double score);

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;

private:
    [[nodiscard]] int positionOf(int value) const;
    [[nodiscard]] int trackWidth() const;
    void setFromPosition(int x);

    int m_lowest = 0, m_highest = 100; ///< score, in hundredths
    std::vector<int> m_bins;           ///< one for each hundredth from the lowest to the highest
    std::vector<int> m_marks;          ///< hundredths
};

} // namespace lookalike
