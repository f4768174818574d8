// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/duplicates/only_with_bar.h"

#include "ui/models/groups_model.h"
#include "ui/widgets/icons.h"
#include "ui/widgets/theme.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>

namespace lookalike {

OnlyWithBar::OnlyWithBar(GroupsModel& groups, QWidget* parent)
    : QFrame(parent)
    , m_groups(groups)
    , m_text(plainLabel({}, this))
{
    setObjectName(QStringLiteral("onlyWithBar"));
    m_text->setWordWrap(true);
    auto* icon = new QLabel(this);
    icon->setPixmap(lineIcon(QStringLiteral("filter")).pixmap(metrics::kIcon));
    auto* all = new QPushButton(tr("Show all groups"), this);
    all->setAutoDefault(false);
    auto* layout = new QHBoxLayout(this);
    layout->setContentsMargins(metrics::kMargin, metrics::kHalfGap, metrics::kGap,
                               metrics::kHalfGap);
    layout->setSpacing(metrics::kGap);
    layout->addWidget(icon);
    layout->addWidget(m_text, 1);
    layout->addWidget(all);
    connect(all, &QPushButton::clicked, &m_groups, [this] { m_groups.setOnlyWith({}); });
    connect(&m_groups, &QAbstractItemModel::modelReset, this, &OnlyWithBar::update);
    update();
}

void OnlyWithBar::update()
{
    const int photos = m_groups.onlyWith().photos;
    m_text->setText(tr("Only groups with the %Ln selected photo(s) are shown.", nullptr, photos));
    setVisible(photos > 0);
}

} // namespace lookalike
