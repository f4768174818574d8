// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>
#include <functional>

class QLabel;
class QPushButton;

namespace lookalike {

/// Fills an empty page with one sentence and at most one button.
class EmptyState : public QWidget {
    Q_OBJECT

public:
    explicit EmptyState(QWidget* parent = nullptr);

    struct Content {
        QString icon;
        QString sentence;
        QString explanation; ///< smaller, may be empty
        QString button;      ///< empty: none
        std::function<void()> action;
    };
    /// Returns whether the sentence or the button is another one than before.
    bool show(const Content& content);

protected:
    void changeEvent(QEvent* event) override;

private:
    void updateIcon();

    Content m_content;
    QLabel* m_icon;
    QLabel* m_sentence;
    QLabel* m_explanation;
    QPushButton* m_button;
};

} // namespace lookalike
