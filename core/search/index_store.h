// SPDX-License-Identifier: GPL-3.0-or-later
// Keeps the sidecar of one embedding space in step with the catalog and provides snapshots.
#pragma once

#include "core/base/embedding_space.h"
#include "core/search/embedding_index.h"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>

namespace lookalike {

/// The embeddings that the index is built from. core/library implements it over the catalog; tests
/// and benchmarks implement it in memory. Called on the thread that calls the store.
class EmbeddingSource {
public:
    virtual ~EmbeddingSource() = default;
    struct Version {
        std::uint64_t count = 0; ///< number of embeddings
        /// Increases by one for each embedding that is inserted, replaced or removed. The store
        /// detects additions from it without reading every embedding; a revision that changes in
        /// any other way costs time but does not change results.
        std::uint64_t revision = 0;
        bool operator==(const Version&) const = default;
    };
    [[nodiscard]] virtual Result<Version> version() = 0;
    using Visitor = std::function<bool(ContentId, std::span<const std::uint16_t> float16)>;
    /// Visits all embeddings with a content id above `after`, ascending, until `visit` returns
    /// false.
    [[nodiscard]] virtual Result<> forEach(ContentId after, const Visitor& visit) = 0;
};

/// Owned by the library. One thread at a time may call the methods that change the store; any
/// thread may call snapshot().
class IndexStore {
public:
    /// Opens the sidecar at `file` if it matches `space` and the version of the source. Extends or
    /// rebuilds it if it is missing, truncated, damaged, stale or belongs to another catalog. If
    /// the disk cannot be written, the index is kept in memory only.
    [[nodiscard]] static Result<std::unique_ptr<IndexStore>>
    open(const std::filesystem::path& file, const EmbeddingSpace& space, EmbeddingSource& source);
    virtual ~IndexStore() = default;

    /// Returns the newest snapshot; never null, empty if there are no embeddings.
    [[nodiscard]] virtual std::shared_ptr<const EmbeddingIndex> snapshot() const = 0;

    /// Brings the sidecar and the snapshot up to date: appends new embeddings, drops removed ones,
    /// and compacts once a quarter of the rows is dead. Searches may continue meanwhile. Skips
    /// embeddings that are not unit vectors of the space's dimension and logs a warning. Rebuilds
    /// the index if a search found it damaged. Fails with the error of the source; the snapshot
    /// then stays as it was.
    [[nodiscard]] virtual Result<> refresh(EmbeddingSource& source) = 0;

    /// Reads the whole sidecar and compares its checksums. Fails with Broken on a mismatch.
    [[nodiscard]] virtual Result<> verify() const = 0;
    /// Deletes the sidecar; the next open() rebuilds it.
    [[nodiscard]] static Result<> discard(const std::filesystem::path& file);
};

} // namespace lookalike
