// SPDX-License-Identifier: GPL-3.0-or-later
// A library that knows groups of duplicates without looking for them: groups are made on demand,
// decisions and the trash are kept in memory, and pictures are those that a test painted. Nothing
// on disk is ever moved.
#pragma once

#include "core/library/photo_library.h"

#include <QImage>
#include <QString>
#include <algorithm>
#include <atomic>
#include <filesystem>
#include <functional>
#include <map>
#include <mutex>
#include <set>
#include <tuple>

namespace lookalike::testing {

class FakeDuplicateReview final : public DuplicateReview {
public:
    /// What a test prepares, and what it looks at. Guarded by `mutex` while anything runs.
    struct State {
        std::mutex mutex;
        std::vector<DuplicateGroup> groups;
        std::vector<DuplicateGroup> foundByScan; ///< join the groups one after the other
        std::vector<Decision> decisions;
        std::map<std::int64_t, std::vector<std::int64_t>> decided; ///< decision, groups
        std::vector<KeeperRule> rules{
            KeeperRule::ProtectedFolder, KeeperRule::Original,     KeeperRule::MorePixels,
            KeeperRule::OriginalFormat,  KeeperRule::MoreMetadata, KeeperRule::MoreBytes,
            KeeperRule::OriginalName,    KeeperRule::Older,        KeeperRule::ShorterPath};
        std::vector<std::filesystem::path> protectedFolders;
        bool readOnly = false;     ///< no decision can be remembered
        std::set<FileId> refusing; ///< files that cannot be moved
        std::set<FileId> inTrash;
        std::vector<TrashBatch> batches; ///< newest first
        std::map<std::int64_t, std::set<FileId>> batchFiles;
        std::vector<TrashSelection> lastSelection;
        TrashMode lastMode;
        bool sidecarChanged = false;         ///< what the next undo says of a sidecar
        std::function<void()> whileScanning; ///< called between two finds
        std::atomic<int> scans{0};
        std::set<bool> searched; ///< similar shots or not

        /// As another program does that empties the trash after the last move.
        void emptyNewest()
        {
            const std::lock_guard lock(mutex);
            for (const FileId file : batchFiles.at(batches.front().id)) {
                inTrash.erase(file);
                deleted.insert(file);
            }
        }
        std::set<FileId> deleted;
        std::vector<ReviewMark> marks; ///< in the order of StoredReview
        std::string place;
        FileId sharpest;

        void forgetMarks(const std::filesystem::path& file)
        {
            std::erase_if(marks, [&](const ReviewMark& mark) { return mark.path == file; });
        }
    };

    explicit FakeDuplicateReview(std::shared_ptr<State> state)
        : m_state(std::move(state))
    {}

    Result<DuplicateScanSummary> scan(const DuplicateScope& scope, const ProgressCallback& progress,
                                      const std::function<void()>& found, std::stop_token stop,
                                      PauseGate* pause) override
    {
        ++m_state->scans;
        DuplicateScanSummary summary;
        Progress step;
        step.stage = Stage::Reading;
        step.total = m_state->foundByScan.size();
        for (const DuplicateGroup& group : m_state->foundByScan) {
            if (pause != nullptr)
                pause->wait(stop);
            if (stop.stop_requested())
                break;
            {
                const std::lock_guard lock(m_state->mutex);
                m_state->groups.push_back(group);
            }
            ++step.done;
            ++summary.verified;
            progress(step);
            found();
            if (m_state->whileScanning)
                m_state->whileScanning();
        }
        summary.cancelled = stop.stop_requested();
        const std::lock_guard lock(m_state->mutex);
        if (!summary.cancelled)
            m_state->searched.insert(scope.similarShots);
        return summary;
    }
    Result<SearchHistory> searchHistory(bool similarShots) override
    {
        const std::lock_guard lock(m_state->mutex);
        return SearchHistory{m_state->searched.contains(similarShots), 0};
    }

