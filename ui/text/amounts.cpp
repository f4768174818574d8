// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/text/amounts.h"

#include "ui/text/words.h"

#include <QLocale>
#include <cmath>

namespace lookalike::text {

QString bytes(std::uint64_t bytes)
{
    return QLocale().formattedDataSize(static_cast<qint64>(bytes), 1, QLocale::DataSizeSIFormat);
}

QString number(std::uint64_t value)
{
    return QLocale().toString(qulonglong(value));
}

QString duration(std::chrono::seconds time)
{
    using namespace std::chrono;
    const auto count = [](auto whole) { return number(static_cast<std::uint64_t>(whole.count())); };
    if (time < minutes(1))
        return Words::tr("%1 s", "seconds").arg(count(time));
    if (time < hours(2))
        return Words::tr("%1 min", "minutes").arg(count(round<minutes>(time)));
    return Words::tr("%1 h", "hours").arg(count(round<hours>(time)));
}

QString photos(std::uint64_t count)
{
    return Words::tr("%Ln photo(s)", nullptr, static_cast<int>(count));
}

QString pictureSize(int width, int height)
{
    constexpr double kFewestMegapixels = 0.1;
    const double megapixels = double(width) * height / 1e6;
    if (megapixels < kFewestMegapixels)
        return Words::tr("%1 × %2").arg(width).arg(height);
    return Words::tr("%1 × %2, %3 MP")
        .arg(width)
        .arg(height)
        .arg(QLocale().toString(megapixels, 'f', 1));
}

QString score(double score)
{
    return QLocale().toString(hundredths(score) / 100.0, 'f', 2);
}

int hundredths(double score)
{
    return static_cast<int>(std::lround(score * 100));
}

} // namespace lookalike::text
