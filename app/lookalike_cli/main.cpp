// SPDX-License-Identifier: GPL-3.0-or-later
// lookalike-cli: the whole library from a shell. Only results go to standard output, with --json
// one JSON object per line; progress and messages go to standard error.
#include "app/lookalike_cli/command.h"
#include "app/lookalike_cli/output.h"
#include "core/base/utf8_console.h"

#include <exception>

using namespace lookalike;
using namespace lookalike::cli;

namespace {

void addGlobalOptions(CLI::App& app, GlobalOptions& global)
{
    app.add_option("--catalog", global.catalog, "Use this catalog file instead of the default one")
        ->type_name("FILE");
    app.add_option("--model", global.models,
                   "Model folder or name of an installed model; several for evaluate")
        ->type_name("DIR|NAME")
        ->expected(1)
        ->take_all();
    app.add_option("--device", global.device, "Where the model runs: auto, cpu, cuda or mps")
        ->type_name("NAME")
        ->check(CLI::IsMember({"auto", "cpu", "cuda", "mps"}));
    app.add_option("--max-megapixels", global.maxMegapixels,
                   "Largest picture to open; 250 by default")
        ->type_name("N")
        ->check(CLI::Range(1, 4000));
    app.add_flag("--json", global.json, "Print one JSON object per line on standard output");
}

ExitCode runProgram(int argc, char** argv)
{
    CLI::App app("Finds similar photos on your own computer.", "lookalike-cli");
    app.set_version_flag("--version", "lookalike-cli " LOOKALIKE_VERSION);
    app.require_subcommand(1);
    app.fallthrough(); // global options may stand after the command, too
    app.footer("Exit status: 0 success, 1 some photos failed (they are listed), 2 wrong usage, "
               "3 could not run.");
    GlobalOptions global;
    std::function<ExitCode()> run;
    addGlobalOptions(app, global);
    const Program program{app, global, run};
    addIndexCommand(program);
    addSearchCommand(program);
    addEvaluateCommand(program);
    addConceptsCommand(program);
    addFitCommand(program);
    addEmbedCommand(program);
    addStatusCommand(program);
    addVerifyCommand(program);
    addModelsCommand(program);
    addExportCommand(program);
    addListCommand(program);
    addRemoveCommand(program);
    addDuplicatesCommand(program);
    addDecisionsCommand(program);
    addProtectCommand(program);
    addTrashCommand(program);
    addTransferCommands(program);
    addUndoCommand(program);
    addSpacesCommand(program);
    addCatalogCommand(program);
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        return app.exit(error) == 0 ? ExitCode::Done : ExitCode::Usage; // --help ends here, too
    }
    if (global.models.size() > 1 && !app.got_subcommand("evaluate")) {
        printError("Only evaluate accepts more than one --model");
        return ExitCode::Usage;
    }
    return run();
}

} // namespace

int main(int argc, char** argv)
{
    const Utf8Console console;
    try {
        return static_cast<int>(runProgram(argc, argv));
    } catch (const std::exception& exception) {
        printError(std::string("Unexpected error: ") + exception.what());
        return static_cast<int>(ExitCode::CouldNotRun);
    }
}
