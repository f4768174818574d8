// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/indexing/pipeline.h"

#include "core/base/thread_priority.h"
#include "core/indexing/indexing_worker.h"
#include "core/indexing/outcome_writer.h"
#include "core/indexing/scan_stage.h"
#include "core/indexing/sidecar_stage.h"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <exception>
#include <mutex>
#include <thread>
#include <utility>
#include <vector>

namespace lookalike {

namespace {

using Clock = std::chrono::steady_clock;
using namespace std::chrono_literals;

// Limits what a crash can lose: one transaction, the outcomes queued meanwhile, and what the
// workers are processing.
constexpr std::size_t kRowsPerTransaction = 128;
constexpr std::size_t kQueuedOutcomes = 128;
constexpr auto kPublishInterval = 3s;

/// The worker threads and the first error among them.
class WorkerPool {
public:
    WorkerPool(const WorkerShared& shared, std::size_t threads, bool isUnhurried,
               std::stop_source& stop)
        : m_shared(shared)
        , m_stop(stop)
        , m_active(threads)
    {
        for (std::size_t i = 0; i < threads; ++i)
            m_threads.emplace_back([this, isUnhurried] {
                if (isUnhurried)
                    lowerThreadPriority();
                work();
            });
    }
    ~WorkerPool() { abandon(); }
    /// No consumer is left; outcomes that are not queued yet are dropped.
    void abandon()
    {
        m_stop.request_stop();
        m_shared.outcomes.close();
    }
    /// Waits for all workers. Returns the error of the first one that failed.
    Result<> join()
    {
        m_threads.clear();
        return m_result;
    }

private:
    void work()
    {
        Result<> result;
        try {
            result = IndexingWorker(m_shared).run();
        } catch (const std::exception& exception) {
            result =
                fail(ErrorCode::Internal, "An unexpected error occurred: %1"_msg(exception.what()));
        } catch (...) {
            result = fail(ErrorCode::Internal, "An unexpected error occurred"_msg);
        }
        if (!result) {
            {
                const std::lock_guard lock(m_mutex);
                if (m_result)
                    m_result = std::move(result);
            }
            m_stop.request_stop();
        }
        if (--m_active == 0)
            m_shared.outcomes.close();
    }

    const WorkerShared& m_shared;
    std::stop_source& m_stop;
    std::atomic<std::size_t> m_active;
    std::mutex m_mutex;
    Result<> m_result;
    std::vector<std::jthread> m_threads; ///< last member: joined before the others are destroyed
};

std::size_t workerCount(const PipelineParts& parts)
{
    if (parts.threads > 0)
        return parts.threads;
    const EncoderInfo& info = parts.encoder.info();
    const std::size_t cores = std::max(1U, std::thread::hardware_concurrency());
    return info.device == DeviceKind::Cpu ? std::max<std::size_t>(info.concurrency, 1) : cores;
}

/// One run. Lives on the stack of runIndexing().
class Run {
public:
    Run(const PipelineParts& parts, const ProgressCallback& progress, PauseGate* pause)
        : m_parts(parts)
        , m_progress(progress)
        , m_pause(pause)
    {}

