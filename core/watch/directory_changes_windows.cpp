// SPDX-License-Identifier: GPL-3.0-or-later
// https://learn.microsoft.com/windows/win32/api/winbase/nf-winbase-readdirectorychangesw
#include "core/watch/directory_changes_windows.h"

#include <windows.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <iterator>
#include <string>
#include <utility>

namespace lookalike {

namespace {

using Kind = FolderEvent::Kind;

constexpr DWORD kFilter = FILE_NOTIFY_CHANGE_FILE_NAME | FILE_NOTIFY_CHANGE_DIR_NAME |
                          FILE_NOTIFY_CHANGE_SIZE | FILE_NOTIFY_CHANGE_LAST_WRITE |
                          FILE_NOTIFY_CHANGE_CREATION;

bool isFolder(const std::filesystem::path& path)
{
    const DWORD attributes = ::GetFileAttributesW(path.c_str());
    return attributes != INVALID_FILE_ATTRIBUTES && (attributes & FILE_ATTRIBUTE_DIRECTORY) != 0 &&
           (attributes & FILE_ATTRIBUTE_REPARSE_POINT) == 0;
}

/// Events may have the short name of a file ("PICTUR~1.JPG").
std::filesystem::path withLongNames(std::filesystem::path path)
{
    if (path.native().find(L'~') == std::wstring::npos)
        return path;
    std::wstring longer(32768, L'\0');
    const DWORD size =
        ::GetLongPathNameW(path.c_str(), longer.data(), static_cast<DWORD>(longer.size()));
    if (size == 0 || size >= longer.size())
        return path; // gone, or no short name at all
    longer.resize(size);
    return longer;
}

} // namespace

struct DirectoryChangesWatcher::Root {
    std::filesystem::path path;
    Test leavesOut;
    UniqueHandle directory;
    bool isListening = false; ///< the system owns `overlapped` and `buffer`
    OVERLAPPED overlapped{};
    // As large as a network drive allows.
    alignas(DWORD) std::array<std::byte, 65536> buffer{};

