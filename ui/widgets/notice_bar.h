// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/icons.h"

#include <QFrame>
#include <QTimer>
#include <chrono>
#include <functional>

class QLabel;
class QPushButton;

namespace lookalike {

/// One message at the bottom of the window that does not interrupt the user: an error, or what just
/// happened with a button to undo it. It goes by itself, so that no message tells about what is
/// long past. GUI thread.
class NoticeBar : public QFrame {
    Q_OBJECT

public:
    explicit NoticeBar(QWidget* parent = nullptr);

    void showError(const QString& text);
    /// The button shows `actionText` and calls `action`; without text there is no button. A message
    /// without a button goes after lifetime(); one with a button stays until dropOffer().
    void showNotice(const QString& text, const QString& actionText = {},
                    std::function<void()> action = {});
    /// Says what is under way; stays until withdraw() or another message.
    void showOngoing(const QString& text);

    /// Hides the message if it is this one: it is no longer true.
    void withdraw(const QString& text);
    /// The user has changed something else, so what the message offers no longer fits.
    void dropOffer();
    /// The user looks at another page: only what is under way still concerns it.
    void turnPage();

    [[nodiscard]] QString text() const;
    /// How long a message stays, four times as long with a screen reader. The time begins again
    /// when the pointer or the keyboard focus leaves the message.
    [[nodiscard]] std::chrono::milliseconds lifetime() const { return m_lifetime; }
    void setLifetime(std::chrono::milliseconds lifetime) { m_lifetime = lifetime; }
    /// Says whether a screen reader is used, QAccessible::isActive() unless set.
    void setScreenReader(std::function<bool()> isActive) { m_isReadAloud = std::move(isActive); }
    /// The time that runs, as a whole; zero while none does.
    [[nodiscard]] std::chrono::milliseconds countdown() const;
    [[nodiscard]] bool isExpiring() const { return m_expiry.isActive(); }

protected:
    void enterEvent(QEnterEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void hideEvent(QHideEvent* event) override;

private:
    /// What ends the message.
    enum class End { Time, Change, Withdrawal };
    void showMessage(const QString& text, IconTint tint, End end);
    void updateExpiry();

    QLabel* m_icon;
    QLabel* m_text;
    QPushButton* m_button;
    std::function<void()> m_action;
    std::function<bool()> m_isReadAloud;
    std::chrono::milliseconds m_lifetime = std::chrono::seconds(8);
    QTimer m_expiry;
    End m_end = End::Time;
};

} // namespace lookalike
