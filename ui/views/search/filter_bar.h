// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/catalog/content_filter.h"
#include "core/catalog/rows.h"

#include <QFrame>
#include <vector>

class QBoxLayout;
class QCheckBox;
class QDateEdit;
class QMenu;
class QPushButton;
class QToolButton;

namespace lookalike {

/// The filters that fold out below the query. Every change acts at once.
class FilterBar : public QFrame {
    Q_OBJECT

public:
    explicit FilterBar(QWidget* parent = nullptr);

    void setFolders(const std::vector<FolderRow>& folders);
    void setFilter(const ContentFilter& filter);
    [[nodiscard]] static int activeCount(const ContentFilter& filter);

Q_SIGNALS:
    void filterEdited(const lookalike::ContentFilter& filter);

private:
    [[nodiscard]] QToolButton* addButton(const QString& icon);
    /// A panel inside the button's menu that stays open while it is used.
    [[nodiscard]] QBoxLayout* addPanel(QToolButton* button);
    void buildFolders();
    void buildDates();
    void buildFormats();
    void buildSizes();
    void buildShapes();
    void update();
    void edited();
    void editDates();

    ContentFilter m_filter;
    std::vector<FolderRow> m_folders;
    QToolButton* m_folderButton;
    QToolButton* m_dateButton;
    QToolButton* m_formatButton;
    QToolButton* m_sizeButton;
    QToolButton* m_shapeButton;
    QBoxLayout* m_folderPanel;
    QCheckBox* m_fromUsed;
    QDateEdit* m_from;
    QCheckBox* m_toUsed;
    QDateEdit* m_to;
    std::vector<std::pair<QCheckBox*, ImageFormat>> m_formats;
    QCheckBox* m_photosOnly;
    QCheckBox* m_originalsOnly;
    QPushButton* m_clear;
};

} // namespace lookalike
