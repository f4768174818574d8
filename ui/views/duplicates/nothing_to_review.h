// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/empty_state.h"

namespace lookalike {

class LibrarySession;
class ReviewCommands;
class ReviewController;

/// What stands where groups of duplicates would be: why there are none, and what to do about it.
class NothingToReview : public EmptyState {
    Q_OBJECT

public:
    /// All must outlive the widget.
    NothingToReview(LibrarySession& session, ReviewController& review,
                    const ReviewCommands& commands, QWidget* parent = nullptr);

    /// Chooses the words for what is so now. False where they offer no button, for more is known
    /// soon.
    bool explain();

Q_SIGNALS:
    void addFolderRequested();
    /// Similar shots are to be shown however far apart they were taken.
    void anyTimeRequested();
    void searchOfSelectedRequested();

private:
    [[nodiscard]] Content content();
    [[nodiscard]] Content duringScan() const;
    [[nodiscard]] Content ofSelected();
    [[nodiscard]] Content beforeScan() const;
    [[nodiscard]] Content afterScan();

    LibrarySession& m_session;
    ReviewController& m_review;
    const ReviewCommands& m_commands;
};

} // namespace lookalike
