// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/bridge/library_session.h"

#include "core/base/path_within.h"

#include <QDeadlineTimer>
#include <algorithm>

namespace lookalike {

namespace {

constexpr int kJobThreads = 3; ///< one may be busy loading the model

/// Whether a folder lies in one that is searched already.
bool isKnown(const std::filesystem::path& folder, const LibraryStatus& status)
{
    std::error_code error;
    const auto real = std::filesystem::canonical(folder, error);
    return !error && std::ranges::any_of(status.folders, [&](const FolderRow& root) {
        return isPathWithin(root.path, real);
    });
}

} // namespace

LibrarySession::LibrarySession(Opener opener, QObject* parent)
    : QObject(parent)
    , m_opener(std::move(opener))
{
    m_jobs.setMaxThreadCount(kJobThreads);
    connect(&m_indexing, &Indexing::finished, this, [this](const IndexingSummary& summary) {
        if (summary.embedded > 0)
            m_thumbnails.revalidate();
        refreshStatus();
    });
    connect(&m_indexing, &Indexing::failed, this, &LibrarySession::refreshStatus);
}

LibrarySession::~LibrarySession()
{
    m_indexing.cancel();
    m_jobs.clear();
    m_jobs.waitForDone();
}

void LibrarySession::open()
{
    if (!m_opening && !m_library)
        openAfter({}, {});
}

void LibrarySession::reopen(std::function<Result<>()> between)
{
    if (m_opening) { // as soon as that has ended, well or not
        auto* once = new QObject(this);
        const auto again = [this, once, between] {
            once->deleteLater();
            reopen(between);
        };
        connect(this, &LibrarySession::opened, once, again, Qt::QueuedConnection);
        connect(this, &LibrarySession::openFailed, once, again, Qt::QueuedConnection);
        return;
    }
    cancelAll();
    setLibrary(nullptr);
    ++m_openings;
    m_encoder.reset();
    openAfter(std::exchange(m_closed, {}), std::move(between));
    Q_EMIT reopening();
}

void LibrarySession::openAfter(std::shared_future<void> closed, std::function<Result<>()> between)
{
    m_opening = true;
    m_jobs.start([this, opener = m_opener, closed = std::move(closed),
                  between = std::move(between)]() mutable {
        if (closed.valid())
            closed.wait();
        const Result<> done = between ? catchExceptions(between) : Result<>();
        auto library = catchExceptions(opener);
        std::promise<void> gone;
        auto future = gone.get_future().share();
        std::shared_ptr<PhotoLibrary> shared;
        if (library) // whoever lets it go last tells reopen()
            shared = {library->release(), [gone = std::make_shared<std::promise<void>>(
                                               std::move(gone))](PhotoLibrary* last) {
                          delete last;
                          gone->set_value();
                      }};
        QMetaObject::invokeMethod(
            this,
            [this, shared = std::move(shared), future, done,
             error = library ? Error{} : library.error()] {
                m_opening = false;
                if (!done)
                    Q_EMIT problem(done.error());
                if (!shared) {
                    Q_EMIT openFailed(error);
                    return;
                }
                m_closed = future;
                setLibrary(shared);
                const auto before = std::exchange(m_catalog, shared->catalog());
                if (!before.empty() && before != m_catalog)
                    Q_EMIT catalogReplaced();
                Q_EMIT opened();
                refreshStatus();
                prepare();
            },
            Qt::QueuedConnection);
    });
}

void LibrarySession::setLibrary(std::shared_ptr<PhotoLibrary> library)
{
    m_library = std::move(library);
    m_indexing.setLibrary(m_library);
    m_searches.setLibrary(m_library);
    m_thumbnails.setLibrary(m_library);
    m_duplicates.setLibrary(m_library);
    m_trash.setLibrary(m_library);
    m_pairs.setLibrary(m_library);
    m_groupPictures.setLibrary(m_library);
    for (const auto& loader : m_loaders)
        if (loader)
            loader->setLibrary(m_library);
}

void LibrarySession::attach(PictureLoader* loader)
{
    m_loaders.emplace_back(loader);
    loader->setLibrary(m_library);
}

void LibrarySession::prepare()
{
    run(
        this, [](PhotoLibrary& library) { return library.prepare(); },
        [this, opening = m_openings](Result<EncoderInfo> info) {
            if (opening != m_openings)
                return;
            if (!info) {
                Q_EMIT prepareFailed(info.error());
                return;
            }
            m_encoder = *info;
            Q_EMIT prepared(*info);
            refreshStatus(); // decoders have started
        });
}

void LibrarySession::refreshStatus()
{
    run(
        this, [](PhotoLibrary& library) { return library.status(); },
        [this, opening = m_openings](Result<LibraryStatus> status) {
            if (opening != m_openings)
                return;
            if (!status) {
                Q_EMIT problem(status.error());
                return;
            }
            m_status = std::move(*status);
            Q_EMIT statusChanged(m_status);
        });
}

void LibrarySession::addFolders(const std::vector<std::filesystem::path>& folders)
{
    struct Outcome {
        std::vector<Error> refused;
        std::vector<std::pair<std::filesystem::path, ProtectionReason>> protectedFolders;
    };
    run(
        this,
        [folders](PhotoLibrary& library) -> Result<Outcome> {
            Outcome outcome;
            const auto status = library.status();
            for (const auto& folder : folders)
                if (status && isKnown(folder, *status))
                    continue; // asked for again: it is looked through, too
                else if (auto added = library.addFolder(folder); !added)
                    outcome.refused.push_back(added.error());
                else if (added->protection != ProtectionReason::None)
                    outcome.protectedFolders.emplace_back(folder, added->protection);
            return outcome;
        },
        [this, asked = folders.size()](const Result<Outcome>& outcome) {
            if (!outcome) {
                Q_EMIT problem(outcome.error());
                return;
            }
            for (const auto& [folder, protection] : outcome->protectedFolders)
                Q_EMIT folderProtected(folder, protection);
            for (const Error& error : outcome->refused)
                Q_EMIT problem(error);
            refreshStatus();
            if (outcome->refused.size() < asked)
                m_indexing.start();
        });
}

void LibrarySession::removeFolder(const FolderRow& folder)
{
    run(
        this, [folder](PhotoLibrary& library) { return library.removeFolder(folder.id); },
        // A run that comes upon the folder's absence before this answer is here ends with an error.
        [this, folder, wasRunning = m_indexing.isRunning()](const Result<>& removed) {
            if (!removed) {
                Q_EMIT problem(removed.error());
                return;
            }
            if (wasRunning || m_indexing.isRunning())
                m_indexing.start(); // anew, without this folder
            refreshStatus();
            Q_EMIT folderRemoved(folder);
        });
}

void LibrarySession::retryFailures()
{
    run(
        this, [](PhotoLibrary& library) { return library.retryFailures(); },
        [this](const Result<>& made) {
            if (made)
                m_indexing.start();
            else
                Q_EMIT problem(made.error());
        });
}

void LibrarySession::cancelAll()
{
    m_indexing.cancel();
    m_searches.cancel();
    m_duplicates.cancel();
    m_trash.cancel();
    m_pairs.cancel();
    m_groupPictures.cancel();
    for (const auto& loader : m_loaders)
        if (loader)
            loader->cancel();
    m_jobs.clear();
}

bool LibrarySession::shutDown(std::chrono::milliseconds deadline)
{
    const QDeadlineTimer timer(deadline);
    const auto left = [&timer] { return std::chrono::milliseconds(timer.remainingTime()); };
    // Everything is asked to stop before anything is waited for.
    cancelAll();
    m_thumbnails.setLibrary(nullptr);

    bool ended = m_indexing.shutDown(left());
    ended = m_searches.shutDown(left()) && ended;
    ended = m_duplicates.shutDown(left()) && ended;
    ended = m_trash.shutDown(left()) && ended;
    ended = m_pairs.shutDown(left()) && ended;
    ended = m_groupPictures.shutDown(left()) && ended;
    for (const auto& loader : m_loaders)
        if (loader)
            ended = loader->shutDown(left()) && ended;
    ended = m_thumbnails.shutDown(left()) && ended;
    ended = m_jobs.waitForDone(static_cast<int>(left().count())) && ended;
    if (ended)
        setLibrary(nullptr);
    Q_EMIT closed();
    return ended;
}

} // namespace lookalike
