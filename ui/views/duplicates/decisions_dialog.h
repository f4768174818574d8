// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/duplicates/review/duplicate_review.h"

#include <QDialog>
#include <vector>

class QLabel;
class QPushButton;
class QTreeWidget;

namespace lookalike {

class LibrarySession;

/// What the user decided about which photos; each can be taken back.
class DecisionsDialog : public QDialog {
    Q_OBJECT

public:
    explicit DecisionsDialog(LibrarySession& session, QWidget* parent = nullptr);

Q_SIGNALS:
    /// One was taken back: its group can be shown again.
    void revoked();

private:
    void refresh();
    void show(const std::vector<Decision>& decisions);
    void revoke();

    LibrarySession& m_session;
    QLabel* m_summary;
    QTreeWidget* m_list;
    QPushButton* m_revoke;
};

} // namespace lookalike
