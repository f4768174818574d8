// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/bridge/library_session.h"
#include "ui/main_window.h"
#include "ui/widgets/theme.h"

#include <QAction>
#include <QApplication>
#include <chrono>
#include <utility>

namespace lookalike::testing {

/// A window that is shown over the library that `opener` gives, shut down when it goes.
struct Program {
    explicit Program(LibrarySession::Opener opener)
        : session(std::move(opener))
        , theme(*qApp)
        , window(session, theme)
    {
        window.show();
        session.open();
    }
    Program(const Program&) = delete;
    Program& operator=(const Program&) = delete;
    ~Program() { static_cast<void>(session.shutDown(std::chrono::seconds(20))); }

    [[nodiscard]] QAction* action(const QString& name)
    {
        return window.actions().findChild<QAction*>(name);
    }

    LibrarySession session;
    Theme theme;
    MainWindow window;
};

} // namespace lookalike::testing
