// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/dialogs/backups_dialog.h"

#include "ui/text/amounts.h"
#include "ui/text/dates.h"
#include "ui/text/display_text.h"
#include "ui/widgets/theme.h"

#include <QDateTime>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLocale>
#include <QMessageBox>
#include <QProgressBar>
#include <QPushButton>
#include <QTreeWidget>
#include <algorithm>

namespace lookalike {

namespace {

QString kindText(BackupKind kind)
{
    switch (kind) {
    case BackupKind::Daily:
        return BackupsDialog::tr("daily");
    case BackupKind::BeforeUpgrade:
        return BackupsDialog::tr("before an upgrade");
    case BackupKind::OnRequest:
        break;
    }
    return BackupsDialog::tr("manual");
}

QString stateText(const CatalogBackup& backup)
{
    if (backup.damage)
        return BackupsDialog::tr("damaged");
    return backup.checksum.empty() ? BackupsDialog::tr("verified when restored")
                                   : BackupsDialog::tr("verified when created");
}

bool agreed(QWidget* parent, const QString& title, const QString& text, const QString& yes)
{
    QMessageBox box(QMessageBox::Question, title, text, QMessageBox::Cancel, parent);
    box.setTextFormat(Qt::PlainText);
    QPushButton* const button = box.addButton(yes, QMessageBox::AcceptRole);
    box.setDefaultButton(button);
    box.exec();
    return box.clickedButton() == button;
}

void alignNumbers(QTreeWidgetItem& row)
{
    for (const int column : {2, 3, 4})
        row.setTextAlignment(column, Qt::AlignRight | Qt::AlignVCenter);
}

} // namespace

BackupsDialog::BackupsDialog(Background& background, const std::filesystem::path& catalog,
                             bool isOpen, const QString& damage, QWidget* parent)
    : QDialog(parent)
    , m_runner(background, catalog, isOpen)
    , m_introduction(plainLabel({}, this))
    , m_list(new QTreeWidget(this))
    , m_message(plainLabel({}, this))
    , m_progress(new QProgressBar(this))
    , m_restore(new QPushButton(tr("&Restore…"), this))
    , m_make(new QPushButton(tr("&Back up now"), this))
    , m_startOver(new QPushButton(tr("Start &over…"), this))
    , m_close(new QPushButton(tr("Close"), this))
{
    setWindowTitle(tr("Backups of the catalog"));
    resize(820, 420);
    buildLayout(damage);
    wire();
    updateButtons();
    m_runner.list();
}

void BackupsDialog::buildLayout(const QString& damage)
{
    m_introduction->setWordWrap(true);
    m_introduction->setText(
        damage.isEmpty()
            ? tr("The catalog stores the analysis of your photos and your decisions. It is backed "
                 "up once a day. The photos themselves are not in it.")
            : tr("%1\n\nRestore a backup, or start over with an empty catalog and read the photos "
                 "again. The damaged catalog is kept either way, and your photos are not affected.")
                  .arg(damage));
    m_list->setHeaderLabels(
        {tr("Created"), tr("Reason"), tr("Files"), tr("Decisions"), tr("Size"), tr("State")});
    alignNumbers(*m_list->headerItem());
    m_list->setRootIsDecorated(false);
    m_list->setUniformRowHeights(true);
    m_list->setAllColumnsShowFocus(true);
    m_list->setAccessibleName(tr("Backups"));
    m_list->header()->setSectionResizeMode(QHeaderView::ResizeToContents);
    m_message->setWordWrap(true);
    m_message->hide();
    m_progress->setRange(0, 0);
    m_progress->setAccessibleName(tr("Working"));
    m_progress->hide();
    m_make->setVisible(m_runner.isOpen());
    m_startOver->setVisible(!m_runner.isOpen());
    m_restore->setDefault(true);

    auto* buttons = new QHBoxLayout;
    buttons->addWidget(m_restore);
    buttons->addWidget(m_make);
    buttons->addWidget(m_startOver);
    buttons->addStretch(1);
    buttons->addWidget(m_close);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 16, 16, 16);
    layout->setSpacing(metrics::kMargin);
    layout->addWidget(m_introduction);
    layout->addWidget(m_list, 1);
    layout->addWidget(m_message);
    layout->addWidget(m_progress);
    layout->addLayout(buttons);
    m_list->setFocus();
}

