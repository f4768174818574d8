// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/library/data_folder.h"

#include "core/base/atomic_file.h"
#include "core/base/path_bytes.h"
#include "core/base/path_within.h"
#include "core/base/paths.h"
#include "core/base/system_error.h"
#include "core/catalog/catalog_backup.h"
#include "core/catalog/catalog_lock.h"
#include "core/files/network_volume.h"

#include <fstream>
#include <functional>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace lookalike {

namespace fs = std::filesystem;

namespace {

constexpr const char* kCatalog = "catalog.db";
constexpr const char* kModels = "models";
/// Lies in every chosen folder: without it, the folder is only the place where a disk would be.
constexpr const char* kSign = ".lookalike-data";
/// Marks where a move began or ended while the catalog was not opened since: what is there is only
/// a copy. A folder that is in use loses it with the next start.
constexpr const char* kMoving = ".lookalike-moving";
constexpr std::size_t kBufferBytes = 1U << 20;

fs::path withName(const fs::path& folder, const char* name)
{
    return folder / name;
}

/// The nearest folder above that exists.
fs::path existing(fs::path folder)
{
    std::error_code error;
    while (!folder.empty() && !fs::exists(folder, error) && folder != folder.parent_path())
        folder = folder.parent_path();
    return folder;
}

Result<> writeSign(const fs::path& file)
{
    return writeAtomically(file, "Lookalike keeps its data here.\n");
}

/// What a move takes along, as paths below the data folder; the catalog itself comes apart.
struct Parts {
    std::vector<fs::path> files;
    std::vector<fs::path> roots; ///< what to remove afterwards
    std::uint64_t bytes = 0;
};

Result<Parts> partsOf(const fs::path& folder)
{
    Parts parts;
    std::error_code error;
    const auto take = [&](const fs::path& file) {
        parts.files.push_back(file.lexically_relative(folder));
        std::error_code ignored;
        parts.bytes += fs::file_size(file, ignored);
    };
    for (const auto& entry : fs::directory_iterator(folder, error)) {
        const std::string name = pathToBytes(entry.path().filename());
        const bool ofCatalog = name.starts_with(kCatalog);
        // SQLite's own two files and the lock are created again when they are needed.
        if ((!ofCatalog && name != kModels) || name.ends_with("-wal") || name.ends_with("-shm") ||
            name.ends_with(".lock") || name.ends_with(".part"))
            continue;
        parts.roots.push_back(entry.path().filename());
        if (entry.is_directory()) {
            for (fs::recursive_directory_iterator it(entry.path(), error), end; !error && it != end;
                 it.increment(error))
                if (it->is_regular_file())
                    take(it->path());
        } else if (name != kCatalog) {
            take(entry.path());
        } else {
            parts.bytes += entry.file_size();
        }
    }
    if (error)
        return failSystem(error, "Cannot list the data folder"_msg, folder);
    return parts;
}

bool sameBytes(const fs::path& first, const fs::path& second)
{
    std::ifstream a(first, std::ios::binary);
    std::ifstream b(second, std::ios::binary);
    std::vector<char> left(kBufferBytes);
    std::vector<char> right(kBufferBytes);
    while (a && b) {
        a.read(left.data(), static_cast<std::streamsize>(left.size()));
        b.read(right.data(), static_cast<std::streamsize>(right.size()));
        if (a.gcount() != b.gcount() ||
            !std::equal(left.begin(), left.begin() + a.gcount(), right.begin()))
            return false;
    }
    return a.eof() && b.eof();
}

Result<> copyFile(const fs::path& from, const fs::path& to)
{
    std::error_code error;
    if (auto made = makePrivateFolder(to.parent_path()); !made)
        return made;
    fs::copy_file(from, to, fs::copy_options::overwrite_existing, error);
    if (error)
        return failSystem(error, "The file cannot be copied"_msg, to);
    // Backups are told apart by their age.
    fs::last_write_time(to, fs::last_write_time(from, error), error);
    if (!sameBytes(from, to))
        return fail(ErrorCode::Changed, "The file changed while it was being copied"_msg, from);
    return {};
}

/// Brings the files of `parts` in `folder` to the disk, and all folders that lead to them from
/// `old` on, which was there before.
Result<> syncAll(const fs::path& folder, const Parts& parts, const fs::path& old)
{
    std::set<fs::path, std::greater<>> folders{old};
    for (fs::path above = folder; above != old; above = above.parent_path())
        folders.insert(above);
    for (const fs::path& file : parts.files) {
        if (auto synced = syncToDisk(folder / file); !synced)
            return synced;
        for (fs::path above = file.parent_path(); !above.empty(); above = above.parent_path())
            folders.insert(folder / above); // the deepest come first
    }
    for (const fs::path& each : folders)
        if (auto synced = syncToDisk(each); !synced)
            return synced;
    return {};
}

Result<> copyAll(const fs::path& from, const fs::path& to, const Parts& parts,
                 const std::function<void(std::uint64_t, std::uint64_t)>& onBytes,
                 const std::stop_token& stop)
{
    std::uint64_t done = 0;
    for (const fs::path& file : parts.files) {
        if (stop.stop_requested())
            return fail(ErrorCode::Cancelled, "Cancelled"_msg);
        if (auto copied = copyFile(from / file, to / file); !copied)
            return copied;
        std::error_code ignored;
        done += fs::file_size(to / file, ignored);
        if (onBytes)
            onBytes(done, parts.bytes);
    }
    const fs::path catalog = withName(from, kCatalog);
    std::error_code error;
    if (!fs::exists(catalog, error))
        return {};
    for (const char* suffix : {"", "-wal", "-shm"}) // of a move that was interrupted
        fs::remove(to / (std::string(kCatalog) + suffix), error);
    return backupCatalog(catalog, Access::Read, withName(to, kCatalog));
}

void removeParts(const fs::path& folder, const Parts& parts)
{
    std::error_code ignored; // what stays takes up room and is never opened
    for (const fs::path& root : parts.roots)
        fs::remove_all(folder / root, ignored);
    for (const char* suffix : {"-wal", "-shm"})
        fs::remove(folder / (std::string(kCatalog) + suffix), ignored);
    for (const char* sign : {kSign, kMoving})
        fs::remove(withName(folder, sign), ignored);
}

} // namespace

