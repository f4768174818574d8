// SPDX-License-Identifier: GPL-3.0-or-later
// PhotoLibrary's implementation: library_core.cpp opens and indexes, library_search.cpp searches,
// library_spaces.cpp chooses between models, library_status.cpp tells what there is,
// library_verify.cpp whether it is sound.
#pragma once

#include "core/catalog/catalog.h"
#include "core/duplicates/review/duplicate_review_core.h"
#include "core/image/decoder.h"
#include "core/library/catalog_embeddings.h"
#include "core/library/filter_cache.h"
#include "core/library/photo_library.h"
#include "core/library/query_embedder.h"
#include "core/search/index_store.h"

#include <atomic>
#include <functional>
#include <memory>
#include <mutex>
#include <set>
#include <stop_token>
#include <string>
#include <thread>
#include <vector>

namespace lookalike {

/// How the library comes by its encoder: the seam for tests that need no LibTorch.
using EncoderLoader = std::function<Result<std::shared_ptr<const Encoder>>()>;

/// The same for the model that an embedding space was made with. Null means that it is the one of
/// EncoderLoader; an error that it cannot be had any more.
using SpaceEncoderLoader =
    std::function<Result<std::shared_ptr<const Encoder>>(const EmbeddingSpace& space)>;

class LibraryCore final : public PhotoLibrary {
public:
    [[nodiscard]] static Result<std::unique_ptr<PhotoLibrary>>
    open(const LibraryOptions& options, EncoderLoader loader, SpaceEncoderLoader former = {});
    LibraryCore(std::unique_ptr<Catalog> catalog, EncoderLoader loader, SpaceEncoderLoader former,
                const DecoderOptions& decoder);

    const std::filesystem::path& catalog() const noexcept override { return m_catalog->file(); }
    Result<EncoderInfo> prepare() override;
    Result<AddedFolder> addFolder(const std::filesystem::path& folder) override;
    Result<> removeFolder(FolderId folder) override;
    Result<IndexingSummary> index(const ProgressCallback& progress, std::stop_token stop,
                                  PauseGate* pause) override;
    Result<> retryFailures() override;
    Result<SearchResponse> search(const SearchRequest& request, std::stop_token stop) override;
    Result<std::vector<float>> embed(const QueryTerm& picture) override;
    Result<PhotoDetails> details(FileId file) override;
    Result<std::vector<FileRow>> failures(std::size_t limit) override;
    Result<LibraryStatus> status() override;
    Result<> useSpace(SpaceId space) override;
    Result<> removeSpace(SpaceId space) override;
    Result<Image> picture(const std::filesystem::path& file, int shortSide) override;
    DuplicateReview& duplicates() override { return m_review; }
    Result<std::vector<std::string>> verify() override;
    Result<DeepVerification> verifyDeep(std::uint64_t sample, const ProgressCallback& progress,
                                        std::stop_token stop) override;
    Result<> forEachEmbedding(const EmbeddingVisitor& visit) override;
    Result<std::uint64_t> exportEmbeddings(const std::filesystem::path& file) override;

private:
    [[nodiscard]] Result<SpaceRow> currentSpace();
    /// What exists once the encoder is loaded; never changes afterwards.
    struct Engine {
        Engine(const Catalog& catalog, const Decoder& decoder, CrashGuard* crashGuard,
               std::shared_ptr<const Encoder> encoder, SpaceId space);
        std::shared_ptr<const Encoder> encoder;
        CatalogEmbeddings embeddings;
        QueryEmbedder queries;
        std::unique_ptr<IndexStore> index;
        std::mutex refreshMutex; ///< IndexStore is changed by one thread at a time
    };
    struct Query {
        std::vector<float> vector;
        std::vector<ContentId> contents; ///< of the terms, where the library knows them
    };

    /// Of the model that embeds.
    [[nodiscard]] Result<Engine*> ensureEngine();
    /// Of the current space, where another model than the one that embeds made it.
    [[nodiscard]] Result<Engine*> ensureSearchEngine();
    /// `ready`, or one for the current space that the same model made with earlier preprocessing.
    [[nodiscard]] Result<Engine*> engineFor(Engine& ready, const EmbeddingSpace& current);
    /// Where only the preprocessing of the current space is another: copies the embeddings that are
    /// the same with either, so that their photos are not read again.
    [[nodiscard]] Result<> adoptEmbeddings(SpaceId space, const EncoderInfo& info);
    [[nodiscard]] Result<std::unique_ptr<Engine>>
    makeEngine(std::shared_ptr<const Encoder> encoder) const;
    [[nodiscard]] Result<SpaceRow> findSpace(SpaceId space);
    /// Reads one photo again for verifyDeep().
    [[nodiscard]] Result<> verifyContent(Engine& ready, ContentId content, CatalogReader& reader,
                                         DeepVerification& result);
    /// After a run of indexing: makes the space current unless photos that are there would be found
    /// no more, which the summary then tells.
    [[nodiscard]] Result<> promoteIfComplete(const EmbeddingSpace& space, IndexingSummary& summary);
    [[nodiscard]] Result<> makeCurrent(const EmbeddingSpace& space);
    [[nodiscard]] Result<SpaceIndex> spaceIndex();
    [[nodiscard]] Result<IndexingSummary> indexOnce(const ProgressCallback& progress,
                                                    const std::stop_token& stop, PauseGate* pause);
    /// The daily backup of the catalog, where it is due. The error says so.
    [[nodiscard]] Result<> backUpIfDue(const std::stop_token& stop);
    /// Looks every hour whether it is, beginning a minute after the model was loaded: a program
    /// that only answers one question makes no backup.
    void keepBackedUp();
    /// Makes what the catalog holds visible to searches.
    [[nodiscard]] Result<> publish(Engine& ready);
    [[nodiscard]] Result<Query> combine(Engine& ready, const std::vector<QueryTerm>& terms,
                                        CatalogReader& reader, const std::stop_token& stop) const;
    [[nodiscard]] std::filesystem::path sidecar(const EmbeddingSpace& space) const;
    [[nodiscard]] std::vector<FileIdentity> sidecarFiles() const;

    const std::unique_ptr<Catalog> m_catalog;
    const EncoderLoader m_loader;
    const std::unique_ptr<Decoder> m_decoder;
    const std::unique_ptr<CrashGuard> m_crashGuard; ///< null where the catalog is read-only
    DuplicateReviewCore m_review;
    FilterCache m_filters;
    std::atomic<std::uint64_t> m_generation{0}; ///< changes whenever the catalog does
    std::atomic<bool> m_indexing{false};
    std::mutex m_backupMutex; ///< one backup at a time
    std::mutex m_engineMutex; ///< held while the encoder is loaded
    std::unique_ptr<Engine> m_engine;
    std::atomic<Engine*> m_ready{nullptr}; ///< m_engine, for those who do not wait for it
    const SpaceEncoderLoader m_previousLoader;
    std::mutex m_previousMutex; ///< taken before m_engineMutex, never after it
    std::vector<std::unique_ptr<Engine>>
        m_previousEngines;                     ///< of earlier models, kept: searches use them
    std::set<std::string> m_unavailableSpaces; ///< spaces whose model cannot be had any more
    std::jthread m_backups;                    ///< last: ends before the rest goes
};

} // namespace lookalike
