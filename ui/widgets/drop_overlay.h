// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

namespace lookalike {

/// Says what a drop will do while something is dragged over the window: a dashed outline around
/// where it would go, and a sentence. Never takes events itself.
class DropOverlay : public QWidget {
    Q_OBJECT

public:
    explicit DropOverlay(QWidget* parent);

    /// `target` in the parent's coordinates.
    void show(const QString& text, const QRect& target);
    [[nodiscard]] const QString& text() const { return m_text; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QString m_text;
    QRect m_target;
};

} // namespace lookalike
