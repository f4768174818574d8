// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/lookalike_cli/command.h"
#include "app/lookalike_cli/interrupt.h"
#include "app/lookalike_cli/output.h"
#include "app/lookalike_cli/search_options.h"
#include "app/lookalike_cli/session.h"

#include <iostream>
#include <memory>

namespace lookalike::cli {

namespace {

/// The question for one line of output: one picture, or all terms of a combined query.
struct Question {
    std::string title;           ///< for the user
    std::filesystem::path query; ///< for JSON; the first picture of several, empty for words alone
    SearchRequest request;
};

std::string termTitle(const QueryTerm& term, std::vector<std::string>::const_iterator& name)
{
    if (std::holds_alternative<ConceptId>(term.picture))
        return displayText(*name++);
    if (const auto* words = std::get_if<QueryWords>(&term.picture))
        return '"' + displayText(words->text) + '"';
    return displayPath(std::get<std::filesystem::path>(term.picture));
}

Result<std::vector<Question>> questionsOf(const SearchOptions& options, PhotoConcepts& concepts)
{
    std::vector<Question> questions;
    SearchRequest common = options.request();
    auto inConcepts = findConcepts(concepts, options.inConcepts);
    if (!inConcepts)
        return fail(inConcepts);
    common.filter.concepts = std::move(*inConcepts);
    const auto given = options.terms(concepts);
    if (!given)
        return fail(given);
    const std::vector<QueryTerm>& terms = *given;
    if (!options.isCombined()) {
        for (std::size_t i = 0; i < terms.size(); ++i) {
            questions.push_back({displayPath(options.images[i]), options.images[i], common});
            questions.back().request.terms = {terms[i]};
        }
        return questions;
    }
    Question question{"", options.images.empty() ? "" : options.images.front(), common};
    question.request.terms = terms;
    auto name = options.concepts.begin();
    for (const QueryTerm& term : terms) {
        question.title += (question.title.empty() ? "" : ", ") + termTitle(term, name);
        if (!options.weights.empty())
            question.title += " x " + fixed(term.weight, 2);
    }
    questions.push_back(std::move(question));
    return questions;
}

Json companionsJson(const std::vector<Companion>& companions)
{
    Json list = Json::array();
    for (const Companion& companion : companions) {
        Json entry{{"kind", companionKindName(companion.kind)}};
        putPath(entry, "path", companion.file.path);
        list.push_back(std::move(entry));
    }
    return list;
}

/// "  + IMG_1.CR2"
std::string companionsText(const std::vector<Companion>& companions)
{
    std::string text;
    for (const Companion& companion : companions)
        text += "  + " + displayPath(companion.file.path.filename());
    return text;
}

void printHits(const Question& question, const SearchOptions& options,
               const SearchResponse& response, ResultStyle style)
{
    if (style == ResultStyle::Text) {
        printLine(question.title);
        if (response.searched == 0)
            printLine("  There are no photos to search: none is indexed with this model, or none "
                      "matches the filters.");
        else if (response.hits.empty())
            printLine("  No photo is that similar.");
        else if (response.onlyBackground)
            printLine("  Nothing here clearly matches. The nearest photos:");
    }
    for (std::size_t i = 0; i < response.hits.size(); ++i) {
        const SearchHit& hit = response.hits[i];
        if (style == ResultStyle::Csv) {
            printLine(
                csvField(question.query.empty() ? question.title : displayPath(question.query)) +
                "," + std::to_string(i + 1) + "," + csvField(displayPath(hit.path)) + "," +
                fixed(static_cast<double>(hit.score), 6));
        } else if (style == ResultStyle::JsonLines) {
            Json line;
            if (!question.query.empty())
                putPath(line, "query", question.query);
            if (!options.texts.empty())
                line["texts"] = options.texts;
            if (!options.concepts.empty())
                line["concepts"] = options.concepts;
            line["rank"] = i + 1;
            putPath(line, "path", hit.path);
            line["score"] = hit.score;
            if (hit.band)
                line["band"] = scoreBandName(*hit.band);
            line["copies"] = hit.copies;
            if (!hit.companions.empty())
                line["companions"] = companionsJson(hit.companions);
            if (options.isCombined())
                line["queries"] =
                    options.texts.size() + options.concepts.size() + options.images.size();
            if (!options.marks.empty())
                line["marks"] = options.marks.size();
            printJson(line);
        } else {
            const std::string rank = std::to_string(i + 1);
            printLine("  " + std::string(rank.size() < 3 ? 3 - rank.size() : 0, ' ') + rank + "  " +
                      fixed(static_cast<double>(hit.score), 3) + "  " +
                      (hit.band ? std::string(scoreBandName(*hit.band)) + "  " : "") +
                      displayPath(hit.path) +
                      (hit.copies > 1 ? "  (" + std::to_string(hit.copies) + " copies)" : "") +
                      companionsText(hit.companions));
        }
    }
}

ExitCode searchImages(const GlobalOptions& global, const SearchOptions& options)
{
    if (auto valid = options.check(); !valid) {
        printError(valid.error().text());
        return ExitCode::Usage;
    }
    auto library = openLibrary(global, true);
    if (!library)
        return couldNotRun(library.error());
    const auto info = (*library)->prepare();
    if (!info)
        return couldNotRun(info.error());
    printWarning(*info);

    const Interrupt interrupt;
    const ResultStyle style = global.json ? ResultStyle::JsonLines : options.style();
    if (style == ResultStyle::Csv)
        printLine("query,rank,path,score");
    std::size_t failed = 0;
    const auto questions = questionsOf(options, (*library)->concepts());
    if (!questions)
        return couldNotRun(questions.error());
    for (const Question& question : *questions) {
        const auto response = (*library)->search(question.request, interrupt.token());
        if (response) {
            if (!response->warning.empty())
                printError("Warning: " + response->warning.english());
            for (const std::size_t mark : response->unknownMarks)
                printError(displayPath(std::get<std::filesystem::path>(options.marks[mark].photo)) +
                           ": there is no such file, and the library does not know it");
            if (response->unknownMarks.empty()) {
                printHits(question, options, *response, style);
                continue;
            }
        } else if (response.error().code == ErrorCode::Cancelled) {
            return couldNotRun(response.error());
        } else {
            printError(response.error().text());
        }
        ++failed;
    }
    if (failed == 0)
        return ExitCode::Done;
    return failed == questions->size() ? ExitCode::CouldNotRun : ExitCode::SomeFailed;
}

} // namespace

void addSearchCommand(const Program& program)
{
    CLI::App* const command = program.app.add_subcommand(
        "search", "Find the photos most similar to pictures or a concept, or that words describe");
    const auto options = std::make_shared<SearchOptions>();
    options->addTo(*command);
    command->callback([&global = program.global, &run = program.run, command, options] {
        options->readMarks(*command);
        run = [&global, options] { return searchImages(global, *options); };
    });
}

} // namespace lookalike::cli
