// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/catalog/embedding_checksum.h"

#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Exception.h>
#include <sqlite3.h>
#include <xxhash.h>

namespace lookalike {

namespace {

std::string_view bytesOf(sqlite3_value* value)
{
    const void* bytes = sqlite3_value_blob(value); // first: it may convert the value
    return {static_cast<const char*>(bytes), static_cast<std::size_t>(sqlite3_value_bytes(value))};
}

void checksumFunction(sqlite3_context* context, int, sqlite3_value** values)
{
    sqlite3_result_int64(
        context, embeddingChecksum(bytesOf(values[0]), bytesOf(values[1]), bytesOf(values[2])));
}

} // namespace

std::int64_t embeddingChecksum(std::string_view hash, std::string_view space,
                               std::string_view vector) noexcept
{
    XXH64_hash_t sum = 0; // each part seeds the next, so that bytes cannot move between parts
    for (const std::string_view part : {hash, space, vector})
        sum = XXH3_64bits_withSeed(part.data(), part.size(), sum);
    return static_cast<std::int64_t>(sum);
}

void registerEmbeddingChecksum(SQLite::Database& database)
{
    constexpr int kArguments = 3;
    const int code = sqlite3_create_function(database.getHandle(), "embedding_checksum", kArguments,
                                             SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_DIRECTONLY,
                                             nullptr, &checksumFunction, nullptr, nullptr);
    if (code != SQLITE_OK)
        throw SQLite::Exception(database.getHandle(), code);
}

} // namespace lookalike
