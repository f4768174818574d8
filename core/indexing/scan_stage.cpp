// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/indexing/scan_stage.h"

#include <algorithm>
#include <chrono>
#include <iterator>
#include <span>

namespace lookalike {

namespace {

constexpr std::size_t kSeenFilesPerTransaction = 2000;

Result<> putFiles(Catalog& catalog, std::span<const FileRow> rows)
{
    while (!rows.empty()) {
        const auto chunk = rows.first(std::min(rows.size(), kSeenFilesPerTransaction));
        auto written = catalog.write([&](CatalogWriter& writer) -> Result<> {
            for (const FileRow& row : chunk)
                if (auto put = writer.putFile(row); !put)
                    return fail(put);
            return {};
        });
        if (!written)
            return written;
        rows = rows.subspan(chunk.size());
    }
    return {};
}

Result<> apply(Catalog& catalog, const FolderRow& folder, const ScanResult& scan,
               std::int64_t startedAt)
{
    if (!scan.online)
        return catalog.write(
            [&](CatalogWriter& writer) { return writer.setFolderOnline(folder.id, false); });
    if (auto put = putFiles(catalog, scan.read); !put)
        return put;
    if (auto put = putFiles(catalog, scan.kept); !put)
        return put;
    return catalog.write([&](CatalogWriter& writer) -> Result<> {
        auto done = writer.setFileState(scan.gone, FileState::Missing);
        if (done)
            done = writer.removeFiles(scan.discarded);
        if (done)
            done = writer.setFolderOnline(folder.id, true);
        if (done)
            done = writer.setFolderScanned(folder.id, scan.device, startedAt);
        return done;
    });
}

std::int64_t secondsNow()
{
    return std::chrono::duration_cast<std::chrono::seconds>(
               std::chrono::system_clock::now().time_since_epoch())
        .count();
}

} // namespace

Result<std::vector<FolderRow>> scanFolders(Catalog& catalog, const FileFilter& ignore,
                                           ProgressReporter& progress, const std::stop_token& stop,
                                           IndexingSummary& summary)
{
    auto reader = catalog.reader();
    if (!reader)
        return fail(reader);
    auto folders = (*reader)->folders();
    if (!folders)
        return fail(folders);

    ScanOptions options;
    options.ignore = ignore;
    options.onFile = [&](const std::filesystem::path& path) { progress.advance(path, false); };
    std::vector<FolderRow> online;
    for (FolderRow& folder : *folders) {
        const std::int64_t startedAt = secondsNow();
        auto known = (*reader)->filesOf(folder.id);
        if (!known)
            return fail(known);
        auto scan = scanFolder(folder, *known, options, stop);
        if (!scan)
            return fail(scan);
        if (auto applied = apply(catalog, folder, *scan, startedAt); !applied)
            return fail(applied);
        std::ranges::move(scan->problems, std::back_inserter(summary.problems));
        folder.online = scan->online;
        if (!scan->online) {
            summary.offline.push_back(std::move(folder));
            continue;
        }
        summary.found += scan->found;
        summary.missing += scan->gone.size();
        summary.added += scan->reappeared;
        folder.device = scan->device;
        online.push_back(std::move(folder));
    }
    return online;
}

} // namespace lookalike
