// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/list_command.h"

#include "core/base/ascii.h"
#include "core/base/path_bytes.h"
#include "ui/bridge/conversions.h"
#include "ui/bridge/file_manager.h"
#include "ui/bridge/library_session.h"
#include "ui/text/amounts.h"
#include "ui/text/display_text.h"
#include "ui/widgets/action_registry.h"
#include "ui/widgets/notice_bar.h"
#include "ui/widgets/open_dialog.h"

#include <QFileDialog>
#include <QStandardPaths>

namespace lookalike {

ListCommand::ListCommand(LibrarySession& session, ActionRegistry& actions, NoticeBar& notice,
                         Selection selection, QObject* parent)
    : QObject(parent)
    , m_session(session)
    , m_notice(notice)
    , m_selection(std::move(selection))
    , m_action(actions.add(QStringLiteral("exportList"), tr("Photo"), tr("E&xport a list…"),
                           QStringLiteral("details"), tr("Ctrl+Shift+E"),
                           ActionRegistry::Scope::Search))
{
    m_action->setShortcutContext(Qt::WidgetShortcut);
    connect(m_action, &QAction::triggered, this, &ListCommand::choose);
}

void ListCommand::choose()
{
    std::vector<ListedPhoto> photos = m_selection();
    if (photos.empty())
        return;
    auto* dialog = new QFileDialog(
        m_notice.window(),
        tr("Export a list of %Ln photo(s)", nullptr, static_cast<int>(photos.size())),
        QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation));
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    const QString csv = tr("Table (*.csv)");
    const QString json = tr("JSON (*.json)");
    dialog->setNameFilters({csv, json});
    dialog->setDefaultSuffix(QStringLiteral("csv"));
    dialog->selectFile(tr("photos", "name of a file") + QStringLiteral(".csv"));
    connect(dialog, &QFileDialog::filterSelected, dialog, [dialog, json](const QString& filter) {
        dialog->setDefaultSuffix(filter == json ? QStringLiteral("json") : QStringLiteral("csv"));
    });
    connect(dialog, &QFileDialog::fileSelected, this,
            [this, photos = std::move(photos)](const QString& file) mutable {
                write(std::move(photos), toPath(file));
            });
    openDialog(dialog);
}

void ListCommand::write(std::vector<ListedPhoto> photos, const std::filesystem::path& file)
{
    const bool isJson = equalInAnyCase(pathToBytes(file.extension()), ".json");
    m_session.run(
        this,
        [photos = std::move(photos), file, format = isJson ? ListFormat::Json : ListFormat::Csv](
            PhotoLibrary& library) { return library.writeList(photos, format, file, {}); },
        [this, file](const Result<std::uint64_t>& count) {
            if (count)
                m_notice.showNotice(
                    tr("Wrote a list of %1 to %2.").arg(text::photos(*count), displayName(file)),
                    tr("Show file"), [file] { showInFileManager(file); });
            else
                m_notice.showError(displayError(count.error()));
        });
}

} // namespace lookalike
