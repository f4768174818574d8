// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/lookalike_bench/figures.h"

#include <algorithm>
#include <iostream>

#ifdef _WIN32
// clang-format off
#include <windows.h>
#include <psapi.h> // needs the types of windows.h
// clang-format on
#else
#include <sys/resource.h>
#endif

namespace lookalike {

int exitStatus(const Result<>& done)
{
    if (done)
        return 0;
    std::cerr << "lookalike-bench: " << done.error().text() << '\n';
    return 3;
}

double secondsSince(Clock::time_point start)
{
    return std::chrono::duration<double>(Clock::now() - start).count();
}

double quantile(std::vector<double> values, double part)
{
    std::sort(values.begin(), values.end());
    return values[static_cast<std::size_t>(part * static_cast<double>(values.size() - 1))];
}

void printFigure(const char* bench, const std::string& metric, double value, const char* unit,
                 const nlohmann::ordered_json& params)
{
    const nlohmann::ordered_json line{
        {"bench", bench}, {"metric", metric}, {"value", value}, {"unit", unit}, {"params", params}};
    std::cout << line.dump() << std::endl;
}

double peakMemoryMb()
{
#ifdef _WIN32
    PROCESS_MEMORY_COUNTERS counters{};
    if (GetProcessMemoryInfo(GetCurrentProcess(), &counters, sizeof counters) == 0)
        return 0;
    return static_cast<double>(counters.PeakWorkingSetSize) / (1024.0 * 1024.0);
#else
    rusage usage{};
    if (getrusage(RUSAGE_SELF, &usage) != 0)
        return 0;
#ifdef __APPLE__
    constexpr double kUnit = 1024.0 * 1024.0; // bytes
#else
    constexpr double kUnit = 1024.0; // kilobytes
#endif
    return static_cast<double>(usage.ru_maxrss) / kUnit;
#endif
}

} // namespace lookalike
