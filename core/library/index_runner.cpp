// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/library/index_runner.h"

#include "core/catalog/space_rows.h"
#include "core/indexing/pipeline.h"

#include <algorithm>
#include <future>
#include <vector>

namespace lookalike {

namespace {

/// The search indexes of the catalog, and the fits.
std::vector<FileIdentity> indexFiles(const Catalog& catalog)
{
    std::vector<FileIdentity> files;
    if (const auto rows = readSpaces(catalog))
        for (const SpaceRow& row : *rows)
            for (const auto& file : {indexFile(catalog, row.space), fitFile(catalog, row.space)})
                if (const auto stamp = statFile(file))
                    files.push_back(stamp->identity);
    return files;
}

} // namespace

IndexRunner::IndexRunner(const LibraryParts& parts, Engines& engines, SpaceManager& spaces,
                         DailyBackups& backups)
    : m_parts(parts)
    , m_engines(engines)
    , m_spaces(spaces)
    , m_backups(backups)
{}

Result<IndexingSummary> IndexRunner::run(const ChangedFolders* changes,
                                         const ProgressCallback& progress,
                                         const std::stop_token& stop, PauseGate* pause)
{
    if (m_running.exchange(true))
        return fail(ErrorCode::Conflict, "The library is already being indexed"_msg);
    const struct Reset {
        std::atomic<bool>& running;
        ~Reset() { running = false; }
    } reset{m_running};
    return runOnce(changes, progress, stop, pause);
}

Result<IndexingSummary> IndexRunner::runOnce(const ChangedFolders* changes,
                                             const ProgressCallback& progress,
                                             const std::stop_token& stop, PauseGate* pause)
{
    if (m_parts.catalog.isReadOnly())
        return fail(ErrorCode::PermissionDenied,
                    "The catalog cannot be written, so nothing new can be indexed"_msg,
                    m_parts.catalog.file());
    const auto engine = m_engines.ensureEngine();
    if (!engine)
        return fail(engine);
    const Encoder& encoder = *(*engine)->encoder();
    const auto space = m_spaces.add(encoder.info());
    if (!space)
        return fail(space);
    (*engine)->setSpaceId(*space);
    const auto current = m_spaces.current();
    if (!current)
        return fail(current);

    const std::vector<FileIdentity> own = indexFiles(m_parts.catalog);
    const PipelineParts parts{
        .catalog = m_parts.catalog,
        .decoder = m_parts.decoder,
        .encoder = encoder,
        .space = *space,
        .ignore =
            [&](const std::filesystem::path& path, const FileIdentity& identity) {
                return m_parts.catalog.ownsFile(path, identity) ||
                       std::ranges::find(own, identity) != own.end();
            },
        .publish = [&] { return m_engines.publish(**engine); },
        // Searches go on in the current space until this one is complete.
        .isUnhurried = *current && (*current)->id != *space,
        .crashGuard = m_parts.crashGuard,
        .changes = changes,
    };
    // Of the state before this run, and while it goes on.
    auto backup = std::async(std::launch::async, [&] { return m_backups.makeIfDue(stop); });
    auto summary = runIndexing(parts, progress, stop, pause);
    m_parts.filters.catalogChanged();
    auto saved = backup.get();
    if (!summary || summary->cancelled)
        return summary;
    if (saved) // before the first run there was nothing to back up
        saved = m_backups.makeIfDue(stop);
    if (!saved)
        summary->problems.push_back(saved.error());
    if (auto switched = m_spaces.promoteIfComplete(encoder.info().space, *summary); !switched)
        return fail(switched);
    return summary;
}

} // namespace lookalike
