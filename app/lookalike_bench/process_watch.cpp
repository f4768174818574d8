// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/lookalike_bench/process_watch.h"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <string>
#include <utility>

namespace lookalike {

namespace {

std::size_t entries(const char* folder)
{
    std::error_code error;
    std::size_t count = 0;
    for (std::filesystem::directory_iterator entry(folder, error), end; !error && entry != end;
         entry.increment(error))
        ++count;
    return count;
}

/// The line "VmRSS:  123 kB".
double residentKb()
{
    std::ifstream status("/proc/self/status");
    for (std::string word; status >> word;)
        if (double value = 0; word == "VmRSS:" && status >> value)
            return value;
    return 0;
}

} // namespace

ProcessWatch::ProcessWatch(std::filesystem::path catalog)
    : m_wal(std::move(catalog += "-wal"))
{}

void ProcessWatch::sample(double done)
{
    std::error_code error;
    const auto wal = std::filesystem::file_size(m_wal, error);
    m_samples.push_back({done, residentKb(), entries("/proc/self/fd"), entries("/proc/self/task"),
                         error ? 0 : static_cast<std::size_t>(wal)});
}

std::vector<ProcessState> ProcessWatch::after(double part) const
{
    const double from = m_samples.empty() ? 0 : part * m_samples.back().done;
    std::vector<ProcessState> late;
    std::copy_if(m_samples.begin(), m_samples.end(), std::back_inserter(late),
                 [from](const ProcessState& state) { return state.done >= from; });
    return late;
}

MemorySlope memorySlope(const std::vector<ProcessState>& samples)
{
    if (samples.size() < 2)
        return {};
    double meanDone = 0, meanKb = 0;
    for (const ProcessState& state : samples) {
        meanDone += state.done / static_cast<double>(samples.size());
        meanKb += state.residentKb / static_cast<double>(samples.size());
    }
    double products = 0, squares = 0;
    for (const ProcessState& state : samples) {
        products += (state.done - meanDone) * (state.residentKb - meanKb);
        squares += (state.done - meanDone) * (state.done - meanDone);
    }
    if (squares <= 0 || meanKb <= 0)
        return {};
    const double slope = products / squares;
    const double begin = meanKb + slope * (samples.front().done - meanDone);
    return {slope, slope * (samples.back().done - samples.front().done) / begin};
}

} // namespace lookalike
