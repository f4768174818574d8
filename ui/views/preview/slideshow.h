// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QTimer>
#include <chrono>

namespace lookalike {

/// Asks for the next photo every few seconds. Needs no widget. GUI thread.
class Slideshow : public QObject {
    Q_OBJECT

public:
    static constexpr int kShortest = 2; ///< seconds
    static constexpr int kLongest = 30;

    explicit Slideshow(QObject* parent = nullptr);

    [[nodiscard]] bool isOn() const { return m_isOn; }
    void setOn(bool on);
    /// The user does something else for a moment: the photo stays, and then its time begins again.
    [[nodiscard]] bool isHeld() const { return m_isHeld; }
    void setHeld(bool held);
    /// Another photo is shown: its time begins.
    void restart();

    /// Remembered in the settings; brought into the limits above.
    [[nodiscard]] int seconds() const { return m_seconds; }
    void setSeconds(int seconds);

Q_SIGNALS:
    void nextRequested();
    /// isOn(), isHeld() or seconds() has another answer.
    void changed();

private:
    void updateTimer();

    QTimer m_timer;
    int m_seconds;
    bool m_isOn = false;
    bool m_isHeld = false;
};

} // namespace lookalike
