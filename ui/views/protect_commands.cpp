// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/protect_commands.h"

#include "ui/bridge/library_session.h"
#include "ui/text/amounts.h"
#include "ui/text/display_text.h"
#include "ui/widgets/action_registry.h"
#include "ui/widgets/notice_bar.h"

namespace lookalike {

ProtectCommands::ProtectCommands(LibrarySession& session, ActionRegistry& actions,
                                 NoticeBar& notice, Selection selection, QObject* parent)
    : QObject(parent)
    , m_session(session)
    , m_notice(notice)
    , m_selection(std::move(selection))
{
    const auto add = [&](const char* id, const QString& text, const char* icon,
                         const QKeySequence& keys, bool isProtected) {
        QAction* action = actions.add(QLatin1String(id), tr("Photo"), text, QLatin1String(icon),
                                      keys, ActionRegistry::Scope::Search);
        action->setShortcutContext(Qt::WidgetShortcut);
        connect(action, &QAction::triggered, this,
                [this, isProtected] { setProtected(m_selection(), isProtected); });
        return action;
    };
    m_protect =
        add("protectPhotos", tr("Protect from the &trash"), "shield", tr("Ctrl+Shift+P"), true);
    m_unprotect = add("unprotectPhotos", tr("&Remove protection"), "", {}, false);
}

void ProtectCommands::update(bool any)
{
    m_protect->setEnabled(any);
    m_unprotect->setEnabled(any);
}

void ProtectCommands::setProtected(const std::vector<FileId>& photos, bool isProtected)
{
    if (photos.empty())
        return;
    m_session.run(
        this,
        [photos, isProtected](PhotoLibrary& library) {
            return library.duplicates().setPhotosProtected(photos, isProtected);
        },
        [this, isProtected](const Result<std::vector<FileId>>& changed) {
            if (!changed) {
                m_notice.showError(displayError(changed.error()));
                return;
            }
            if (changed->empty()) {
                m_notice.showNotice(isProtected ? tr("These photos are protected already.")
                                                : tr("None of these photos is protected."));
                return;
            }
            Q_EMIT m_session.protectionChanged();
            const QString amount = text::photos(changed->size());
            m_notice.showNotice(isProtected ? tr("Protected from the trash: %1.").arg(amount)
                                            : tr("No longer protected: %1.").arg(amount),
                                tr("Undo"), [this, photos = *changed, isProtected] {
                                    setProtected(photos, !isProtected);
                                });
        });
}

} // namespace lookalike
