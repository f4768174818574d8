// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/lookalike/process_age.h"

#ifdef __linux__
#include <unistd.h>

#include <ctime>
#include <fstream>
#include <sstream>
#include <string>
#endif

namespace lookalike {

#ifdef __linux__

namespace {

/// Field 22 of proc(5)'s stat, in milliseconds since boot; negative where it cannot be read.
std::int64_t startTime()
{
    std::ifstream file("/proc/self/stat");
    std::string line;
    std::getline(file, line);
    const auto nameEnd = line.rfind(')'); // the program's name may hold anything
    if (nameEnd == std::string::npos)
        return -1;
    std::istringstream fields(line.substr(nameEnd + 1));
    constexpr int kFieldsBetween = 19; // 3 (state) to 21
    std::string skipped;
    for (int i = 0; i < kFieldsBetween; ++i)
        fields >> skipped;
    std::int64_t ticks = -1;
    fields >> ticks;
    return ticks < 0 ? -1 : ticks * 1000 / sysconf(_SC_CLK_TCK);
}

} // namespace

std::chrono::milliseconds processAge()
{
    timespec now{};
    clock_gettime(CLOCK_BOOTTIME, &now);
    const std::int64_t nowMs = std::int64_t{now.tv_sec} * 1000 + now.tv_nsec / 1'000'000;
    const std::int64_t start = startTime();
    return std::chrono::milliseconds(start < 0 ? 0 : nowMs - start);
}

#else

std::chrono::milliseconds processAge()
{
    static const auto first = std::chrono::steady_clock::now();
    return std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() -
                                                                 first);
}

#endif

} // namespace lookalike
