// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/library/photo_library.h"

#include <QFrame>
#include <functional>
#include <utility>
#include <vector>

class QAction;
class QCheckBox;
class QPushButton;

namespace lookalike {

class ConceptFilter;
class ConceptRunner;
class DateFilter;
class FilterButton;
class FolderFilter;

/// The filters that fold out below the query. Every change acts at once.
class FilterBar : public QFrame {
    Q_OBJECT

public:
    explicit FilterBar(QWidget* parent = nullptr);

    /// What there is to choose from.
    void setStatus(const LibraryStatus& status);
    /// Must outlive the bar.
    void setConcepts(const ConceptRunner& concepts);
    void setFilter(const ContentFilter& filter);
    [[nodiscard]] static int activeCount(const ContentFilter& filter);

Q_SIGNALS:
    void filterEdited(const lookalike::ContentFilter& filter);

private:
    template <class Button, class... Arguments>
    Button* addButton(Arguments&&... arguments);
    /// Adds a command to the button's menu that is ticked where `isChosen`.
    void addChoice(FilterButton& button, const QString& text,
                   const std::function<bool(const ContentFilter&)>& isChosen,
                   const std::function<void(ContentFilter&)>& choose);
    void buildFormats();
    void buildSizes();
    void buildShapes();
    void update();
    void edited();

    ContentFilter m_filter;
    FolderFilter* m_folders;
    ConceptFilter* m_concepts;
    DateFilter* m_dates;
    FilterButton* m_formatButton;
    FilterButton* m_sizeButton;
    FilterButton* m_shapeButton;
    std::vector<std::pair<QAction*, std::function<bool(const ContentFilter&)>>> m_choices;
    std::vector<std::pair<QCheckBox*, ImageFormat>> m_formats;
    QCheckBox* m_photosOnly;
    QCheckBox* m_originalsOnly;
    QPushButton* m_clear;
};

} // namespace lookalike
