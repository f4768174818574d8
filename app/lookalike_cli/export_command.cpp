// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/lookalike_cli/command.h"
#include "app/lookalike_cli/output.h"
#include "app/lookalike_cli/session.h"

#include <memory>

namespace lookalike::cli {

namespace {

ExitCode exportLibrary(const GlobalOptions& global, const std::filesystem::path& output)
{
    auto library = openLibrary(global, true);
    if (!library)
        return couldNotRun(library.error());
    const auto count = (*library)->exportEmbeddings(output);
    if (!count)
        return couldNotRun(count.error());
    if (global.json) {
        Json summary;
        putPath(summary, "output", output);
        summary["embeddings"] = *count;
        printJson(summary);
    } else {
        printLine(countText(*count, "embedding") + ": " + displayPath(output));
    }
    return ExitCode::Done;
}

} // namespace

void addExportCommand(const Program& program)
{
    CLI::App* const command = program.app.add_subcommand(
        "export", "Writes ids, paths and embeddings of all photos in the library");
    const auto output = std::make_shared<std::filesystem::path>();
    command->add_option("-o,--output", *output, "Where to write")
        ->required()
        ->type_name("FILE.safetensors");
    command->callback([&global = program.global, &run = program.run, output] {
        run = [&global, output] { return exportLibrary(global, *output); };
    });
}

} // namespace lookalike::cli
