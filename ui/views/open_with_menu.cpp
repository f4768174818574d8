// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/views/open_with_menu.h"

#include "ui/text/display_text.h"
#include "ui/widgets/notice_bar.h"

#include <QFileInfo>
#include <utility>

namespace lookalike {

namespace {

QIcon programIcon(const OpeningProgram& program)
{
    return QFileInfo(program.icon).isAbsolute() ? QIcon(program.icon)
                                                : QIcon::fromTheme(program.icon);
}

} // namespace

OpenWithMenu::OpenWithMenu(Background& background, NoticeBar& notice, std::filesystem::path photo,
                           QWidget* parent)
    : QMenu(tr("Open &with"), parent)
    , m_notice(notice)
    , m_photo(std::move(photo))
    , m_asker(background, BackgroundRunner::Policy::LatestWins)
{
    addAction(tr("Looking for programs…"))->setEnabled(false);
    m_asker.start(
        this,
        [photo = m_photo](const std::stop_token&) -> Result<std::vector<OpeningProgram>> {
            return programsFor(photo);
        },
        [this](const Result<std::vector<OpeningProgram>>& programs) {
            show(programs.value_or(std::vector<OpeningProgram>()));
        });
}

void OpenWithMenu::show(const std::vector<OpeningProgram>& programs)
{
    clear();
    for (const OpeningProgram& program : programs) {
        QAction* action = addAction(programIcon(program), plainButtonText(program.name));
        connect(action, &QAction::triggered, &m_notice,
                [&notice = m_notice, program, photo = m_photo] {
                    if (!openWith(program, photo))
                        notice.showError(tr("%1 could not be opened with %2.")
                                             .arg(displayName(photo), program.name));
                });
    }
    if (canChooseProgram())
        connect(addAction(tr("Choose a program…")), &QAction::triggered, &m_notice,
                [photo = m_photo] { chooseProgram(photo); });
    if (isEmpty())
        addAction(tr("No other program is known"))->setEnabled(false);
}

} // namespace lookalike
