// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/catalog/catalog.h"
#include "core/library/photo_library.h"

#include <cstdint>
#include <filesystem>

namespace lookalike {

/// Writes every content of a space that has a present file, in ascending content id, as
/// safetensors: `ids` [n] int64 (content ids), `embeddings` [n, dim] float32, and `paths`, a
/// uint8 string of each content's first path, cut by `path_offsets` [n + 1] int64 (paths are
/// bytes and may be millions, which a header could not hold). Metadata: space, model. Returns n.
[[nodiscard]] Result<std::uint64_t> writeEmbeddings(const Catalog& catalog, const SpaceRow& space,
                                                    const std::filesystem::path& file);

/// The same one by one, until `visit` returns false.
[[nodiscard]] Result<> visitEmbeddings(const Catalog& catalog, const SpaceRow& space,
                                       const EmbeddingVisitor& visit);

} // namespace lookalike
