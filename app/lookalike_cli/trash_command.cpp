// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/lookalike_cli/duplicate_options.h"
#include "app/lookalike_cli/interrupt.h"
#include "app/lookalike_cli/output.h"
#include "app/lookalike_cli/progress_printer.h"
#include "app/lookalike_cli/session.h"
#include "app/lookalike_cli/transfer_command.h"
#include "core/duplicates/review/keeper_words.h"

#include <algorithm>
#include <memory>
#include <optional>

namespace lookalike::cli {

namespace {

constexpr std::size_t kAllBatches = 100'000;

struct TrashOptions {
    DuplicateOptions which;
    bool dryRun = false;
    bool link = false;
    bool withCompanions = false;
    bool mergeMetadata = false;

    [[nodiscard]] TrashMode mode() const
    {
        TrashMode mode(link ? TrashAction::ReplaceByLink : TrashAction::Trash);
        mode.withCompanions = withCompanions;
        mode.mergeMetadata = mergeMetadata;
        return mode;
    }
};

/// The suggestion of every group. One half of a raw file and its picture is moved only if the user
/// named that relation.
std::vector<TrashSelection> suggestions(const std::vector<DuplicateGroup>& groups,
                                        const std::vector<Relation>& named)
{
    const bool pairsToo = std::ranges::find(named, Relation::RawJpegPair) != named.end();
    std::vector<TrashSelection> selection;
    for (const DuplicateGroup& group : groups) {
        TrashSelection one;
        for (const DuplicateMember& member : group.members) {
            const bool isNamedPair = pairsToo && !member.isKeeper && !member.isProtected &&
                                     member.evidence.relation == Relation::RawJpegPair;
            const bool goes = isNamedPair || maySuggestToGo(member, group.members.front());
            (goes ? one.victims : one.survivors).push_back(member.file.id);
        }
        if (!one.victims.empty())
            selection.push_back(std::move(one));
    }
    return selection;
}

/// "keywords, rating".
std::string fieldsText(const ReportedSidecar& sidecar)
{
    std::string text;
    for (const MergedField field : sidecar.fields)
        text += (text.empty() ? "" : ", ") + std::string(mergedFieldName(field));
    return text;
}

void printSidecars(const TrashReport& report, const char* done, bool json)
{
    for (const ReportedSidecar& sidecar : report.sidecars) {
        if (json) {
            Json line;
            putPath(line, "path", sidecar.path);
            line["state"] = sidecar.refused ? "refused" : done;
            if (sidecar.refused) {
                line["code"] = errorCodeName(sidecar.refused->code);
                line["message"] = sidecar.refused->message.english();
            }
            if (!sidecar.keeper.empty())
                putPath(line, "keeper", sidecar.keeper);
            for (const MergedField field : sidecar.fields)
                line["fields"].push_back(mergedFieldName(field));
            line["replaces"] = sidecar.replaces;
            printJson(line);
        } else if (sidecar.refused) {
            printError(sidecar.refused->message.english() + ": " + displayPath(sidecar.path));
        } else {
            const std::string fields = fieldsText(sidecar);
            printLine(std::string(done) + "  " + displayPath(sidecar.path) +
                      (fields.empty() ? "" : "  (" + fields + ")"));
        }
    }
}

void printReport(const TrashReport& report, const char* done, bool json)
{
    for (const ReportedFile& item : report.items) {
        if (json) {
            Json line;
            putPath(line, "path", item.path);
            line["bytes"] = item.bytes;
            line["state"] = item.refused ? "refused" : done;
            if (item.refused) {
                line["code"] = errorCodeName(item.refused->code);
                line["message"] = item.refused->message.english();
            }
            if (!item.keeper.empty())
                putPath(line, "keeper", item.keeper);
            if (item.companion)
                line["companion"] = companionKindName(*item.companion);
            if (!item.staying.empty())
                line["staying"] = companionsJson(item.staying);
            if (!item.mergedInto.empty())
                putPath(line, "merged_into", item.mergedInto);
            for (const KeeperLoss& loss : item.losses)
                line["losses"].push_back(keeperLossText(loss));
            printJson(line);
        } else if (item.refused) {
            printError(item.refused->message.english() + ": " + displayPath(item.path));
        } else {
            printLine(std::string(done) + "  " + displayPath(item.path));
            for (const Companion& companion : item.staying)
                printLine(std::string("    stays in its folder (") +
                          companionKindName(companion.kind) +
                          "): " + displayPath(companion.file.path));
            for (const KeeperLoss& loss : item.losses)
                printLine("    would be lost: " + keeperLossText(loss));
        }
    }
}

/// "3 photos", "3 photos and 1 companion file".
std::string movedText(const TrashReport& report)
{
    const std::string photos = countText(report.moved, "photo");
    if (report.companions == 0)
        return photos;
    return photos + " and " + countText(report.companions, "companion file");
}

/// " Merged into 2 sidecars."; empty where there is none.
std::string mergedText(const TrashReport& report, bool dryRun)
{
    const auto written = static_cast<std::uint64_t>(std::ranges::count_if(
        report.sidecars, [](const ReportedSidecar& sidecar) { return !sidecar.refused; }));
    if (written == 0)
        return {};
    return (dryRun ? " Would merge into " : " Merged into ") + countText(written, "sidecar") + ".";
}

ExitCode codeOf(const TrashReport& report)
{
    if (report.cancelled)
        return ExitCode::CouldNotRun;
    const bool refused = std::ranges::any_of(
        report.items, [](const ReportedFile& item) { return item.refused.has_value(); });
    const bool sidecarRefused = std::ranges::any_of(
        report.sidecars, [](const ReportedSidecar& item) { return item.refused.has_value(); });
    return refused || sidecarRefused ? ExitCode::SomeFailed : ExitCode::Done;
}

ExitCode trashDuplicates(const GlobalOptions& global, const TrashOptions& options)
{
    // A dry run may show everything; a real run needs named relations.
    if (options.which.relations.empty() && !options.dryRun) {
        printError("Name the copies to move, for example --relation identical_file");
        return ExitCode::Usage;
    }
    if (std::ranges::find(options.which.relations, relationName(Relation::SimilarShot)) !=
        options.which.relations.end()) {
        printError("Similar shots are different photos; none of them is suggested for the trash");
        return ExitCode::Usage;
    }
    auto library = openLibrary(global, true);
    if (!library)
        return couldNotRun(library.error());
    const auto scope = options.which.scope(**library);
    if (!scope)
        return couldNotRun(scope.error());
    const Interrupt interrupt;
    const auto scanned = scanDuplicates(**library, *scope, interrupt.token());
    if (!scanned)
        return couldNotRun(scanned.error());
    if (scanned->cancelled)
        return couldNotRun({ErrorCode::Cancelled, "Stopped; nothing was moved"_msg, {}});
    DuplicateReview& review = (*library)->duplicates();
    const auto groups = review.groups(*scope);
    if (!groups)
        return couldNotRun(groups.error());
    const auto selection = suggestions(*groups, scope->relations);
    ProgressPrinter progress(false);
    const auto report = options.dryRun
                            ? review.preview(selection, options.mode())
                            : review.moveToTrash(
                                  selection, options.mode(),
                                  [&](const Progress& now) { progress(now); }, interrupt.token());
    progress.finish();
    if (!report)
        return couldNotRun(report.error());
    printSidecars(*report, options.dryRun ? "would_merge" : "merged", global.json);
    printReport(*report, options.dryRun ? "would_move" : "moved", global.json);
    if (!global.json)
        printLine(
            (options.dryRun ? "Nothing was moved. Would move: " : "Moved to the trash: ") +
            movedText(*report) + ", " + humanBytes(report->bytes) +
            (options.dryRun || report->moved == 0 ? "." : ". Undo it with lookalike-cli undo.") +
            mergedText(*report, options.dryRun));
    return codeOf(*report);
}

/// Whether photos were moved or copied after what can be taken back last from the trash.
bool isTransferNewest(PhotoLibrary& library)
{
    const auto transferred = newestTransfer(library.transfers());
    const auto batches = library.duplicates().trashHistory(kAllBatches);
    if (!transferred || !batches)
        return false;
    const auto newest =
        std::ranges::find_if(*batches, [](const TrashBatch& batch) { return !batch.undone(); });
    return newest == batches->end() || newest->at <= *transferred;
}

std::string goneText(std::uint64_t files)
{
    return files == 0 ? "" : " No longer in the trash: " + countText(files, "file") + ".";
}

/// What to take back: a number of --list ("12", "m3"), or the newest of both kinds.
ExitCode undoTrash(const GlobalOptions& global, const std::string& number)
{
    auto library = openLibrary(global, true);
    if (!library)
        return couldNotRun(library.error());
    const bool isTransfer = number.starts_with('m');
    std::optional<std::int64_t> batch;
    if (!number.empty())
        batch = std::stoll(number.substr(isTransfer ? 1 : 0));
    if (isTransfer || (!batch && isTransferNewest(**library)))
        return undoTransfer((*library)->transfers(), global.json, batch);
    const auto report = (*library)->duplicates().undo(batch);
    if (!report)
        return couldNotRun(report.error());
    printReport(*report, "restored", global.json);
    printSidecars(*report, "removed", global.json);
    if (!global.json)
        printLine("Restored: " + movedText(*report) + ", " + humanBytes(report->bytes) + "." +
                  goneText(report->gone));
    return codeOf(*report);
}

/// The current state of a batch in brackets; empty if all of it is in the trash.
std::string fateOf(const TrashBatch& batch)
{
    if (batch.gone == batch.files)
        return "  (no longer in the trash)";
    return (batch.undone() ? "  (undone)" : "") + goneText(batch.gone);
}

ExitCode listTrash(const GlobalOptions& global)
{
    auto library = openLibrary(global, true);
    if (!library)
        return couldNotRun(library.error());
    if (auto listed = listTransfers((*library)->transfers(), global.json); !listed)
        return couldNotRun(listed.error());
    const auto batches = (*library)->duplicates().trashHistory(kAllBatches);
    if (!batches)
        return couldNotRun(batches.error());
    for (const TrashBatch& batch : *batches) {
        if (global.json)
            printJson(Json{{"batch", batch.id},
                           {"at", batch.at},
                           {"files", batch.files},
                           {"bytes", batch.bytes},
                           {"gone", batch.gone},
                           {"undone", batch.undone()}});
        else
            printLine(std::to_string(batch.id) + "  " + countText(batch.files, "photo") + ", " +
                      humanBytes(batch.bytes) + fateOf(batch));
    }
    return ExitCode::Done;
}

} // namespace

void addTrashCommand(const Program& program)
{
    CLI::App* const command = program.app.add_subcommand(
        "trash", "Move the suggested copies of each group to the trash; one is always kept");
    const auto options = std::make_shared<TrashOptions>();
    options->which.addTo(*command);
    command->add_flag("--dry-run", options->dryRun,
                      "Show what would happen without changing anything");
    CLI::Option* const link = command->add_flag(
        "--link", options->link, "Replace identical files by hard links to the kept file");
    command->add_flag("--with-companions", options->withCompanions,
                      "Move sidecars, JSON files and videos together with their photos");
    command
        ->add_flag("--merge-metadata", options->mergeMetadata,
                   "Save keywords, captions, ratings and other metadata of the moved photos in a "
                   "sidecar next to the kept photo")
        ->excludes(link);
    command->callback([&global = program.global, &run = program.run, options] {
        run = [&global, options] { return trashDuplicates(global, *options); };
    });
}

void addUndoCommand(const Program& program)
{
    CLI::App* const command = program.app.add_subcommand(
        "undo", "Take back the last trash, move or copy command, or the one with this number");
    const auto number = std::make_shared<std::string>();
    const auto list = std::make_shared<bool>(false);
    command->add_option("NUMBER", *number, "As shown by --list")
        ->check([](const std::string& text) {
            const std::string digits = text.substr(text.starts_with('m') ? 1 : 0);
            const bool isNumber = !digits.empty() && digits.size() < 18 &&
                                  digits.find_first_not_of("0123456789") == std::string::npos;
            return isNumber ? std::string() : "Not a number that --list shows: " + text;
        });
    command->add_flag("--list", *list,
                      "List what was moved to the trash, moved and copied, newest first");
    command->callback([&global = program.global, &run = program.run, number, list] {
        run = [&global, number, list] {
            return *list ? listTrash(global) : undoTrash(global, *number);
        };
    });
}

} // namespace lookalike::cli
