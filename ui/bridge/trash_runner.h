// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/duplicates/review/duplicate_review.h"
#include "core/library/photo_library.h"

#include <QObject>
#include <QThreadPool>
#include <chrono>
#include <memory>
#include <optional>
#include <vector>

namespace lookalike {

/// Moves photos to the trash and takes them back, off the GUI thread, one act after the other.
/// Unlike other jobs none is ever dropped for a newer one. GUI thread only.
class TrashRunner : public QObject {
    Q_OBJECT

public:
    explicit TrashRunner(QObject* parent = nullptr);
    ~TrashRunner() override;

    void setLibrary(std::shared_ptr<PhotoLibrary> library);
    [[nodiscard]] bool isBusy() const { return m_busy; }

    /// Both do nothing while busy. They end with moved() or undone(), or with failed().
    void move(std::vector<TrashSelection> selection, TrashMode mode);
    /// Without a batch: the newest that is not undone.
    void undo(std::optional<std::int64_t> batch);
    /// Stops after the photo in hand; what was moved is reported.
    void cancel();
    [[nodiscard]] bool shutDown(std::chrono::milliseconds deadline);

Q_SIGNALS:
    void started();
    void progressed(const lookalike::Progress& progress);
    void moved(const lookalike::TrashReport& report);
    void undone(const lookalike::TrashReport& report);
    void failed(const lookalike::Error& error);

private:
    template <class Work>
    void run(Work work, void (TrashRunner::*done)(const TrashReport&));

    std::shared_ptr<PhotoLibrary> m_library;
    std::stop_source m_stop;
    bool m_busy = false;
    QThreadPool m_pool; ///< last: its thread ends before the rest goes
};

} // namespace lookalike
