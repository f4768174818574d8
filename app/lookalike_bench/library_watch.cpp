// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/lookalike_bench/library_watch.h"

#include "app/lookalike_bench/find_part.h"

#include <QAbstractItemView>
#include <QCoreApplication>
#include <QFile>
#include <QMouseEvent>
#include <algorithm>
#include <cstdio>
#include <cstdlib>

namespace lookalike {

namespace {

constexpr std::chrono::minutes kMostUntilAll(5);
constexpr int kDragEveryMs = 10;
constexpr int kLookForRowsEveryMs = 2;
constexpr int kStepsOneWay = 300; ///< from the first photo to the last
constexpr qint64 kRestMs = 3000;
constexpr double kGrownMegabytes = 1;

/// Resident megabytes of this process; 0 where the system does not tell.
double residentMegabytes()
{
    QFile status(QStringLiteral("/proc/self/status"));
    if (!status.open(QIODevice::ReadOnly))
        return 0;
    for (const QByteArray& line : status.readAll().split('\n'))
        if (line.startsWith("VmRSS:"))
            return line.mid(6).trimmed().split(' ').front().toDouble() / 1024;
    return 0;
}

} // namespace

LibraryWatch::LibraryWatch(QWidget& window, Measured measured, int rows,
                           std::chrono::seconds duration)
    : QObject(&window)
    , m_window(window)
    , m_measured(measured)
    , m_rows(rows)
    , m_duration(duration)
    , m_grid(findPart<QAbstractItemView>(window, "lookalike::LibraryGrid"))
    , m_scrubber(findPart<QWidget>(window, "lookalike::Scrubber"))
{
    if (m_grid == nullptr || m_scrubber == nullptr) {
        giveUp("the window's parts have other names");
        return;
    }
    m_hand.setInterval(kDragEveryMs);
    connect(&m_hand, &QTimer::timeout, this, &LibraryWatch::act);
    QTimer::singleShot(kMostUntilAll, this, [this] {
        if (!m_hand.isActive())
            giveUp("the page did not show all photos");
    });
    if (m_measured == Measured::Time) {
        openPage();
        return;
    }
    m_sinceGrown.start();
    connect(&m_look, &QTimer::timeout, this, &LibraryWatch::rest);
    m_look.start(100);
}

void LibraryWatch::giveUp(const char* why)
{
    std::fprintf(stderr, "lookalike-bench: %s\n", why);
    m_window.close();
}

void LibraryWatch::rest()
{
    const double now = residentMegabytes();
    if (std::abs(now - m_before) > kGrownMegabytes) {
        m_before = now;
        m_sinceGrown.start();
    }
    if (m_sinceGrown.elapsed() < kRestMs)
        return;
    m_look.stop();
    m_look.disconnect(this);
    openPage();
}

void LibraryWatch::openPage()
{
    QAction* const page = findCommand(m_window, "libraryPage");
    if (page == nullptr) {
        giveUp("the window has no such page");
        return;
    }
    m_sinceOpened.start();
    m_heart.start();
    connect(&m_look, &QTimer::timeout, this, &LibraryWatch::waitForRows);
    m_look.start(kLookForRowsEveryMs);
    page->trigger();
}

void LibraryWatch::waitForRows()
{
    const int count = m_grid->model()->rowCount();
    if (m_firstRowsMs < 0 && count > 0 && m_grid->isVisible())
        m_firstRowsMs = m_sinceOpened.elapsed();
    if (count < m_rows)
        return;
    m_look.stop();
    std::printf("all_rows_ms %lld\n", static_cast<long long>(m_sinceOpened.elapsed()));
    m_hand.start();
    QTimer::singleShot(m_duration, this, &LibraryWatch::report);
}

void LibraryWatch::act()
{
    const int step = m_step++;
    const int there = step % (2 * kStepsOneWay);
    const int way = std::min(there, 2 * kStepsOneWay - there);
    const QPointF at(4, double(m_scrubber->height() - 1) * way / kStepsOneWay);
    QMouseEvent event(step == 0 ? QEvent::MouseButtonPress : QEvent::MouseMove, at,
                      m_scrubber->mapToGlobal(at), Qt::LeftButton, Qt::LeftButton, {});
    QCoreApplication::sendEvent(m_scrubber, &event);
}

void LibraryWatch::report()
{
    m_heart.stop();
    m_hand.stop();
    if (m_measured == Measured::Memory) {
        std::printf("view_mb %.1f\n", residentMegabytes() - m_before);
    } else {
        m_heart.print();
        std::printf("first_rows_ms %lld\nscrubs %d\n", static_cast<long long>(m_firstRowsMs),
                    m_step / kStepsOneWay);
    }
    std::fflush(stdout);
    m_window.close();
}

} // namespace lookalike
