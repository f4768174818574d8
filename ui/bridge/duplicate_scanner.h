// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/bridge/pausable_task.h"

#include <memory>
#include <vector>

namespace lookalike {

using DuplicateGroups = std::shared_ptr<const std::vector<DuplicateGroup>>;

/// The GUI thread's end of looking for duplicates: runs scans, and reads the groups of one scope,
/// both off the GUI thread. While a scan finds something the groups are read again and again.
class DuplicateScanner : public PausableTask {
    Q_OBJECT

public:
    explicit DuplicateScanner(Background& background);

    /// Another scope stops a scan of the old one; what it found is kept. Reads the groups.
    void setScope(const DuplicateScope& scope);
    [[nodiscard]] const DuplicateScope& scope() const { return m_scope; }
    /// Reads the groups again: groupsLoaded() or groupsFailed(). Calls during a reload are
    /// coalesced.
    void reload();
    [[nodiscard]] bool isLoading() const { return m_loading; }

    /// Both do nothing while a scan runs.
    void start() { startFor({}); }
    /// Looks for the duplicates of these photos alone.
    void startFor(std::vector<ContentId> photos);
    /// What the scan that was started last looks or looked for.
    [[nodiscard]] const DuplicateScope& lastScope() const { return m_lastScope; }

Q_SIGNALS:
    void finished(const lookalike::DuplicateScanSummary& summary);

    void groupsLoaded(const lookalike::DuplicateGroups& groups);
    void groupsFailed(const lookalike::Error& error);

private:
    void deliver(Result<std::vector<DuplicateGroup>> groups);
    void forgetReload();

    DuplicateScope m_scope;
    DuplicateScope m_lastScope;
    bool m_loading = false;
    bool m_loadAgain = false;
    BackgroundRunner m_groups;
};

} // namespace lookalike
