// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/catalog/queries/pair_queries.h"

#include "core/base/path_bytes.h"
#include "core/catalog/sqlite_rows.h"

#include <SQLiteCpp/Column.h>

#include <algorithm>
#include <tuple>

namespace lookalike::queries {

namespace {

constexpr std::string_view kWithCopies = "SELECT id FROM contents WHERE present > 1"
                                         " AND length(hash) = 32 ORDER BY id";
constexpr std::string_view kHashes =
    "SELECT id, perceptual_hash, oriented_hashes, framed_hashes FROM contents WHERE present > 0"
    " ORDER BY id";
constexpr std::string_view kPairs = "SELECT first_id, second_id, relation, evidence FROM pairs"
                                    " WHERE verifier = ? ORDER BY first_id, second_id";
constexpr std::string_view kRelated =
    "SELECT first_id, second_id, relation, evidence FROM pairs INDEXED BY pairs_related"
    " WHERE verifier = ? AND relation >= 0 ORDER BY first_id, second_id";
constexpr std::string_view kPair = "SELECT first_id, second_id, relation, evidence FROM pairs"
                                   " WHERE first_id = ? AND second_id = ? AND verifier = ?";
// Relations 1 to 6 mean the same photo in different files, decision 0 that photos are different.
constexpr std::string_view kCopiesAfter =
    "SELECT p.second_id FROM pairs p WHERE p.first_id = ?1 AND p.verifier = ?2"
    " AND p.relation BETWEEN 1 AND 6 AND NOT EXISTS (SELECT 1 FROM contents a"
    " JOIN contents b ON b.id = p.second_id"
    " JOIN decision_contents da ON da.hash = a.hash"
    " JOIN decision_contents db ON db.decision_id = da.decision_id AND db.hash = b.hash"
    " JOIN decisions d ON d.id = da.decision_id WHERE a.id = p.first_id AND d.kind = 0)"
    " ORDER BY p.second_id";
constexpr std::string_view kContentsAfter =
    "SELECT count(DISTINCT content_id), ifnull(max(content_id), 0) FROM files"
    " WHERE content_id > ? AND state = 1";
constexpr std::string_view kDecisions =
    "SELECT d.id, d.kind, d.decided_at, c.hash, c.files, c.path FROM decisions d"
    " JOIN decision_contents c ON c.decision_id = d.id ORDER BY d.id DESC, c.hash";
constexpr std::string_view kMarks =
    "SELECT hash, path, goes, keeper, by_hand, marked_at FROM review_marks";
constexpr std::string_view kProtected = "SELECT path FROM protected_folders ORDER BY path";
constexpr std::string_view kCrashes = "SELECT work, times FROM crashes";
constexpr std::string_view kSetting = "SELECT value FROM settings WHERE name = ?";

RelationRow pairFrom(const SQLite::Statement& row)
{
    RelationRow pair;
    pair.first = ContentId(row.getColumn(0).getInt64());
    pair.second = ContentId(row.getColumn(1).getInt64());
    pair.relation = row.getColumn(2).getInt();
    const SQLite::Column evidence = row.getColumn(3);
    pair.evidence = std::string(blobOf(evidence));
    return pair;
}

} // namespace

Result<std::vector<ContentId>> contentsWithCopies(StatementCache& statement)
{
    std::vector<ContentId> contents;
    const auto row = statement(kWithCopies);
    while (row->executeStep())
        contents.emplace_back(row->getColumn(0).getInt64());
    return contents;
}

Result<> forEachPerceptualHash(StatementCache& statement, const CatalogReader::HashVisitor& visit)
{
    const auto row = statement(kHashes);
    while (row->executeStep()) {
        const ContentId content(row->getColumn(0).getInt64());
        visit(content, perceptualHashesFrom(*row, 1));
        if (const auto framed = framedHashesFrom(*row, 3))
            visit(content, *framed);
    }
    return {};
}

Result<> forEachPair(StatementCache& statement, int verifier, bool relatedOnly,
                     const std::function<void(const RelationRow&)>& visit)
{
    const auto row = statement(relatedOnly ? kRelated : kPairs);
    row->bind(1, verifier);
    while (row->executeStep())
        visit(pairFrom(*row));
    return {};
}

Result<std::optional<RelationRow>> pair(StatementCache& statement, int verifier, ContentId a,
                                        ContentId b)
{
    const auto row = statement(kPair);
    row->bind(1, std::min(a, b).value());
    row->bind(2, std::max(a, b).value());
    row->bind(3, verifier);
    if (!row->executeStep())
        return std::nullopt;
    return pairFrom(*row);
}

Result<std::vector<CatalogReader::CopyPair>> copiesAmong(StatementCache& statement, int verifier,
                                                         std::span<const ContentId> contents)
{
    std::vector<ContentId> sorted(contents.begin(), contents.end());
    std::ranges::sort(sorted);
    std::vector<CatalogReader::CopyPair> pairs;
    const auto row = statement(kCopiesAfter);
    for (const ContentId first : sorted) {
        row->bind(1, first.value());
        row->bind(2, verifier);
        while (row->executeStep()) {
            const ContentId second(row->getColumn(0).getInt64());
            if (std::ranges::binary_search(sorted, second))
                pairs.emplace_back(first, second);
        }
        row->reset();
    }
    return pairs;
}

Result<CatalogReader::NewContents> contentsAfter(StatementCache& statement, ContentId content)
{
    const auto row = statement(kContentsAfter);
    row->bind(1, content.value());
    row->executeStep();
    return CatalogReader::NewContents{static_cast<std::uint64_t>(row->getColumn(0).getInt64()),
                                      ContentId(row->getColumn(1).getInt64())};
}

Result<std::vector<DecisionRow>> decisions(StatementCache& statement)
{
    std::vector<DecisionRow> rows;
    const auto row = statement(kDecisions);
    while (row->executeStep()) {
        const std::int64_t id = row->getColumn(0).getInt64();
        if (rows.empty() || rows.back().id != id) {
            DecisionRow& decision = rows.emplace_back();
            decision.id = id;
            decision.kind = row->getColumn(1).getInt();
            decision.decidedAt = row->getColumn(2).getInt64();
        }
        DecidedContent& content = rows.back().contents.emplace_back();
        const SQLite::Column hash = row->getColumn(3);
        content.hash = hashFrom(blobOf(hash));
        content.files = fromStored(row->getColumn(4).getInt64());
        const SQLite::Column path = row->getColumn(5);
        content.path = pathFromBytes(blobOf(path));
    }
    return rows;
}

Result<std::vector<ReviewMark>> reviewMarks(StatementCache& statement)
{
    std::vector<ReviewMark> marks;
    const auto row = statement(kMarks);
    while (row->executeStep()) {
        ReviewMark& mark = marks.emplace_back();
        const SQLite::Column hash = row->getColumn(0);
        mark.content = hashFrom(blobOf(hash));
        const SQLite::Column path = row->getColumn(1);
        mark.path = pathFromBytes(blobOf(path));
        mark.goes = row->getColumn(2).getInt() != 0;
        mark.keeper = row->getColumn(3).getInt() != 0;
        mark.byHand = row->getColumn(4).getInt() != 0;
        mark.markedAt = row->getColumn(5).getInt64();
    }
    // SQLite orders hashes of two lengths otherwise.
    std::ranges::sort(marks, {},
                      [](const ReviewMark& mark) { return std::tie(mark.content, mark.path); });
    return marks;
}

Result<std::vector<std::filesystem::path>> protectedFolders(StatementCache& statement)
{
    std::vector<std::filesystem::path> folders;
    const auto row = statement(kProtected);
    while (row->executeStep()) {
        const SQLite::Column path = row->getColumn(0);
        folders.push_back(pathFromBytes(blobOf(path)));
    }
    return folders;
}

Result<std::optional<std::string>> setting(StatementCache& statement, const std::string& name)
{
    const auto row = statement(kSetting);
    row->bind(1, name);
    if (!row->executeStep())
        return std::nullopt;
    return row->getColumn(0).getString();
}

Result<std::map<std::string, int>> crashes(StatementCache& statement)
{
    std::map<std::string, int> times;
    const auto row = statement(kCrashes);
    while (row->executeStep()) {
        const SQLite::Column work = row->getColumn(0);
        times.emplace(blobOf(work), row->getColumn(1).getInt());
    }
    return times;
}

} // namespace lookalike::queries
