// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/duplicates/keeper_rules_dialog.h"

#include "ui/bridge/conversions.h"
#include "ui/bridge/library_session.h"
#include "ui/text/display_text.h"
#include "ui/text/keeper_text.h"
#include "ui/widgets/dialog_size.h"
#include "ui/widgets/icons.h"
#include "ui/widgets/theme.h"

#include <QFileDialog>
#include <QHBoxLayout>
#include <QLabel>
#include <QListWidget>
#include <QPushButton>
#include <QShortcut>

namespace lookalike {

namespace {

constexpr int kValueRole = Qt::UserRole; ///< a rule's number, or a folder's bytes

} // namespace

KeeperRulesDialog::KeeperRulesDialog(LibrarySession& session, QWidget* parent)
    : QDialog(parent)
    , m_session(session)
{
    setWindowTitle(tr("Rules for what to keep"));
    resizeToFit(*this, {520, 620});
    m_problem = plainLabel({}, this);
    m_problem->setWordWrap(true);
    m_problem->hide();
    auto* close = new QPushButton(tr("Close"), this);
    close->setDefault(true);
    auto* buttons = new QHBoxLayout;
    buttons->addWidget(m_problem, 1);
    buttons->addStretch(0);
    buttons->addWidget(close);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 16, 16, 16);
    layout->setSpacing(metrics::kMargin);
    layout->addWidget(buildRules(), 2);
    layout->addWidget(buildFolders(), 1);
    layout->addLayout(buttons);
    connect(close, &QPushButton::clicked, this, &QDialog::accept);
    m_rules->setFocus();
    refresh();
}

QWidget* KeeperRulesDialog::buildRules()
{
    auto* area = new QWidget(this);
    auto* title = plainLabel(tr("Order of the rules"), area);
    title->setProperty("heading", true);
    auto* hint = secondaryLabel(
        tr("The first rule in which two photos differ decides which one is kept."), area);
    hint->setWordWrap(true);
    m_rules = new QListWidget(area);
    m_rules->setAccessibleName(tr("Rules, most important first"));
    m_up = new QPushButton(lineIcon(QStringLiteral("up")), tr("Move up"), area);
    m_up->setToolTip(tr("Move up (Alt+Up)"));
    m_down = new QPushButton(lineIcon(QStringLiteral("down")), tr("Move down"), area);
    m_down->setToolTip(tr("Move down (Alt+Down)"));
    auto* buttons = new QHBoxLayout;
    buttons->addWidget(m_up);
    buttons->addWidget(m_down);
    buttons->addStretch(1);
    auto* layout = new QVBoxLayout(area);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(metrics::kGap);
    layout->addWidget(title);
    layout->addWidget(hint);
    layout->addWidget(m_rules, 1);
    layout->addLayout(buttons);
    connect(m_up, &QPushButton::clicked, this, [this] { move(-1); });
    connect(m_down, &QPushButton::clicked, this, [this] { move(1); });
    // Not the buttons' own shortcuts: those wait until a button has been seen to go down.
    new QShortcut(QKeySequence(tr("Alt+Up")), this, [this] { move(-1); });
    new QShortcut(QKeySequence(tr("Alt+Down")), this, [this] { move(1); });
    connect(m_rules, &QListWidget::currentRowChanged, this, &KeeperRulesDialog::updateButtons);
    return area;
}

QWidget* KeeperRulesDialog::buildFolders()
{
    auto* area = new QWidget(this);
    auto* title = plainLabel(tr("Protected folders"), area);
    title->setProperty("heading", true);
    auto* hint = secondaryLabel(
        tr("Photos in these folders and their subfolders never go to the trash."), area);
    hint->setWordWrap(true);
    m_folders = new QListWidget(area);
    m_folders->setAccessibleName(tr("Protected folders"));
    m_folders->setTextElideMode(Qt::ElideMiddle);
    auto* add = new QPushButton(lineIcon(QStringLiteral("plus")), tr("Protect a folder…"), area);
    m_remove = new QPushButton(tr("Remove protection"), area);
    auto* buttons = new QHBoxLayout;
    buttons->addWidget(add);
    buttons->addWidget(m_remove);
    buttons->addStretch(1);
    auto* layout = new QVBoxLayout(area);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(metrics::kGap);
    layout->addWidget(title);
    layout->addWidget(hint);
    layout->addWidget(m_folders, 1);
    layout->addLayout(buttons);
    connect(add, &QPushButton::clicked, this, [this] {
        const QString folder = QFileDialog::getExistingDirectory(this, tr("Protect a folder"));
        if (!folder.isEmpty())
            protect(toPath(folder), true);
    });
    connect(m_remove, &QPushButton::clicked, this, [this] {
        if (const QListWidgetItem* item = m_folders->currentItem())
            protect(pathFromBytes(item->data(kValueRole).toByteArray()), false);
    });
    connect(m_folders, &QListWidget::currentRowChanged, this, &KeeperRulesDialog::updateButtons);
    return area;
}

