// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <filesystem>
#include <string>

namespace lookalike {

/// A new folder under `parent` (empty: the system's temporary folder) that goes with this object.
class ScratchFolder {
public:
    explicit ScratchFolder(const std::filesystem::path& parent = {})
        : m_path((parent.empty() ? std::filesystem::temp_directory_path() : parent) /
                 ("lookalike-bench-" +
                  std::to_string(std::chrono::steady_clock::now().time_since_epoch().count())))
    {
        std::filesystem::create_directories(m_path);
    }
    ~ScratchFolder()
    {
        std::error_code ignored;
        std::filesystem::remove_all(m_path, ignored);
    }
    ScratchFolder(const ScratchFolder&) = delete;
    ScratchFolder& operator=(const ScratchFolder&) = delete;

    [[nodiscard]] const std::filesystem::path& path() const { return m_path; }

private:
    const std::filesystem::path m_path;
};

} // namespace lookalike
