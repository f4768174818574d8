// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <cstdint>
#include <string>

namespace lookalike {

/// "1:02:03"
[[nodiscard]] std::string clockText(double seconds);

/// Prints how many photos are done, every few seconds and at the end.
class CountPrinter {
public:
    void operator()(std::int64_t done, std::int64_t total);

private:
    std::chrono::steady_clock::time_point m_last = std::chrono::steady_clock::now();
};

} // namespace lookalike
