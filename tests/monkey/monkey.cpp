// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/monkey/monkey.h"

#include "ui/bridge/conversions.h"
#include "ui/bridge/library_session.h"
#include "ui/views/dialogs/models_dialog.h"
#include "ui/views/search/results_grid.h"

#include <QAbstractButton>
#include <QAbstractItemModelTester>
#include <QAbstractItemView>
#include <QAbstractSlider>
#include <QApplication>
#include <QComboBox>
#include <QContextMenuEvent>
#include <QDesktopServices>
#include <QDialog>
#include <QDrag>
#include <QDropEvent>
#include <QFileDialog>
#include <QLineEdit>
#include <QMenu>
#include <QMessageBox>
#include <QMimeData>
#include <QPointer>
#include <QPushButton>
#include <QTimer>
#include <QWheelEvent>
#include <QtTest>
#include <array>

namespace lookalike::testing {

namespace {

constexpr int kAttendMs = 10;
constexpr int kPatienceMs = 3000;
constexpr std::array kSchemes{"file", "http", "https"};
constexpr unsigned kLongestPauseMs = 50;

QString nameOf(const QObject& object)
{
    const QString text = object.property("text").toString();
    return QString::fromLatin1(object.metaObject()->className()) + QLatin1Char(' ') +
           (text.isEmpty() ? object.objectName() : text);
}

} // namespace

Monkey::Monkey(Sandbox& sandbox, std::uint32_t seed)
    : m_sandbox(sandbox)
    , m_random(seed)
{
    // Nothing leaves the sandbox.
    for (const char* scheme : kSchemes)
        QDesktopServices::setUrlHandler(QLatin1String(scheme), this, "openUrl");
    attendSoon();
}

Monkey::~Monkey()
{
    for (const char* scheme : kSchemes)
        QDesktopServices::unsetUrlHandler(QLatin1String(scheme));
}

void Monkey::setWindow(MainWindow* window, LibrarySession* session)
{
    m_window = window;
    m_session = session;
    m_stage = 0;
    if (window == nullptr)
        return;
    for (auto* view : window->findChildren<QAbstractItemView*>())
        if (view->model() != nullptr)
            new QAbstractItemModelTester(
                view->model(), QAbstractItemModelTester::FailureReportingMode::Fatal, view);
}

// A chain of single shots, so that it goes on inside of an event loop that one of them began.
void Monkey::attendSoon()
{
    QTimer::singleShot(kAttendMs, this, [this] {
        attendSoon();
        attend();
    });
}

void Monkey::attend()
{
    if (QWidget* popup = QApplication::activePopupWidget()) {
        if (auto* menu = qobject_cast<QMenu*>(popup); menu != nullptr && chance(70))
            choose(*menu);
        else
            QTest::keyClick(popup, chance(50) ? Qt::Key_Escape : Qt::Key_Return);
        if (QApplication::activePopupWidget() == popup)
            popup->close();
        return;
    }
    // Real folders, and downloads, are not for monkeys. A file dialog holds up whoever opened it,
    // so it goes also where something has come to lie over it.
    for (QWidget* widget : QApplication::topLevelWidgets())
        if (auto* files = qobject_cast<QFileDialog*>(widget);
            files != nullptr && files->isVisible())
            files->reject();
    QWidget* modal = QApplication::activeModalWidget();
    if (auto* models = qobject_cast<ModelsDialog*>(modal))
        models->reject();
    else if (auto* box = qobject_cast<QMessageBox*>(modal))
        box->buttons()
            .at(static_cast<int>(random(static_cast<unsigned>(box->buttons().size()))))
            ->click();
    QDrag::cancel();
}

void Monkey::choose(QMenu& menu)
{
    QList<QAction*> actions;
    for (QAction* action : menu.actions())
        if (action->isEnabled() && action->isVisible() && !action->isSeparator())
            actions.append(action);
    if (actions.isEmpty())
        return;
    QAction* action = actions.at(static_cast<int>(random(static_cast<unsigned>(actions.size()))));
    menu.setActiveAction(action);
    QTest::keyClick(&menu, action->menu() != nullptr ? Qt::Key_Right : Qt::Key_Return);
}

QWidget& Monkey::front() const
{
    QWidget* modal = QApplication::activeModalWidget();
    return modal != nullptr ? *modal : *static_cast<QWidget*>(m_window);
}

QWidget* Monkey::anyWidget()
{
    QList<QWidget*> widgets;
    for (QWidget* widget : front().findChildren<QWidget*>())
        if (widget->isVisible() && widget->isEnabled() && !widget->size().isEmpty() &&
            (qobject_cast<QAbstractButton*>(widget) != nullptr ||
             qobject_cast<QAbstractItemView*>(widget) != nullptr ||
             qobject_cast<QAbstractSlider*>(widget) != nullptr ||
             qobject_cast<QComboBox*>(widget) != nullptr ||
             qobject_cast<QLineEdit*>(widget) != nullptr || widget->focusPolicy() != Qt::NoFocus ||
             chance(5)))
            widgets.append(widget);
    if (widgets.isEmpty())
        return &front();
    return widgets.at(static_cast<int>(random(static_cast<unsigned>(widgets.size()))));
}

QString Monkey::click()
{
    QWidget* widget = anyWidget();
    const QString name = nameOf(*widget);
    if (auto* view = qobject_cast<QAbstractItemView*>(widget))
        widget = view->viewport();
    if (auto* edit = qobject_cast<QLineEdit*>(widget); edit != nullptr && chance(60)) {
        QTest::keyClicks(edit, chance(50) ? QStringLiteral("2020-01-01") : QStringLiteral("<b>0"));
        return QStringLiteral("type into ") + name;
    }
    const QPoint at(static_cast<int>(random(static_cast<unsigned>(widget->width()))),
                    static_cast<int>(random(static_cast<unsigned>(widget->height()))));
    const Qt::KeyboardModifiers modifiers = chance(85)   ? Qt::NoModifier
                                            : chance(50) ? Qt::ControlModifier
                                                         : Qt::ShiftModifier;
    if (chance(10))
        QTest::mouseDClick(widget, Qt::LeftButton, modifiers, at);
    else if (chance(10)) {
        QContextMenuEvent event(QContextMenuEvent::Mouse, at, widget->mapToGlobal(at));
        QApplication::sendEvent(widget, &event);
        return QStringLiteral("context menu of ") + name;
    } else
        QTest::mouseClick(widget, Qt::LeftButton, modifiers, at);
    return QStringLiteral("click ") + name;
}

QString Monkey::press()
{
    static const QList<int> keys{
        Qt::Key_Left,   Qt::Key_Right,  Qt::Key_Up,       Qt::Key_Down,   Qt::Key_Home,
        Qt::Key_End,    Qt::Key_PageUp, Qt::Key_PageDown, Qt::Key_Tab,    Qt::Key_Backtab,
        Qt::Key_Return, Qt::Key_Space,  Qt::Key_Escape,   Qt::Key_Delete, Qt::Key_Backspace,
        Qt::Key_Plus,   Qt::Key_Minus,  Qt::Key_X,        Qt::Key_P,      Qt::Key_K,
        Qt::Key_N,      Qt::Key_A,      Qt::Key_S,        Qt::Key_B,      Qt::Key_D,
        Qt::Key_1,      Qt::Key_2,      Qt::Key_3,        Qt::Key_F5,     Qt::Key_F11};
    static const QList<int> withControl{Qt::Key_1, Qt::Key_2, Qt::Key_A, Qt::Key_B,
                                        Qt::Key_C, Qt::Key_F, Qt::Key_I, Qt::Key_K,
                                        Qt::Key_L, Qt::Key_R, Qt::Key_V, Qt::Key_Z};
    QWidget* target = QApplication::focusWidget();
    if (target == nullptr || chance(10))
        target = &front();
    const bool control = chance(25);
    const QList<int>& list = control ? withControl : keys;
    const int key = list.at(static_cast<int>(random(static_cast<unsigned>(list.size()))));
    const Qt::KeyboardModifiers modifiers = control     ? Qt::ControlModifier
                                            : chance(8) ? Qt::AltModifier
                                            : chance(8) ? Qt::ShiftModifier
                                                        : Qt::NoModifier;
    const QString name = nameOf(*target);
    QTest::keyClick(target, static_cast<Qt::Key>(key), modifiers);
    return QStringLiteral("press %1 on %2")
        .arg(QKeySequence(static_cast<int>(modifiers.toInt()) | key).toString(), name);
}

QString Monkey::trigger()
{
    QList<QAction*> actions;
    for (const ActionRegistry::Entry& entry : m_window->actions().entries())
        if (entry.action->isEnabled())
            actions.append(entry.action);
    if (actions.isEmpty() || QApplication::activeModalWidget() != nullptr)
        return click();
    QAction* action = actions.at(static_cast<int>(random(static_cast<unsigned>(actions.size()))));
    const QString name = action->text();
    action->trigger();
    return QStringLiteral("do ") + name;
}

QString Monkey::findAndTrash()
{
    static const QStringList stages{
        QStringLiteral("duplicatesPage"), QStringLiteral("duplicatesScan"),
        QStringLiteral("duplicatesApplyAll"), QStringLiteral("duplicatesTrash"),
        QStringLiteral("duplicatesUndo")};
    if (auto* dialog = qobject_cast<QDialog*>(QApplication::activeModalWidget())) {
        // The safe answer is the default one: agreeing is another button.
        for (auto* button : dialog->findChildren<QPushButton*>())
            if (!button->isDefault() && button->isVisible() && button->isEnabled()) {
                const QString name = nameOf(*button);
                button->click();
                return QStringLiteral("agree to ") + name;
            }
        return click();
    }
    const auto last = static_cast<int>(stages.size());
    const QString wanted = stages.at(m_stage);
    m_stage = (m_stage + 1) % (chance(50) ? last : last - 1);
    for (const ActionRegistry::Entry& entry : m_window->actions().entries())
        if (entry.action->objectName() == wanted && entry.action->isEnabled()) {
            entry.action->trigger();
            if (wanted == QLatin1String("duplicatesScan"))
                static_cast<void>(QTest::qWaitFor(
                    [this] { return !m_session->duplicates().isRunning(); }, kPatienceMs));
            return QStringLiteral("do ") + wanted;
        }
    return wanted + QStringLiteral(" is not to be had");
}

QString Monkey::drop()
{
    QMimeData content;
    QString what = QStringLiteral("drop ");
    if (chance(10)) {
        content.setText(QStringLiteral("<h1>no picture</h1>"));
        what += QStringLiteral("text");
    } else if (chance(15)) {
        QImage picture(64, 48, QImage::Format_RGB32);
        picture.fill(QColor(static_cast<int>(random(256)), 90, 30));
        content.setImageData(picture);
        what += QStringLiteral("pixels");
    } else {
        QList<QUrl> urls;
        for (unsigned i = 0; i <= random(3); ++i)
            urls.append(toUrl(chance(25)   ? m_sandbox.anyFolder()
                              : chance(90) ? m_sandbox.anyFile()
                                           : m_sandbox.photos() / "is not there.jpg"));
        content.setUrls(urls);
        what += QStringLiteral("%1 files or folders").arg(urls.size());
    }
    const QPoint at(static_cast<int>(random(static_cast<unsigned>(m_window->width()))),
                    static_cast<int>(random(static_cast<unsigned>(m_window->height()))));
    QDragEnterEvent enter(at, Qt::CopyAction, &content, Qt::LeftButton, {});
    QApplication::sendEvent(m_window, &enter);
    QDragMoveEvent move(at, Qt::CopyAction, &content, Qt::LeftButton, {});
    QApplication::sendEvent(m_window, &move);
    if (chance(10)) {
        QDragLeaveEvent leave;
        QApplication::sendEvent(m_window, &leave);
        return what + QStringLiteral(", and away again");
    }
    QDropEvent event(QPointF(at), Qt::CopyAction, &content, Qt::LeftButton, {});
    QApplication::sendEvent(m_window, &event);
    return what;
}

QString Monkey::drag()
{
    QWidget* widget = anyWidget();
    if (qobject_cast<QAbstractItemView*>(widget) != nullptr)
        return scroll();
    const QString name = nameOf(*widget);
    const auto somewhere = [&] {
        return QPoint(static_cast<int>(random(static_cast<unsigned>(widget->width()))),
                      static_cast<int>(random(static_cast<unsigned>(widget->height()))));
    };
    const QPointer<QWidget> alive(widget);
    QTest::mousePress(widget, Qt::LeftButton, {}, somewhere());
    for (int i = 0; i < 3 && alive; ++i) {
        const QPointF at = somewhere();
        QMouseEvent move(QEvent::MouseMove, at, widget->mapToGlobal(at), Qt::NoButton,
                         Qt::LeftButton, Qt::NoModifier);
        QApplication::sendEvent(widget, &move);
    }
    if (alive)
        QTest::mouseRelease(widget, Qt::LeftButton, {}, somewhere());
    return QStringLiteral("drag over ") + name;
}

QString Monkey::scroll()
{
    QWidget* widget = anyWidget();
    const QString name = nameOf(*widget);
    if (auto* view = qobject_cast<QAbstractItemView*>(widget))
        widget = view->viewport();
    const QPointF at(widget->width() / 2.0, widget->height() / 2.0);
    QWheelEvent event(at, widget->mapToGlobal(at), {}, {0, chance(50) ? 240 : -240}, Qt::NoButton,
                      chance(20) ? Qt::ControlModifier : Qt::NoModifier, Qt::NoScrollPhase, false);
    QApplication::sendEvent(widget, &event);
    return QStringLiteral("scroll ") + name;
}

QString Monkey::resize()
{
    const QSize size(300 + static_cast<int>(random(1300)), 200 + static_cast<int>(random(900)));
    m_window->resize(size);
    return QStringLiteral("resize to %1 x %2").arg(size.width()).arg(size.height());
}

QString Monkey::act()
{
    const unsigned choice = random(100);
    const QString what = choice < 25   ? click()
                         : choice < 50 ? press()
                         : choice < 62 ? trigger()
                         : choice < 75 ? findAndTrash()
                         : choice < 84 ? m_sandbox.disturb()
                         : choice < 90 ? drop()
                         : choice < 95 ? drag()
                         : choice < 98 ? scroll()
                                       : resize();
    QTest::qWait(static_cast<int>(random(kLongestPauseMs)));
    return what;
}

} // namespace lookalike::testing
