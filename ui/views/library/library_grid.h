// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/photo_sections.h"
#include "ui/views/photo_grid.h"
#include "ui/widgets/section_layout.h"

#include <QElapsedTimer>
#include <vector>

namespace lookalike {

class LibraryModel;
enum class PhotoOrder;

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

    /// A year, letter or folder beside the scroll bar.
    struct Mark {
        int value; ///< of the scroll bar
        QString text;
    };
    [[nodiscard]] std::vector<Mark> marks() const;
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
    /// That the size of the cells allows.
    [[nodiscard]] PhotoGrouping finestGrouping() const;
    [[nodiscard]] const SectionLayout& laid() const;
    [[nodiscard]] int headingHeight() const;
    /// Where the heading of a section is seen: at the top while its photos are.
    [[nodiscard]] QRect headingRect(int section) const;
    /// -1: no heading is seen there.
    [[nodiscard]] int headingAt(const QPoint& point) const;
    void paintHeading(QPainter& painter, int section) const;
    [[nodiscard]] std::pair<int, int> seen() const;

    LibraryModel& m_model;
    PhotoOrder m_order;
    mutable SectionLayout m_layout;
    mutable bool m_isLaidOut = false; ///< m_layout has the model's sections
    mutable PhotoGrouping m_finest;   ///< that they come from
    QString m_typed;
    QElapsedTimer m_sinceTyped;
};

} // namespace lookalike
