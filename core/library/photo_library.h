// SPDX-License-Identifier: GPL-3.0-or-later
// The facade: all that the window and the command line use. Opens the catalog, owns the encoder
// and the index snapshot, indexes and searches.
#pragma once

#include "core/base/pause_gate.h"
#include "core/base/progress.h"
#include "core/base/result.h"
#include "core/catalog/rows.h"
#include "core/duplicates/review/duplicate_review.h"
#include "core/encode/encoder.h"
#include "core/files/trash/protection_reason.h"
#include "core/image/worker/worker_decoder.h"
#include "core/indexing/indexing_summary.h"
#include "core/library/photo_concepts.h"
#include "core/library/photo_fits.h"
#include "core/library/photo_list.h"
#include "core/library/photo_list_file.h"
#include "core/library/photo_transfers.h"
#include "core/library/search_request.h"
#include "core/map/photo_map.h"
#include "core/watch/changed_folders.h"
#include "core/watch/watch_status.h"

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <stop_token>
#include <string>
#include <vector>

namespace lookalike {

struct LibraryOptions {
    std::filesystem::path catalog; ///< empty: the default place in the user's data directory
    /// A directory or a name. Empty: the model that was chosen as the default embeds; searches use
    /// the one of the catalog's current space, until that of the default is complete.
    std::string model;
    DeviceKind device = DeviceKind::Auto;
    bool mustExist = false; ///< do not create a catalog
    DecoderOptions decoder = {};
};

struct AddedFolder {
    FolderId id;
    /// Anything but None: its photos are protected from the trash from now on, for this reason,
    /// until DuplicateReview::setProtected() takes that back.
    ProtectionReason protection = ProtectionReason::None;
};

struct PhotoDetails {
    FileRow file;
    ContentRow content;
    std::vector<std::filesystem::path> copies; ///< all present files with this content
    std::vector<Companion> companions;         ///< other files of the same photo
    bool isProtected = false;                  ///< from the trash, by itself
    bool isFolderProtected = false;            ///< from the trash, with all of its folder
};

struct LibraryStatus {
    std::vector<FolderRow> folders;
    std::vector<FolderCounts> counts;
    std::vector<SpaceRow> spaces;
    std::optional<DateSpan> dates; ///< of the photos that can be found; empty where there are none
    std::filesystem::path catalog;
    std::uint64_t catalogBytes = 0;
    std::uint64_t indexBytes = 0;
    bool readOnly = false;
    WatchStatus watch;
    Message decoder; ///< Decoder::isolationText(): where pictures are decoded, how well protected
};

/// What verifyDeep() found.
struct DeepVerification {
    std::uint64_t read = 0;            ///< photos
    std::uint64_t skipped = 0;         ///< photos that changed since they were indexed, or are away
    std::vector<std::string> problems; ///< lines for the user, empty when sound
};

/// What forEachEmbedding() calls: a content, its first path, and its embedding.
using EmbeddingVisitor = std::function<bool(ContentId content, const std::filesystem::path& path,
                                            std::span<const float> embedding)>;

enum class MapOrder {
    Kept,   ///< as it was, with new photos near similar ones
    Sorted, ///< sorted again
};

/// One open library. Every method may be called from any thread unless it says otherwise; calls
/// that need the encoder block until it is loaded. Destroy it when no call is under way.
class PhotoLibrary {
public:
    /// Opens the catalog, not the model: fast enough to run before the window shows.
    [[nodiscard]] static Result<std::unique_ptr<PhotoLibrary>> open(const LibraryOptions& options);
    virtual ~PhotoLibrary() = default;

    /// The catalog's default place ($XDG_DATA_HOME/lookalike/catalog.db and its equivalents), in
    /// the folder that the user chose for the data where there is one.
    [[nodiscard]] static std::filesystem::path defaultCatalog();

    /// The file of this one's catalog. All ids are ids of that.
    [[nodiscard]] virtual const std::filesystem::path& catalog() const noexcept = 0;

