// SPDX-License-Identifier: GPL-3.0-or-later
// A file system in memory behind the trash's system calls, so that a million runs take seconds. It
// knows folders, files and hard links, and which files were read to their end.
#pragma once

#include "core/files/trash/trash_system.h"

#include <algorithm>
#include <cstring>
#include <map>
#include <set>
#include <string>
#include <vector>

namespace lookalike::testing {

class MemorySystem final : public TrashSystem {
public:
    MemorySystem() { clear(); }
    void clear()
    {
        m_nodes.clear();
        m_handles.clear();
        m_nodes.push_back({NodeKind::Folder, {}, {}, 0, 1, 0});
        read_.clear();
    }
    std::set<std::uint64_t> read_; ///< files read to their end since this was last cleared

    std::uint64_t makeFolders(const std::string& path)
    {
        std::size_t node = 0;
        forEachPart(path, [&](const std::string& name) {
            const auto found = m_nodes[node].children.find(name);
            node = found != m_nodes[node].children.end() ? found->second
                                                         : add(node, name, NodeKind::Folder);
        });
        return node;
    }
    std::uint64_t makeFile(const std::string& folder, const std::string& name, std::string bytes)
    {
        const std::size_t node = add(makeFolders(folder), name, NodeKind::File);
        m_nodes[node].bytes = std::move(bytes);
        return node;
    }
    void makeLink(std::uint64_t file, const std::string& folder, const std::string& name)
    {
        m_nodes[makeFolders(folder)].children[name] = file;
        ++m_nodes[file].links;
    }
    /// The file at a path; 0 where there is none.
    [[nodiscard]] std::uint64_t at(const std::string& path) const
    {
        std::size_t node = 0;
        bool found = true;
        forEachPart(path, [&](const std::string& name) {
            const auto& children = m_nodes[node].children;
            const auto child = children.find(name);
            found = found && child != children.end();
            node = found ? child->second : 0;
        });
        return node;
    }
    [[nodiscard]] FileStamp stampOf(std::uint64_t node) const { return infoOf(node).stamp; }
    [[nodiscard]] std::uint64_t linksOf(std::uint64_t node) const { return m_nodes[node].links; }
    [[nodiscard]] const std::string& contentOf(std::uint64_t node) const
    {
        return m_nodes[node].bytes;
    }
    /// Whether a file has a name in any folder that can be reached from the root.
    [[nodiscard]] bool isReachable(std::uint64_t node, std::size_t from = 0) const
    {
        const auto& children = m_nodes[from].children;
        return std::any_of(children.begin(), children.end(), [&](const auto& child) {
            return child.second == node || isReachable(node, child.second);
        });
    }

