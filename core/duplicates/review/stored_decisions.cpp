// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/duplicates/review/stored_decisions.h"

#include <chrono>
#include <map>
#include <utility>

namespace lookalike {

namespace {

constexpr const char* kPlaceSetting = "review_place";

std::int64_t secondsNow()
{
    return std::chrono::duration_cast<std::chrono::seconds>(
               std::chrono::system_clock::now().time_since_epoch())
        .count();
}

} // namespace

Result<std::int64_t> addDecision(Catalog& catalog, DecisionKind kind, const DuplicateGroup& group)
{
    std::map<ContentHash, DecidedContent> contents;
    for (const DuplicateMember& member : group.members) {
        const auto [entry, isNew] = contents.try_emplace(
            member.content.hash, DecidedContent{member.content.hash, 0, member.file.path});
        ++entry->second.files;
    }
    DecisionRow decision;
    decision.kind = static_cast<int>(kind);
    decision.decidedAt = secondsNow();
    for (auto& [hash, content] : contents)
        decision.contents.push_back(std::move(content));
    std::int64_t id = 0;
    auto written = catalog.write(
        [&](CatalogWriter& writer) -> Result<> {
            const auto added = writer.addDecision(decision);
            if (!added)
                return fail(added);
            id = *added;
            return {};
        },
        Durability::Decision);
    if (!written)
        return fail(written);
    return id;
}

Result<std::vector<Decision>> storedDecisions(const Catalog& catalog)
{
    auto reader = catalog.reader();
    if (!reader)
        return fail(reader);
    const auto rows = (*reader)->decisions();
    if (!rows)
        return fail(rows);
    std::vector<Decision> decisions;
    for (const DecisionRow& row : *rows) {
        Decision decision;
        decision.id = row.id;
        decision.kind = static_cast<DecisionKind>(row.kind);
        decision.decidedAt = row.decidedAt;
        for (const DecidedContent& content : row.contents) {
            decision.contents.push_back(content.hash);
            const auto id = (*reader)->contentByHash(content.hash);
            if (!id)
                return fail(id);
            auto files = *id ? (*reader)->filesOfContent(**id) : Result<std::vector<FileRow>>();
            if (!files)
                return fail(files);
            decision.paths.push_back(files->empty() ? content.path : files->front().path);
        }
        decisions.push_back(std::move(decision));
    }
    return decisions;
}

Result<StoredReview> storedReview(const Catalog& catalog)
{
    auto reader = catalog.reader();
    if (!reader)
        return fail(reader);
    auto marks = (*reader)->reviewMarks();
    if (!marks)
        return fail(marks);
    auto place = (*reader)->setting(kPlaceSetting);
    if (!place)
        return fail(place);
    return StoredReview{std::move(*marks), std::move(*place).value_or(std::string())};
}

Result<> storeMarks(Catalog& catalog, std::span<const ReviewMark> marks,
                    std::span<const std::filesystem::path> unmarked)
{
    return catalog.write(
        [&](CatalogWriter& writer) -> Result<> {
            if (auto removed = writer.removeReviewMarks(unmarked); !removed)
                return removed;
            return writer.putReviewMarks(marks);
        },
        Durability::Decision);
}

Result<> storePlace(Catalog& catalog, const ContentHash& firstOfGroup)
{
    return catalog.write([&](CatalogWriter& writer) {
        return writer.putSetting(kPlaceSetting, firstOfGroup.hex());
    });
}

} // namespace lookalike
