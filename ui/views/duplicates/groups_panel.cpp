// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/duplicates/groups_panel.h"

#include "ui/text/amounts.h"
#include "ui/text/relation_text.h"
#include "ui/views/duplicates/groups_list.h"
#include "ui/widgets/flow_layout.h"
#include "ui/widgets/order_button.h"
#include "ui/widgets/theme.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QToolButton>

namespace lookalike {

namespace {

QString sortText(GroupsModel::Sort sort)
{
    switch (sort) {
    case GroupsModel::Sort::Saving:
        return GroupsPanel::tr("Largest saving first");
    case GroupsModel::Sort::Relation:
        return GroupsPanel::tr("By kind");
    case GroupsModel::Sort::Count:
        return GroupsPanel::tr("Most photos first");
    case GroupsModel::Sort::Date:
        return GroupsPanel::tr("Newest first");
    case GroupsModel::Sort::Likeness:
        return GroupsPanel::tr("Similar photos together");
    }
    return {};
}

} // namespace

GroupsPanel::GroupsPanel(GroupsModel& model, ThumbnailProvider& thumbnails, QWidget* parent)
    : QFrame(parent)
    , m_model(model)
    , m_summary(plainLabel({}, this))
    , m_sort(new OrderButton(this))
    , m_chipArea(new QWidget(this))
    , m_list(new GroupsList(model, thumbnails, this))
{
    setObjectName(QStringLiteral("sidePanel"));
    m_summary->setFont(tabularFigures(font()));
    m_summary->setProperty("heading", true);
    m_summary->setWordWrap(true);
    m_summary->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    for (const auto sort :
         {GroupsModel::Sort::Saving, GroupsModel::Sort::Relation, GroupsModel::Sort::Count,
          GroupsModel::Sort::Date, GroupsModel::Sort::Likeness})
        m_sort->addOrder(sortText(sort), static_cast<int>(sort));
    connect(m_sort, &OrderButton::chosen, this,
            [this](int sort) { setSort(static_cast<GroupsModel::Sort>(sort)); });

    auto* chips = new FlowLayout(metrics::kHalfGap, m_chipArea);
    chips->setContentsMargins(metrics::kMargin, 0, metrics::kGap, metrics::kHalfGap);
    for (int i = 0; i < kRelationCount; ++i) {
        const auto relation = static_cast<Relation>(i);
        auto* chip = new QToolButton(m_chipArea);
        chip->setProperty("chip", true);
        chip->setCheckable(true);
        chip->setFocusPolicy(Qt::StrongFocus);
        chip->setToolTip(text::relationMeaning(relation));
        chips->addWidget(chip);
        m_chips.emplace(relation, chip);
        connect(chip, &QToolButton::clicked, this,
                [this, relation](bool on) { chooseRelation(relation, on); });
    }

    auto* top = new QHBoxLayout;
    top->setContentsMargins(metrics::kMargin, 0, metrics::kHalfGap, 0);
    top->addWidget(m_summary, 1);
    top->addWidget(m_sort);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, metrics::kHalfGap, 0, 0);
    layout->setSpacing(metrics::kHalfGap);
    layout->addLayout(top);
    layout->addWidget(m_chipArea);
    layout->addWidget(m_list, 1);
    connect(&m_model, &QAbstractItemModel::modelReset, this, &GroupsPanel::update);
    connect(&m_model, &QAbstractItemModel::dataChanged, this,
            [this](const QModelIndex&, const QModelIndex&, const QList<int>& roles) {
                if (roles.contains(GroupsModel::GainRole))
                    updateSummary();
            });
    setSort(m_model.sorting());
    update();
}

void GroupsPanel::setSort(GroupsModel::Sort sort)
{
    m_model.setSort(sort);
    m_sort->setOrder(static_cast<int>(sort));
}

void GroupsPanel::chooseRelation(Relation relation, bool on)
{
    std::set<Relation> relations = m_model.relations();
    if (on)
        relations.insert(relation);
    else
        relations.erase(relation);
    m_model.setRelations(std::move(relations));
}

void GroupsPanel::updateSummary()
{
    const int shown = m_model.rowCount();
    const bool suggests = m_model.countOf(Relation::SimilarShot) == 0;
    m_summary->setText(
        suggests
            ? tr("%Ln group(s), frees %1", nullptr, shown).arg(text::bytes(m_model.bytesToGain()))
            : tr("%Ln group(s)", nullptr, shown));
}

void GroupsPanel::update()
{
    updateSummary();
    m_kinds = 0;
    for (const auto& [relation, chip] : m_chips) {
        const int count = m_model.countOf(relation);
        const bool chosen = m_model.relations().contains(relation);
        const QString text =
            tr("%1 %2", "kind of group, how many")
                .arg(text::relation(relation), text::number(static_cast<std::uint64_t>(count)));
        chip->setText(text);
        chip->setAccessibleName(
            tr("Show only: %1, %Ln group(s)", nullptr, count).arg(text::relation(relation)));
        chip->setChecked(chosen);
        chip->setVisible(count > 0 || chosen);
        m_kinds += int(count > 0 || chosen);
    }
    showChips();
}

void GroupsPanel::showChips()
{
    // Above the photos of a narrow window the list itself needs the height.
    constexpr int kRoomForAll = 260;
    const bool chosen = !m_model.relations().empty();
    m_chipArea->setVisible(chosen || (m_kinds > 1 && height() >= kRoomForAll));
}

void GroupsPanel::resizeEvent(QResizeEvent* event)
{
    QFrame::resizeEvent(event);
    showChips();
}

} // namespace lookalike
