// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/bridge/concept_runner.h"
#include "ui/bridge/duplicate_scanner.h"
#include "ui/bridge/fit_runner.h"
#include "ui/bridge/indexing.h"
#include "ui/bridge/pair_aligner.h"
#include "ui/bridge/photo_watcher.h"
#include "ui/bridge/picture_loader.h"
#include "ui/bridge/search_runner.h"
#include "ui/bridge/thumbnail_provider.h"
#include "ui/bridge/transfer_runner.h"
#include "ui/bridge/trash_runner.h"

#include <functional>
#include <future>
#include <optional>

namespace lookalike {

/// The window's open library: opens it off the GUI thread, owns it and what works on it in the
/// background, and shuts all of it down in one place. GUI thread only.
class LibrarySession : public QObject {
    Q_OBJECT

public:
    /// Runs on a worker thread.
    using Opener = std::function<Result<std::unique_ptr<PhotoLibrary>>()>;

    explicit LibrarySession(Opener opener, QObject* parent = nullptr);
    ~LibrarySession() override;

    /// Opens the catalog, then loads the model: opened() or openFailed(), then prepared() or
    /// prepareFailed(). Can be tried again after a failure.
    void open();
    /// Stops what runs, drops the library, calls `between` on a worker thread while nothing is
    /// open, and opens again: for what cannot change under an open library. An error of `between`
    /// is reported through problem(); the library is opened anyway. The GUI thread never waits.
    void reopen(std::function<Result<>()> between);
    [[nodiscard]] bool isOpen() const { return m_background.library() != nullptr; }
    [[nodiscard]] bool isOpening() const { return m_opening; }
    /// What prepared() said; empty before.
    [[nodiscard]] const std::optional<EncoderInfo>& encoder() const { return m_encoder; }
    /// What statusChanged() said last.
    [[nodiscard]] const LibraryStatus& status() const { return m_status; }
    /// The space whose embeddings searches use; null: there is none, or nothing is known yet.
    [[nodiscard]] const SpaceRow* searchedSpace() const;
    /// The model has not read all photos, so searches use the one before.
    [[nodiscard]] bool searchesWithModelBefore() const;
    void refreshStatus();

    /// Calls `work(PhotoLibrary&)`, which returns a Result, on a worker thread and hands it to
    /// `then` on the GUI thread, unless `receiver` was destroyed meanwhile. Nothing happens while
    /// closed.
    template <class Work, class Then>
    void run(QObject* receiver, Work work, Then then)
    {
        m_jobs.start(
            receiver,
            [work = std::move(work)](PhotoLibrary& library, const std::stop_token&) mutable {
                return work(library);
            },
            std::move(then));
    }

    /// Adds roots and reads them; each that cannot be added is reported through problem(), each
    /// that the library protects on its own through folderProtected().
    void addFolders(const std::vector<std::filesystem::path>& folders);
    void removeFolder(const FolderRow& folder);
    void retryFailures();

    [[nodiscard]] Indexing& indexing() { return m_indexing; }
    [[nodiscard]] PhotoWatcher& watcher() { return m_watcher; }
    [[nodiscard]] SearchRunner& searches() { return m_searches; }
    [[nodiscard]] ThumbnailProvider& thumbnails() { return m_thumbnails; }
    [[nodiscard]] DuplicateScanner& duplicates() { return m_duplicates; }
    [[nodiscard]] TrashRunner& trash() { return m_trash; }
    [[nodiscard]] TransferRunner& transfers() { return m_transfers; }
    [[nodiscard]] ConceptRunner& concepts() { return m_concepts; }
    [[nodiscard]] FitRunner& fits() { return m_fits; }
    [[nodiscard]] PairAligner& pairs() { return m_pairs; }
    [[nodiscard]] PictureLoader& groupPictures() { return m_groupPictures; }
    /// For the runners of others.
    [[nodiscard]] Background& background() { return m_background; }

    /// Shuts the background down, see there.
    [[nodiscard]] bool shutDown(std::chrono::milliseconds deadline = std::chrono::seconds(2));

Q_SIGNALS:
    void opened();
    /// reopen() has taken the library away; opened() or openFailed() follows.
    void reopening();
    void openFailed(const lookalike::Error& error);
    /// Before opened(), where the catalog is another file than before: ids mean other things now.
    void catalogReplaced();
    void prepared(const lookalike::EncoderInfo& encoder);
    void prepareFailed(const lookalike::Error& error);
    void statusChanged(const lookalike::LibraryStatus& status);
    /// Photos were moved to another folder or to the trash, copied, or put back: paths that are
    /// shown may be old.
    void photosMoved();
    /// The user protected photos from the trash, or no longer.
    void protectionChanged();
    void folderRemoved(const lookalike::FolderRow& folder);
    void folderProtected(const std::filesystem::path& folder,
                         lookalike::ProtectionReason protection);
    /// Something the user asked for did not happen.
    void problem(const lookalike::Error& error);
    void closed();

private:
    struct Opening;
    void openAfter(std::shared_future<void> closed, std::function<Result<>()> between);
    void take(Opening opening);
    void prepare();

    const Opener m_opener;
    Background m_background;           ///< before the runners: it outlives them
    std::shared_future<void> m_closed; ///< ready once the library has no owner left
    std::optional<EncoderInfo> m_encoder;
    LibraryStatus m_status;
    SpaceId m_searched;              ///< the space whose fit m_fits knows
    std::filesystem::path m_catalog; ///< of the library that was open last
    bool m_opening = false;
    /// Answers to what was asked before reopen() tell about another library, and are late.
    int m_openings = 0;
    Indexing m_indexing;
    PhotoWatcher m_watcher;
    SearchRunner m_searches;
    ThumbnailProvider m_thumbnails;
    DuplicateScanner m_duplicates;
    TrashRunner m_trash;
    TransferRunner m_transfers;
    FitRunner m_fits;
    ConceptRunner m_concepts;
    PairAligner m_pairs;
    PictureLoader m_groupPictures;
    BackgroundRunner m_jobs;
};

} // namespace lookalike
