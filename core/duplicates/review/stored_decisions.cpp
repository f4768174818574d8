// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/duplicates/review/stored_decisions.h"

#include <chrono>
#include <filesystem>
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

/// Photos of one content.
struct ChosenContent {
    std::vector<FileId> photos;
    std::filesystem::path path; ///< of one of them
};

Result<std::map<ContentHash, ChosenContent>> contentsOf(std::span<const FileId> photos,
                                                        CatalogReader& reader)
{
    std::map<ContentHash, ChosenContent> contents;
    for (const FileId photo : photos) {
        const auto file = reader.file(photo);
        if (!file)
            return fail(file);
        const auto content =
            *file ? reader.content((*file)->content) : Result<std::optional<ContentRow>>();
        if (!content)
            return fail(content);
        if (!*content)
            return fail(ErrorCode::NotFound, "The photo is no longer in the library"_msg,
                        *file ? (*file)->path : std::filesystem::path());
        ChosenContent& chosen = contents[(*content)->hash];
        chosen.photos.push_back(photo);
        chosen.path = (*file)->path;
    }
    return contents;
}

} // namespace

std::set<ContentHash> protectedPhotos(const std::vector<DecisionRow>& decisions)
{
    std::set<ContentHash> photos;
    for (const DecisionRow& decision : decisions)
        if (decision.kind == static_cast<int>(DecisionKind::Protect))
            for (const DecidedContent& content : decision.contents)
                photos.insert(content.hash);
    return photos;
}

Result<std::vector<FileId>> protectPhotos(Catalog& catalog, std::span<const FileId> photos,
                                          bool isProtected)
{
    const auto reader = catalog.reader();
    if (!reader)
        return fail(reader);
    auto contents = contentsOf(photos, **reader);
    if (!contents)
        return fail(contents);
    const auto decisions = (*reader)->decisions();
    if (!decisions)
        return fail(decisions);
    const std::set<ContentHash> known = protectedPhotos(*decisions);
    std::erase_if(*contents, [&](const auto& content) {
        return known.contains(content.first) == isProtected;
    });
    std::vector<FileId> changed;
    for (const auto& [hash, chosen] : *contents)
        changed.insert(changed.end(), chosen.photos.begin(), chosen.photos.end());
    auto written = catalog.write(
        [&](CatalogWriter& writer) -> Result<> {
            if (!isProtected) {
                for (const DecisionRow& decision : *decisions)
                    if (decision.kind == static_cast<int>(DecisionKind::Protect) &&
                        !decision.contents.empty() &&
                        contents->contains(decision.contents.front().hash))
                        if (auto removed = writer.removeDecision(decision.id); !removed)
                            return removed;
                return {};
            }
            DecisionRow decision;
            decision.kind = static_cast<int>(DecisionKind::Protect);
            decision.decidedAt = secondsNow();
            for (const auto& [hash, chosen] : *contents) {
                decision.contents = {DecidedContent{hash, 1, chosen.path}};
                if (const auto added = writer.addDecision(decision); !added)
                    return fail(added);
            }
            return {};
        },
        Durability::Decision);
    if (!written)
        return fail(written);
    return changed;
}

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
