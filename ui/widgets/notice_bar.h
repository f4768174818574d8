// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>
#include <functional>

class QLabel;
class QPushButton;

namespace lookalike {

/// One message at the bottom of the window that does not interrupt the user: an error, or what just
/// happened with a button to undo it. It stays until the user closes it or another one replaces it.
class NoticeBar : public QFrame {
    Q_OBJECT

public:
    explicit NoticeBar(QWidget* parent = nullptr);

    void showError(const QString& text);
    /// The button shows `actionText` and calls `action`; without text there is no button.
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
