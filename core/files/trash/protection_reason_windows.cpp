// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/path_bytes.h"
#include "core/files/network_volume.h"
#include "core/files/trash/protection_reason.h"

#include <windows.h>

namespace lookalike {

ProtectionReason protectionReason(const std::filesystem::path& folder)
{
    wchar_t root[MAX_PATH + 1] = {};
    wchar_t label[MAX_PATH + 1] = {};
    DWORD flags = 0;
    const bool known =
        ::GetVolumePathNameW(folder.c_str(), root, MAX_PATH + 1) &&
        ::GetVolumeInformationW(root, label, MAX_PATH + 1, nullptr, nullptr, &flags, nullptr, 0);
    if (known && (flags & FILE_READ_ONLY_VOLUME) != 0)
        return ProtectionReason::ReadOnly;
    if (networkFileSystem(folder))
        return ProtectionReason::Network;
    return isBackup(folder, pathToBytes(std::filesystem::path(label))) ? ProtectionReason::Backup
                                                                       : ProtectionReason::None;
}

} // namespace lookalike
