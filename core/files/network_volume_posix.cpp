// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/files/network_volume.h"

#include <array>
#include <utility>

#ifdef __linux__
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <sys/vfs.h>

#include <fstream>
#include <sstream>
#else
#include <sys/mount.h>
#include <sys/param.h>
#endif

namespace lookalike {

namespace {

constexpr std::uint64_t kFuse = 0x65735546;

// Values of statfs(2); those without a glibc header are taken from the kernel.
constexpr std::array<std::pair<std::uint64_t, const char*>, 14> kNetworkMagics{{
    {0x6969, "NFS"},
    {0x517B, "SMB"},
    {0xFF534D42, "CIFS"},
    {0xFE534D42, "SMB"},
    {0x01021997, "9P"},
    {0x00C36400, "Ceph"},
    {0x5346414F, "AFS"},
    {0x6B414653, "AFS"},
    {0x73757245, "Coda"},
    {0x0BD00BD0, "Lustre"},
    {0x564C, "NCP"},
    {0x7461636F, "OCFS2"},
    {0x01161970, "GFS2"},
    {0x786F4256, "VirtualBox shared folder"},
}};

// FUSE serves local disks (ntfs-3g, exfat, mergerfs) as well as these network file systems.
constexpr std::array<std::string_view, 12> kNetworkFuse{
    "sshfs",     "rclone", "s3fs",     "gcsfuse",    "davfs",   "curlftpfs",
    "glusterfs", "cephfs", "smbnetfs", "gvfsd-fuse", "juicefs", "vmhgfs-fuse"};

#ifdef __linux__
// Parses "36 35 98:0 /root /mount options - type source options" and returns the type for a device.
std::string mountedType(dev_t device)
{
    const std::string wanted = std::to_string(major(device)) + ":" + std::to_string(minor(device));
    std::ifstream mounts("/proc/self/mountinfo");
    for (std::string line; std::getline(mounts, line);) {
        std::istringstream words(line);
        std::string id, parent, numbers;
        words >> id >> parent >> numbers;
        const std::size_t dash = line.find(" - ");
        if (numbers != wanted || dash == std::string::npos)
            continue;
        const std::size_t begin = dash + 3;
        return line.substr(begin, line.find(' ', begin) - begin);
    }
    return {};
}
#endif

} // namespace

std::optional<std::string> networkFileSystemByType(std::uint64_t magic, std::string_view type)
{
    for (const auto& [number, name] : kNetworkMagics)
        if (number == magic)
            return name;
    if (magic != kFuse)
        return std::nullopt;
    const std::size_t dot = type.find('.');
    if (dot != std::string_view::npos)
        type.remove_prefix(dot + 1);
    for (const std::string_view name : kNetworkFuse)
        if (type == name)
            return std::string(name);
    return std::nullopt;
}

std::optional<std::string> networkFileSystem(const std::filesystem::path& folder)
{
    struct statfs info {};
    if (::statfs(folder.c_str(), &info) != 0)
        return std::nullopt;
#ifdef __linux__
    // f_type is signed on some architectures; the magic number is in its lower 32 bits.
    const auto magic = static_cast<std::uint32_t>(info.f_type);
    std::string type;
    struct stat status {};
    if (magic == kFuse && ::stat(folder.c_str(), &status) == 0)
        type = mountedType(status.st_dev);
    return networkFileSystemByType(magic, type);
#else
    if ((info.f_flags & MNT_LOCAL) != 0)
        return std::nullopt;
    return std::string(info.f_fstypename);
#endif
}

} // namespace lookalike
