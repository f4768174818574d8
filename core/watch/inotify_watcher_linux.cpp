// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/watch/inotify_watcher_linux.h"

#include "core/base/path_bytes.h"
#include "core/base/path_within.h"

#include <dirent.h>
#include <fcntl.h>
#include <poll.h>
#include <sys/eventfd.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdint>
#include <cstring>
#include <fstream>
#include <iterator>
#include <utility>

namespace lookalike {

namespace {

using Kind = FolderEvent::Kind;

constexpr int kMaxDepth = 128; // as deep as a scan goes
constexpr std::uint32_t kMask = IN_CREATE | IN_MODIFY | IN_CLOSE_WRITE | IN_MOVED_FROM |
                                IN_MOVED_TO | IN_DELETE | IN_ATTRIB | IN_DELETE_SELF |
                                IN_MOVE_SELF | IN_ONLYDIR | IN_DONT_FOLLOW | IN_EXCL_UNLINK;

/// Seven eighths of the user's watches; other programs need the rest.
std::size_t mostWatches()
{
    std::size_t all = 0;
    std::ifstream("/proc/sys/fs/inotify/max_user_watches") >> all;
    return std::max<std::size_t>(all - all / 8, 128);
}

bool isGone(int error)
{
    return error == ENOENT || error == ENOTDIR || error == ELOOP;
}

/// Names of the folders in an open folder; links are not followed.
std::vector<std::string> foldersIn(DIR* directory)
{
    std::vector<std::string> names;
    while (const dirent* const entry = ::readdir(directory)) {
        const std::string name = entry->d_name;
        if (name == "." || name == "..")
            continue;
        bool isFolder = entry->d_type == DT_DIR;
        struct stat status {};
        if (entry->d_type == DT_UNKNOWN)
            isFolder =
                ::fstatat(::dirfd(directory), entry->d_name, &status, AT_SYMLINK_NOFOLLOW) == 0 &&
                S_ISDIR(status.st_mode);
        if (isFolder)
            names.push_back(name);
    }
    return names;
}

} // namespace

InotifyWatcher::InotifyWatcher(WatcherOptions options)
    : m_options(std::move(options))
    , m_maxWatches(m_options.maxWatches > 0 ? m_options.maxWatches : mostWatches())
    , m_queue(::inotify_init1(IN_NONBLOCK | IN_CLOEXEC))
    , m_wake(::eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC))
{}

void InotifyWatcher::tell(Kind kind, const std::string& path, WatchGap gap)
{
    m_events.push_back({kind, pathFromBytes(path), gap});
}

void InotifyWatcher::watch(const std::filesystem::path& root, Test leavesOut)
{
    const std::string path(trimSeparators(pathToBytes(root)));
    m_roots[path] = std::move(leavesOut);
    retry(root);
}

void InotifyWatcher::unwatch(const std::filesystem::path& root)
{
    const std::string path(trimSeparators(pathToBytes(root)));
    m_roots.erase(path);
    removeTree(path);
}

void InotifyWatcher::retry(const std::filesystem::path& folder)
{
    const std::string path(trimSeparators(pathToBytes(folder)));
    const Test* const leavesOut = rootTest(path);
    if (leavesOut == nullptr)
        return;
    addTree(path, *leavesOut, 0, 0);
    if (m_roots.contains(path) && ::access(path.c_str(), F_OK) != 0)
        tell(Kind::NotWatched, path, WatchGap::Missing);
}

const FolderWatcher::Test* InotifyWatcher::rootTest(const std::string& folder) const
{
    const auto root = std::ranges::find_if(m_roots, [&](const auto& each) {
        return each.first == folder || pathBelow(each.first, folder);
    });
    return root == m_roots.end() ? nullptr : &root->second;
}

// The watch comes before the list: what is created between the two is told.
void InotifyWatcher::addTree(const std::string& folder, const Test& leavesOut, dev_t device,
                             int depth)
{
    if (depth > kMaxDepth || leavesOut(pathFromBytes(folder)))
        return;
    struct stat status {};
    if (::lstat(folder.c_str(), &status) != 0 || !S_ISDIR(status.st_mode))
        return; // gone; the folder around it tells
    if (status.st_dev != device && m_options.isOnNetwork &&
        m_options.isOnNetwork(pathFromBytes(folder)))
        return tell(Kind::NotWatched, folder, WatchGap::Network);
    if (!addWatch(folder))
        return;
    const std::unique_ptr<DIR, int (*)(DIR*)> directory(::opendir(folder.c_str()), ::closedir);
    if (!directory)
        return;
    for (const std::string& name : foldersIn(directory.get()))
        addTree((folder == "/" ? "" : folder) + "/" + name, leavesOut, status.st_dev, depth + 1);
}

bool InotifyWatcher::addWatch(const std::string& folder)
{
    const bool isFull = m_paths.size() >= m_maxWatches;
    const int watch = isFull ? -1 : ::inotify_add_watch(m_queue.get(), folder.c_str(), kMask);
    if (watch < 0) {
        // A folder that may not be read is a problem of the scan; the change of its rights is told.
        if (isFull || errno == ENOSPC || errno == ENOMEM)
            tell(Kind::NotWatched, folder, WatchGap::NoMoreWatches);
        else if (!isGone(errno) && errno != EACCES)
            tell(Kind::NotWatched, folder, WatchGap::Unsupported);
        return false;
    }
    forget(watch); // of the same folder under an earlier name
    const std::string path = folder == "/" ? folder : folder + "/";
    if (const auto before = m_paths.find(path); before != m_paths.end()) {
        ::inotify_rm_watch(m_queue.get(), before->second); // of another folder that was here
        forget(before->second);
    }
    m_watches[watch] = m_paths.emplace(path, watch).first;
    return true;
}

