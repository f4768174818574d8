// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/lookalike_cli/command.h"
#include "app/lookalike_cli/interrupt.h"
#include "app/lookalike_cli/output.h"
#include "app/lookalike_cli/search_options.h"
#include "app/lookalike_cli/session.h"

#include <memory>
#include <string>
#include <vector>

namespace lookalike::cli {

namespace {

struct ConceptArguments {
    std::string name;
    std::string other;   ///< a new name, or another concept
    std::string keyword; ///< whose photos are the examples
    SearchOptions query; ///< terms and marks
    double strictness = 0.5;
    std::size_t topK = 0; ///< of the photos shown; 0: all
    std::filesystem::path file;
    std::vector<std::string> names;
    bool undo = false;
};

void printConceptChange(const char* event, const std::string& name, const std::string& text,
                        bool json)
{
    if (json)
        printJson(Json{{"event", event}, {"name", name}});
    else
        printLine(text);
}

Result<std::string> nameOf(PhotoConcepts& concepts, ConceptId id)
{
    const auto details = concepts.details(id);
    if (!details)
        return fail(details);
    return details->row.name;
}

ExitCode listConcepts(const GlobalOptions& global, const ConceptArguments&)
{
    auto library = openLibrary(global, true);
    if (!library)
        return couldNotRun(library.error());
    PhotoConcepts& concepts = (*library)->concepts();
    const auto list = concepts.list();
    if (!list)
        return couldNotRun(list.error());
    if (list->empty()) {
        if (!global.json)
            printLine("There are no concepts yet. Keep one: lookalike-cli concepts add NAME "
                      "--like PHOTO");
        return ExitCode::Done;
    }
    const Interrupt interrupt;
    std::vector<std::vector<std::string>> table{
        {"Name", ">Photos", ">Examples", ">Counterexamples", ">Strictness"}};
    bool failed = false;
    for (const ConceptSummary& one : *list) {
        const auto members = concepts.members(one.id, interrupt.token());
        if (!members && members.error().code == ErrorCode::Cancelled)
            return couldNotRun(members.error());
        if (!members)
            printError(members.error().text());
        failed = failed || !members;
        if (global.json)
            printJson(Json{{"name", one.name},
                           {"photos", members ? Json((*members)->contents.size()) : Json()},
                           {"examples", one.examples},
                           {"counterexamples", one.counterexamples},
                           {"strictness", one.strictness}});
        table.push_back({displayText(one.name),
                         members ? std::to_string((*members)->contents.size()) : "?",
                         std::to_string(one.examples), std::to_string(one.counterexamples),
                         fixed(one.strictness, 2)});
    }
    if (!global.json)
        printTable(table);
    return failed ? ExitCode::SomeFailed : ExitCode::Done;
}

void printPhotoOf(const SearchHit& photo, float score, const std::optional<ClosestExample>& closest,
                  bool json)
{
    if (json) {
        Json line;
        putPath(line, "path", photo.path);
        line["score"] = score;
        if (closest) {
            putPath(line, "closest", closest->mark.path);
            line["closest_hash"] = closest->mark.photo.hex();
            line["similarity"] = closest->similarity;
        }
        printJson(line);
        return;
    }
    printLine("  " + fixed(static_cast<double>(score), 1) + "  " + displayPath(photo.path) +
              (closest && closest->mark.path != photo.path
                   ? "  (like " + displayPath(closest->mark.path.filename()) + ")"
                   : ""));
}

ExitCode showConcept(const GlobalOptions& global, const ConceptArguments& options)
{
    auto library = openLibrary(global, true);
    if (!library)
        return couldNotRun(library.error());
    PhotoConcepts& concepts = (*library)->concepts();
    const auto id = concepts.find(options.name);
    if (!id)
        return couldNotRun(id.error());
    const Interrupt interrupt;
    const auto members = concepts.members(*id, interrupt.token());
    if (!members)
        return couldNotRun(members.error());
    std::vector<ContentId> shown = (*members)->contents;
    if (options.topK > 0 && shown.size() > options.topK)
        shown.resize(options.topK);
    const auto closest = concepts.closestExamples(*id, shown, interrupt.token());
    if (!closest)
        return couldNotRun(closest.error());
    if (!global.json)
        printLine(countText((*members)->contents.size(), "photo"));
    for (std::size_t i = 0; i < shown.size(); ++i) {
        const auto photos = (*library)->photos({&shown[i], 1});
        if (!photos)
            return couldNotRun(photos.error());
        for (const SearchHit& photo : *photos)
            printPhotoOf(photo, (*members)->scores[i], (*closest)[i], global.json);
    }
    return ExitCode::Done;
}

ExitCode addConcept(const GlobalOptions& global, const ConceptArguments& options)
{
    const bool isQuery = options.keyword.empty();
    if (isQuery && options.query.liked.empty())
        if (auto valid = options.query.check(); !valid) {
            printError(valid.error().text());
            return ExitCode::Usage;
        }
    auto library = openLibrary(global, true);
    if (!library)
        return couldNotRun(library.error());
    PhotoConcepts& concepts = (*library)->concepts();
    const Interrupt interrupt;
    SearchRequest query = options.query.request();
    auto terms = options.query.terms(concepts);
    if (!terms)
        return couldNotRun(terms.error());
    query.terms = std::move(*terms);
    const auto added =
        isQuery ? concepts.add(options.name, query, interrupt.token())
                : concepts.addFromKeyword(options.name, options.keyword, interrupt.token());
    if (!added)
        return couldNotRun(added.error());
    const auto name = nameOf(concepts, added->id());
    if (!name)
        return couldNotRun(name.error());
    printConceptChange("added", *name, "Added: " + displayText(*name), global.json);
    return ExitCode::Done;
}

/// What a change of one concept does, and what it is called.
using ConceptChange = Result<ConceptUndo> (*)(PhotoConcepts&, ConceptId, const ConceptArguments&);

ExitCode changeConcept(const GlobalOptions& global, const ConceptArguments& options,
                       const char* event, ConceptChange change)
{
    auto library = openLibrary(global, true);
    if (!library)
        return couldNotRun(library.error());
    PhotoConcepts& concepts = (*library)->concepts();
    const auto id = concepts.find(options.name);
    if (!id)
        return couldNotRun(id.error());
    const auto before = nameOf(concepts, *id);
    const auto changed = change(concepts, *id, options);
    if (!changed)
        return couldNotRun(changed.error());
    const std::string name = nameOf(concepts, *id).value_or(before.value_or(options.name));
    printConceptChange(
        event, name,
        (event == std::string("removed") ? "Removed; its photos stay: " : "Changed: ") +
            displayText(name),
        global.json);
    return ExitCode::Done;
}

ExitCode removeConcept(const GlobalOptions& global, const ConceptArguments& options)
{
    return changeConcept(global, options, "removed",
                         [](PhotoConcepts& concepts, ConceptId id, const ConceptArguments&) {
                             return concepts.remove(id);
                         });
}

ExitCode renameConcept(const GlobalOptions& global, const ConceptArguments& options)
{
    return changeConcept(global, options, "renamed",
                         [](PhotoConcepts& concepts, ConceptId id, const ConceptArguments& given) {
                             return concepts.rename(id, given.other);
                         });
}

ExitCode setStrictness(const GlobalOptions& global, const ConceptArguments& options)
{
    return changeConcept(global, options, "strictness",
                         [](PhotoConcepts& concepts, ConceptId id, const ConceptArguments& given) {
                             return concepts.setStrictness(id, given.strictness);
                         });
}

ExitCode markPhotos(const GlobalOptions& global, const ConceptArguments& options)
{
    return changeConcept(global, options, "marked",
                         [](PhotoConcepts& concepts, ConceptId id, const ConceptArguments& given) {
                             return concepts.mark(id, given.query.marks, {});
                         });
}

ExitCode mergeConcepts(const GlobalOptions& global, const ConceptArguments& options)
{
    return changeConcept(global, options, "merged",
                         [](PhotoConcepts& concepts, ConceptId id,
                            const ConceptArguments& given) -> Result<ConceptUndo> {
                             const auto other = concepts.find(given.other);
                             if (!other)
                                 return fail(other);
                             return concepts.merge(id, *other);
                         });
}

ExitCode writeKeywords(const GlobalOptions& global, const ConceptArguments& options)
{
    if (options.undo == !options.name.empty()) {
        printError("write-keywords needs the name of a concept, or --undo");
        return ExitCode::Usage;
    }
    auto library = openLibrary(global, true);
    if (!library)
        return couldNotRun(library.error());
    PhotoConcepts& concepts = (*library)->concepts();
    const Interrupt interrupt;
    const auto id = options.undo ? Result<ConceptId>(ConceptId()) : concepts.find(options.name);
    if (!id)
        return couldNotRun(id.error());
    const auto written =
        options.undo ? concepts.undoKeywords() : concepts.writeKeywords(*id, interrupt.token());
    if (!written)
        return couldNotRun(written.error());
    for (const Error& problem : written->problems)
        printError(problem.text());
    if (global.json)
        printJson(Json{{"event", options.undo ? "keywords_undone" : "keywords_written"},
                       {"sidecars", written->sidecars},
                       {"known", written->known},
                       {"failed", written->problems.size()}});
    else if (options.undo)
        printLine("As before: " + countText(written->sidecars, "sidecar"));
    else
        printLine("Written: " + countText(written->sidecars, "sidecar") +
                  "; the keyword was there already: " + std::to_string(written->known));
    return written->problems.empty() && !written->cancelled ? ExitCode::Done : ExitCode::SomeFailed;
}

ExitCode exportConcepts(const GlobalOptions& global, const ConceptArguments& options)
{
    auto library = openLibrary(global, true);
    if (!library)
        return couldNotRun(library.error());
    PhotoConcepts& concepts = (*library)->concepts();
    std::vector<ConceptId> ids;
    for (const std::string& name : options.names) {
        const auto id = concepts.find(name);
        if (!id)
            return couldNotRun(id.error());
        ids.push_back(*id);
    }
    const auto count = concepts.exportTo(ids, options.file);
    if (!count)
        return couldNotRun(count.error());
    if (global.json) {
        Json line;
        putPath(line, "output", options.file);
        line["concepts"] = *count;
        printJson(line);
    } else {
        printLine(countText(*count, "concept") + ": " + displayPath(options.file));
    }
    return ExitCode::Done;
}

ExitCode importConcepts(const GlobalOptions& global, const ConceptArguments& options)
{
    auto library = openLibrary(global, true);
    if (!library)
        return couldNotRun(library.error());
    const auto imported = (*library)->concepts().importFrom(options.file);
    if (!imported)
        return couldNotRun(imported.error());
    if (global.json) {
        printJson(Json{{"added", imported->added},
                       {"known", imported->known},
                       {"renamed", imported->renamed}});
        return ExitCode::Done;
    }
    printLine("Added " + countText(imported->added, "concept"));
    if (imported->renamed > 0)
        printLine("Of these, " + std::to_string(imported->renamed) +
                  " got a number behind the name, which another concept has");
    if (imported->known > 0)
        printLine("Already there: " + std::to_string(imported->known));
    return ExitCode::Done;
}

} // namespace

void addConceptsCommand(const Program& program)
{
    CLI::App* const command = program.app.add_subcommand(
        "concepts", "Keep what a query finds under a name: live albums that take in new photos");
    command->require_subcommand(1);
    const auto options = std::make_shared<ConceptArguments>();
    using Action = ExitCode (*)(const GlobalOptions&, const ConceptArguments&);
    const auto add = [&](const char* name, const char* help, Action action) {
        CLI::App* const sub = command->add_subcommand(name, help);
        sub->callback([&global = program.global, &run = program.run, options, action, sub] {
            options->query.readMarks(*sub);
            run = [&global, options, action] { return action(global, *options); };
        });
        return sub;
    };
    const auto addNamed = [&](const char* name, const char* help, Action action) {
        CLI::App* const sub = add(name, help, action);
        sub->add_option("NAME", options->name, "Name of the concept")->required();
        return sub;
    };
    add("list", "List the concepts with their numbers of photos", listConcepts);
    addNamed("show", "List the photos of a concept, best first, with the closest example",
             showConcept)
        ->add_option("-k,--top-k", options->topK, "Maximum number of photos; by default all");
    CLI::App* const added =
        addNamed("add", "Keep pictures, words and marks as a concept", addConcept);
    options->query.addQueryTo(*added);
    added
        ->add_option("--from-keyword", options->keyword,
                     "Take the photos with this keyword as examples instead")
        ->type_name("KEYWORD")
        ->excludes("IMAGE", "--text", "--concept", "--like", "--unlike");
    CLI::App* const marked =
        addNamed("mark", "Say which photos belong to a concept and which do not", markPhotos);
    options->query.addMarksTo(*marked);
    addNamed("remove", "Remove a concept; its photos stay", removeConcept);
    addNamed("rename", "Give a concept another name", renameConcept)
        ->add_option("NEW", options->other, "New name")
        ->required();
    addNamed("merge", "Add the pictures, words and marks of another concept, and remove that one",
             mergeConcepts)
        ->add_option("OTHER", options->other, "Name of the other concept")
        ->required();
    addNamed("strictness",
             "How similar a concept's photos must be; .5 is what its examples ask for",
             setStrictness)
        ->add_option("VALUE", options->strictness, "From 0 to 1, only the most similar ones")
        ->required()
        ->check(CLI::Range(0.0, 1.0));
    CLI::App* const keywords =
        add("write-keywords",
            "Write a concept's name as a keyword into XMP sidecars beside its photos, which stay "
            "as they are",
            writeKeywords);
    keywords->add_option("NAME", options->name, "Name of the concept");
    keywords->add_flag("--undo", options->undo, "Take the last write-keywords back");
    CLI::App* const exported =
        add("export", "Write concepts as JSON: names, words, and photos by content hash",
            exportConcepts);
    exported->add_option("NAME", options->names, "Names of concepts; by default all");
    exported->add_option("-o,--output", options->file, "Output file")
        ->required()
        ->type_name("FILE");
    add("import", "Read concepts that export has written", importConcepts)
        ->add_option("FILE", options->file, "File to read")
        ->required();
}

} // namespace lookalike::cli
