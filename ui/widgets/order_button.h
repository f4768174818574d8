// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QToolButton>

class QActionGroup;

namespace lookalike {

/// Tells in which order a list stands, and offers the others in a menu. GUI thread.
class OrderButton : public QToolButton {
    Q_OBJECT

public:
    explicit OrderButton(QWidget* parent = nullptr);

    /// `order` is what chosen() says then.
    void addOrder(const QString& text, int order);
    /// Tells that the list stands in this order.
    void setOrder(int order);
    /// Whether the name of the order stands beside the icon. The button always gives way down to
    /// the icon, so that the window can be made narrower; whoever shows the text sees to the room.
    void showText(bool shown);
    [[nodiscard]] QSize sizeHint() const override { return sizeWith(m_showsText); }
    [[nodiscard]] QSize minimumSizeHint() const override { return sizeWith(false); }

Q_SIGNALS:
    /// The user chose an order, maybe the one that it is.
    void chosen(int order);

private:
    [[nodiscard]] QSize sizeWith(bool text) const;

    QActionGroup* m_orders;
    bool m_showsText = false;
};

} // namespace lookalike
