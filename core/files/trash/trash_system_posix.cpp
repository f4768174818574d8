// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/atomic_file.h"
#include "core/base/file_lock.h"
#include "core/base/path_bytes.h"
#include "core/files/mounted_path.h"
#include "core/files/network_volume.h"
#include "core/files/stamp_posix.h"
#include "core/files/trash/trash_system.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <fstream>
#include <iterator>
#include <random>
#include <string_view>
#include <vector>

#ifdef __linux__
#include <sys/syscall.h>
#include <sys/xattr.h>
#endif
#ifdef __APPLE__
#include <copyfile.h>
#include <sys/param.h>
#endif

namespace lookalike {

namespace {

constexpr int kReadOnly = O_RDONLY | O_CLOEXEC | O_NONBLOCK;

tl::unexpected<std::error_code> failed(int code = errno)
{
    return tl::unexpected(std::error_code(code, std::generic_category()));
}

SystemResult<> done(int result)
{
    if (result != 0)
        return failed();
    return {};
}

SystemResult<TrashSystem::Handle> opened(int handle)
{
    if (handle < 0)
        return failed();
    return handle;
}

NodeInfo infoOf(const struct stat& status)
{
    NodeInfo info;
    info.kind = S_ISREG(status.st_mode)   ? NodeKind::File
                : S_ISDIR(status.st_mode) ? NodeKind::Folder
                : S_ISLNK(status.st_mode) ? NodeKind::Link
                                          : NodeKind::Other;
    info.stamp = stampOf(status);
    info.mode = static_cast<std::uint32_t>(status.st_mode) & 07777U;
    info.owner = status.st_uid;
    info.links = status.st_nlink;
    return info;
}

std::uint64_t mountOf([[maybe_unused]] int handle)
{
#ifdef STATX_MNT_ID
    struct statx status {};
    if (::statx(handle, "", AT_EMPTY_PATH, STATX_MNT_ID, &status) == 0 &&
        (status.stx_mask & STATX_MNT_ID) != 0)
        return status.stx_mnt_id;
#endif
    return 0;
}

timespec timeOf(std::int64_t nanosecondsSince1970)
{
    constexpr std::int64_t kNsPerSecond = 1'000'000'000;
    const std::int64_t rest = ((nanosecondsSince1970 % kNsPerSecond) + kNsPerSecond) % kNsPerSecond;
    timespec time{};
    time.tv_sec = static_cast<std::time_t>((nanosecondsSince1970 - rest) / kNsPerSecond);
    time.tv_nsec = static_cast<long>(rest);
    return time;
}

enum class RenameMode { NoReplace, Exchange };

SystemResult<> renameWith(int from, const char* name, int to, const char* toName, RenameMode mode)
{
#if defined(__linux__) && defined(SYS_renameat2)
    // The numbers are those of linux/fs.h, which glibc's headers do not always repeat.
    const unsigned flags = mode == RenameMode::NoReplace ? 1U : 2U;
    return done(static_cast<int>(::syscall(SYS_renameat2, from, name, to, toName, flags)));
#elif defined(__APPLE__)
    return done(::renameatx_np(from, name, to, toName,
                               mode == RenameMode::NoReplace ? RENAME_EXCL : RENAME_SWAP));
#else
    static_cast<void>(from), static_cast<void>(name), static_cast<void>(to);
    static_cast<void>(toName), static_cast<void>(mode);
    return failed(ENOSYS);
#endif
}

#ifdef __linux__
/// All that can be copied of the attributes with such names.
SystemResult<> copyExtended(int from, int to, bool (*isWanted)(std::string_view name))
{
    constexpr std::size_t kMost =
        std::size_t{64} * 1024; // what Linux allows, of names and of a value
    std::vector<char> names(kMost);
    std::vector<char> value(kMost);
    const ssize_t size = ::flistxattr(from, names.data(), names.size());
    if (size < 0)
        return errno == ENOTSUP ? SystemResult<>() : failed(); // then it has none
    SystemResult<> copied;
    for (const char* name = names.data(); name < names.data() + size;
         name += std::string_view(name).size() + 1) {
        if (!isWanted(name))
            continue;
        const ssize_t length = ::fgetxattr(from, name, value.data(), value.size());
        if (length < 0 ||
            ::fsetxattr(to, name, value.data(), static_cast<std::size_t>(length), 0) != 0)
            copied = failed();
    }
    return copied;
}
#endif

class PosixTrashSystem final : public TrashSystem {
public:
    SystemResult<Handle> openFolder(const std::string& path) override
    {
        return opened(::open(path.c_str(), kReadOnly | O_DIRECTORY));
    }