void InotifyWatcher::removeTree(const std::string& folder)
{
    const std::string prefix = folder == "/" ? folder : folder + "/";
    for (auto at = m_paths.lower_bound(prefix);
         at != m_paths.end() && at->first.starts_with(prefix);) {
        ::inotify_rm_watch(m_queue.get(), at->second);
        m_watches.erase(at->second);
        at = m_paths.erase(at);
    }
}

void InotifyWatcher::forget(int watch)
{
    const auto known = m_watches.find(watch);
    if (known == m_watches.end())
        return;
    m_paths.erase(known->second);
    m_watches.erase(known);
}

void InotifyWatcher::wait(std::optional<std::chrono::milliseconds> longest,
                          std::vector<FolderEvent>& events)
{
    std::array<pollfd, 2> files{{{m_queue.get(), POLLIN, 0}, {m_wake.get(), POLLIN, 0}}};
    int timeout = -1;
    if (!m_events.empty())
        timeout = 0;
    else if (longest)
        timeout = static_cast<int>(std::clamp<std::int64_t>(longest->count(), 0, INT32_MAX));
    ::poll(files.data(), files.size(), timeout);
    std::uint64_t count = 0;
    if (files[1].revents != 0)
        static_cast<void>(::read(m_wake.get(), &count, sizeof count));

    alignas(inotify_event) std::array<char, 65536> buffer;
    const ssize_t size =
        files[0].revents != 0 ? ::read(m_queue.get(), buffer.data(), buffer.size()) : 0;
    for (ssize_t at = 0; at < size;) {
        inotify_event event{};
        std::memcpy(&event, buffer.data() + at, sizeof event);
        if ((event.mask & IN_Q_OVERFLOW) != 0) {
            startAgain();
            break;
        }
        handle(event, buffer.data() + at + sizeof event);
        at += static_cast<ssize_t>(sizeof event + event.len);
    }
    std::ranges::move(std::exchange(m_events, {}), std::back_inserter(events));
}

void InotifyWatcher::interrupt()
{
    const std::uint64_t one = 1;
    static_cast<void>(::write(m_wake.get(), &one, sizeof one));
}

void InotifyWatcher::startAgain()
{
    m_paths.clear();
    m_watches.clear();
    m_queue = UniqueHandle(); // a full one drops its events with it
    m_queue = UniqueHandle(::inotify_init1(IN_NONBLOCK | IN_CLOEXEC));
    for (const auto& [root, leavesOut] : m_roots) {
        addTree(root, leavesOut, 0, 0);
        tell(Kind::EventsLost, root);
    }
}

void InotifyWatcher::handle(const inotify_event& event, const char* name)
{
    const auto known = m_watches.find(event.wd);
    if (known == m_watches.end())
        return;
    std::string folder = known->second->first;
    if (folder.size() > 1)
        folder.pop_back();
    if ((event.mask & IN_IGNORED) != 0)
        return forget(event.wd);
    if (event.len == 0 || name[0] == '\0') {
        selfEvent(event.mask, folder);
        return;
    }
    const std::string path = (folder == "/" ? "" : folder) + "/" + name;
    if ((event.mask & IN_ISDIR) != 0)
        folderEvent(event.mask, path);
    else
        fileEvent(event.mask, path);
}

// The folder around it reports what happens to a folder below a root. Nothing else reports mounts.
void InotifyWatcher::selfEvent(std::uint32_t mask, const std::string& folder)
{
    const bool isRoot = m_roots.contains(folder);
    const bool isLost = (mask & (IN_DELETE_SELF | IN_MOVE_SELF | IN_UNMOUNT)) != 0;
    if (isRoot && isLost) {
        removeTree(folder);
        tell(Kind::NotWatched, folder, WatchGap::Missing);
    }
    if ((isRoot && (isLost || (mask & IN_ATTRIB) != 0)) || (mask & IN_UNMOUNT) != 0)
        tell(Kind::TreeChanged, folder);
}

void InotifyWatcher::folderEvent(std::uint32_t mask, const std::string& folder)
{
    const Test* const leavesOut = rootTest(folder);
    if (leavesOut == nullptr || (*leavesOut)(pathFromBytes(folder)))
        return;
    if ((mask & (IN_DELETE | IN_MOVED_FROM)) != 0)
        removeTree(folder);
    else if ((mask & (IN_CREATE | IN_MOVED_TO | IN_ATTRIB)) == 0)
        return;
    else if ((mask & IN_ATTRIB) == 0 || !m_paths.contains(folder + "/"))
        addTree(folder, *leavesOut, 0, 0);
    tell(Kind::TreeChanged, folder);
}

void InotifyWatcher::fileEvent(std::uint32_t mask, const std::string& file)
{
    if ((mask & (IN_CLOSE_WRITE | IN_MOVED_FROM | IN_MOVED_TO | IN_DELETE)) != 0)
        tell(Kind::WritingEnded, file);
    else if ((mask & (IN_CREATE | IN_MODIFY)) != 0)
        tell(Kind::WritingBegan, file);
    else if ((mask & IN_ATTRIB) != 0)
        tell(Kind::FileChanged, file);
}

} // namespace lookalike
