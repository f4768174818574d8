// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/path_bytes.h"
#include "core/base/system_error.h"
#include "core/files/trash/trash_finder.h"
#include "core/files/trash/trash_place.h"

#include <algorithm>
#include <filesystem>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace lookalike {

namespace {

constexpr std::uint32_t kOwnerOnly = 0700;
constexpr int kDeepest = 4096;

#ifdef __APPLE__
constexpr bool kHasInfo = false;
#else
constexpr bool kHasInfo = true;
constexpr std::uint32_t kSticky = 01000;
#endif

bool isOnSameMount(const NodeInfo& a, const NodeInfo& b)
{
    return a.stamp.identity.device == b.stamp.identity.device &&
           (a.mount == b.mount || a.mount == 0 || b.mount == 0);
}

// Looks for the trash of one folder.
class TrashLookup {
public:
    TrashLookup(TrashSystem& system, const NodeInfo& folder, std::filesystem::path path,
                MissingTrash missing)
        : m_system(system)
        , m_folder(folder)
        , m_path(std::move(path))
        , m_missing(missing)
    {}

    /// Nothing where the home trash is on another device.
    Result<std::optional<TrashPlace>> homeTrash();
    Result<TrashPlace> volumeTrash(const OpenNode& folder);

private:
    enum class Kind { Home, OnVolume };
    // A folder that is there, or is made; not open where it is only to be looked for.
    Result<OpenNode> subfolder(const OpenNode& at, const std::string& name);
    Result<OpenNode> topFolder(const OpenNode& folder);
    Result<TrashPlace> placeIn(OpenNode trash, const std::string& path, std::string top, Kind kind);
    Result<NodeInfo> look(const OpenNode& folder);
    tl::unexpected<Error> failed(const std::error_code& error, const Message& action) const
    {
        return failSystem(error, action, m_path);
    }

