// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/lookalike_cli/command.h"
#include "app/lookalike_cli/interrupt.h"
#include "app/lookalike_cli/output.h"
#include "app/lookalike_cli/search_options.h"
#include "app/lookalike_cli/session.h"

#include <memory>

namespace lookalike::cli {

namespace {

struct ListOptions {
    std::filesystem::path output;
    std::string format = "csv";
    std::vector<std::string> keywords;
    std::vector<std::string> concepts; ///< names
};

/// The photos that pass the options, in the order of their paths.
Result<std::vector<ListedPhoto>> chosenPhotos(PhotoLibrary& library, const ListOptions& options,
                                              const std::stop_token& stop)
{
    PhotoListRequest request;
    request.order = PhotoOrder::Folder;
    request.descending = false;
    request.filter.keywords = options.keywords;
    auto ids = findConcepts(library.concepts(), options.concepts);
    if (!ids)
        return fail(ids);
    request.filter.concepts = std::move(*ids);
    const auto list = library.list(request, stop);
    if (!list)
        return fail(list);
    std::vector<ListedPhoto> photos;
    for (std::size_t i = 0; i < (*list)->size(); ++i)
        photos.push_back({(*list)->file(i)});
    return photos;
}

Result<std::uint64_t> writeChosen(PhotoLibrary& library, const ListOptions& options,
                                  const std::stop_token& stop)
{
    const ListFormat format = options.format == "csv" ? ListFormat::Csv : ListFormat::Json;
    if (options.keywords.empty() && options.concepts.empty())
        return library.writeList(format, options.output, stop);
    const auto photos = chosenPhotos(library, options, stop);
    if (!photos)
        return fail(photos);
    return library.writeList(*photos, format, options.output, stop);
}

ExitCode listPhotos(const GlobalOptions& global, const ListOptions& options)
{
    auto library = openLibrary(global, true);
    if (!library)
        return couldNotRun(library.error());
    const Interrupt interrupt;
    const auto count = writeChosen(**library, options, interrupt.token());
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
    command
        ->add_option("--keyword", options->keywords,
                     "Only photos with this keyword; may be repeated, for photos with all of them")
        ->expected(1)
        ->take_all()
        ->allow_extra_args(false)
        ->type_name("WORD");
    command
        ->add_option("--concept", options->concepts,
                     "Only photos of this concept; may be repeated, for photos of any of them")
        ->expected(1)
        ->take_all()
        ->allow_extra_args(false)
        ->type_name("NAME");
    command->callback([&global = program.global, &run = program.run, options] {
        run = [&global, options] { return listPhotos(global, *options); };
    });
}

} // namespace lookalike::cli
