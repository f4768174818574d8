// SPDX-License-Identifier: GPL-3.0-or-later
// Ties an embedding to the content and the space that it belongs to, so that a row that was
// swapped, copied from another one or given to other bytes is found. Against accidents: it holds no
// secret.
#pragma once

#include <cstdint>
#include <string_view>

namespace SQLite {
class Database;
}

namespace lookalike {

/// Of a content's hash, a space's identity and a vector as they are stored. Any thread.
[[nodiscard]] std::int64_t embeddingChecksum(std::string_view hash, std::string_view space,
                                             std::string_view vector) noexcept;

/// Makes it known to the connection's SQL as embedding_checksum(hash, space, vector). Throws
/// SQLite::Exception.
void registerEmbeddingChecksum(SQLite::Database& database);

} // namespace lookalike
