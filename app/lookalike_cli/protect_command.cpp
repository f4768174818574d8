// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/lookalike_cli/command.h"
#include "app/lookalike_cli/output.h"
#include "app/lookalike_cli/session.h"

#include <memory>

namespace lookalike::cli {

namespace {

struct ProtectArguments {
    std::vector<std::filesystem::path> paths;
    bool off = false;
};

void printProtected(const std::filesystem::path& path, const char* kind, bool json)
{
    if (json) {
        Json line;
        putPath(line, "path", path);
        line["kind"] = kind;
        printJson(line);
    } else {
        printLine(displayPath(path));
    }
}

ExitCode protectPaths(const GlobalOptions& global, const ProtectArguments& options)
{
    auto library = openLibrary(global, true);
    if (!library)
        return couldNotRun(library.error());
    DuplicateReview& review = (*library)->duplicates();
    for (const std::filesystem::path& path : options.paths)
        if (auto done = review.setProtected(path, !options.off); !done)
            return couldNotRun(done.error());
    const auto folders = review.protectedFolders();
    if (!folders)
        return couldNotRun(folders.error());
    const auto decisions = review.decisions();
    if (!decisions)
        return couldNotRun(decisions.error());
    for (const std::filesystem::path& folder : *folders)
        printProtected(folder, "folder", global.json);
    for (const Decision& decision : *decisions)
        if (decision.kind == DecisionKind::Protect && !decision.paths.empty())
            printProtected(decision.paths.front(), "photo", global.json);
    return ExitCode::Done;
}

} // namespace

void addProtectCommand(const Program& program)
{
    CLI::App* const command = program.app.add_subcommand(
        "protect", "Protect folders and photos from the trash, or list what is protected");
    const auto options = std::make_shared<ProtectArguments>();
    CLI::Option* const paths =
        command->add_option("PATH", options->paths,
                            "Folders and photos to protect; without any, list what is protected");
    command->add_flag("--off", options->off, "Remove the protection of these")->needs(paths);
    command->callback([&global = program.global, &run = program.run, options] {
        run = [&global, options] { return protectPaths(global, *options); };
    });
}

} // namespace lookalike::cli
