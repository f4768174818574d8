// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/bridge/background_runner.h"
#include "ui/bridge/open_with.h"

#include <QMenu>
#include <filesystem>
#include <vector>

namespace lookalike {

class NoticeBar;

/// The programs that can open a photo. It asks the desktop off the GUI thread as soon as it is
/// made. GUI thread.
class OpenWithMenu : public QMenu {
    Q_OBJECT

public:
    /// Both must outlive it.
    OpenWithMenu(Background& background, NoticeBar& notice, std::filesystem::path photo,
                 QWidget* parent);

private:
    void show(const std::vector<OpeningProgram>& programs);

    NoticeBar& m_notice;
    const std::filesystem::path m_photo;
    BackgroundRunner m_asker;
};

} // namespace lookalike
