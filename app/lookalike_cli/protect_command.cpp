// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/lookalike_cli/command.h"
#include "app/lookalike_cli/output.h"
#include "app/lookalike_cli/session.h"

#include <memory>

namespace lookalike::cli {

namespace {

struct ProtectArguments {
    std::vector<std::filesystem::path> folders;
    bool off = false;
};

ExitCode protectFolders(const GlobalOptions& global, const ProtectArguments& options)
{
    auto library = openLibrary(global, true);
    if (!library)
        return couldNotRun(library.error());
    DuplicateReview& review = (*library)->duplicates();
    for (const std::filesystem::path& folder : options.folders)
        if (auto done = review.setProtected(folder, !options.off); !done)
            return couldNotRun(done.error());
    const auto folders = review.protectedFolders();
    if (!folders)
        return couldNotRun(folders.error());
    for (const std::filesystem::path& folder : *folders)
        if (global.json) {
            Json line;
            putPath(line, "path", folder);
            printJson(line);
        } else {
            printLine(displayPath(folder));
        }
    return ExitCode::Done;
}

} // namespace

void addProtectCommand(const Program& program)
{
    CLI::App* const command = program.app.add_subcommand(
        "protect", "Protect folders from the trash, or list the protected folders");
    const auto options = std::make_shared<ProtectArguments>();
    CLI::Option* const folders = command->add_option("FOLDER", options->folders,
                                                     "Folders to protect; without any, list them");
    command->add_flag("--off", options->off, "Remove the protection of these folders")
        ->needs(folders);
    command->callback([&global = program.global, &run = program.run, options] {
        run = [&global, options] { return protectFolders(global, *options); };
    });
}

} // namespace lookalike::cli