    SystemResult<Handle> openFolderAt(Handle at, const std::string& name) override
    {
        return opened(::openat(at, name.c_str(), kReadOnly | O_DIRECTORY | O_NOFOLLOW));
    }

    SystemResult<Handle> openFileAt(Handle at, const std::string& name) override
    {
        return opened(::openat(at, name.c_str(), kReadOnly | O_NOFOLLOW | O_NOCTTY));
    }

    SystemResult<Handle> createFileAt(Handle at, const std::string& name) override
    {
        return opened(
            ::openat(at, name.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, S_IRUSR | S_IWUSR));
    }

    SystemResult<> makeFolderAt(Handle at, const std::string& name, std::uint32_t mode) override
    {
        return done(::mkdirat(at, name.c_str(), static_cast<mode_t>(mode)));
    }

    void close(Handle handle) noexcept override { ::close(handle); }

    SystemResult<NodeInfo> look(Handle handle) override
    {
        struct stat status {};
        if (::fstat(handle, &status) != 0)
            return failed();
        NodeInfo info = infoOf(status);
        if (info.kind == NodeKind::Folder)
            info.mount = mountOf(handle);
        return info;
    }

    SystemResult<NodeInfo> lookAt(Handle at, const std::string& name) override
    {
        struct stat status {};
        if (::fstatat(at, name.c_str(), &status, AT_SYMLINK_NOFOLLOW) != 0)
            return failed();
        return infoOf(status);
    }

    SystemResult<std::string> realPath(Handle folder) override
    {
#ifdef __APPLE__
        std::array<char, MAXPATHLEN + 1> path{};
        if (::fcntl(folder, F_GETPATH, path.data()) != 0)
            return failed();
        return std::string(path.data());
#else
        std::array<char, 8192> path{};
        const std::string link = "/proc/self/fd/" + std::to_string(folder);
        const ssize_t length = ::readlink(link.c_str(), path.data(), path.size());
        if (length < 0)
            return failed();
        if (static_cast<std::size_t>(length) == path.size())
            return failed(ENAMETOOLONG);
        return std::string(path.data(), static_cast<std::size_t>(length));
#endif
    }

    std::optional<std::string> pathInFileSystem([[maybe_unused]] Handle folder) override
    {
#ifdef __linux__
        const auto path = realPath(folder);
        const std::uint64_t mount = mountOf(folder);
        std::ifstream file("/proc/self/mountinfo");
        if (path && mount != 0 && file)
            return lookalike::pathInFileSystem(
                std::string(std::istreambuf_iterator<char>(file), {}), mount, *path);
#endif
        return std::nullopt;
    }

    std::optional<std::string> networkOf(Handle folder) override
    {
        const auto path = realPath(folder);
        return path ? networkFileSystem(pathFromBytes(*path)) : std::nullopt;
    }

    SystemResult<std::size_t> read(Handle handle, std::span<std::uint8_t> out) override
    {
        for (;;) {
            const ssize_t count = ::read(handle, out.data(), out.size());
            if (count >= 0)
                return static_cast<std::size_t>(count);
            if (errno != EINTR)
                return failed();
        }
    }

    SystemResult<> rewind(Handle handle) override
    {
        if (::lseek(handle, 0, SEEK_SET) < 0)
            return failed();
        return {};
    }

    SystemResult<> write(Handle handle, std::string_view bytes) override
    {
        while (!bytes.empty()) {
            const ssize_t count = ::write(handle, bytes.data(), bytes.size());
            if (count < 0 && errno != EINTR)
                return failed();
            if (count == 0)
                return failed(EIO);
            if (count > 0)
                bytes.remove_prefix(static_cast<std::size_t>(count));
        }
        return {};
    }

    SystemResult<> sync(Handle handle) override
    {
        if (const std::error_code error = syncHandle(handle))
            return tl::unexpected(error);
        return {};
    }

    SystemResult<> setModeAndTime(Handle handle, std::uint32_t mode,
                                  std::int64_t modifiedNs) override
    {
        timespec untouched{};
        untouched.tv_nsec = UTIME_OMIT;
        const std::array<timespec, 2> times{untouched, timeOf(modifiedNs)};
        if (::futimens(handle, times.data()) != 0)
            return failed();
        return done(::fchmod(handle, static_cast<mode_t>(mode)));
    }

