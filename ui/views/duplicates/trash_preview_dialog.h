// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/duplicates/review/duplicate_review.h"

#include <QDialog>
#include <vector>

class QCheckBox;
class QLabel;
class QPushButton;
class QTreeWidget;

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
    [[nodiscard]] const std::vector<TrashSelection>& selections() const { return m_selections; }

private:
    void build();
    void ask();
    void show(const TrashReport& report);
    /// "beach.jpg is kept; lost with this one: ...; stays in its folder: ...".
    [[nodiscard]] QString whatHappens(const ReportedFile& item) const;
    /// "is written next to beach.jpg: keywords, rating".
    [[nodiscard]] static QString whatHappens(const ReportedSidecar& sidecar);
    void fill(const TrashReport& report, bool refusedOnly);

    LibrarySession& m_session;
    const std::vector<TrashSelection> m_selections;
    const Purpose m_purpose = Purpose::Move;
    QLabel* m_summary;
    QLabel* m_refusals;
    QTreeWidget* m_list;
    QCheckBox* m_companions;
    QCheckBox* m_merge;
    QCheckBox* m_links;
    QPushButton* m_accept;
    QPushButton* m_cancel;
};

} // namespace lookalike
