// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/models_dialog.h"

#include "ui/bridge/conversions.h"
#include "ui/views/theme.h"

#include <QFileDialog>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QMessageBox>
#include <QProgressBar>
#include <QPushButton>
#include <QTreeWidget>

namespace lookalike {

namespace {

constexpr int kProgressSteps = 1000;

QString licenceText(const QString& licence)
{
    return licence.isEmpty() ? ModelsDialog::tr("not stated") : licence;
}

QString stateText(const ModelEntry& model)
{
    if (model.inUse)
        return ModelsDialog::tr("in use");
    if (model.builtIn)
        return ModelsDialog::tr("built in");
    return model.installed ? ModelsDialog::tr("installed") : ModelsDialog::tr("can be downloaded");
}

} // namespace

ModelsDialog::ModelsDialog(ModelManager& manager, QWidget* parent)
    : QDialog(parent)
    , m_manager(manager)
    , m_list(new QTreeWidget(this))
    , m_id(new QLineEdit(this))
    , m_message(plainLabel({}, this))
    , m_progress(new QProgressBar(this))
    , m_use(new QPushButton(tr("&Use"), this))
    , m_download(new QPushButton(tr("&Download…"), this))
    , m_add(new QPushButton(tr("&Add from folder…"), this))
    , m_verify(new QPushButton(tr("&Check files"), this))
    , m_remove(new QPushButton(tr("&Remove"), this))
    , m_cancel(new QPushButton(tr("Cancel"), this))
{
    setWindowTitle(tr("Models"));
    resize(860, 460);
    buildLayout();
    wire();
    show(m_manager.models());
    m_progress->setVisible(m_manager.isBusy()); // from an earlier dialog
    m_cancel->setVisible(m_manager.isBusy());
    m_manager.refresh();
}

void ModelsDialog::buildLayout()
{
    m_list->setAccessibleName(tr("Models"));
    m_list->setRootIsDecorated(false);
    m_list->setUniformRowHeights(true);
    m_list->setHeaderLabels({tr("Model"), tr("State"), tr("Size"), tr("Licence"), tr("Good at")});
    m_list->header()->setSectionResizeMode(QHeaderView::ResizeToContents);
    m_id->setAccessibleName(tr("Name of a model on the hub"));
    m_id->setPlaceholderText(tr("Another model of the hub: owner/name"));
    m_message->setWordWrap(true);
    m_progress->setRange(0, kProgressSteps);
    m_progress->setAccessibleName(tr("Progress"));
    auto* close = new QPushButton(tr("Close"), this);
    connect(close, &QPushButton::clicked, this, &QDialog::accept);

    auto* other = new QHBoxLayout;
    other->addWidget(m_id, 1);
    other->addWidget(m_download);
    auto* running = new QHBoxLayout;
    running->addWidget(m_progress, 1);
    running->addWidget(m_cancel);
    auto* buttons = new QHBoxLayout;
    for (QPushButton* button : {m_use, m_add, m_verify, m_remove})
        buttons->addWidget(button);
    buttons->addStretch(1);
    buttons->addWidget(close);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 16, 16, 16);
    layout->setSpacing(metrics::kMargin);
    layout->addWidget(m_list, 1);
    layout->addLayout(other);
    layout->addWidget(m_message);
    layout->addLayout(running);
    layout->addLayout(buttons);
}

