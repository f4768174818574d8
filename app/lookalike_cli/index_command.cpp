// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/lookalike_cli/command.h"
#include "app/lookalike_cli/index_folders.h"
#include "app/lookalike_cli/interrupt.h"
#include "app/lookalike_cli/output.h"
#include "app/lookalike_cli/progress_printer.h"
#include "app/lookalike_cli/session.h"
#include "app/lookalike_cli/watch_loop.h"

#include <chrono>
#include <memory>

namespace lookalike::cli {

namespace {

using Clock = std::chrono::steady_clock;

void printSummary(const IndexingSummary& summary, const EncoderInfo& info, double seconds,
                  std::size_t listed, bool json)
{
    if (json) {
        printJson(Json{{"event", summary.cancelled ? "cancelled" : "finished"},
                       {"stage", stageName(Stage::Finished)},
                       {"done", summary.embedded + summary.reused + summary.failed},
                       {"total", summary.found},
                       {"failed", summary.failed},
                       {"found", summary.found},
                       {"embedded", summary.embedded},
                       {"reused", summary.reused},
                       {"added", summary.added},
                       {"changed", summary.changed},
                       {"missing", summary.missing},
                       {"failures_listed", listed},
                       {"offline", summary.offline.size()},
                       {"cancelled", summary.cancelled},
                       {"model", info.space.model},
                       {"space", info.space.id},
                       {"device", info.deviceText},
                       {"seconds", seconds}});
        return;
    }
    printLine((summary.cancelled ? "Stopped. " : "") + countText(summary.found, "file") +
              " found, " + countText(summary.embedded, "photo") + " encoded in " +
              fixed(seconds, 1) + " s (" + info.space.model + ", " + info.deviceText + ")" +
              (summary.reused > 0 ? ", " + std::to_string(summary.reused) + " already known" : "") +
              ".");
}

struct IndexOptions {
    std::vector<std::filesystem::path> folders;
    std::vector<std::string> exclude;
    std::vector<std::string> include;
    bool retry = false;
    bool watch = false;
};

ExitCode indexFolders(const GlobalOptions& global, const IndexOptions& options)
{
    auto library = openLibrary(global, false);
    if (!library)
        return couldNotRun(library.error());
    if (auto added = addFolders(**library, options.folders); !added)
        return couldNotRun(added.error());
    if (auto changed =
            changeExclusions(**library, options.folders, options.exclude, options.include);
        !changed)
        return couldNotRun(changed.error());
    if (options.retry)
        if (auto again = (*library)->retryFailures(); !again)
            return couldNotRun(again.error());
    const auto info = (*library)->prepare();
    if (!info)
        return couldNotRun(info.error());
    printWarning(*info);
    if (options.watch)
        if (auto started = (*library)->startWatching(); !started)
            return couldNotRun(started.error());

    const Interrupt interrupt;
    ProgressPrinter progress(global.json);
    const auto started = Clock::now();
    const auto summary =
        (*library)->index([&](const Progress& now) { progress(now); }, interrupt.token());
    progress.finish();
    if (!summary)
        return couldNotRun(summary.error());
    const double seconds = std::chrono::duration<double>(Clock::now() - started).count();

    constexpr std::size_t kListed = 10'000;
    const auto failures = (*library)->failures(kListed);
    if (!failures)
        return couldNotRun(failures.error());
    printProblems(*summary, global.json);
    if (!failures->empty() && !global.json)
        printError(countText(failures->size(), "photo") + " could not be read:");
    printFailures(*failures, global.json);
    printSummary(*summary, *info, seconds, failures->size(), global.json);
    if (summary->cancelled)
        return ExitCode::CouldNotRun;
    if (options.watch)
        return watchFolders(**library, interrupt.token(), global.json);
    return failures->empty() && summary->problems.empty() ? ExitCode::Done : ExitCode::SomeFailed;
}

} // namespace

void addIndexCommand(const Program& program)
{
    CLI::App* const command = program.app.add_subcommand(
        "index",
        "Read new and changed photos in folders; by default in all folders of the library");
    const auto options = std::make_shared<IndexOptions>();
    command->add_option("FOLDER", options->folders, "Folders with photos to add to the library");
    command
        ->add_option("--exclude", options->exclude,
                     "Leave out files and folders with this name or path, such as raw or "
                     "'*/screenshots/*'; remembered for the given folders")
        ->allow_extra_args(false);
    command->add_option("--include", options->include, "Take back an --exclude")
        ->allow_extra_args(false);
    command->add_flag("--watch", options->watch,
                      "Then wait, and read photos that come or change, until Ctrl+C");
    command->add_flag("--retry", options->retry, "Retry photos that could not be read");
    command->callback([&global = program.global, &run = program.run, options] {
        run = [&global, options] { return indexFolders(global, *options); };
    });
}

} // namespace lookalike::cli
