// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/dialogs/models_dialog.h"

#include "ui/bridge/conversions.h"
#include "ui/bridge/library_session.h"
#include "ui/text/amounts.h"
#include "ui/text/display_text.h"
#include "ui/views/dialogs/plain_table.h"
#include "ui/views/dialogs/spaces_list.h"
#include "ui/widgets/dialog_size.h"
#include "ui/widgets/flow_layout.h"
#include "ui/widgets/theme.h"

#include <QFileDialog>
#include <QHBoxLayout>
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

QString statedLicence(const QString& licence)
{
    return licence.isEmpty() ? ModelsDialog::tr("not stated") : licence;
}

/// The built-in weights have the program's own licence.
QString licenceText(const ModelEntry& model)
{
    return model.builtIn ? QStringLiteral("GPL-3.0-or-later") : statedLicence(model.licence);
}

QString stateText(const ModelEntry& model)
{
    if (model.inUse)
        return ModelsDialog::tr("in use");
    if (model.builtIn)
        return ModelsDialog::tr("built in");
    return model.installed ? ModelsDialog::tr("installed") : ModelsDialog::tr("not installed");
}

QString speedText(const ModelEntry& model)
{
    if (model.speed <= 0)
        return QStringLiteral("–");
    return ModelsDialog::tr("%1 photos/s")
        .arg(QLocale().toString(model.speed, 'f', model.speed < 10 ? 1 : 0));
}

} // namespace

ModelsDialog::ModelsDialog(ModelManager& manager, LibrarySession& session, QWidget* parent)
    : QDialog(parent)
    , m_manager(manager)
    , m_session(session)
    , m_list(plainTable(
          tr("Models"),
          {tr("Model"), tr("State"), tr("Size"), tr("Speed"), tr("Licence"), tr("Best for")}, this))
    , m_id(new QLineEdit(this))
    , m_message(plainLabel({}, this))
    , m_progress(new QProgressBar(this))
    , m_use(new QPushButton(tr("&Use"), this))
    , m_download(new QPushButton(tr("&Download…"), this))
    , m_add(new QPushButton(tr("&Add from folder…"), this))
    , m_measure(new QPushButton(tr("&Test speed"), this))
    , m_verify(new QPushButton(tr("&Check files"), this))
    , m_remove(new QPushButton(tr("&Remove"), this))
    , m_cancel(new QPushButton(tr("Cancel"), this))
{
    setWindowTitle(tr("Models"));
    resizeToFit(*this, {1080, 560});
    buildLayout();
    wire();
    show(m_manager.models());
    m_progress->setVisible(m_manager.isBusy()); // an earlier dialog may have started it
    m_cancel->setVisible(m_manager.isBusy());
    m_manager.refresh();
    m_list->setFocus();
}

