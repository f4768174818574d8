// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/lookalike/stall_watch.h"

#include "ui/bridge/search_runner.h"
#include "ui/views/search/results_grid.h"
#include "ui/widgets/score_slider.h"

#include <QComboBox>
#include <QScrollBar>
#include <algorithm>
#include <chrono>
#include <cstdio>

namespace lookalike {

namespace {

constexpr int kSeconds = 15;
constexpr int kActEveryMs = 10;
constexpr std::size_t kStepsPerDrop = 40;
constexpr std::size_t kStepsPerTop = 25;
constexpr std::size_t kPicturesInARow = 5;
constexpr double kStallMs = 50;

} // namespace

StallWatch::StallWatch(MainWindow& window, LibrarySession& session,
                       std::vector<std::filesystem::path> pictures)
    : m_window(window)
    , m_session(session)
    , m_pictures(std::move(pictures))
{
    m_heart.setTimerType(Qt::PreciseTimer);
    m_heart.setInterval(1);
    m_hand.setInterval(kActEveryMs);
    connect(&m_heart, &QTimer::timeout, this, &StallWatch::beat);
    connect(&m_hand, &QTimer::timeout, this, &StallWatch::act);
    connect(&m_session.searches(), &SearchRunner::finished, this, [this] { ++m_answers; });
}

void StallWatch::start()
{
    m_sinceBeat.start();
    m_heart.start();
    m_hand.start();
    QTimer::singleShot(std::chrono::seconds(kSeconds), this, &StallWatch::report);
}

void StallWatch::beat()
{
    constexpr double kNsPerMs = 1e6;
    m_gaps.push_back(static_cast<double>(m_sinceBeat.nsecsElapsed()) / kNsPerMs);
    m_sinceBeat.restart();
}

void StallWatch::act()
{
    const std::size_t step = m_step++;
    if (step % kStepsPerDrop == 0 && !m_pictures.empty())
        for (std::size_t i = 0; i < kPicturesInARow; ++i)
            m_window.openRequest({}, {m_pictures[(step / kStepsPerDrop + i) % m_pictures.size()]});
    if (auto* slider = m_window.findChild<ScoreSlider*>()) {
        const int range = slider->maximum() - slider->minimum();
        slider->setValue(slider->minimum() + static_cast<int>(step * 3) % std::max(1, range));
    }
    auto* top = m_window.findChild<QComboBox*>();
    if (top != nullptr && step % kStepsPerTop == 0) {
        top->setCurrentIndex(static_cast<int>(step / kStepsPerTop) % top->count());
        Q_EMIT top->textActivated(top->currentText());
    }
    if (auto* grid = m_window.findChild<ResultsGrid*>()) {
        QScrollBar* bar = grid->verticalScrollBar();
        bar->setValue(static_cast<int>(step * 37) % std::max(1, bar->maximum()));
    }
}

void StallWatch::report()
{
    m_heart.stop();
    m_hand.stop();
    std::sort(m_gaps.begin(), m_gaps.end());
    const auto stalls = m_gaps.end() - std::upper_bound(m_gaps.begin(), m_gaps.end(), kStallMs);
    std::printf("longest_stall_ms %.2f\nstalls_over_50_ms %lld\nanswers %zu\n",
                m_gaps.empty() ? 0.0 : m_gaps.back(), static_cast<long long>(stalls), m_answers);
    std::fflush(stdout);
    Q_EMIT finished();
}

} // namespace lookalike
