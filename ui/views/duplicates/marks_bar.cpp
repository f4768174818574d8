// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/duplicates/marks_bar.h"

#include "ui/state/review_controller.h"
#include "ui/text/amounts.h"
#include "ui/widgets/theme.h"

#include <QDateTime>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QPushButton>

namespace lookalike {

MarksBar::MarksBar(ReviewController& review, QWidget* parent)
    : QFrame(parent)
    , m_review(review)
    , m_text(plainLabel({}, this))
{
    setObjectName(QStringLiteral("marksBar"));
    m_text->setWordWrap(true);
    auto* resume = new QPushButton(tr("Continue"), this);
    resume->setAutoDefault(false);
    resume->setProperty("primary", true);
    resume->setToolTip(tr("Marks these photos again. Nothing moves yet."));
    auto* clear = new QPushButton(tr("Clear"), this);
    clear->setAutoDefault(false);
    clear->setToolTip(tr("Forgets these marks. The photos stay where they are."));
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(metrics::kMargin, metrics::kGap, metrics::kMargin, metrics::kGap);
    layout->setSpacing(metrics::kGap);
    layout->addWidget(m_text, 1);
    layout->addWidget(resume);
    layout->addWidget(clear);
    connect(resume, &QPushButton::clicked, &m_review, &ReviewController::resume);
    connect(clear, &QPushButton::clicked, &m_review, &ReviewController::dismiss);
    connect(&m_review.memory(), &ReviewMemory::offerChanged, this, &MarksBar::update);
    update();
}

void MarksBar::update()
{
    const ReviewMemory::Offer& offer = m_review.memory().offer();
    const QDate day = QDateTime::fromSecsSinceEpoch(offer.markedAt).date();
    const QDate today = QDate::currentDate();
    const QString photos = text::photos(offer.photos);
    m_text->setText(day == today ? tr("You marked %1 earlier today.").arg(photos)
                                 : tr("You marked %1 on %2.")
                                       .arg(photos, QLocale().toString(
                                                        day, day.year() == today.year()
                                                                 ? tr("d MMMM", "a date")
                                                                 : tr("d MMMM yyyy", "a date"))));
    setVisible(offer.photos > 0);
}

} // namespace lookalike
