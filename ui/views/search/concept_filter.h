// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/catalog/content_filter.h"
#include "ui/bridge/concept_runner.h"
#include "ui/views/search/filter_button.h"

#include <vector>

namespace lookalike {

/// The concepts that photos must belong to one of. Hidden where there are none. GUI thread.
class ConceptFilter : public FilterButton {
    Q_OBJECT

public:
    explicit ConceptFilter(QWidget* parent = nullptr);

    /// Must outlive the filter.
    void setConcepts(const ConceptRunner& concepts);
    /// Shows the filter's concepts.
    void setFilter(const ContentFilter& filter);

Q_SIGNALS:
    void edited(const std::vector<lookalike::ConceptId>& concepts);

private:
    void build();
    void update();

    const ConceptRunner* m_concepts = nullptr;
    std::vector<ConceptId> m_used;
};

} // namespace lookalike
