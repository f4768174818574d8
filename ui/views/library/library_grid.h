// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/views/library/library_sections.h"
#include "ui/views/photo_grid.h"
#include "ui/widgets/type_ahead.h"

namespace lookalike {

/// All photos as a zoomable grid with headings, which depend on the order and on how far away the
/// photos are seen. Lays out nothing but sections, and paints only what is seen: a million photos
/// scroll as smoothly as a hundred.
class LibraryGrid : public PhotoGrid {
    Q_OBJECT

public:
    static constexpr int kSmallestCell = 40;
    static constexpr int kLargestCell = 480;
    static constexpr int kDefaultCell = 160;

    /// Both must outlive the grid.
    LibraryGrid(LibraryModel& model, ThumbnailProvider& thumbnails, QWidget* parent = nullptr);

    /// Headings for photos in this order.
    void setOrder(PhotoOrder order);

    /// Years, letters or folders beside the scroll bar.
    [[nodiscard]] std::vector<Scrubber::Mark> marks() const;
    /// What is seen at the top when the scroll bar has this value: "May 2024".
    [[nodiscard]] QString placeText(int value) const;

    /// The first row of which something can be seen; 0 where there is none.
    [[nodiscard]] int firstSeen() const;
    /// Scrolls so that the row begins at `top`, in the viewport.
    void showAt(int row, int top);

    [[nodiscard]] QRect visualRect(const QModelIndex& index) const override;
    [[nodiscard]] QModelIndex indexAt(const QPoint& point) const override;
    void scrollTo(const QModelIndex& index, ScrollHint hint = EnsureVisible) override;
    void keyboardSearch(const QString& search) override;
    void selectAll() override;
    void reset() override;
    void doItemsLayout() override;

Q_SIGNALS:
    /// Sections or their places are others.
    void laidOut();

protected:
    [[nodiscard]] int thumbnailSize() const override;
    void setThumbnailSize(int size) override;
    void askForThumbnails() override;

    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void scrollContentsBy(int dx, int dy) override;
    void updateGeometries() override;
    void dataChanged(const QModelIndex& topLeft, const QModelIndex& bottomRight,
                     const QList<int>& roles) override;
    void rowsInserted(const QModelIndex& parent, int start, int end) override;
    void currentChanged(const QModelIndex& current, const QModelIndex& previous) override;
    void selectionChanged(const QItemSelection& selected,
                          const QItemSelection& deselected) override;
    [[nodiscard]] int rowVertically(int row, CursorAction action) const override;
    [[nodiscard]] int horizontalOffset() const override { return 0; }
    [[nodiscard]] int verticalOffset() const override;
    [[nodiscard]] bool isIndexHidden(const QModelIndex&) const override { return false; }
    void setSelection(const QRect& rect, QItemSelectionModel::SelectionFlags command) override;
    [[nodiscard]] QRegion visualRegionForSelection(const QItemSelection& selection) const override;

private:
    [[nodiscard]] const SectionLayout& laid() const;
    [[nodiscard]] int headingHeight() const;
    /// -1: no heading is seen there.
    [[nodiscard]] int headingAt(const QPoint& point) const;
    [[nodiscard]] std::pair<int, int> seen() const;

    LibraryModel& m_model;
    mutable LibrarySections m_sections;
    TypeAhead m_typeAhead;
};

} // namespace lookalike
