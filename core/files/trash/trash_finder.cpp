// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/files/trash/trash_finder.h"

#include "core/base/path_bytes.h"
#include "core/base/system_error.h"
#include "core/files/trash/trash_info.h"

#include <algorithm>
#include <utility>

namespace lookalike {

namespace {

constexpr int kSearchAttempts = 4;
constexpr std::size_t kLongestInfo = std::size_t{64} * 1024;

} // namespace

TrashFinder::TrashFinder(TrashSystem& system, std::stop_token stop)
    : m_system(system)
    , m_checker(system, std::move(stop))
{}

bool TrashFinder::isLink(const Spot& spot, const MoveIntent& intent)
{
    return spot.info && intent.link && spot.info->stamp.identity == intent.link->identity;
}

TrashFinder::Spot TrashFinder::lookAtInfo(const MoveIntent& intent)
{
    const std::filesystem::path target = pathFromBytes(intent.target);
    const std::filesystem::path info = target.parent_path().parent_path() / "info";
    return look(pathToBytes(info / target.filename()) + std::string(kTrashInfoSuffix));
}

TrashFinder::Spot TrashFinder::look(const std::string& path)
{
    Spot spot;
    spot.path = pathFromBytes(path);
    spot.name = pathToBytes(spot.path.filename());
    for (int attempt = 0; attempt < kSearchAttempts; ++attempt) {
        const auto folder = m_system.openFolder(pathToBytes(spot.path.parent_path()));
        if (folder) {
            spot.folder = OpenNode(m_system, *folder);
            break;
        }
        if (isMissing(folder.error())) {
            spot.unknown.reset();
            return spot;
        }
        spot.unknown = failSystem(folder.error(), "Cannot list the folder"_msg, spot.path).value();
    }
    if (spot.folder.isOpen())
        lookAgain(spot);
    return spot;
}

void TrashFinder::lookAgain(Spot& spot)
{
    if (!spot.folder.isOpen())
        return;
    spot.info.reset();
    for (int attempt = 0; attempt < kSearchAttempts; ++attempt) {
        const auto info = m_system.lookAt(spot.folder.get(), spot.name);
        if (info)
            spot.info = *info;
        if (info || isMissing(info.error())) {
            spot.unknown.reset();
            return;
        }
        spot.unknown = failSystem(info.error(), "Cannot access the file"_msg, spot.path).value();
    }
}

// By identity; and by content where no place has that identity, as after a device came back with
// other numbers.
TrashFinder::Places TrashFinder::find(const MoveIntent& intent)
{
    Places places{look(intent.origin), look(intent.target)};
    if (!places.known())
        return places;
    const auto holds = [&intent](const Spot& spot) {
        return spot.info && spot.info->kind == NodeKind::File &&
               spot.info->stamp.identity == intent.stamp.identity;
    };
    places.atOrigin = holds(places.origin);
    places.inTrash = holds(places.trash) && !places.atOrigin;
    if (!places.atOrigin && !places.inTrash) {
        places.inTrash = hasContentOf(places.trash, intent);
        // A link in its place has its content, too.
        places.atOrigin = !places.inTrash && !isLink(places.origin, intent) &&
                          hasContentOf(places.origin, intent);
    }
    return places;
}

bool TrashFinder::hasContentOf(const Spot& spot, const MoveIntent& intent)
{
    if (!spot.info || spot.info->kind != NodeKind::File ||
        spot.info->stamp.size != intent.stamp.size)
        return false;
    const auto handle = m_system.openFileAt(spot.folder.get(), spot.name);
    if (!handle)
        return false;
    const OpenNode file(m_system, *handle);
    const auto content = m_checker.hash(file, spot.path, intent.content.kind);
    return content && *content == intent.content;
}

// A move by hard link, or a link taken off, that was cut short leaves a name too many.
bool TrashFinder::tidyUp(const MoveIntent& intent, const FileIdentity& file, Spot& trash)
{
    return removeSpareName(trash, file) &&
           (!intent.link || removeSpareName(trash, intent.link->identity)) &&
           removeInfo(intent, trash);
}

// Removes a name of a file that has others; true where no such name is left.
bool TrashFinder::removeSpareName(Spot& spot, const FileIdentity& identity)
{
    lookAgain(spot);
    if (spot.unknown)
        return false;
    if (!spot.info || spot.info->kind != NodeKind::File || spot.info->stamp.identity != identity ||
        spot.info->links < 2)
        return true;
    static_cast<void>(m_system.removeNameAt(spot.folder.get(), spot.name));
    lookAgain(spot);
    return !spot.info && !spot.unknown;
}

// Only one that is ours, and only where nothing in the trash needs it; true where none is left.
bool TrashFinder::removeInfo(const MoveIntent& intent, const Spot& trash)
{
    if (trash.info || trash.unknown || intent.infoPath.empty())
        return !trash.unknown;
    Spot info = lookAtInfo(intent);
    if (!info.info)
        return !info.unknown;
    const auto handle = m_system.openFileAt(info.folder.get(), info.name);
    if (!handle)
        return false;
    const OpenNode file(m_system, *handle);
    std::string text(kLongestInfo, '\0');
    std::size_t size = 0;
    while (size < text.size()) {
        const auto count = m_system.read(
            file.get(), {reinterpret_cast<std::uint8_t*>(text.data()) + size, text.size() - size});
        if (!count)
            return false;
        if (*count == 0)
            break;
        size += *count;
    }
    text.resize(size);
    return !isTrashInfoOf(text, intent.infoPath) ||
           m_system.removeNameAt(info.folder.get(), info.name).has_value();
}

Result<> TrashFinder::makeFolders(Spot& spot)
{
    constexpr std::uint32_t kMode = 0777; // less what the user's umask takes
    std::string path = pathToBytes(spot.path.parent_path());
    const std::string whole = path;
    auto handle = openNearest(path);
    for (std::size_t begin = path.size() == 1 ? 1 : path.size() + 1;
         handle && begin < whole.size();) {
        const OpenNode above(m_system, *handle);
        const std::size_t end = std::min(whole.find('/', begin), whole.size());
        const std::string name = whole.substr(begin, end - begin);
        const auto made = m_system.makeFolderAt(above.get(), name, kMode);
        if (!made && made.error() != std::errc::file_exists)
            return failSystem(made.error(), "Cannot create its folder again"_msg, spot.path);
        handle = m_system.openFolderAt(above.get(), name);
        begin = end + 1;
    }
    if (!handle)
        return failSystem(handle.error(), "Cannot create its folder again"_msg, spot.path);
    spot.folder = OpenNode(m_system, *handle);
    return {};
}

SystemResult<TrashSystem::Handle> TrashFinder::openNearest(std::string& path)
{
    auto handle = m_system.openFolder(path);
    while (!handle && isMissing(handle.error()) && path.size() > 1) {
        const std::size_t slash = path.rfind('/');
        if (slash == std::string::npos)
            break; // a drive that is not there
        path.resize(std::max<std::size_t>(slash, 1));
        handle = m_system.openFolder(path);
    }
    return handle;
}

} // namespace lookalike
