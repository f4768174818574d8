// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/photo_sections.h"

#include "core/base/utf8.h"
#include "ui/text/display_text.h"
#include "ui/text/photo_text.h"

#include <QDate>
#include <QLocale>
#include <algorithm>
#include <iterator>

namespace lookalike {

namespace {

constexpr qint64 kSecondsADay = 86'400;
constexpr qint64 kEpochDay = 2'440'588; ///< Julian day of 1 January 1970

/// Days since 1970, before it, too.
qint64 dayOf(qint64 seconds)
{
    return seconds / kSecondsADay - (seconds % kSecondsADay < 0 ? 1 : 0);
}

QDate dateOfDay(qint64 day)
{
    return QDate::fromJulianDay(kEpochDay + day);
}

/// The lower bounds of the bands that photos are grouped in by size.
constexpr std::uint64_t kBands[] = {0,         100'000,    500'000,    1'000'000,  2'000'000,
                                    5'000'000, 10'000'000, 20'000'000, 50'000'000, 100'000'000};

qint64 bandOf(std::uint64_t bytes)
{
    return std::upper_bound(std::begin(kBands), std::end(kBands), bytes) - std::begin(kBands) - 1;
}

/// The first character in upper case; '#' for anything but a letter.
char32_t letterOf(std::string_view name)
{
    const char32_t first = name.empty() ? U'#' : decodeUtf8(name).value;
    return QChar::isLetter(first) ? QChar::toUpper(first) : U'#';
}

/// The same for all photos of one section, and another one for those of the next.
qint64 keyOf(const PhotoList& list, std::size_t place, PhotoGrouping grouping)
{
    switch (grouping) {
    case PhotoGrouping::Day:
        return dayOf(list.date(place));
    case PhotoGrouping::Month: {
        const QDate date = dateOfDay(dayOf(list.date(place)));
        return qint64{date.year()} * 12 + date.month();
    }
    case PhotoGrouping::Year:
        return dateOfDay(dayOf(list.date(place))).year();
    case PhotoGrouping::Folder:
        return static_cast<qint64>(list.folder(place));
    case PhotoGrouping::Letter:
        return letterOf(list.name(place));
    case PhotoGrouping::Size:
        return bandOf(list.bytes(place));
    case PhotoGrouping::None:
        return 0;
    }
    return 0;
}

bool isByTime(PhotoGrouping grouping)
{
    return grouping == PhotoGrouping::Month || grouping == PhotoGrouping::Year;
}

} // namespace

std::vector<int> sectionStarts(const PhotoList& list, std::span<const std::uint32_t> places,
                               PhotoGrouping grouping)
{
    std::vector<int> starts;
    qint64 key = 0;
    qint64 day = 0; // months and years need not be asked for within one
    for (std::size_t row = 0; row < places.size(); ++row) {
        if (isByTime(grouping)) {
            const qint64 dayHere = dayOf(list.date(places[row]));
            if (row > 0 && dayHere == day)
                continue;
            day = dayHere;
        }
        const qint64 here = keyOf(list, places[row], grouping);
        if (row == 0 || here != key)
            starts.push_back(static_cast<int>(row));
        key = here;
    }
    return starts;
}

QString sectionHeading(const PhotoList& list, std::size_t place, PhotoGrouping grouping)
{
    const QLocale locale;
    const auto date = [&] { return dateOfDay(dayOf(list.date(place))); };
    switch (grouping) {
    case PhotoGrouping::Day:
        return locale.toString(date(), QLocale::LongFormat);
    case PhotoGrouping::Month:
        return text::month(date());
    case PhotoGrouping::Year:
        return QString::number(date().year());
    case PhotoGrouping::Folder:
        return displayFolder(list.path(place));
    case PhotoGrouping::Letter: {
        const char32_t letter = letterOf(list.name(place));
        return QString::fromUcs4(&letter, 1);
    }
    case PhotoGrouping::Size: {
        const auto band = static_cast<std::size_t>(bandOf(list.bytes(place)));
        return band == 0 ? text::under(kBands[1]) : text::atLeast(kBands[band]);
    }
    case PhotoGrouping::None:
        break;
    }
    return {};
}

} // namespace lookalike
