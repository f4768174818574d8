// SPDX-License-Identifier: GPL-3.0-or-later
// The adapter to SQLiteCpp: its exceptions end here.
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

/// An SQLite error in our terms; `file` is the catalog. An exception that was thrown here holds an
/// encoded message instead of text of SQLite.
[[nodiscard]] Error sqliteError(const SQLite::Exception& error, const std::filesystem::path& file);

/// Runs `body`, which returns a Result, and turns whatever it throws into an error.
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

/// A prepared statement on loan: reset when it goes, because one that is left half-way keeps its
/// read transaction open and the WAL from being reused.
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

/// Statements prepared once a connection. Bindings stay: every parameter is to be bound anew.
class StatementCache {
public:
    explicit StatementCache(SQLite::Database& database) noexcept
        : m_database(database)
    {}
    [[nodiscard]] BorrowedStatement operator()(std::string_view sql);
    [[nodiscard]] SQLite::Database& database() const noexcept { return m_database; }
    /// Of the row that was inserted last.
    [[nodiscard]] std::int64_t lastInsertId() const { return m_database.getLastInsertRowid(); }

private:
    SQLite::Database& m_database;
    std::map<std::string, SQLite::Statement, std::less<>> m_statements;
};

void bindBlob(SQLite::Statement& statement, int index, std::string_view bytes);
void bindOptional(SQLite::Statement& statement, int index, std::optional<std::int64_t> value);
void bindOptional(SQLite::Statement& statement, int index, std::optional<double> value);
[[nodiscard]] std::string_view blobOf(const SQLite::Column& column);

/// Unsigned 64-bit values are stored as the signed integer of the same bits.
[[nodiscard]] constexpr std::int64_t toStored(std::uint64_t value) noexcept
{
    return static_cast<std::int64_t>(value);
}
[[nodiscard]] constexpr std::uint64_t fromStored(std::int64_t value) noexcept
{
    return static_cast<std::uint64_t>(value);
}

} // namespace lookalike
