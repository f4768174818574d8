// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/lookalike_cli/command.h"
#include "app/lookalike_cli/interrupt.h"
#include "app/lookalike_cli/output.h"
#include "app/lookalike_cli/session.h"

#include <memory>

namespace lookalike::cli {

namespace {

struct ListOptions {
    std::filesystem::path output;
    std::string format = "csv";
};

ExitCode listPhotos(const GlobalOptions& global, const ListOptions& options)
{
    auto library = openLibrary(global, true);
    if (!library)
        return couldNotRun(library.error());
    const Interrupt interrupt;
    const auto count =
        (*library)->writeList(options.format == "csv" ? ListFormat::Csv : ListFormat::Json,
                              options.output, interrupt.token());
    if (!count)
        return couldNotRun(count.error());
    if (global.json) {
        Json summary;
        putPath(summary, "output", options.output);
        summary["photos"] = *count;
        printJson(summary);
    } else {
        printLine(countText(*count, "photo") + ": " + displayPath(options.output));
    }
    return ExitCode::Done;
}

} // namespace

void addListCommand(const Program& program)
{
    CLI::App* const command = program.app.add_subcommand(
        "list", "Write a list of all photos: path, hash, size, date and camera");
    const auto options = std::make_shared<ListOptions>();
    command->add_option("-o,--output", options->output, "Output file")
        ->required()
        ->type_name("FILE");
    command->add_option("--format", options->format, "csv or json")
        ->check(CLI::IsMember({"csv", "json"}))
        ->capture_default_str();
    command->callback([&global = program.global, &run = program.run, options] {
        run = [&global, options] { return listPhotos(global, *options); };
    });
}

} // namespace lookalike::cli