void BackupsDialog::wire()
{
    connect(m_list, &QTreeWidget::itemSelectionChanged, this, &BackupsDialog::updateButtons);
    connect(m_list, &QTreeWidget::itemActivated, this, &BackupsDialog::confirmRestore);
    connect(m_restore, &QPushButton::clicked, this, &BackupsDialog::confirmRestore);
    connect(m_make, &QPushButton::clicked, &m_runner, &BackupRunner::makeBackup);
    connect(m_startOver, &QPushButton::clicked, this, &BackupsDialog::confirmStartOver);
    connect(m_close, &QPushButton::clicked, this, &QDialog::reject);
    connect(&m_runner, &BackupRunner::busyChanged, this, [this](bool busy) {
        m_progress->setVisible(busy);
        m_replacing = m_replacing && busy;
        updateButtons();
    });
    connect(&m_runner, &BackupRunner::listed, this, &BackupsDialog::fill);
    connect(&m_runner, &BackupRunner::made, this, [this](const std::filesystem::path& backup) {
        m_message->setText(tr("Backed up and verified: %1").arg(displayText(backup)));
        m_message->show();
        m_runner.list();
    });
    connect(&m_runner, &BackupRunner::restored, this, [this] { tellRestored(); });
    connect(&m_runner, &BackupRunner::failed, this, [this](const Error& error) {
        m_message->setText(displayError(error));
        m_message->show();
    });
}

void BackupsDialog::fill(const std::vector<CatalogBackup>& backups)
{
    m_backups = backups;
    m_list->clear();
    const QLocale locale;
    for (const CatalogBackup& backup : m_backups) {
        auto* item = new QTreeWidgetItem(m_list);
        item->setText(0, text::dateTime(backup.madeAt));
        item->setText(1, kindText(backup.kind));
        item->setText(2, backup.damage ? QString() : locale.toString(qulonglong{backup.files}));
        item->setText(3, backup.damage ? QString() : locale.toString(qulonglong{backup.decisions}));
        item->setText(4, text::bytes(backup.bytes));
        item->setText(5, stateText(backup));
        alignNumbers(*item);
        item->setToolTip(0, displayText(backup.file));
        if (backup.damage)
            item->setToolTip(5, displayError(*backup.damage));
    }
    const auto sound = std::find_if(m_backups.begin(), m_backups.end(),
                                    [](const CatalogBackup& backup) { return !backup.damage; });
    if (sound != m_backups.end())
        m_list->setCurrentItem(m_list->topLevelItem(static_cast<int>(sound - m_backups.begin())));
    if (m_backups.empty()) {
        m_message->setText(tr("There are no backups yet."));
        m_message->show();
    }
    updateButtons();
}

void BackupsDialog::confirmRestore()
{
    const CatalogBackup* const backup = selected();
    if (backup == nullptr || !m_restore->isEnabled())
        return;
    const QString later = m_runner.isOpen()
                              ? tr(" The backup replaces the catalog at the next start. Changes "
                                   "that you make until then stay in the current catalog.")
                              : QString();
    if (agreed(this, tr("Restore"),
               tr("Restore the backup of %1 with %2 files? The current catalog is kept, and photos "
                  "that were added since then are read again.")
                       .arg(text::dateTime(backup->madeAt),
                            QLocale().toString(qulonglong{backup->files})) +
                   later,
               tr("Restore")))
        replaceCatalog([&] { m_runner.restore(backup->file); });
}

void BackupsDialog::confirmStartOver()
{
    if (agreed(this, tr("Start over"),
               tr("Start over with an empty catalog? The current catalog is kept. Photos are read "
                  "again when you add their folders; decisions about duplicates are not carried "
                  "over."),
               tr("Start over")))
        replaceCatalog([&] { m_runner.archiveCatalog(); });
}

// The dialog stays open until the end, because the window has to open the new catalog.
void BackupsDialog::replaceCatalog(const std::function<void()>& start)
{
    m_replacing = true;
    start();
    updateButtons();
}

void BackupsDialog::reject()
{
    if (!m_replacing)
        QDialog::reject();
}

void BackupsDialog::tellRestored()
{
    if (!m_runner.isOpen()) {
        Q_EMIT replaced();
        accept();
        return;
    }
    m_message->setText(tr("The backup is ready. Restart Lookalike to use it."));
    m_message->show();
}

void BackupsDialog::updateButtons()
{
    const CatalogBackup* const backup = selected();
    m_restore->setEnabled(!m_runner.isBusy() && backup != nullptr && !backup->damage);
    m_make->setEnabled(!m_runner.isBusy());
    m_startOver->setEnabled(!m_runner.isBusy());
    m_close->setEnabled(!m_replacing);
}

const CatalogBackup* BackupsDialog::selected() const
{
    const auto items = m_list->selectedItems();
    const int row = items.isEmpty() ? -1 : m_list->indexOfTopLevelItem(items.front());
    return row < 0 ? nullptr : &m_backups[static_cast<std::size_t>(row)];
}

} // namespace lookalike
