// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/catalog/content_filter.h"
#include "core/catalog/rows.h"
#include "ui/views/search/filter_button.h"

#include <vector>

class QCheckBox;

namespace lookalike {

/// The folders that photos must lie in: those of the library, and any that the user chooses below
/// them, with or without their subfolders. GUI thread.
class FolderFilter : public FilterButton {
    Q_OBJECT

public:
    explicit FolderFilter(QWidget* parent = nullptr);

    void setFolders(const std::vector<FolderRow>& folders);
    /// Shows the filter's folders.
    void setFilter(const ContentFilter& filter);

Q_SIGNALS:
    void edited(const std::vector<std::filesystem::path>& folders, bool withSubfolders);

private:
    void build();
    void addBox(QBoxLayout& panel, const std::filesystem::path& folder, bool isBelow);
    void choose();
    void update();
    void announce();
    [[nodiscard]] QString summary() const;

    std::vector<std::filesystem::path> m_roots;
    std::vector<std::filesystem::path> m_chosen; ///< others that were chosen; they stay in the list
    std::vector<std::filesystem::path> m_used;
    bool m_withSubfolders = true;
    std::vector<std::pair<QCheckBox*, std::filesystem::path>> m_boxes;
    QCheckBox* m_subfolders = nullptr;
};

} // namespace lookalike
