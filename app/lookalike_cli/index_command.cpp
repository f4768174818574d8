// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/lookalike_cli/command.h"
#include "app/lookalike_cli/interrupt.h"
#include "app/lookalike_cli/output.h"
#include "app/lookalike_cli/progress_printer.h"
#include "app/lookalike_cli/session.h"
#include "core/base/path_within.h"
#include "core/base/system_error.h"

#include <algorithm>
#include <chrono>
#include <memory>
#include <set>

namespace lookalike::cli {

namespace {

using Clock = std::chrono::steady_clock;

std::string reasonFor(ProtectionReason reason)
{
    switch (reason) {
    case ProtectionReason::None:
        break;
    case ProtectionReason::ReadOnly:
        return "is read-only";
    case ProtectionReason::Network:
        return "is on a network drive";
    case ProtectionReason::Backup:
        return "looks like a backup";
    }
    return {};
}

/// Adds the folders that are not in the library yet. A folder that is a root or below one is
/// covered; a folder that contains a root is an error.
Result<> addFolders(PhotoLibrary& library, const std::vector<std::filesystem::path>& folders)
{
    std::set<std::filesystem::path> given;
    for (const std::filesystem::path& folder : folders) {
        std::error_code error;
        const auto real = std::filesystem::canonical(folder, error);
        if (error)
            return fail(ErrorCode::NotFound, "Cannot find the folder (%1)"_msg(systemReason(error)),
                        folder);
        if (!given.insert(real).second) {
            printError("This folder is given twice and read once: " + displayPath(folder));
            continue;
        }
        const auto status = library.status();
        if (!status)
            return fail(status);
        const auto cover = std::ranges::find_if(
            status->folders, [&](const FolderRow& row) { return isPathWithin(row.path, real); });
        if (cover != status->folders.end()) {
            if (cover->path != real)
                printError("This folder is inside " + displayPath(cover->path) +
                           ", which is already indexed: " + displayPath(folder));
            continue;
        }
        const auto added = library.addFolder(real);
        if (!added)
            return fail(added);
        if (added->protection != ProtectionReason::None)
            printError("Protected from the trash, because it " + reasonFor(added->protection) +
                       ": " + displayPath(real) + "  (undo with: lookalike-cli protect --off)");
    }
    return {};
}

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

ExitCode indexFolders(const GlobalOptions& global,
                      const std::vector<std::filesystem::path>& folders, bool retry)
{
    auto library = openLibrary(global, false);
    if (!library)
        return couldNotRun(library.error());
    if (auto added = addFolders(**library, folders); !added)
        return couldNotRun(added.error());
    if (retry)
        if (auto again = (*library)->retryFailures(); !again)
            return couldNotRun(again.error());
    const auto info = (*library)->prepare();
    if (!info)
        return couldNotRun(info.error());
    printWarning(*info);

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
    return failures->empty() && summary->problems.empty() ? ExitCode::Done : ExitCode::SomeFailed;
}

} // namespace

void addIndexCommand(const Program& program)
{
    CLI::App* const command = program.app.add_subcommand(
        "index",
        "Read new and changed photos in folders; by default in all folders of the library");
    const auto folders = std::make_shared<std::vector<std::filesystem::path>>();
    command->add_option("FOLDER", *folders, "Folders with photos to add to the library");
    const auto retry = std::make_shared<bool>(false);
    command->add_flag("--retry", *retry, "Retry photos that could not be read");
    command->callback([&global = program.global, &run = program.run, folders, retry] {
        run = [&global, folders, retry] { return indexFolders(global, *folders, *retry); };
    });
}

} // namespace lookalike::cli
