// SPDX-License-Identifier: GPL-3.0-or-later
// The adapter to SQLiteCpp. Its exceptions do not leave this layer.
#pragma once

#include "core/base/result.h"

#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Exception.h>
#include <SQLiteCpp/Statement.h>
#include <SQLiteCpp/Transaction.h>

#include <cstdint>
#include <exception>
#include <functional>
#include <map>
#include <new>
#include <optional>
#include <string>
#include <string_view>

namespace lookalike {

/// Converts an SQLite error; `file` is the catalog. Exceptions thrown by this program hold an
/// encoded message instead of SQLite's text.
[[nodiscard]] Error sqliteError(const SQLite::Exception& error, const std::filesystem::path& file);

/// Runs `body`, which returns a Result, and converts exceptions to errors.
template <class Body>
[[nodiscard]] auto catchExceptions(const std::filesystem::path& file, Body&& body)
    -> decltype(body())
{
    try {
        return body();
    } catch (const SQLite::Exception& error) {
        return fail(sqliteError(error, file));
    } catch (const std::bad_alloc&) {
        return fail(ErrorCode::OutOfMemory, "There is not enough memory to use the catalog"_msg,
                    file);
    } catch (const std::exception& error) {
        return fail(ErrorCode::Internal, Message::verbatim(error.what()), file);
    }
}

/// A borrowed prepared statement. The destructor resets it, because an unfinished statement keeps
/// its read transaction open and prevents reuse of the WAL.
class BorrowedStatement {
public:
    explicit BorrowedStatement(SQLite::Statement& statement) noexcept
        : m_statement(statement)
    {}
    BorrowedStatement(const BorrowedStatement&) = delete;
    BorrowedStatement& operator=(const BorrowedStatement&) = delete;
    ~BorrowedStatement() { m_statement.tryReset(); }
    SQLite::Statement* operator->() const noexcept { return &m_statement; }
    SQLite::Statement& operator*() const noexcept { return m_statement; }

private:
    SQLite::Statement& m_statement;
};

/// Prepares each statement once per connection. Old bindings persist, so bind every parameter.
class StatementCache {
public:
    explicit StatementCache(SQLite::Database& database) noexcept
        : m_database(database)
    {}
    [[nodiscard]] BorrowedStatement operator()(std::string_view sql);
    [[nodiscard]] SQLite::Database& database() const noexcept { return m_database; }
    /// Returns the id of the last inserted row.
    [[nodiscard]] std::int64_t lastInsertId() const { return m_database.getLastInsertRowid(); }

private:
    SQLite::Database& m_database;
    std::map<std::string, SQLite::Statement, std::less<>> m_statements;
};

void bindBlob(SQLite::Statement& statement, int index, std::string_view bytes);
void bindOptional(SQLite::Statement& statement, int index, std::optional<std::int64_t> value);
void bindOptional(SQLite::Statement& statement, int index, std::optional<double> value);
[[nodiscard]] std::string_view blobOf(const SQLite::Column& column);

/// Unsigned 64-bit values are stored as signed integers with the same bits.
[[nodiscard]] constexpr std::int64_t toStored(std::uint64_t value) noexcept
{
    return static_cast<std::int64_t>(value);
}
[[nodiscard]] constexpr std::uint64_t fromStored(std::int64_t value) noexcept
{
    return static_cast<std::uint64_t>(value);
}

} // namespace lookalike
