// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/catalog/sqlite_support.h"

#include <SQLiteCpp/Column.h>
#include <sqlite3.h>

namespace lookalike {

Error sqliteError(const SQLite::Exception& error, const std::filesystem::path& file)
{
    const auto make = [&](ErrorCode code, const Message& message) {
        return Error{code, "%1 (%2)"_msg(message, Message::decoded(error.what())), file};
    };
    switch (error.getErrorCode() & 0xFF) { // the primary code of an extended one
    case SQLITE_FULL:
        return make(ErrorCode::NoSpace, "The disk is full; the catalog could not be written"_msg);
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
        return make(ErrorCode::Broken, "The catalog is damaged"_msg);
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return make(ErrorCode::Conflict, "Another program is using the catalog"_msg);
    case SQLITE_READONLY:
    case SQLITE_PERM:
    case SQLITE_AUTH:
        return make(ErrorCode::PermissionDenied, "The catalog cannot be written"_msg);
    case SQLITE_CANTOPEN:
        return make(ErrorCode::IoError, "The catalog cannot be opened"_msg);
    case SQLITE_IOERR:
        return make(ErrorCode::IoError, "Reading or writing the catalog failed"_msg);
    case SQLITE_NOMEM:
        return make(ErrorCode::OutOfMemory, "There is not enough memory to use the catalog"_msg);
    case SQLITE_CONSTRAINT:
        return make(ErrorCode::InvalidArgument, "The catalog refused a row that does not fit"_msg);
    case SQLITE_TOOBIG:
        return make(ErrorCode::TooLarge, "The data is too large for one row of the catalog"_msg);
    case SQLITE_ERROR:
        // The header claims a file format that does not exist.
        if (std::string_view(error.what()).find("unsupported file format") !=
            std::string_view::npos)
            return make(ErrorCode::Broken, "The catalog is damaged"_msg);
        [[fallthrough]];
    default:
        return make(ErrorCode::Internal, "The catalog reported an error"_msg);
    }
}

BorrowedStatement StatementCache::operator()(std::string_view sql)
{
    auto found = m_statements.find(sql);
    if (found == m_statements.end())
        found = m_statements.try_emplace(std::string(sql), m_database, std::string(sql)).first;
    return BorrowedStatement(found->second);
}

void bindBlob(SQLite::Statement& statement, int index, std::string_view bytes)
{
    // A null pointer would bind NULL, not an empty blob.
    statement.bind(index, bytes.empty() ? "" : static_cast<const void*>(bytes.data()),
                   static_cast<int>(bytes.size()));
}

void bindOptional(SQLite::Statement& statement, int index, std::optional<std::int64_t> value)
{
    if (value)
        statement.bind(index, *value);
    else
        statement.bind(index);
}

void bindOptional(SQLite::Statement& statement, int index, std::optional<double> value)
{
    if (value)
        statement.bind(index, *value);
    else
        statement.bind(index);
}

std::string_view blobOf(const SQLite::Column& column)
{
    const void* bytes = column.getBlob();
    if (bytes == nullptr)
        return {};
    return {static_cast<const char*>(bytes), static_cast<std::size_t>(column.getBytes())};
}

} // namespace lookalike
