// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/lookalike_cli/command.h"
#include "app/lookalike_cli/output.h"
#include "app/lookalike_cli/session.h"

#include <memory>

namespace lookalike::cli {

namespace {

void printSpaces(const std::vector<SpaceRow>& spaces, bool json)
{
    std::vector<std::vector<std::string>> table{
        {">Number", "Model", ">Dimensions", ">Photos", ">Missing", ""}};
    for (const SpaceRow& row : spaces) {
        if (json)
            printJson(Json{{"number", row.id.value()},
                           {"space", row.space.id},
                           {"model", row.space.model},
                           {"dim", row.space.dim},
                           {"embeddings", row.embeddings},
                           {"missing", row.toEmbed},
                           {"current", row.current}});
        table.push_back({std::to_string(row.id.value()), displayText(row.space.model),
                         std::to_string(row.space.dim), std::to_string(row.embeddings),
                         std::to_string(row.toEmbed), row.current ? "searched" : ""});
    }
    if (json)
        return;
    if (spaces.empty())
        printLine("Nothing is indexed yet.");
    else
        printTable(table);
}

using Change = Result<> (PhotoLibrary::*)(SpaceId);

ExitCode changeSpaces(const GlobalOptions& global, std::int64_t number, Change change)
{
    auto library = openLibrary(global, true);
    if (!library)
        return couldNotRun(library.error());
    if (change != nullptr)
        if (auto changed = (library->get()->*change)(SpaceId(number)); !changed)
            return couldNotRun(changed.error());
    const auto status = (*library)->status();
    if (!status)
        return couldNotRun(status.error());
    if (change == &PhotoLibrary::useSpace)
        printError("The next index run goes on with the default model; \"models use NAME\" changes "
                   "that");
    printSpaces(status->spaces, global.json);
    return ExitCode::Done;
}

} // namespace

void addSpacesCommand(const Program& program)
{
    CLI::App* const command = program.app.add_subcommand(
        "spaces", "What each model has embedded: one embedding space a model");
    command->require_subcommand(1);
    const auto number = std::make_shared<std::int64_t>(0);
    const auto add = [&](const char* name, const char* help, Change change) {
        CLI::App* const sub = command->add_subcommand(name, help);
        if (change != nullptr)
            sub->add_option("NUMBER", *number, "As spaces list shows it")->required();
        sub->callback([&global = program.global, &run = program.run, number, change] {
            run = [&global, number, change] { return changeSpaces(global, *number, change); };
        });
    };
    add("list", "All spaces of the catalog", nullptr);
    add("use", "Searches in a complete space from now on: back to an earlier model",
        &PhotoLibrary::useSpace);
    add("remove", "Removes a space that is not searched; no photo is touched",
        &PhotoLibrary::removeSpace);
}

} // namespace lookalike::cli
