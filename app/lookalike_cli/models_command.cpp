// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/lookalike_cli/command.h"
#include "app/lookalike_cli/interrupt.h"
#include "app/lookalike_cli/model_output.h"
#include "app/lookalike_cli/output.h"
#include "app/lookalike_cli/session.h"
#include "app/lookalike_cli/terminal.h"
#include "core/encode/hub/model_store.h"
#include "core/encode/installed_models.h"
#include "core/encode/model_directory.h"

#include <iostream>
#include <memory>

namespace lookalike::cli {

namespace {

struct ModelOptions {
    std::string model; ///< a name, a directory, or an id on the hub
    std::filesystem::path folder;
    std::string name;
    std::string endpoint;
    bool online = false;
    bool measure = false;
    bool yes = false;
};

/// Accepts a model only if it loads on the CPU.
ModelStore openStore()
{
    return ModelStore(personalModelsFolder(), [](const std::filesystem::path& folder) -> Result<> {
        const auto directory = openModelDirectory(folder);
        if (!directory)
            return fail(directory);
        EncoderOptions options;
        options.device = DeviceKind::Cpu;
        const auto encoder = loadEncoder(*directory, options);
        return encoder ? Result<>() : fail(encoder);
    });
}

HubOptions hubOptions(const ModelOptions& options)
{
    HubOptions hub;
    hub.endpoint = options.endpoint;
    return hub;
}

ProgressCallback showBytes(StatusLine& line)
{
    if (!standardErrorIsTerminal())
        return {};
    return [&line](const Progress& progress) {
        line.show(displayPath(progress.current) + "  " + humanBytes(progress.done) + " of " +
                  humanBytes(progress.total));
    };
}

ExitCode listModels(const GlobalOptions& global)
{
    printModels(installedModels(), global.json);
    return ExitCode::Done;
}

ExitCode infoOfInstalled(const GlobalOptions& global, const ModelDirectory& model,
                         const ModelOptions& options)
{
    std::optional<ModelSpeed> speed;
    if (options.measure) {
        const auto encoder = openEncoder(global, options.model);
        if (!encoder)
            return couldNotRun(encoder.error());
        const auto measured = measureSpeed(**encoder);
        if (!measured)
            return couldNotRun(measured.error());
        speed = *measured;
    }
    printInstalled(model, speed, global.json);
    return ExitCode::Done;
}

ExitCode modelInfo(const GlobalOptions& global, const ModelOptions& options)
{
    const auto path = findModel(options.model);
    if (path && !options.online) {
        const auto model = openModelDirectory(*path);
        return model ? infoOfInstalled(global, *model, options) : couldNotRun(model.error());
    }
    const auto id = parseModelId(options.model);
    if (!id)
        return couldNotRun(path ? id.error() : path.error());
    if (const CuratedModel* curated = findCurated(id->text()); curated && !options.online) {
        printCurated(*curated, global.json);
        return ExitCode::Done;
    }
    if (!options.online)
        return couldNotRun(Error{ErrorCode::NotFound,
                                 "It is not installed. With --online the hub is asked about it"_msg,
                                 {}});
    const Interrupt interrupt;
    const auto remote = askHub(*id, hubOptions(options), interrupt.token());
    if (!remote)
        return couldNotRun(remote.error());
    printRemote(*remote, global.json);
    return ExitCode::Done;
}

ExitCode addModel(const GlobalOptions& global, const ModelOptions& options)
{
    const Interrupt interrupt;
    StatusLine line;
    const auto added =
        openStore().addFolder(options.folder, options.name, showBytes(line), interrupt.token());
    line.wipe();
    if (!added)
        return couldNotRun(added.error());
    printDone("added", *added, global.json);
    return ExitCode::Done;
}

/// Asks for confirmation on a terminal, unless --yes was given.
bool agreed(bool yes)
{
    if (yes || !standardErrorIsTerminal() || !standardInputIsTerminal())
        return true;
    std::cerr << "Download it? [y/N] ";
    std::string answer;
    std::getline(std::cin, answer);
    return answer == "y" || answer == "Y" || answer == "yes";
}

ExitCode downloadModel(const GlobalOptions& global, const ModelOptions& options)
{
    const auto id = parseCuratedId(options.model);
    if (!id)
        return couldNotRun(id.error());
    const Interrupt interrupt;
    const HubOptions hub = hubOptions(options);
    const auto remote = askHub(*id, hub, interrupt.token());
    if (!remote)
        return couldNotRun(remote.error());
    printError(describe(*remote));
    if (!agreed(options.yes))
        return ExitCode::Done;
    StatusLine line;
    const auto installed = openStore().download(*remote, hub, showBytes(line), interrupt.token());
    line.wipe();
    if (!installed)
        return couldNotRun(installed.error());
    printDone("downloaded", *installed, global.json);
    return ExitCode::Done;
}

ExitCode verifyModel(const GlobalOptions& global, const ModelOptions& options)
{
    const auto path = findModel(options.model);
    if (!path)
        return couldNotRun(path.error());
    const Interrupt interrupt;
    const auto checks = ModelStore::verify(*path, interrupt.token());
    if (!checks)
        return couldNotRun(checks.error());
    return printChecks(*checks, global.json) ? ExitCode::Done : ExitCode::SomeFailed;
}

ExitCode removeModel(const GlobalOptions& global, const ModelOptions& options)
{
    const auto path = findModel(options.model);
    if (!path)
        return couldNotRun(path.error());
    const bool wasDefault = path->filename() == chosenModel();
    if (auto removed = openStore().remove(*path); !removed)
        return couldNotRun(removed.error());
    if (wasDefault)
        if (auto reset = setDefaultModel({}); !reset)
            return couldNotRun(reset.error());
    printDone("removed", *path, global.json);
    return ExitCode::Done;
}

ExitCode useModel(const GlobalOptions& global, const ModelOptions& options)
{
    if (auto chosen = setDefaultModel(options.model); !chosen)
        return couldNotRun(chosen.error());
    const auto path = findModel("");
    if (!path)
        return couldNotRun(path.error());
    printDone("used", *path, global.json);
    if (!global.json)
        printError("The next index run reads the photos with it. Until then, searches use the "
                   "previous model");
    return ExitCode::Done;
}

} // namespace

void addModelsCommand(const Program& program)
{
    CLI::App* const command = program.app.add_subcommand(
        "models", "List, add, download, check, remove and choose models");
    command->require_subcommand(1);
    const auto options = std::make_shared<ModelOptions>();
    using Action = ExitCode (*)(const GlobalOptions&, const ModelOptions&);
    const auto add = [&](const char* name, const char* help, Action action) {
        CLI::App* const sub = command->add_subcommand(name, help);
        sub->callback([&global = program.global, &run = program.run, options, action] {
            run = [&global, options, action] { return action(global, *options); };
        });
        return sub;
    };
    add("list", "List the installed models and the recommended ones",
        [](const GlobalOptions& global, const ModelOptions&) { return listModels(global); });
    CLI::App* const info = add("info", "Show the details of a model", modelInfo);
    info->add_option("MODEL", options->model, "A name, a folder or OWNER/NAME")->required();
    info->add_flag("--online", options->online, "Look the model up on the hub");
    info->add_flag("--measure", options->measure, "Test its speed on this computer");
    CLI::App* const addFolder = add("add", "Add a model from a folder; works offline", addModel);
    addFolder->add_option("DIR", options->folder, "Model folder in the Hugging Face layout")
        ->required();
    addFolder->add_option("--name", options->name,
                          "Name of the model; by default the folder's name");
    CLI::App* const get = add("download", "Download a model from the hub", downloadModel);
    get->add_option("ID", options->model, "OWNER/NAME or OWNER/NAME@REVISION")->required();
    get->add_flag("-y,--yes", options->yes, "Download without asking for confirmation");
    for (CLI::App* const online : {info, get})
        online->add_option("--endpoint", options->endpoint, "Address of another hub; https only");
    add("verify", "Compare a model's files with what was installed", verifyModel)
        ->add_option("MODEL", options->model, "A name or a folder")
        ->required();
    add("remove", "Remove an added model", removeModel)
        ->add_option("MODEL", options->model, "Name of the model")
        ->required();
    add("use", "Make a model the default", useModel)
        ->add_option("MODEL", options->model,
                     "Name of the model; the built-in model's name to switch back")
        ->required();
}

} // namespace lookalike::cli
