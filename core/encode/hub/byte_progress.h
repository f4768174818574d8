// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/progress.h"

#include <chrono>
#include <cstdint>
#include <filesystem>

namespace lookalike {

/// Reports bytes as Progress, at most every 60 ms and at the end. The callback must outlive it. One
/// thread.
class ByteProgress {
public:
    ByteProgress(const ProgressCallback& callback, std::uint64_t total)
        : m_callback(callback)
    {
        m_progress.stage = Stage::Reading;
        m_progress.total = total;
    }

    void show(const std::filesystem::path& file, std::uint64_t done)
    {
        const auto now = std::chrono::steady_clock::now();
        m_progress.current = file;
        m_progress.done = m_progress.bytes = done;
        if (!m_callback ||
            (done < m_progress.total && now - m_last < std::chrono::milliseconds(60)))
            return;
        m_last = now;
        m_callback(m_progress);
    }

private:
    const ProgressCallback& m_callback;
    Progress m_progress;
    std::chrono::steady_clock::time_point m_last{};
};

} // namespace lookalike