    Result<std::vector<DuplicateGroup>> groups(const DuplicateScope& scope,
                                               std::stop_token) override
    {
        const std::lock_guard lock(m_state->mutex);
        std::set<std::int64_t> decided;
        for (const auto& [decision, groups] : m_state->decided)
            decided.insert(groups.begin(), groups.end());
        std::vector<DuplicateGroup> result;
        for (DuplicateGroup group : m_state->groups) {
            if ((group.relation == Relation::SimilarShot) != scope.similarShots ||
                (!scope.includeDecided && decided.contains(group.id.value())))
                continue;
            std::erase_if(group.members, [this](const DuplicateMember& member) {
                return m_state->inTrash.contains(member.file.id) ||
                       m_state->deleted.contains(member.file.id);
            });
            if (group.members.size() < 2)
                continue;
            for (DuplicateMember& member : group.members)
                member.isProtected = isProtected(member.file.path);
            result.push_back(std::move(group));
        }
        std::stable_sort(result.begin(), result.end(), [](const auto& a, const auto& b) {
            return a.bytesToGain > b.bytesToGain;
        });
        return result;
    }

    Result<std::int64_t> decide(DecisionKind kind, const DuplicateGroup& group) override
    {
        const std::lock_guard lock(m_state->mutex);
        if (m_state->readOnly)
            return fail(ErrorCode::PermissionDenied,
                        "The library is read-only, so nothing can be remembered"_msg);
        Decision decision;
        decision.id = ++m_lastId;
        decision.kind = kind;
        decision.decidedAt = 1'700'000'000;
        for (const DuplicateMember& member : group.members)
            decision.paths.push_back(member.file.path);
        m_state->decisions.push_back(decision);
        m_state->decided[decision.id] = {group.id.value()};
        return decision.id;
    }
    Result<std::vector<Decision>> decisions() override
    {
        const std::lock_guard lock(m_state->mutex);
        return m_state->decisions;
    }
    Result<> revoke(std::int64_t decision) override
    {
        const std::lock_guard lock(m_state->mutex);
        std::erase_if(m_state->decisions, [&](const Decision& d) { return d.id == decision; });
        m_state->decided.erase(decision);
        return {};
    }

    Result<StoredReview> storedReview() override
    {
        const std::lock_guard lock(m_state->mutex);
        return StoredReview{m_state->marks, m_state->place};
    }
    Result<> storeMarks(std::span<const ReviewMark> marks,
                        std::span<const std::filesystem::path> unmarked) override
    {
        const std::lock_guard lock(m_state->mutex);
        for (const std::filesystem::path& file : unmarked)
            m_state->forgetMarks(file);
        for (const ReviewMark& mark : marks) {
            m_state->forgetMarks(mark.path);
            m_state->marks.push_back(mark);
        }
        std::ranges::sort(m_state->marks, {},
                          [](const ReviewMark& mark) { return std::tie(mark.content, mark.path); });
        return {};
    }
    Result<> storePlace(const ContentHash& firstOfGroup) override
    {
        const std::lock_guard lock(m_state->mutex);
        m_state->place = firstOfGroup.hex();
        return {};
    }

    Result<std::vector<KeeperRule>> keeperRules() override
    {
        const std::lock_guard lock(m_state->mutex);
        return m_state->rules;
    }
    Result<> setKeeperRules(const std::vector<KeeperRule>& rules) override
    {
        const std::lock_guard lock(m_state->mutex);
        m_state->rules = rules;
        return {};
    }
    Result<std::vector<std::filesystem::path>> protectedFolders() override
    {
        const std::lock_guard lock(m_state->mutex);
        return m_state->protectedFolders;
    }
    Result<std::vector<FileId>> setPhotosProtected(std::span<const FileId>, bool) override
    {
        return std::vector<FileId>{};
    }
    Result<> setProtected(const std::filesystem::path& folder, bool isProtected) override
    {
        const std::lock_guard lock(m_state->mutex);
        std::erase(m_state->protectedFolders, folder);
        if (isProtected)
            m_state->protectedFolders.push_back(folder);
        return {};
    }

