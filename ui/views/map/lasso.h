// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QItemSelection>
#include <QPolygon>
#include <optional>

class QPainter;
class QTableView;

namespace lookalike {

/// A free shape that the user draws around cells of a table, which selects those whose middle is
/// inside. In coordinates of the table's viewport. GUI thread.
class Lasso {
public:
    /// `table` must outlive it.
    explicit Lasso(QTableView& table)
        : m_table(table)
    {}

    /// The button was pressed. With `adds`, what is selected stays so.
    void begin(const QPoint& at, bool adds);
    /// Follows the pointer. Nothing happens until it has gone some way.
    void extend(const QPoint& to);
    /// The button was released.
    void end();
    /// Takes back what it has selected.
    void abort();
    [[nodiscard]] bool hasBegun() const { return m_begin.has_value(); }
    [[nodiscard]] bool isOpen() const { return !m_shape.isEmpty(); }

    void paint(QPainter& painter) const;

private:
    /// Those under a shape that holds no middle.
    [[nodiscard]] QItemSelection cells() const;

    QTableView& m_table;
    std::optional<QPoint> m_begin;
    QPolygon m_shape;
    QItemSelection m_before;
    bool m_adds = false;
};

} // namespace lookalike
