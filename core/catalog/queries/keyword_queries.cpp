// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/catalog/queries/keyword_queries.h"

#include "core/base/natural_order.h"

#include <SQLiteCpp/Column.h>

#include <algorithm>

namespace lookalike {

namespace {

constexpr std::string_view kKeywords =
    "SELECT w.word, count(DISTINCT k.content_id) FROM keywords w"
    " JOIN content_keywords k ON k.keyword_id = w.id JOIN contents c ON c.id = k.content_id"
    " WHERE c.present > 0 GROUP BY w.id";
constexpr std::string_view kEachKeyword =
    "SELECT DISTINCT k.content_id, w.word FROM content_keywords k"
    " JOIN contents c ON c.id = k.content_id JOIN keywords w ON w.id = k.keyword_id"
    " WHERE c.present > 0 ORDER BY k.content_id, w.word";
constexpr std::string_view kRemoveKeywords =
    "DELETE FROM content_keywords WHERE content_id = ? AND sidecar = ?";
constexpr std::string_view kAddKeyword = "INSERT OR IGNORE INTO keywords (word) VALUES (?)";
constexpr std::string_view kGiveKeyword =
    "INSERT OR IGNORE INTO content_keywords (keyword_id, content_id, sidecar)"
    " SELECT id, ?2, ?3 FROM keywords WHERE word = ?1";

} // namespace

namespace queries {

Result<std::vector<KeywordRow>> keywords(StatementCache& statement)
{
    std::vector<KeywordRow> rows;
    const auto row = statement(kKeywords);
    while (row->executeStep())
        rows.push_back({row->getColumn(0).getString(), fromStored(row->getColumn(1).getInt64())});
    std::ranges::sort(rows, [](const KeywordRow& a, const KeywordRow& b) {
        return compareNaturally(a.word, b.word) < 0;
    });
    return rows;
}

Result<> forEachKeyword(StatementCache& statement,
                        const std::function<bool(ContentId, std::string_view)>& visit)
{
    const auto row = statement(kEachKeyword);
    while (row->executeStep()) {
        const std::string word = row->getColumn(1).getString();
        if (!visit(ContentId(row->getColumn(0).getInt64()), word))
            break;
    }
    return {};
}

} // namespace queries

namespace changes {

void putKeywords(StatementCache& statement, ContentId content,
                 const std::vector<std::string>& words, bool ofSidecars)
{
    {
        const auto row = statement(kRemoveKeywords);
        row->bind(1, content.value());
        row->bind(2, int{ofSidecars});
        row->exec();
    }
    for (const std::string& word : words) {
        {
            const auto row = statement(kAddKeyword);
            row->bind(1, word);
            row->exec();
        }
        const auto row = statement(kGiveKeyword);
        row->bind(1, word);
        row->bind(2, content.value());
        row->bind(3, int{ofSidecars});
        row->exec();
    }
}

} // namespace changes

} // namespace lookalike
