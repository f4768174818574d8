// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/files/checked_file.h"

#include "core/base/path_bytes.h"
#include "core/base/system_error.h"
#include "core/files/discard_place.h"
#include "core/files/moves/move_record.h"
#include "core/files/own_files.h"
#include "core/files/trash/trash_place.h"

#include <algorithm>
#include <cstring>
#include <memory>
#include <string_view>
#include <utility>

namespace lookalike {

namespace {

constexpr std::size_t kBufferSize = std::size_t{64} * 1024;
constexpr std::chrono::seconds kLongestRead{60};
constexpr std::uint64_t kSlowestBytesPerSecond = 1 << 20; ///< of what is larger than usual
constexpr std::size_t kMaxFolderDepth = 4096;

tl::unexpected<Error> changed(const std::filesystem::path& path)
{
    return fail(ErrorCode::Changed, "The file has changed since it was scanned"_msg, path);
}

} // namespace

Result<std::vector<FileIdentity>> foldersUpwards(TrashSystem& system, const OpenNode& folder,
                                                 const std::filesystem::path& path)
{
    std::vector<FileIdentity> folders;
    OpenNode above;
    for (TrashSystem::Handle here = folder.get(); folders.size() < kMaxFolderDepth;) {
        const auto info = system.look(here);
        if (!info)
            return failSystem(info.error(), "Cannot access the folder"_msg, path);
        if (!folders.empty() && folders.back() == info->stamp.identity)
            return folders;
        folders.push_back(info->stamp.identity);
        const auto next = system.openFolderAt(here, "..");
        if (!next)
            return failSystem(next.error(), "Cannot access the parent folders"_msg, path);
        above = OpenNode(system, *next);
        here = *next;
    }
    return fail(ErrorCode::TooLarge, "The folders are nested too deeply"_msg, path);
}

FileChecker::FileChecker(TrashSystem& system, std::stop_token stop)
    : m_system(system)
    , m_stop(std::move(stop))
    , m_buffer(std::make_unique_for_overwrite<std::uint8_t[]>(kBufferSize))
    , m_other(std::make_unique_for_overwrite<std::uint8_t[]>(kBufferSize))
{
    const auto trash = m_system.openFolder(homeTrashPath(m_system));
    if (!trash)
        return;
    const OpenNode open(m_system, *trash);
    if (const auto info = m_system.look(*trash))
        m_homeTrash = info->stamp.identity;
}

Result<CheckedFile> FileChecker::open(const ExpectedFile& expected)
{
    const std::filesystem::path& path = expected.path;
    CheckedFile file;
    file.name = pathToBytes(path.filename());
    if (!path.is_absolute() || file.name.empty() || file.name == "." || file.name == "..")
        return fail(ErrorCode::InvalidArgument, "Not the full path of a file"_msg, path);
    const auto folder = m_system.openFolder(pathToBytes(path.parent_path()));
    if (!folder)
        return failSystem(folder.error(), "Cannot open the file's folder"_msg, path);
    file.folder = OpenNode(m_system, *folder);
    auto real = m_system.realPath(*folder);
    if (!real)
        return failSystem(real.error(), "Cannot determine where the file's folder is"_msg, path);
    file.path = pathToBytes(path);
    if (!isPlainPath(file.path))
        file.path = pathBelow(*real, file.name);
    file.realFolder = std::move(*real);

    const auto named = m_system.lookAt(*folder, file.name);
    if (!named)
        return failSystem(named.error(), "Cannot access the file"_msg, path);
    if (named->kind == NodeKind::Link)
        return fail(ErrorCode::Unsupported, "A symbolic link, not a file"_msg, path);
    if (named->kind != NodeKind::File)
        return fail(ErrorCode::Unsupported, "Not a regular file"_msg, path);
    if (auto foreign = checkForeign(path, named->stamp.identity); !foreign)
        return fail(foreign);
    const auto handle = m_system.openFileAt(*folder, file.name);
    if (!handle)
        return failSystem(handle.error(), "Cannot open the file"_msg, path);
    file.file = OpenNode(m_system, *handle);
    const auto info = m_system.look(*handle);
    if (!info)
        return failSystem(info.error(), "Cannot access the file"_msg, path);
    file.info = *info;
    const FileStamp& stamp = info->stamp;
    if (info->kind != NodeKind::File || stamp.identity != expected.stamp.identity ||
        stamp.size != expected.stamp.size || stamp.modifiedNs != expected.stamp.modifiedNs)
        return changed(path);
    auto folders = foldersUpwards(m_system, file.folder, path);
    if (!folders)
        return fail(folders);
    file.folders = std::move(*folders);
    file.inTrash =
        isDiscarded(pathFromBytes(file.realFolder) / pathFromBytes(file.name)) ||
        (m_homeTrash && std::ranges::find(file.folders, *m_homeTrash) != file.folders.end());
    return file;
}

Result<std::size_t> FileChecker::readPart(const OpenNode& file, std::span<std::uint8_t> out,
                                          const std::filesystem::path& path, Deadline deadline)
{
    std::size_t done = 0;
    while (done < out.size()) {
        if (m_stop.stop_requested())
            return fail(ErrorCode::Cancelled, "Stopped"_msg, path);
        if (m_system.now() > deadline)
            return fail(ErrorCode::Timeout, "Reading the file takes too long"_msg, path);
        const auto count = m_system.read(file.get(), out.subspan(done));
        if (!count)
            return failSystem(count.error(), "Cannot read the file"_msg, path);
        if (*count == 0)
            break;
        done += *count;
    }
    return done;
}

FileChecker::Deadline FileChecker::deadlineFor(std::uint64_t bytes)
{
    return m_system.now() + kLongestRead + std::chrono::seconds(bytes / kSlowestBytesPerSecond);
}

Result<> FileChecker::rewind(const OpenNode& file, const std::filesystem::path& path)
{
    if (const auto done = m_system.rewind(file.get()); !done)
        return failSystem(done.error(), "Cannot read the file"_msg, path);
    return {};
}

Result<ContentHash> FileChecker::hash(const OpenNode& file, const std::filesystem::path& path,
                                      HashKind kind, std::uint64_t bytes)
{
    if (auto begun = rewind(file, path); !begun)
        return fail(begun);
    const Deadline deadline = deadlineFor(bytes);
    ContentHasher hasher(kind);
    for (;;) {
        const auto count = readPart(file, {m_buffer.get(), kBufferSize}, path, deadline);
        if (!count)
            return fail(count);
        hasher.update({m_buffer.get(), *count});
        if (*count < kBufferSize)
            return hasher.finish();
    }
}

Result<ContentHash> FileChecker::contentOf(const ExpectedFile& file)
{
    const auto opened = open(file);
    if (!opened)
        return fail(opened);
    return hash(opened->file, file.path, HashKind::Sha256, file.stamp.size);
}

Result<> FileChecker::verifyContent(CheckedFile& file, const ContentHash& expected)
{
    const std::filesystem::path path = pathFromBytes(file.path);
    const auto content = hash(file.file, path, expected.kind, file.info.stamp.size);
    if (!content)
        return fail(content);
    if (*content != expected || !isUnchanged(file))
        return changed(path);
    file.verifiedAt = m_system.now();
    return {};
}

Result<> FileChecker::compareBytes(CheckedFile& copy, const CheckedFile& original)
{
    const std::filesystem::path path = pathFromBytes(copy.path);
    const std::filesystem::path originalPath = pathFromBytes(original.path);
    auto begun = rewind(copy.file, path);
    if (begun)
        begun = rewind(original.file, originalPath);
    if (!begun)
        return begun;
    const Deadline deadline = deadlineFor(copy.info.stamp.size);
    const std::span<std::uint8_t> ours(m_buffer.get(), kBufferSize);
    const std::span<std::uint8_t> theirs(m_other.get(), kBufferSize);
    for (std::size_t count = kBufferSize; count == kBufferSize;) {
        const auto here = readPart(copy.file, ours, path, deadline);
        if (!here)
            return fail(here);
        const auto there = readPart(original.file, theirs, originalPath, deadline);
        if (!there)
            return fail(there);
        if (*here != *there || std::memcmp(ours.data(), theirs.data(), *here) != 0)
            return fail(ErrorCode::Changed, "Its bytes differ, although its hash is the same"_msg,
                        path);
        count = *here;
    }
    if (!isUnchanged(copy))
        return changed(path);
    copy.verifiedAt = m_system.now();
    return {};
}

Result<> FileChecker::copyBytes(const CheckedFile& original, const OpenNode& copy,
                                const std::filesystem::path& copyPath)
{
    const std::filesystem::path path = pathFromBytes(original.path);
    if (auto begun = rewind(original.file, path); !begun)
        return begun;
    const Deadline deadline = deadlineFor(original.info.stamp.size);
    for (std::size_t count = kBufferSize; count == kBufferSize;) {
        const auto part = readPart(original.file, {m_buffer.get(), kBufferSize}, path, deadline);
        if (!part)
            return fail(part);
        count = *part;
        const std::string_view bytes(reinterpret_cast<const char*>(m_buffer.get()), count);
        if (const auto written = m_system.write(copy.get(), bytes); !written)
            return failSystem(written.error(), "Cannot write the copy"_msg, copyPath);
    }
    return {};
}

bool FileChecker::isUnchanged(const CheckedFile& file)
{
    const auto named = m_system.lookAt(file.folder.get(), file.name);
    return named && named->kind == NodeKind::File && named->stamp == file.info.stamp;
}

} // namespace lookalike
