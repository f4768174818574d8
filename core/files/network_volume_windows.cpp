// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/files/network_volume.h"

#include <windows.h>

namespace lookalike {

std::optional<std::string> networkFileSystem(const std::filesystem::path& folder)
{
    wchar_t root[MAX_PATH + 1] = {};
    if (!::GetVolumePathNameW(folder.c_str(), root, MAX_PATH + 1))
        return std::nullopt;
    if (::GetDriveTypeW(root) != DRIVE_REMOTE)
        return std::nullopt;
    return "network drive";
}

} // namespace lookalike
