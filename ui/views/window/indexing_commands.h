// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QObject>

class QAction;
class QWidget;

namespace lookalike {

class ActionRegistry;
class LibraryReadiness;
class LibrarySession;
class NoticeBar;
class ProgressStrip;
struct IndexingSummary;

/// The reading of photos as the user sees and steers it: commands and the progress strip. GUI
/// thread.
class IndexingCommands : public QObject {
    Q_OBJECT

public:
    /// All must outlive it; it belongs to `window`, which dialogs belong to, too.
    IndexingCommands(LibrarySession& session, const LibraryReadiness& readiness,
                     ActionRegistry& actions, ProgressStrip& strip, NoticeBar& notice,
                     QWidget& window);

    [[nodiscard]] QAction& rescan() const { return *m_rescan; }
    /// For the Library menu.
    [[nodiscard]] QList<QAction*> all() const { return {m_rescan, m_pause, m_failures}; }

private:
    void connectStrip(const LibraryReadiness& readiness, ProgressStrip& strip);

    void check();
    void tellWhatWasFound(const IndexingSummary& summary);

    LibrarySession& m_session;
    NoticeBar& m_notice;
    bool m_asked = false; ///< the user waits for what the run finds
    QAction *m_rescan, *m_pause, *m_failures;
};

} // namespace lookalike