void KeeperRulesDialog::refresh()
{
    m_session.run(
        this, [](PhotoLibrary& library) { return library.duplicates().keeperRules(); },
        [this](const Result<std::vector<KeeperRule>>& rules) {
            if (rules)
                showRules(*rules);
        });
    m_session.run(
        this, [](PhotoLibrary& library) { return library.duplicates().protectedFolders(); },
        [this](const Result<std::vector<std::filesystem::path>>& folders) {
            if (folders)
                showFolders(*folders);
        });
    updateButtons();
}

void KeeperRulesDialog::showRules(const std::vector<KeeperRule>& rules)
{
    const int row = std::max(0, m_rules->currentRow());
    m_rules->clear();
    for (const KeeperRule rule : rules) {
        auto* item = new QListWidgetItem(
            tr("%1. %2", "place, rule").arg(m_rules->count() + 1).arg(text::rule(rule)), m_rules);
        item->setToolTip(text::ruleMeaning(rule));
        item->setData(kValueRole, static_cast<int>(rule));
    }
    m_rules->setCurrentRow(std::min(row, m_rules->count() - 1));
}

void KeeperRulesDialog::showFolders(const std::vector<std::filesystem::path>& folders)
{
    m_folders->clear();
    for (const auto& folder : folders) {
        auto* item = new QListWidgetItem(lineIcon(QStringLiteral("shield"), IconTint::Secondary),
                                         lookalike::displayText(folder), m_folders);
        item->setData(kValueRole, pathBytes(folder));
    }
    updateButtons();
}

void KeeperRulesDialog::move(int by)
{
    const int row = m_rules->currentRow();
    const int target = row + by;
    if (row < 0 || target < 0 || target >= m_rules->count())
        return;
    std::vector<KeeperRule> rules;
    for (int i = 0; i < m_rules->count(); ++i)
        rules.push_back(static_cast<KeeperRule>(m_rules->item(i)->data(kValueRole).toInt()));
    std::swap(rules[static_cast<std::size_t>(row)], rules[static_cast<std::size_t>(target)]);
    m_rules->setCurrentRow(target);
    showRules(rules);
    save(std::move(rules));
}

void KeeperRulesDialog::save(std::vector<KeeperRule> rules)
{
    m_next = std::move(rules);
    if (m_saving)
        return; // one after the other, so that the last order wins
    m_saving = true;
    m_session.run(
        this,
        [rules = *std::exchange(m_next, std::nullopt)](PhotoLibrary& library) {
            return library.duplicates().setKeeperRules(rules);
        },
        [this](const Result<>& done) {
            m_saving = false;
            m_problem->setVisible(!done);
            if (!done) {
                m_problem->setText(displayError(done.error()));
                m_next.reset();
                refresh();
            } else if (m_next) {
                save(*std::exchange(m_next, std::nullopt));
            } else {
                Q_EMIT rulesChanged();
            }
        });
}

void KeeperRulesDialog::protect(const std::filesystem::path& folder, bool isProtected)
{
    m_session.run(
        this,
        [folder, isProtected](PhotoLibrary& library) {
            return library.duplicates().setProtected(folder, isProtected);
        },
        [this](const Result<>& done) {
            m_problem->setVisible(!done);
            if (!done)
                m_problem->setText(displayError(done.error()));
            refresh();
            Q_EMIT protectionChanged();
        });
}

void KeeperRulesDialog::updateButtons()
{
    const int row = m_rules->currentRow();
    m_up->setEnabled(row > 0);
    m_down->setEnabled(row >= 0 && row + 1 < m_rules->count());
    m_remove->setEnabled(m_folders != nullptr && m_folders->currentRow() >= 0);
}

} // namespace lookalike
