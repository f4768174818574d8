// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/window/view_commands.h"

#include "ui/views/dialogs/about_dialog.h"
#include "ui/views/dialogs/shortcuts_dialog.h"
#include "ui/widgets/action_registry.h"
#include "ui/widgets/open_dialog.h"
#include "ui/widgets/theme.h"

#include <QActionGroup>
#include <QEvent>
#include <QMenu>

namespace lookalike {

ViewCommands::ViewCommands(LibrarySession& session, Theme& theme, ActionRegistry& actions,
                           QWidget& window)
    : QObject(&window)
    , m_theme(theme)
{
    const QString group = tr("View");
    m_fullScreen =
        actions.add(QStringLiteral("fullScreen"), group, tr("F&ull screen"), {}, tr("F11"));
    m_shortcuts = actions.add(QStringLiteral("shortcuts"), group, tr("&Keyboard shortcuts"),
                              QStringLiteral("keyboard"), tr("F1"));
    m_about = actions.add(QStringLiteral("about"), group, tr("&About Lookalike"),
                          QStringLiteral("info"), {});
    m_fullScreen->setCheckable(true);
    m_about->setMenuRole(QAction::AboutRole);
    connect(m_fullScreen, &QAction::triggered, &window, [&window](bool full) {
        window.setWindowState(full ? window.windowState() | Qt::WindowFullScreen
                                   : window.windowState() & ~Qt::WindowFullScreen);
    });
    window.installEventFilter(this); // the preview and the system change it, too
    connect(m_shortcuts, &QAction::triggered, &window,
            [&actions, &window] { openDialog(new ShortcutsDialog(actions, &window)); });
    connect(m_about, &QAction::triggered, &window,
            [&session, &window] { openDialog(new AboutDialog(session, &window)); });
}

bool ViewCommands::eventFilter(QObject* object, QEvent* event)
{
    if (event->type() == QEvent::WindowStateChange)
        m_fullScreen->setChecked(static_cast<QWidget*>(object)->isFullScreen());
    return QObject::eventFilter(object, event);
}

void ViewCommands::fillMenu(QMenu& view)
{
    view.addAction(m_fullScreen);
    view.addSeparator();
    QMenu* colours = view.addMenu(tr("C&olours"));
    auto* choices = new QActionGroup(colours);
    const std::pair<QString, Theme::Choice> themes[] = {
        {tr("Follow &system"), Theme::Choice::System},
        {tr("&Light"), Theme::Choice::Light},
        {tr("&Dark"), Theme::Choice::Dark},
    };
    for (const auto& [text, choice] : themes) {
        QAction* action = colours->addAction(text);
        action->setCheckable(true);
        action->setChecked(m_theme.choice() == choice);
        choices->addAction(action);
        connect(action, &QAction::triggered, this,
                [this, wanted = choice] { m_theme.setChoice(wanted); });
        connect(&m_theme, &Theme::changed, action, [this, action, wanted = choice] {
            action->setChecked(m_theme.choice() == wanted);
        });
    }
}

} // namespace lookalike
