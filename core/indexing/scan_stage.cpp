// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/indexing/scan_stage.h"

#include "core/base/path_within.h"

#include <algorithm>
#include <chrono>
#include <iterator>
#include <optional>
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

/// What was found in a root or in parts of it.
struct RootScan {
    ScanResult found;
    bool isWhole = true;
};

Result<> apply(Catalog& catalog, const FolderRow& folder, const RootScan& scan,
               std::int64_t startedAt)
{
    const ScanResult& found = scan.found;
    if (!found.online)
        return catalog.write(
            [&](CatalogWriter& writer) { return writer.setFolderOnline(folder.id, false); });
    if (auto put = putFiles(catalog, found.read); !put)
        return put;
    if (auto put = putFiles(catalog, found.kept); !put)
        return put;
    if (!scan.isWhole && found.gone.empty() && found.discarded.empty())
        return {};
    return catalog.write([&](CatalogWriter& writer) -> Result<> {
        auto done = writer.setFileState(found.gone, FileState::Missing);
        if (done)
            done = writer.removeFiles(found.discarded);
        if (!done || !scan.isWhole)
            return done;
        done = writer.setFolderOnline(folder.id, true);
        if (done)
            done = writer.setFolderScanned(folder.id, found.device, startedAt);
        return done;
    });
}

std::int64_t secondsNow()
{
    return std::chrono::duration_cast<std::chrono::seconds>(
               std::chrono::system_clock::now().time_since_epoch())
        .count();
}

/// The changed places in a root. Nothing if the whole root is to be scanned.
std::optional<std::vector<ScanPart>> partsOf(const FolderRow& folder, const ChangedFolders& changes)
{
    std::vector<ScanPart> parts;
    for (const std::filesystem::path& tree : changes.trees) {
        if (isPathWithin(tree, folder.path))
            return std::nullopt;
        if (isPathWithin(folder.path, tree))
            parts.push_back({tree, true});
    }
    for (const std::filesystem::path& changed : changes.folders)
        if (isPathWithin(folder.path, changed))
            parts.push_back({changed, false});
    if (!folder.online && !parts.empty())
        return std::nullopt;
    return parts;
}

/// Returns true if all known files of a root are missing: perhaps its drive was removed.
Result<bool> seemsEmpty(CatalogReader& reader, const FolderRow& folder, const ScanResult& scan)
{
    if (scan.gone.empty() || scan.found > 0)
        return false;
    const auto counts = reader.counts();
    if (!counts)
        return fail(counts);
    const auto known = std::ranges::find(*counts, folder.id, &FolderCounts::folder);
    return known != counts->end() && known->files <= scan.gone.size();
}

/// Returns nothing if only the scan of the whole root can tell.
Result<std::optional<RootScan>> scanChanged(CatalogReader& reader, const FolderRow& folder,
                                            const std::vector<ScanPart>& parts,
                                            const ScanOptions& options, const std::stop_token& stop)
{
    KnownFiles known;
    for (const ScanPart& part : parts) {
        auto rows = reader.filesIn(folder.id, part.folder, part.withFoldersBelow);
        if (!rows)
            return fail(rows);
        known.merge(*rows);
    }
    auto scan = scanParts(folder, parts, known, options, stop);
    if (!scan)
        return fail(scan);
    if (!*scan)
        return std::optional<RootScan>();
    const auto isEmpty = seemsEmpty(reader, folder, **scan);
    if (!isEmpty)
        return fail(isEmpty);
    return *isEmpty ? std::nullopt : std::optional(RootScan{std::move(**scan), false});
}

Result<RootScan> scanRoot(CatalogReader& reader, const FolderRow& folder,
                          const std::optional<std::vector<ScanPart>>& parts,
                          const ScanOptions& options, const std::stop_token& stop)
{
    if (parts) {
        auto scan = scanChanged(reader, folder, *parts, options, stop);
        if (!scan)
            return fail(scan);
        if (*scan)
            return std::move(**scan);
    }
    const auto known = reader.filesOf(folder.id);
    if (!known)
        return fail(known);
    auto scan = scanFolder(folder, *known, options, stop);
    if (!scan)
        return fail(scan);
    return RootScan{std::move(*scan), true};
}

} // namespace

Result<std::vector<FolderRow>> scanFolders(Catalog& catalog, const FileFilter& ignore,
                                           const ChangedFolders* changes,
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
    if (changes != nullptr)
        options.isUnfinished = [&](const std::filesystem::path& path) {
            return changes->unfinished.contains(path);
        };
    std::vector<FolderRow> online;
    for (FolderRow& folder : *folders) {
        std::optional<std::vector<ScanPart>> parts;
        if (changes != nullptr)
            parts = partsOf(folder, *changes);
        if (parts && parts->empty()) {
            if (folder.online)
                online.push_back(std::move(folder));
            continue;
        }
        const std::int64_t startedAt = secondsNow();
        options.startedAt = startedAt;
        auto scan = scanRoot(**reader, folder, parts, options, stop);
        if (!scan)
            return fail(scan);
        if (auto applied = apply(catalog, folder, *scan, startedAt); !applied)
            return fail(applied);
        ScanResult& found = scan->found;
        std::ranges::move(found.problems, std::back_inserter(summary.problems));
        folder.online = found.online;
        if (!found.online) {
            summary.offline.push_back(std::move(folder));
            continue;
        }
        summary.found += found.found;
        summary.missing += found.gone.size() + found.discarded.size();
        summary.added += found.reappeared;
        folder.device = found.device;
        online.push_back(std::move(folder));
    }
    return online;
}

} // namespace lookalike
