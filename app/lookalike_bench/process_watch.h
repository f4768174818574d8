// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <filesystem>
#include <vector>

namespace lookalike {

/// What this process holds at one moment. Zeros where the system does not tell (all but Linux).
struct ProcessState {
    double done = 0; ///< what the moment is told by: items so far
    double residentKb = 0;
    std::size_t descriptors = 0;
    std::size_t threads = 0;
    std::size_t walBytes = 0; ///< of the catalog that is watched
};

/// Takes samples of this process. One thread at a time.
class ProcessWatch {
public:
    explicit ProcessWatch(std::filesystem::path catalog);

    void sample(double done);

    /// The samples from a part (0 to 1) of the last one's `done` on.
    [[nodiscard]] std::vector<ProcessState> after(double part) const;
    [[nodiscard]] const std::vector<ProcessState>& samples() const { return m_samples; }

private:
    const std::filesystem::path m_wal;
    std::vector<ProcessState> m_samples;
};

/// A straight line through the resident memory of samples.
struct MemorySlope {
    double kbEach = 0; ///< more, for each item
    double growth = 0; ///< of the line from its begin to its end, as a part of the begin
};
[[nodiscard]] MemorySlope memorySlope(const std::vector<ProcessState>& samples);

} // namespace lookalike
