// SPDX-License-Identifier: GPL-3.0-or-later
// How dates are written for the user: short, as the language does, but with the whole year, since
// scanned photos are of any century. GUI thread.
#pragma once

#include <QDate>
#include <QDateTime>
#include <QString>

namespace lookalike::text {

/// "dd/MM/yyyy", for fields that show dates.
[[nodiscard]] QString dateFormat();
[[nodiscard]] QString date(const QDate& date);
/// In the time zone of `time`.
[[nodiscard]] QString dateTime(const QDateTime& time);
/// In the time zone of the user.
[[nodiscard]] QString dateTime(std::int64_t secondsSince1970);

} // namespace lookalike::text
