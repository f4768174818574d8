// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/text/dates.h"

#include <QLocale>

namespace lookalike::text {

namespace {

QString withWholeYear(QString format)
{
    if (!format.contains(QStringLiteral("yyyy")))
        format.replace(QStringLiteral("yy"), QStringLiteral("yyyy"));
    return format;
}

} // namespace

QString dateFormat()
{
    return withWholeYear(QLocale().dateFormat(QLocale::ShortFormat));
}

QString date(const QDate& date)
{
    return QLocale().toString(date, dateFormat());
}

QString dateTime(const QDateTime& time)
{
    return QLocale().toString(time, withWholeYear(QLocale().dateTimeFormat(QLocale::ShortFormat)));
}

QString dateTime(std::int64_t secondsSince1970)
{
    return dateTime(QDateTime::fromSecsSinceEpoch(secondsSince1970));
}

} // namespace lookalike::text
