// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/library/photo_library.h"
#include "ui/bridge/catch_exceptions.h"
#include "ui/bridge/duplicate_scanner.h"
#include "ui/bridge/index_worker.h"
#include "ui/bridge/pair_aligner.h"
#include "ui/bridge/picture_loader.h"
#include "ui/bridge/picture_set.h"
#include "ui/bridge/search_runner.h"
#include "ui/bridge/thumbnail_provider.h"
#include "ui/bridge/trash_runner.h"

#include <QObject>
#include <QPointer>
#include <QThreadPool>
#include <chrono>
#include <functional>
#include <future>
#include <memory>
#include <optional>

namespace lookalike {

/// The window's open library: opens it off the GUI thread, owns it and every thread that uses it,
/// and shuts all of it down in one place. GUI thread only.
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
    [[nodiscard]] bool isOpen() const { return m_library != nullptr; }
    [[nodiscard]] bool isOpening() const { return m_opening; }
    /// What prepared() said; empty before.
    [[nodiscard]] const std::optional<EncoderInfo>& encoder() const { return m_encoder; }
    /// What statusChanged() said last.
    [[nodiscard]] const LibraryStatus& status() const { return m_status; }
    void refreshStatus();

    /// Calls `work(PhotoLibrary&)`, which returns a Result, on a worker thread and hands it to
    /// `then` on the GUI thread, unless `context` is gone by then. Nothing happens while closed.
    template <class Work, class Then>
    void run(QObject* context, Work work, Then then);

    /// Adds roots and reads them; each that cannot be added is reported through problem(), each
    /// that the library protects on its own through folderProtected().
    void addFolders(const std::vector<std::filesystem::path>& folders);
    void removeFolder(const FolderRow& folder);
    void retryFailures();

    [[nodiscard]] Indexing& indexing() { return m_indexing; }
    [[nodiscard]] SearchRunner& searches() { return m_searches; }
    [[nodiscard]] ThumbnailProvider& thumbnails() { return m_thumbnails; }
    [[nodiscard]] DuplicateScanner& duplicates() { return m_duplicates; }
    [[nodiscard]] TrashRunner& trash() { return m_trash; }
    [[nodiscard]] PairAligner& pairs() { return m_pairs; }
    [[nodiscard]] PictureSet& groupPictures() { return m_groupPictures; }
    /// Tells the loader about the library now and whenever it changes; waited for at shut-down.
    void attach(PictureLoader* loader);

    /// Asks everything to stop, waits for it and drops the library. False where a thread had not
    /// ended by then: the library then stays with that thread, and leaving the process is safe
    /// only without running destructors.
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
    void folderRemoved(const lookalike::FolderRow& folder);
    void folderProtected(const std::filesystem::path& folder,
                         lookalike::ProtectionReason protection);
    /// Something the user asked for did not happen.
    void problem(const lookalike::Error& error);
    void closed();

private:
    void openAfter(std::shared_future<void> closed, std::function<Result<>()> between);
    void setLibrary(std::shared_ptr<PhotoLibrary> library);
    void cancelAll();
    void prepare();

    const Opener m_opener;
    std::shared_ptr<PhotoLibrary> m_library;
    std::shared_future<void> m_closed; ///< of m_library: ready once nobody holds it any more
    std::optional<EncoderInfo> m_encoder;
    LibraryStatus m_status;
    std::filesystem::path m_catalog; ///< of the library that was open last
    bool m_opening = false;
    /// Answers to what was asked before reopen() tell about another library, and are late.
    int m_openings = 0;
    QThreadPool m_jobs;
    Indexing m_indexing;
    SearchRunner m_searches;
    ThumbnailProvider m_thumbnails;
    DuplicateScanner m_duplicates;
    TrashRunner m_trash;
    PairAligner m_pairs;
    PictureSet m_groupPictures;
    std::vector<QPointer<PictureLoader>> m_loaders;
};

template <class Work, class Then>
void LibrarySession::run(QObject* context, Work work, Then then)
{
    if (!m_library)
        return;
    m_jobs.start([this, library = m_library, guard = QPointer<QObject>(context),
                  work = std::move(work), then = std::move(then)]() mutable {
        using Answer = decltype(work(*library));
        auto answer = std::make_shared<Answer>(catchExceptions([&] { return work(*library); }));
        library.reset();
        QMetaObject::invokeMethod(
            this,
            [guard, answer, then]() mutable {
                if (guard)
                    then(std::move(*answer));
            },
            Qt::QueuedConnection);
    });
}

} // namespace lookalike