    SystemResult<Handle> openFolder(const std::string& path) override
    {
        const std::size_t node = at(path);
        if (node == 0 && path != "/")
            return failed(std::errc::no_such_file_or_directory);
        return handle(node, NodeKind::Folder);
    }
    SystemResult<Handle> openFolderAt(Handle at, const std::string& name) override
    {
        const std::size_t folder = node(at);
        if (name == ".")
            return handle(folder, NodeKind::Folder);
        if (name == "..")
            return handle(m_nodes[folder].parent, NodeKind::Folder);
        const auto child = m_nodes[folder].children.find(name);
        if (child == m_nodes[folder].children.end())
            return failed(std::errc::no_such_file_or_directory);
        return handle(child->second, NodeKind::Folder);
    }
    SystemResult<Handle> openFileAt(Handle at, const std::string& name) override
    {
        const auto child = m_nodes[node(at)].children.find(name);
        if (child == m_nodes[node(at)].children.end())
            return failed(std::errc::no_such_file_or_directory);
        return handle(child->second, NodeKind::File);
    }
    SystemResult<Handle> createFileAt(Handle at, const std::string& name) override
    {
        if (m_nodes[node(at)].children.contains(name))
            return failed(std::errc::file_exists);
        return handle(add(node(at), name, NodeKind::File), NodeKind::File);
    }
    SystemResult<> makeFolderAt(Handle at, const std::string& name, std::uint32_t) override
    {
        if (m_nodes[node(at)].children.contains(name))
            return failed(std::errc::file_exists);
        add(node(at), name, NodeKind::Folder);
        return {};
    }
    void close(Handle handle) noexcept override
    {
        m_handles[static_cast<std::size_t>(handle)].isOpen = false;
    }
    SystemResult<NodeInfo> look(Handle handle) override { return infoOf(node(handle)); }
    SystemResult<NodeInfo> lookAt(Handle at, const std::string& name) override
    {
        const auto child = m_nodes[node(at)].children.find(name);
        if (child == m_nodes[node(at)].children.end())
            return failed(std::errc::no_such_file_or_directory);
        return infoOf(child->second);
    }
    SystemResult<std::string> realPath(Handle folder) override
    {
        std::string path;
        for (std::size_t node = this->node(folder); node != 0; node = m_nodes[node].parent)
            path = "/" + m_nodes[node].name + path;
        return path.empty() ? "/" : path;
    }
    std::optional<std::string> pathInFileSystem(Handle) override { return std::nullopt; }
    std::optional<std::string> networkOf(Handle) override { return std::nullopt; }
    SystemResult<std::size_t> read(Handle handle, std::span<std::uint8_t> out) override
    {
        Open& open = m_handles[static_cast<std::size_t>(handle)];
        const std::string& bytes = m_nodes[open.node].bytes;
        const std::size_t count = std::min(out.size(), bytes.size() - open.position);
        if (count == 0)
            read_.insert(open.node);
        else
            std::memcpy(out.data(), bytes.data() + open.position, count);
        open.position += count;
        return count;
    }
    SystemResult<> rewind(Handle handle) override
    {
        m_handles[static_cast<std::size_t>(handle)].position = 0;
        return {};
    }
    SystemResult<> write(Handle handle, std::string_view bytes) override
    {
        m_nodes[node(handle)].bytes += bytes;
        ++m_nodes[node(handle)].changed;
        return {};
    }
    SystemResult<> sync(Handle) override { return {}; }
    SystemResult<> setModeAndTime(Handle, std::uint32_t, std::int64_t) override { return {}; }
    SystemResult<> copyAttributes(Handle, Handle) override { return {}; }
    SystemResult<> copyAccessList(Handle, Handle) override { return {}; }
    SystemResult<> renameAt(Handle from, const std::string& name, Handle to,
                            const std::string& toName) override
    {
        auto& source = m_nodes[node(from)].children;
        auto& target = m_nodes[node(to)].children;
        const auto child = source.find(name);
        if (child == source.end())
            return failed(std::errc::no_such_file_or_directory);
        if (target.contains(toName))
            return failed(std::errc::file_exists);
        const std::size_t moved = child->second;
        source.erase(child);
        target[toName] = moved;
        ++m_nodes[moved].changed;
        return {};
    }
    SystemResult<> exchangeAt(Handle first, const std::string& name, Handle second,
                              const std::string& secondName) override
    {
        auto& one = m_nodes[node(first)].children;
        auto& other = m_nodes[node(second)].children;
        if (!one.contains(name) || !other.contains(secondName))
            return failed(std::errc::no_such_file_or_directory);
        std::swap(one[name], other[secondName]);
        return {};
    }
    SystemResult<> linkAt(Handle from, const std::string& name, Handle to,
                          const std::string& toName) override
    {
        const auto child = m_nodes[node(from)].children.find(name);
        if (child == m_nodes[node(from)].children.end())
            return failed(std::errc::no_such_file_or_directory);
        if (!m_nodes[node(to)].children.emplace(toName, child->second).second)
            return failed(std::errc::file_exists);
        ++m_nodes[child->second].links;
        ++m_nodes[child->second].changed;
        return {};
    }
    SystemResult<> removeNameAt(Handle at, const std::string& name) override
    {
        auto& children = m_nodes[node(at)].children;
        const auto child = children.find(name);
        if (child == children.end())
            return failed(std::errc::no_such_file_or_directory);
        --m_nodes[child->second].links;
        ++m_nodes[child->second].changed;
        children.erase(child);
        return {};
    }
    SystemResult<Handle> openJournal(const std::string& path) override { return made(path); }
    SystemResult<Handle> lock(const std::string& path) override { return made(path); }
    SystemResult<> replaceJournal(const std::string&, const std::string&) override
    {
        return failed(std::errc::not_supported);
    }
    std::string dataFolder() override { return "/data"; }
    std::uint32_t userId() override { return 1000; }
    std::int64_t wallSeconds() override { return 1'700'000'000; }
    std::chrono::steady_clock::time_point now() override { return {}; }
    std::uint64_t random() override { return ++m_random; }

private:
    struct Node {
        NodeKind kind;
        std::string name;
        std::string bytes;
        std::size_t parent;
        std::uint64_t links;
        std::int64_t changed;
        std::map<std::string, std::size_t> children{};
    };
    struct Open {
        std::size_t node;
        std::size_t position;
        bool isOpen;
    };
    template <class Visit>
    static void forEachPart(const std::string& path, Visit visit)
    {
        for (std::size_t begin = 1; begin < path.size();) {
            const std::size_t end = std::min(path.find('/', begin), path.size());
            if (end > begin)
                visit(path.substr(begin, end - begin));
            begin = end + 1;
        }
    }
    static tl::unexpected<std::error_code> failed(std::errc error)
    {
        return tl::unexpected(std::make_error_code(error));
    }
    std::size_t add(std::size_t folder, const std::string& name, NodeKind kind)
    {
        m_nodes.push_back({kind, name, {}, folder, 1, 0});
        m_nodes[folder].children[name] = m_nodes.size() - 1;
        return m_nodes.size() - 1;
    }
    SystemResult<Handle> handle(std::size_t node, NodeKind kind)
    {
        if (m_nodes[node].kind != kind)
            return failed(std::errc::not_a_directory);
        for (std::size_t i = 0; i < m_handles.size(); ++i)
            if (!m_handles[i].isOpen) {
                m_handles[i] = {node, 0, true};
                return static_cast<Handle>(i);
            }
        m_handles.push_back({node, 0, true});
        return static_cast<Handle>(m_handles.size() - 1);
    }
    SystemResult<Handle> made(const std::string& path)
    {
        const std::size_t node = at(path);
        return handle(node != 0 ? node : add(0, path.substr(1), NodeKind::File), NodeKind::File);
    }
    [[nodiscard]] std::size_t node(Handle handle) const
    {
        return m_handles[static_cast<std::size_t>(handle)].node;
    }
    [[nodiscard]] NodeInfo infoOf(std::size_t node) const
    {
        const Node& n = m_nodes[node];
        return {n.kind, {{1, node + 1}, n.bytes.size(), 5, n.changed}, 0700, 1000, n.links, 1};
    }

    std::vector<Node> m_nodes;
    std::vector<Open> m_handles;
    std::uint64_t m_random = 0;
};

} // namespace lookalike::testing
