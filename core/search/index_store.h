// SPDX-License-Identifier: GPL-3.0-or-later
// Keeps the sidecar of one embedding space in step with the catalog and hands out snapshots.
#pragma once

#include "core/base/embedding_space.h"
#include "core/search/embedding_index.h"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>

namespace lookalike {

/// Where the truth is. Implemented over the catalog by core/library; over memory in tests and
/// benchmarks. Called on the thread that calls the store.
class EmbeddingSource {
public:
    virtual ~EmbeddingSource() = default;
    struct Version {
        std::uint64_t count = 0; ///< embeddings there are
        /// Changes whenever any embedding does: one up for each that is inserted, replaced or
        /// removed. Growth is told from it without reading every embedding; a number that changes
        /// in another way costs time, not results.
        std::uint64_t revision = 0;
        bool operator==(const Version&) const = default;
    };
    [[nodiscard]] virtual Result<Version> version() = 0;
    using Visitor = std::function<bool(ContentId, std::span<const std::uint16_t> float16)>;
    /// All embeddings with content id > `after`, ascending, until `visit` returns false.
    [[nodiscard]] virtual Result<> forEach(ContentId after, const Visitor& visit) = 0;
};

/// Owned by the library; one thread at a time may call the methods that change it, snapshot() is
/// free to any thread.
class IndexStore {
public:
    /// Opens the sidecar at `file` when it matches `space` and the source's version, otherwise
    /// (missing, truncated, damaged, of another catalog, stale) extends or rebuilds it without a
    /// question. Where the disk cannot be written, the index lives in memory only.
    [[nodiscard]] static Result<std::unique_ptr<IndexStore>>
    open(const std::filesystem::path& file, const EmbeddingSpace& space, EmbeddingSource& source);
    virtual ~IndexStore() = default;

    /// The newest snapshot; never null, empty where there are no embeddings.
    [[nodiscard]] virtual std::shared_ptr<const EmbeddingIndex> snapshot() const = 0;

    /// Brings sidecar and snapshot up to the source: appends what is new, drops what is gone and
    /// compacts when a quarter is. Searches go on meanwhile. Embeddings that are no unit vectors of
    /// the space's dimension are left out, with a warning in the log. Also makes the index anew
    /// after a search found it damaged. Fails as the source does; the snapshot then stays.
    [[nodiscard]] virtual Result<> refresh(EmbeddingSource& source) = 0;

    /// Reads the whole sidecar and compares checksums; Broken where one does not match.
    [[nodiscard]] virtual Result<> verify() const = 0;
    /// Deletes the sidecar; the next open() rebuilds it.
    [[nodiscard]] static Result<> discard(const std::filesystem::path& file);
};

} // namespace lookalike
