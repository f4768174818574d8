// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/indexing/scanner.h"

#include "core/base/path_bytes.h"
#include "core/files/discard_place.h"
#include "core/files/exclusions.h"
#include "core/files/volume_identity.h"

#include <algorithm>
#include <set>
#include <unordered_set>

namespace lookalike {

namespace {

/// Returns true if only the volume number differs, which may change when a volume is remounted.
bool sameButVolume(const FileStamp& a, const FileStamp& b)
{
    return a.identity.file == b.identity.file && a.size == b.size && a.modifiedNs == b.modifiedNs &&
           a.changedNs == b.changedNs;
}

/// Returns true if a file may have changed after it was read without a change of its stamp: file
/// systems store times in steps of up to two seconds. The inode's change time is used if available,
/// because programs cannot set it.
bool isRacy(const FileStamp& stamp, const std::optional<std::int64_t>& scannedAt)
{
    if (!scannedAt)
        return false;
    constexpr std::int64_t kSecond = 1'000'000'000;
    const std::int64_t changed = (stamp.changedNs != 0 ? stamp.changedNs : stamp.modifiedNs);
    return changed / kSecond >= *scannedAt - 2;
}

class Comparison : public TreeVisitor {
public:
    Comparison(const FolderRow& folder, const KnownFiles& known, const ScanOptions& options,
               ScanResult& result)
        : m_folder(folder)
        , m_known(known)
        , m_options(options)
        , m_result(result)
        , m_exclusions(folder.exclusions)
    {}

    void file(std::filesystem::path path, const FileStamp& stamp) override
    {
        if (m_options.ignore(path, stamp.identity))
            return;
        ++m_result.found;
        m_options.onFile(path);
        const auto row = m_known.find(path);
        if (m_options.isUnfinished(path)) {
            if (row != m_known.end())
                m_seen.insert(row->second.id.value());
            return;
        }
        if (row == m_known.end()) {
            FileRow added;
            added.path = std::move(path);
            m_result.read.push_back(pending(std::move(added), stamp));
            return;
        }
        m_seen.insert(row->second.id.value());
        compare(row->second, stamp);
    }

    void unknown(Error error) override
    {
        m_unknown.insert(error.path);
        m_result.problems.push_back(std::move(error));
    }

    void leftOut(std::filesystem::path path) override { m_leftOut.insert(std::move(path)); }

    bool excludes(const std::filesystem::path& path, bool isFolder) override
    {
        if (m_exclusions.isEmpty())
            return false;
        const std::string below = pathToBytes(path.lexically_relative(m_folder.path));
        return isFolder ? m_exclusions.excludesFolder(below) : m_exclusions.excludes(below);
    }

    [[nodiscard]] bool recognised() const noexcept { return m_recognised; }

    /// Returns true if the catalog expects photos here. Call it after collectGone().
    [[nodiscard]] bool expected() const noexcept { return m_expected; }

    void collectGone()
    {
        for (const auto& [path, row] : m_known) {
            if (liesIn(m_leftOut, path) || isDiscarded(path.lexically_relative(m_folder.path)) ||
                excludes(path, false)) {
                m_result.discarded.push_back(row.id);
                continue;
            }
            if (row.state == FileState::Missing)
                continue;
            m_expected = true;
            if (!m_seen.contains(row.id.value()) && !liesIn(m_unknown, path))
                m_result.gone.push_back(row.id);
        }
    }

private:
    void compare(const FileRow& row, const FileStamp& stamp)
    {
        const bool same = sameButVolume(row.stamp, stamp);
        m_recognised = m_recognised || same;
        if (row.state == FileState::Pending && row.stamp == stamp)
            return; // already pending
        const bool again = row.state == FileState::Pending || row.state == FileState::Unreadable;
        const bool reappeared = row.state == FileState::Missing;
        // A file that was never indexed can only return to its first state.
        const bool lost = reappeared && (!row.content.isValid() || !row.error.empty());
        m_result.reappeared += reappeared ? 1U : 0U;
        const auto& scannedAt = row.scannedAt ? row.scannedAt : m_folder.scannedAt;
        if (!same || again || lost || isRacy(stamp, scannedAt)) {
            m_result.read.push_back(pending(row, stamp));
        } else if (reappeared || row.stamp != stamp) {
            m_result.kept.push_back(row);
            m_result.kept.back().stamp = stamp;
            m_result.kept.back().scannedAt = m_options.startedAt;
            if (reappeared)
                m_result.kept.back().state = FileState::Indexed;
        }
    }

