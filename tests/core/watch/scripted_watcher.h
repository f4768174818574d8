// SPDX-License-Identifier: GPL-3.0-or-later
// A system that tells what the test wants it to tell.
#pragma once

#include "core/watch/folder_watcher.h"

#include <algorithm>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <stdexcept>
#include <string>
#include <utility>

namespace lookalike::testing {

class ScriptedWatcher final : public FolderWatcher {
public:
    /// What the test and the watch share; it outlives the watcher.
    struct Script {
        std::mutex mutex;
        std::condition_variable changed;
        std::vector<FolderEvent> events; ///< to be told
        std::vector<std::string> calls;
        bool interrupted = false;
        bool fails = false; ///< with an exception
        std::function<void()> beforeWait = [] {};

        void tell(FolderEvent event)
        {
            const std::lock_guard lock(mutex);
            events.push_back(std::move(event));
            changed.notify_all();
        }
        bool called(const std::string& call)
        {
            const std::lock_guard lock(mutex);
            return std::ranges::find(calls, call) != calls.end();
        }
        void waitForInterrupt()
        {
            std::unique_lock lock(mutex);
            changed.wait(lock, [this] { return interrupted; });
        }
        std::vector<std::string> takeCalls()
        {
            const std::lock_guard lock(mutex);
            return std::exchange(calls, {});
        }
    };

    explicit ScriptedWatcher(std::shared_ptr<Script> script)
        : m_script(std::move(script))
    {}
    void watch(const std::filesystem::path& root, Test) override { call("watch", root); }
    void unwatch(const std::filesystem::path& root) override { call("unwatch", root); }
    void retry(const std::filesystem::path& folder) override { call("retry", folder); }
    void wait(std::optional<std::chrono::milliseconds> longest,
              std::vector<FolderEvent>& events) override
    {
        m_script->beforeWait();
        std::unique_lock lock(m_script->mutex);
        const auto ready = [this] {
            return m_script->interrupted || m_script->fails || !m_script->events.empty();
        };
        if (longest)
            m_script->changed.wait_for(lock, *longest, ready);
        else
            m_script->changed.wait(lock, ready);
        if (m_script->fails)
            throw std::runtime_error("scripted");
        m_script->interrupted = false;
        for (FolderEvent& event : std::exchange(m_script->events, {}))
            events.push_back(std::move(event));
    }
    void interrupt() override
    {
        const std::lock_guard lock(m_script->mutex);
        m_script->interrupted = true;
        m_script->changed.notify_all();
    }

private:
    void call(const char* what, const std::filesystem::path& path)
    {
        const std::lock_guard lock(m_script->mutex);
        m_script->calls.push_back(what + (" " + path.string()));
    }

    const std::shared_ptr<Script> m_script;
};

} // namespace lookalike::testing
