// SPDX-License-Identifier: GPL-3.0-or-later
// The window's pages behind their common interface. If these fail, a page that is added cannot be
// reached, or its keys act while another page is shown.
#include "tests/testing.h"
#include "ui/views/page.h"
#include "ui/views/window/page_stack.h"
#include "ui/widgets/action_registry.h"

#include <QAction>
#include <QSettings>
#include <QSignalSpy>
#include <QTemporaryDir>

using namespace lookalike;

namespace {

class TestPage : public Page {
public:
    TestPage(const QString& name, ActionRegistry& actions)
        : Page(name, QStringLiteral("&") + name, nullptr)
        , step(*actions.add(name + QStringLiteral("Step"), name, name, {}, {}))
    {
        setFocusPolicy(Qt::StrongFocus);
    }
    void addMenus(QMenu&) override {}
    [[nodiscard]] QList<QAction*> navigation() const override { return {&step}; }
    void save(QSettings& settings) const override { settings.setValue(name(), number); }
    void restore(const QSettings& settings) override { number = settings.value(name()).toInt(); }

    QAction& step;
    int number = 0;
};

} // namespace

class TestPageStack : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void everyPageHasASwitch();
    void navigationRestsWithItsPage();
    void aPageThatHasSomethingToShowIsShown();
    void pagesComeBackAsTheyWere();
    void anEarlierVersionsPageIsShown();

private:
    /// Three pages, the first of which is shown.
    struct Window {
        Window()
        {
            for (TestPage* page : {first, second, third})
                stack.add(*page);
        }
        [[nodiscard]] QAction* action(const char* id) const
        {
            return actions.findChild<QAction*>(QLatin1String(id));
        }

        ActionRegistry actions;
        PageStack stack{actions, nullptr};
        TestPage* first = new TestPage("search", actions);
        TestPage* second = new TestPage("duplicates", actions);
        TestPage* third = new TestPage("map", actions);
    };

    std::unique_ptr<QTemporaryDir> m_scratch;
    std::unique_ptr<Window> m_window;
};

void TestPageStack::init()
{
    m_scratch = std::make_unique<QTemporaryDir>();
    QSettings::setDefaultFormat(QSettings::IniFormat);
    QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, m_scratch->path());
    m_window = std::make_unique<Window>();
}

void TestPageStack::cleanup()
{
    m_window.reset();
    m_scratch.reset();
}

void TestPageStack::everyPageHasASwitch()
{
    QCOMPARE(m_window->stack.switches().size(), 3);
    QCOMPARE(m_window->stack.switches().back(), m_window->action("mapPage"));
    QCOMPARE(m_window->action("mapPage")->text(), QStringLiteral("&map"));
    QCOMPARE(m_window->action("mapPage")->shortcut(), QKeySequence(Qt::CTRL | Qt::Key_3));
    QVERIFY(m_window->action("searchPage")->isChecked());
    m_window->stack.show();
    QVERIFY(QTest::qWaitForWindowActive(&m_window->stack));
    QSignalSpy shown(&m_window->stack, &PageStack::shown);
    m_window->action("mapPage")->trigger();
    QCOMPARE(&m_window->stack.current(), m_window->third);
    QVERIFY(m_window->third->hasFocus());
    QVERIFY(!m_window->action("searchPage")->isChecked());
    m_window->action("mapPage")->trigger(); // is shown already
    QCOMPARE(shown.count(), 1);
}

void TestPageStack::navigationRestsWithItsPage()
{
    QAction& back = m_window->first->step;
    QVERIFY(back.isEnabled() && !m_window->second->step.isEnabled());
    m_window->action("duplicatesPage")->trigger();
    QVERIFY(!back.isEnabled() && m_window->second->step.isEnabled());
    back.setEnabled(false);
    back.setEnabled(true); // there is a page to go back to, once its page is shown
    QVERIFY(!back.isEnabled());
    m_window->action("searchPage")->trigger();
    QVERIFY(back.isEnabled());
    back.setEnabled(false);
    m_window->action("duplicatesPage")->trigger();
    m_window->action("searchPage")->trigger();
    QVERIFY(!back.isEnabled()); // nothing to go back to
}

void TestPageStack::aPageThatHasSomethingToShowIsShown()
{
    Q_EMIT m_window->second->showRequested();
    QCOMPARE(&m_window->stack.current(), m_window->second);
    QVERIFY(m_window->action("duplicatesPage")->isChecked());
}

void TestPageStack::pagesComeBackAsTheyWere()
{
    m_window->action("mapPage")->trigger();
    m_window->second->number = 7;
    {
        QSettings settings;
        m_window->stack.save(settings);
    }
    m_window = std::make_unique<Window>();
    m_window->stack.restore(QSettings());
    QCOMPARE(&m_window->stack.current(), m_window->third);
    QCOMPARE(m_window->second->number, 7);
}

void TestPageStack::anEarlierVersionsPageIsShown()
{
    QSettings().setValue(QStringLiteral("window/onDuplicates"), true);
    m_window->stack.restore(QSettings());
    QCOMPARE(&m_window->stack.current(), m_window->second);
}

QTEST_MAIN(TestPageStack)
#include "tst_page_stack.moc"