    FileRow pending(FileRow row, const FileStamp& stamp) const
    {
        // If the bytes turn out to be the same, the reason why they are broken still applies.
        if (row.state != FileState::Broken && row.state != FileState::Pending)
            row.error = {};
        row.folder = m_folder.id;
        row.stamp = stamp;
        row.scannedAt = m_options.startedAt;
        row.state = FileState::Pending;
        return row;
    }

    /// Returns true if a path is one of `places` or below one.
    bool liesIn(const std::set<std::filesystem::path>& places,
                const std::filesystem::path& path) const
    {
        if (places.empty())
            return false;
        for (std::filesystem::path at = path; at != m_folder.path; at = at.parent_path()) {
            if (places.contains(at))
                return true;
            if (!at.has_relative_path())
                break;
        }
        return false;
    }

    const FolderRow& m_folder;
    const KnownFiles& m_known;
    const ScanOptions& m_options;
    ScanResult& m_result;
    const Exclusions m_exclusions;
    std::unordered_set<std::int64_t> m_seen;
    std::set<std::filesystem::path> m_unknown;
    std::set<std::filesystem::path> m_leftOut;
    bool m_recognised = false;
    bool m_expected = false;
};

ScanResult offline(Error why)
{
    ScanResult result;
    result.online = false;
    result.problems.push_back(std::move(why));
    return result;
}

} // namespace

Result<ScanResult> scanFolder(const FolderRow& folder, const KnownFiles& known,
                              const ScanOptions& options, const std::stop_token& stop)
{
    const auto volume = volumeIdentity(folder.path);
    if (!volume)
        return offline(volume.error());

    ScanResult result;
    result.device = *volume;
    Comparison comparison(folder, known, options, result);
    if (auto walked = walkTree(folder.path, comparison, stop); !walked) {
        if (walked.error().code == ErrorCode::Cancelled)
            return fail(walked);
        return offline(std::move(walked).error());
    }
    comparison.collectGone();
    if (comparison.expected() && result.found == 0 && result.problems.empty())
        return offline(
            {ErrorCode::NotFound,
             "The folder is empty, but photos of it are known: is its drive mounted?"_msg,
             folder.path});
    if (comparison.expected() && *volume != folder.device && !comparison.recognised())
        return offline({ErrorCode::Conflict,
                        "Another drive is mounted here: none of the known photos is on it"_msg,
                        folder.path});
    return result;
}

Result<std::optional<ScanResult>> scanParts(const FolderRow& folder,
                                            std::span<const ScanPart> parts,
                                            const KnownFiles& known, const ScanOptions& options,
                                            const std::stop_token& stop)
{
    const auto volume = volumeIdentity(folder.path);
    if (!volume || *volume != folder.device)
        return std::optional<ScanResult>();

    ScanResult result;
    result.device = *volume;
    Comparison comparison(folder, known, options, result);
    for (const ScanPart& part : parts) {
        auto walked = walkPart(folder.path, part.folder, part.withFoldersBelow, comparison, stop);
        if (walked)
            continue;
        Error error = std::move(walked).error();
        if (error.code == ErrorCode::Cancelled)
            return fail(std::move(error));
        error.path = part.folder; // nothing in it is known
        comparison.unknown(std::move(error));
    }
    comparison.collectGone();
    return std::optional(std::move(result));
}

} // namespace lookalike
