// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/place_keeper.h"

#include <QListView>
#include <QTimer>

namespace lookalike {

class ResultsDelegate;
class ResultsModel;
class ThumbnailProvider;

/// The results as a zoomable grid of pictures. Every cell has the same size, so that it scrolls as
/// smoothly with 100,000 items as with ten.
class ResultsGrid : public QListView {
    Q_OBJECT

public:
    static constexpr int kSmallestCell = 96;
    static constexpr int kLargestCell = 480;
    static constexpr int kDefaultCell = 176;

    /// `model` and `thumbnails` must outlive the grid.
    ResultsGrid(ResultsModel& model, ThumbnailProvider& thumbnails, QWidget* parent = nullptr);

    /// The size that the user chose; cells grow from it until the row is full.
    [[nodiscard]] int cellSize() const { return m_wantedCell; }
    void setCellSize(int side);
    void setCropped(bool cropped);
    [[nodiscard]] int columns() const;
    [[nodiscard]] QList<int> selectedRows() const;

Q_SIGNALS:
    void cellSizeChanged(int side);
    void openRequested(int row);     ///< double click
    void currentRowChanged(int row); ///< -1: none

protected:
    void resizeEvent(QResizeEvent* event) override;
    void showEvent(QShowEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void changeEvent(QEvent* event) override;
    void startDrag(Qt::DropActions actions) override;
    void currentChanged(const QModelIndex& current, const QModelIndex& previous) override;
    QModelIndex moveCursor(CursorAction action, Qt::KeyboardModifiers modifiers) override;

private:
    void updateGrid();
    void askForThumbnails();

    ResultsModel& m_model;
    ThumbnailProvider& m_thumbnails;
    ResultsDelegate* m_delegate;
    PlaceKeeper m_place;
    QTimer m_askSoon; ///< collects scroll steps into one request
    int m_wantedCell = kDefaultCell;
    bool m_cropped = false;
};

} // namespace lookalike
