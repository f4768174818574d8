// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/transfer_commands.h"

#include "ui/bridge/conversions.h"
#include "ui/bridge/library_session.h"
#include "ui/text/display_text.h"
#include "ui/text/transfer_text.h"
#include "ui/views/dialogs/transfer_failures_dialog.h"
#include "ui/widgets/action_registry.h"
#include "ui/widgets/notice_bar.h"
#include "ui/widgets/open_dialog.h"
#include "ui/widgets/progress_strip.h"

#include <QFileDialog>
#include <QMessageBox>
#include <QPushButton>
#include <QSettings>
#include <QStandardPaths>
#include <algorithm>

namespace lookalike {

namespace {

const QString kFolderKey = QStringLiteral("photos/lastFolder");

QString firstFolder()
{
    const QString last = QSettings().value(kFolderKey).toString();
    return QFileInfo(last).isDir()
               ? last
               : QStandardPaths::writableLocation(QStandardPaths::PicturesLocation);
}

} // namespace

TransferCommands::TransferCommands(LibrarySession& session, ActionRegistry& actions,
                                   NoticeBar& notice, Selection selection, QObject* parent)
    : QObject(parent)
    , m_session(session)
    , m_notice(notice)
    , m_selection(std::move(selection))
{
    const auto add = [&](const char* id, const QString& text, const char* icon,
                         const QKeySequence& keys) {
        QAction* action = actions.add(QLatin1String(id), tr("Photo"), text, QLatin1String(icon),
                                      keys, ActionRegistry::Scope::Search);
        action->setShortcutContext(Qt::WidgetShortcut);
        return action;
    };
    m_copy = add("copyTo", tr("&Copy to a folder…"), "folder-add", Qt::Key_F7);
    m_move = add("moveTo", tr("&Move to a folder…"), "folder", Qt::Key_F8);
    // The window's Undo has the key, and knows what was done last.
    m_undo = add("undoMove", tr("&Undo the last move or copy"), "undo", {});
    connect(m_copy, &QAction::triggered, this, [this] { choose(TransferKind::Copy); });
    connect(m_move, &QAction::triggered, this, [this] { choose(TransferKind::Move); });
    TransferRunner& runner = m_session.transfers();
    connect(m_undo, &QAction::triggered, &runner, [&runner] { runner.undo({}); });
    connect(&runner, &TransferRunner::started, this, [this] {
        m_notice.hide();
        update(m_any);
    });
    connect(&runner, &TransferRunner::transferred, this, &TransferCommands::tell);
    connect(&runner, &TransferRunner::undone, this, [this](const TransferOutcome& outcome) {
        update(m_any);
        const QString text = text::transferUndone(outcome);
        if (text::failedPhotos(outcome) == 0)
            m_notice.showNotice(text);
        else
            m_notice.showNotice(text, tr("Show…"), [this, outcome] {
                openDialog(new TransferFailuresDialog(outcome, window()));
            });
    });
    connect(&runner, &TransferRunner::failed, this, [this](const Error& error) {
        update(m_any);
        m_notice.showError(displayError(error));
    });
    update(false);
}

void TransferCommands::serve(ProgressStrip& strip)
{
    TransferRunner& runner = m_session.transfers();
    connect(&runner, &TransferRunner::started, &strip, [&strip](TransferKind kind) {
        strip.setWork(kind == TransferKind::Move ? Work::Moving : Work::Copying);
        strip.begin(false);
    });
    connect(&runner, &TransferRunner::progressed, &strip, &ProgressStrip::show);
    connect(&runner, &TransferRunner::transferred, &strip, &QWidget::hide);
    connect(&runner, &TransferRunner::undone, &strip, &QWidget::hide);
    connect(&runner, &TransferRunner::failed, &strip, &QWidget::hide);
    connect(&strip, &ProgressStrip::cancelRequested, &runner, &TransferRunner::cancel);
}

void TransferCommands::update(bool any)
{
    m_any = any;
    const bool isFree = !m_session.transfers().isBusy();
    m_copy->setEnabled(any && isFree);
    m_move->setEnabled(any && isFree);
    m_undo->setEnabled(isFree);
}

QWidget* TransferCommands::window() const
{
    return m_notice.window();
}

void TransferCommands::choose(TransferKind kind)
{
    TransferRequest request;
    request.kind = kind;
    request.photos = m_selection();
    if (request.photos.empty())
        return;
    const auto count = static_cast<int>(request.photos.size());
    auto* dialog = new QFileDialog(window(),
                                   kind == TransferKind::Move
                                       ? tr("Move %Ln photo(s) to a folder", nullptr, count)
                                       : tr("Copy %Ln photo(s) to a folder", nullptr, count),
                                   firstFolder());
    dialog->setFileMode(QFileDialog::Directory);
    dialog->setOption(QFileDialog::ShowDirsOnly);
    dialog->setLabelText(QFileDialog::Accept,
                         kind == TransferKind::Move ? tr("Move here") : tr("Copy here"));
    connect(dialog, &QFileDialog::fileSelected, this,
            [this, request = std::move(request)](const QString& folder) mutable {
                QSettings().setValue(kFolderKey, folder);
                request.folder = toPath(folder);
                transfer(std::move(request));
            });
    openDialog(dialog);
}

void TransferCommands::transfer(TransferRequest request)
{
    m_session.run(
        this, [request](PhotoLibrary& library) { return library.transfers().preview(request); },
        [this, request](const Result<TransferPreview>& preview) {
            if (preview)
                confirm(request, *preview);
            else
                m_notice.showError(displayError(preview.error()));
        });
}

void TransferCommands::confirm(const TransferRequest& request, const TransferPreview& preview)
{
    const bool goes = preview.photos > preview.isProtected;
    if (request.kind == TransferKind::Copy || !preview.leavesLibrary || !goes) {
        run(request);
        return;
    }
    auto* box =
        new QMessageBox(QMessageBox::Question, tr("Move out of the library?"),
                        tr("Move these photos out of the library?"), QMessageBox::Cancel, window());
    box->setInformativeText(text::leavesLibrary(preview, request.folder));
    QPushButton* move = box->addButton(tr("Move"), QMessageBox::AcceptRole);
    box->setDefaultButton(move);
    connect(move, &QPushButton::clicked, this, [this, request] { run(request); });
    openDialog(box);
}

void TransferCommands::run(const TransferRequest& request)
{
    m_folder = request.folder;
    m_session.transfers().run(request);
}

void TransferCommands::tell(const TransferOutcome& outcome)
{
    update(m_any);
    const QString text = text::transferred(outcome, m_folder);
    const bool anyFailed = std::ranges::any_of(outcome.files, [](const TransferredFile& file) {
        return file.error && file.error->code != ErrorCode::Cancelled;
    });
    if (anyFailed)
        m_notice.showNotice(text, tr("Show…"), [this, outcome] {
            openDialog(new TransferFailuresDialog(outcome, window()));
        });
    else if (outcome.batch == 0)
        m_notice.showNotice(text);
    else
        m_notice.showNotice(text, tr("Undo"),
                            [this, batch = outcome.batch] { m_session.transfers().undo(batch); });
}

} // namespace lookalike
