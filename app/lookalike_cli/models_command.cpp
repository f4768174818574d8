// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/lookalike_cli/command.h"
#include "app/lookalike_cli/output.h"
#include "core/encode/model_directory.h"

namespace lookalike::cli {

namespace {

ExitCode listModels(bool json)
{
    const auto builtIn = findModel("");
    const std::vector<ModelDirectory> models = installedModels();
    std::vector<std::vector<std::string>> table{{"Name", "Type", "", "Directory"}};
    for (const ModelDirectory& model : models) {
        std::error_code error;
        const bool isDefault =
            builtIn && std::filesystem::equivalent(*builtIn, model.path, error) && !error;
        if (json) {
            Json object{{"name", model.name}, {"type", model.modelType}, {"built_in", isDefault}};
            putPath(object, "path", model.path);
            printJson(object);
        }
        table.push_back({displayText(model.name), displayText(model.modelType),
                         isDefault ? "built-in" : "", displayPath(model.path)});
    }
    if (!json && models.empty())
        printLine("No model is installed: give a directory with --model.");
    else if (!json)
        printTable(table);
    return ExitCode::Done;
}

} // namespace

void addModelsCommand(const Program& program)
{
    CLI::App* const command = program.app.add_subcommand("models", "Models that can be used");
    command->require_subcommand(1);
    CLI::App* const list = command->add_subcommand("list", "The built-in model and installed ones");
    list->callback([&global = program.global, &run = program.run] {
        run = [&global] { return listModels(global.json); };
    });
}

} // namespace lookalike::cli