    TrashSystem& m_system;
    const NodeInfo m_folder;
    const std::filesystem::path m_path;
    const MissingTrash m_missing;
};

Result<NodeInfo> TrashLookup::look(const OpenNode& folder)
{
    const auto info = m_system.look(folder.get());
    if (!info)
        return failed(info.error(), "Cannot access the trash"_msg);
    return *info;
}

Result<OpenNode> TrashLookup::subfolder(const OpenNode& at, const std::string& name)
{
    if (!at.isOpen())
        return OpenNode();
    auto handle = m_system.openFolderAt(at.get(), name);
    if (!handle && isMissing(handle.error())) {
        if (m_missing == MissingTrash::Leave)
            return OpenNode();
        const auto made = m_system.makeFolderAt(at.get(), name, kOwnerOnly);
        if (!made && made.error() != std::errc::file_exists)
            return failed(made.error(), "Cannot create a trash folder"_msg);
        handle = m_system.openFolderAt(at.get(), name);
    }
    if (!handle)
        return failed(handle.error(), "Cannot open the trash"_msg);
    return OpenNode(m_system, *handle);
}

Result<TrashPlace> TrashLookup::placeIn(OpenNode trash, const std::string& path, std::string top,
                                        Kind kind)
{
    if (trash.isOpen()) {
        const auto info = look(trash);
        if (!info)
            return fail(info);
        if (!isOnSameMount(*info, m_folder))
            return fail(ErrorCode::Unsupported, "The trash is on another device"_msg, m_path);
        if (kind != Kind::Home && info->owner != m_system.userId())
            return fail(ErrorCode::PermissionDenied, "The trash belongs to another user"_msg,
                        m_path);
    }
    TrashPlace place;
    place.topFolder = std::move(top);
    if (!kHasInfo) {
        place.files = std::move(trash);
        place.filesPath = path;
        return place;
    }
    auto files = subfolder(trash, "files");
    if (!files)
        return fail(files);
    auto info = subfolder(trash, "info");
    if (!info)
        return fail(info);
    place.files = std::move(*files);
    place.info = std::move(*info);
    place.filesPath = path + "/files";
    for (const OpenNode* node : {&place.files, &place.info}) {
        if (!node->isOpen())
            continue;
        const auto there = look(*node);
        if (!there)
            return fail(there);
        if (!isOnSameMount(*there, m_folder))
            return fail(ErrorCode::Unsupported, "The trash is on another device"_msg, m_path);
    }
    return place;
}

Result<std::optional<TrashPlace>> TrashLookup::homeTrash()
{
    std::string path = homeTrashPath(m_system);
    if (path.empty())
        return std::nullopt;
    const std::string trash = path;
    std::vector<std::string> missing;
    std::optional<std::error_code> unusable;
    auto handle = m_system.openFolder(path);
    while (!handle && path.size() > 1) {
        if (!isMissing(handle.error()))
            unusable = handle.error();
        const std::size_t slash = path.rfind('/');
        if (slash + 1 < path.size())
            missing.push_back(path.substr(slash + 1));
        path.resize(std::max<std::size_t>(slash, 1));
        handle = m_system.openFolder(path);
    }
    if (!handle)
        return failed(handle.error(), "Cannot open the trash"_msg);
    OpenNode node(m_system, *handle);
    const auto info = look(node);
    if (!info)
        return fail(info);
    if (!isOnSameMount(*info, m_folder))
        return std::nullopt;
#ifdef __APPLE__
    if (unusable == std::errc::operation_not_permitted)
        return fail(ErrorCode::PermissionDenied,
                    "macOS lets Lookalike use the trash only with Full Disk Access"_msg, m_path);
#endif
    if (unusable)
        return failed(*unusable, "Cannot open the trash"_msg);
    for (; !missing.empty(); missing.pop_back()) {
        auto below = subfolder(node, missing.back());
        if (!below)
            return fail(below);
        node = std::move(*below);
    }
    auto place = placeIn(std::move(node), trash, {}, Kind::Home);
    if (!place)
        return fail(place);
    return std::move(*place);
}

// Up to where the device ends.
Result<OpenNode> TrashLookup::topFolder(const OpenNode& folder)
{
    auto handle = m_system.openFolderAt(folder.get(), ".");
    FileIdentity last = m_folder.stamp.identity;
    for (int depth = 0; handle && depth < kDeepest; ++depth) {
        OpenNode here(m_system, *handle);
        handle = m_system.openFolderAt(here.get(), "..");
        if (!handle)
            break;
        OpenNode above(m_system, *handle);
        const auto info = look(above);
        if (!info)
            return fail(info);
        if (!isOnSameMount(*info, m_folder) || info->stamp.identity == last)
            return here;
        last = info->stamp.identity;
        handle = m_system.openFolderAt(above.get(), ".");
    }
    if (!handle)
        return failed(handle.error(), "Cannot find the top folder of the device"_msg);
    return fail(ErrorCode::TooLarge, "The folders are nested too deeply"_msg, m_path);
}

Result<TrashPlace> TrashLookup::volumeTrash(const OpenNode& folder)
{
    auto top = topFolder(folder);
    if (!top)
        return fail(top);
    auto topPath = m_system.realPath(top->get());
    if (!topPath)
        return failed(topPath.error(), "Cannot find the top folder of the device"_msg);
    if (*topPath == "/")
        topPath->clear();
    const std::string user = std::to_string(m_system.userId());
#ifdef __APPLE__
    // The folder above may be searched, but not opened for reading.
    const std::string path = *topPath + "/.Trashes/" + user;
    const auto handle = m_system.openFolder(path);
    if (!handle)
        return fail(ErrorCode::Unsupported, "This volume has no trash"_msg, m_path);
    return placeIn(OpenNode(m_system, *handle), path, *topPath + "/", Kind::OnVolume);
#else
    if (const auto shared = m_system.openFolderAt(top->get(), ".Trash")) {
        const OpenNode open(m_system, *shared);
        const auto info = m_system.look(*shared);
        if (info && (info->mode & kSticky) != 0) {
            if (auto own = subfolder(open, user)) {
                auto place = placeIn(std::move(*own), *topPath + "/.Trash/" + user, *topPath + "/",
                                     Kind::OnVolume);
                if (place)
                    return place;
            }
        }
    }
    const std::string name = ".Trash-" + user;
    auto own = subfolder(*top, name);
    if (!own)
        return fail(own);
    return placeIn(std::move(*own), *topPath + "/" + name, *topPath + "/", Kind::OnVolume);
#endif
}

} // namespace

Result<TrashPlace> findTrash(TrashSystem& system, const OpenNode& folder,
                             const std::filesystem::path& path, MissingTrash missing)
{
    if (const auto network = system.networkOf(folder.get()))
        return fail(ErrorCode::Unsupported,
                    "There is no trash on a network drive (%1)"_msg(*network), path);
    const auto info = system.look(folder.get());
    if (!info)
        return failSystem(info.error(), "Cannot access the folder"_msg, path);
    TrashLookup finder(system, *info, path, missing);
    auto home = finder.homeTrash();
    if (!home)
        return fail(home);
    if (*home)
        return std::move(**home);
    return finder.volumeTrash(folder);
}

std::string homeTrashPath(TrashSystem& system)
{
#ifdef __APPLE__
    constexpr const char* kName = "/.Trash";
#else
    constexpr const char* kName = "/Trash";
#endif
    const std::string path = system.dataFolder();
    return path.empty() ? path : path + kName;
}

} // namespace lookalike