Result<DataPlace> checkDataPlace(const fs::path& folder)
{
    if (!folder.is_absolute())
        return fail(ErrorCode::InvalidArgument, "A folder cannot be here"_msg, folder);
    std::error_code error;
    if (fs::exists(folder, error) && !fs::is_directory(folder, error))
        return fail(ErrorCode::InvalidArgument, "This is a file, not a folder"_msg, folder);
    const fs::path there = existing(folder);
    if (const auto network = networkFileSystem(there))
        return fail(ErrorCode::Conflict,
                    "The data cannot be on a network file system (%1), where it would be "
                    "damaged"_msg(*network),
                    folder);
    const fs::path probe = withName(there, ".lookalike-probe");
    if (auto written = writeSign(probe); !written)
        return fail(ErrorCode::PermissionDenied, "This folder cannot be written to"_msg, folder);
    fs::remove(probe, error);
    if (fs::exists(withName(folder, kMoving), error))
        return DataPlace::Unfinished;
    return fs::exists(withName(folder, kCatalog), error) ? DataPlace::HasCatalog : DataPlace::Empty;
}

Result<> useDataFolder(const fs::path& folder)
{
    if (folder.empty() || folder == usualDataFolder())
        return setChosenDataFolder({});
    const auto place = checkDataPlace(folder);
    if (!place)
        return fail(place);
    if (*place == DataPlace::Unfinished)
        return fail(ErrorCode::Conflict, "The data was not moved there completely"_msg, folder);
    if (auto made = makePrivateFolder(folder); !made)
        return made;
    if (auto signedAs = writeSign(withName(folder, kSign)); !signedAs)
        return signedAs;
    return setChosenDataFolder(folder);
}

Result<> moveData(const fs::path& folder,
                  const std::function<void(std::uint64_t, std::uint64_t)>& onBytes,
                  const std::stop_token& stop)
{
    const fs::path from = userFolder(UserFolder::Data);
    const auto place = checkDataPlace(folder);
    if (!place)
        return fail(place);
    if (*place == DataPlace::HasCatalog)
        return fail(ErrorCode::Conflict, "The folder already holds a catalog"_msg, folder);
    const fs::path to = folder.lexically_normal();
    if (isPathWithin(from, to) || isPathWithin(to, from))
        return fail(ErrorCode::InvalidArgument,
                    "Choose a folder that is not inside the old one and does not contain it"_msg,
                    folder);
    std::optional<FileLock> lock;
    std::error_code error;
    if (fs::exists(from, error)) {
        auto acquired = lockCatalog(withName(from, kCatalog));
        if (!acquired)
            return fail(acquired);
        lock.emplace(std::move(*acquired));
    }
    const auto parts = partsOf(from);
    if (!parts)
        return fail(parts);
    const fs::path old = existing(folder);
    const auto space = fs::space(old, error);
    if (!error && space.available < parts->bytes)
        return fail(ErrorCode::NoSpace, "There is not enough disk space for the data"_msg, folder);
    if (auto made = makePrivateFolder(folder); !made)
        return made;
    if (auto begun = writeSign(withName(folder, kMoving)); !begun)
        return begun;
    if (auto copied = copyAll(from, folder, *parts, onBytes, stop); !copied)
        return copied;
    // From here on both places are complete; the choice, which changes at one instant, decides
    // which of them counts.
    for (const fs::path& sign : {withName(folder, kSign), withName(from, kMoving)})
        if (auto written = writeSign(sign); !written)
            return written;
    if (auto synced = syncAll(folder, *parts, old); !synced)
        return synced;
    if (auto chosen = setChosenDataFolder(folder == usualDataFolder() ? fs::path() : folder);
        !chosen)
        return chosen;
    fs::remove(withName(folder, kMoving), error);
    removeParts(from, *parts);
    return {};
}

Result<> checkChosenDataFolder()
{
    const fs::path chosen = chosenDataFolder();
    std::error_code error;
    if (chosen.empty() || fs::exists(withName(chosen, kSign), error)) {
        fs::remove(withName(userFolder(UserFolder::Data), kMoving), error);
        return {};
    }
    return fail(ErrorCode::NotFound,
                "The folder with the catalog is missing. Is its disk attached? Another "
                "folder can be chosen in the settings"_msg,
                chosen);
}

} // namespace lookalike
