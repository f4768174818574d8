// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/ids.h"

#include <QObject>
#include <functional>
#include <vector>

class QAction;

namespace lookalike {

class ActionRegistry;
class LibrarySession;
class NoticeBar;

/// Keeps the selected photos out of the trash, or no longer. GUI thread.
class ProtectCommands : public QObject {
    Q_OBJECT

public:
    using Selection = std::function<std::vector<FileId>()>;
    /// All must outlive the actions, which belong to `actions`.
    ProtectCommands(LibrarySession& session, ActionRegistry& actions, NoticeBar& notice,
                    Selection selection, QObject* parent);

    [[nodiscard]] QAction& protect() { return *m_protect; }
    [[nodiscard]] QAction& unprotect() { return *m_unprotect; }
    /// `any`: whether photos are selected.
    void update(bool any);

private:
    void setProtected(const std::vector<FileId>& photos, bool isProtected);

    LibrarySession& m_session;
    NoticeBar& m_notice;
    const Selection m_selection;
    QAction* m_protect;
    QAction* m_unprotect;
};

} // namespace lookalike
