// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/accessible_radio.h"

#include <QAbstractButton>
#include <QAccessibleWidget>
#include <QVariant>

namespace lookalike {

namespace {

constexpr const char* kRadioProperty = "accessibleRadio";

class AccessibleRadio : public QAccessibleWidget {
public:
    explicit AccessibleRadio(QAbstractButton& button)
        : QAccessibleWidget(&button, QAccessible::RadioButton)
        , m_button(button)
    {}

    [[nodiscard]] QString text(QAccessible::Text what) const override
    {
        const QString text = QAccessibleWidget::text(what);
        return what == QAccessible::Name && text.isEmpty() ? m_button.text() : text;
    }
    [[nodiscard]] QAccessible::State state() const override
    {
        QAccessible::State state = QAccessibleWidget::state();
        state.checkable = true;
        state.checked = m_button.isChecked();
        state.pressed = m_button.isDown();
        return state;
    }
    [[nodiscard]] QStringList actionNames() const override
    {
        QStringList names = QAccessibleWidget::actionNames();
        if (m_button.isEnabled())
            names.prepend(pressAction());
        return names;
    }
    void doAction(const QString& name) override
    {
        if (name == pressAction())
            m_button.click();
        else
            QAccessibleWidget::doAction(name);
    }

private:
    QAbstractButton& m_button;
};

QAccessibleInterface* asRadioButton(const QString&, QObject* object)
{
    auto* button = qobject_cast<QAbstractButton*>(object);
    return button != nullptr && button->property(kRadioProperty).isValid()
               ? new AccessibleRadio(*button)
               : nullptr;
}

} // namespace

void makeRadioButton(QAbstractButton& button)
{
    static const bool isInstalled = (QAccessible::installFactory(asRadioButton), true);
    static_cast<void>(isInstalled);
    button.setProperty(kRadioProperty, true);
}

} // namespace lookalike
