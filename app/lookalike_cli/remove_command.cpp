// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/lookalike_cli/command.h"
#include "app/lookalike_cli/output.h"
#include "app/lookalike_cli/session.h"

#include <algorithm>
#include <memory>

namespace lookalike::cli {

namespace {

ExitCode removeFolder(const GlobalOptions& global, const std::filesystem::path& folder)
{
    auto library = openLibrary(global, true);
    if (!library)
        return couldNotRun(library.error());
    const auto status = (*library)->status();
    if (!status)
        return couldNotRun(status.error());
    std::error_code error;
    const auto real = std::filesystem::weakly_canonical(folder, error);
    const auto found = std::ranges::find_if(status->folders, [&](const FolderRow& row) {
        return row.path == folder || row.path == real;
    });
    if (found == status->folders.end())
        return couldNotRun({ErrorCode::NotFound, "No such folder is indexed"_msg, folder});
    if (auto removed = (*library)->removeFolder(found->id); !removed)
        return couldNotRun(removed.error());
    if (!global.json)
        printLine("Removed from the library; the files stay: " + displayPath(found->path));
    return ExitCode::Done;
}

} // namespace

void addRemoveCommand(const Program& program)
{
    CLI::App* const command =
        program.app.add_subcommand("remove", "Remove a folder from the library; its files stay");
    const auto folder = std::make_shared<std::filesystem::path>();
    command->add_option("FOLDER", *folder, "The folder as shown by status")->required();
    command->callback([&global = program.global, &run = program.run, folder] {
        run = [&global, folder] { return removeFolder(global, *folder); };
    });
}

} // namespace lookalike::cli
