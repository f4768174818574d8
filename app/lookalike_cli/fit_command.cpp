// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/lookalike_cli/command.h"
#include "app/lookalike_cli/interrupt.h"
#include "app/lookalike_cli/output.h"
#include "app/lookalike_cli/session.h"

#include <algorithm>
#include <memory>

namespace lookalike::cli {

namespace {

struct FitOptions {
    std::string from;
    bool report = false;
    bool remove = false;
};

FitSource sourceOf(const std::string& from)
{
    if (from == "folders")
        return {FitSource::Kind::Folders, {}};
    if (from == "keywords")
        return {FitSource::Kind::Keywords, {}};
    if (from == "concepts")
        return {FitSource::Kind::Concepts, {}};
    return {FitSource::Kind::Folder, from};
}

void printReport(const FitReport& report, bool stored, bool json)
{
    const FitVerdict& verdict = report.verdict;
    if (json) {
        Json labels = Json::array();
        for (const FitReport::Label& label : report.labels)
            labels.push_back(Json{{"label", label.name}, {"photos", label.photos}});
        printJson(Json{{"fit_on", verdict.isOn},
                       {"stored", stored},
                       {"photos", verdict.photos},
                       {"labels", verdict.labels},
                       {"cv_gain", verdict.gain},
                       {"shuffled_gain", verdict.shuffledGain},
                       {"shuffled_spread", verdict.shuffledSpread},
                       {"reason", verdict.reason.english()},
                       {"left_out", report.leftOut},
                       {"photos_by_label", labels}});
        return;
    }
    constexpr std::size_t kShown = 20;
    std::vector<std::vector<std::string>> table{{">Photos", "Label"}};
    for (std::size_t i = 0; i < std::min(kShown, report.labels.size()); ++i)
        table.push_back(
            {std::to_string(report.labels[i].photos), displayText(report.labels[i].name)});
    printTable(table);
    if (report.labels.size() > kShown)
        printLine("and " + countText(report.labels.size() - kShown, "other label"));
    if (report.leftOut > 0)
        printLine(countText(report.leftOut, "photo") + " could not be read");
    printLine(verdict.reason.english() + ".");
    if (stored)
        printLine("Searches use the fit from now on; fit --remove takes it back.");
    else if (!verdict.isOn)
        printLine("Searches stay as they are.");
    else
        printLine("Nothing was changed: without --report, searches use the fit.");
}

void printStatus(const FitStatus& status, bool json)
{
    if (json) {
        printJson(Json{{"fit_on", status.isOn},
                       {"source", status.source},
                       {"labels", status.labels.size()},
                       {"problem", status.problem.english()}});
    } else if (status.isOn) {
        printLine("Searches use a fit to " + countText(status.labels.size(), "label") + " from " +
                  displayText(status.source) + ".");
    } else {
        printLine(status.problem.empty() ? "Searches use no fit. Make one with --from."
                                         : "Searches use no fit. " + status.problem.english());
    }
}

ExitCode fitLibrary(const GlobalOptions& global, const FitOptions& options)
{
    auto library = openLibrary(global, true);
    if (!library)
        return couldNotRun(library.error());
    PhotoFits& fits = (*library)->fits();
    if (options.remove) {
        const auto removed = fits.remove();
        if (!removed)
            return couldNotRun(removed.error());
        if (global.json)
            printJson(Json{{"removed", *removed}});
        else
            printLine(*removed ? "Searches give what they gave without the fit."
                               : "There was no fit.");
        return ExitCode::Done;
    }
    if (options.from.empty()) {
        const auto status = fits.status();
        if (!status)
            return couldNotRun(status.error());
        printStatus(*status, global.json);
        return ExitCode::Done;
    }
    const Interrupt interrupt;
    const FitSource source = sourceOf(options.from);
    const auto report = options.report ? fits.report(source, {}, interrupt.token())
                                       : fits.fit(source, {}, interrupt.token());
    if (!report)
        return couldNotRun(report.error());
    printReport(*report, report->verdict.isOn && !options.report, global.json);
    return report->leftOut > 0 ? ExitCode::SomeFailed : ExitCode::Done;
}

} // namespace

void addFitCommand(const Program& program)
{
    CLI::App* const command = program.app.add_subcommand(
        "fit", "Fit searches to labels that your photos have, if that finds clearly more; without "
               "options, say whether there is a fit");
    const auto options = std::make_shared<FitOptions>();
    CLI::Option* const from =
        command
            ->add_option("--from", options->from,
                         "The labels: the names of the library's folders, the keywords of its "
                         "photos, concepts with their examples, or a folder with one subfolder per "
                         "label. At least two need five photos each")
            ->type_name("folders|keywords|concepts|DIR");
    command
        ->add_flag("--report", options->report,
                   "Only say what the fit would change and whether it passes")
        ->needs(from);
    command->add_flag("--remove", options->remove, "Search without the fit again")->excludes(from);
    command->callback([&global = program.global, &run = program.run, options] {
        run = [&global, options] { return fitLibrary(global, *options); };
    });
}

} // namespace lookalike::cli
