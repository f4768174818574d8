// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/bridge/trash_runner.h"

#include "ui/bridge/catch_exceptions.h"

namespace lookalike {

TrashRunner::TrashRunner(QObject* parent)
    : QObject(parent)
{
    m_pool.setMaxThreadCount(1);
}

TrashRunner::~TrashRunner()
{
    cancel();
    m_pool.waitForDone();
}

void TrashRunner::setLibrary(std::shared_ptr<PhotoLibrary> library)
{
    m_library = std::move(library);
}

template <class Work>
void TrashRunner::run(Work work, void (TrashRunner::*done)(const TrashReport&))
{
    if (!m_library || m_busy)
        return;
    m_busy = true;
    m_stop = std::stop_source();
    m_pool.start([this, library = m_library, stop = m_stop.get_token(), work = std::move(work),
                  done]() mutable {
        const auto report = catchExceptions([&] { return work(library->duplicates(), stop); });
        library.reset();
        QMetaObject::invokeMethod(
            this,
            [this, report, done] {
                m_busy = false;
                if (report)
                    Q_EMIT(this->*done)(*report);
                else
                    Q_EMIT failed(report.error());
            },
            Qt::QueuedConnection);
    });
    Q_EMIT started();
}

void TrashRunner::move(std::vector<TrashSelection> selection, TrashMode mode)
{
    const auto progress = [this](const Progress& step) {
        QMetaObject::invokeMethod(
            this, [this, step] { Q_EMIT progressed(step); }, Qt::QueuedConnection);
    };
    run(
        [selection = std::move(selection), mode, progress](DuplicateReview& review,
                                                           const std::stop_token& stop) {
            return review.moveToTrash(selection, mode, progress, stop);
        },
        &TrashRunner::moved);
}

void TrashRunner::undo(std::optional<std::int64_t> batch)
{
    run([batch](DuplicateReview& review, const std::stop_token&) { return review.undo(batch); },
        &TrashRunner::undone);
}

void TrashRunner::cancel()
{
    m_stop.request_stop();
}

bool TrashRunner::shutDown(std::chrono::milliseconds deadline)
{
    cancel();
    m_library.reset();
    return m_pool.waitForDone(static_cast<int>(deadline.count()));
}

} // namespace lookalike