    /// Loads LibTorch and the model, and opens the index; seconds. Called by what needs it, so
    /// calling it early only moves the wait.
    [[nodiscard]] virtual Result<EncoderInfo> prepare() = 0;

    [[nodiscard]] virtual Result<AddedFolder> addFolder(const std::filesystem::path& folder) = 0;
    [[nodiscard]] virtual Result<> removeFolder(FolderId folder) = 0;
    /// Replaces the patterns of what is left out of a root (core/files/exclusions.h). The next
    /// index() removes those photos from the library and reads the others. Fails with
    /// InvalidArgument for a pattern that names nothing.
    [[nodiscard]] virtual Result<> setExclusions(FolderId folder,
                                                 const std::vector<std::string>& patterns) = 0;
    /// Leaves out one folder of a root. Returns the patterns as they were; InvalidArgument for a
    /// folder that is not below the root.
    [[nodiscard]] virtual Result<std::vector<std::string>>
    excludeFolder(FolderId root, const std::filesystem::path& folder) = 0;

    /// Scans all folders and reads what is new or changed, until done or stopped. One run at a
    /// time (Conflict). Search works meanwhile and sees new photos as they are published.
    [[nodiscard]] virtual Result<IndexingSummary>
    index(const ProgressCallback& progress, std::stop_token stop, PauseGate* pause = nullptr) = 0;
    /// The same for the places that changed alone, and for what is known to be unread. A root of
    /// which `changes` says nothing is not looked at.
    [[nodiscard]] virtual Result<IndexingSummary> indexChanges(const ChangedFolders& changes,
                                                               const ProgressCallback& progress,
                                                               std::stop_token stop,
                                                               PauseGate* pause = nullptr) = 0;
    /// Begins to watch the folders of the library, also those that are added later. Returns when
    /// they are watched: an index() that begins afterwards misses nothing. Fails as index() does
    /// where the catalog cannot be written.
    [[nodiscard]] virtual Result<> startWatching() = 0;
    /// Waits until photos came, changed or went and have come to rest, for indexChanges(). Empty
    /// only after a stop request. Starts watching where that was not done. A caller that does not
    /// hand the answer on must keep it: it is told once.
    [[nodiscard]] virtual Result<ChangedFolders> waitForChanges(std::stop_token stop) = 0;
    /// Stops watching. Stop all calls of waitForChanges() first.
    virtual void stopWatching() = 0;
    /// Makes broken and unreadable files pending again, for the next index(), also those of
    /// pictures that ended the program (CrashGuard).
    [[nodiscard]] virtual Result<> retryFailures() = 0;

    [[nodiscard]] virtual Result<SearchResponse> search(const SearchRequest& request,
                                                        std::stop_token stop = {}) = 0;
    /// Embeds pictures that need not be in the library; dim() floats each, in order.
    [[nodiscard]] virtual Result<std::vector<float>> embed(const QueryTerm& picture) = 0;

    /// Lays all photos of the current space out by likeness, see PhotoMap; empty where nothing is
    /// indexed. Seconds for a hundred thousand where they must be sorted. Fails with Cancelled.
    [[nodiscard]] virtual Result<PhotoMap> map(MapOrder order, std::stop_token stop) = 0;
    /// All photos of the library in an order. About three seconds for a million, a moment for the
    /// first of them; by likeness as long as sortByLikeness() takes. Fails with Cancelled.
    [[nodiscard]] virtual Result<std::shared_ptr<const PhotoList>>
    list(const PhotoListRequest& request, std::stop_token stop) = 0;
    /// Puts contents into the order in which a grid of `columns` columns, read line by line, has
    /// similar photos as neighbours (core/map/sorted_grid.h). Those without an embedding in the
    /// current space come last, in the order given. The same contents always lie the same way. A
    /// thousand take less than .3 s. Fails with Cancelled.
    [[nodiscard]] virtual Result<std::vector<ContentId>>
    sortByLikeness(std::span<const ContentId> contents, std::size_t columns,
                   std::stop_token stop) = 0;
    /// What a list shows of these contents, in their order and without a score: by a file that
    /// passes the folders of `filter`, where there is one. Those without a present file are left
    /// out.
    [[nodiscard]] virtual Result<std::vector<SearchHit>>
    photos(std::span<const ContentId> contents, const ContentFilter& filter = {}) = 0;

