// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/duplicates/review/duplicate_review_core.h"

#include "core/base/log.h"
#include "core/base/system_error.h"
#include "core/catalog/space_rows.h"
#include "core/duplicates/review/duplicate_scan.h"
#include "core/duplicates/review/search_history.h"
#include "core/duplicates/review/sharpness.h"
#include "core/duplicates/review/stored_decisions.h"
#include "core/indexing/catalog_embeddings.h"
#include "core/indexing/photo_reader.h"

#include <algorithm>
#include <sstream>

namespace lookalike {

namespace {

constexpr const char* kKeeperRulesSetting = "keeper_rules";

std::vector<KeeperRule> parseRules(const std::optional<std::string>& stored)
{
    std::vector<KeeperRule> rules;
    std::istringstream names(stored.value_or(std::string()));
    for (std::string name; std::getline(names, name, ',');)
        if (const auto rule = parseKeeperRule(name))
            rules.push_back(*rule);
    // Rules that a newer version knows and this catalog does not come last.
    for (const KeeperRule rule : defaultKeeperRules())
        if (std::ranges::find(rules, rule) == rules.end())
            rules.push_back(rule);
    return rules;
}

} // namespace

DuplicateReviewCore::DuplicateReviewCore(Catalog& catalog, const Decoder& decoder,
                                         CrashGuard* crashGuard,
                                         std::function<Result<SpaceIndex>()> index,
                                         std::function<void()> changed)
    : m_catalog(catalog)
    , m_decoder(decoder)
    , m_crashGuard(crashGuard)
    , m_index(std::move(index))
    , m_changed(std::move(changed))
    , m_trash(catalog, decoder, m_changed)
{}

Result<> DuplicateReviewCore::checkWritable() const
{
    if (m_catalog.isReadOnly())
        return fail(ErrorCode::PermissionDenied,
                    "The library is read-only, so nothing can be remembered"_msg, m_catalog.file());
    return {};
}

Result<AssemblyRules> DuplicateReviewCore::rules(CatalogReader& reader) const
{
    AssemblyRules rules;
    const auto stored = reader.setting(kKeeperRulesSetting);
    if (!stored)
        return fail(stored);
    rules.keeper = parseRules(*stored);
    auto folders = reader.protectedFolders();
    if (!folders)
        return fail(folders);
    rules.protectedFolders = std::move(*folders);
    auto decisions = reader.decisions();
    if (!decisions)
        return fail(decisions);
    rules.decisions = std::move(*decisions);
    return rules;
}

std::shared_ptr<const EmbeddingIndex> DuplicateReviewCore::indexOf(SpaceId space) const
{
    const auto made = m_index();
    if (!made) {
        logWarning("Some copies may not be found, as photos cannot be searched: " +
                   made.error().text());
        return nullptr;
    }
    return made->space == space ? made->index : nullptr;
}

Result<DuplicateScanSummary> DuplicateReviewCore::scan(const DuplicateScope& scope,
                                                       const ProgressCallback& progress,
                                                       const std::function<void()>& found,
                                                       std::stop_token stop, PauseGate* pause)
{
    if (auto writable = checkWritable(); !writable)
        return fail(writable);
    if (m_scanning.exchange(true))
        return fail(ErrorCode::Conflict, "A search for duplicates is already running"_msg);
    const struct Reset {
        std::atomic<bool>& flag;
        ~Reset() { flag = false; }
    } reset{m_scanning};

    auto reader = m_catalog.reader();
    if (!reader)
        return fail(reader);
    const auto with = rules(**reader);
    if (!with)
        return fail(with);
    const auto spaces = (*reader)->spaces();
    if (!spaces)
        return fail(spaces);
    const SpaceRow* const current = currentSpace(*spaces);
    const bool embedded = current != nullptr;
    CatalogEmbeddings embeddings(m_catalog, embedded ? current->id : SpaceId());
    const auto index = embedded && !scope.similarShots ? indexOf(current->id) : nullptr;
    const DuplicateScan::Parts parts{
        .catalog = m_catalog,
        .decoder = m_decoder,
        .embeddings = embedded ? &embeddings : nullptr,
        .dim = embedded ? current->space.dim : 0,
        .index = index.get(),
        .scope = scope,
        .rules = *with,
        .found = found,
        .crashGuard = m_crashGuard,
    };
    const auto newest = (*reader)->contentsAfter(ContentId());
    if (!newest)
        return fail(newest);
    auto summary = DuplicateScan(parts, progress, std::move(stop), pause).run();
    if (summary && !summary->cancelled && scope.isWholeLibrary())
        if (auto stored = storeSearched(m_catalog, scope.similarShots, newest->newest); !stored)
            return fail(stored);
    m_changed(); // filters that ask for originals know more now
    return summary;
}

Result<SearchHistory> DuplicateReviewCore::searchHistory(bool similarShots)
{
    return lookalike::searchHistory(m_catalog, similarShots);
}

Result<std::vector<DuplicateGroup>> DuplicateReviewCore::groups(const DuplicateScope& scope,
                                                                std::stop_token stop)
{
    auto reader = m_catalog.reader();
    if (!reader)
        return fail(reader);
    const auto with = rules(**reader);
    if (!with)
        return fail(with);
    return assembleGroups(**reader, scope, *with, stop);
}

Result<std::int64_t> DuplicateReviewCore::decide(DecisionKind kind, const DuplicateGroup& group)
{
    if (auto writable = checkWritable(); !writable)
        return fail(writable);
    return addDecision(m_catalog, kind, group);
}

Result<std::vector<Decision>> DuplicateReviewCore::decisions()
{
    return storedDecisions(m_catalog);
}

Result<> DuplicateReviewCore::revoke(std::int64_t decision)
{
    if (auto writable = checkWritable(); !writable)
        return writable;
    return m_catalog.write([&](CatalogWriter& writer) { return writer.removeDecision(decision); },
                           Durability::Decision);
}

Result<StoredReview> DuplicateReviewCore::storedReview()
{
    return lookalike::storedReview(m_catalog);
}

Result<> DuplicateReviewCore::storeMarks(std::span<const ReviewMark> marks,
                                         std::span<const std::filesystem::path> unmarked)
{
    if (auto writable = checkWritable(); !writable)
        return writable;
    return lookalike::storeMarks(m_catalog, marks, unmarked);
}

Result<> DuplicateReviewCore::storePlace(const ContentHash& firstOfGroup)
{
    if (auto writable = checkWritable(); !writable)
        return writable;
    return lookalike::storePlace(m_catalog, firstOfGroup);
}

Result<std::vector<KeeperRule>> DuplicateReviewCore::keeperRules()
{
    auto reader = m_catalog.reader();
    if (!reader)
        return fail(reader);
    const auto stored = (*reader)->setting(kKeeperRulesSetting);
    if (!stored)
        return fail(stored);
    return parseRules(*stored);
}

Result<> DuplicateReviewCore::setKeeperRules(const std::vector<KeeperRule>& rules)
{
    if (auto writable = checkWritable(); !writable)
        return writable;
    if (!std::ranges::is_permutation(rules, defaultKeeperRules()))
        return fail(ErrorCode::InvalidArgument, "Each rule must be named exactly once"_msg);
    std::string names;
    for (const KeeperRule rule : rules)
        names += std::string(names.empty() ? "" : ",") + keeperRuleName(rule);
    return m_catalog.write(
        [&](CatalogWriter& writer) { return writer.putSetting(kKeeperRulesSetting, names); },
        Durability::Decision);
}

Result<std::vector<std::filesystem::path>> DuplicateReviewCore::protectedFolders()
{
    auto reader = m_catalog.reader();
    if (!reader)
        return fail(reader);
    return (*reader)->protectedFolders();
}

Result<std::vector<FileId>> DuplicateReviewCore::setPhotosProtected(std::span<const FileId> photos,
                                                                    bool isProtected)
{
    if (auto writable = checkWritable(); !writable)
        return fail(writable);
    return protectPhotos(m_catalog, photos, isProtected);
}

Result<> DuplicateReviewCore::setProtected(const std::filesystem::path& path, bool isProtected)
{
    if (auto writable = checkWritable(); !writable)
        return writable;
    std::error_code error;
    auto real = std::filesystem::canonical(path, error);
    if (!error && !std::filesystem::is_directory(real, error)) {
        const auto reader = m_catalog.reader();
        if (!reader)
            return fail(reader);
        const auto photo = (*reader)->fileByPath(real);
        if (!photo)
            return fail(photo);
        if (!*photo)
            return fail(ErrorCode::NotFound, "The photo is not in a folder of the library"_msg,
                        path);
        const auto changed = protectPhotos(m_catalog, std::span(&(*photo)->id, 1), isProtected);
        return changed ? Result<>() : Result<>(fail(changed));
    }
    // A folder that no longer exists can still be taken from the list, by the name it has there.
    if (error && isProtected)
        return fail(ErrorCode::NotFound, "Cannot find the folder (%1)"_msg(systemReason(error)),
                    path);
    if (error)
        real = path;
    return m_catalog.write(
        [&](CatalogWriter& writer) { return writer.setProtected(real, isProtected); },
        Durability::Decision);
}

Result<TrashReport> DuplicateReviewCore::preview(std::span<const TrashSelection> selection,
                                                 TrashMode mode)
{
    if (auto writable = checkWritable(); !writable)
        return fail(writable);
    return m_trash.preview(selection, mode);
}

Result<TrashReport> DuplicateReviewCore::moveToTrash(std::span<const TrashSelection> selection,
                                                     TrashMode mode,
                                                     const ProgressCallback& progress,
                                                     std::stop_token stop)
{
    if (auto writable = checkWritable(); !writable)
        return fail(writable);
    return m_trash.moveToTrash(selection, mode, progress, std::move(stop));
}

Result<TrashReport> DuplicateReviewCore::undo(std::optional<std::int64_t> batch)
{
    if (auto writable = checkWritable(); !writable)
        return fail(writable);
    return m_trash.undo(batch);
}

Result<std::vector<TrashBatch>> DuplicateReviewCore::trashHistory(std::size_t limit)
{
    if (m_catalog.isReadOnly())
        return std::vector<TrashBatch>();
    return m_trash.history(limit);
}

Result<std::pair<Image, ContentHash>> DuplicateReviewCore::picture(FileId file, int shortSide,
                                                                   CatalogReader& reader) const
{
    const auto row = reader.file(file);
    if (!row)
        return fail(row);
    if (!*row)
        return fail(ErrorCode::NotFound, "The photo is no longer in the library"_msg);
    const auto photo = readPhoto((*row)->path);
    if (!photo)
        return fail(photo);
    DecodeRequest request;
    request.wantedShortSide = shortSide;
    auto decoded = m_decoder.decode(photo->contents.bytes, request);
    if (!decoded)
        return failFor((*row)->path, decoded);
    return std::pair(std::move(decoded->image), photo->hash);
}

Result<std::optional<std::size_t>> DuplicateReviewCore::sharpest(std::span<const FileId> photos,
                                                                 std::stop_token stop)
{
    auto reader = m_catalog.reader();
    if (!reader)
        return fail(reader);
    std::vector<double> values;
    for (const FileId photo : photos) {
        if (stop.stop_requested())
            return fail(ErrorCode::Cancelled, "Stopped"_msg);
        const auto shown = picture(photo, kSharpnessSide, **reader);
        const auto value = shown ? sharpnessOf(shown->first) : Result<double>(fail(shown));
        values.push_back(value.value_or(0)); // what cannot be read is not the sharpest
    }
    return clearlySharpest(values);
}

Result<AlignedPictures> DuplicateReviewCore::align(FileId first, FileId second,
                                                   const RelationEvidence& evidence, int longSide)
{
    auto reader = m_catalog.reader();
    if (!reader)
        return fail(reader);
    const auto a = picture(first, longSide, **reader);
    if (!a)
        return fail(a);
    const auto b = picture(second, longSide, **reader);
    if (!b)
        return fail(b);
    CrashGuard::Session session(m_crashGuard);
    if (auto begun = session.begin(CrashGuard::Activity::Show, {a->second, b->second}); !begun)
        return fail(begun);
    return alignPictures(a->first, b->first, evidence, longSide);
}

} // namespace lookalike
