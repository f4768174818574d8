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
    Walk(TreeVisitor& visitor, const std::stop_token& stop)
        : m_visitor(visitor)
        , m_stop(stop)
    {}

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
            if (isDiscardedFile(name))
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
        if (isDiscardFolder(name, pathToBytes(entry.path().parent_path().filename())))
            return m_visitor.leftOut(entry.path());
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
    std::set<FileIdentity> m_visited;
};

} // namespace

Result<> walkTree(const std::filesystem::path& root, TreeVisitor& visitor,
                  const std::stop_token& stop)
{
    if (auto walked = Walk(visitor, stop).directory(root, 0); !walked)
        return walked;
    if (stop.stop_requested())
        return fail(ErrorCode::Cancelled, "The scan was stopped"_msg, root);
    return {};
}

} // namespace lookalike
