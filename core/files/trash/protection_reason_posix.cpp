// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/path_bytes.h"
#include "core/files/network_volume.h"
#include "core/files/trash/protection_reason.h"

#include <sys/stat.h>
#include <sys/statvfs.h>

#include <string>

namespace lookalike {

namespace {

namespace fs = std::filesystem;

// The name of the folder that the volume is mounted at. Nothing for the root's volume.
std::string mountName(fs::path folder)
{
    struct stat here {};
    if (::stat(folder.c_str(), &here) != 0)
        return {};
    while (folder.has_relative_path()) {
        const fs::path above = folder.parent_path();
        struct stat status {};
        if (::stat(above.c_str(), &status) != 0)
            return {};
        if (status.st_dev != here.st_dev)
            return pathToBytes(folder.filename());
        folder = above;
    }
    return {};
}

} // namespace

ProtectionReason protectionReason(const fs::path& folder)
{
    struct statvfs info {};
    if (::statvfs(folder.c_str(), &info) == 0 && (info.f_flag & ST_RDONLY) != 0)
        return ProtectionReason::ReadOnly;
    if (networkFileSystem(folder))
        return ProtectionReason::Network;
    std::error_code error;
    const fs::path real = fs::canonical(folder, error);
    return !error && isBackup(real, mountName(real)) ? ProtectionReason::Backup
                                                     : ProtectionReason::None;
}

} // namespace lookalike
