// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/watch/photo_watch.h"

#include "core/base/log.h"
#include "core/base/path_bytes.h"
#include "core/base/path_within.h"
#include "core/files/discard_place.h"
#include "core/files/exclusions.h"
#include "core/watch/blind_watcher.h"

#include <algorithm>
#include <exception>
#include <string>
#include <utility>

namespace lookalike {

namespace {

/// Returns true if a root can be listed and is more than the empty place of a drive.
bool hasComeBack(const std::filesystem::path& root)
{
    std::error_code error;
    const std::filesystem::directory_iterator first(root, error);
    return !error && first != std::filesystem::directory_iterator();
}

} // namespace

PhotoWatch::PhotoWatch(std::unique_ptr<FolderWatcher> watcher, WatchOptions options)
    : m_options(std::move(options))
    , m_watcher(std::move(watcher))
    , m_settling(m_options.times)
    , m_lastPoll(Clock::now())
    , m_lastReturn(m_lastPoll)
{
    m_status.isOn = true;
    m_thread = std::jthread([this](const std::stop_token& stop) { run(stop); });
}

PhotoWatch::~PhotoWatch()
{
    m_thread.request_stop();
    const std::lock_guard lock(m_mutex);
    m_watcher->interrupt();
}

void PhotoWatch::setRoots(std::vector<WatchedRoot> roots)
{
    std::unique_lock lock(m_mutex);
    m_wantedRoots = std::move(roots);
    const std::uint64_t wanted = ++m_wanted;
    m_watcher->interrupt();
    m_changed.wait(lock, [&] { return m_applied >= wanted; });
}

ChangedFolders PhotoWatch::wait(const std::stop_token& stop)
{
    std::unique_lock lock(m_mutex);
    m_changed.wait(lock, stop, [this] { return !m_due.isEmpty(); });
    return stop.stop_requested() ? ChangedFolders() : std::exchange(m_due, {});
}

WatchStatus PhotoWatch::status() const
{
    const std::lock_guard lock(m_mutex);
    return m_status;
}

void PhotoWatch::run(const std::stop_token& stop)
{
    while (!stop.stop_requested()) {
        try {
            work(stop);
        } catch (const std::exception& error) {
            logWarning(std::string("Watching the folders failed: ") + error.what());
            goBlind();
        }
    }
}

void PhotoWatch::work(const std::stop_token& stop)
{
    // Applying may swallow the interruption of those who come meanwhile.
    while (applyRoots()) {
    }
    if (stop.stop_requested())
        return;
    std::vector<FolderEvent> events;
    m_watcher->wait(timeToWait(), events);
    const auto now = Clock::now();
    for (const FolderEvent& event : events)
        take(event, now);
    poll(now);
    publish(m_settling.takeDue(now));
}

bool PhotoWatch::applyRoots()
{
    std::optional<std::vector<WatchedRoot>> wanted;
    std::uint64_t number = 0;
    {
        const std::lock_guard lock(m_mutex);
        wanted = std::exchange(m_wantedRoots, std::nullopt);
        number = m_wanted;
    }
    if (!wanted)
        return false;
    // A root that stays as it is keeps its watches, and with them what they have yet to tell.
    const std::vector<WatchedRoot> before = std::exchange(m_roots, std::move(*wanted));
    for (const WatchedRoot& root : before) {
        if (std::ranges::find(m_roots, root) != m_roots.end())
            continue;
        m_watcher->unwatch(root.path);
        m_settling.drop(root.path);
        std::erase_if(m_gaps, [&](const auto& gap) { return isPathWithin(root.path, gap.first); });
    }
    for (const WatchedRoot& root : m_roots)
        if (std::ranges::find(before, root) == before.end())
            watch(root);
    std::vector<FolderEvent> events; // what cannot be watched
    m_watcher->wait(std::chrono::milliseconds(0), events);
    const auto now = Clock::now();
    for (const FolderEvent& event : events)
        take(event, now);
    publish({});
    {
        const std::lock_guard lock(m_mutex);
        m_applied = number;
    }
    m_changed.notify_all();
    return true;
}

void PhotoWatch::watch(const WatchedRoot& root)
{
    m_watcher->watch(root.path, [ignores = m_options.ignores, root = root.path,
                                 exclusions = Exclusions(root.exclusions)](const auto& folder) {
        if (folder == root)
            return false;
        return isDiscardFolder(pathToBytes(folder.filename()),
                               pathToBytes(folder.parent_path().filename())) ||
               exclusions.excludesFolder(pathToBytes(folder.lexically_relative(root))) ||
               (ignores && ignores(folder));
    });
    // Nothing tells when a drive is mounted at an empty place.
    if (!hasComeBack(root.path))
        m_gaps[root.path] = WatchGap::Missing;
}

void PhotoWatch::take(const FolderEvent& event, Clock::time_point now)
{
    if (m_options.ignores && m_options.ignores(event.path))
        return;
    if (event.kind == FolderEvent::Kind::NotWatched)
        m_gaps[event.path] = event.gap;
    if (event.kind == FolderEvent::Kind::EventsLost) {
        const std::lock_guard lock(m_mutex);
        ++m_status.timesLost;
    }
    m_settling.add(event, now);
}

std::optional<std::chrono::milliseconds> PhotoWatch::timeToWait() const
{
    std::optional<Clock::time_point> next = m_settling.nextDue();
    for (const auto& [folder, gap] : m_gaps) {
        const auto due = gap == WatchGap::Missing ? m_lastReturn + m_options.returnInterval
                                                  : m_lastPoll + m_options.pollInterval;
        next = next ? std::min(*next, due) : due;
    }
    if (!next)
        return std::nullopt;
    return std::max(std::chrono::ceil<std::chrono::milliseconds>(*next - Clock::now()),
                    std::chrono::milliseconds(0));
}

void PhotoWatch::poll(Clock::time_point now)
{
    const bool isPollDue = now - m_lastPoll >= m_options.pollInterval;
    const bool isReturnDue = now - m_lastReturn >= m_options.returnInterval;
    if (isPollDue)
        m_lastPoll = now;
    if (isReturnDue)
        m_lastReturn = now;
    if (!isPollDue && !isReturnDue)
        return;
    for (const auto& [folder, gap] : std::map(m_gaps)) {
        const bool isDue =
            gap == WatchGap::Missing ? isReturnDue && hasComeBack(folder) : isPollDue;
        if (!isDue)
            continue;
        if (gap == WatchGap::NoMoreWatches || gap == WatchGap::Missing) {
            m_gaps.erase(folder);
            m_watcher->retry(folder); // sends NotWatched again if it fails
        }
        m_settling.add({FolderEvent::Kind::TreeChanged, folder, WatchGap::None}, now);
    }
}

void PhotoWatch::publish(ChangedFolders due)
{
    const bool isNew = !due.isEmpty();
    {
        const std::lock_guard lock(m_mutex);
        if (isNew)
            m_due.add(std::move(due));
        if (!m_due.isEmpty())
            m_due.unfinished = m_settling.unfinished(); // as of now, not as of then
        m_status.polled.clear();
        for (const auto& [folder, gap] : m_gaps)
            if (gap != WatchGap::Missing)
                m_status.polled.push_back({folder, gap});
    }
    if (isNew)
        m_changed.notify_all();
}

void PhotoWatch::goBlind()
{
    {
        const std::lock_guard lock(m_mutex); // setRoots() and the destructor interrupt the watcher
        m_watcher = std::make_unique<BlindWatcher>();
        for (const WatchedRoot& root : m_roots)
            m_gaps[root.path] = WatchGap::Unsupported;
        if (!m_wantedRoots)
            m_applied = m_wanted;
    }
    m_changed.notify_all();
}

} // namespace lookalike