void ModelsDialog::wire()
{
    connect(m_list, &QTreeWidget::currentItemChanged, this, [this] {
        const ModelEntry* const model = selected();
        m_id->setText(model != nullptr && !model->installed ? model->name : QString());
        updateButtons();
    });
    connect(m_id, &QLineEdit::textChanged, this, &ModelsDialog::updateButtons);
    connect(m_id, &QLineEdit::returnPressed, m_download, &QPushButton::click);
    connect(m_download, &QPushButton::clicked, this, [this] {
        m_message->setText(tr("Asking the hub…"));
        m_manager.ask(m_id->text());
    });
    connect(m_add, &QPushButton::clicked, this, &ModelsDialog::chooseFolder);
    const auto onSelected = [this](QPushButton* button,
                                   void (ModelManager::*action)(const ModelEntry&)) {
        connect(button, &QPushButton::clicked, this, [this, action] {
            if (const ModelEntry* const model = selected())
                (m_manager.*action)(*model);
        });
    };
    onSelected(m_use, &ModelManager::use);
    onSelected(m_verify, &ModelManager::verify);
    onSelected(m_remove, &ModelManager::remove);
    connect(m_cancel, &QPushButton::clicked, &m_manager, &ModelManager::cancel);

    connect(&m_manager, &ModelManager::listed, this, &ModelsDialog::show);
    connect(&m_manager, &ModelManager::described, this, &ModelsDialog::confirm);
    connect(&m_manager, &ModelManager::done, m_message, &QLabel::setText);
    connect(&m_manager, &ModelManager::failed, this,
            [this](const Error& error) { m_message->setText(displayError(error)); });
    connect(&m_manager, &ModelManager::busyChanged, this, [this](bool busy) {
        m_progress->setValue(0);
        m_progress->setVisible(busy);
        m_cancel->setVisible(busy);
        updateButtons();
    });
    connect(&m_manager, &ModelManager::progressed, this,
            [this](const QString& file, quint64 done, quint64 total) {
                m_progress->setValue(total == 0 ? 0
                                                : static_cast<int>(done * kProgressSteps / total));
                m_message->setText(tr("%1: %2 of %3")
                                       .arg(file, QLocale().formattedDataSize(qint64(done)),
                                            QLocale().formattedDataSize(qint64(total))));
            });
}

void ModelsDialog::show(const std::vector<ModelEntry>& models)
{
    const ModelEntry* const before = selected();
    const QString name = before == nullptr ? QString() : before->name;
    m_list->clear();
    m_models = models;
    for (const ModelEntry& model : m_models) {
        auto* item = new QTreeWidgetItem(
            m_list, {model.name, stateText(model),
                     QLocale().formattedDataSize(static_cast<qint64>(model.bytes)),
                     model.builtIn ? QString() : licenceText(model.licence), model.purpose});
        if (model.name == name || m_list->currentItem() == nullptr)
            m_list->setCurrentItem(item);
    }
    updateButtons();
}

void ModelsDialog::confirm(const RemoteModel& model)
{
    m_message->clear();
    QMessageBox box(QMessageBox::Question, tr("Download a model"),
                    tr("Download %1 (%2)?")
                        .arg(QString::fromStdString(model.id.text()),
                             QLocale().formattedDataSize(static_cast<qint64>(model.bytes()))),
                    QMessageBox::Yes | QMessageBox::No, this);
    box.setTextFormat(Qt::PlainText);
    box.setInformativeText(
        tr("Licence: %1\nFrom: %2\nCommit: %3")
            .arg(licenceText(QString::fromStdString(displayText(std::string_view(model.licence)))),
                 QString::fromStdString(model.endpoint), QString::fromStdString(model.commit)));
    if (box.exec() == QMessageBox::Yes)
        m_manager.download(model);
}

void ModelsDialog::chooseFolder()
{
    const QString folder =
        QFileDialog::getExistingDirectory(this, tr("A folder in the Hugging Face layout"));
    if (!folder.isEmpty())
        m_manager.add(toPath(folder));
}

void ModelsDialog::updateButtons()
{
    const ModelEntry* const model = selected();
    const bool free = !m_manager.isBusy();
    const bool installed = free && model != nullptr && model->installed;
    m_use->setEnabled(installed && !model->inUse);
    m_verify->setEnabled(installed);
    m_remove->setEnabled(installed && !model->builtIn);
    m_add->setEnabled(free);
    m_download->setEnabled(free && !m_id->text().trimmed().isEmpty());
}

const ModelEntry* ModelsDialog::selected() const
{
    const int row = m_list->indexOfTopLevelItem(m_list->currentItem());
    return row < 0 || row >= static_cast<int>(m_models.size())
               ? nullptr
               : &m_models[static_cast<std::size_t>(row)];
}

} // namespace lookalike
