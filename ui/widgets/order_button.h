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
    /// Shows the name of the order beside the icon.
    void showText();

Q_SIGNALS:
    /// The user chose an order, maybe the one that it is.
    void chosen(int order);

private:
    QActionGroup* m_orders;
};

} // namespace lookalike
