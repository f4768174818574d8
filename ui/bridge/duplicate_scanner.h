// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/duplicates/review/duplicate_review.h"
#include "core/library/photo_library.h"
#include "ui/bridge/latest_job.h"

#include <QObject>
#include <chrono>
#include <memory>
#include <vector>

namespace lookalike {

using DuplicateGroups = std::shared_ptr<const std::vector<DuplicateGroup>>;

/// The GUI thread's end of looking for duplicates: runs scans, and reads the groups of one scope,
/// both off the GUI thread. While a scan finds something the groups are read again and again.
class DuplicateScanner : public QObject {
    Q_OBJECT

public:
    explicit DuplicateScanner(QObject* parent = nullptr);
    ~DuplicateScanner() override;

    void setLibrary(std::shared_ptr<PhotoLibrary> library);
    /// Another scope stops a scan of the old one; what it found is kept. Reads the groups.
    void setScope(const DuplicateScope& scope);
    [[nodiscard]] const DuplicateScope& scope() const { return m_scope; }
    /// Reads the groups anew: groupsLoaded() or groupsFailed(). Calls while it is at it become one.
    void reload();
    [[nodiscard]] bool isLoading() const { return m_loading; }

    /// Does nothing while a scan runs.
    void start();
    void cancel();
    void setPaused(bool paused);
    [[nodiscard]] bool isRunning() const { return m_running; }
    [[nodiscard]] bool isPaused() const { return m_gate && m_gate->isPaused(); }
    /// Stops everything and waits. False where something had not ended by then.
    [[nodiscard]] bool shutDown(std::chrono::milliseconds deadline);

Q_SIGNALS:
    void started();
    void progressed(const lookalike::Progress& progress);
    void pausedChanged(bool paused);
    /// Exactly one of these ends what started() began.
    void finished(const lookalike::DuplicateScanSummary& summary);
    void failed(const lookalike::Error& error);

    void groupsLoaded(const lookalike::DuplicateGroups& groups);
    void groupsFailed(const lookalike::Error& error);

private:
    void load();
    void end();

    std::shared_ptr<PhotoLibrary> m_library;
    std::shared_ptr<PauseGate> m_gate;
    DuplicateScope m_scope;
    std::stop_source m_stop;
    bool m_running = false;
    bool m_loading = false;
    bool m_loadAgain = false;
    LatestJob m_scan; ///< last, with m_groups: their threads end before the rest goes
    LatestJob m_groups;
};

} // namespace lookalike
