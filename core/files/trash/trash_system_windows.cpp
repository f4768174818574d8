// SPDX-License-Identifier: GPL-3.0-or-later
// What transfers need of TrashSystem. The recycle bin is not written yet, so there is no data
// folder.
#include "core/base/atomic_file.h"
#include "core/base/file_lock.h"
#include "core/base/path_bytes.h"
#include "core/files/network_volume.h"
#include "core/files/stamp_windows.h"
#include "core/files/trash/trash_system.h"

#include <algorithm>
#include <cstddef>
#include <cstring>
#include <ctime>
#include <map>
#include <mutex>
#include <random>
#include <string>
#include <vector>

namespace lookalike {

namespace {

constexpr DWORD kLongestWindowsPath = 32 * 1024;
constexpr DWORD kNoLinks = FILE_FLAG_OPEN_REPARSE_POINT | FILE_FLAG_BACKUP_SEMANTICS;
/// A folder that is open so keeps its name, and those above keep theirs: a path through it leads to
/// the same place as its handle.
constexpr DWORD kKeepName = FILE_SHARE_READ | FILE_SHARE_WRITE;
constexpr std::wstring_view kPathPrefix = L"\\\\?\\";
constexpr std::size_t kRootLength = 7; ///< of \\?\C:\ .

// Conditions that the callers ask for, whatever this library's system_category maps.
tl::unexpected<std::error_code> failed(DWORD code = ::GetLastError())
{
    switch (code) {
    case ERROR_FILE_NOT_FOUND:
    case ERROR_PATH_NOT_FOUND:
        return tl::unexpected(std::make_error_code(std::errc::no_such_file_or_directory));
    case ERROR_ALREADY_EXISTS:
    case ERROR_FILE_EXISTS:
        return tl::unexpected(std::make_error_code(std::errc::file_exists));
    case ERROR_NOT_SAME_DEVICE:
        return tl::unexpected(std::make_error_code(std::errc::cross_device_link));
    case ERROR_ACCESS_DENIED:
    case ERROR_SHARING_VIOLATION:
        return tl::unexpected(std::make_error_code(std::errc::permission_denied));
    case ERROR_DISK_FULL:
    case ERROR_HANDLE_DISK_FULL:
        return tl::unexpected(std::make_error_code(std::errc::no_space_on_device));
    default:
        return tl::unexpected(std::error_code(static_cast<int>(code), std::system_category()));
    }
}

tl::unexpected<std::error_code> failed(std::errc condition)
{
    return tl::unexpected(std::make_error_code(condition));
}

SystemResult<> done(BOOL result)
{
    if (!result)
        return failed();
    return {};
}

SystemResult<NodeInfo> infoOf(HANDLE handle)
{
    BY_HANDLE_FILE_INFORMATION data{};
    if (!::GetFileInformationByHandle(handle, &data))
        return failed();
    const DWORD attributes = data.dwFileAttributes;
    NodeInfo info;
    if (isLink(handle, data))
        info.kind = NodeKind::Link;
    else if ((attributes & FILE_ATTRIBUTE_DIRECTORY) != 0)
        info.kind = NodeKind::Folder;
    else if ((attributes & FILE_ATTRIBUTE_DEVICE) == 0 && ::GetFileType(handle) == FILE_TYPE_DISK)
        info.kind = NodeKind::File;
    info.stamp = stampOf(handle, data);
    info.mode = (attributes & FILE_ATTRIBUTE_READONLY) != 0 ? 0444 : 0644;
    info.links = data.nNumberOfLinks;
    return info;
}

/// \\?\C:\folder, which is taken as it stands: neither shortened nor searched for dots.
SystemResult<std::wstring> finalPath(HANDLE handle)
{
    std::wstring path(kLongestWindowsPath, L'\0');
    const DWORD length = ::GetFinalPathNameByHandleW(handle, path.data(), kLongestWindowsPath,
                                                     FILE_NAME_NORMALIZED | VOLUME_NAME_DOS);
    if (length == 0)
        return failed();
    if (length >= kLongestWindowsPath)
        return failed(std::errc::filename_too_long);
    path.resize(length);
    return path;
}

class WindowsTrashSystem final : public TrashSystem {
public:
    SystemResult<Handle> openFolder(const std::string& path) override
    {
        std::wstring wide = pathFromBytes(path).make_preferred().native();
        if (wide.ends_with(L':'))
            wide.push_back(L'\\'); // C: alone is the working folder of that drive
        return openFolderAs(wide, 0);
    }

    SystemResult<Handle> openFolderAt(Handle at, const std::string& name) override
    {
        auto path = pathAt(at, name);
        if (!path)
            return tl::unexpected(path.error());
        return openFolderAs(*path, FILE_FLAG_OPEN_REPARSE_POINT);
    }

    SystemResult<Handle> openFileAt(Handle at, const std::string& name) override
    {
        return openAt(at, name, GENERIC_READ, OPEN_EXISTING, FILE_FLAG_OPEN_REPARSE_POINT);
    }

