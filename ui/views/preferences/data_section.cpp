// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/preferences/data_section.h"

#include "core/base/paths.h"
#include "core/base/portable.h"
#include "core/library/data_folder.h"
#include "ui/bridge/conversions.h"
#include "ui/bridge/file_manager.h"
#include "ui/bridge/library_session.h"
#include "ui/text/amounts.h"
#include "ui/widgets/elided_label.h"
#include "ui/widgets/theme.h"

#include <QFileDialog>
#include <QHBoxLayout>
#include <QLabel>
#include <QMessageBox>
#include <QPointer>
#include <QProgressBar>
#include <QPushButton>
#include <QStyle>

namespace lookalike {

namespace {

constexpr int kSteps = 1000;

/// A folder with other things in it gets one of our own inside.
std::filesystem::path ownFolderIn(const std::filesystem::path& chosen)
{
    std::error_code error;
    if (std::filesystem::is_empty(chosen, error) || error ||
        std::filesystem::exists(chosen / "catalog.db", error) ||
        std::filesystem::exists(chosen / ".lookalike-moving", error))
        return chosen;
    return chosen / "Lookalike";
}

} // namespace

DataSection::DataSection(LibrarySession& session, bool fixed, QWidget* parent)
    : QWidget(parent)
    , m_session(session)
    , m_fixed(fixed)
    , m_place(new ElidedLabel(this))
    , m_note(secondaryLabel({}, this))
    , m_message(plainLabel({}, this))
    , m_progress(new QProgressBar(this))
    , m_change(new QPushButton(tr("&Move or change…"), this))
    , m_usual(new QPushButton(tr("&Usual place"), this))
    , m_show(new QPushButton(tr("Show in &file manager"), this))
    , m_cancel(new QPushButton(tr("Cancel"), this))
{
    m_note->setWordWrap(true);
    m_message->setWordWrap(true);
    m_message->hide();
    m_progress->setRange(0, kSteps);
    m_progress->setAccessibleName(tr("Progress"));
    m_usual->setToolTip(tr("Uses the catalog in the usual place again. The one here stays."));
    auto* buttons = new QHBoxLayout;
    for (QPushButton* button : {m_change, m_usual, m_show})
        buttons->addWidget(button);
    buttons->addStretch(1);
    auto* running = new QHBoxLayout;
    running->addWidget(m_progress, 1);
    running->addWidget(m_cancel);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(metrics::kGap);
    layout->addWidget(m_place);
    layout->addWidget(m_note);
    layout->addLayout(buttons);
    layout->addLayout(running);
    layout->addWidget(m_message);

    connect(m_change, &QPushButton::clicked, this, &DataSection::chooseFolder);
    connect(m_usual, &QPushButton::clicked, this, [this] { use({}); });
    connect(m_show, &QPushButton::clicked, this,
            [this] { showInFileManager(m_session.status().catalog); });
    connect(m_cancel, &QPushButton::clicked, this, [this] { m_stop.request_stop(); });
    connect(&m_session, &LibrarySession::statusChanged, this, &DataSection::refresh);
    connect(&m_session, &LibrarySession::problem, this, [this](const Error& error) {
        m_done.clear();
        say(displayError(error), true);
    });
    connect(&m_session, &LibrarySession::openFailed, this, [this](const Error& error) {
        setBusy(false);
        say(displayError(error), true);
    });
    // Also by somebody else: what is asked for meanwhile would have to wait, unseen.
    connect(&m_session, &LibrarySession::reopening, this, [this] { setBusy(true); });
    connect(&m_session, &LibrarySession::opened, this, [this] {
        setBusy(false);
        if (!m_done.isEmpty())
            say(std::exchange(m_done, {}), false);
    });
    setBusy(m_session.isOpening());
    refresh();
}

DataSection::~DataSection() = default;

void DataSection::refresh()
{
    const LibraryStatus& status = m_session.status();
    const auto place = status.catalog.empty() ? PhotoLibrary::defaultCatalog() : status.catalog;
    m_place->setText(lookalike::displayText(place), Qt::ElideMiddle);
    QString note = tr("%1 and its index %2. Backups and added models lie in the same folder.")
                       .arg(text::bytes(status.catalogBytes), text::bytes(status.indexBytes));
    if (m_fixed)
        note = tr("Given on the command line, for this start only.");
    else if (!portableFolder().empty())
        note = tr("Portable: everything lies beside the program, nothing anywhere else.");
    m_note->setText(note);
    const bool changeable = !m_fixed && portableFolder().empty();
    m_change->setVisible(changeable);
    m_usual->setVisible(changeable && !chosenDataFolder().empty());
}

void DataSection::chooseFolder()
{
    const QString chosen = QFileDialog::getExistingDirectory(
        this, tr("A folder for the catalog"),
        QFile::decodeName(pathBytes(userFolder(UserFolder::Data).parent_path())));
    if (chosen.isEmpty())
        return;
    const std::filesystem::path folder = ownFolderIn(toPath(chosen));
    const auto place = checkDataPlace(folder);
    if (!place)
        say(displayError(place.error()), true);
    else if (folder == userFolder(UserFolder::Data))
        say(tr("The catalog lies there already."), false);
    else
        propose(folder, *place);
}

void DataSection::propose(const std::filesystem::path& folder, DataPlace place)
{
    auto* box = new QMessageBox(this);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setIcon(QMessageBox::Question);
    box->setTextFormat(Qt::PlainText);
    box->setWindowTitle(tr("Catalog"));
    QPushButton* move = nullptr;
    QPushButton* use = nullptr;
    if (place == DataPlace::HasCatalog) {
        box->setText(tr("A catalog lies in %1.").arg(lookalike::displayText(folder)));
        box->setInformativeText(tr("The one in use stays where it is and can be used again."));
        use = box->addButton(tr("&Use that catalog"), QMessageBox::AcceptRole);
    } else {
        box->setText(tr("Keep the catalog in %1?").arg(lookalike::displayText(folder)));
        box->setInformativeText(
            tr("Moving copies the catalog, its backups and the added models, compares the copies, "
               "and then removes the old ones. Photos are not touched."));
        move = box->addButton(tr("&Move it there"), QMessageBox::AcceptRole);
        if (place == DataPlace::Empty)
            use = box->addButton(tr("&Begin a new one there"), QMessageBox::ActionRole);
    }
    QPushButton* cancel = box->addButton(tr("Cancel"), QMessageBox::RejectRole);
    box->setDefaultButton(move != nullptr ? move : cancel);
    connect(box, &QMessageBox::buttonClicked, this,
            [this, folder, move, use](QAbstractButton* clicked) {
                if (clicked == move && move != nullptr)
                    this->move(folder);
                else if (clicked == use && use != nullptr)
                    this->use(folder);
            });
    box->open();
}

void DataSection::move(const std::filesystem::path& folder)
{
    m_stop = std::stop_source();
    m_done = tr("The catalog now lies in %1.").arg(lookalike::displayText(folder));
    const auto onBytes = [session = &m_session, guard = QPointer<DataSection>(this)](
                             std::uint64_t done, std::uint64_t total) {
        const int step = total == 0 ? 0 : static_cast<int>(done * kSteps / total);
        QMetaObject::invokeMethod(
            session,
            [guard, step] {
                if (guard)
                    guard->m_progress->setValue(step);
            },
            Qt::QueuedConnection);
    };
    m_session.reopen(
        [folder, onBytes, stop = m_stop.get_token()] { return moveData(folder, onBytes, stop); });
}

void DataSection::use(const std::filesystem::path& folder)
{
    m_done = tr("Now another catalog is in use.");
    m_session.reopen([folder] { return useDataFolder(folder); });
}

void DataSection::setBusy(bool busy)
{
    const bool ours = !m_done.isEmpty();
    m_progress->setRange(0, ours ? kSteps : 0);
    m_progress->setValue(0);
    m_progress->setVisible(busy);
    m_cancel->setVisible(busy && ours);
    m_change->setEnabled(!busy);
    m_usual->setEnabled(!busy);
    if (busy)
        m_message->hide();
}

void DataSection::say(const QString& text, bool isError)
{
    m_message->setText(text);
    m_message->setProperty("error", isError);
    m_message->style()->unpolish(m_message);
    m_message->style()->polish(m_message);
    m_message->show();
}

} // namespace lookalike
