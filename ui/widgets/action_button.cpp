// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/action_button.h"

#include <QStyleOptionButton>
#include <QStylePainter>
#include <QToolButton>

namespace lookalike {

QString commandName(const QAction& action)
{
    QString text = action.text();
    return text.remove(QLatin1Char('&')).remove(QStringLiteral("…"));
}

QString nameWithKeys(const QAction& action)
{
    const QString keys = action.shortcut().toString(QKeySequence::NativeText);
    return keys.isEmpty() ? commandName(action)
                          : QStringLiteral("%1 (%2)").arg(commandName(action), keys);
}

ActionButton::ActionButton(QAction& action, QWidget* parent)
    : QPushButton(parent)
    , m_action(action)
{
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Fixed); // not Minimum: the keys may go
    connect(this, &QPushButton::clicked, &m_action, &QAction::trigger);
    connect(&m_action, &QAction::changed, this, &ActionButton::update);
    update();
}

void ActionButton::update()
{
    const QString text = commandName(m_action);
    const QString keys = m_action.shortcut().toString(QKeySequence::NativeText);
    setText(keys.isEmpty() ? text : tr("%1  (%2)", "command, its keys").arg(text, keys));
    setAccessibleName(text);
    setToolTip(m_action.toolTip());
    setEnabled(m_action.isEnabled());
}

QSize ActionButton::minimumSizeHint() const
{
    QStyleOptionButton option;
    initStyleOption(&option);
    option.text = commandName(m_action);
    const QSize text = option.fontMetrics.size(Qt::TextShowMnemonic, option.text);
    return style()->sizeFromContents(QStyle::CT_PushButton, &option, text, this);
}

void ActionButton::paintEvent(QPaintEvent* /*event*/)
{
    QStyleOptionButton option;
    initStyleOption(&option);
    if (width() < sizeHint().width())
        option.text = commandName(m_action);
    QStylePainter(this).drawControl(QStyle::CE_PushButton, option);
}

QToolButton* toolButton(QAction* action, QWidget* parent)
{
    auto* button = new QToolButton(parent);
    button->setDefaultAction(action);
    button->setToolButtonStyle(Qt::ToolButtonIconOnly);
    button->setFocusPolicy(Qt::StrongFocus);
    const auto name = [button, action] {
        button->setAccessibleName(commandName(*action));
        button->setToolTip(nameWithKeys(*action));
    };
    QObject::connect(action, &QAction::changed, button, name);
    name();
    return button;
}

} // namespace lookalike