void ModelsDialog::buildLayout()
{
    m_id->setAccessibleName(tr("Name of a Hugging Face model"));
    m_id->setPlaceholderText(tr("Hugging Face model, e.g. facebook/dinov2-small"));
    m_message->setWordWrap(true);
    m_message->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_progress->setRange(0, kProgressSteps);
    m_progress->setAccessibleName(tr("Progress"));
    auto* close = new QPushButton(tr("Close"), this);
    connect(close, &QPushButton::clicked, this, &QDialog::accept);

    auto* hint = secondaryLabel(tr("Switching to another model reads all photos again. Until then, "
                                   "searches use the previous model."),
                                this);
    hint->setWordWrap(true);
    auto* buttons = new FlowLayout(metrics::kGap);
    for (QPushButton* button : {m_use, m_measure, m_add, m_verify, m_remove})
        buttons->addWidget(button);
    auto* other = new QHBoxLayout;
    other->addWidget(m_id, 1);
    other->addWidget(m_download);
    auto* running = new QHBoxLayout;
    running->addWidget(m_progress, 1);
    running->addWidget(m_cancel);
    auto* spaces = new SpacesList(m_session, this);
    connect(spaces, &SpacesList::told, m_message, &QLabel::setText);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(16, 16, 16, 16);
    layout->setSpacing(metrics::kMargin);
    layout->addWidget(hint);
    layout->addWidget(m_list, 1);
    layout->addLayout(buttons);
    layout->addLayout(other);
    layout->addLayout(running);
    layout->addWidget(m_message);
    layout->addWidget(spaces);
    layout->addWidget(close, 0, Qt::AlignRight);
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
        m_message->setText(tr("Looking up the model…"));
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
    onSelected(m_measure, &ModelManager::measure);
    onSelected(m_verify, &ModelManager::verify);
    onSelected(m_remove, &ModelManager::remove);
    connect(m_measure, &QPushButton::clicked, this,
            [this] { m_message->setText(tr("Testing the speed…")); });
    connect(m_cancel, &QPushButton::clicked, &m_manager, &ModelManager::cancel);

    connect(&m_manager, &ModelManager::listed, this, &ModelsDialog::show);
    connect(&m_manager, &ModelManager::described, this, &ModelsDialog::confirm);
    connect(&m_manager, &ModelManager::done, m_message, &QLabel::setText);
    connect(&m_manager, &ModelManager::chosen, this, [this] {
        m_message->setText(
            tr("Switched to this model. Searches use the old model until all photos are read."));
    });
    connect(&m_manager, &ModelManager::failed, this,
            [this](const Error& error) { m_message->setText(displayError(error)); });
    connect(&m_manager, &ModelManager::busyChanged, this, [this](bool busy) {
        m_progress->setValue(0);
        m_progress->setVisible(busy);
        m_cancel->setVisible(busy);
        updateButtons();
    });
    connect(
        &m_manager, &ModelManager::progressed, this,
        [this](const QString& file, quint64 done, quint64 total) {
            m_progress->setValue(total == 0 ? 0 : static_cast<int>(done * kProgressSteps / total));
            m_message->setText(tr("%1: %2 of %3").arg(file, text::bytes(done), text::bytes(total)));
        });
}

void ModelsDialog::show(const std::vector<ModelEntry>& models)
{
    const ModelEntry* const before = selected();
    const QString name = before == nullptr ? QString() : before->name;
    m_list->clear();
    m_models = models;
    for (const ModelEntry& model : m_models) {
        auto* item =
            new QTreeWidgetItem(m_list, {model.name, stateText(model), text::bytes(model.bytes),
                                         speedText(model), licenceText(model), model.purpose});
        item->setToolTip(5, plainToolTip(model.purpose));
        item->setToolTip(3, model.speed > 0 ? model.device : tr("Not tested yet"));
        if (model.inUse) {
            QFont bold = item->font(0);
            bold.setBold(true);
            item->setFont(0, bold);
        }
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
                        .arg(QString::fromStdString(model.id.text()), text::bytes(model.bytes())),
                    QMessageBox::NoButton, this);
    QPushButton* download = box.addButton(tr("&Download"), QMessageBox::YesRole);
    box.setDefaultButton(box.addButton(tr("Cancel"), QMessageBox::RejectRole));
    box.setTextFormat(Qt::PlainText);
    box.setInformativeText(
        tr("Licence: %1\nTerms: %2/%3\nCommit: %4")
            .arg(
                statedLicence(QString::fromStdString(displayText(std::string_view(model.licence)))),
                QString::fromStdString(model.endpoint), QString::fromStdString(model.id.text()),
                QString::fromStdString(model.commit)));
    box.exec();
    if (box.clickedButton() == download)
        m_manager.download(model);
}

void ModelsDialog::chooseFolder()
{
    const QString folder = QFileDialog::getExistingDirectory(this, tr("Choose a model folder"));
    if (!folder.isEmpty())
        m_manager.add(toPath(folder));
}

void ModelsDialog::updateButtons()
{
    const ModelEntry* const model = selected();
    const bool free = !m_manager.isBusy();
    const bool installed = free && model != nullptr && model->installed;
    m_use->setEnabled(installed && !model->inUse);
    m_measure->setEnabled(installed);
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
