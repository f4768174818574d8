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
                         std::to_string(row.toEmbed), row.current ? "used for search" : ""});
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
        printError("The next index run uses the default model; change it with \"models use NAME\"");
    printSpaces(status->spaces, global.json);
    return ExitCode::Done;
}

} // namespace

void addSpacesCommand(const Program& program)
{
    CLI::App* const command = program.app.add_subcommand(
        "spaces", "List, choose and delete the embeddings of each model (embedding spaces)");
    command->require_subcommand(1);
    const auto number = std::make_shared<std::int64_t>(0);
    const auto add = [&](const char* name, const char* help, Change change) {
        CLI::App* const sub = command->add_subcommand(name, help);
        if (change != nullptr)
            sub->add_option("NUMBER", *number, "As shown by spaces list")->required();
        sub->callback([&global = program.global, &run = program.run, number, change] {
            run = [&global, number, change] { return changeSpaces(global, *number, change); };
        });
    };
    add("list", "List the embedding spaces of the catalog", nullptr);
    add("use", "Search in this complete space from now on, to switch back to an earlier model",
        &PhotoLibrary::useSpace);
    add("remove", "Delete a space that is not used for search; photos are not touched",
        &PhotoLibrary::removeSpace);
}

} // namespace lookalike::cli
