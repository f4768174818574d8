// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/library/library_core.h"

#include "core/base/log.h"
#include "core/base/paths.h"
#include "core/base/system_error.h"
#include "core/files/file_reader.h"
#include "core/files/volume_identity.h"
#include "core/indexing/pipeline.h"
#include "core/library/data_folder.h"
#include "core/library/space_rows.h"

#include <algorithm>
#include <future>
#include <utility>

namespace lookalike {

namespace {

/// The space's row, or an invalid id where the catalog does not know it.
Result<SpaceId> idOf(const Catalog& catalog, const EmbeddingSpace& space)
{
    const auto rows = readSpaces(catalog);
    if (!rows)
        return fail(rows);
    for (const SpaceRow& row : *rows)
        if (row.space.id == space.id)
            return row.id;
    return SpaceId();
}

/// Adds the space. The first one is current at once; a later one only when it takes over, so that
/// the old one stays usable until then.
Result<SpaceId> putSpace(Catalog& catalog, const EmbeddingSpace& space)
{
    const auto rows = readSpaces(catalog);
    if (!rows)
        return fail(rows);
    const bool none = std::ranges::none_of(*rows, [](const SpaceRow& row) { return row.current; });
    SpaceId id;
    auto written = catalog.write([&](CatalogWriter& writer) -> Result<> {
        const auto put = writer.putSpace(space, none);
        if (!put)
            return fail(put);
        id = *put;
        return {};
    });
    if (!written)
        return fail(written);
    return id;
}

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

} // namespace

LibraryCore::Engine::Engine(const Catalog& catalog, const Decoder& decoder, CrashGuard* crashGuard,
                            std::shared_ptr<const Encoder> loaded, SpaceId space)
    : encoder(std::move(loaded))
    , embeddings(catalog, space)
    , queries(decoder, *encoder, crashGuard)
{}

LibraryCore::LibraryCore(std::unique_ptr<Catalog> catalog, EncoderLoader loader,
                         SpaceEncoderLoader former, const DecoderOptions& decoder)
    : m_catalog(std::move(catalog))
    , m_loader(std::move(loader))
    , m_decoder(makeDecoder(decoder))
    , m_crashGuard(openCrashGuard(*m_catalog))
    , m_review(
          *m_catalog, *m_decoder, m_crashGuard.get(), [this] { return spaceIndex(); },
          [this] { ++m_generation; })
    , m_previousLoader(std::move(former))
{}

Result<std::unique_ptr<PhotoLibrary>>
LibraryCore::open(const LibraryOptions& options, EncoderLoader loader, SpaceEncoderLoader former)
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
    return std::make_unique<LibraryCore>(std::move(*catalog), std::move(loader), std::move(former),
                                         options.decoder);
}

Result<EncoderInfo> LibraryCore::prepare()
{
    const auto ready = ensureEngine();
    if (!ready)
        return fail(ready);
    return (*ready)->encoder->info();
}

Result<LibraryCore::Engine*> LibraryCore::ensureEngine()
{
    const std::lock_guard lock(m_engineMutex);
    if (!m_engine) {
        m_decoder->prepare(); // its processes start before LibTorch fills this one
        auto encoder = m_loader();
        if (!encoder)
            return fail(encoder);
        auto made = makeEngine(std::move(*encoder));
        if (!made)
            return fail(made);
        m_engine = std::move(*made);
        m_ready = m_engine.get();
        keepBackedUp();
    }
    return m_engine.get();
}

Result<std::unique_ptr<LibraryCore::Engine>>
LibraryCore::makeEngine(std::shared_ptr<const Encoder> encoder) const
{
    const EmbeddingSpace& space = encoder->info().space;
    const auto id = idOf(*m_catalog, space);
    if (!id)
        return fail(id);
    auto made = std::make_unique<Engine>(*m_catalog, *m_decoder, m_crashGuard.get(), encoder, *id);
    auto index = IndexStore::open(sidecar(space), space, made->embeddings);
    if (!index)
        return fail(index);
    made->index = std::move(*index);
    return made;
}