    Result<TrashReport> preview(std::span<const TrashSelection> selection, TrashMode mode) override
    {
        const std::lock_guard lock(m_state->mutex);
        TrashReport report = this->report(selection);
        if (mode.mergeMetadata) {
            report.sidecars.push_back({"/photos/merged.xmp",
                                       "/photos/keeper.jpg",
                                       {MergedField::Keywords, MergedField::Rating},
                                       false});
            for (ReportedFile& item : report.items)
                item.mergedInto = "/photos/merged.xmp";
        }
        return report;
    }
    Result<TrashReport> moveToTrash(std::span<const TrashSelection> selection, TrashMode mode,
                                    const ProgressCallback&, std::stop_token) override
    {
        const std::lock_guard lock(m_state->mutex);
        m_state->lastSelection.assign(selection.begin(), selection.end());
        m_state->lastMode = mode;
        TrashReport done = report(selection);
        TrashBatch batch;
        batch.id = ++m_lastId;
        for (const TrashSelection& group : selection)
            for (const FileId victim : group.victims)
                if (!m_state->refusing.contains(victim)) {
                    m_state->inTrash.insert(victim);
                    m_state->batchFiles[batch.id].insert(victim);
                    m_state->forgetMarks(fileOf(victim));
                    ++done.moved;
                }
        for (const ReportedFile& item : done.items)
            done.bytes += item.refused ? 0 : item.bytes;
        batch.files = done.moved;
        batch.inTrash = done.moved;
        batch.bytes = done.bytes;
        if (done.moved > 0) {
            done.batch = batch.id;
            m_state->batches.insert(m_state->batches.begin(), batch);
        }
        return done;
    }
    Result<TrashReport> undo(std::optional<std::int64_t> wanted) override
    {
        const std::lock_guard lock(m_state->mutex);
        TrashReport done;
        for (TrashBatch& batch : m_state->batches) {
            if (batch.undone() || (wanted && *wanted != batch.id))
                continue;
            for (const FileId file : m_state->batchFiles[batch.id]) {
                if (m_state->inTrash.erase(file) > 0) {
                    ++done.moved;
                    continue;
                }
                ++done.gone;
                ++batch.gone;
                ReportedFile& item = done.items.emplace_back();
                item.refused = Error{ErrorCode::NotFound, "It is no longer in the trash"_msg, {}};
            }
            batch.inTrash = 0;
            done.batch = batch.id;
            done.bytes = batch.bytes;
            if (m_state->sidecarChanged)
                done.sidecars.push_back(
                    {"/photos/merged.xmp",
                     {},
                     {},
                     false,
                     Error{ErrorCode::Changed,
                           "The sidecar was changed since it was written, so it stays"_msg,
                           {}}});
            if (done.moved > 0)
                return done;
        }
        if (done.batch != 0)
            return done;
        return fail(ErrorCode::NotFound, "There is nothing to undo"_msg);
    }
    Result<std::vector<TrashBatch>> trashHistory(std::size_t) override
    {
        const std::lock_guard lock(m_state->mutex);
        return m_state->batches;
    }

    Result<std::optional<std::size_t>> sharpest(std::span<const FileId> photos,
                                                std::stop_token) override
    {
        const std::lock_guard lock(m_state->mutex);
        const auto found = std::ranges::find(photos, m_state->sharpest);
        if (found == photos.end())
            return std::nullopt;
        return static_cast<std::size_t>(found - photos.begin());
    }

