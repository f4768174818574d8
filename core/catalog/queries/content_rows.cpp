// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/catalog/queries/content_rows.h"

#include "core/base/local_time.h"
#include "core/catalog/sqlite_rows.h"

#include <SQLiteCpp/Column.h>

#include <algorithm>

namespace lookalike::queries {

namespace {

const std::string kContentById =
    std::string("SELECT ") + kContentColumns + " FROM contents WHERE id = ?";
constexpr std::string_view kContentByHash = "SELECT id FROM contents WHERE hash = ?";
// Each of the two reads one entry of the index contents_to_filter.
constexpr std::string_view kDates = "SELECT (SELECT min(dated_at) FROM contents WHERE present > 0),"
                                    " (SELECT max(dated_at) FROM contents WHERE present > 0)";
constexpr std::string_view kIsOutdated = "SELECT read_version < ?2 FROM contents WHERE id = ?1";
constexpr std::string_view kBrokenReason =
    "SELECT error FROM files WHERE content_id = ?"
    " AND (state = 2 OR (state = 0 AND error <> '')) LIMIT 1";

} // namespace

Result<std::optional<ContentRow>> content(StatementCache& statement, ContentId content)
{
    const auto row = statement(kContentById);
    row->bind(1, content.value());
    if (!row->executeStep())
        return std::optional<ContentRow>();
    return std::optional(contentFrom(*row));
}

Result<std::optional<ContentId>> contentByHash(StatementCache& statement, const ContentHash& hash)
{
    const auto row = statement(kContentByHash);
    bindBlob(*row, 1, bytesOf(hash));
    if (!row->executeStep())
        return std::optional<ContentId>();
    return std::optional(ContentId(row->getColumn(0).getInt64()));
}

Result<std::optional<DateSpan>> dates(StatementCache& statement)
{
    const auto row = statement(kDates);
    if (!row->executeStep() || row->isColumnNull(0))
        return std::optional<DateSpan>();
    // Either may be a capture date, or the instant of a file's.
    const std::int64_t first = row->getColumn(0).getInt64();
    const std::int64_t last = row->getColumn(1).getInt64();
    return std::optional(
        DateSpan{std::min(first, localSeconds(first)), std::max(last, localSeconds(last))});
}

Result<bool> isOutdated(StatementCache& statement, ContentId content)
{
    const auto row = statement(kIsOutdated);
    row->bind(1, content.value());
    row->bind(2, kReadVersion);
    return row->executeStep() && row->getColumn(0).getInt() != 0;
}

Result<std::optional<Message>> brokenReason(StatementCache& statement, ContentId content)
{
    const auto row = statement(kBrokenReason);
    row->bind(1, content.value());
    if (!row->executeStep())
        return std::optional<Message>();
    return std::optional(Message::decoded(row->getColumn(0).getString()));
}

} // namespace lookalike::queries
