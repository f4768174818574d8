// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/photo_sections.h"
#include "ui/views/library/scrubber.h"
#include "ui/widgets/section_layout.h"

#include <QString>
#include <vector>

class QPainter;

namespace lookalike {

class LibraryModel;
enum class PhotoOrder;

/// Under which headings a grid shows all photos, which depends on their order and on how far away
/// they are seen; where the headings lie, and what they look like. GUI thread.
class LibrarySections {
public:
    /// `model` must outlive it.
    explicit LibrarySections(LibraryModel& model);

    void setOrder(PhotoOrder order);
    /// The model has other rows.
    void reset() { m_isLaidOut = false; }
    /// To be called before each of those below. `side`: of a cell, as the user chose it.
    [[nodiscard]] const SectionLayout& layOut(int side, const QSize& cell, int columns,
                                              const QFontMetrics& font);

    [[nodiscard]] int headingHeight(const QFontMetrics& font) const;
    /// Where the heading of a section is seen in a view that is as wide and is scrolled by
    /// `offset`: at the top while the section's photos are.
    [[nodiscard]] QRect headingRect(int section, int offset, int width) const;
    /// -1: no heading is seen there.
    [[nodiscard]] int headingAt(const QPoint& point, int offset, int width) const;
    void paintHeading(QPainter& painter, int section, const QRect& rect) const;

    /// Years, letters or folders beside the scroll bar.
    [[nodiscard]] std::vector<Scrubber::Mark> marks() const;
    /// What is seen at the top of a view that is scrolled by `offset`: "May 2024".
    [[nodiscard]] QString placeText(int offset) const;

private:
    [[nodiscard]] PhotoGrouping finestGrouping(int side) const;

    LibraryModel& m_model;
    PhotoOrder m_order = PhotoOrder::Date;
    SectionLayout m_layout;
    bool m_isLaidOut = false;                    ///< m_layout has the model's sections
    PhotoGrouping m_finest = PhotoGrouping::Day; ///< that they come from
};

} // namespace lookalike
