// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>
#include <functional>

class QLabel;
class QPushButton;

namespace lookalike {

/// One message at the bottom of the window that interrupts nobody: an error in words, or what just
/// happened with a way to undo it. Stays until closed or replaced.
class NoticeBar : public QFrame {
    Q_OBJECT

public:
    explicit NoticeBar(QWidget* parent = nullptr);

    void showError(const QString& text);
    /// `action` is what the button says and does; may be empty.
    void showNotice(const QString& text, const QString& actionText = {},
                    std::function<void()> action = {});
    [[nodiscard]] QString text() const;

private:
    QLabel* m_icon;
    QLabel* m_text;
    QPushButton* m_button;
    std::function<void()> m_action;
};

} // namespace lookalike
