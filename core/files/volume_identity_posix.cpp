// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/files/file_reader.h"
#include "core/files/volume_identity.h"

#ifdef __linux__
#include <sys/stat.h>
#include <sys/vfs.h>

#include <cstring>
#include <string_view>
#include <system_error>
#endif

namespace lookalike {

namespace {

#ifdef __linux__
namespace fs = std::filesystem;

// FNV-1a, http://www.isthe.com/chongo/tech/comp/fnv/: short names, and no one is an adversary here.
std::uint64_t hashOf(std::string_view text) noexcept
{
    std::uint64_t hash = 0xCBF29CE484222325;
    for (const char c : text)
        hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001B3;
    return hash;
}

// udev keeps a link to every block device here, named after the identifier of its file system. FAT
// and similar file systems need it, because their statfs() only returns the device number.
std::uint64_t byDisk(dev_t device)
{
    std::error_code error;
    for (fs::directory_iterator it("/dev/disk/by-uuid", error), end; !error && it != end;
         it.increment(error)) {
        struct stat status {};
        if (::stat(it->path().c_str(), &status) == 0 && S_ISBLK(status.st_mode) &&
            status.st_rdev == device)
            return hashOf(it->path().filename().native());
    }
    return 0;
}

std::uint64_t byFileSystem(const fs::path& folder)
{
    struct statfs info {};
    if (::statfs(folder.c_str(), &info) != 0)
        return 0;
    std::uint64_t number = 0;
    static_assert(sizeof info.f_fsid == sizeof number);
    std::memcpy(&number, &info.f_fsid, sizeof number);
    return number;
}
#endif

} // namespace

Result<std::uint64_t> volumeIdentity(const std::filesystem::path& folder)
{
    const auto identity = directoryIdentity(folder);
    if (!identity)
        return fail(identity);
#ifdef __linux__
    if (const std::uint64_t disk = byDisk(static_cast<dev_t>(identity->device)); disk != 0)
        return disk;
    if (const std::uint64_t fileSystem = byFileSystem(folder); fileSystem != 0)
        return fileSystem;
#endif
    return identity->device;
}

} // namespace lookalike