    SystemResult<Handle> createFileAt(Handle at, const std::string& name) override
    {
        return openAt(at, name, GENERIC_READ | GENERIC_WRITE, CREATE_NEW, FILE_ATTRIBUTE_NORMAL);
    }

    SystemResult<> makeFolderAt(Handle at, const std::string& name, std::uint32_t) override
    {
        const auto path = pathAt(at, name);
        if (!path)
            return tl::unexpected(path.error());
        return done(::CreateDirectoryW(path->c_str(), nullptr));
    }

    void close(Handle handle) noexcept override
    {
        const std::lock_guard lock(m_mutex);
        m_open.erase(handle);
    }

    SystemResult<NodeInfo> look(Handle handle) override { return infoOf(of(handle)); }

    SystemResult<NodeInfo> lookAt(Handle at, const std::string& name) override
    {
        const auto path = pathAt(at, name);
        if (!path)
            return tl::unexpected(path.error());
        const UniqueHandle file(::CreateFileW(path->c_str(), FILE_READ_ATTRIBUTES, kShareAll,
                                              nullptr, OPEN_EXISTING, kNoLinks, nullptr));
        if (!file.isValid())
            return failed();
        return infoOf(file.get());
    }

    // C:/folder: what the journal holds has the separators of all systems.
    SystemResult<std::string> realPath(Handle folder) override
    {
        const auto path = finalPath(of(folder));
        if (!path)
            return tl::unexpected(path.error());
        if (path->size() < kRootLength || (*path)[kRootLength - 2] != L':')
            return failed(std::errc::not_supported); // a share, or a volume without a letter
        std::string bytes = pathToBytes(path->substr(kPathPrefix.size()));
        std::ranges::replace(bytes, '\\', '/');
        return bytes;
    }

    std::optional<std::string> pathInFileSystem(Handle) override { return std::nullopt; }

    std::optional<std::string> networkOf(Handle folder) override
    {
        const auto path = realPath(folder);
        return path ? networkFileSystem(pathFromBytes(*path)) : "network drive";
    }

    SystemResult<std::size_t> read(Handle handle, std::span<std::uint8_t> out) override
    {
        DWORD count = 0;
        const auto wanted = static_cast<DWORD>(std::min<std::size_t>(out.size(), 1U << 30));
        if (!::ReadFile(of(handle), out.data(), wanted, &count, nullptr))
            return failed();
        return std::size_t{count};
    }

    SystemResult<> rewind(Handle handle) override
    {
        return done(::SetFilePointerEx(of(handle), {}, nullptr, FILE_BEGIN));
    }

    SystemResult<> write(Handle handle, std::string_view bytes) override
    {
        while (!bytes.empty()) {
            DWORD count = 0;
            const auto wanted = static_cast<DWORD>(std::min<std::size_t>(bytes.size(), 1U << 30));
            if (!::WriteFile(of(handle), bytes.data(), wanted, &count, nullptr))
                return failed();
            if (count == 0)
                return failed(std::errc::io_error);
            bytes.remove_prefix(count);
        }
        return {};
    }

    // Windows writes the entries of folders itself.
    SystemResult<> sync(Handle handle) override
    {
        const auto info = look(handle);
        if (info && info->kind == NodeKind::Folder)
            return failed(std::errc::not_supported);
        return done(::FlushFileBuffers(of(handle)));
    }

    // A copy keeps the rights of its folder, as everywhere on Windows.
    SystemResult<> setModeAndTime(Handle handle, std::uint32_t, std::int64_t modifiedNs) override
    {
        FILE_BASIC_INFO times{};
        times.LastWriteTime.QuadPart = modifiedNs / kNsPerTick + kTicksFrom1601To1970;
        return done(::SetFileInformationByHandle(of(handle), FileBasicInfo, &times, sizeof times));
    }

    SystemResult<> copyAttributes(Handle, Handle) override
    {
        return failed(std::errc::function_not_supported);
    }

    /// A new file has the rights of its folder, as all files that Windows copies.
    SystemResult<> copyAccessList(Handle, Handle) override { return {}; }

    SystemResult<> renameAt(Handle from, const std::string& name, Handle to,
                            const std::string& toName) override
    {
        const auto path = pathAt(from, name);
        const auto target = pathAt(to, toName);
        if (!path || !target)
            return tl::unexpected((!path ? path : target).error());
        const UniqueHandle file(::CreateFileW(path->c_str(), DELETE | FILE_READ_ATTRIBUTES,
                                              kShareAll, nullptr, OPEN_EXISTING, kNoLinks,
                                              nullptr));
        if (!file.isValid())
            return failed();
        const std::size_t bytes = target->size() * sizeof(wchar_t);
        std::vector<std::max_align_t> buffer(
            (sizeof(FILE_RENAME_INFO) + bytes) / sizeof(std::max_align_t) + 1);
        auto* const info = reinterpret_cast<FILE_RENAME_INFO*>(buffer.data());
        info->ReplaceIfExists = FALSE;
        info->RootDirectory = nullptr;
        info->FileNameLength = static_cast<DWORD>(bytes);
        std::memcpy(info->FileName, target->c_str(), bytes + sizeof(wchar_t));
        return done(
            ::SetFileInformationByHandle(file.get(), FileRenameInfo, info,
                                         static_cast<DWORD>(sizeof(FILE_RENAME_INFO) + bytes)));
    }

