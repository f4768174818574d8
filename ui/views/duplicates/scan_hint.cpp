// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/duplicates/scan_hint.h"

#include "ui/text/amounts.h"
#include "ui/widgets/action_button.h"
#include "ui/widgets/theme.h"

#include <QHBoxLayout>
#include <QLabel>
#include <algorithm>
#include <chrono>
#include <cmath>
#include <thread>

namespace lookalike {

namespace {

// Measured with lookalike-bench relations: candidates that each photo brings, and the time of one
// core to decode and verify a pair.
constexpr double kPairsPerPhoto = 5;
constexpr double kSecondsPerPair = 0.03;

} // namespace

QString searchTimeText(std::uint64_t photos)
{
    const double seconds = static_cast<double>(photos) * kPairsPerPhoto * kSecondsPerPair /
                           std::max(1U, std::thread::hardware_concurrency());
    // An estimate is no better than to the minute.
    return text::duration(
        std::max(std::chrono::seconds(std::llround(seconds)), std::chrono::seconds(60)));
}

ScanHint::ScanHint(QAction& scan, QWidget* parent)
    : QFrame(parent)
    , m_text(plainLabel({}, this))
{
    setObjectName(QStringLiteral("scanHint"));
    m_text->setWordWrap(true);
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(metrics::kMargin, metrics::kHalfGap, metrics::kGap,
                               metrics::kHalfGap);
    layout->addWidget(m_text, 1);
    layout->addWidget(new ActionButton(scan, this));
}

void ScanHint::setPhotos(std::uint64_t unsearched, Searched searched)
{
    if (searched == Searched::Partly) {
        m_text->setText(tr("The search for copies was not finished, so more may be found. It goes "
                           "on where it stopped."));
        return;
    }
    if (searched == Searched::Before) {
        m_text->setText(tr("The last search for copies did not see %n new photo(s). Searching "
                           "again takes about %1.",
                           nullptr, static_cast<int>(unsearched))
                            .arg(searchTimeText(unsearched)));
        return;
    }
    m_text->setText(tr("Only identical files are known so far. A search among %1 also finds "
                       "cropped, resized and edited copies; it takes about %2.")
                        .arg(text::photos(unsearched), searchTimeText(unsearched)));
}

} // namespace lookalike
