// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/views/photo_grid.h"

namespace lookalike {

class ResultsModel;

/// The results as a zoomable grid of pictures. Every cell has the same size, so that it scrolls as
/// smoothly with 100,000 items as with ten.
class ResultsGrid : public PhotoGrid {
    Q_OBJECT

public:
    static constexpr int kSmallestCell = 96;
    static constexpr int kLargestCell = 480;
    static constexpr int kDefaultCell = 176;

    /// `model` and `thumbnails` must outlive the grid.
    ResultsGrid(ResultsModel& model, ThumbnailProvider& thumbnails, QWidget* parent = nullptr);

protected:
    [[nodiscard]] int thumbnailSize() const override;
    void setThumbnailSize(int size) override;
    void askForThumbnails() override;
    [[nodiscard]] int rowVertically(int row, CursorAction action) const override;

private:
    ResultsModel& m_model;
};

} // namespace lookalike
