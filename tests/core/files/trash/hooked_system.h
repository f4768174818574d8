// SPDX-License-Identifier: GPL-3.0-or-later
// The real system calls of the trash, each announced to a hook that may fail it, change the world
// before it, or end the process.
#pragma once

#include "core/files/trash/trash_system.h"

#include <functional>
#include <string>
#include <utility>

namespace lookalike::testing {

enum class SystemCall {
    OpenFolder,
    OpenFile,
    CreateFile,
    MakeFolder,
    Look,
    Read,
    Rewind,
    Write,
    Sync,
    SetModeAndTime,
    CopyAttributes,
    CopyAccessList,
    Rename,
    Exchange,
    Link,
    RemoveName,
    OpenJournal,
    Lock,
    ReplaceJournal,
};

/// What stands behind `next` (the real system unless told) does the work.
class HookedSystem : public TrashSystem {
public:
    /// Returns an error to fail the call with, or none.
    using Hook = std::function<std::error_code(SystemCall, const std::string& name)>;
    explicit HookedSystem(Hook hook = {}, TrashSystem& next = realTrashSystem())
        : m_hook(std::move(hook))
        , m_next(next)
    {}
    void setHook(Hook hook) { m_hook = std::move(hook); }
    /// Moves the clock on.
    void wait(std::chrono::milliseconds time) { m_ahead += time; }
    std::int64_t open = 0; ///< handles that are open now
    std::uint64_t calls = 0;

    SystemResult<Handle> openFolder(const std::string& path) override
    {
        return counted(call(SystemCall::OpenFolder, path, [&] { return m_next.openFolder(path); }));
    }
    SystemResult<Handle> openFolderAt(Handle at, const std::string& name) override
    {
        return counted(
            call(SystemCall::OpenFolder, name, [&] { return m_next.openFolderAt(at, name); }));
    }
    SystemResult<Handle> openFileAt(Handle at, const std::string& name) override
    {
        return counted(
            call(SystemCall::OpenFile, name, [&] { return m_next.openFileAt(at, name); }));
    }
    SystemResult<Handle> createFileAt(Handle at, const std::string& name) override
    {
        return counted(
            call(SystemCall::CreateFile, name, [&] { return m_next.createFileAt(at, name); }));
    }
    SystemResult<> makeFolderAt(Handle at, const std::string& name, std::uint32_t mode) override
    {
        return call(SystemCall::MakeFolder, name,
                    [&] { return m_next.makeFolderAt(at, name, mode); });
    }
    void close(Handle handle) noexcept override
    {
        --open;
        m_next.close(handle);
    }
    SystemResult<NodeInfo> look(Handle handle) override
    {
        auto info = call(SystemCall::Look, {}, [&] { return m_next.look(handle); });
        if (info && device)
            info->stamp.identity.device = *device;
        return info;
    }
    std::optional<std::uint64_t> device; ///< what every open node is said to lie on
    SystemResult<NodeInfo> lookAt(Handle at, const std::string& name) override
    {
        return call(SystemCall::Look, name, [&] { return m_next.lookAt(at, name); });
    }
    SystemResult<std::string> realPath(Handle folder) override { return m_next.realPath(folder); }
    std::optional<std::string> pathInFileSystem(Handle folder) override
    {
        return mountsAreListed ? m_next.pathInFileSystem(folder) : std::nullopt;
    }
    bool mountsAreListed = true; ///< not so for the root of a chroot
    std::optional<std::string> networkOf(Handle folder) override
    {
        return network ? network : m_next.networkOf(folder);
    }
    std::optional<std::string> network; ///< what every folder is said to lie on
    SystemResult<std::size_t> read(Handle handle, std::span<std::uint8_t> out) override
    {
        return call(SystemCall::Read, {}, [&] { return m_next.read(handle, out); });
    }
    SystemResult<> rewind(Handle handle) override
    {
        return call(SystemCall::Rewind, {}, [&] { return m_next.rewind(handle); });
    }
    SystemResult<> write(Handle handle, std::string_view bytes) override
    {
        auto written = call(SystemCall::Write, {}, [&] { return m_next.write(handle, bytes); });
        if (!written) // half of it may be there
            static_cast<void>(m_next.write(handle, bytes.substr(0, bytes.size() / 2)));
        return written;
    }
    SystemResult<> sync(Handle handle) override
    {
        return call(SystemCall::Sync, {},
                    [&] { return syncs ? m_next.sync(handle) : SystemResult<>(); });
    }
    bool syncs = false; ///< the disk need not be waited for where no power cut is meant
    SystemResult<> setModeAndTime(Handle handle, std::uint32_t mode,
                                  std::int64_t modifiedNs) override
    {
        return call(SystemCall::SetModeAndTime, {},
                    [&] { return m_next.setModeAndTime(handle, mode, modifiedNs); });
    }
    SystemResult<> copyAttributes(Handle from, Handle to) override
    {
        return call(SystemCall::CopyAttributes, {},
                    [&] { return m_next.copyAttributes(from, to); });
    }
    SystemResult<> copyAccessList(Handle from, Handle to) override
    {
        return call(SystemCall::CopyAccessList, {},
                    [&] { return m_next.copyAccessList(from, to); });
    }
    SystemResult<> renameAt(Handle from, const std::string& name, Handle to,
                            const std::string& toName) override
    {
        return call(SystemCall::Rename, name,
                    [&] { return m_next.renameAt(from, name, to, toName); });
    }
    SystemResult<> exchangeAt(Handle first, const std::string& name, Handle second,
                              const std::string& secondName) override
    {
        return call(SystemCall::Exchange, name,
                    [&] { return m_next.exchangeAt(first, name, second, secondName); });
    }
    SystemResult<> linkAt(Handle from, const std::string& name, Handle to,
                          const std::string& toName) override
    {
        return call(SystemCall::Link, name, [&] { return m_next.linkAt(from, name, to, toName); });
    }
    SystemResult<> removeNameAt(Handle at, const std::string& name) override
    {
        return call(SystemCall::RemoveName, name, [&] { return m_next.removeNameAt(at, name); });
    }
    SystemResult<Handle> openJournal(const std::string& path) override
    {
        return counted(
            call(SystemCall::OpenJournal, path, [&] { return m_next.openJournal(path); }));
    }
    SystemResult<Handle> lock(const std::string& path) override
    {
        return counted(call(SystemCall::Lock, path, [&] { return m_next.lock(path); }));
    }
    SystemResult<> replaceJournal(const std::string& from, const std::string& path) override
    {
        return call(SystemCall::ReplaceJournal, path,
                    [&] { return m_next.replaceJournal(from, path); });
    }
    std::string dataFolder() override { return m_next.dataFolder(); }
    std::uint32_t userId() override { return m_next.userId(); }
    std::int64_t wallSeconds() override { return m_next.wallSeconds(); }
    std::chrono::steady_clock::time_point now() override { return m_next.now() + m_ahead; }
    std::uint64_t random() override { return m_next.random(); }

private:
    template <class Call>
    auto call(SystemCall kind, const std::string& name, Call real) -> decltype(real())
    {
        ++calls;
        if (m_hook)
            if (const std::error_code error = m_hook(kind, name))
                return tl::unexpected(error);
        return real();
    }
    SystemResult<Handle> counted(SystemResult<Handle> handle)
    {
        open += handle.has_value() ? 1 : 0;
        return handle;
    }

    Hook m_hook;
    TrashSystem& m_next;
    std::chrono::milliseconds m_ahead{};
};

} // namespace lookalike::testing
