// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/catalog/queries/pair_changes.h"

#include "core/base/path_bytes.h"
#include "core/catalog/queries/concept_changes.h"
#include "core/catalog/sqlite_rows.h"

#include <SQLiteCpp/Column.h>

namespace lookalike::changes {

namespace {

// A decision that has the photo under both hashes keeps one.
constexpr std::string_view kMoveDecisions =
    "UPDATE OR REPLACE decision_contents SET hash = ?2 WHERE hash = ?1";
constexpr std::string_view kMoveMarks =
    "UPDATE OR REPLACE review_marks SET hash = ?2 WHERE hash = ?1";
constexpr std::string_view kPutPair =
    "INSERT OR REPLACE INTO pairs (first_id, second_id, verifier, relation, evidence)"
    " SELECT ?1, ?2, ?3, ?4, ?5 WHERE EXISTS (SELECT 1 FROM contents WHERE id = ?1)"
    " AND EXISTS (SELECT 1 FROM contents WHERE id = ?2)";
constexpr std::string_view kAddDecision =
    "INSERT INTO decisions (kind, decided_at) VALUES (?, ?) RETURNING id";
constexpr std::string_view kAddDecided =
    "INSERT INTO decision_contents (decision_id, hash, files, path) VALUES (?, ?, ?, ?)";
constexpr std::string_view kRemoveDecision = "DELETE FROM decisions WHERE id = ?";
constexpr std::string_view kPutMark =
    "INSERT INTO review_marks (path, hash, goes, keeper, by_hand, marked_at)"
    " SELECT ?1, ?2, ?3, ?4, ?5, ?6 WHERE EXISTS (SELECT 1 FROM contents WHERE hash = ?2)";
constexpr std::string_view kRemoveMark = "DELETE FROM review_marks WHERE path = ?";
constexpr std::string_view kProtect = "INSERT OR IGNORE INTO protected_folders (path) VALUES (?)";
constexpr std::string_view kUnprotect = "DELETE FROM protected_folders WHERE path = ?";
constexpr std::string_view kPutSetting = "INSERT OR REPLACE INTO settings (name, value)"
                                         " VALUES (?, ?)";
constexpr std::string_view kPutCrash = "INSERT OR REPLACE INTO crashes (work, times) VALUES (?, ?)";
constexpr std::string_view kRemoveCrash = "DELETE FROM crashes WHERE work = ?";
constexpr std::string_view kRemoveCrashes = "DELETE FROM crashes";

} // namespace

Result<> putPairs(StatementCache& statement, int verifier, std::span<const RelationRow> pairs)
{
    for (const RelationRow& pair : pairs) {
        if (!(pair.first < pair.second))
            return fail(ErrorCode::InvalidArgument,
                        "The smaller content of a pair must come first"_msg);
        const auto row = statement(kPutPair);
        row->bind(1, pair.first.value());
        row->bind(2, pair.second.value());
        row->bind(3, verifier);
        row->bind(4, pair.relation);
        bindBlob(*row, 5, pair.evidence);
        row->exec();
    }
    return {};
}

Result<std::int64_t> addDecision(StatementCache& statement, const DecisionRow& decision)
{
    if (decision.contents.empty())
        return fail(ErrorCode::InvalidArgument, "A decision needs at least one photo"_msg);
    std::int64_t id = 0;
    {
        const auto row = statement(kAddDecision);
        row->bind(1, decision.kind);
        row->bind(2, decision.decidedAt);
        row->executeStep();
        id = row->getColumn(0).getInt64();
    }
    for (const DecidedContent& content : decision.contents) {
        const auto row = statement(kAddDecided);
        row->bind(1, id);
        bindBlob(*row, 2, bytesOf(content.hash));
        row->bind(3, toStored(content.files));
        bindBlob(*row, 4, pathToBytes(content.path));
        row->exec();
    }
    return id;
}

Result<> removeDecision(StatementCache& statement, std::int64_t decision)
{
    const auto row = statement(kRemoveDecision);
    row->bind(1, decision);
    if (row->exec() == 0)
        return fail(ErrorCode::NotFound, "The catalog has no such decision"_msg);
    return {};
}

Result<> moveDecisions(StatementCache& statement, const ContentHash& former,
                       const ContentHash& identity)
{
    for (const std::string_view sql : {kMoveDecisions, kMoveMarks}) {
        const auto row = statement(sql);
        bindBlob(*row, 1, bytesOf(former));
        bindBlob(*row, 2, bytesOf(identity));
        row->exec();
    }
    moveConceptPictures(statement, former, identity);
    return {};
}

Result<> putReviewMarks(StatementCache& statement, std::span<const ReviewMark> marks)
{
    for (const ReviewMark& mark : marks) {
        if (auto removed = removeReviewMarks(statement, {&mark.path, 1}); !removed)
            return removed;
        const auto row = statement(kPutMark);
        const std::string path = pathToBytes(mark.path);
        bindBlob(*row, 1, path);
        bindBlob(*row, 2, bytesOf(mark.content));
        row->bind(3, int{mark.goes});
        row->bind(4, int{mark.keeper});
        row->bind(5, int{mark.byHand});
        row->bind(6, mark.markedAt);
        row->exec();
    }
    return {};
}

Result<> removeReviewMarks(StatementCache& statement, std::span<const std::filesystem::path> files)
{
    for (const std::filesystem::path& file : files) {
        const auto row = statement(kRemoveMark);
        const std::string path = pathToBytes(file);
        bindBlob(*row, 1, path);
        row->exec();
    }
    return {};
}

Result<> setProtected(StatementCache& statement, const std::filesystem::path& folder,
                      bool isProtected)
{
    const auto row = statement(isProtected ? kProtect : kUnprotect);
    bindBlob(*row, 1, pathToBytes(folder));
    row->exec();
    return {};
}

Result<> putSetting(StatementCache& statement, const std::string& name, const std::string& value)
{
    const auto row = statement(kPutSetting);
    row->bind(1, name);
    row->bind(2, value);
    row->exec();
    return {};
}

Result<> putCrash(StatementCache& statement, const std::string& work, int times)
{
    const auto row = statement(times > 0 ? kPutCrash : kRemoveCrash);
    bindBlob(*row, 1, work);
    if (times > 0)
        row->bind(2, times);
    row->exec();
    return {};
}

Result<> removeCrashes(StatementCache& statement)
{
    const auto row = statement(kRemoveCrashes);
    row->exec();
    return {};
}

} // namespace lookalike::changes
