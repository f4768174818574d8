// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/ids.h"
#include "ui/widgets/place_keeper.h"

#include <QListView>
#include <QTimer>
#include <vector>

namespace lookalike {

class GroupsModel;
class ThumbnailProvider;

/// The groups as a list that scrolls as smoothly with 50,000 of them as with five. Keeps the
/// selection, the current group and the place when the model is reset.
class GroupsList : public QListView {
    Q_OBJECT

public:
    /// `model` and `thumbnails` must outlive the list.
    GroupsList(GroupsModel& model, ThumbnailProvider& thumbnails, QWidget* parent = nullptr);

    /// -1: none.
    [[nodiscard]] int currentRow() const;
    void setCurrentRow(int row);
    [[nodiscard]] QList<int> selectedRows() const;

Q_SIGNALS:
    void currentRowChanged(int row); ///< -1: none
    void selectedCountChanged(int count);
    void applyRequested(); ///< the Enter key of the number block

protected:
    void currentChanged(const QModelIndex& current, const QModelIndex& previous) override;
    void selectionChanged(const QItemSelection& selected,
                          const QItemSelection& deselected) override;
    void keyPressEvent(QKeyEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void showEvent(QShowEvent* event) override;

private:
    void remember();
    void restore();
    void askForThumbnails();

    GroupsModel& m_model;
    ThumbnailProvider& m_thumbnails;
    PlaceKeeper m_place;
    QTimer m_askSoon; ///< collects scroll steps into one request
    GroupId m_current;
    int m_currentRow = -1;
    std::vector<GroupId> m_selected;
    GroupId m_anchor; ///< stays where it is on the screen
    int m_anchorTop = 0;
    int m_scroll = 0;
    bool m_resetting = false;
};

} // namespace lookalike
