// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/place_keeper.h"

#include <QListView>
#include <QTimer>

namespace lookalike {

class PhotoTileDelegate;
class ThumbnailProvider;

/// What grids of photos have in common: cells that can be zoomed and fill their row, thumbnails for
/// what is on the screen, and photos that can be dragged out. GUI thread.
class PhotoGrid : public QListView {
    Q_OBJECT

public:
    /// Sides of a cell.
    struct Cells {
        int smallest;
        int largest;
        int standard;
    };

    [[nodiscard]] const Cells& cells() const { return m_cells; }
    /// The size that the user chose; cells grow from it until the row is full.
    [[nodiscard]] int cellSize() const { return m_wantedCell; }
    void setCellSize(int side);
    void setCropped(bool cropped);
    [[nodiscard]] int columns() const;
    /// Ascending.
    [[nodiscard]] QList<int> selectedRows() const;

Q_SIGNALS:
    void cellSizeChanged(int side);
    void columnsChanged(int columns);
    void openRequested(int row);     ///< double click
    void currentRowChanged(int row); ///< -1: none

protected:
    /// `model` and `thumbnails` must outlive the grid. A subclass calls updateGrid() when it is
    /// built.
    PhotoGrid(QAbstractItemModel& model, ThumbnailProvider& thumbnails, const Cells& cells,
              QWidget* parent);

    /// The size of thumbnails that the model hands out, one of ThumbnailCache's.
    [[nodiscard]] virtual int thumbnailSize() const = 0;
    virtual void setThumbnailSize(int size) = 0;
    /// Asks for the thumbnails of what is shown; called soon after that has changed.
    virtual void askForThumbnails() = 0;
    /// The row to which MoveUp, MoveDown, MovePageUp or MovePageDown leads from this one.
    [[nodiscard]] virtual int rowVertically(int row, CursorAction action) const = 0;
    void askSoon() { m_askSoon.start(); }
    /// Makes cells fit the width, and keeps in view what is looked at.
    void updateGrid();
    // Before and after the tiles are painted.
    void beginFrame();
    void endFrame();
    [[nodiscard]] ThumbnailProvider& thumbnails() const { return m_thumbnails; }

    void resizeEvent(QResizeEvent* event) override;
    void showEvent(QShowEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void changeEvent(QEvent* event) override;
    void startDrag(Qt::DropActions actions) override;
    void currentChanged(const QModelIndex& current, const QModelIndex& previous) override;
    QModelIndex moveCursor(CursorAction action, Qt::KeyboardModifiers modifiers) override;

private:
    [[nodiscard]] int wantedThumbnail() const;

    const Cells m_cells;
    ThumbnailProvider& m_thumbnails;
    PhotoTileDelegate* m_delegate;
    PlaceKeeper m_place;
    QTimer m_askSoon; ///< collects scroll steps into one request
    int m_wantedCell;
    int m_side = 0;    ///< of the cells that are shown
    int m_columns = 0; ///< that columnsChanged() told last
};

} // namespace lookalike
