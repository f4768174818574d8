// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/library/keyword_writer.h"

#include "core/base/atomic_file.h"
#include "core/base/path_within.h"
#include "core/base/system_error.h"
#include "core/catalog/companions.h"
#include "core/files/file_reader.h"
#include "core/image/sidecar.h"
#include "core/indexing/photo_reader.h"

#include <algorithm>
#include <optional>
#include <string_view>
#include <utility>

namespace lookalike {

namespace {

/// What is at a path; nothing if there is no file.
Result<std::optional<FileContents>> sidecarAt(const std::filesystem::path& path)
{
    auto contents = readFile(path, kMaxSidecarBytes);
    if (contents)
        return std::move(*contents);
    if (contents.error().code == ErrorCode::NotFound)
        return std::nullopt;
    return fail(contents);
}

std::string_view textOf(const std::vector<std::uint8_t>& bytes)
{
    return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

/// Brings a sidecar back to what it was before it was written. Changed if it is something else by
/// now.
Result<> takeBack(const WrittenSidecar& written)
{
    const auto now = sidecarAt(written.path);
    if (!now)
        return fail(now);
    std::error_code error;
    if (!*now && !std::filesystem::is_directory(written.path.parent_path(), error))
        return fail(ErrorCode::NotFound, "The folder is not there at present"_msg,
                    written.path.parent_path());
    if (!*now)
        return {}; // somebody deleted it
    const ContentHash hash = hashContent((*now)->bytes);
    if (written.former && hash == hashContent(*written.former))
        return {}; // it was never written
    if (hash != written.hash)
        return fail(ErrorCode::Changed,
                    "The sidecar was changed since it was written, so it stays"_msg, written.path);
    if (written.former)
        return writeAtomically(written.path, textOf(*written.former));
    std::filesystem::remove(written.path, error);
    if (error)
        return failSystem(error, "Cannot remove the sidecar"_msg, written.path);
    return syncToDisk(written.path.parent_path());
}

} // namespace

KeywordWriter::KeywordWriter(const LibraryParts& parts)
    : m_parts(parts)
{}

Result<KeywordsWritten> KeywordWriter::write(const std::string& keyword,
                                             std::span<const ContentId> contents,
                                             const std::stop_token& stop)
{
    const auto reader = m_parts.catalog.reader();
    if (!reader)
        return fail(reader);
    auto kept = (*reader)->protectedFolders();
    if (!kept)
        return fail(kept);
    Run run{**reader, MetadataMerges(m_parts.decoder, **reader, stop), std::move(*kept), 0};
    KeywordsWritten result;
    for (const ContentId content : contents) {
        if (stop.stop_requested()) {
            result.cancelled = true;
            break;
        }
        auto written = writeBeside(content, keyword, run);
        if (!written)
            result.problems.push_back(std::move(written).error());
        else
            ++(*written ? result.sidecars : result.known);
    }
    return result;
}

Result<bool> KeywordWriter::writeBeside(ContentId content, const std::string& keyword, Run& run)
{
    const auto files = run.reader.filesOfContent(content);
    if (!files)
        return fail(files);
    const auto row = run.reader.content(content);
    if (!row)
        return fail(row);
    if (files->empty() || !*row)
        return fail(ErrorCode::NotFound, "The photo is no longer in the library"_msg);
    CatalogPhoto photo{files->front(), **row, {}};
    const auto stamp = statFile(photo.file.path);
    if (!stamp)
        return fail(stamp);
    if (*stamp != photo.file.stamp)
        return fail(ErrorCode::Changed, "The photo changed since it was indexed"_msg,
                    photo.file.path);
    auto companions = companionsOf(photo.file, photo.content, run.reader);
    if (!companions)
        return fail(companions);
    photo.companions = std::move(*companions);
    const auto planned = run.merges.planKeyword(photo, keyword);
    if (!planned)
        return failFor(photo.file.path, planned);
    if (*planned == nullptr)
        return false;
    if (auto stored = store(**planned, run); !stored)
        return fail(stored);
    return true;
}

Result<> KeywordWriter::store(const SidecarWrite& sidecar, Run& run)
{
    const bool isProtected =
        std::ranges::any_of(run.protectedFolders, [&](const std::filesystem::path& folder) {
            return isPathWithin(folder, sidecar.path);
        });
    if (sidecar.replaces && isProtected)
        return fail(ErrorCode::PermissionDenied,
                    "Sidecars in a protected folder are not changed"_msg, sidecar.path);
    WrittenSidecar written;
    written.batch = run.batch;
    written.path = sidecar.path;
    written.hash = hashContent({sidecar.text.begin(), sidecar.text.end()});
    const auto before = sidecarAt(sidecar.path);
    if (!before)
        return fail(before);
    const bool isExpected = before->has_value() == sidecar.replaces.has_value() &&
                            (!*before || (*before)->stamp == sidecar.replaces->stamp);
    if (!isExpected)
        return fail(ErrorCode::Changed, "The sidecar changed at that moment"_msg, sidecar.path);
    if (*before)
        written.former = (*before)->bytes;
    auto noted = m_parts.catalog.write(
        [&](CatalogWriter& writer) -> Result<> {
            const auto stored = writer.addWrittenSidecar(written);
            if (!stored)
                return fail(stored);
            written = *stored;
            return {};
        },
        Durability::Decision);
    if (!noted)
        return noted;
    run.batch = written.batch;
    auto done = writeAtomically(sidecar.path, sidecar.text);
    if (!done)
        static_cast<void>(m_parts.catalog.write([&](CatalogWriter& writer) {
            return writer.removeWrittenSidecar(written.id);
        })); // if that fails, too, undo finds the sidecar as it was
    return done;
}

Result<KeywordsWritten> KeywordWriter::undo()
{
    const auto reader = m_parts.catalog.reader();
    if (!reader)
        return fail(reader);
    const auto rows = (*reader)->lastWrittenSidecars();
    if (!rows)
        return fail(rows);
    if (rows->empty())
        return fail(ErrorCode::NotFound, "There is nothing to undo"_msg);
    KeywordsWritten result;
    std::vector<std::int64_t> closed;
    for (const WrittenSidecar& row : *rows) {
        auto taken = takeBack(row);
        if (taken)
            ++result.sidecars;
        else
            result.problems.push_back(taken.error());
        // What another program changed is its own now; everything else can be tried again.
        if (taken || taken.error().code == ErrorCode::Changed)
            closed.push_back(row.id);
    }
    auto stored = m_parts.catalog.write(
        [&](CatalogWriter& writer) -> Result<> {
            for (const std::int64_t id : closed)
                if (auto removed = writer.removeWrittenSidecar(id); !removed)
                    return removed;
            return {};
        },
        Durability::Decision);
    if (!stored)
        return fail(stored);
    return result;
}

} // namespace lookalike
