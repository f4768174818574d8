// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/lookalike_cli/duplicate_options.h"

#include "app/lookalike_cli/progress_printer.h"
#include "core/base/path_within.h"

#include <algorithm>

namespace lookalike::cli {

namespace {

std::vector<std::string> relationNames()
{
    std::vector<std::string> names;
    for (int i = 0; i < kRelationCount; ++i)
        names.emplace_back(relationName(static_cast<Relation>(i)));
    return names;
}

std::int64_t secondsOf(const std::string& time)
{
    return time == "5s" ? 5 : time == "1min" ? 60 : time == "1h" ? 3600 : 0;
}

Result<std::vector<std::filesystem::path>> known(const std::vector<std::filesystem::path>& folders,
                                                 const LibraryStatus& status)
{
    std::vector<std::filesystem::path> real;
    for (const std::filesystem::path& folder : folders) {
        std::error_code error;
        const auto path = std::filesystem::weakly_canonical(folder, error);
        const bool isKnown = std::ranges::any_of(status.folders, [&](const FolderRow& row) {
            return isPathWithin(row.path, path) || isPathWithin(path, row.path);
        });
        if (!isKnown)
            return fail(ErrorCode::NotFound,
                        "The folder is not in the library; lookalike-cli index adds it"_msg,
                        folder);
        real.push_back(path);
    }
    return real;
}

} // namespace

void DuplicateOptions::addTo(CLI::App& command)
{
    command.add_option("FOLDER", folders, "Only photos in these folders and below; by default all");
    command
        .add_option(
            "--against", against,
            "Compare FOLDER with this folder instead of with itself; photos in this one are kept")
        ->type_name("FOLDER")
        ->allow_extra_args(false);
    command.add_option("--relation", relations, "Only these relations; can be repeated")
        ->type_name("NAME")
        ->delimiter(',')
        ->allow_extra_args(false)
        ->check(CLI::IsMember(relationNames()));
    command.add_flag("--skip-same-folder", skipSameFolder, "Ignore copies within the same folder");
    command.add_flag("--include-decided", decided, "Include groups that are already decided");
}

Result<DuplicateScope> DuplicateOptions::scope(PhotoLibrary& library) const
{
    const auto status = library.status();
    if (!status)
        return fail(status);
    DuplicateScope scope;
    auto inside = known(folders, *status);
    if (!inside)
        return fail(inside);
    scope.folders = std::move(*inside);
    auto other = known(against, *status);
    if (!other)
        return fail(other);
    scope.referenceFolders = std::move(*other);
    for (const std::string& name : relations)
        if (const auto relation = parseRelation(name))
            scope.relations.push_back(*relation);
    scope.skipSameFolder = skipSameFolder;
    scope.includeDecided = decided;
    scope.similarShots = similar || (scope.relations.size() == 1 &&
                                     scope.relations.front() == Relation::SimilarShot);
    scope.secondsApart = secondsOf(within);
    return scope;
}

Result<DuplicateScanSummary> scanDuplicates(PhotoLibrary& library, const DuplicateScope& scope,
                                            const std::stop_token& stop)
{
    ProgressPrinter progress(false);
    auto summary = library.duplicates().scan(
        scope, [&](const Progress& now) { progress(now); }, {}, stop);
    progress.finish();
    return summary;
}

} // namespace lookalike::cli