    [[nodiscard]] bool leavesOutPath(const std::filesystem::path& file) const
    {
        std::filesystem::path at = path;
        for (const auto& name : file.parent_path().lexically_relative(path)) {
            at /= name;
            if (name != L"." && leavesOut(at))
                return true;
        }
        return false;
    }
};

DirectoryChangesWatcher::DirectoryChangesWatcher(WatcherOptions options)
    : m_options(std::move(options))
    , m_port(::CreateIoCompletionPort(INVALID_HANDLE_VALUE, nullptr, 0, 1))
{}

DirectoryChangesWatcher::~DirectoryChangesWatcher()
{
    while (!m_roots.empty())
        unwatch(m_roots.back()->path);
    while (!m_closing.empty())
        static_cast<void>(takeCompletion(INFINITE));
}

void DirectoryChangesWatcher::tell(Kind kind, const std::filesystem::path& path, WatchGap gap)
{
    m_events.push_back({kind, path, gap});
}

void DirectoryChangesWatcher::watch(const std::filesystem::path& root, Test leavesOut)
{
    auto added = std::make_unique<Root>();
    added->path = root;
    added->leavesOut = std::move(leavesOut);
    m_roots.push_back(std::move(added));
    open(*m_roots.back());
}

void DirectoryChangesWatcher::open(Root& root)
{
    if (m_options.isOnNetwork && m_options.isOnNetwork(root.path))
        return tell(Kind::NotWatched, root.path, WatchGap::Network);
    root.directory = UniqueHandle(
        ::CreateFileW(root.path.c_str(), FILE_LIST_DIRECTORY,
                      FILE_SHARE_READ | FILE_SHARE_WRITE | FILE_SHARE_DELETE, nullptr,
                      OPEN_EXISTING, FILE_FLAG_BACKUP_SEMANTICS | FILE_FLAG_OVERLAPPED, nullptr));
    if (!root.directory.isValid())
        return tell(Kind::NotWatched, root.path, WatchGap::Missing);
    if (::CreateIoCompletionPort(root.directory.get(), m_port.get(),
                                 reinterpret_cast<ULONG_PTR>(&root), 0) == nullptr)
        return tell(Kind::NotWatched, root.path, WatchGap::Unsupported);
    listen(root);
}

void DirectoryChangesWatcher::listen(Root& root)
{
    root.overlapped = {};
    root.isListening =
        ::ReadDirectoryChangesW(root.directory.get(), root.buffer.data(),
                                static_cast<DWORD>(root.buffer.size()), TRUE, kFilter, nullptr,
                                &root.overlapped, nullptr) != FALSE;
    if (!root.isListening)
        tell(Kind::NotWatched, root.path, WatchGap::Unsupported);
}

void DirectoryChangesWatcher::unwatch(const std::filesystem::path& root)
{
    const auto found = std::ranges::find_if(
        m_roots, [&](const std::unique_ptr<Root>& each) { return each->path == root; });
    if (found == m_roots.end())
        return;
    std::unique_ptr<Root> gone = std::move(*found);
    m_roots.erase(found);
    if (!gone->isListening)
        return;
    ::CancelIoEx(gone->directory.get(), &gone->overlapped);
    m_closing.push_back(std::move(gone)); // until the system confirms
}

void DirectoryChangesWatcher::retry(const std::filesystem::path& folder)
{
    const auto found = std::ranges::find_if(
        m_roots, [&](const std::unique_ptr<Root>& each) { return each->path == folder; });
    if (found == m_roots.end())
        return;
    Test leavesOut = (*found)->leavesOut;
    unwatch(folder);
    watch(folder, std::move(leavesOut));
}

void DirectoryChangesWatcher::wait(std::optional<std::chrono::milliseconds> longest,
                                   std::vector<FolderEvent>& events)
{
    DWORD timeout = INFINITE;
    if (!m_events.empty())
        timeout = 0;
    else if (longest)
        timeout = static_cast<DWORD>(std::clamp<std::int64_t>(longest->count(), 0, INT32_MAX));
    while (takeCompletion(timeout))
        timeout = 0;
    std::ranges::move(std::exchange(m_events, {}), std::back_inserter(events));
}

void DirectoryChangesWatcher::interrupt()
{
    ::PostQueuedCompletionStatus(m_port.get(), 0, 0, nullptr);
}

bool DirectoryChangesWatcher::takeCompletion(unsigned long timeout)
{
    DWORD bytes = 0;
    ULONG_PTR key = 0;
    OVERLAPPED* overlapped = nullptr;
    const BOOL done = ::GetQueuedCompletionStatus(m_port.get(), &bytes, &key, &overlapped, timeout);
    const DWORD error = done ? ERROR_SUCCESS : ::GetLastError();
    if (overlapped == nullptr)
        return done != FALSE; // interrupted, or nothing came
    const auto is = [key](const std::unique_ptr<Root>& root) {
        return reinterpret_cast<ULONG_PTR>(root.get()) == key;
    };
    if (std::erase_if(m_closing, is) > 0)
        return true;
    if (const auto root = std::ranges::find_if(m_roots, is); root != m_roots.end())
        complete(**root, error, bytes);
    return true;
}

void DirectoryChangesWatcher::complete(Root& root, unsigned long error, unsigned long bytes)
{
    root.isListening = false;
    if (error == ERROR_NOTIFY_ENUM_DIR || (error == ERROR_SUCCESS && bytes == 0)) {
        tell(Kind::EventsLost, root.path); // more happened than the buffer holds
        return listen(root);
    }
    if (error != ERROR_SUCCESS) { // the folder was removed, or its drive was
        root.directory = UniqueHandle();
        tell(Kind::NotWatched, root.path, WatchGap::Missing);
        return tell(Kind::TreeChanged, root.path);
    }
    parse(root, bytes);
    listen(root); // meanwhile the system has kept what happened
}

void DirectoryChangesWatcher::parse(const Root& root, unsigned long bytes)
{
    constexpr std::size_t kHead = offsetof(FILE_NOTIFY_INFORMATION, FileName);
    for (std::size_t at = 0; at + kHead <= bytes;) {
        FILE_NOTIFY_INFORMATION head{};
        std::memcpy(&head, root.buffer.data() + at, kHead);
        if (at + kHead + head.FileNameLength > bytes)
            break;
        std::wstring name(head.FileNameLength / sizeof(wchar_t), L'\0');
        std::memcpy(name.data(), root.buffer.data() + at + kHead, name.size() * sizeof(wchar_t));
        handle(root, head.Action, withLongNames(root.path / name));
        if (head.NextEntryOffset == 0)
            break;
        at += head.NextEntryOffset;
    }
}

// Nothing tells when a file is closed: it is complete when it stands still.
void DirectoryChangesWatcher::handle(const Root& root, unsigned long action,
                                     std::filesystem::path path)
{
    if (root.leavesOutPath(path))
        return;
    switch (action) {
    case FILE_ACTION_ADDED:
    case FILE_ACTION_RENAMED_NEW_NAME:
        if (isFolder(path))
            return root.leavesOut(path) ? void() : tell(Kind::TreeChanged, path);
        return tell(action == FILE_ACTION_ADDED ? Kind::WritingBegan : Kind::WritingEnded, path);
    case FILE_ACTION_REMOVED:
    case FILE_ACTION_RENAMED_OLD_NAME:
        tell(Kind::WritingEnded, path);
        return tell(Kind::TreeChanged, path); // it may have been a folder
    case FILE_ACTION_MODIFIED:
        if (!isFolder(path))
            tell(Kind::WritingBegan, path);
        return;
    default:
        return;
    }
}

} // namespace lookalike