    Result<AlignedPictures> align(FileId, FileId, const RelationEvidence&, int) override
    {
        AlignedPictures pair;
        pair.first = Image(60, 40);
        pair.second = Image(60, 40);
        pair.difference = Image(60, 40);
        std::fill(pair.first.pixels.begin(), pair.first.pixels.end(), std::uint8_t{90});
        std::fill(pair.second.pixels.begin(), pair.second.pixels.end(), std::uint8_t{160});
        return pair;
    }

private:
    [[nodiscard]] bool isProtected(const std::filesystem::path& path) const
    {
        return std::any_of(
            m_state->protectedFolders.begin(), m_state->protectedFolders.end(),
            [&](const auto& folder) { return path.string().starts_with(folder.string() + "/"); });
    }
    [[nodiscard]] std::filesystem::path fileOf(FileId id) const
    {
        for (const DuplicateGroup& group : m_state->groups)
            for (const DuplicateMember& member : group.members)
                if (member.file.id == id)
                    return member.file.path;
        return {};
    }
    [[nodiscard]] TrashReport report(std::span<const TrashSelection> selection) const
    {
        std::map<FileId, const DuplicateMember*> members;
        for (const DuplicateGroup& group : m_state->groups)
            for (const DuplicateMember& member : group.members)
                members[member.file.id] = &member;
        TrashReport report;
        for (std::size_t number = 0; number < selection.size(); ++number) {
            const TrashSelection& group = selection[number];
            for (const FileId victim : group.victims) {
                const DuplicateMember& member = *members.at(victim);
                ReportedFile item;
                item.file = victim;
                item.selection = number;
                item.evidence = member.evidence;
                item.path = member.file.path;
                item.bytes = member.content.bytes;
                item.keeper = members.at(group.survivors.front())->file.path;
                if (m_state->refusing.contains(victim))
                    item.refused = Error{ErrorCode::Changed,
                                         "It has changed since it was compared"_msg, item.path};
                report.items.push_back(std::move(item));
            }
        }
        return report;
    }

    std::shared_ptr<State> m_state;
    std::int64_t m_lastId = 0;
};

/// Nothing can be moved.
class FakeTransfers final : public PhotoTransfers {
public:
    Result<TransferPreview> preview(const TransferRequest&) override { return TransferPreview{}; }
    Result<TransferOutcome> run(const TransferRequest&, const ProgressCallback&,
                                std::stop_token) override
    {
        return TransferOutcome{};
    }
    Result<TransferOutcome> undo(std::optional<std::int64_t>, const ProgressCallback&,
                                 std::stop_token) override
    {
        return fail(ErrorCode::NotFound, "There is nothing to undo"_msg);
    }
    Result<std::vector<TransferBatch>> history(std::size_t) override
    {
        return std::vector<TransferBatch>{};
    }
};

/// No fit, and none to be had.
class FakeFits final : public PhotoFits {
public:
    Result<FitReport> report(const FitSource&, const ProgressCallback&,
                             const std::stop_token&) override
    {
        return FitReport{};
    }
    Result<FitReport> fit(const FitSource&, const ProgressCallback&,
                          const std::stop_token&) override
    {
        return FitReport{};
    }
    Result<bool> remove() override { return false; }
    Result<bool> undo() override { return false; }
    Result<FitStatus> status() override { return FitStatus{}; }
};

/// No concepts, and none can be made.
class FakeConcepts final : public PhotoConcepts {
public:
    Result<std::vector<ConceptSummary>> list() override { return std::vector<ConceptSummary>{}; }
    Result<ConceptDetails> details(ConceptId) override { return none(); }
    Result<ConceptId> find(const std::string&) override { return none(); }
    Result<ConceptUndo> add(const std::string&, const SearchRequest&,
                            const std::stop_token&) override
    {
        return none();
    }
    Result<ConceptUndo> addFromKeyword(const std::string&, const std::string&,
                                       const std::stop_token&) override
    {
        return none();
    }
    Result<ConceptUndo> mark(ConceptId, const std::vector<QueryMark>&,
                             const std::stop_token&) override
    {
        return none();
    }
    Result<std::shared_ptr<const ConceptMembers>> members(ConceptId,
                                                          const std::stop_token&) override
    {
        return none();
    }
    Result<std::vector<std::optional<ClosestExample>>>
    closestExamples(ConceptId, std::span<const ContentId>, const std::stop_token&) override
    {
        return none();
    }
    Result<ConceptUndo> setStrictness(ConceptId, double) override { return none(); }
    Result<ConceptUndo> rename(ConceptId, const std::string&) override { return none(); }
    Result<ConceptUndo> merge(ConceptId, ConceptId) override { return none(); }
    Result<ConceptUndo> remove(ConceptId) override { return none(); }
    Result<ConceptUndo> restore(const ConceptUndo&) override { return none(); }
    Result<KeywordsWritten> writeKeywords(ConceptId, const std::stop_token&) override
    {
        return none();
    }
    Result<KeywordsWritten> undoKeywords() override { return none(); }
    Result<std::size_t> exportTo(std::span<const ConceptId>, const std::filesystem::path&) override
    {
        return none();
    }
    Result<ConceptImport> importFrom(const std::filesystem::path&) override { return none(); }

private:
    static tl::unexpected<Error> none()
    {
        return fail(ErrorCode::NotFound, "There is no such concept"_msg);
    }
};

/// A library with one folder that holds nothing but what the review knows.
class FakeLibrary final : public PhotoLibrary {
public:
    FakeLibrary(std::shared_ptr<FakeDuplicateReview::State> state, std::filesystem::path folder)
        : m_review(std::move(state))
        , m_folder(std::move(folder))
    {}

