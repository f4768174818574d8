// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/lookalike_cli/duplicate_options.h"
#include "app/lookalike_cli/interrupt.h"
#include "app/lookalike_cli/output.h"
#include "app/lookalike_cli/session.h"
#include "core/duplicates/review/keeper_words.h"

#include <memory>

namespace lookalike::cli {

namespace {

struct DuplicatesArguments {
    DuplicateOptions which;
    bool noScan = false;
    std::string format = "text";
};

/// The keeper is a member, too: its relation is "keeper".
const char* relationOf(const DuplicateMember& member)
{
    return member.isKeeper ? "keeper" : relationName(member.evidence.relation);
}

/// The known facts about the file's content.
void putFacts(Json& entry, const ContentRow& content)
{
    if (!content.facts)
        return;
    entry["frames"] = content.facts->frames;
    entry["animated"] = content.facts->animated;
    entry["alpha"] = content.facts->alpha;
    entry["bits"] = content.facts->bits;
    entry["gain_map"] = (content.facts->extras & kGainMap) != 0;
    entry["second_picture"] = (content.facts->extras & kSecondPicture) != 0;
    entry["depth_map"] = (content.facts->extras & kDepthMap) != 0;
}

std::vector<std::string> reasonTexts(const DuplicateGroup& group)
{
    std::vector<std::string> texts;
    for (const KeeperRule rule : group.reasons)
        texts.push_back(keeperReasonText(rule, group.members.front()));
    return texts;
}

std::vector<std::string> lossTexts(const DuplicateGroup& group)
{
    std::vector<std::string> texts;
    for (const KeeperLoss& loss : group.losses)
        texts.push_back(keeperLossText(loss));
    return texts;
}

void printGroupJson(const DuplicateGroup& group)
{
    Json line;
    line["group"] = group.id.value();
    line["relation"] = relationName(group.relation);
    putPath(line, "keeper", group.members.front().file.path);
    line["reasons"] = reasonTexts(group);
    line["losses"] = lossTexts(group);
    line["bytes_to_gain"] = group.bytesToGain;
    Json members = Json::array();
    for (const DuplicateMember& member : group.members) {
        Json entry;
        putPath(entry, "path", member.file.path);
        entry["relation"] = relationOf(member);
        entry["score"] = member.evidence.score;
        entry["bytes"] = member.content.bytes;
        entry["width"] = member.content.width;
        entry["height"] = member.content.height;
        entry["protected"] = member.isProtected;
        if (!member.companions.empty())
            entry["companions"] = companionsJson(member.companions);
        putFacts(entry, member.content);
        members.push_back(std::move(entry));
    }
    line["members"] = std::move(members);
    printJson(line);
}

void printGroupCsv(const DuplicateGroup& group)
{
    for (const DuplicateMember& member : group.members)
        printLine(std::to_string(group.id.value()) + "," + relationName(group.relation) + "," +
                  csvField(displayPath(member.file.path)) + "," + relationOf(member) + "," +
                  fixed(static_cast<double>(member.evidence.score), 4) + "," +
                  std::to_string(member.content.bytes));
}

std::string joined(const std::vector<std::string>& parts)
{
    std::string text;
    for (const std::string& part : parts)
        text += (text.empty() ? "" : ", ") + part;
    return text;
}

void printGroupText(const DuplicateGroup& group)
{
    printLine(std::string(relationName(group.relation)) + ", frees " +
              humanBytes(group.bytesToGain));
    for (const DuplicateMember& member : group.members)
        printLine(
            std::string(member.isKeeper ? "  keep  " : "        ") + displayPath(member.file.path) +
            "  (" + std::to_string(member.content.width) + " x " +
            std::to_string(member.content.height) + ", " + humanBytes(member.content.bytes) +
            (member.isKeeper ? ")"
                             : std::string(", ") + relationOf(member) + " " +
                                   fixed(static_cast<double>(member.evidence.score), 3) + ")"));
    if (!group.reasons.empty())
        printLine("        suggested: " + joined(reasonTexts(group)));
    if (!group.losses.empty())
        printLine("        would be lost: " + joined(lossTexts(group)));
}

ExitCode listDuplicates(const GlobalOptions& global, const DuplicatesArguments& options)
{
    auto library = openLibrary(global, true);
    if (!library)
        return couldNotRun(library.error());
    const auto scope = options.which.scope(**library);
    if (!scope)
        return couldNotRun(scope.error());
    const Interrupt interrupt;
    std::uint64_t failed = 0;
    if (!options.noScan) {
        const auto summary = scanDuplicates(**library, *scope, interrupt.token());
        if (!summary)
            return couldNotRun(summary.error());
        if (summary->cancelled)
            printError("Stopped; these groups were found so far:");
        failed = summary->failed;
        for (const VerificationFailure& failure : summary->failures)
            printError(displayPath(failure.first) + " and " + displayPath(failure.second) +
                       " could not be compared: " + failure.error.text());
    }
    const auto groups = (*library)->duplicates().groups(*scope);
    if (!groups)
        return couldNotRun(groups.error());
    const bool json = global.json || options.format == "json";
    std::uint64_t bytes = 0;
    if (options.format == "csv" && !json)
        printLine("group,relation,path,member_relation,score,bytes");
    for (const DuplicateGroup& group : *groups) {
        bytes += group.bytesToGain;
        if (json)
            printGroupJson(group);
        else if (options.format == "csv")
            printGroupCsv(group);
        else
            printGroupText(group);
    }
    if (!json && options.format == "text")
        printLine(countText(groups->size(), "group") + ", frees " + humanBytes(bytes) + ".");
    if (failed > 0)
        printError(countText(failed, "pair") + " could not be compared: a photo could not be read");
    if (interrupt.token().stop_requested())
        return ExitCode::CouldNotRun;
    return failed == 0 ? ExitCode::Done : ExitCode::SomeFailed;
}

} // namespace

void addDuplicatesCommand(const Program& program)
{
    CLI::App* const command = program.app.add_subcommand(
        "duplicates", "Find copies of the same photo and suggest which one to keep");
    const auto options = std::make_shared<DuplicatesArguments>();
    options->which.addTo(*command);
    CLI::Option* const similar =
        command->add_flag("--similar-shots", options->which.similar,
                          "Find similar shots of a scene instead of copies");
    command
        ->add_option("--within", options->which.within,
                     "Only similar shots taken at most so long apart: 5s, 1min, 1h or any")
        ->type_name("TIME")
        ->needs(similar)
        ->check(CLI::IsMember({"5s", "1min", "1h", "any"}));
    command->add_flag("--no-scan", options->noScan,
                      "List the known groups without searching for more");
    command->add_option("--format", options->format, "Output format: text, csv or json")
        ->type_name("NAME")
        ->check(CLI::IsMember({"text", "csv", "json"}));
    command->callback([&global = program.global, &run = program.run, options] {
        run = [&global, options] { return listDuplicates(global, *options); };
    });
}

} // namespace lookalike::cli
