// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/lookalike_cli/command.h"
#include "app/lookalike_cli/output.h"
#include "app/lookalike_cli/session.h"
#include "core/catalog/space_rows.h"

#include <algorithm>

namespace lookalike::cli {

namespace {

FolderCounts countsOf(const LibraryStatus& status, FolderId folder)
{
    const auto found = std::ranges::find(status.counts, folder, &FolderCounts::folder);
    return found == status.counts.end() ? FolderCounts{.folder = folder} : *found;
}

struct Totals {
    FolderCounts all;
    std::uint64_t offlineFiles = 0;
    std::uint64_t offlineFolders = 0;
};

Totals sum(const LibraryStatus& status)
{
    Totals totals;
    for (const FolderRow& folder : status.folders) {
        const FolderCounts counts = countsOf(status, folder.id);
        totals.all.files += counts.files;
        totals.all.indexed += counts.indexed;
        totals.all.broken += counts.broken;
        totals.all.unsupported += counts.unsupported;
        totals.all.unreadable += counts.unreadable;
        totals.all.pending += counts.pending;
        totals.all.missing += counts.missing;
        if (folder.online)
            continue;
        ++totals.offlineFolders;
        totals.offlineFiles += counts.files;
    }
    return totals;
}

/// What of the library is not in its status.
struct Taught {
    FitStatus fit;
    std::size_t concepts = 0;
};

Result<Taught> taughtTo(PhotoLibrary& library)
{
    auto fit = library.fits().status();
    if (!fit)
        return fail(fit);
    const auto concepts = library.concepts().list();
    if (!concepts)
        return fail(concepts);
    return Taught{std::move(*fit), concepts->size()};
}

std::string fitText(const FitStatus& fit)
{
    if (fit.isOn)
        return "on, " + countText(fit.labels.size(), "label") + " from " + displayText(fit.source);
    return fit.problem.empty() ? "none" : "ignored: " + fit.problem.english();
}

Json jsonOf(const LibraryStatus& status, const Taught& taught)
{
    const Totals totals = sum(status);
    const SpaceRow* const current = currentSpace(status.spaces);
    const bool known = current != nullptr;
    Json object{{"files", totals.all.files},
                {"indexed", totals.all.indexed},
                {"broken", totals.all.broken},
                {"unsupported", totals.all.unsupported},
                {"unreadable", totals.all.unreadable},
                {"pending", totals.all.pending},
                {"missing", totals.all.missing},
                {"offline", totals.offlineFiles},
                {"offline_folders", totals.offlineFolders},
                {"space", known ? Json(current->space.id) : Json()},
                {"dim", known ? Json(current->space.dim) : Json()},
                {"model", known ? Json(current->space.model) : Json()},
                {"embeddings", known ? current->embeddings : 0}};
    putPath(object, "catalog", status.catalog);
    object["catalog_bytes"] = status.catalogBytes;
    object["index_bytes"] = status.indexBytes;
    object["read_only"] = status.readOnly;
    object["decoder"] = status.decoder.english();
    object["fit_on"] = taught.fit.isOn;
    object["fit_source"] = taught.fit.source;
    object["fit_problem"] = taught.fit.problem.english();
    object["concepts"] = taught.concepts;
    object["folders"] = Json::array();
    for (const FolderRow& folder : status.folders) {
        Json entry;
        putPath(entry, "path", folder.path);
        entry["online"] = folder.online;
        entry["files"] = countsOf(status, folder.id).files;
        entry["indexed"] = countsOf(status, folder.id).indexed;
        entry["exclusions"] = Json::array();
        for (const std::string& pattern : folder.exclusions)
            entry["exclusions"].push_back(pattern);
        object["folders"].push_back(std::move(entry));
    }
    object["spaces"] = Json::array();
    for (const SpaceRow& space : status.spaces)
        object["spaces"].push_back(Json{{"space", space.space.id},
                                        {"model", space.space.model},
                                        {"dim", space.space.dim},
                                        {"embeddings", space.embeddings},
                                        {"current", space.current}});
    return object;
}

void printFolders(const LibraryStatus& status)
{
    if (status.folders.empty()) {
        printLine("No folder is indexed yet. Add one: lookalike-cli index FOLDER");
        return;
    }
    std::vector<std::vector<std::string>> table{
        {"Folder", ">Files", ">Indexed", ">Pending", ">Broken", ">Unsupported", ">Missing", ""}};
    for (const FolderRow& folder : status.folders) {
        const FolderCounts counts = countsOf(status, folder.id);
        table.push_back({displayPath(folder.path), std::to_string(counts.files),
                         std::to_string(counts.indexed), std::to_string(counts.pending),
                         std::to_string(counts.broken + counts.unreadable),
                         std::to_string(counts.unsupported), std::to_string(counts.missing),
                         folder.online ? "" : "offline"});
    }
    printTable(table);
    for (const FolderRow& folder : status.folders)
        for (const std::string& pattern : folder.exclusions)
            printLine("Left out of " + displayPath(folder.path) + ": " + displayText(pattern));
}

void printText(const LibraryStatus& status, const Taught& taught)
{
    printFolders(status);
    printLine("");
    for (const SpaceRow& space : status.spaces)
        printLine("Model    " + space.space.model + ", " + std::to_string(space.space.dim) +
                  " dimensions, " + countText(space.embeddings, "photo") +
                  (space.current ? "" : " (incomplete, or replaced by another model)"));
    printLine("Catalog  " + displayPath(status.catalog) + ", " + humanBytes(status.catalogBytes) +
              ", search index " + humanBytes(status.indexBytes) +
              (status.readOnly ? ", read-only" : ""));
    printLine("Decoder  " + status.decoder.english());
    printLine("Fit      " + fitText(taught.fit));
    printLine("Concepts " + std::to_string(taught.concepts));
}

} // namespace

void addStatusCommand(const Program& program)
{
    CLI::App* const command =
        program.app.add_subcommand("status", "Show the folders, photos, model and sizes");
    command->callback([&global = program.global, &run = program.run] {
        run = [&global] {
            auto library = openLibrary(global, true);
            if (!library)
                return couldNotRun(library.error());
            const auto status = (*library)->status();
            if (!status)
                return couldNotRun(status.error());
            const auto taught = taughtTo(**library);
            if (!taught)
                return couldNotRun(taught.error());
            if (global.json)
                printJson(jsonOf(*status, *taught));
            else
                printText(*status, *taught);
            return ExitCode::Done;
        };
    });
}

} // namespace lookalike::cli
