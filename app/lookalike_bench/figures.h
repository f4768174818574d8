// SPDX-License-Identifier: GPL-3.0-or-later
// What all benchmarks share: how a figure is printed, clocks, quantiles, peak memory.
#pragma once

#include "core/base/result.h"

#include <nlohmann/json.hpp>

#include <chrono>
#include <vector>

namespace lookalike {

using Clock = std::chrono::steady_clock;

[[nodiscard]] double secondsSince(Clock::time_point start);

/// The value below which `part` (0 to 1) of the values lie; `values` is not empty.
[[nodiscard]] double quantile(std::vector<double> values, double part);

/// One line on standard output, at once: {"bench","metric","value","unit","params"}.
void printFigure(const char* bench, const std::string& metric, double value, const char* unit,
                 const nlohmann::ordered_json& params);

/// 0, or 3 with the error on standard error.
[[nodiscard]] int exitStatus(const Result<>& done);

/// The most memory this process ever had resident, in MiB; 0 where the system does not tell.
[[nodiscard]] double peakMemoryMb();

} // namespace lookalike