    Result<IndexingSummary> go(const std::stop_token& stop)
    {
        m_progress.setStage(Stage::Scanning, 0);
        auto online = scanFolders(m_parts.catalog, m_parts.ignore, m_parts.changes, m_progress,
                                  stop, m_summary);
        if (!online && online.error().code != ErrorCode::Cancelled)
            return fail(online);
        if (online) {
            if (auto read = readFiles(*online, stop); !read)
                return fail(read);
            const bool hasNewPhotos = m_summary.added + m_summary.changed > 0;
            if (auto sidecars = readSidecars(m_parts.catalog, m_parts.decoder, hasNewPhotos, stop);
                !sidecars)
                return fail(sidecars);
            if (auto cleared = clearUp(stop); !cleared)
                return fail(cleared);
            m_progress.setStage(Stage::Publishing, 0);
            if (auto published = m_parts.publish(); !published)
                return fail(published);
        }
        m_summary.cancelled = stop.stop_requested();
        m_progress.finish();
        return std::move(m_summary);
    }

private:
    Result<> readFiles(const std::vector<FolderRow>& online, const std::stop_token& outerStop)
    {
        auto reader = m_parts.catalog.reader();
        if (!reader)
            return fail(reader);
        const auto total = (*reader)->countToIndex(m_parts.space);
        if (!total)
            return fail(total);
        m_progress.setStage(Stage::Reading, *total);
        if (*total == 0)
            return {};

        std::stop_source stop;
        const std::stop_callback forward(outerStop, [&] { stop.request_stop(); });
        PhotoFeed feed(std::move(*reader), m_parts.space);
        RootGuard roots(online);
        InFlight inFlight;
        BoundedQueue<PhotoOutcome> outcomes(kQueuedOutcomes);
        const WorkerShared shared{
            m_parts.catalog, m_parts.decoder, m_parts.encoder, m_parts.space, feed,
            roots,           inFlight,        outcomes,        m_pause,       m_parts.crashGuard,
            stop.get_token()};
        WorkerPool pool(shared, workerCount(m_parts), m_parts.isUnhurried, stop);
        auto stored = store(outcomes, inFlight);
        if (!stored)
            pool.abandon();
        const auto worked = pool.join();
        if (!stored)
            return stored;
        if (!worked)
            return worked;
        return freeze(roots.lost());
    }

    /// Writes outcomes until the workers are done, which is soon after a stop request; everything
    /// encoded by then is stored. Outcomes that arrive during a transaction go into the next one.
    Result<> store(BoundedQueue<PhotoOutcome>& outcomes, InFlight& inFlight)
    {
        OutcomeWriter writer(m_parts.catalog, m_parts.space, inFlight,
                             [this](const PhotoOutcome& outcome) { count(outcome); });
        auto published = Clock::now();
        while (auto outcome = outcomes.pop()) {
            std::vector<PhotoOutcome> batch;
            for (; outcome; outcome = outcomes.tryPop()) {
                batch.push_back(std::move(*outcome));
                if (batch.size() >= kRowsPerTransaction)
                    break;
            }
            if (auto written = writer.write(std::move(batch)); !written)
                return written;
            if (Clock::now() - published < kPublishInterval)
                continue;
            if (auto done = m_parts.publish(); !done)
                return done;
            published = Clock::now();
        }
        return {};
    }

    static bool isNew(const PhotoOutcome& outcome)
    {
        const auto* photo = std::get_if<EmbeddedPhoto>(&outcome.content);
        return photo != nullptr && !photo->embedding.empty();
    }

    void count(const PhotoOutcome& outcome)
    {
        if (outcome.isFailure())
            ++m_summary.failed;
        else if (outcome.state == FileState::Indexed)
            ++(isNew(outcome) ? m_summary.embedded : m_summary.reused);
        // A file that was only touched, or is only read for another model, is the photo it was.
        if (outcome.state == FileState::Indexed && outcome.stored != outcome.file.content)
            ++(outcome.file.content.isValid() ? m_summary.changed : m_summary.added);
        m_progress.advance(outcome.file.path, outcome.isFailure(), outcome.stamp.size);
    }

    /// Once everything was scanned and read, what has no file did not merely move.
    Result<> clearUp(const std::stop_token& stop)
    {
        if (m_parts.changes != nullptr || stop.stop_requested())
            return {};
        return m_parts.catalog.write([](CatalogWriter& writer) { return writer.removeOrphans(); });
    }

    Result<> freeze(const std::vector<FolderRow>& lost)
    {
        for (FolderRow folder : lost) {
            auto written = m_parts.catalog.write(
                [&](CatalogWriter& writer) { return writer.setFolderOnline(folder.id, false); });
            if (!written)
                return written;
            m_summary.problems.push_back(
                {ErrorCode::NotFound, "The folder disappeared while its photos were being read"_msg,
                 folder.path});
            folder.online = false;
            m_summary.offline.push_back(std::move(folder));
        }
        return {};
    }

    const PipelineParts& m_parts;
    ProgressReporter m_progress;
    PauseGate* const m_pause;
    IndexingSummary m_summary;
};

} // namespace

Result<IndexingSummary> runIndexing(const PipelineParts& parts, const ProgressCallback& progress,
                                    const std::stop_token& stop, PauseGate* pause)
{
    return Run(parts, progress, pause).go(stop);
}

} // namespace lookalike
