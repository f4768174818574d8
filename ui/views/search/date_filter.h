// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/catalog/content_filter.h"
#include "core/catalog/rows.h"
#include "ui/views/search/filter_button.h"

#include <optional>

class QCheckBox;
class QDateEdit;

namespace lookalike {

/// The first and the last day on which photos may have been taken, within those of the library. GUI
/// thread.
class DateFilter : public FilterButton {
    Q_OBJECT

public:
    explicit DateFilter(QWidget* parent = nullptr);

    /// From when to when there are photos; empty: unknown.
    void setDates(const std::optional<DateSpan>& dates);
    /// Shows the filter's dates.
    void setFilter(const ContentFilter& filter);

Q_SIGNALS:
    /// Seconds as in ContentFilter.
    void edited(std::optional<std::int64_t> after, std::optional<std::int64_t> before);

private:
    void addDate(QBoxLayout& panel, const QString& text, QCheckBox*& used, QDateEdit*& date);
    void announce();
    void update();
    [[nodiscard]] QString summary() const;

    std::optional<DateSpan> m_dates;
    std::optional<std::int64_t> m_after;
    std::optional<std::int64_t> m_before;
    QCheckBox* m_fromUsed = nullptr;
    QDateEdit* m_from = nullptr;
    QCheckBox* m_toUsed = nullptr;
    QDateEdit* m_to = nullptr;
};

} // namespace lookalike