    /// As writePhotoList().
    [[nodiscard]] virtual Result<std::uint64_t> writeList(std::span<const ListedPhoto> photos,
                                                          ListFormat format,
                                                          const std::filesystem::path& file,
                                                          std::stop_token stop) = 0;
    /// The same for all photos of the library, each file once, in the order of their paths.
    [[nodiscard]] virtual Result<std::uint64_t>
    writeList(ListFormat format, const std::filesystem::path& file, std::stop_token stop) = 0;

    /// As CatalogReader::keywords().
    [[nodiscard]] virtual Result<std::vector<KeywordRow>> keywords() = 0;
    /// As CatalogReader::subfolders().
    [[nodiscard]] virtual Result<std::vector<SubfolderRow>>
    subfolders(FolderId root, const std::filesystem::path& folder) = 0;
    [[nodiscard]] virtual Result<PhotoDetails> details(FileId file) = 0;
    [[nodiscard]] virtual Result<std::vector<FileRow>> failures(std::size_t limit) = 0;
    /// Looks, and starts nothing: no process, no model.
    [[nodiscard]] virtual Result<LibraryStatus> status() = 0;

    /// Makes an embedding space that is complete the current one at once, back to an earlier model,
    /// say. Conflict where photos are missing in it, NotFound where there is none.
    [[nodiscard]] virtual Result<> useSpace(SpaceId space) = 0;
    /// Removes a space with its embeddings and its index; Conflict for the current one and for one
    /// that is in use.
    [[nodiscard]] virtual Result<> removeSpace(SpaceId space) = 0;
    /// Every file's bytes decoded by the same code as indexing, at least `shortSide` pixels where
    /// it has them; for previews and thumbnails.
    [[nodiscard]] virtual Result<Image> picture(const std::filesystem::path& file,
                                                int shortSide) = 0;
    /// Finding copies, deciding about them and moving them to the trash. As long as the library.
    [[nodiscard]] virtual DuplicateReview& duplicates() = 0;
    /// Moving and copying photos to a folder. As long as the library.
    [[nodiscard]] virtual PhotoTransfers& transfers() = 0;
    /// Fitting searches to the labels of photos. As long as the library.
    [[nodiscard]] virtual PhotoFits& fits() = 0;
    /// What the user keeps under a name. As long as the library.
    [[nodiscard]] virtual PhotoConcepts& concepts() = 0;
    /// Integrity of the catalog and of what is derived from it; lines for the user, empty when
    /// sound.
    [[nodiscard]] virtual Result<std::vector<std::string>> verify() = 0;
    /// Reads `sample` photos again, picked at random (0: all), hashes and encodes them with the
    /// model that embeds, and compares with what the catalog holds. Fails with Cancelled.
    [[nodiscard]] virtual Result<DeepVerification>
    verifyDeep(std::uint64_t sample, const ProgressCallback& progress, std::stop_token stop) = 0;
    /// Calls `visit` for every content of the current space that has a present file, in ascending
    /// content id, until it returns false. NotFound where nothing is indexed yet.
    [[nodiscard]] virtual Result<> forEachEmbedding(const EmbeddingVisitor& visit) = 0;
    /// Writes the same, ids, paths and embeddings, as safetensors. Returns how many.
    [[nodiscard]] virtual Result<std::uint64_t>
    exportEmbeddings(const std::filesystem::path& file) = 0;
};

} // namespace lookalike
