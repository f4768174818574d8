// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/catalog/catalog_connection.h"

#include "core/base/path_bytes.h"
#include "core/catalog/schema.h"
#include "core/catalog/sqlite_support.h"

#include <sqlite3.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstring>
#include <string>
#include <system_error>

namespace lookalike {

namespace {

constexpr std::size_t kHeaderBytes = 100;

// https://www.sqlite.org/uri.html: what is not plain is percent-encoded, whatever its bytes.
std::string immutableUri(const std::filesystem::path& file)
{
    std::string uri = "file:";
#ifdef _WIN32
    uri += "///";
#endif
    for (const char c : pathToBytes(file)) {
        const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                           (c >= '0' && c <= '9') || c == '/' || c == '.' || c == '-' || c == '_';
        char encoded[4] = {c == '\\' ? '/' : c, '\0'};
        if (!plain && c != '\\')
            std::snprintf(encoded, sizeof encoded, "%%%02X",
                          static_cast<unsigned>(static_cast<unsigned char>(c)));
        uri += encoded;
    }
    return uri + "?immutable=1";
}

std::uint32_t bigEndian(const unsigned char* bytes) noexcept
{
    return (std::uint32_t{bytes[0]} << 24) | (std::uint32_t{bytes[1]} << 16) |
           (std::uint32_t{bytes[2]} << 8) | bytes[3];
}

} // namespace

std::filesystem::path besideCatalog(std::filesystem::path catalog, const char* suffix)
{
    catalog += suffix;
    return catalog;
}

Result<CatalogHeader> readHeader(const std::filesystem::path& file)
{
    std::error_code error;
    if (!std::filesystem::exists(file, error))
        return CatalogHeader{};
    return catchExceptions(file, [&]() -> Result<CatalogHeader> {
        // An immutable connection: SQLite reads the file but locks, rolls back, recovers and
        // creates nothing.
        SQLite::Database database(immutableUri(file), SQLite::OPEN_READONLY | SQLite::OPEN_URI);
        sqlite3_file* handle = nullptr;
        sqlite3_int64 size = 0;
        std::array<unsigned char, kHeaderBytes> header{};
        if (sqlite3_file_control(database.getHandle(), "main", SQLITE_FCNTL_FILE_POINTER,
                                 &handle) != SQLITE_OK ||
            handle == nullptr || handle->pMethods == nullptr ||
            handle->pMethods->xFileSize(handle, &size) != SQLITE_OK)
            return fail(ErrorCode::IoError, "The catalog cannot be opened"_msg, file);
        if (size == 0)
            return CatalogHeader{};
        const int read =
            handle->pMethods->xRead(handle, header.data(), static_cast<int>(kHeaderBytes), 0);
        if (read != SQLITE_OK && read != SQLITE_IOERR_SHORT_READ)
            return fail(ErrorCode::IoError, "The catalog cannot be read"_msg, file);
        // A power failure while the catalog was created: SQLite undoes that when it opens the file.
        const bool blank =
            std::ranges::all_of(header, [](unsigned char byte) { return byte == 0; });
        std::error_code noJournal;
        if (blank && std::filesystem::file_size(besideCatalog(file, "-journal"), noJournal) > 0 &&
            !noJournal)
            return CatalogHeader{};
        if (read != SQLITE_OK || std::memcmp(header.data(), "SQLite format 3", 16) != 0)
            return fail(ErrorCode::Broken,
                        "This file is not a catalog, or its beginning is damaged"_msg, file);
        return CatalogHeader{true, bigEndian(&header[68]), bigEndian(&header[60])};
    });
}

std::unique_ptr<SQLite::Database> openConnection(const std::filesystem::path& file, Access access)
{
    const bool write = access == Access::Write;
    const bool immutable = access == Access::Immutable;
    const int flags =
        (write ? SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE : SQLite::OPEN_READONLY) |
        (immutable ? SQLite::OPEN_URI : 0);
    auto database = std::make_unique<SQLite::Database>(
        immutable ? immutableUri(file) : pathToBytes(file), flags, kBusyTimeoutMs);
    sqlite3* handle = database->getHandle();
    sqlite3_db_config(handle, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
    // Closing the last connection would checkpoint. That must not happen before the catalog is
    // known to be ours and sound, and never from a reader.
    sqlite3_db_config(handle, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, nullptr);
    sqlite3_extended_result_codes(handle, 1);
    database->exec("PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON; PRAGMA mmap_size = 0;"
                   "PRAGMA temp_store = MEMORY; PRAGMA foreign_keys = ON;"
                   "PRAGMA wal_autocheckpoint = 0");
    // Small caches, because the system caches pages, too, and memory must not grow with the
    // library.
    if (write) {
        // Plain fsync is unreliable on macOS; no effect elsewhere.
        database->exec("PRAGMA page_size = " + std::to_string(kPageSize) +
                       "; PRAGMA fullfsync = ON; PRAGMA checkpoint_fullfsync = ON;"
                       "PRAGMA synchronous = NORMAL; PRAGMA cache_size = -2048");
    } else {
        database->exec("PRAGMA query_only = ON; PRAGMA cache_size = -1024");
    }
    return database;
}

} // namespace lookalike
