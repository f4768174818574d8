// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/preferences/data_section.h"

#include "core/base/paths.h"
#include "core/base/portable.h"
#include "core/library/data_folder.h"
#include "ui/bridge/conversions.h"
#include "ui/bridge/file_manager.h"
#include "ui/bridge/library_session.h"
#include "ui/text/amounts.h"
#include "ui/text/display_text.h"
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

/// A subfolder "Lookalike" if the chosen folder already holds other files.
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
    , m_default(new QPushButton(tr("&Default location"), this))
    , m_show(new QPushButton(tr("Show in &file manager"), this))
    , m_cancel(new QPushButton(tr("Cancel"), this))
{
    m_note->setWordWrap(true);
    m_message->setWordWrap(true);
    m_message->hide();
    m_progress->setRange(0, kSteps);
    m_progress->setAccessibleName(tr("Progress"));
    m_default->setToolTip(tr("Switches back to the catalog in the default location. The catalog in "
                             "this folder is kept."));
    auto* buttons = new QHBoxLayout;
    for (QPushButton* button : {m_change, m_default, m_show})
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
    connect(m_default, &QPushButton::clicked, this, [this] { use({}); });
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
    // Other parts of the window reopen the library, too; a move would wait for that unnoticed.
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
    QString note =
        tr("Catalog %1, search index %2. Backups and added models are stored in the same folder.")
            .arg(text::bytes(status.catalogBytes), text::bytes(status.indexBytes));
    if (m_fixed)
        note = tr("Set on the command line, for this session only.");
    else if (!portableFolder().empty())
        note = tr("Portable: everything is stored next to the program.");
    m_note->setText(note);
    const bool changeable = !m_fixed && portableFolder().empty();
    m_change->setVisible(changeable);
    m_default->setVisible(changeable && !chosenDataFolder().empty());
}

void DataSection::chooseFolder()
{
    const QString chosen = QFileDialog::getExistingDirectory(
        this, tr("Choose a folder for the catalog"),
        QFile::decodeName(pathBytes(userFolder(UserFolder::Data).parent_path())));
    if (chosen.isEmpty())
        return;
    const std::filesystem::path folder = ownFolderIn(toPath(chosen));
    const auto place = checkDataPlace(folder);
    if (!place)
        say(displayError(place.error()), true);
    else if (folder == userFolder(UserFolder::Data))
        say(tr("The catalog is already stored there."), false);
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
        box->setText(tr("%1 already contains a catalog.").arg(lookalike::displayText(folder)));
        box->setInformativeText(
            tr("The current catalog stays where it is, and you can switch back to it."));
        use = box->addButton(tr("&Use that catalog"), QMessageBox::AcceptRole);
    } else {
        box->setText(tr("Store the catalog in %1?").arg(lookalike::displayText(folder)));
        box->setInformativeText(
            tr("Moving copies the catalog, its backups and the added models, verifies the copies, "
               "and then deletes the old files. Photos are not touched."));
        move = box->addButton(tr("&Move the catalog"), QMessageBox::AcceptRole);
        if (place == DataPlace::Empty)
            use = box->addButton(tr("&Create a new catalog"), QMessageBox::ActionRole);
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
    m_done = tr("The catalog is now stored in %1.").arg(lookalike::displayText(folder));
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
    m_done = tr("Switched to another catalog.");
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
    m_default->setEnabled(!busy);
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
