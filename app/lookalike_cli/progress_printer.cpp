// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/lookalike_cli/progress_printer.h"

#include "app/lookalike_cli/output.h"

#include <string>

namespace lookalike::cli {

namespace {

std::string text(const Progress& progress)
{
    std::string text = stageName(progress.stage);
    text += "  " + std::to_string(progress.done);
    if (progress.total > 0)
        text += " of " + std::to_string(progress.total);
    if (progress.rate > 0)
        text += "  " + fixed(progress.rate, 1) + "/s";
    if (progress.remaining) {
        const auto seconds = progress.remaining->count();
        text += "  " + std::to_string(seconds / 60) + " min " + std::to_string(seconds % 60) +
                " s left";
    }
    if (progress.failed > 0)
        text += "  " + std::to_string(progress.failed) + " failed";
    if (!progress.current.empty())
        text += "  " + displayPath(progress.current.filename());
    return text;
}

void printEvent(const Progress& progress)
{
    Json event{{"event", "progress"},       {"stage", stageName(progress.stage)},
               {"done", progress.done},     {"total", progress.total},
               {"failed", progress.failed}, {"bytes", progress.bytes},
               {"rate", progress.rate}};
    if (progress.remaining)
        event["remaining_s"] = progress.remaining->count();
    if (!progress.current.empty())
        putPath(event, "current", progress.current);
    printJson(event);
}

} // namespace

ProgressPrinter::ProgressPrinter(bool events)
    : m_events(events)
    , m_terminal(standardErrorIsTerminal())
{}

void ProgressPrinter::operator()(const Progress& progress)
{
    if (m_events)
        printEvent(progress);
    else if (m_terminal)
        m_line.show(text(progress));
    else if (isDue(progress))
        printError(text(progress));
}

void ProgressPrinter::finish()
{
    m_line.wipe();
}

bool ProgressPrinter::isDue(const Progress& progress)
{
    const auto now = std::chrono::steady_clock::now();
    if (progress.stage == m_stage && now - m_last < std::chrono::seconds(5))
        return false;
    if (progress.stage == Stage::Finished)
        return false;
    m_stage = progress.stage;
    m_last = now;
    return true;
}

} // namespace lookalike::cli
