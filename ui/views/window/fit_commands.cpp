// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/window/fit_commands.h"

#include "ui/bridge/library_session.h"
#include "ui/text/display_text.h"
#include "ui/text/fit_text.h"
#include "ui/views/dialogs/fit_dialog.h"
#include "ui/widgets/action_registry.h"
#include "ui/widgets/notice_bar.h"
#include "ui/widgets/open_dialog.h"

namespace lookalike {

FitCommands::FitCommands(LibrarySession& session, ActionRegistry& actions, NoticeBar& notice,
                         QWidget& window)
    : QObject(&window)
    , m_session(session)
    , m_notice(notice)
    , m_window(window)
    , m_show(
          actions.add(QStringLiteral("fit"), tr("Library"), tr("F&it searches to labels…"), {}, {}))
{
    m_show->setEnabled(m_session.isOpen());
    connect(m_show, &QAction::triggered, this, &FitCommands::showDialog);
    connect(&m_session, &LibrarySession::opened, m_show, [this] { m_show->setEnabled(true); });
    connect(&m_session, &LibrarySession::reopening, m_show, [this] { m_show->setEnabled(false); });
    FitRunner& fits = m_session.fits();
    connect(&fits, &FitRunner::used, this, [this](const FitReport& report) {
        if (report.verdict.isOn)
            offerUndo(tr("Searches are now fitted to %Ln label(s).", nullptr,
                         static_cast<int>(report.verdict.labels)));
    });
    connect(&fits, &FitRunner::removed, this, [this](bool wasThere) {
        if (wasThere)
            offerUndo(tr("The fit was removed. Searches find what they found before it."));
    });
    connect(&fits, &FitRunner::undone, this, [this](bool wasThere) {
        if (wasThere)
            m_notice.showNotice(tr("Undone."));
    });
}

void FitCommands::showDialog()
{
    auto* dialog = new FitDialog(m_session, &m_window);
    openDialog(dialog);
}

void FitCommands::offerUndo(const QString& text)
{
    m_notice.showNotice(text, tr("Undo"), [this] { m_session.fits().undo(); });
}

} // namespace lookalike
