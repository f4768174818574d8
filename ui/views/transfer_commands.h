// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/library/photo_transfers.h"

#include <QObject>
#include <filesystem>
#include <functional>
#include <vector>

class QAction;
class QWidget;

namespace lookalike {

class ActionRegistry;
class LibrarySession;
class NoticeBar;
class ProgressStrip;

/// Moving and copying selected photos to a folder: asks for the folder and before photos leave the
/// library, tells what was done and what was not, and takes it back. GUI thread.
class TransferCommands : public QObject {
    Q_OBJECT

public:
    /// What is selected when a command is called.
    using Selection = std::function<std::vector<FileId>()>;
    /// All must outlive the actions, which belong to `actions`.
    TransferCommands(LibrarySession& session, ActionRegistry& actions, NoticeBar& notice,
                     Selection selection, QObject* parent);

    /// Shows the progress.
    void serve(ProgressStrip& strip);
    [[nodiscard]] QAction& copyTo() { return *m_copy; }
    [[nodiscard]] QAction& moveTo() { return *m_move; }
    [[nodiscard]] QAction& undo() { return *m_undo; }
    /// `any`: whether photos are selected.
    void update(bool any);

    /// Without asking for the folder.
    void transfer(TransferRequest request);

private:
    void choose(TransferKind kind);
    void confirm(const TransferRequest& request, const TransferPreview& preview);
    void run(const TransferRequest& request);
    void tell(const TransferOutcome& outcome);
    [[nodiscard]] QWidget* window() const;

    LibrarySession& m_session;
    NoticeBar& m_notice;
    const Selection m_selection;
    QAction* m_copy;
    QAction* m_move;
    QAction* m_undo;
    bool m_any = false;
    std::filesystem::path m_folder; ///< of the transfer in hand
};

} // namespace lookalike