    SystemResult<> exchangeAt(Handle, const std::string&, Handle, const std::string&) override
    {
        return failed(std::errc::function_not_supported);
    }

    SystemResult<> linkAt(Handle, const std::string&, Handle, const std::string&) override
    {
        return failed(std::errc::function_not_supported);
    }

    SystemResult<> removeNameAt(Handle at, const std::string& name) override
    {
        const auto path = pathAt(at, name);
        if (!path)
            return tl::unexpected(path.error());
        return done(::DeleteFileW(path->c_str()));
    }

    SystemResult<Handle> openJournal(const std::string& path) override
    {
        return keep(::CreateFileW(pathFromBytes(path).c_str(), GENERIC_READ | FILE_APPEND_DATA,
                                  kShareAll, nullptr, OPEN_ALWAYS, FILE_FLAG_OPEN_REPARSE_POINT,
                                  nullptr));
    }

    SystemResult<Handle> lock(const std::string& path) override
    {
        UniqueHandle file(::CreateFileW(pathFromBytes(path).c_str(), GENERIC_READ | GENERIC_WRITE,
                                        FILE_SHARE_READ | FILE_SHARE_WRITE, nullptr, OPEN_ALWAYS,
                                        FILE_FLAG_OPEN_REPARSE_POINT, nullptr));
        if (!file.isValid())
            return failed();
        if (const std::error_code error = tryLock(file))
            return tl::unexpected(error);
        return keep(file.release());
    }

    // Fails where the old one is open, which then goes on as it is.
    SystemResult<> replaceJournal(const std::string& from, const std::string& path) override
    {
        return done(::MoveFileExW(pathFromBytes(from).c_str(), pathFromBytes(path).c_str(),
                                  MOVEFILE_REPLACE_EXISTING | MOVEFILE_WRITE_THROUGH));
    }

    std::string dataFolder() override { return {}; }
    std::uint32_t userId() override { return 0; }
    std::int64_t wallSeconds() override { return std::time(nullptr); }
    std::chrono::steady_clock::time_point now() override
    {
        return std::chrono::steady_clock::now();
    }
    std::uint64_t random() override
    {
        std::random_device device;
        return (std::uint64_t{device()} << 32) | device();
    }

private:
    // Handles of Windows are pointers; those of TrashSystem are numbers.
    SystemResult<Handle> keep(HANDLE opened)
    {
        UniqueHandle handle(opened);
        if (!handle.isValid())
            return failed();
        const std::lock_guard lock(m_mutex);
        m_open.emplace(++m_last, std::move(handle));
        return m_last;
    }

    HANDLE of(Handle handle)
    {
        const std::lock_guard lock(m_mutex);
        const auto found = m_open.find(handle);
        return found == m_open.end() ? INVALID_HANDLE_VALUE : found->second.get();
    }

    SystemResult<Handle> openFolderAs(const std::wstring& path, DWORD flags)
    {
        UniqueHandle folder(::CreateFileW(path.c_str(), FILE_LIST_DIRECTORY | FILE_READ_ATTRIBUTES,
                                          kKeepName, nullptr, OPEN_EXISTING,
                                          FILE_FLAG_BACKUP_SEMANTICS | flags, nullptr));
        if (!folder.isValid())
            return failed();
        const auto info = infoOf(folder.get());
        if (!info)
            return tl::unexpected(info.error());
        if (info->kind != NodeKind::Folder)
            return failed(std::errc::not_a_directory);
        return keep(folder.release());
    }

    SystemResult<Handle> openAt(Handle at, const std::string& name, DWORD access, DWORD disposition,
                                DWORD flags)
    {
        const auto path = pathAt(at, name);
        if (!path)
            return tl::unexpected(path.error());
        return keep(
            ::CreateFileW(path->c_str(), access, kShareAll, nullptr, disposition, flags, nullptr));
    }

    /// The path of a name in an open folder. A colon would lead to a stream of a file.
    SystemResult<std::wstring> pathAt(Handle at, const std::string& name)
    {
        auto path = finalPath(of(at));
        if (!path || name == ".")
            return path;
        if (name == "..") {
            if (path->size() > kRootLength)
                path->resize(std::max(path->rfind(L'\\'), kRootLength - 1));
            if (path->size() < kRootLength)
                path->push_back(L'\\');
            return path;
        }
        if (name.empty() || name.find_first_of("/\\:") != std::string::npos)
            return failed(std::errc::invalid_argument);
        if (path->back() != L'\\')
            path->push_back(L'\\');
        return *path + pathFromBytes(name).native();
    }

    std::mutex m_mutex;
    std::map<Handle, UniqueHandle> m_open;
    Handle m_last = 0;
};

} // namespace

TrashSystem& realTrashSystem()
{
    static WindowsTrashSystem system;
    return system;
}

} // namespace lookalike
