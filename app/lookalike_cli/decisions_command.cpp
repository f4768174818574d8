// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/lookalike_cli/command.h"
#include "app/lookalike_cli/output.h"
#include "app/lookalike_cli/session.h"

#include <memory>
#include <optional>

namespace lookalike::cli {

namespace {

struct DecisionsArguments {
    std::string format = "text";
    std::optional<std::int64_t> revoke;
};

const char* kindName(DecisionKind kind)
{
    switch (kind) {
    case DecisionKind::NotDuplicates:
        return "not_duplicates";
    case DecisionKind::KeepBoth:
        return "keep_both";
    case DecisionKind::KeepAll:
        return "keep_all";
    case DecisionKind::Protect:
        return "protect";
    }
    return "";
}

void printDecision(const Decision& decision, const std::string& format)
{
    if (format == "json") {
        Json line{{"decision", decision.id},
                  {"kind", kindName(decision.kind)},
                  {"decided_at", decision.decidedAt}};
        Json photos = Json::array();
        for (std::size_t i = 0; i < decision.contents.size(); ++i) {
            Json photo{{"content", decision.contents[i].hex()}};
            putPath(photo, "path", decision.paths[i]);
            photos.push_back(std::move(photo));
        }
        line["photos"] = std::move(photos);
        printJson(line);
        return;
    }
    if (format == "text")
        printLine(std::to_string(decision.id) + "  " + kindName(decision.kind));
    for (std::size_t i = 0; i < decision.contents.size(); ++i)
        if (format == "text")
            printLine("      " + displayPath(decision.paths[i]));
        else
            printLine(std::to_string(decision.id) + "," + kindName(decision.kind) + "," +
                      std::to_string(decision.decidedAt) + "," + decision.contents[i].hex() + "," +
                      csvField(displayPath(decision.paths[i])));
}

ExitCode listDecisions(const GlobalOptions& global, const DecisionsArguments& options)
{
    auto library = openLibrary(global, true);
    if (!library)
        return couldNotRun(library.error());
    DuplicateReview& review = (*library)->duplicates();
    if (options.revoke) {
        if (auto revoked = review.revoke(*options.revoke); !revoked)
            return couldNotRun(revoked.error());
        if (!global.json)
            printLine("Revoked decision " + std::to_string(*options.revoke));
        return ExitCode::Done;
    }
    const auto decisions = review.decisions();
    if (!decisions)
        return couldNotRun(decisions.error());
    const std::string format = global.json ? "json" : options.format;
    if (format == "csv")
        printLine("decision,kind,decided_at,content,path");
    for (const Decision& decision : *decisions)
        printDecision(decision, format);
    return ExitCode::Done;
}

} // namespace

void addDecisionsCommand(const Program& program)
{
    CLI::App* const command = program.app.add_subcommand(
        "decisions", "List the decisions about duplicates, newest first");
    const auto options = std::make_shared<DecisionsArguments>();
    command->add_option("--format", options->format, "Output format: text, csv or json")
        ->type_name("NAME")
        ->check(CLI::IsMember({"text", "csv", "json"}));
    command->add_option("--revoke", options->revoke, "Revoke the decision of this number")
        ->type_name("NUMBER");
    command->callback([&global = program.global, &run = program.run, options] {
        run = [&global, options] { return listDecisions(global, *options); };
    });
}

} // namespace lookalike::cli
