// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/library/library_photos.h"

#include "core/base/path_within.h"
#include "core/duplicates/review/stored_decisions.h"
#include "core/library/search_hits.h"

#include <algorithm>
#include <limits>
#include <utility>

namespace lookalike {

Result<std::vector<SearchHit>> LibraryPhotos::photos(std::span<const ContentId> contents,
                                                     const ContentFilter& filter) const
{
    const auto reader = m_parts.catalog.reader();
    if (!reader)
        return fail(reader);
    std::vector<SearchHit> photos;
    for (const ContentId content : contents) {
        const auto files = (*reader)->filesOfContent(content);
        if (!files)
            return fail(files);
        const auto row = (*reader)->content(content);
        if (!row)
            return fail(row);
        if (files->empty() || !*row)
            continue;
        const FileRow& file = fileToShow(*files, filter);
        auto companions = companionsOf(file, **row, **reader);
        if (!companions)
            return fail(companions);
        SearchHit photo;
        photo.file = file.id;
        photo.content = content;
        photo.path = file.path;
        photo.copies = files->size();
        photo.width = (*row)->width;
        photo.height = (*row)->height;
        photo.companions = std::move(*companions);
        photos.push_back(std::move(photo));
    }
    return photos;
}

Result<std::uint64_t> LibraryPhotos::writeList(ListFormat format, const std::filesystem::path& file,
                                               const std::stop_token& stop) const
{
    const auto reader = m_parts.catalog.reader();
    if (!reader)
        return fail(reader);
    const auto folders = (*reader)->folders();
    if (!folders)
        return fail(folders);
    std::vector<ListedPhoto> photos;
    for (const FolderRow& folder : *folders) {
        const auto files = (*reader)->filesOf(folder.id);
        if (!files)
            return fail(files);
        for (const auto& [path, row] : *files)
            if (row.state == FileState::Indexed)
                photos.push_back({row.id});
    }
    return writePhotoList(m_parts.catalog, photos, format, file, stop);
}

Result<std::vector<KeywordRow>> LibraryPhotos::keywords() const
{
    const auto reader = m_parts.catalog.reader();
    if (!reader)
        return fail(reader);
    return (*reader)->keywords();
}

Result<PhotoDetails> LibraryPhotos::details(FileId file) const
{
    const auto reader = m_parts.catalog.reader();
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
    const auto decisions = (*reader)->decisions();
    if (!decisions)
        return fail(decisions);
    details.isProtected = protectedPhotos(*decisions).contains(details.content.hash);
    const auto kept = (*reader)->protectedFolders();
    if (!kept)
        return fail(kept);
    details.isFolderProtected = std::ranges::any_of(*kept, [&](const std::filesystem::path& one) {
        return isPathWithin(one, details.file.path);
    });
    return details;
}

Result<std::vector<FileRow>> LibraryPhotos::failures(std::size_t limit) const
{
    const auto reader = m_parts.catalog.reader();
    if (!reader)
        return fail(reader);
    return (*reader)->failures(limit);
}

Result<> LibraryPhotos::retryFailures() const
{
    const auto rows = failures(std::numeric_limits<std::size_t>::max());
    if (!rows)
        return fail(rows);
    std::vector<FileId> files;
    for (const FileRow& row : *rows)
        files.push_back(row.id);
    if (m_parts.crashGuard)
        if (auto forgiven = m_parts.crashGuard->forgiveAll(); !forgiven)
            return forgiven;
    return m_parts.catalog.write(
        [&](CatalogWriter& writer) { return writer.setFileState(files, FileState::Pending); });
}

} // namespace lookalike
