// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/lookalike_cli/transfer_command.h"

#include "app/lookalike_cli/interrupt.h"
#include "app/lookalike_cli/output.h"
#include "app/lookalike_cli/progress_printer.h"
#include "app/lookalike_cli/session.h"

#include <algorithm>
#include <limits>
#include <memory>

namespace lookalike::cli {

namespace {

struct TransferOptions {
    std::vector<std::filesystem::path> photos;
    std::filesystem::path folder;
    bool dryRun = false;
};

void printFile(const TransferredFile& file, const char* done, bool json)
{
    if (json) {
        Json line;
        putPath(line, "path", file.origin);
        if (!file.target.empty())
            putPath(line, "target", file.target);
        line["bytes"] = file.bytes;
        line["state"] = file.error ? "refused" : done;
        if (file.error) {
            line["code"] = errorCodeName(file.error->code);
            line["message"] = file.error->message.english();
        }
        if (file.isCompanion)
            line["companion"] = true;
        if (file.isBare)
            line["lost_attributes"] = true;
        printJson(line);
    } else if (file.error) {
        printError(file.error->message.english() + ": " + displayPath(file.origin));
    } else {
        printLine(std::string(done) + "  " + displayPath(file.origin) + " -> " +
                  displayPath(file.target));
    }
}

std::string countsText(std::uint64_t photos, std::uint64_t companions, std::uint64_t bytes)
{
    std::string text = countText(photos, "photo");
    if (companions > 0)
        text += " and " + countText(companions, "companion file");
    return text + ", " + humanBytes(bytes);
}

void warnOfLosses(const TransferOutcome& outcome)
{
    if (outcome.bare > 0)
        printError(countText(outcome.bare, "file") +
                   " lost tags or access rights, which this file system cannot hold");
}

ExitCode codeOf(const TransferOutcome& outcome)
{
    if (outcome.cancelled)
        return ExitCode::CouldNotRun;
    const bool failed = std::ranges::any_of(
        outcome.files, [](const TransferredFile& file) { return file.error.has_value(); });
    return failed ? ExitCode::SomeFailed : ExitCode::Done;
}

ExitCode preview(PhotoTransfers& transfers, const TransferRequest& request, bool json)
{
    const auto found = transfers.preview(request);
    if (!found)
        return couldNotRun(found.error());
    if (json) {
        printJson(Json{{"photos", found->photos},
                       {"companions", found->companions},
                       {"bytes", found->bytes},
                       {"protected", found->isProtected},
                       {"leaves_library", found->leavesLibrary}});
        return ExitCode::Done;
    }
    const bool isMove = request.kind == TransferKind::Move;
    printLine(std::string("Nothing was changed. Would ") + (isMove ? "move: " : "copy: ") +
              countsText(found->photos, found->companions, found->bytes) + ".");
    if (found->isProtected > 0)
        printLine("In protected folders, so not moved: " + countText(found->isProtected, "photo") +
                  ".");
    if (found->leavesLibrary && isMove)
        printLine("The folder is not in the library: moved photos are no longer found.");
    return ExitCode::Done;
}

ExitCode transferPhotos(const GlobalOptions& global, TransferKind kind,
                        const TransferOptions& options)
{
    auto library = openLibrary(global, true);
    if (!library)
        return couldNotRun(library.error());
    PhotoTransfers& transfers = (*library)->transfers();
    const TransferRequest request{kind, {}, options.photos, options.folder};
    if (options.dryRun)
        return preview(transfers, request, global.json);
    const Interrupt interrupt;
    ProgressPrinter progress(false);
    const auto outcome = transfers.run(
        request, [&](const Progress& now) { progress(now); }, interrupt.token());
    progress.finish();
    if (!outcome)
        return couldNotRun(outcome.error());
    const bool isMove = kind == TransferKind::Move;
    for (const TransferredFile& file : outcome->files)
        printFile(file, isMove ? "moved" : "copied", global.json);
    if (!global.json)
        printLine((isMove ? "Moved: " : "Copied: ") +
                  countsText(outcome->photos, outcome->companions, outcome->bytes) +
                  (outcome->batch == 0 ? "." : ". Undo it with lookalike-cli undo."));
    warnOfLosses(*outcome);
    return codeOf(*outcome);
}

void addTransferCommand(const Program& program, const char* name, const char* help,
                        TransferKind kind)
{
    CLI::App* const command = program.app.add_subcommand(name, help);
    const auto options = std::make_shared<TransferOptions>();
    command->add_option("PHOTO", options->photos, "Photos of the library")->required();
    command->add_option("--to", options->folder, "The folder that they go to")
        ->required()
        ->type_name("FOLDER");
    command->add_flag("--dry-run", options->dryRun,
                      "Show what would happen without changing anything");
    command->callback([&global = program.global, &run = program.run, options, kind] {
        run = [&global, options, kind] { return transferPhotos(global, kind, *options); };
    });
}

} // namespace

ExitCode undoTransfer(PhotoTransfers& transfers, bool json, std::optional<std::int64_t> batch)
{
    const Interrupt interrupt;
    const auto outcome = transfers.undo(batch, {}, interrupt.token());
    if (!outcome)
        return couldNotRun(outcome.error());
    const bool isMove = outcome->kind == TransferKind::Move;
    for (const TransferredFile& file : outcome->files)
        printFile(file, isMove ? "restored" : "removed", json);
    if (!json)
        printLine((isMove ? "Restored: " : "Removed copies: ") +
                  countsText(outcome->photos, outcome->companions, outcome->bytes) + ".");
    warnOfLosses(*outcome);
    return codeOf(*outcome);
}

Result<> listTransfers(PhotoTransfers& transfers, bool json)
{
    const auto batches = transfers.history(std::numeric_limits<std::size_t>::max());
    if (!batches)
        return fail(batches);
    for (const TransferBatch& batch : *batches) {
        const bool isMove = batch.kind == TransferKind::Move;
        const std::string number = "m" + std::to_string(batch.id);
        if (json) {
            Json line{{"batch", number}, {"kind", isMove ? "move" : "copy"}, {"at", batch.at}};
            putPath(line, "folder", batch.folder);
            line["files"] = batch.files;
            line["bytes"] = batch.bytes;
            line["undone"] = batch.left == 0;
            printJson(line);
        } else {
            printLine(number + (isMove ? "  moved " : "  copied ") +
                      countText(batch.files, "file") + " to " + displayPath(batch.folder) +
                      (batch.left == 0 ? "  (undone)" : ""));
        }
    }
    return {};
}

std::optional<std::int64_t> newestTransfer(PhotoTransfers& transfers)
{
    const auto batches = transfers.history(std::numeric_limits<std::size_t>::max());
    if (batches)
        for (const TransferBatch& batch : *batches)
            if (batch.left > 0)
                return batch.at;
    return std::nullopt;
}

void addTransferCommands(const Program& program)
{
    addTransferCommand(program, "move",
                       "Move photos, and what belongs to them, to a folder; nothing is replaced",
                       TransferKind::Move);
    addTransferCommand(program, "copy",
                       "Copy photos, and what belongs to them, to a folder; nothing is replaced",
                       TransferKind::Copy);
}

} // namespace lookalike::cli