    SystemResult<> copyAttributes([[maybe_unused]] Handle from, [[maybe_unused]] Handle to) override
    {
#if defined(__linux__)
        return copyExtended(from, to,
                            [](std::string_view name) { return name.starts_with("user."); });
#elif defined(__APPLE__)
        return done(::fcopyfile(from, to, nullptr, COPYFILE_XATTR));
#else
        return {}; // nothing is known of them
#endif
    }

    SystemResult<> copyAccessList([[maybe_unused]] Handle from, [[maybe_unused]] Handle to) override
    {
#if defined(__linux__)
        return copyExtended(
            from, to, [](std::string_view name) { return name == "system.posix_acl_access"; });
#elif defined(__APPLE__)
        return done(::fcopyfile(from, to, nullptr, COPYFILE_ACL));
#else
        return {}; // nothing is known of them
#endif
    }

    // Some file systems (ntfs-3g, NFS) know no rename that spares what is there; with a hard link
    // the new name is complete before the old one goes.
    SystemResult<> renameAt(Handle from, const std::string& name, Handle to,
                            const std::string& toName) override
    {
        auto renamed = renameWith(from, name.c_str(), to, toName.c_str(), RenameMode::NoReplace);
        if (renamed || !isUnsupported(renamed.error()))
            return renamed;
        if (auto linked = linkAt(from, name, to, toName); !linked)
            return linked;
        struct stat source {
        }, target{};
        const bool same = ::fstatat(from, name.c_str(), &source, AT_SYMLINK_NOFOLLOW) == 0 &&
                          ::fstatat(to, toName.c_str(), &target, AT_SYMLINK_NOFOLLOW) == 0 &&
                          source.st_dev == target.st_dev && source.st_ino == target.st_ino;
        if (same && ::unlinkat(from, name.c_str(), 0) == 0)
            return {};
        const int code = same ? errno : EBUSY;
        if (same)
            ::unlinkat(to, toName.c_str(), 0);
        return failed(code);
    }

    SystemResult<> exchangeAt(Handle first, const std::string& name, Handle second,
                              const std::string& secondName) override
    {
        return renameWith(first, name.c_str(), second, secondName.c_str(), RenameMode::Exchange);
    }

    SystemResult<> linkAt(Handle from, const std::string& name, Handle to,
                          const std::string& toName) override
    {
        return done(::linkat(from, name.c_str(), to, toName.c_str(), 0));
    }

    SystemResult<> removeNameAt(Handle at, const std::string& name) override
    {
        return done(::unlinkat(at, name.c_str(), 0));
    }

    SystemResult<Handle> openJournal(const std::string& path) override
    {
        return opened(::open(path.c_str(),
                             O_RDWR | O_CREAT | O_APPEND | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC,
                             S_IRUSR | S_IWUSR));
    }

    SystemResult<Handle> lock(const std::string& path) override
    {
        UniqueHandle file(::open(path.c_str(),
                                 O_RDWR | O_CREAT | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC,
                                 S_IRUSR | S_IWUSR));
        if (!file.isValid())
            return failed();
        if (const std::error_code error = tryLock(file))
            return tl::unexpected(error);
        return file.release();
    }

    SystemResult<> replaceJournal(const std::string& from, const std::string& path) override
    {
        return done(::rename(from.c_str(), path.c_str()));
    }

    std::string dataFolder() override
    {
#ifndef __APPLE__
        const char* data = std::getenv("XDG_DATA_HOME");
        if (data != nullptr && data[0] == '/')
            return data;
        constexpr const char* kBelowHome = "/.local/share";
#else
        constexpr const char* kBelowHome = "";
#endif
        const char* home = std::getenv("HOME");
        if (home == nullptr || home[0] != '/')
            return {};
        return std::string(home) + kBelowHome;
    }

    std::uint32_t userId() override
    {
        return ::geteuid();
    }

    std::int64_t wallSeconds() override
    {
        return std::time(nullptr);
    }

    std::chrono::steady_clock::time_point now() override
    {
        return std::chrono::steady_clock::now();
    }

    std::uint64_t random() override
    {
        std::random_device device;
        return (std::uint64_t{device()} << 32) | device();
    }
};

} // namespace

TrashSystem& realTrashSystem()
{
    static PosixTrashSystem system;
    return system;
}

} // namespace lookalike
