// SPDX-License-Identifier: GPL-3.0-or-later
// https://developer.apple.com/documentation/coreservices/file_system_events
#include "core/watch/fsevents_macos.h"

#include "core/base/path_within.h"

#include <sys/stat.h>

#include <algorithm>
#include <iterator>
#include <utility>

namespace lookalike {

namespace {

using Kind = FolderEvent::Kind;

constexpr CFTimeInterval kLatency = 0.1; // seconds that the system may collect events

bool has(FSEventStreamEventFlags flags, FSEventStreamEventFlags any)
{
    return (flags & any) != 0;
}

bool isThere(const std::filesystem::path& path)
{
    struct stat status {};
    return ::lstat(path.c_str(), &status) == 0;
}

} // namespace

FsEventsWatcher::FsEventsWatcher(WatcherOptions options)
    : m_options(std::move(options))
    , m_queue(dispatch_queue_create("org.lookalike.watch", DISPATCH_QUEUE_SERIAL))
{}

FsEventsWatcher::~FsEventsWatcher()
{
    for (auto& [path, root] : m_roots)
        close(root);
    dispatch_release(m_queue);
}

void FsEventsWatcher::tell(Kind kind, const std::filesystem::path& path, WatchGap gap)
{
    m_events.push_back({kind, path, gap});
}

void FsEventsWatcher::watch(const std::filesystem::path& root, Test leavesOut)
{
    Root& added = m_roots[root];
    close(added);
    added.leavesOut = std::move(leavesOut);
    start(root, added);
}

void FsEventsWatcher::start(const std::filesystem::path& path, Root& root)
{
    if (m_options.isOnNetwork && m_options.isOnNetwork(path))
        return tell(Kind::NotWatched, path, WatchGap::Network);
    if (!isThere(path))
        return tell(Kind::NotWatched, path, WatchGap::Missing);
    const CFStringRef name = CFStringCreateWithFileSystemRepresentation(nullptr, path.c_str());
    if (name == nullptr)
        return tell(Kind::NotWatched, path, WatchGap::Unsupported);
    const void* names[] = {name};
    const CFArrayRef list = CFArrayCreate(nullptr, names, 1, &kCFTypeArrayCallBacks);
    FSEventStreamContext context{0, this, nullptr, nullptr, nullptr};
    root.stream =
        FSEventStreamCreate(nullptr, &FsEventsWatcher::onEvents, &context, list,
                            kFSEventStreamEventIdSinceNow, kLatency,
                            kFSEventStreamCreateFlagFileEvents | kFSEventStreamCreateFlagWatchRoot |
                                kFSEventStreamCreateFlagNoDefer);
    CFRelease(list);
    CFRelease(name);
    if (root.stream == nullptr)
        return tell(Kind::NotWatched, path, WatchGap::Unsupported);
    FSEventStreamSetDispatchQueue(root.stream, m_queue);
    if (FSEventStreamStart(root.stream) != 0)
        return;
    FSEventStreamInvalidate(root.stream);
    FSEventStreamRelease(std::exchange(root.stream, nullptr));
    tell(Kind::NotWatched, path, WatchGap::Unsupported);
}

void FsEventsWatcher::close(Root& root)
{
    if (root.stream == nullptr)
        return;
    FSEventStreamStop(root.stream);
    FSEventStreamInvalidate(root.stream);
    FSEventStreamRelease(std::exchange(root.stream, nullptr));
    dispatch_sync_f(m_queue, nullptr, [](void*) {}); // a callback under way has ended
}

void FsEventsWatcher::unwatch(const std::filesystem::path& root)
{
    if (const auto found = m_roots.find(root); found != m_roots.end()) {
        close(found->second);
        m_roots.erase(found);
    }
}

void FsEventsWatcher::retry(const std::filesystem::path& folder)
{
    if (const auto found = m_roots.find(folder); found != m_roots.end()) {
        close(found->second);
        start(folder, found->second);
    }
}

void FsEventsWatcher::onEvents(ConstFSEventStreamRef, void* watcher, std::size_t count, void* paths,
                               const FSEventStreamEventFlags* flags, const FSEventStreamEventId*)
{
    auto& self = *static_cast<FsEventsWatcher*>(watcher);
    const auto* const names = static_cast<const char* const*>(paths);
    {
        const std::lock_guard lock(self.m_mutex);
        for (std::size_t i = 0; i < count; ++i)
            self.m_items.push_back({names[i], flags[i]});
    }
    self.m_wake.notify_one();
}

void FsEventsWatcher::wait(std::optional<std::chrono::milliseconds> longest,
                           std::vector<FolderEvent>& events)
{
    if (!m_events.empty())
        longest = std::chrono::milliseconds(0);
    std::vector<Item> items;
    {
        std::unique_lock lock(m_mutex);
        const auto ready = [this] { return m_interrupted || !m_items.empty(); };
        if (longest)
            m_wake.wait_for(lock, *longest, ready);
        else
            m_wake.wait(lock, ready);
        m_interrupted = false;
        items.swap(m_items);
    }
    for (const Item& item : items)
        handle(item);
    std::ranges::move(std::exchange(m_events, {}), std::back_inserter(events));
}

void FsEventsWatcher::interrupt()
{
    {
        const std::lock_guard lock(m_mutex);
        m_interrupted = true;
    }
    m_wake.notify_one();
}

// Flags of several changes may come together, so that only the disk tells which one was last.
// Nothing tells when a file is closed: it is complete when it stands still.
void FsEventsWatcher::handle(const Item& item)
{
    std::filesystem::path path = item.path;
    if (!path.has_filename())
        path = path.parent_path(); // folders may end with a separator
    const auto root = std::ranges::find_if(
        m_roots, [&](const auto& each) { return isPathWithin(each.first, path); });
    if (root == m_roots.end())
        return;
    if (has(item.flags, kFSEventStreamEventFlagRootChanged)) {
        if (!isThere(root->first))
            tell(Kind::NotWatched, root->first, WatchGap::Missing);
        return tell(Kind::TreeChanged, root->first);
    }
    for (std::filesystem::path at = path.parent_path(); isPathWithin(root->first, at);
         at = at.parent_path()) {
        if (at == root->first)
            break;
        if (root->second.leavesOut(at))
            return;
    }
    if (has(item.flags, kFSEventStreamEventFlagMustScanSubDirs |
                            kFSEventStreamEventFlagUserDropped |
                            kFSEventStreamEventFlagKernelDropped))
        return tell(Kind::EventsLost, path);
    if (has(item.flags, kFSEventStreamEventFlagItemIsDir | kFSEventStreamEventFlagMount |
                            kFSEventStreamEventFlagUnmount)) {
        if (path == root->first || !root->second.leavesOut(path))
            tell(Kind::TreeChanged, path);
        return;
    }
    if (!isThere(path) || has(item.flags, kFSEventStreamEventFlagItemRenamed))
        return tell(Kind::WritingEnded, path);
    const bool isWritten =
        has(item.flags, kFSEventStreamEventFlagItemCreated | kFSEventStreamEventFlagItemModified);
    tell(isWritten ? Kind::WritingBegan : Kind::FileChanged, path);
}

} // namespace lookalike
