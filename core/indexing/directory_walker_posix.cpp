// SPDX-License-Identifier: GPL-3.0-or-later
// Opens entries relative to open directories, so that neither paths longer than PATH_MAX nor
// folders replaced by links during the walk cause errors.
#include "core/base/path_bytes.h"
#include "core/base/system_error.h"
#include "core/base/unique_handle.h"
#include "core/files/discard_place.h"
#include "core/files/stamp_posix.h"
#include "core/indexing/directory_walker.h"

#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <memory>
#include <set>
#include <string>
#include <system_error>
#include <vector>

namespace lookalike {

namespace {

constexpr auto kCannotList = "Cannot list the folder"_msg;

Result<std::vector<std::string>> listNames(int directory, const std::filesystem::path& path)
{
    UniqueHandle copy(::dup(directory)); // closedir() closes its descriptor
    const std::unique_ptr<DIR, int (*)(DIR*)> stream(
        copy.isValid() ? ::fdopendir(copy.get()) : nullptr, ::closedir);
    if (!stream)
        return failSystem(lastSystemError(), kCannotList, path);
    static_cast<void>(copy.release());
    std::vector<std::string> names;
    for (;;) {
        errno = 0;
        const dirent* const entry = ::readdir(stream.get());
        if (entry == nullptr) {
            if (errno != 0)
                return failSystem(lastSystemError(), kCannotList, path);
            break;
        }
        const std::string name = entry->d_name;
        if (name != "." && name != "..")
            names.push_back(name);
    }
    std::ranges::sort(names);
    return names;
}

std::set<FileIdentity> toSet(const std::vector<FileIdentity>& identities)
{
    return {identities.begin(), identities.end()};
}

class Walk {
public:
    Walk(TreeVisitor& visitor, const std::stop_token& stop, bool withFoldersBelow)
        : m_visitor(visitor)
        , m_stop(stop)
        , m_withFoldersBelow(withFoldersBelow)
        , m_trashes(toSet(homeTrashes()))
    {}

    /// Opens a directory in an open one. Returns none if it does not exist or is left out. Fails if
    /// it cannot be opened.
    Result<UniqueHandle> enter(int parent, const std::filesystem::path& path)
    {
        UniqueHandle child(::openat(parent, path.filename().c_str(),
                                    O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC));
        if (!child.isValid()) {
            if (errno == ENOENT || errno == ENOTDIR || errno == ELOOP)
                return UniqueHandle();
            return failSystem(lastSystemError(), kCannotList, path);
        }
        struct stat status {};
        if (::fstat(child.get(), &status) != 0)
            return failSystem(lastSystemError(), kCannotList, path);
        return isLeftOut(path, status) ? UniqueHandle() : std::move(child);
    }

    /// Visits everything below an open directory. Fails if it cannot be listed.
    Result<> directory(int descriptor, const std::filesystem::path& path, int depth)
    {
        struct stat status {};
        if (::fstat(descriptor, &status) != 0)
            return failSystem(lastSystemError(), kCannotList, path);
        if (!m_visited.insert(stampOf(status).identity).second)
            return {};
        auto names = listNames(descriptor, path);
        if (!names)
            return fail(names);
        for (const std::string& name : *names) {
            if (m_stop.stop_requested())
                return {};
            entry(descriptor, path / name, name, depth);
        }
        return {};
    }

private:
    bool isLeftOut(const std::filesystem::path& folder, const struct stat& status)
    {
        return isDiscardFolder(pathToBytes(folder.filename()),
                               pathToBytes(folder.parent_path().filename())) ||
               m_trashes.contains(stampOf(status).identity) || m_visitor.excludes(folder, true);
    }

    void entry(int parent, std::filesystem::path path, const std::string& name, int depth)
    {
        struct stat status {};
        if (::fstatat(parent, name.c_str(), &status, AT_SYMLINK_NOFOLLOW) != 0) {
            if (errno != ENOENT) // ENOENT: removed after it was listed
                m_visitor.unknown(
                    failSystem(lastSystemError(), "Cannot access the file"_msg, path).value());
            return;
        }
        if (S_ISREG(status.st_mode)) {
            if (isDiscardedFile(name) || m_visitor.excludes(path, false))
                return m_visitor.leftOut(std::move(path));
            m_visitor.file(std::move(path), stampOf(status));
            return;
        }
        if (!S_ISDIR(status.st_mode))
            return;
        if (isLeftOut(path, status))
            return m_visitor.leftOut(std::move(path));
        if (!m_withFoldersBelow)
            return;
        if (depth >= kMaxTreeDepth) {
            m_visitor.unknown(
                {ErrorCode::TooLarge, "The folder is nested too deeply"_msg, std::move(path)});
            return;
        }
        const UniqueHandle child(
            ::openat(parent, name.c_str(), O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC));
        if (!child.isValid()) {
            m_visitor.unknown(failSystem(lastSystemError(), kCannotList, path).value());
            return;
        }
        if (auto listed = directory(child.get(), path, depth + 1); !listed)
            m_visitor.unknown(std::move(listed).error());
    }

    TreeVisitor& m_visitor;
    const std::stop_token& m_stop;
    const bool m_withFoldersBelow;
    const std::set<FileIdentity> m_trashes;
    std::set<FileIdentity> m_visited;
};

} // namespace

Result<> walkTree(const std::filesystem::path& root, TreeVisitor& visitor,
                  const std::stop_token& stop)
{
    return walkPart(root, root, true, visitor, stop);
}

Result<> walkPart(const std::filesystem::path& root, const std::filesystem::path& folder,
                  bool withFoldersBelow, TreeVisitor& visitor, const std::stop_token& stop)
{
    UniqueHandle opened(::open(root.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (!opened.isValid())
        return failSystem(lastSystemError(), kCannotList, root);
    Walk walk(visitor, stop, withFoldersBelow);
    std::filesystem::path at = root;
    int depth = 0;
    if (folder != root) {
        for (const auto& name : folder.lexically_relative(root)) {
            at /= name;
            auto entered = walk.enter(opened.get(), at);
            if (!entered)
                return fail(entered);
            if (!entered->isValid() || ++depth > kMaxTreeDepth)
                return {};
            opened = std::move(*entered);
        }
    }
    if (auto walked = walk.directory(opened.get(), at, depth); !walked)
        return walked;
    if (stop.stop_requested())
        return fail(ErrorCode::Cancelled, "The scan was stopped"_msg, root);
    return {};
}

} // namespace lookalike
