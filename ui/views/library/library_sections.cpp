// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/library/library_sections.h"

#include "core/library/photo_list.h"
#include "ui/models/library_model.h"
#include "ui/text/display_text.h"
#include "ui/widgets/theme.h"

#include <QApplication>
#include <QPainter>
#include <algorithm>
#include <iterator>
#include <utility>

namespace lookalike {

namespace {

// Sides of cells from which photos are seen by days, and by months.
constexpr int kDayCell = 112;
constexpr int kMonthCell = 64;
/// Photos that a heading is to have below it on average: where the user took one a week, days would
/// leave most of the page empty.
constexpr int kFewPhotos = 3;
constexpr int kMostMarks = 500; ///< more than fit beside any grid

} // namespace

LibrarySections::LibrarySections(LibraryModel& model)
    : m_model(model)
{}

PhotoGrouping LibrarySections::finestGrouping(int side) const
{
    switch (m_order) {
    case PhotoOrder::Date:
        return side >= kDayCell     ? PhotoGrouping::Day
               : side >= kMonthCell ? PhotoGrouping::Month
                                    : PhotoGrouping::Year;
    case PhotoOrder::Folder:
        return PhotoGrouping::Folder;
    case PhotoOrder::Name:
        return PhotoGrouping::Letter;
    case PhotoOrder::Size:
        return PhotoGrouping::Size;
    case PhotoOrder::Likeness:
        return PhotoGrouping::None;
    }
    return PhotoGrouping::Day;
}

void LibrarySections::setOrder(PhotoOrder order)
{
    m_order = order;
    m_isLaidOut = false;
}

int LibrarySections::headingHeight(const QFontMetrics& font) const
{
    return m_order == PhotoOrder::Likeness ? 0 : font.height() + 2 * metrics::kGap;
}

const SectionLayout& LibrarySections::layOut(int side, const QSize& cell, int columns,
                                             const QFontMetrics& font)
{
    if (const PhotoGrouping finest = finestGrouping(side); !m_isLaidOut || m_finest != finest) {
        m_finest = finest;
        m_model.setGrouping(finest);
        std::vector<int> sections = m_model.sections();
        const auto isSparse = [&] {
            return std::ssize(sections) * kFewPhotos > m_model.rowCount();
        };
        for (const PhotoGrouping coarser : {PhotoGrouping::Month, PhotoGrouping::Year}) {
            if (m_order != PhotoOrder::Date || coarser <= m_model.grouping() || !isSparse())
                continue;
            m_model.setGrouping(coarser);
            sections = m_model.sections();
        }
        m_layout.setItems(std::move(sections), m_model.rowCount());
        m_isLaidOut = true;
    }
    m_layout.setMeasures({cell, columns, headingHeight(font)});
    return m_layout;
}

QRect LibrarySections::headingRect(int section, int offset, int width) const
{
    const int height = m_layout.measures().heading;
    int top = std::max(m_layout.topOf(section) - offset, 0);
    if (section + 1 < m_layout.sections()) // the next one pushes it out
        top = std::min(top, m_layout.topOf(section + 1) - offset - height);
    return {0, top, width, height};
}

int LibrarySections::headingAt(const QPoint& point, int offset, int width) const
{
    for (const int y : {0, point.y()})
        if (const int section = m_layout.sectionAt(offset + y);
            section >= 0 && headingRect(section, offset, width).contains(point))
            return section;
    return -1;
}

void LibrarySections::paintHeading(QPainter& painter, int section, const QRect& rect) const
{
    if (rect.isEmpty())
        return;
    const int first = m_layout.firstOf(section);
    painter.fillRect(rect, Theme::colors().window);
    QFont font = QApplication::font();
    font.setWeight(QFont::DemiBold);
    painter.setFont(font);
    painter.setPen(Theme::colors().text);
    const QString title = m_model.heading(first, m_model.grouping());
    const QRect line = rect.adjusted(metrics::kHalfGap, 0, -metrics::kGap, 0);
    const QString shown = QFontMetrics(font).elidedText(title, Qt::ElideMiddle, line.width());
    painter.drawText(line, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine, shown);
    const QString count =
        QLocale().toString(m_model.photoCount(first, m_layout.endOf(section) - 1));
    const int used = QFontMetrics(font).horizontalAdvance(shown) + 2 * metrics::kGap;
    painter.setFont(tabularFigures(QApplication::font()));
    painter.setPen(Theme::colors().secondary);
    painter.drawText(line.adjusted(used, 0, 0, 0),
                     Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine, count);
}

std::vector<Scrubber::Mark> LibrarySections::marks() const
{
    // Beside the grid there is room for a word.
    const auto markOf = [this](int row) {
        if (m_order == PhotoOrder::Folder)
            return displayName(m_model.list().folders()[m_model.list().folder(m_model.place(row))]);
        return m_model.heading(row, m_order == PhotoOrder::Date ? PhotoGrouping::Year
                                                                : m_model.grouping());
    };
    std::vector<Scrubber::Mark> marks;
    QString text;
    // Years come from all sections; of folders there may be too many to look at.
    const int step = m_order == PhotoOrder::Date ? 1 : 1 + m_layout.sections() / kMostMarks;
    for (int section = 0; section < m_layout.sections(); section += step) {
        QString here = markOf(m_layout.firstOf(section));
        if (here == text || here.isEmpty())
            continue;
        text = std::move(here);
        marks.push_back({m_layout.topOf(section), text});
    }
    return marks;
}

QString LibrarySections::placeText(int offset) const
{
    if (m_layout.sectionAt(offset) < 0)
        return {};
    const int row = m_layout.itemNear({0, offset + m_layout.measures().heading});
    return m_model.heading(row,
                           m_order == PhotoOrder::Date ? PhotoGrouping::Month : m_model.grouping());
}

} // namespace lookalike
