// SPDX-License-Identifier: GPL-3.0-or-later
// Backups of the catalog, for scripts and for a catalog that can no longer be opened.
#include "app/lookalike_cli/command.h"
#include "app/lookalike_cli/output.h"
#include "core/library/library_backups.h"
#include "core/library/photo_library.h"

#include <algorithm>
#include <memory>

namespace lookalike::cli {

namespace {

struct CatalogArguments {
    std::filesystem::path file;
    std::string backup;
    bool verify = false;
};

const char* kindName(BackupKind kind)
{
    switch (kind) {
    case BackupKind::Daily:
        return "daily";
    case BackupKind::BeforeUpgrade:
        return "upgrade";
    case BackupKind::OnRequest:
        break;
    }
    return "request";
}

// "2026-01-02 03:04:05 UTC" of "20260102-030405".
std::string timeText(std::int64_t secondsSince1970)
{
    std::string text = timestampOf(secondsSince1970);
    if (text.size() != 15)
        return text;
    text.insert(13, ":").insert(11, ":").replace(8, 1, " ").insert(6, "-").insert(4, "-");
    return text + " UTC";
}

void printBackup(const CatalogBackup& backup, bool verified)
{
    Json line{{"event", "backup"}, {"kind", kindName(backup.kind)}};
    putPath(line, "file", backup.file);
    line["made_at"] = backup.madeAt;
    line["bytes"] = backup.bytes;
    line["schema"] = backup.schema;
    line["files"] = backup.files;
    line["embeddings"] = backup.embeddings;
    line["decisions"] = backup.decisions;
    line["sha256"] = backup.checksum.empty() ? Json() : Json(backup.checksum);
    line["damaged"] = backup.damage.has_value();
    line["verified"] = verified && !backup.damage;
    if (backup.damage)
        line["message"] = backup.damage->message.english();
    printJson(line);
}

std::string stateText(const CatalogBackup& backup, bool verified)
{
    if (backup.damage)
        return "damaged";
    if (verified)
        return "verified";
    return backup.checksum.empty() ? "not verified" : "verified when created";
}

ExitCode showBackups(const GlobalOptions& global, const CatalogArguments& options)
{
    auto backups = findBackups(global.catalog);
    if (!backups)
        return couldNotRun(backups.error());
    std::vector<std::vector<std::string>> table{
        {"Created", "Reason", ">Files", ">Embeddings", ">Decisions", ">Size", "State", "File"}};
    for (CatalogBackup& backup : *backups) {
        if (options.verify && !backup.damage)
            if (auto sound = checkBackup(backup.file); !sound)
                backup.damage = std::move(sound).error();
        if (global.json)
            printBackup(backup, options.verify);
        table.push_back({timeText(backup.madeAt), kindName(backup.kind),
                         std::to_string(backup.files), std::to_string(backup.embeddings),
                         std::to_string(backup.decisions), humanBytes(backup.bytes),
                         stateText(backup, options.verify), displayPath(backup.file)});
    }
    if (!global.json && backups->empty())
        printLine("There are no backups yet. One is made on each day on which photos are indexed.");
    else if (!global.json)
        printTable(table);
    const bool damaged = std::ranges::any_of(
        *backups, [](const CatalogBackup& backup) { return backup.damage.has_value(); });
    return options.verify && damaged ? ExitCode::SomeFailed : ExitCode::Done;
}

ExitCode backUp(const GlobalOptions& global, const CatalogArguments& options)
{
    const auto made = makeBackup(global.catalog, options.file);
    if (!made)
        return couldNotRun(made.error());
    if (global.json)
        printBackup(describeBackup(*made), true);
    else
        printLine("Backed up and verified: " + displayPath(*made));
    return ExitCode::Done;
}

// A path, the name of one of the catalog's own backups, or "newest".
Result<std::filesystem::path> findBackup(const GlobalOptions& global, const std::string& name)
{
    std::error_code error;
    if (std::filesystem::exists(name, error))
        return std::filesystem::path(name);
    const auto backups = findBackups(global.catalog);
    if (!backups)
        return fail(backups);
    const auto found = std::ranges::find_if(*backups, [&](const CatalogBackup& backup) {
        return name == "newest" ? !backup.damage : backup.file.filename() == name;
    });
    if (found == backups->end())
        return fail(ErrorCode::NotFound, "There is no such backup"_msg, name);
    return found->file;
}

ExitCode restore(const GlobalOptions& global, const CatalogArguments& options)
{
    const auto backup = findBackup(global, options.backup);
    if (!backup)
        return couldNotRun(backup.error());
    const auto former = restoreBackup(global.catalog, *backup);
    if (!former)
        return couldNotRun(former.error());
    if (global.json) {
        Json line{{"event", "restored"}};
        putPath(line, "backup", *backup);
        if (!former->empty())
            putPath(line, "former", *former);
        printJson(line);
        return ExitCode::Done;
    }
    printLine("Restored from " + displayPath(*backup));
    if (!former->empty())
        printLine("The previous catalog is kept as " + displayPath(*former));
    printError("The next index run reads what has changed since then");
    return ExitCode::Done;
}

ExitCode setAside(const GlobalOptions& global, const CatalogArguments&)
{
    const auto former = archiveCatalog(global.catalog);
    if (!former)
        return couldNotRun(former.error());
    if (global.json) {
        Json line{{"event", "set_aside"}};
        putPath(line, "former", *former);
        printJson(line);
    } else {
        printLine("The catalog is kept as " + displayPath(*former));
    }
    return ExitCode::Done;
}

ExitCode check(const GlobalOptions& global, const CatalogArguments& options)
{
    std::filesystem::path file = options.file.empty() ? global.catalog : options.file;
    if (file.empty())
        file = PhotoLibrary::defaultCatalog();
    const auto sound = checkBackup(file);
    if (!sound)
        return couldNotRun(sound.error());
    if (global.json)
        printBackup(describeBackup(file), true);
    else
        printLine("No damage found: " + displayPath(file));
    return ExitCode::Done;
}

} // namespace

void addCatalogCommand(const Program& program)
{
    CLI::App* const command =
        program.app.add_subcommand("catalog", "Back up and restore the catalog");
    command->require_subcommand(1);
    const auto options = std::make_shared<CatalogArguments>();
    using Action = ExitCode (*)(const GlobalOptions&, const CatalogArguments&);
    const auto add = [&](const char* name, const char* help, Action action) {
        CLI::App* const sub = command->add_subcommand(name, help);
        sub->callback([&global = program.global, &run = program.run, options, action] {
            run = [&global, options, action] { return action(global, *options); };
        });
        return sub;
    };
    add("backups", "List the backups, newest first", showBackups)
        ->add_flag("--verify", options->verify,
                   "Read each backup completely; exit with 1 if one is damaged");
    add("backup", "Create a verified backup, even while the catalog is in use", backUp)
        ->add_option("FILE", options->file, "File to write; by default next to the other backups");
    add("restore", "Replace the catalog by a backup; the previous catalog is kept", restore)
        ->add_option("BACKUP", options->backup,
                     "A file, the name of a listed backup, or \"newest\"")
        ->required();
    add("set-aside", "Rename the catalog and start over with an empty one", setAside);
    add("check", "Check a catalog or a backup completely; exit with 3 if it is damaged", check)
        ->add_option("FILE", options->file, "File to check; by default the catalog");
}

} // namespace lookalike::cli
