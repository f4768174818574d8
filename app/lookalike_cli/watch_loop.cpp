// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/lookalike_cli/watch_loop.h"

#include "app/lookalike_cli/output.h"

#include <algorithm>
#include <chrono>
#include <iostream>
#include <string>

namespace lookalike::cli {

namespace {

using Clock = std::chrono::steady_clock;

void printWatch(const LibraryStatus& status, bool json)
{
    const WatchStatus& watch = status.watch;
    if (json) {
        Json event{{"event", "watching"},
                   {"folders", status.folders.size()},
                   {"times_lost", watch.timesLost},
                   {"poll_minutes", kPollInterval.count()},
                   {"polled", Json::array()}};
        for (const PolledFolder& polled : watch.polled) {
            Json folder;
            putPath(folder, "path", polled.path);
            folder["reason"] = watchGapName(polled.reason);
            event["polled"].push_back(std::move(folder));
        }
        return printJson(event);
    }
    std::string text = "Watching " + countText(status.folders.size(), "folder") + ".";
    if (!watch.polled.empty())
        text += " " + countText(watch.polled.size(), "folder") + " the system does not watch " +
                (watch.polled.size() == 1 ? "is" : "are") + " checked every " +
                std::to_string(kPollInterval.count()) + " minutes.";
    if (watch.timesLost > 0)
        text += " Too much happened at once " + countText(watch.timesLost, "time") +
                ", and whole folders were checked.";
    printLine(text);
    std::cout.flush();
}

void printUpdate(const IndexingSummary& summary, double seconds, bool json)
{
    if (json)
        return printJson(Json{{"event", "updated"},
                              {"found", summary.found},
                              {"embedded", summary.embedded},
                              {"reused", summary.reused},
                              {"missing", summary.missing},
                              {"failed", summary.failed},
                              {"seconds", seconds}});
    if (summary.embedded + summary.reused + summary.missing + summary.failed == 0)
        return;
    printLine(countText(summary.embedded, "photo") + " encoded, " + std::to_string(summary.reused) +
              " already known, " + std::to_string(summary.missing) + " missing, " +
              std::to_string(summary.failed) + " could not be read (" + fixed(seconds, 1) + " s)");
    std::cout.flush();
}

/// Prints how the folders are watched, if that is not as it was.
Result<> tellWatch(PhotoLibrary& library, WatchStatus& before, bool json)
{
    const auto status = library.status();
    if (!status)
        return fail(status);
    if (status->watch == before)
        return {};
    before = status->watch;
    printWatch(*status, json);
    return {};
}

} // namespace

ExitCode watchFolders(PhotoLibrary& library, const std::stop_token& stop, bool json)
{
    WatchStatus before;
    for (;;) {
        if (auto told = tellWatch(library, before, json); !told)
            return couldNotRun(told.error());
        const auto changes = library.waitForChanges(stop);
        if (!changes)
            return couldNotRun(changes.error());
        const auto started = Clock::now();
        if (changes->isEmpty())
            return ExitCode::Done;
        const auto summary = library.indexChanges(*changes, {}, stop);
        if (!summary)
            return couldNotRun(summary.error());
        printProblems(*summary, json);
        printUpdate(*summary, std::chrono::duration<double>(Clock::now() - started).count(), json);
    }
}

void printProblems(const IndexingSummary& summary, bool json)
{
    for (const Error& problem : summary.problems) {
        if (!json) {
            printError(problem.text());
            continue;
        }
        Json event{{"event", "problem"}, {"code", errorCodeName(problem.code)}};
        putPath(event, "path", problem.path);
        event["message"] = problem.message.english();
        printJson(event);
    }
}

} // namespace lookalike::cli
