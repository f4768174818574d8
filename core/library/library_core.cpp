// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/library/library_core.h"

#include "core/base/log.h"
#include "core/base/path_bytes.h"
#include "core/base/path_within.h"
#include "core/base/paths.h"
#include "core/base/system_error.h"
#include "core/duplicates/review/stored_decisions.h"
#include "core/files/exclusions.h"
#include "core/files/volume_identity.h"
#include "core/indexing/photo_reader.h"
#include "core/library/data_folder.h"
#include "core/library/embedding_export.h"
#include "core/library/photo_lister.h"
#include "core/library/search_hits.h"

#include <algorithm>
#include <limits>
#include <utility>

namespace lookalike {

namespace {

/// Null where nothing can be written: then a picture that ends the program is not remembered.
std::unique_ptr<CrashGuard> openCrashGuard(Catalog& catalog)
{
    if (catalog.isReadOnly())
        return nullptr;
    std::filesystem::path file = catalog.file();
    file += ".working";
    auto guard = CrashGuard::open(catalog, file);
    if (guard)
        return std::move(*guard);
    logWarning("Pictures that end the program are not remembered: " + guard.error().text());
    return nullptr;
}

std::uint64_t sizeOf(const std::filesystem::path& file)
{
    std::error_code error;
    const auto size = std::filesystem::file_size(file, error); // asks, does not open
    return error ? 0 : size;
}

} // namespace

LibraryCore::LibraryCore(std::unique_ptr<Catalog> catalog, EncoderLoader loader,
                         SpaceEncoderLoader previous, WatcherMaker watcher,
                         const DecoderOptions& decoder)
    : m_catalog(std::move(catalog))
    , m_decoder(makeDecoder(decoder))
    , m_crashGuard(openCrashGuard(*m_catalog))
    , m_backups(*m_catalog)
    , m_engines(m_parts, std::move(loader), std::move(previous), [this] { m_backups.start(); })
    , m_spaces(m_parts, m_engines)
    , m_indexing(m_parts, m_engines, m_spaces, m_backups)
    , m_searcher(m_parts, m_engines)
    , m_fits(m_parts, m_engines, m_spaces)
    , m_map(m_parts, m_engines, m_spaces)
    , m_verification(m_parts, m_engines)
    , m_review(
          *m_catalog, *m_decoder, m_crashGuard.get(), [this] { return spaceIndex(); },
          [this] { m_filters.catalogChanged(); })
    , m_transfers(*m_catalog, [this] { m_filters.catalogChanged(); })
    , m_watch(*m_catalog, std::move(watcher))
{
    m_transfers.settle();
}

Result<std::unique_ptr<PhotoLibrary>> LibraryCore::open(const LibraryOptions& options,
                                                        EncoderLoader loader,
                                                        SpaceEncoderLoader previous,
                                                        WatcherMaker watcher)
{
    std::filesystem::path file = options.catalog;
    if (file.empty()) {
        if (auto there = checkChosenDataFolder(); !there)
            return fail(there);
        file = defaultCatalog();
        if (file.empty())
            return fail(ErrorCode::NotFound,
                        "There is no home directory: say where the catalog should be"_msg);
        if (!options.mustExist)
            if (auto made = makePrivateFolder(file.parent_path()); !made)
                return fail(made);
    }
    CatalogOptions catalogOptions;
    catalogOptions.mustExist = options.mustExist;
    auto catalog = Catalog::open(file, catalogOptions);
    if (!catalog)
        return fail(catalog);
    return std::make_unique<LibraryCore>(std::move(*catalog), std::move(loader),
                                         std::move(previous), std::move(watcher), options.decoder);
}

Result<EncoderInfo> LibraryCore::prepare()
{
    const auto engine = m_engines.ensureEngine();
    if (!engine)
        return fail(engine);
    return (*engine)->encoder()->info();
}

Result<SpaceIndex> LibraryCore::spaceIndex()
{
    const auto engine = m_engines.ensureSearchEngine();
    if (!engine)
        return fail(engine);
    return SpaceIndex{(*engine)->spaceId(), (*engine)->index()};
}

Result<AddedFolder> LibraryCore::addFolder(const std::filesystem::path& folder)
{
    std::error_code error;
    const auto real = std::filesystem::canonical(folder, error);
    if (error)
        return fail(ErrorCode::NotFound, "Cannot find the folder (%1)"_msg(systemReason(error)),
                    folder);
    const auto volume = volumeIdentity(real);
    if (!volume)
        return fail(volume);
    AddedFolder result{{}, protectionReason(real)};
    auto written = m_catalog->write(
        [&](CatalogWriter& writer) -> Result<> {
            const auto added = writer.addFolder(real, *volume);
            if (!added)
                return fail(added);
            result.id = *added;
            return result.protection == ProtectionReason::None ? Result<>()
                                                               : writer.setProtected(real, true);
        },
        Durability::Decision);
    if (!written)
        return fail(written);
    m_filters.catalogChanged();
    if (auto watched = m_watch.foldersChanged(); !watched)
        return fail(watched);
    return result;
}

Result<> LibraryCore::removeFolder(FolderId folder)
{
    auto removed = m_catalog->write(
        [&](CatalogWriter& writer) { return writer.removeFolder(folder); }, Durability::Decision);
    m_filters.catalogChanged();
    if (removed)
        removed = m_watch.foldersChanged();
    return removed ? m_engines.publishAll() : removed;
}

Result<std::shared_ptr<const PhotoList>> LibraryCore::list(const PhotoListRequest& request,
                                                           std::stop_token stop)
{
    const auto reader = m_catalog->reader();
    if (!reader)
        return fail(reader);
    return PhotoLister::list(
        **reader, request,
        [&](std::span<const ContentId> contents) {
            return sortByLikeness(contents, std::max<std::size_t>(1, request.columns), stop);
        },
        stop);
}

Result<std::vector<SearchHit>> LibraryCore::photos(std::span<const ContentId> contents,
                                                   const ContentFilter& filter)
{
    const auto reader = m_catalog->reader();
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

Result<> LibraryCore::setExclusions(FolderId folder, const std::vector<std::string>& patterns)
{
    for (const std::string& pattern : patterns)
        if (auto checked = Exclusions::check(pattern); !checked)
            return checked;
    auto written = m_catalog->write(
        [&](CatalogWriter& writer) { return writer.setExclusions(folder, patterns); },
        Durability::Decision);
    return written ? m_watch.foldersChanged() : written;
}

Result<std::vector<std::string>> LibraryCore::excludeFolder(FolderId root,
                                                            const std::filesystem::path& folder)
{
    const auto reader = m_catalog->reader();
    if (!reader)
        return fail(reader);
    const auto roots = (*reader)->folders();
    if (!roots)
        return fail(roots);
    const auto row = std::ranges::find(*roots, root, &FolderRow::id);
    const std::string path = pathToBytes(folder);
    const auto below = row == roots->end() ? std::nullopt : pathBelow(pathToBytes(row->path), path);
    if (!below)
        return fail(ErrorCode::InvalidArgument, "This folder is not in a folder of the library"_msg,
                    folder);
    std::vector<std::string> patterns = row->exclusions;
    patterns.push_back(Exclusions::patternOf(*below));
    if (auto stored = setExclusions(root, patterns); !stored)
        return fail(stored);
    return row->exclusions;
}

Result<std::uint64_t> LibraryCore::writeList(ListFormat format, const std::filesystem::path& file,
                                             std::stop_token stop)
{
    const auto reader = m_catalog->reader();
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
    return writePhotoList(*m_catalog, photos, format, file, stop);
}

Result<std::vector<SubfolderRow>> LibraryCore::subfolders(FolderId root,
                                                          const std::filesystem::path& folder)
{
    const auto reader = m_catalog->reader();
    if (!reader)
        return fail(reader);
    return (*reader)->subfolders(root, folder);
}

Result<PhotoDetails> LibraryCore::details(FileId file)
{
    const auto reader = m_catalog->reader();
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

Result<std::vector<FileRow>> LibraryCore::failures(std::size_t limit)
{
    const auto reader = m_catalog->reader();
    if (!reader)
        return fail(reader);
    return (*reader)->failures(limit);
}

Result<> LibraryCore::retryFailures()
{
    const auto rows = failures(std::numeric_limits<std::size_t>::max());
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
    const auto reader = m_catalog->reader();
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
    const auto dates = (*reader)->dates();
    if (!dates)
        return fail(dates);
    status.dates = *dates;
    status.catalog = m_catalog->file();
    std::filesystem::path journal = status.catalog;
    journal += "-wal";
    status.catalogBytes = sizeOf(status.catalog) + sizeOf(journal);
    for (const SpaceRow& space : status.spaces)
        status.indexBytes += sizeOf(indexFile(*m_catalog, space.space));
    status.readOnly = m_catalog->isReadOnly();
    status.watch = m_watch.status();
    status.decoder = m_decoder->isolationText();
    return status;
}

Result<Image> LibraryCore::picture(const std::filesystem::path& file, int shortSide)
{
    const auto photo = readPhoto(file);
    if (!photo)
        return fail(photo);
    CrashGuard::Session session(m_crashGuard.get());
    if (auto begun = session.begin(CrashGuard::Activity::Show, {photo->hash}); !begun)
        return failFor(file, begun);
    DecodeRequest request;
    request.wantedShortSide = shortSide;
    auto decoded = m_decoder->decode(photo->contents.bytes, request);
    if (!decoded)
        return failFor(file, decoded);
    return std::move(decoded->image);
}

Result<SpaceRow> LibraryCore::spaceToExport() const
{
    auto space = m_spaces.current();
    if (!space)
        return fail(space);
    if (!*space)
        return fail(ErrorCode::NotFound,
                    "Nothing is indexed yet, so there is nothing to export"_msg);
    return std::move(**space);
}

Result<> LibraryCore::forEachEmbedding(const EmbeddingVisitor& visit)
{
    const auto space = spaceToExport();
    if (!space)
        return fail(space);
    return visitEmbeddings(*m_catalog, *space, visit);
}

Result<std::uint64_t> LibraryCore::exportEmbeddings(const std::filesystem::path& file)
{
    if (const auto there = statFile(file); there && m_catalog->ownsFile(file, there->identity))
        return fail(ErrorCode::PermissionDenied, "This file belongs to the catalog"_msg, file);
    const auto space = spaceToExport();
    if (!space)
        return fail(space);
    return writeEmbeddings(*m_catalog, *space, file);
}

} // namespace lookalike
