// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/text/fit_text.h"

#include "ui/text/amounts.h"
#include "ui/text/dates.h"
#include "ui/text/translated.h"

#include <QCoreApplication>
#include <QDateTime>
#include <algorithm>
#include <cmath>

namespace lookalike::text {

namespace {

class FitText {
    Q_DECLARE_TR_FUNCTIONS(lookalike::FitText)
};

QString sourceText(const std::string& source)
{
    if (source == "folders")
        return FitText::tr("folder names");
    if (source == "keywords")
        return FitText::tr("keywords");
    if (source == "concepts")
        return FitText::tr("concepts");
    return QString::fromStdString(source);
}

} // namespace

QString fitLabels(const FitStatus& status)
{
    return FitText::tr("%Ln label(s) from %1", nullptr, static_cast<int>(status.labels.size()))
        .arg(sourceText(status.source));
}

QString fitStatus(const FitStatus& status)
{
    if (!status.problem.empty())
        return FitText::tr("There is a fit that searches ignore. %1.")
            .arg(translated(status.problem));
    if (!status.isOn)
        return FitText::tr("Searches are not fitted.");
    if (status.madeAt == 0)
        return FitText::tr("Searches are fitted to %1.").arg(fitLabels(status));
    return FitText::tr("Searches are fitted to %1 since %2.")
        .arg(fitLabels(status), date(QDateTime::fromSecsSinceEpoch(status.madeAt).date()));
}

QString fitVerdict(const FitReport& report)
{
    const FitVerdict& verdict = report.verdict;
    QString text;
    if (verdict.isOn)
        text = FitText::tr("With this fit, searches find more of what belongs together: the mean "
                           "precision rises by %1 percentage points, measured on photos that the "
                           "fit was not made of. It is made of %2 with %3.")
                   .arg(std::lround(verdict.gain * 100))
                   .arg(photos(verdict.photos),
                        FitText::tr("%Ln label(s)", nullptr, static_cast<int>(verdict.labels)));
    else
        text = FitText::tr("Searches stay as they are. %1.").arg(translated(verdict.reason));
    if (report.leftOut > 0)
        text += QLatin1Char(' ') + FitText::tr("%Ln photo(s) could not be read.", nullptr,
                                               static_cast<int>(report.leftOut));
    return text;
}

QString fitPreview(const FitPreview& preview)
{
    return FitText::tr(
               "Searches for %1 with labels were tried: %2 found more of their label among "
               "the first results, %3 found fewer. Below are the one that gains most, one in "
               "the middle, and the one that gains least.")
        .arg(photos(preview.searched), number(preview.better), number(preview.worse));
}

QString relatedPhotos(const std::vector<FitExample::Found>& found)
{
    return FitText::tr("%1 of %2 have the label")
        .arg(std::ranges::count_if(found, &FitExample::Found::isRelated))
        .arg(found.size());
}

} // namespace lookalike::text
