// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QThreadPool>
#include <atomic>
#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <stop_token>

namespace lookalike {

/// Background work of which only the latest request counts: a newer one asks the running one to
/// stop, replaces one that waits, and makes sure that no older answer is ever delivered. Nothing
/// queues up. Use it on the GUI thread; work runs on one thread of its own.
class LatestJob : public QObject {
    Q_OBJECT

public:
    /// What to do with the answer, on the GUI thread.
    using Delivery = std::function<void()>;
    /// Runs on the worker thread. Exceptions end the job without a delivery and are logged.
    using Work = std::function<Delivery(std::stop_token)>;

    explicit LatestJob(QObject* parent = nullptr);
    ~LatestJob() override;

    void start(Work work);
    /// Forgets what waits and what runs; its answer will not be delivered.
    void cancel();
    [[nodiscard]] bool isBusy() const { return m_running || m_pending.has_value(); }
    /// Cancels and waits. False where the work had not ended by then.
    [[nodiscard]] bool shutDown(std::chrono::milliseconds deadline);

private:
    using Generation = std::uint64_t;
    void launch(Work work);
    void finish(Generation generation, const Delivery& deliver);

    QThreadPool m_pool;
    std::shared_ptr<std::atomic<Generation>> m_latest; ///< shared with the running job
    std::stop_source m_stop;
    std::optional<Work> m_pending;
    bool m_running = false;
};

} // namespace lookalike
