// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/library/library_fits.h"

#include "core/base/system_error.h"
#include "core/fit/label_ridge.h"
#include "core/library/fit_labels.h"
#include "core/library/fit_preview.h"
#include "core/library/stored_fit.h"

#include <algorithm>
#include <chrono>
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

std::int64_t secondsSince1970()
{
    return std::chrono::duration_cast<std::chrono::seconds>(
               std::chrono::system_clock::now().time_since_epoch())
        .count();
}

} // namespace

LibraryFits::LibraryFits(const LibraryParts& parts, Engines& engines, const SpaceManager& spaces,
                         Searcher& searcher)
    : m_parts(parts)
    , m_engines(engines)
    , m_spaces(spaces)
    , m_searcher(searcher)
{}

Result<FitReport> LibraryFits::report(const FitSource& source, const ProgressCallback& progress,
                                      const std::stop_token& stop)
{
    return judge(source, false, progress, stop);
}

Result<FitReport> LibraryFits::fit(const FitSource& source, const ProgressCallback& progress,
                                   const std::stop_token& stop)
{
    return judge(source, true, progress, stop);
}

Result<FitReport> LibraryFits::judge(const FitSource& source, bool stores,
                                     const ProgressCallback& callback, const std::stop_token& stop)
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
    ProgressReporter progress(callback);
    progress.setStage(Stage::Scanning, 0);
    const auto labels = collectLabels(source, **space, **reader, m_engines, stop);
    if (!labels)
        return fail(labels);
    TaskPool pool;
    auto verdict = judgeFit(labels->rows, kVerdictSeed, pool, stop, &progress);
    if (!verdict)
        return fail(verdict);
    FitReport report{std::move(*verdict), labelsOf(labels->rows), labels->leftOut, {}};
    if (!report.verdict.isOn)
        return report;
    FitBlock block{fitToLabels(labels->rows, pool, stop), nameOf(source), secondsSince1970()};
    if (stop.stop_requested())
        return fail(ErrorCode::Cancelled, "Stopped"_msg);
    if (stores) {
        if (auto stored = store(std::move(block), (*space)->space); !stored)
            return fail(stored);
        return report;
    }
    auto preview = previewFit(block.fit, labels->photos, m_searcher, **reader, progress, stop);
    if (!preview)
        return fail(preview);
    report.preview = std::move(*preview);
    return report;
}

Result<> LibraryFits::store(FitBlock block, const EmbeddingSpace& space)
{
    const auto file = fitFile(m_parts.catalog, space);
    const std::lock_guard lock(m_mutex);
    auto before = storedFit(space, file);
    if (auto written = writeFit(block, space, file); !written)
        return written;
    m_before = {space, file, std::move(before)};
    return {};
}

std::optional<FitBlock> LibraryFits::storedFit(const EmbeddingSpace& space,
                                               const std::filesystem::path& file)
{
    auto block = readFit(space, file);
    return block ? std::optional(std::move(*block)) : std::nullopt;
}

Result<bool> LibraryFits::remove()
{
    const auto space = m_spaces.current();
    if (!space)
        return fail(space);
    if (!*space)
        return false;
    const auto file = fitFile(m_parts.catalog, (*space)->space);
    const std::lock_guard lock(m_mutex);
    auto before = storedFit((*space)->space, file);
    std::error_code error;
    const bool removed = std::filesystem::remove(file, error);
    if (error)
        return failSystem(error, "Cannot delete the fit"_msg, file);
    if (removed)
        m_before = {(*space)->space, file, std::move(before)};
    return removed;
}

Result<bool> LibraryFits::undo()
{
    const std::lock_guard lock(m_mutex);
    if (!m_before)
        return false;
    if (m_before->block) {
        if (auto written = writeFit(*m_before->block, m_before->space, m_before->file); !written)
            return fail(written);
    } else {
        std::error_code error;
        std::filesystem::remove(m_before->file, error);
        if (error)
            return failSystem(error, "Cannot delete the fit"_msg, m_before->file);
    }
    m_before.reset();
    return true;
}

Result<bool> LibraryFits::hasFitOfAnother(const EmbeddingSpace& space) const
{
    const auto reader = m_parts.catalog.reader();
    if (!reader)
        return fail(reader);
    const auto spaces = (*reader)->spaces();
    if (!spaces)
        return fail(spaces);
    std::error_code ignored;
    return std::ranges::any_of(*spaces, [&](const SpaceRow& row) {
        return row.space.id != space.id &&
               std::filesystem::exists(fitFile(m_parts.catalog, row.space), ignored);
    });
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
        status.madeAt = block->madeAt;
        return status;
    }
    if (block.error().code != ErrorCode::NotFound) {
        status.problem = block.error().messageWithPath();
        return status;
    }
    const auto another = hasFitOfAnother((*space)->space);
    if (!another)
        return fail(another);
    if (*another)
        status.problem = "The fit to the library belongs to another model: make it again"_msg;
    return status;
}

} // namespace lookalike
