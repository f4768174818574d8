// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/lookalike_bench/stall_watch.h"

#include "app/lookalike_bench/find_part.h"

#include <QAbstractItemView>
#include <QAbstractSlider>
#include <QComboBox>
#include <QCoreApplication>
#include <QDropEvent>
#include <QMimeData>
#include <QScrollBar>
#include <algorithm>
#include <cstdio>

namespace lookalike {

namespace {

constexpr std::chrono::minutes kMostBefore(5); ///< the first answer
constexpr int kActEveryMs = 10;
constexpr int kStepsPerDrop = 40;
constexpr int kStepsPerTop = 25;
constexpr int kPicturesInARow = 5;

} // namespace

StallWatch::StallWatch(QWidget& window, const QList<QUrl>& pictures, std::chrono::seconds duration)
    : QObject(&window)
    , m_window(window)
    , m_results(findPart<QAbstractItemView>(window, "lookalike::ResultsGrid"))
    , m_score(findPart<QAbstractSlider>(window, "lookalike::ScoreSlider"))
    , m_pictures(pictures)
    , m_duration(duration)
{
    if (const auto* bar = findPart<QWidget>(window, "lookalike::QueryBar"))
        m_top = bar->findChild<QComboBox*>();
    if (m_results == nullptr || m_score == nullptr || m_top == nullptr || m_pictures.isEmpty()) {
        giveUp("there is nothing to drop, or the window's parts have other names");
        return;
    }
    m_hand.setInterval(kActEveryMs);
    connect(&m_hand, &QTimer::timeout, this, &StallWatch::act);
    connect(m_results->model(), &QAbstractItemModel::modelReset, this, &StallWatch::answered);
    QTimer::singleShot(kMostBefore, this, [this] {
        if (m_answers == 0)
            giveUp("the window found nothing");
    });
}

void StallWatch::giveUp(const char* why)
{
    std::fprintf(stderr, "lookalike-bench: %s\n", why);
    m_window.close();
}

void StallWatch::answered()
{
    if (m_results->model()->rowCount() == 0)
        return;
    if (m_answers++ > 0)
        return;
    m_heart.start();
    m_hand.start();
    QTimer::singleShot(m_duration, this, &StallWatch::report);
}

void StallWatch::act()
{
    const qsizetype step = m_step++;
    if (step % kStepsPerDrop == 0)
        for (int i = 0; i < kPicturesInARow; ++i)
            drop(m_pictures[(step / kStepsPerDrop + i) % m_pictures.size()]);
    const int range = m_score->maximum() - m_score->minimum();
    m_score->setValue(m_score->minimum() + static_cast<int>(step * 3) % std::max(1, range));
    if (step % kStepsPerTop == 0) {
        m_top->setCurrentIndex(static_cast<int>(step / kStepsPerTop) % m_top->count());
        Q_EMIT m_top->textActivated(m_top->currentText());
    }
    QScrollBar* const bar = m_results->verticalScrollBar();
    bar->setValue(static_cast<int>(step * 37) % std::max(1, bar->maximum()));
}

void StallWatch::drop(const QUrl& picture)
{
    QMimeData content;
    content.setUrls({picture});
    const QPoint middle = m_window.rect().center();
    QDragEnterEvent enter(middle, Qt::CopyAction, &content, Qt::LeftButton, {});
    QCoreApplication::sendEvent(&m_window, &enter);
    QDropEvent dropped(middle, Qt::CopyAction, &content, Qt::LeftButton, {});
    QCoreApplication::sendEvent(&m_window, &dropped);
}

void StallWatch::report()
{
    m_heart.stop();
    m_hand.stop();
    m_heart.print();
    std::printf("answers %d\n", m_answers);
    std::fflush(stdout);
    m_window.close();
}

} // namespace lookalike
