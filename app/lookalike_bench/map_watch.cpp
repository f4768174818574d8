// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/lookalike_bench/map_watch.h"

#include "app/lookalike_bench/find_part.h"

#include <QAction>
#include <QCoreApplication>
#include <QScrollBar>
#include <QTableView>
#include <QWheelEvent>
#include <cstdio>

namespace lookalike {

namespace {

constexpr std::chrono::minutes kMostUntilRows(5);
constexpr int kMoveEveryMs = 10;
constexpr int kLookEveryMs = 2;
constexpr int kStepsPerZoom = 8;  ///< panned in between
constexpr int kZoomsOneWay = 40;  ///< from all photos to one
constexpr int kStepsPerAll = 400; ///< until everything is selected
constexpr int kPannedPixels = 97;
constexpr int kAngleOfAStep = 120;

} // namespace

MapWatch::MapWatch(QWidget& window, std::chrono::seconds duration)
    : QObject(&window)
    , m_window(window)
    , m_map(findPart<QTableView>(window, "lookalike::MapView"))
    , m_duration(duration)
{
    QAction* const page = findCommand(window, "mapPage");
    if (m_map == nullptr || page == nullptr) {
        giveUp("the window's parts have other names");
        return;
    }
    m_look.setInterval(kLookEveryMs);
    m_hand.setInterval(kMoveEveryMs);
    connect(&m_look, &QTimer::timeout, this, &MapWatch::waitForRows);
    connect(&m_hand, &QTimer::timeout, this, &MapWatch::act);
    QTimer::singleShot(kMostUntilRows, this, [this] {
        if (m_firstRowsMs == 0)
            giveUp("the map showed no photos");
    });
    m_sinceOpened.start();
    m_look.start();
    page->trigger();
}

void MapWatch::giveUp(const char* why)
{
    std::fprintf(stderr, "lookalike-bench: %s\n", why);
    m_window.close();
}

void MapWatch::waitForRows()
{
    const QModelIndex first = m_map->indexAt(QPoint(m_map->viewport()->rect().center()));
    if (first.data().toString().isEmpty())
        return;
    m_firstRowsMs = m_sinceOpened.elapsed();
    m_look.stop();
    m_heart.start(); // what the start of the program costs is another figure
    m_hand.start();
    QTimer::singleShot(m_duration, this, &MapWatch::report);
}

void MapWatch::zoom(int direction)
{
    const QPoint middle = m_map->viewport()->rect().center();
    QWheelEvent event(middle, m_map->viewport()->mapToGlobal(middle), {},
                      {0, direction * kAngleOfAStep}, {}, {}, Qt::NoScrollPhase, false);
    QCoreApplication::sendEvent(m_map->viewport(), &event);
}

void MapWatch::act()
{
    if (m_step++ % kStepsPerAll == kStepsPerAll - 1)
        m_map->selectAll();
    if (m_step % kStepsPerZoom == 0) {
        zoom(m_zooms / kZoomsOneWay % 2 == 0 ? 1 : -1);
        ++m_zooms;
    }
    for (QScrollBar* bar : {m_map->horizontalScrollBar(), m_map->verticalScrollBar()})
        if (bar->maximum() > 0)
            bar->setValue((bar->value() + kPannedPixels) % bar->maximum());
}

void MapWatch::report()
{
    m_heart.stop();
    m_hand.stop();
    m_heart.print();
    std::printf("first_rows_ms %lld\n", static_cast<long long>(m_firstRowsMs));
    std::fflush(stdout);
    m_window.close();
}

} // namespace lookalike
