// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QPointF>
#include <QTimer>
#include <chrono>

class QWidget;

namespace lookalike {

/// Notices that the user neither moves the pointer nor presses a key over a widget and what is in
/// it, and hides the pointer for so long. GUI thread.
class PointerRest : public QObject {
    Q_OBJECT

public:
    static constexpr std::chrono::milliseconds kAfter{2000};

    /// `area` owns it and has its children already.
    explicit PointerRest(QWidget& area);
    ~PointerRest() override;

    /// Notices nothing while off, as it is at first.
    void setOn(bool on);
    [[nodiscard]] bool isOn() const { return m_isOn; }
    [[nodiscard]] bool isResting() const { return m_isResting; }
    /// The user has done something.
    void stir();

Q_SIGNALS:
    /// isResting() has another answer.
    void changed(bool resting);
    /// The user has done something, while it is on.
    void stirred();

protected:
    bool eventFilter(QObject* object, QEvent* event) override;

private:
    void setResting(bool resting);

    QTimer m_timer;
    QPointF m_pointer; ///< some systems tell of moves where there was none
    bool m_isOn = false;
    bool m_isResting = false;
};

} // namespace lookalike
