// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/panels/concepts_panel.h"

#include "ui/bridge/concept_runner.h"
#include "ui/text/amounts.h"
#include "ui/text/display_text.h"
#include "ui/widgets/icons.h"
#include "ui/widgets/item_menu.h"
#include "ui/widgets/shaded_row_delegate.h"
#include "ui/widgets/theme.h"

#include <QKeyEvent>
#include <QLabel>
#include <QListView>
#include <QVBoxLayout>
#include <algorithm>

namespace lookalike {

namespace {

constexpr int kConceptRole = Qt::UserRole;
constexpr int kMostRows = 8; ///< shown without scrolling

} // namespace

ConceptsPanel::ConceptsPanel(ConceptRunner& concepts, FillMenu fill, QWidget* parent)
    : QWidget(parent)
    , m_concepts(concepts)
    , m_list(new QListView(this))
{
    auto* title = plainLabel(tr("Concepts"), this);
    title->setProperty("heading", true);
    title->setContentsMargins(metrics::kMargin, 0, metrics::kMargin, 0);
    m_list->setObjectName(QStringLiteral("conceptList"));
    m_list->setAccessibleName(tr("Concepts"));
    m_list->setModel(&m_model);
    m_list->setFrameShape(QFrame::NoFrame);
    m_list->setItemDelegate(new ShadedRowDelegate(m_list));
    m_list->setMouseTracking(true);
    m_list->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_list->setUniformItemSizes(true);
    m_list->setIconSize({metrics::kIcon, metrics::kIcon});
    m_list->setTextElideMode(Qt::ElideMiddle);
    m_list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_list->installEventFilter(this);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, metrics::kGap, 0, 0);
    layout->setSpacing(metrics::kHalfGap);
    layout->addWidget(title);
    layout->addWidget(m_list);
    new ItemMenu(*m_list, [this, fill = std::move(fill)](QMenu& menu, const QModelIndex& index) {
        fill(menu, idOf(index));
    });
    const auto show = [this](const QModelIndex& index) { Q_EMIT showRequested(idOf(index)); };
    connect(m_list, &QAbstractItemView::clicked, this, show);
    connect(m_list, &QAbstractItemView::activated, this, show);
    connect(&m_concepts, &ConceptRunner::listed, this, &ConceptsPanel::update);
    update();
}

ConceptId ConceptsPanel::idOf(const QModelIndex& index) const
{
    return ConceptId(index.data(kConceptRole).toLongLong());
}

void ConceptsPanel::update()
{
    const auto& list = m_concepts.list();
    const ConceptId current = idOf(m_list->currentIndex());
    m_model.setRowCount(static_cast<int>(list.size()));
    for (int row = 0; row < m_model.rowCount(); ++row) {
        const ConceptSummary& summary = list[static_cast<std::size_t>(row)];
        auto* item = new QStandardItem;
        const QString name = m_concepts.nameOf(summary.id);
        item->setText(summary.members ? tr("%1 (%2)").arg(name, text::number(*summary.members))
                                      : name);
        item->setAccessibleText(
            summary.members ? tr("%1, %2").arg(name, text::photos(*summary.members)) : name);
        item->setIcon(lineIcon(QStringLiteral("concept")));
        item->setToolTip(plainToolTip(
            tr("%1\n%2 as examples, %3 as counterexamples")
                .arg(name, text::photos(summary.examples), text::photos(summary.counterexamples))));
        item->setData(static_cast<qlonglong>(summary.id.value()), kConceptRole);
        m_model.setItem(row, item);
    }
    const int rows = std::min(m_model.rowCount(), kMostRows);
    m_list->setFixedHeight(rows * std::max(m_list->sizeHintForRow(0), 1) + 2);
    setVisible(!list.empty());
    setShown(m_shown);
    if (!m_list->currentIndex().isValid() && current.isValid())
        for (int row = 0; row < m_model.rowCount(); ++row)
            if (idOf(m_model.index(row, 0)) == current)
                m_list->selectionModel()->setCurrentIndex(m_model.index(row, 0),
                                                          QItemSelectionModel::NoUpdate);
}

void ConceptsPanel::setShown(ConceptId id)
{
    m_shown = id;
    m_list->clearSelection();
    for (int row = 0; row < m_model.rowCount() && id.isValid(); ++row)
        if (idOf(m_model.index(row, 0)) == id)
            m_list->setCurrentIndex(m_model.index(row, 0));
}

bool ConceptsPanel::eventFilter(QObject* object, QEvent* event)
{
    if (event->type() == QEvent::KeyPress &&
        static_cast<const QKeyEvent*>(event)->matches(QKeySequence::Delete) &&
        m_list->currentIndex().isValid()) {
        Q_EMIT removeRequested(idOf(m_list->currentIndex()));
        return true;
    }
    return QWidget::eventFilter(object, event);
}

} // namespace lookalike
