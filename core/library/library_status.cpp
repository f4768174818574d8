// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/files/file_reader.h"
#include "core/indexing/photo_reader.h"
#include "core/library/embedding_export.h"
#include "core/library/library_core.h"
#include "core/library/space_rows.h"

#include <algorithm>
#include <limits>

namespace lookalike {

namespace {

std::uint64_t sizeOf(const std::filesystem::path& file)
{
    std::error_code error;
    const auto size = std::filesystem::file_size(file, error); // asks, does not open
    return error ? 0 : size;
}

} // namespace

Result<PhotoDetails> LibraryCore::details(FileId file)
{
    auto reader = m_catalog->reader();
    if (!reader)
        return fail(reader);
    const auto row = (*reader)->file(file);
    if (!row)
        return fail(row);
    if (!*row)
        return fail(ErrorCode::NotFound, "The photo is no longer in the library"_msg);
    PhotoDetails details;
    details.file = **row;
    if (!details.file.content.isValid())
        return details;
    const auto content = (*reader)->content(details.file.content);
    if (!content)
        return fail(content);
    if (*content)
        details.content = **content;
    const auto copies = (*reader)->filesOfContent(details.file.content);
    if (!copies)
        return fail(copies);
    for (const FileRow& copy : *copies)
        details.copies.push_back(copy.path);
    auto companions = companionsOf(details.file, details.content, **reader);
    if (!companions)
        return fail(companions);
    details.companions = std::move(*companions);
    return details;
}

Result<std::vector<FileRow>> LibraryCore::failures(std::size_t limit)
{
    auto reader = m_catalog->reader();
    if (!reader)
        return fail(reader);
    return (*reader)->failures(limit);
}

Result<> LibraryCore::retryFailures()
{
    auto rows = failures(std::numeric_limits<std::size_t>::max());
    if (!rows)
        return fail(rows);
    std::vector<FileId> files;
    for (const FileRow& row : *rows)
        files.push_back(row.id);
    if (m_crashGuard)
        if (auto forgiven = m_crashGuard->forgiveAll(); !forgiven)
            return forgiven;
    return m_catalog->write(
        [&](CatalogWriter& writer) { return writer.setFileState(files, FileState::Pending); });
}

Result<LibraryStatus> LibraryCore::status()
{
    auto reader = m_catalog->reader();
    if (!reader)
        return fail(reader);
    LibraryStatus status;
    auto folders = (*reader)->folders();
    if (!folders)
        return fail(folders);
    status.folders = std::move(*folders);
    auto counts = (*reader)->counts();
    if (!counts)
        return fail(counts);
    status.counts = std::move(*counts);
    auto spaces = (*reader)->spaces();
    if (!spaces)
        return fail(spaces);
    status.spaces = std::move(*spaces);
    status.catalog = m_catalog->file();
    std::filesystem::path journal = status.catalog;
    journal += "-wal";
    status.catalogBytes = sizeOf(status.catalog) + sizeOf(journal);
    for (const SpaceRow& space : status.spaces)
        status.indexBytes += sizeOf(sidecar(space.space));
    status.readOnly = m_catalog->isReadOnly();
    status.decoder = m_decoder->isolationText();
    return status;
}

Result<Image> LibraryCore::picture(const std::filesystem::path& file, int shortSide)
{
    const auto photo = readPhoto(file);
    if (!photo)
        return fail(photo);
    CrashGuard::Session session(m_crashGuard.get());
    if (auto begun = session.begin(CrashGuard::Activity::Show, {photo->hash}); !begun) {
        begun.error().path = file;
        return fail(begun);
    }
    DecodeRequest request;
    request.wantedShortSide = shortSide;
    auto decoded = m_decoder->decode(photo->contents.bytes, request);
    if (!decoded) {
        Error error = std::move(decoded).error();
        error.path = file;
        return fail(std::move(error));
    }
    return std::move(decoded->image);
}

Result<SpaceRow> LibraryCore::currentSpace()
{
    const auto rows = readSpaces(*m_catalog);
    if (!rows)
        return fail(rows);
    const auto current = std::ranges::find_if(*rows, &SpaceRow::current);
    if (current == rows->end())
        return fail(ErrorCode::NotFound,
                    "Nothing is indexed yet, so there is nothing to export"_msg);
    return *current;
}

Result<> LibraryCore::forEachEmbedding(const EmbeddingVisitor& visit)
{
    const auto space = currentSpace();
    if (!space)
        return fail(space);
    return visitEmbeddings(*m_catalog, *space, visit);
}

Result<std::uint64_t> LibraryCore::exportEmbeddings(const std::filesystem::path& file)
{
    if (const auto there = statFile(file); there && m_catalog->ownsFile(file, there->identity))
        return fail(ErrorCode::PermissionDenied, "This file belongs to the catalog"_msg, file);
    const auto space = currentSpace();
    if (!space)
        return fail(space);
    return writeEmbeddings(*m_catalog, *space, file);
}

} // namespace lookalike
