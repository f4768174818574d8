// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/search/concept_filter.h"

#include "ui/text/display_text.h"

#include <QMenu>
#include <algorithm>

namespace lookalike {

ConceptFilter::ConceptFilter(QWidget* parent)
    : FilterButton(QStringLiteral("concept"), parent)
{
    hide();
}

void ConceptFilter::setConcepts(const ConceptRunner& concepts)
{
    m_concepts = &concepts;
    connect(&concepts, &ConceptRunner::listed, this, &ConceptFilter::build);
    build();
}

void ConceptFilter::build()
{
    clearMenu();
    for (const ConceptSummary& summary : m_concepts->list()) {
        QAction* const action = menu()->addAction(plainButtonText(m_concepts->nameOf(summary.id)),
                                                  this, [this, id = summary.id] {
                                                      if (std::erase(m_used, id) == 0)
                                                          m_used.push_back(id);
                                                      update();
                                                      Q_EMIT edited(m_used);
                                                  });
        action->setCheckable(true);
        action->setData(static_cast<qlonglong>(summary.id.value()));
    }
    update();
}

void ConceptFilter::setFilter(const ContentFilter& filter)
{
    m_used = filter.concepts;
    update();
}

void ConceptFilter::update()
{
    for (QAction* action : menu()->actions())
        action->setChecked(std::ranges::any_of(m_used, [&](ConceptId id) {
            return static_cast<qlonglong>(id.value()) == action->data().toLongLong();
        }));
    QString text = tr("Any concept");
    if (m_used.size() == 1)
        text = m_concepts == nullptr ? QString() : m_concepts->nameOf(m_used.front());
    else if (!m_used.empty())
        text = tr("%Ln concepts", nullptr, static_cast<int>(m_used.size()));
    show(text, !m_used.empty());
    setVisible(m_concepts != nullptr && (!m_concepts->list().empty() || !m_used.empty()));
}

} // namespace lookalike
