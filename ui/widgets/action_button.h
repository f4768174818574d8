// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAction>
#include <QPushButton>

class QToolButton;

namespace lookalike {

/// The action's menu text without its mnemonic and ellipsis.
[[nodiscard]] QString commandName(const QAction& action);
/// The same with the shortcut, as a tooltip says it.
[[nodiscard]] QString nameWithKeys(const QAction& action);

/// A push button that triggers an action and shows its shortcut where there is room for it.
class ActionButton : public QPushButton {
    Q_OBJECT

public:
    /// The action must outlive the button.
    explicit ActionButton(QAction& action, QWidget* parent = nullptr);

    /// Of the text alone.
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    void update();

    QAction& m_action;
};

/// A flat button with the action's icon for tool bars; the tooltip shows the shortcut.
[[nodiscard]] QToolButton* toolButton(QAction* action, QWidget* parent);

} // namespace lookalike
