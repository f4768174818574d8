// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/groups_model.h"

#include <QFrame>
#include <map>

class QLabel;
class QToolButton;

namespace lookalike {

class GroupsList;
class OrderButton;

/// The left side of the duplicates page: how much there is, chips that filter by relation, the
/// order, and the list itself.
class GroupsPanel : public QFrame {
    Q_OBJECT

public:
    /// `model` and `thumbnails` must outlive the panel.
    GroupsPanel(GroupsModel& model, ThumbnailProvider& thumbnails, QWidget* parent = nullptr);

    [[nodiscard]] GroupsList& list() { return *m_list; }
    void setSort(GroupsModel::Sort sort);

protected:
    void resizeEvent(QResizeEvent* event) override;

private:
    void update();
    void updateSummary();
    void showChips();
    void chooseRelation(Relation relation, bool on);

    GroupsModel& m_model;
    QLabel* m_summary;
    OrderButton* m_sort;
    QWidget* m_chipArea;
    std::map<Relation, QToolButton*> m_chips;
    GroupsList* m_list;
    int m_kinds = 0; ///< of groups that there are
};

} // namespace lookalike
