// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTableView>
#include <optional>

namespace lookalike {

/// A table of square cells without headers or grid, which the user drags about. What is smaller
/// than the view lies in its middle. Places are fractions of the whole table, so that they outlive
/// a change of the cells' size and number. GUI thread.
class PannedTable : public QTableView {
    Q_OBJECT

public:
    explicit PannedTable(QWidget* parent = nullptr);

protected:
    void setCellSide(int pixels);
    /// What lies at a position in the viewport.
    [[nodiscard]] QPointF fractionAt(const QPoint& position) const;
    void moveFractionTo(const QPointF& fraction, const QPoint& position);
    /// The columns and rows that the view shows, in part at least.
    [[nodiscard]] QRect shownCells() const;
    /// Where the table lies in the viewport.
    [[nodiscard]] QRect tableRect() const;

    /// The mouse was pressed: panTo() may follow. The table only moves from where it is clear that
    /// the user drags.
    void grab(const QPoint& at) { m_grabbed = at; }
    [[nodiscard]] bool isGrabbed() const { return m_grabbed.has_value(); }
    [[nodiscard]] bool isPanning() const { return m_isPanning; }
    void panTo(const QPoint& to);
    void release();

    void updateGeometries() override;
    void doItemsLayout() override;

private:
    void center();

    std::optional<QPoint> m_grabbed;
    bool m_isPanning = false;
};

} // namespace lookalike
