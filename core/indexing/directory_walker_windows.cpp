// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/path_bytes.h"
#include "core/base/system_error.h"
#include "core/files/discard_place.h"
#include "core/indexing/directory_walker.h"

#include <algorithm>
#include <set>
#include <system_error>
#include <vector>

namespace lookalike {

namespace {

class Walk {
public:
    Walk(TreeVisitor& visitor, const std::stop_token& stop, bool withFoldersBelow)
        : m_visitor(visitor)
        , m_stop(stop)
        , m_withFoldersBelow(withFoldersBelow)
    {}

    bool isLeftOut(const std::filesystem::path& folder)
    {
        return isDiscardFolder(pathToBytes(folder.filename()),
                               pathToBytes(folder.parent_path().filename())) ||
               m_visitor.excludes(folder, true);
    }

    Result<> directory(const std::filesystem::path& path, int depth)
    {
        const auto identity = directoryIdentity(path);
        if (!identity)
            return fail(identity);
        if (!m_visited.insert(*identity).second)
            return {};
        std::vector<std::filesystem::directory_entry> entries;
        std::error_code error;
        std::filesystem::directory_iterator iterator(path, error);
        for (const std::filesystem::directory_iterator end; !error && iterator != end;
             iterator.increment(error))
            entries.push_back(*iterator);
        if (error)
            return failSystem(error, "Cannot list the folder"_msg, path);
        std::ranges::sort(entries);
        for (const auto& entry : entries) {
            if (m_stop.stop_requested())
                return {};
            visit(entry, depth);
        }
        return {};
    }

private:
    void visit(const std::filesystem::directory_entry& entry, int depth)
    {
        std::error_code error;
        const auto type = entry.symlink_status(error).type(); // a junction is not a directory
        const std::string name = pathToBytes(entry.path().filename());
        if (type == std::filesystem::file_type::regular) {
            if (isDiscardedFile(name) || m_visitor.excludes(entry.path(), false))
                return m_visitor.leftOut(entry.path());
            auto stamp = statFile(entry.path());
            if (stamp)
                m_visitor.file(entry.path(), *stamp);
            else if (stamp.error().code != ErrorCode::NotFound)
                m_visitor.unknown(std::move(stamp).error());
            return;
        }
        if (type != std::filesystem::file_type::directory)
            return;
        if (isLeftOut(entry.path()))
            return m_visitor.leftOut(entry.path());
        if (!m_withFoldersBelow)
            return;
        if (depth >= kMaxTreeDepth) {
            m_visitor.unknown(
                {ErrorCode::TooLarge, "The folder is nested too deeply"_msg, entry.path()});
            return;
        }
        if (auto listed = directory(entry.path(), depth + 1); !listed)
            m_visitor.unknown(std::move(listed).error());
    }

    TreeVisitor& m_visitor;
    const std::stop_token& m_stop;
    const bool m_withFoldersBelow;
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
    Walk walk(visitor, stop, withFoldersBelow);
    std::filesystem::path at = root;
    int depth = 0;
    if (folder != root) {
        for (const auto& name : folder.lexically_relative(root)) {
            at /= name;
            std::error_code error;
            const auto type = std::filesystem::symlink_status(at, error).type();
            if (error && type != std::filesystem::file_type::not_found)
                return failSystem(error, "Cannot list the folder"_msg, at);
            if (type != std::filesystem::file_type::directory || walk.isLeftOut(at) ||
                ++depth > kMaxTreeDepth)
                return {};
        }
    }
    if (auto walked = walk.directory(at, depth); !walked)
        return walked;
    if (stop.stop_requested())
        return fail(ErrorCode::Cancelled, "The scan was stopped"_msg, root);
    return {};
}

} // namespace lookalike
