// SPDX-License-Identifier: GPL-3.0-or-later
// The handful of system calls that the trash and transfers are made of, so that tests can fail each
// of them. There is no call that deletes or overwrites a file of the user's by path.
#pragma once

#include "core/files/file_reader.h"

#include <chrono>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <system_error>
#include <utility>

namespace lookalike {

template <class T = void>
using SystemResult = tl::expected<T, std::error_code>;

/// Whether an error says that this file system does not know the call.
[[nodiscard]] inline bool isUnsupported(const std::error_code& error)
{
    return error == std::errc::invalid_argument || error == std::errc::function_not_supported ||
           error == std::errc::operation_not_supported || error == std::errc::not_supported;
}

enum class NodeKind : std::uint8_t { File, Folder, Link, Other };

/// What stat(2) tells.
struct NodeInfo {
    NodeKind kind = NodeKind::Other;
    FileStamp stamp;
    std::uint32_t mode = 0;  ///< permission bits, with set-id and sticky
    std::uint32_t owner = 0; ///< user id
    std::uint64_t links = 0; ///< number of names
    std::uint64_t mount = 0; ///< tells mounts of one device apart; 0 where the system does not
};

/// One call each; paths and names are bytes, `at` is the handle of an open folder and a name a
/// single component in it. Thread-safe as the system is.
class TrashSystem {
public:
    using Handle = int;
    virtual ~TrashSystem() = default;

    /// Follows symbolic links.
    virtual SystemResult<Handle> openFolder(const std::string& path) = 0;
    /// Does not; "." and ".." are names, too.
    virtual SystemResult<Handle> openFolderAt(Handle at, const std::string& name) = 0;
    /// For reading; neither follows a link nor waits for a FIFO.
    virtual SystemResult<Handle> openFileAt(Handle at, const std::string& name) = 0;
    /// A new, empty file for its owner alone; fails where the name is taken.
    virtual SystemResult<Handle> createFileAt(Handle at, const std::string& name) = 0;
    virtual SystemResult<> makeFolderAt(Handle at, const std::string& name, std::uint32_t mode) = 0;
    virtual void close(Handle handle) noexcept = 0;

    virtual SystemResult<NodeInfo> look(Handle handle) = 0;
    /// Does not follow a link.
    virtual SystemResult<NodeInfo> lookAt(Handle at, const std::string& name) = 0;
    /// The folder's absolute path without links.
    virtual SystemResult<std::string> realPath(Handle folder) = 0;
    /// Its path in its own file system, which bind mounts do not change; nothing where the system
    /// cannot tell.
    virtual std::optional<std::string> pathInFileSystem(Handle folder) = 0;
    /// The network file system that an open folder lies on, or nothing.
    virtual std::optional<std::string> networkOf(Handle folder) = 0;
    virtual SystemResult<std::size_t> read(Handle handle, std::span<std::uint8_t> out) = 0;
    /// The next read() begins at the start of the file.
    virtual SystemResult<> rewind(Handle handle) = 0;
    /// All of it, or an error with an unknown part written.
    virtual SystemResult<> write(Handle handle, std::string_view bytes) = 0;
    virtual SystemResult<> sync(Handle handle) = 0;
    virtual SystemResult<> setModeAndTime(Handle handle, std::uint32_t mode,
                                          std::int64_t modifiedNs) = 0;

    /// Gives `to` the extended attributes of `from` that belong to the user: tags, comments. An
    /// error where `from` has some that the file system of `to` does not hold.
    virtual SystemResult<> copyAttributes(Handle from, Handle to) = 0;
    /// The same with the list of those who may use the file (ACL), beside its mode.
    virtual SystemResult<> copyAccessList(Handle from, Handle to) = 0;

    /// Fails with file_exists where `toName` is taken.
    virtual SystemResult<> renameAt(Handle from, const std::string& name, Handle to,
                                    const std::string& toName) = 0;
    /// Each name leads to what the other did, at once.
    virtual SystemResult<> exchangeAt(Handle first, const std::string& name, Handle second,
                                      const std::string& secondName) = 0;
    virtual SystemResult<> linkAt(Handle from, const std::string& name, Handle to,
                                  const std::string& toName) = 0;
    /// Removes a name. Only for what the program itself made, a .trashinfo, say, for one of several
    /// hard links, and for a file of which a transfer has compared a synced copy.
    virtual SystemResult<> removeNameAt(Handle at, const std::string& name) = 0;

    /// The journal, for reading and appending; created where it is missing.
    virtual SystemResult<Handle> openJournal(const std::string& path) = 0;
    /// Creates the lock file and takes its lock; fails with operation_would_block where another
    /// has it. Freed by close(), or however the process ends.
    virtual SystemResult<Handle> lock(const std::string& path) = 0;
    /// Puts a complete new journal into the place of the old one. Used for nothing else.
    virtual SystemResult<> replaceJournal(const std::string& from, const std::string& path) = 0;

    /// The folder in which the user's trash lies ($XDG_DATA_HOME; the home folder on macOS); empty
    /// where there is none.
    virtual std::string dataFolder() = 0;
    virtual std::uint32_t userId() = 0;
    virtual std::int64_t wallSeconds() = 0;
    virtual std::chrono::steady_clock::time_point now() = 0;
    virtual std::uint64_t random() = 0;
};

[[nodiscard]] TrashSystem& realTrashSystem();

/// Closes what it holds.
class OpenNode {
public:
    OpenNode() = default;
    OpenNode(TrashSystem& system, TrashSystem::Handle handle) noexcept
        : m_system(&system)
        , m_handle(handle)
    {}
    OpenNode(OpenNode&& other) noexcept
        : m_system(std::exchange(other.m_system, nullptr))
        , m_handle(other.m_handle)
    {}
    OpenNode& operator=(OpenNode&& other) noexcept
    {
        std::swap(m_system, other.m_system);
        std::swap(m_handle, other.m_handle);
        return *this;
    }
    ~OpenNode()
    {
        if (m_system != nullptr)
            m_system->close(m_handle);
    }
    [[nodiscard]] TrashSystem::Handle get() const noexcept { return m_handle; }
    [[nodiscard]] bool isOpen() const noexcept { return m_system != nullptr; }

private:
    TrashSystem* m_system = nullptr;
    TrashSystem::Handle m_handle = -1;
};

} // namespace lookalike
