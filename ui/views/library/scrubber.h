// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractSlider>
#include <functional>
#include <vector>

class QLabel;
class QScrollBar;

namespace lookalike {

/// Stands beside a long grid in place of its scroll bar: years, letters or folders where they lie,
/// and while it is dragged, what is seen there. A slider for the keyboard and for screen readers.
/// GUI thread.
class Scrubber : public QAbstractSlider {
    Q_OBJECT

public:
    struct Mark {
        int value;
        QString text;
    };

    /// Follows `bar`, which must outlive it, and moves it. `placeText` says what is seen where the
    /// bar has a value.
    Scrubber(QScrollBar& bar, std::function<QString(int)> placeText, QWidget* parent = nullptr);

    /// Ascending.
    void setMarks(std::vector<Mark> marks);

    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void hideEvent(QHideEvent* event) override;
    void leaveEvent(QEvent* event) override;

private:
    void follow();
    void tellPlace();
    void showBubble(int y, const QString& text);
    void moveTo(int y);
    [[nodiscard]] int positionOf(int value) const;
    [[nodiscard]] int valueAt(int y) const;

    QScrollBar& m_bar;
    const std::function<QString(int)> m_placeText;
    std::vector<Mark> m_marks;
    QLabel* m_bubble;
};

} // namespace lookalike
