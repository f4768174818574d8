// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/bridge/background.h"
#include "ui/bridge/catch_exceptions.h"

#include <QDeadlineTimer>
#include <QPointer>
#include <QThread>
#include <QThreadPool>
#include <deque>
#include <functional>
#include <list>
#include <stop_token>
#include <type_traits>

namespace lookalike {

/// The one way off the GUI thread. Runs jobs on threads of its own and brings their results back.
/// GUI thread only. Whoever has one as a member declares it last: its destructor cancels the jobs
/// and waits for them, so that they never use what is destroyed already.
class BackgroundRunner : public QObject {
    Q_OBJECT

public:
    enum class Policy {
        LatestWins, ///< a new job cancels those before it, whose results are never delivered
        Queue,      ///< jobs wait until a thread is free
        OneAtATime, ///< a new job is refused while one runs
    };

    BackgroundRunner(Background& background, Policy policy, int threads = 1,
                     QThread::Priority priority = QThread::InheritPriority);
    ~BackgroundRunner() override;

    /// Calls `work(PhotoLibrary&, stop_token)`, or `work(stop_token)` where no library is needed,
    /// on a thread and hands the Result that it returns to `then` on the GUI thread, unless
    /// `receiver` was destroyed meanwhile. An exception becomes an error. What `work` holds is
    /// destroyed before `then` is called. False where the job is refused: by the policy, after
    /// Background::shutDown(), or without the library that it needs.
    template <class Work, class Then>
    bool start(QObject* receiver, Work work, Then then);
    /// The same with a value for `done` and an Error for `failed`; signals of `receiver`, say.
    template <class Receiver, class Work, class Done, class Failed>
    bool start(Receiver* receiver, Work work, Done done, Failed failed);

    /// For jobs: what is returned may be called on any thread while the job runs. It then calls
    /// `call`, with copies of the arguments, on the GUI thread: before the job's own result, and
    /// unless `receiver` was destroyed meanwhile.
    template <class Receiver, class Call>
    [[nodiscard]] auto toGuiThread(Receiver* receiver, Call call);

    /// Drops the jobs that wait, unless they are to finish, and asks those that run to stop. The
    /// results of the latter are delivered all the same, except where the latest wins.
    void cancel();
    void cancelLibraryJobs();
    /// Starts the threads, which stay from then on. While a library such as LibTorch is being
    /// loaded, the system lets no thread begin, and whoever starts one waits for seconds.
    void startThreads();
    [[nodiscard]] bool isBusy() const { return !m_running.empty() || !m_waiting.empty(); }
    [[nodiscard]] int threads() const { return m_pool.maxThreadCount(); }
    /// From now on no job is dropped, and waitForJobs() waits as long as it takes: the jobs must
    /// not be left half-way.
    void letJobsFinish() { m_letFinish = true; }
    /// False where a job still runs at the deadline.
    [[nodiscard]] bool waitForJobs(const QDeadlineTimer& deadline);

Q_SIGNALS:
    void busyChanged(bool busy);

private:
    using Delivery = std::function<void()>;
    struct Job {
        std::function<Delivery(const std::stop_token&)> work; ///< empty once it runs
        bool usesLibrary = false;
        std::stop_source stop = {};
    };

    bool add(Job job);
    void launchWaiting();
    void launch(Job job);
    void finish(const std::stop_source& stop, const Delivery& deliver);
    void post(Delivery call);

    template <class Receiver, class Call, class... Arguments>
    static void invoke(Receiver* receiver, Call& call, Arguments&&... arguments)
    {
        if constexpr (std::is_member_function_pointer_v<Call>)
            (receiver->*call)(std::forward<Arguments>(arguments)...);
        else
            call(std::forward<Arguments>(arguments)...);
    }

    Background& m_background;
    const Policy m_policy;
    bool m_letFinish = false;
    bool m_hasThreads = false;
    std::deque<Job> m_waiting;
    std::list<Job> m_running;
    QThreadPool m_pool;
};

template <class Work, class Then>
bool BackgroundRunner::start(QObject* receiver, Work work, Then then)
{
    constexpr bool usesLibrary = std::is_invocable_v<Work&, PhotoLibrary&, const std::stop_token&>;
    auto library = m_background.library();
    if (usesLibrary && !library)
        return false;
    return add({[library = usesLibrary ? std::move(library) : nullptr, work = std::move(work),
                 guard = QPointer<QObject>(receiver),
                 then = std::move(then)](const std::stop_token& stop) mutable -> Delivery {
                    const auto guarded = [&] {
                        if constexpr (usesLibrary)
                            return work(*library, stop);
                        else
                            return work(stop);
                    };
                    auto answer = std::make_shared<decltype(guarded())>(catchExceptions(guarded));
                    return [guard, answer, then]() mutable {
                        if (guard)
                            then(std::move(*answer));
                    };
                },
                usesLibrary});
}

template <class Receiver, class Work, class Done, class Failed>
bool BackgroundRunner::start(Receiver* receiver, Work work, Done done, Failed failed)
{
    return start(receiver, std::move(work), [receiver, done, failed](auto&& answer) mutable {
        if (answer)
            invoke(receiver, done, std::move(*answer));
        else
            invoke(receiver, failed, answer.error());
    });
}

template <class Receiver, class Call>
auto BackgroundRunner::toGuiThread(Receiver* receiver, Call call)
{
    return [this, guard = QPointer<QObject>(receiver), receiver, call](const auto&... arguments) {
        post([guard, receiver, call, arguments...]() mutable {
            if (guard)
                invoke(receiver, call, arguments...);
        });
    };
}

} // namespace lookalike
