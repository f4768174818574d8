// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/duplicates/decisions_dialog.h"

#include "ui/bridge/library_session.h"
#include "ui/text/dates.h"
#include "ui/text/display_text.h"
#include "ui/text/review_text.h"
#include "ui/widgets/dialog_size.h"
#include "ui/widgets/theme.h"

#include <QDateTime>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QTreeWidget>

namespace lookalike {

namespace {

constexpr int kIdRole = Qt::UserRole;

} // namespace

DecisionsDialog::DecisionsDialog(LibrarySession& session, QWidget* parent)
    : QDialog(parent)
    , m_session(session)
    , m_summary(plainLabel({}, this))
    , m_list(new QTreeWidget(this))
    , m_revoke(new QPushButton(tr("Revoke"), this))
{
    setWindowTitle(tr("Decisions"));
    resizeToFit(*this, {720, 440});
    m_summary->setWordWrap(true);
    m_list->setRootIsDecorated(false);
    m_list->setUniformRowHeights(true);
    m_list->setHeaderLabels({tr("Decision"), tr("Date"), tr("Photos")});
    m_list->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_list->setColumnWidth(0, 140);
    m_list->setColumnWidth(1, 140);
    m_list->header()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    m_list->setAccessibleName(tr("Decisions"));
    auto* close = new QPushButton(tr("Close"), this);
    close->setDefault(true);
    auto* buttons = new QHBoxLayout;
    buttons->addWidget(m_revoke);
    buttons->addStretch(1);
    buttons->addWidget(close);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 16, 16, 16);
    layout->setSpacing(metrics::kMargin);
    layout->addWidget(m_summary);
    layout->addWidget(m_list, 1);
    layout->addLayout(buttons);
    connect(m_revoke, &QPushButton::clicked, this, &DecisionsDialog::revoke);
    connect(close, &QPushButton::clicked, this, &QDialog::accept);
    connect(m_list, &QTreeWidget::itemSelectionChanged, this,
            [this] { m_revoke->setEnabled(!m_list->selectedItems().isEmpty()); });
    m_revoke->setEnabled(false);
    m_list->setFocus();
    refresh();
}

void DecisionsDialog::refresh()
{
    m_session.run(
        this, [](PhotoLibrary& library) { return library.duplicates().decisions(); },
        [this](const Result<std::vector<Decision>>& decisions) {
            if (decisions)
                show(*decisions);
            else
                m_summary->setText(displayError(decisions.error()));
        });
}

void DecisionsDialog::show(const std::vector<Decision>& decisions)
{
    m_list->clear();
    QList<QTreeWidgetItem*> rows;
    for (const Decision& decision : decisions) {
        QStringList names;
        QStringList paths;
        for (const auto& path : decision.paths) {
            names += displayName(path);
            paths += lookalike::displayText(path);
        }
        auto* row =
            new QTreeWidgetItem({text::decision(decision.kind), text::dateTime(decision.decidedAt),
                                 names.join(QStringLiteral(", "))});
        row->setToolTip(2, plainToolTip(paths.join(QLatin1Char('\n'))));
        row->setData(0, kIdRole, qlonglong(decision.id));
        rows += row;
    }
    m_list->addTopLevelItems(rows);
    m_summary->setText(
        decisions.empty()
            ? tr("No decisions yet. “Not duplicates” and “Keep all” are remembered here.")
            : tr("These groups are not shown again, even if their photos move. Revoke a decision "
                 "to see its group again."));
    if (!rows.isEmpty())
        m_list->setCurrentItem(rows.front());
}

void DecisionsDialog::revoke()
{
    std::vector<std::int64_t> ids;
    for (const QTreeWidgetItem* row : m_list->selectedItems())
        ids.push_back(row->data(0, kIdRole).toLongLong());
    m_session.run(
        this,
        [ids](PhotoLibrary& library) -> Result<> {
            for (const std::int64_t id : ids)
                if (auto revoked = library.duplicates().revoke(id); !revoked)
                    return revoked;
            return {};
        },
        [this](const Result<>& done) {
            Q_EMIT revoked();
            refresh();
            if (!done)
                m_summary->setText(displayError(done.error()));
        });
}

} // namespace lookalike
