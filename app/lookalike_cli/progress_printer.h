// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/lookalike_cli/terminal.h"
#include "core/base/progress.h"

#include <chrono>

namespace lookalike::cli {

/// Prints progress: one updated line on a terminal, otherwise a line every few seconds; or with
/// JSON one event per line on standard output.
class ProgressPrinter {
public:
    explicit ProgressPrinter(bool events);

    void operator()(const Progress& progress);
    void finish();

private:
    [[nodiscard]] bool isDue(const Progress& progress);

    const bool m_events;
    const bool m_terminal;
    StatusLine m_line;
    Stage m_stage = Stage::Finished;
    std::chrono::steady_clock::time_point m_last{};
};

} // namespace lookalike::cli