    const std::filesystem::path& catalog() const noexcept override { return m_catalog; }
    Result<EncoderInfo> prepare() override { return EncoderInfo{}; }
    Result<AddedFolder> addFolder(const std::filesystem::path&) override
    {
        return AddedFolder{FolderId(1)};
    }
    Result<> removeFolder(FolderId) override { return {}; }
    Result<> setExclusions(FolderId, const std::vector<std::string>&) override { return {}; }
    Result<std::vector<std::string>> excludeFolder(FolderId, const std::filesystem::path&) override
    {
        return std::vector<std::string>{};
    }
    Result<IndexingSummary> index(const ProgressCallback&, std::stop_token, PauseGate*) override
    {
        return IndexingSummary{};
    }
    Result<IndexingSummary> indexChanges(const ChangedFolders&, const ProgressCallback&,
                                         std::stop_token, PauseGate*) override
    {
        return IndexingSummary{};
    }
    Result<> startWatching() override { return {}; }
    Result<ChangedFolders> waitForChanges(std::stop_token) override { return ChangedFolders{}; }
    void stopWatching() override {}
    Result<> retryFailures() override { return {}; }
    Result<SearchResponse> search(const SearchRequest&, std::stop_token) override
    {
        return SearchResponse{};
    }
    Result<std::vector<float>> embed(const QueryTerm&) override { return std::vector<float>{}; }
    Result<PhotoMap> map(MapOrder, std::stop_token) override { return PhotoMap(); }
    Result<std::shared_ptr<const PhotoList>> list(const PhotoListRequest&, std::stop_token) override
    {
        return std::make_shared<const PhotoList>();
    }
    /// The other way round.
    Result<std::vector<ContentId>> sortByLikeness(std::span<const ContentId> contents, std::size_t,
                                                  std::stop_token) override
    {
        return std::vector<ContentId>(contents.rbegin(), contents.rend());
    }
    Result<std::vector<SearchHit>> photos(std::span<const ContentId>, const ContentFilter&) override
    {
        return std::vector<SearchHit>{};
    }
    Result<std::uint64_t> writeList(std::span<const ListedPhoto> photos, ListFormat,
                                    const std::filesystem::path&, std::stop_token) override
    {
        return photos.size();
    }
    Result<std::uint64_t> writeList(ListFormat, const std::filesystem::path&,
                                    std::stop_token) override
    {
        return std::uint64_t{0};
    }
    Result<std::vector<SubfolderRow>> subfolders(FolderId, const std::filesystem::path&) override
    {
        return std::vector<SubfolderRow>{};
    }
    Result<PhotoDetails> details(FileId) override { return PhotoDetails{}; }
    Result<std::vector<FileRow>> failures(std::size_t) override { return std::vector<FileRow>{}; }
    Result<LibraryStatus> status() override
    {
        LibraryStatus status;
        if (!m_folder.empty()) {
            FolderRow folder;
            folder.id = FolderId(1);
            folder.path = m_folder;
            status.folders.push_back(folder);
            FolderCounts counts;
            counts.folder = folder.id;
            counts.indexed = 48'213;
            status.counts.push_back(counts);
        }
        status.catalog = m_catalog;
        return status;
    }
    Result<Image> picture(const std::filesystem::path& file, int) override
    {
        const QImage image =
            QImage(QString::fromStdString(file.string())).convertToFormat(QImage::Format_RGB888);
        if (image.isNull())
            return fail(ErrorCode::NotFound, "The file is gone"_msg, file);
        Image result(image.width(), image.height());
        for (int y = 0; y < image.height(); ++y)
            std::copy_n(image.constScanLine(y), 3 * image.width(), result.row(y));
        return result;
    }
    Result<> useSpace(SpaceId) override { return {}; }
    Result<> removeSpace(SpaceId) override { return {}; }
    Result<std::vector<std::string>> verify() override { return std::vector<std::string>{}; }
    Result<DeepVerification> verifyDeep(std::uint64_t, const ProgressCallback&,
                                        std::stop_token) override
    {
        return DeepVerification{};
    }
    Result<> forEachEmbedding(const EmbeddingVisitor&) override { return {}; }
    Result<std::uint64_t> exportEmbeddings(const std::filesystem::path&) override
    {
        return std::uint64_t{0};
    }
    DuplicateReview& duplicates() override { return m_review; }
    PhotoTransfers& transfers() override { return m_transfers; }
    PhotoFits& fits() override { return m_fits; }
    PhotoConcepts& concepts() override { return m_concepts; }
    Result<std::vector<KeywordRow>> keywords() override { return std::vector<KeywordRow>{}; }

private:
    FakeDuplicateReview m_review;
    FakeTransfers m_transfers;
    FakeFits m_fits;
    FakeConcepts m_concepts;
    std::filesystem::path m_folder;
    std::filesystem::path m_catalog = m_folder / "catalog.db";
};

/// A group whose first member is the suggestion. Files need not exist; ids follow from `number`.
inline DuplicateGroup makeGroup(int number, Relation relation,
                                const std::vector<std::filesystem::path>& paths,
                                std::uint64_t bytes = 2'000'000)
{
    DuplicateGroup group;
    group.id = GroupId(number + 1);
    group.relation = relation;
    for (std::size_t i = 0; i < paths.size(); ++i) {
        DuplicateMember member;
        member.file.id = FileId(std::int64_t{100} * (number + 1) + static_cast<std::int64_t>(i));
        member.file.path = paths[i];
        member.file.stamp.modifiedNs = 1'715'522'580'000'000'000;
        member.content.id = ContentId(member.file.id.value());
        member.content.hash =
            hashContent({static_cast<std::uint8_t>(number % 256),
                         static_cast<std::uint8_t>(number / 256), static_cast<std::uint8_t>(i)},
                        HashKind::Sha256);
        const bool smaller = i > 0 && relation != Relation::IdenticalFile;
        member.content.bytes = smaller ? bytes / 2 : bytes;
        member.content.width = smaller ? 2016 : 4032;
        member.content.height = smaller ? 1512 : 3024;
        member.content.format = ImageFormat::Jpeg;
        member.content.metadata.takenAt = 1'715'522'580 + number;
        member.content.metadata.camera = "Canon EOS 6D";
        if (!smaller) {
            member.content.metadata.latitude = 48.1371;
            member.content.metadata.longitude = 11.5754;
        }
        member.evidence.relation = i == 0 ? Relation::IdenticalFile : relation;
        member.evidence.score = i == 0 ? 1.0F : 0.98F;
        member.isKeeper = i == 0;
        if (i > 0)
            group.bytesToGain += member.content.bytes;
        group.members.push_back(std::move(member));
    }
    for (std::size_t i = 1; i < group.members.size(); ++i)
        for (std::size_t j = i + 1; j < group.members.size(); ++j)
            group.compared.push_back({group.members[i].content.id, group.members[j].content.id,
                                      group.members[j].evidence});
    group.reasons = {KeeperRule::MorePixels, KeeperRule::MoreMetadata};
    return group;
}

} // namespace lookalike::testing
