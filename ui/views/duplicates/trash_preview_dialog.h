// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/duplicates/review/duplicate_review.h"
#include "ui/views/duplicates/trash_list.h"

#include <QDialog>
#include <set>
#include <vector>

class QCheckBox;
class QLabel;
class QPushButton;

namespace lookalike {

class LibrarySession;

/// What would move to the trash, how much it is, and what would be refused and why. Also shows what
/// did not happen after an act.
class TrashPreviewDialog : public QDialog {
    Q_OBJECT

public:
    enum class Purpose {
        Mark, ///< a suggestion for many groups: accepting marks, nothing moves
        Move, ///< accepting moves
        Undo, ///< for a report: what was to be put back
    };
    /// Asks the library about `selections` off the GUI thread.
    TrashPreviewDialog(LibrarySession& session, std::vector<TrashSelection> selections,
                       Purpose purpose, QWidget* parent = nullptr);
    /// Only tells which items of a report were refused. `sentence` says what was done; the purpose
    /// is Move or Undo.
    TrashPreviewDialog(LibrarySession& session, const TrashReport& report, const QString& sentence,
                       Purpose purpose, QWidget* parent = nullptr);

    /// What the user chose.
    [[nodiscard]] TrashMode mode() const;
    /// Without the photos that were left out, which stay.
    [[nodiscard]] std::vector<TrashSelection> selections() const;
    [[nodiscard]] const std::set<FileId>& leftOut() const { return m_list->leftOut(); }

private:
    void build(TrashList::Content content);
    void ask();
    void show(const TrashReport& report);
    /// Of what has its tick.
    void showTotal();

    LibrarySession& m_session;
    const std::vector<TrashSelection> m_selections;
    const Purpose m_purpose = Purpose::Move;
    TrashReport m_report;
    QLabel* m_summary;
    QLabel* m_refusals;
    TrashList* m_list;
    QLabel* m_hint;
    QCheckBox* m_companions;
    QCheckBox* m_merge;
    QCheckBox* m_links;
    QPushButton* m_accept;
    QPushButton* m_cancel;
};

} // namespace lookalike
