// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/bridge/library_session.h"

#include "core/base/path_within.h"

#include <algorithm>

namespace lookalike {

namespace {

constexpr int kJobThreads = 3; ///< one may be busy loading the model
constexpr int kGroupMegabytes = 256;

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

struct LibrarySession::Opening {
    Result<> between;
    Result<std::shared_ptr<PhotoLibrary>> library;
    std::shared_future<void> closed; ///< of the library
};

LibrarySession::LibrarySession(Opener opener, QObject* parent)
    : QObject(parent)
    , m_opener(std::move(opener))
    , m_indexing(m_background)
    , m_watcher(m_background, m_indexing)
    , m_searches(m_background)
    , m_thumbnails(m_background)
    , m_duplicates(m_background)
    , m_trash(m_background)
    , m_transfers(m_background)
    , m_fits(m_background)
    , m_concepts(m_background)
    , m_pairs(m_background)
    , m_groupPictures(m_background, kGroupMegabytes)
    , m_jobs(m_background, BackgroundRunner::Policy::Queue, kJobThreads)
{
    connect(&m_indexing, &Indexing::finished, this, [this](const IndexingSummary& summary) {
        if (summary.embedded > 0 || summary.missing > 0)
            m_thumbnails.revalidate();
        refreshStatus();
        m_concepts.refresh();
    });
    const auto tellMoved = [this](std::uint64_t photos) {
        if (photos == 0)
            return;
        m_thumbnails.revalidate();
        refreshStatus();
        m_concepts.refresh();
        Q_EMIT photosMoved();
    };
    const auto transferred = [tellMoved](const TransferOutcome& outcome) {
        tellMoved(outcome.photos);
    };
    connect(&m_transfers, &TransferRunner::transferred, this, transferred);
    connect(&m_transfers, &TransferRunner::undone, this, transferred);
    const auto trashed = [tellMoved](const TrashReport& report) { tellMoved(report.moved); };
    connect(&m_trash, &TrashRunner::moved, this, trashed);
    connect(&m_trash, &TrashRunner::undone, this, trashed);
    connect(&m_indexing, &Indexing::failed, this, &LibrarySession::refreshStatus);
    connect(this, &LibrarySession::folderRemoved, &m_concepts, &ConceptRunner::refresh);
    connect(&m_fits, &FitRunner::changed, &m_concepts, &ConceptRunner::renew);
    connect(&m_thumbnails, &ThumbnailProvider::revalidated, &m_groupPictures,
            &PictureLoader::dropRecent);
}

LibrarySession::~LibrarySession()
{
    m_background.cancelAll(); // before any runner waits for its jobs
}

void LibrarySession::open()
{
    if (!m_opening && !isOpen())
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
    m_background.setLibrary(nullptr);
    ++m_openings;
    m_encoder.reset();
    openAfter(std::exchange(m_closed, {}), std::move(between));
    Q_EMIT reopening();
}

void LibrarySession::openAfter(std::shared_future<void> closed, std::function<Result<>()> between)
{
    m_opening = m_jobs.start(
        this,
        [opener = m_opener, closed = std::move(closed),
         between = std::move(between)](const std::stop_token&) -> Result<Opening> {
            if (closed.valid())
                closed.wait();
            Opening opening;
            if (between)
                opening.between = catchExceptions(between);
            auto library = catchExceptions(opener);
            if (!library) {
                opening.library = fail(library);
                return opening;
            }
            auto gone = std::make_shared<std::promise<void>>();
            opening.closed = gone->get_future().share();
            // Whoever lets it go last tells reopen().
            opening.library =
                std::shared_ptr<PhotoLibrary>(library->release(), [gone](PhotoLibrary* last) {
                    delete last;
                    gone->set_value();
                });
            return opening;
        },
        [this](Opening opening) { take(std::move(opening)); },
        [this](const Error& error) {
            take({{}, fail(error), {}});
        });
}

void LibrarySession::take(Opening opening)
{
    m_opening = false;
    if (!opening.between)
        Q_EMIT problem(opening.between.error());
    if (!opening.library) {
        Q_EMIT openFailed(opening.library.error());
        return;
    }
    m_closed = std::move(opening.closed);
    m_background.setLibrary(std::move(*opening.library));
    const auto before = std::exchange(m_catalog, m_background.library()->catalog());
    if (!before.empty() && before != m_catalog)
        Q_EMIT catalogReplaced();
    Q_EMIT opened();
    refreshStatus();
    prepare();
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

const SpaceRow* LibrarySession::searchedSpace() const
{
    const auto space = std::ranges::find_if(m_status.spaces, &SpaceRow::current);
    return space == m_status.spaces.end() ? nullptr : &*space;
}

bool LibrarySession::searchesWithModelBefore() const
{
    const SpaceRow* const searched = searchedSpace();
    return m_encoder && searched != nullptr && searched->space.id != m_encoder->space.id;
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
            const SpaceRow* const searched = searchedSpace();
            if (const SpaceId space = searched == nullptr ? SpaceId() : searched->id;
                std::exchange(m_searched, space) != space)
                m_fits.refresh();
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
                m_indexing.start(); // again, without this folder
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

bool LibrarySession::shutDown(std::chrono::milliseconds deadline)
{
    const bool ended = m_background.shutDown(deadline);
    Q_EMIT closed();
    return ended;
}

} // namespace lookalike
