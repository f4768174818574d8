// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/search/date_filter.h"

#include "ui/text/dates.h"

#include <QBoxLayout>
#include <QCheckBox>
#include <QDateEdit>
#include <QSignalBlocker>
#include <QTimeZone>
#include <algorithm>

namespace lookalike {

namespace {

const QDate kOldestPhoto(1826, 1, 1); ///< that is known

// Capture dates are a camera's own clock without a zone, kept as if they were UTC.
QDate dateOf(std::int64_t seconds)
{
    return QDateTime::fromSecsSinceEpoch(seconds, QTimeZone::utc()).date();
}

std::int64_t startOf(const QDate& date)
{
    return date.startOfDay(QTimeZone::utc()).toSecsSinceEpoch();
}

} // namespace

DateFilter::DateFilter(QWidget* parent)
    : FilterButton(QStringLiteral("calendar"), parent)
{
    QBoxLayout& panel = *addPanel();
    addDate(panel, tr("Taken from"), m_fromUsed, m_from);
    addDate(panel, tr("Taken until"), m_toUsed, m_to);
    update();
}

void DateFilter::addDate(QBoxLayout& panel, const QString& text, QCheckBox*& used, QDateEdit*& date)
{
    used = new QCheckBox(text);
    date = new QDateEdit;
    date->setCalendarPopup(true);
    date->setDisplayFormat(text::dateFormat());
    date->setAccessibleName(text);
    auto* row = new QHBoxLayout;
    row->addWidget(used, 1);
    row->addWidget(date);
    panel.addLayout(row);
    connect(used, &QCheckBox::clicked, this, &DateFilter::announce);
    connect(date, &QDateEdit::dateChanged, this, [this, used] {
        used->setChecked(true);
        announce();
    });
}

void DateFilter::setDates(const std::optional<DateSpan>& dates)
{
    if (m_dates == dates)
        return;
    m_dates = dates;
    update();
}

void DateFilter::setFilter(const ContentFilter& filter)
{
    m_after = filter.takenAfter;
    m_before = filter.takenBefore;
    update();
}

void DateFilter::announce()
{
    m_after.reset();
    m_before.reset();
    if (m_fromUsed->isChecked())
        m_after = startOf(m_from->date());
    if (m_toUsed->isChecked())
        m_before = startOf(m_to->date().addDays(1)) - 1;
    update();
    Q_EMIT edited(m_after, m_before);
}

void DateFilter::update()
{
    QDate first = m_dates ? std::max(dateOf(m_dates->earliest), kOldestPhoto) : kOldestPhoto;
    QDate last = m_dates ? dateOf(m_dates->latest) : QDate::currentDate();
    const QDate from = m_after ? dateOf(*m_after) : first;
    const QDate until = m_before ? dateOf(*m_before) : last;
    // The photos that a date was chosen for may have gone.
    first = std::min({first, from, until});
    last = std::max({last, from, until});
    const auto show = [&](QCheckBox* used, QDateEdit* edit, bool isUsed, const QDate& date) {
        used->setChecked(isUsed);
        const QSignalBlocker blocker(edit);
        edit->setDateRange(first, last);
        edit->setDate(date);
    };
    show(m_fromUsed, m_from, m_after.has_value(), from);
    show(m_toUsed, m_to, m_before.has_value(), until);
    FilterButton::show(summary(), m_after || m_before);
}

QString DateFilter::summary() const
{
    const auto shown = [](const std::optional<std::int64_t>& seconds) {
        return seconds ? text::date(dateOf(*seconds)) : QString();
    };
    if (m_after && m_before)
        return tr("%1 to %2").arg(shown(m_after), shown(m_before));
    if (m_after)
        return tr("From %1").arg(shown(m_after));
    return m_before ? tr("Until %1").arg(shown(m_before)) : tr("Any date");
}

} // namespace lookalike
