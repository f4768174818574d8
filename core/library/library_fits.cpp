// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/library/library_fits.h"

#include "core/base/system_error.h"
#include "core/fit/label_ridge.h"
#include "core/library/fit_labels.h"
#include "core/library/stored_fit.h"

#include <algorithm>
#include <utility>

namespace lookalike {

namespace {

/// The same labels get the same verdict each time.
constexpr std::uint64_t kVerdictSeed = 1;

std::string nameOf(const FitSource& source)
{
    switch (source.kind) {
    case FitSource::Kind::Folders:
        return "folders";
    case FitSource::Kind::Keywords:
        return "keywords";
    case FitSource::Kind::Concepts:
        return "concepts";
    case FitSource::Kind::Folder:
        break;
    }
    return displayPath(source.folder);
}

std::vector<FitReport::Label> labelsOf(const LabelledRows& rows)
{
    std::vector<FitReport::Label> labels;
    const auto counts = rows.counts();
    for (std::size_t i = 0; i < counts.size(); ++i)
        if (counts[i] > 0)
            labels.push_back({rows.names()[i], counts[i]});
    std::ranges::stable_sort(labels, std::ranges::greater(), &FitReport::Label::photos);
    return labels;
}

} // namespace

LibraryFits::LibraryFits(const LibraryParts& parts, Engines& engines, const SpaceManager& spaces)
    : m_parts(parts)
    , m_engines(engines)
    , m_spaces(spaces)
{}

Result<FitReport> LibraryFits::report(const FitSource& source, const std::stop_token& stop)
{
    return judge(source, false, stop);
}

Result<FitReport> LibraryFits::fit(const FitSource& source, const std::stop_token& stop)
{
    return judge(source, true, stop);
}

Result<FitReport> LibraryFits::judge(const FitSource& source, bool store,
                                     const std::stop_token& stop)
{
    const auto space = m_spaces.current();
    if (!space)
        return fail(space);
    if (!*space)
        return fail(ErrorCode::NotFound,
                    "Nothing is indexed yet, so there is nothing to fit to"_msg);
    const auto reader = m_parts.catalog.reader();
    if (!reader)
        return fail(reader);
    const auto labels = collectLabels(source, **space, **reader, m_engines, stop);
    if (!labels)
        return fail(labels);
    TaskPool pool;
    auto verdict = judgeFit(labels->rows, kVerdictSeed, pool, stop);
    if (!verdict)
        return fail(verdict);
    FitReport report{std::move(*verdict), labelsOf(labels->rows), labels->leftOut};
    if (!store || !report.verdict.isOn)
        return report;
    const FitBlock block{fitToLabels(labels->rows, pool, stop), nameOf(source)};
    if (stop.stop_requested())
        return fail(ErrorCode::Cancelled, "Stopped"_msg);
    const auto file = fitFile(m_parts.catalog, (*space)->space);
    if (auto written = writeFit(block, (*space)->space, file); !written)
        return fail(written);
    return report;
}

Result<bool> LibraryFits::remove()
{
    const auto space = m_spaces.current();
    if (!space)
        return fail(space);
    if (!*space)
        return false;
    const auto file = fitFile(m_parts.catalog, (*space)->space);
    std::error_code error;
    const bool removed = std::filesystem::remove(file, error);
    if (error)
        return failSystem(error, "Cannot delete the fit"_msg, file);
    return removed;
}

Result<FitStatus> LibraryFits::status()
{
    const auto space = m_spaces.current();
    if (!space)
        return fail(space);
    FitStatus status;
    if (!*space)
        return status;
    auto block = readFit((*space)->space, fitFile(m_parts.catalog, (*space)->space));
    if (block) {
        status.isOn = true;
        status.source = std::move(block->source);
        status.labels = std::move(block->fit.names);
    } else if (block.error().code != ErrorCode::NotFound) {
        status.problem = block.error().messageWithPath();
    }
    return status;
}

} // namespace lookalike
