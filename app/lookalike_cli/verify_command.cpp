// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/lookalike_cli/command.h"
#include "app/lookalike_cli/output.h"
#include "app/lookalike_cli/session.h"

namespace lookalike::cli {

void addVerifyCommand(const Program& program)
{
    CLI::App* const command = program.app.add_subcommand(
        "verify", "Checks the catalog and what is derived from it; 3 where something is damaged");
    command->callback([&global = program.global, &run = program.run] {
        run = [&global] {
            auto library = openLibrary(global, true);
            if (!library)
                return couldNotRun(library.error());
            const auto lines = (*library)->verify();
            if (!lines)
                return couldNotRun(lines.error());
            if (global.json)
                printJson(Json{{"sound", lines->empty()}, {"problems", *lines}});
            if (!global.json && lines->empty())
                printLine("The catalog and its indexes are sound.");
            if (!global.json)
                for (const std::string& line : *lines)
                    printLine(displayText(line));
            return lines->empty() ? ExitCode::Done : ExitCode::CouldNotRun;
        };
    });
}

} // namespace lookalike::cli
