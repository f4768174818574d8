// SPDX-License-Identifier: GPL-3.0-or-later
// Ties an embedding to its content and space, so that rows that were swapped, copied or assigned to
// other bytes are detected. Protects against accidents only, because it uses no secret.
#pragma once

#include <cstdint>
#include <string_view>

namespace SQLite {
class Database;
}

namespace lookalike {

/// Hashes a content's hash, a space's identity and a vector as they are stored. Any thread.
[[nodiscard]] std::int64_t embeddingChecksum(std::string_view hash, std::string_view space,
                                             std::string_view vector) noexcept;

/// Registers the SQL function embedding_checksum(hash, space, vector) on a connection. Throws
/// SQLite::Exception.
void registerEmbeddingChecksum(SQLite::Database& database);

} // namespace lookalike
