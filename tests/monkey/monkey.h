// SPDX-License-Identifier: GPL-3.0-or-later
// Somebody who presses everything. Follows from its seed as far as threads allow.
#pragma once

#include "tests/monkey/sandbox.h"
#include "ui/main_window.h"

#include <QObject>
#include <random>

class QMenu;

namespace lookalike::testing {

/// Acts on one window after another. GUI thread.
class Monkey : public QObject {
    Q_OBJECT

public:
    Monkey(Sandbox& sandbox, std::uint32_t seed);
    ~Monkey() override;

    /// The window to act on from now on, and its session; null while there is none.
    void setWindow(MainWindow* window, LibrarySession* session);
    /// Does one thing and lets the program work on it for a moment. Says what it did.
    QString act();

private Q_SLOTS:
    /// What the program wants to open elsewhere.
    void openUrl(const QUrl&) {}

private:
    [[nodiscard]] unsigned random(unsigned bound)
    {
        return static_cast<unsigned>(m_random()) % bound;
    }
    [[nodiscard]] bool chance(unsigned percent) { return random(100) < percent; }
    /// Whatever runs an event loop of its own must not wait for ever.
    void attend();
    void attendSoon();
    void choose(QMenu& menu);
    /// The dialog in front, or the window.
    [[nodiscard]] QWidget& front() const;
    [[nodiscard]] QWidget* anyWidget();
    QString click();
    QString press();
    QString trigger();
    QString drop();
    QString drag();
    QString scroll();
    QString resize();
    /// One after the other what leads to the trash, and often back.
    QString findAndTrash();

    Sandbox& m_sandbox;
    std::mt19937 m_random;
    MainWindow* m_window = nullptr;
    LibrarySession* m_session = nullptr;
    int m_stage = 0; ///< of findAndTrash()
};

} // namespace lookalike::testing
