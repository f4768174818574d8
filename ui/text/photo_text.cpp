// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/text/photo_text.h"

#include "ui/text/amounts.h"
#include "ui/text/words.h"

#include <QLocale>
#include <QStringList>
#include <algorithm>

namespace lookalike::text {

QString score(const SearchHit& photo)
{
    return photo.band ? band(*photo.band) : score(double(photo.score));
}

QString band(ScoreBand band)
{
    switch (band) {
    case ScoreBand::Strong:
        return Words::tr("strong", "a match");
    case ScoreBand::Likely:
        return Words::tr("likely", "a match");
    case ScoreBand::Weak:
        return Words::tr("weak", "a match");
    }
    return {};
}

QString match(ScoreBand band)
{
    switch (band) {
    case ScoreBand::Strong:
        return Words::tr("Strong match");
    case ScoreBand::Likely:
        return Words::tr("Likely match");
    case ScoreBand::Weak:
        return Words::tr("Weak match");
    }
    return {};
}

QString matchMeaning(ScoreBand band)
{
    switch (band) {
    case ScoreBand::Strong:
        return Words::tr("Strong match: it stands out clearly from the other photos.");
    case ScoreBand::Likely:
        return Words::tr("Likely match: it stands out from most other photos.");
    case ScoreBand::Weak:
        return Words::tr("Weak match: it hardly stands out from the other photos.");
    }
    return {};
}

QString mark(QueryMark::Kind kind)
{
    return kind == QueryMark::Kind::More ? Words::tr("More like this")
                                         : Words::tr("Less like this");
}

QString markBadge(QueryMark::Kind kind)
{
    return kind == QueryMark::Kind::More ? Words::tr("+ more", "results like this photo")
                                         : Words::tr("\u2212 less", "results like this photo");
}

QString companions(const std::vector<Companion>& companions)
{
    QStringList parts;
    const auto note = [&](CompanionKind kind, const QString& text) {
        if (std::ranges::find(companions, kind, &Companion::kind) != companions.end())
            parts += text;
    };
    note(CompanionKind::Raw, Words::tr("RAW", "a camera's raw file lies beside the picture"));
    note(CompanionKind::Video,
         Words::tr("Live", "a Live Photo: its video lies beside the picture"));
    return parts.join(QStringLiteral(" + "));
}

QString copies(int count)
{
    return count > 1 ? Words::tr("%Ln copies", nullptr, count) : QString();
}

QString shots(int count)
{
    return Words::tr("%Ln shots", "a burst", count);
}

QString month(const QDate& date)
{
    const QLocale locale;
    return Words::tr("%1 %2", "month, year")
        .arg(locale.standaloneMonthName(date.month()))
        .arg(date.year());
}

QString under(std::uint64_t bytes)
{
    return Words::tr("Under %1", "bytes").arg(text::bytes(bytes));
}

QString atLeast(std::uint64_t bytes)
{
    return Words::tr("%1 and more", "bytes").arg(text::bytes(bytes));
}

} // namespace lookalike::text
