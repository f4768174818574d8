// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/library/library_core.h"

#include "core/base/log.h"
#include "core/base/paths.h"
#include "core/indexing/photo_reader.h"
#include "core/library/data_folder.h"
#include "core/library/embedding_export.h"
#include "core/library/photo_lister.h"

#include <algorithm>
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
    , m_albums(m_parts)
    , m_concepts(m_parts, m_engines, m_albums)
    , m_searcher(m_parts, m_engines, m_albums)
    , m_fits(m_parts, m_engines, m_spaces, m_searcher)
    , m_map(m_parts, m_engines, m_spaces)
    , m_verification(m_parts, m_engines)
    , m_review(
          *m_catalog, *m_decoder, m_crashGuard.get(), [this] { return spaceIndex(); },
          [this] { m_filters.catalogChanged(); })
    , m_transfers(*m_catalog, [this] { m_filters.catalogChanged(); })
    , m_watch(*m_catalog, std::move(watcher))
    , m_folders(m_parts, m_engines, m_watch)
    , m_photos(m_parts)
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

Result<std::shared_ptr<const PhotoList>> LibraryCore::list(const PhotoListRequest& request,
                                                           std::stop_token stop)
{
    const auto reader = m_catalog->reader();
    if (!reader)
        return fail(reader);
    std::shared_ptr<const ContentSet> members;
    if (!request.filter.concepts.empty()) {
        const auto session = QuerySession::open(m_parts, m_engines, stop);
        if (!session)
            return fail(session);
        auto allowed = m_albums.allowed(request.filter, *session);
        if (!allowed)
            return fail(allowed);
        members = std::move(*allowed);
    }
    return PhotoLister::list(
        **reader, request, members.get(),
        [&](std::span<const ContentId> contents) {
            return sortByLikeness(contents, std::max<std::size_t>(1, request.columns), stop);
        },
        stop);
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
