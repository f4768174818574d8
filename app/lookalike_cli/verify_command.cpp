// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/lookalike_cli/command.h"
#include "app/lookalike_cli/interrupt.h"
#include "app/lookalike_cli/output.h"
#include "app/lookalike_cli/progress_printer.h"
#include "app/lookalike_cli/session.h"

#include <memory>

namespace lookalike::cli {

namespace {

constexpr std::uint64_t kSample = 200;

struct VerifyArguments {
    bool deep = false;
    std::uint64_t sample = kSample;
};

ExitCode verify(const GlobalOptions& global, const VerifyArguments& options)
{
    auto library = openLibrary(global, true);
    if (!library)
        return couldNotRun(library.error());
    auto lines = (*library)->verify();
    if (!lines)
        return couldNotRun(lines.error());
    DeepVerification deep;
    if (options.deep && lines->empty()) { // a damaged catalog is not compared with photos
        const Interrupt interrupt;
        ProgressPrinter progress(global.json);
        auto read = (*library)->verifyDeep(
            options.sample, [&](const Progress& now) { progress(now); }, interrupt.token());
        progress.finish();
        if (!read)
            return couldNotRun(read.error());
        deep = std::move(*read);
        *lines = deep.problems;
    }
    if (global.json) {
        Json result{{"sound", lines->empty()}, {"problems", *lines}};
        if (options.deep) {
            result["read"] = deep.read;
            result["skipped"] = deep.skipped;
        }
        printJson(result);
        return lines->empty() ? ExitCode::Done : ExitCode::CouldNotRun;
    }
    if (lines->empty())
        printLine("No damage found in the catalog and its indexes.");
    if (options.deep && lines->empty())
        printLine(std::to_string(deep.read) + " photos were read again and match the catalog; " +
                  std::to_string(deep.skipped) +
                  " were skipped because they changed or are offline.");
    for (const std::string& line : *lines)
        printLine(displayText(line));
    return lines->empty() ? ExitCode::Done : ExitCode::CouldNotRun;
}

} // namespace

void addVerifyCommand(const Program& program)
{
    CLI::App* const command = program.app.add_subcommand(
        "verify", "Check the catalog and its indexes; exit with 3 if something is damaged");
    const auto options = std::make_shared<VerifyArguments>();
    CLI::Option* const deep = command->add_flag(
        "--deep", options->deep, "Also read photos again and compare them with the catalog");
    command
        ->add_option("--sample", options->sample,
                     "Number of photos to read, chosen at random; 0 for all")
        ->capture_default_str()
        ->needs(deep);
    command->callback([options, &global = program.global, &run = program.run] {
        run = [options, &global] { return verify(global, *options); };
    });
}

} // namespace lookalike::cli