Result<SpaceIndex> LibraryCore::spaceIndex()
{
    const auto ready = ensureSearchEngine();
    if (!ready)
        return fail(ready);
    return SpaceIndex{(*ready)->embeddings.space(), (*ready)->index->snapshot()};
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
    ++m_generation;
    return result;
}

Result<> LibraryCore::removeFolder(FolderId folder)
{
    auto removed = m_catalog->write(
        [&](CatalogWriter& writer) { return writer.removeFolder(folder); }, Durability::Decision);
    ++m_generation;
    if (!removed)
        return removed;
    {
        const std::lock_guard lock(m_previousMutex);
        for (const auto& former : m_previousEngines)
            if (auto published = publish(*former); !published)
                return published;
    }
    const std::lock_guard lock(m_engineMutex);
    return m_engine ? publish(*m_engine) : Result<>();
}

Result<> LibraryCore::publish(Engine& ready)
{
    const std::lock_guard lock(ready.refreshMutex);
    auto refreshed = ready.index->refresh(ready.embeddings);
    ++m_generation;
    return refreshed;
}

Result<IndexingSummary> LibraryCore::index(const ProgressCallback& progress, std::stop_token stop,
                                           PauseGate* pause)
{
    if (m_indexing.exchange(true))
        return fail(ErrorCode::Conflict, "The library is already being indexed"_msg);
    struct Ended {
        std::atomic<bool>& indexing;
        ~Ended() { indexing = false; }
    } const ended{m_indexing};
    return indexOnce(progress, stop, pause);
}

Result<IndexingSummary> LibraryCore::indexOnce(const ProgressCallback& progress,
                                               const std::stop_token& stop, PauseGate* pause)
{
    if (m_catalog->isReadOnly())
        return fail(ErrorCode::PermissionDenied,
                    "The catalog cannot be written, so nothing new can be indexed"_msg,
                    m_catalog->file());
    const auto ready = ensureEngine();
    if (!ready)
        return fail(ready);
    const Encoder& encoder = *(*ready)->encoder;
    const auto space = putSpace(*m_catalog, encoder.info().space);
    if (!space)
        return fail(space);
    (*ready)->embeddings.setSpace(*space);
    if (auto adopted = adoptEmbeddings(*space, encoder.info()); !adopted)
        return fail(adopted);

    const std::vector<FileIdentity> own = sidecarFiles();
    const PipelineParts parts{
        .catalog = *m_catalog,
        .decoder = *m_decoder,
        .encoder = encoder,
        .space = *space,
        .ignore =
            [&](const std::filesystem::path& path, const FileIdentity& identity) {
                return m_catalog->ownsFile(path, identity) ||
                       std::ranges::find(own, identity) != own.end();
            },
        .publish = [&] { return publish(**ready); },
        .crashGuard = m_crashGuard.get(),
    };
    // Of the state before this run, and while it goes on.
    auto backup = std::async(std::launch::async, [&] { return backUpIfDue(stop); });
    auto summary = runIndexing(parts, progress, stop, pause);
    ++m_generation;
    const auto saved = backup.get();
    if (!summary || summary->cancelled)
        return summary;
    if (!saved)
        summary->problems.push_back(saved.error());
    if (auto switched = promoteIfComplete(encoder.info().space, *summary); !switched)
        return fail(switched);
    return summary;
}

std::filesystem::path LibraryCore::sidecar(const EmbeddingSpace& space) const
{
    std::filesystem::path file = m_catalog->file();
    file += "." + space.id.substr(0, 12) + ".index";
    return file;
}

std::vector<FileIdentity> LibraryCore::sidecarFiles() const
{
    std::vector<FileIdentity> files;
    const auto rows = readSpaces(*m_catalog);
    if (!rows)
        return files;
    for (const SpaceRow& row : *rows)
        if (const auto stamp = statFile(sidecar(row.space)))
            files.push_back(stamp->identity);
    return files;
}

} // namespace lookalike
