// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/bridge/pausable_task.h"

namespace lookalike {

/// Reads new and changed photos in the background. A start while a run is under way stops that and
/// begins again, so that what the user just added is read at once. What was noticed is read in runs
/// of its own, of which started() tells only if they have much to do. GUI thread only.
class Indexing : public PausableTask {
    Q_OBJECT

public:
    explicit Indexing(Background& background);

    void start();
    /// Reads what changed, after the run under way.
    void readChanges(const ChangedFolders& changes);
    void cancel() override;
    /// Whether each start() sees to it that the library is watched before it is scanned.
    void setWatching(bool watching) { m_isWatching = watching; }
    /// started() was told of the run under way.
    [[nodiscard]] bool isAnnounced() const { return m_isAnnounced; }
    /// started() was told of the run that ended last.
    [[nodiscard]] bool wasAnnounced() const { return m_wasAnnounced; }

Q_SIGNALS:
    void finished(const lookalike::IndexingSummary& summary);

private:
    void launchNext();
    [[nodiscard]] bool launchAll();
    [[nodiscard]] bool launchChanges();
    void announce();
    void end(const Result<IndexingSummary>& summary, const ChangedFolders& asked);

    bool m_isWatching = false;
    bool m_isAllWanted = false;
    bool m_isAnnounced = false; ///< the run under way
    bool m_wasAnnounced = false;
    ChangedFolders m_changes; ///< not read yet
};

} // namespace lookalike
