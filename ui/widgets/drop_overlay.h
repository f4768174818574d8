// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

namespace lookalike {

/// Shows what a drop will do while the user drags something over the window: a dashed outline
/// around the target and a sentence. It is transparent for events.
class DropOverlay : public QWidget {
    Q_OBJECT

public:
    explicit DropOverlay(QWidget* parent);

    /// `target` is in the parent's coordinates.
    void show(const QString& text, const QRect& target);
    [[nodiscard]] const QString& text() const { return m_text; }

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QString m_text;
    QRect m_target;
};

} // namespace lookalike
