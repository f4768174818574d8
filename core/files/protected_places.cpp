// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/files/protected_places.h"

#include "core/base/path_bytes.h"
#include "core/base/path_within.h"
#include "core/base/system_error.h"

#include <algorithm>

namespace lookalike {

ProtectedPlaces::ProtectedPlaces(TrashSystem& system,
                                 std::span<const std::filesystem::path> folders)
    : m_system(system)
{
    for (const std::filesystem::path& path : folders) {
        m_paths.push_back(path.lexically_normal());
        const auto folder = m_system.openFolder(pathToBytes(path));
        if (!folder && (folder.error() == std::errc::no_such_file_or_directory))
            continue; // away with its device: nothing in it can be reached
        if (!folder) {
            m_unknown =
                failSystem(folder.error(), "Cannot access the protected folder"_msg, path).value();
            continue;
        }
        const OpenNode open(m_system, *folder);
        const auto info = m_system.look(*folder);
        if (!info) {
            m_unknown =
                failSystem(info.error(), "Cannot access the protected folder"_msg, path).value();
            continue;
        }
        m_folders.insert(info->stamp.identity);
        m_places.push_back(
            {info->stamp.identity.device, info->mount, m_system.pathInFileSystem(*folder)});
    }
}

bool ProtectedPlaces::hold(const CheckedFile& file) const
{
    const auto isKnown = [this](const FileIdentity& folder) { return m_folders.contains(folder); };
    return std::any_of(file.folders.begin(), file.folders.end(), isKnown) ||
           std::any_of(m_paths.begin(), m_paths.end(),
                       [&file](const std::filesystem::path& folder) {
                           return isPathWithin(folder, file.path) ||
                                  isPathWithin(folder, file.realFolder);
                       }) ||
           holdUnderMount(file);
}

bool ProtectedPlaces::holdUnderMount(const CheckedFile& file) const
{
    const auto sameDevice = [&](const Place& place) {
        return place.device == file.folders.front().device;
    };
    if (std::none_of(m_places.begin(), m_places.end(), sameDevice))
        return false;
    const auto inside = m_system.pathInFileSystem(file.folder.get());
    return std::any_of(m_places.begin(), m_places.end(), [&](const Place& place) {
        if (!sameDevice(place))
            return false;
        if (inside && place.path)
            return isPathWithin(*place.path, *inside);
        // Within one mount the folders above the file have told.
        const auto folder = m_system.look(file.folder.get());
        return !folder || folder->mount != place.mount;
    });
}

} // namespace lookalike
