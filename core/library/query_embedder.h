// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/lru_cache.h"
#include "core/catalog/catalog_reader.h"
#include "core/encode/encoder.h"
#include "core/files/file_reader.h"
#include "core/image/decoder.h"
#include "core/indexing/crash_guard.h"
#include "core/library/search_request.h"

#include <optional>
#include <stop_token>
#include <string>
#include <vector>

namespace lookalike {

/// One term of a query as a vector.
struct QueryVector {
    std::vector<float> embedding;    ///< L2-normalised
    ContentId content = {};          ///< valid where the library knows the very same bytes
    std::string unknownLetters = {}; ///< of words: what the model does not know
};

/// Turns query pictures and words into embeddings and remembers the last ones, so that a slider
/// that moves encodes nothing. A photo that is in the library lends its stored embedding.
/// Thread-safe.
class QueryEmbedder {
public:
    /// All outlive this object; there may be no guard.
    QueryEmbedder(const Decoder& decoder, const Encoder& encoder, CrashGuard* crashGuard);

    [[nodiscard]] const EmbeddingSpace& space() const noexcept { return m_encoder.info().space; }
    /// Fails as readFile(), Decoder::decode() and Encoder::encode() do, and with NotFound for a
    /// file id that no longer exists. Words fail as Encoder::textEncoder() and
    /// TextEncoder::encode() do; a concept is an InvalidArgument. `space` may be invalid: nothing
    /// is stored then.
    [[nodiscard]] Result<QueryVector> embed(const QueryTerm& term, CatalogReader& reader,
                                            SpaceId space, const std::stop_token& stop = {});
    /// The same for a content: its stored embedding, whatever became of its files, else that of a
    /// present file; nothing if there is neither.
    [[nodiscard]] Result<std::optional<QueryVector>> embedContent(ContentId content,
                                                                  CatalogReader& reader,
                                                                  SpaceId space,
                                                                  const std::stop_token& stop);

private:
    [[nodiscard]] Result<QueryVector> embedWords(const QueryWords& words,
                                                 const std::stop_token& stop);
    struct Cached {
        std::vector<float> embedding;
        ContentHash hash;
    };
    [[nodiscard]] Result<QueryVector> embedFile(const std::filesystem::path& path,
                                                const std::optional<Region>& region,
                                                CatalogReader& reader, SpaceId space,
                                                const std::stop_token& stop);
    [[nodiscard]] Result<QueryVector> embedBytes(const std::vector<std::uint8_t>& bytes,
                                                 const ContentHash& hash, const std::string& key,
                                                 const std::filesystem::path& path,
                                                 const std::optional<Region>& region,
                                                 CatalogReader& reader,
                                                 const std::stop_token& stop);

    const Decoder& m_decoder;
    const Encoder& m_encoder;
    CrashGuard* const m_crashGuard;
    LruCache<std::string, Cached> m_cache;
};

} // namespace lookalike
