// SPDX-License-Identifier: GPL-3.0-or-later
// How long messages stay. If this fails, an old message covers the window, or one goes before it is
// read.
#include "tests/testing.h"
#include "ui/widgets/notice_bar.h"

#include <QEnterEvent>
#include <QLineEdit>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>

using namespace lookalike;
using namespace std::chrono_literals;

class TestNoticeBar : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();

    void aMessageGoesByItself();
    void aMessageStaysUnderThePointer();
    void aMessageStaysWithTheFocus();
    void aScreenReaderHasLonger();
    void anOfferStaysUntilTheNextChange();
    void whatIsUnderWayStaysUntilItIsWithdrawn();
    void anotherMessageHasItsOwnTime();

private:
    void enter() const
    {
        QEnterEvent event({5, 5}, {5, 5}, m_bar->mapToGlobal(QPointF(5, 5)));
        m_bar->setAttribute(Qt::WA_UnderMouse);
        QApplication::sendEvent(m_bar, &event);
    }
    void leave() const
    {
        QEvent event(QEvent::Leave);
        m_bar->setAttribute(Qt::WA_UnderMouse, false);
        QApplication::sendEvent(m_bar, &event);
    }

    std::unique_ptr<QWidget> m_window;
    NoticeBar* m_bar = nullptr;
    QLineEdit* m_other = nullptr;
};

void TestNoticeBar::init()
{
    m_window = std::make_unique<QWidget>();
    m_bar = new NoticeBar(m_window.get());
    m_other = new QLineEdit(m_window.get());
    auto* layout = new QVBoxLayout(m_window.get());
    layout->addWidget(m_other);
    layout->addWidget(m_bar);
    m_window->show();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
    m_other->setFocus();
}

void TestNoticeBar::aMessageGoesByItself()
{
    QCOMPARE(m_bar->lifetime(), 8000ms);
    m_bar->setLifetime(1ms);
    for (const bool isError : {false, true}) {
        if (isError)
            m_bar->showError(QStringLiteral("Cannot read the file"));
        else
            m_bar->showNotice(QStringLiteral("Nothing has changed."));
        QVERIFY(m_bar->isVisible() && m_bar->isExpiring());
        QTRY_VERIFY(!m_bar->isVisible());
        QVERIFY(!m_bar->isExpiring());
    }
}

void TestNoticeBar::aMessageStaysUnderThePointer()
{
    m_bar->showNotice(QStringLiteral("Nothing has changed."));
    enter();
    QVERIFY(!m_bar->isExpiring());
    m_bar->setLifetime(1ms);
    leave();
    QVERIFY(m_bar->isExpiring());
    QTRY_VERIFY(!m_bar->isVisible());
    m_bar->showNotice(QStringLiteral("The pointer is there already"));
    enter();
    m_bar->showNotice(QStringLiteral("Nothing has changed."));
    QVERIFY(!m_bar->isExpiring());
}

void TestNoticeBar::aMessageStaysWithTheFocus()
{
    m_bar->showNotice(QStringLiteral("Nothing has changed."));
    auto* const close = m_bar->findChild<QToolButton*>();
    close->setFocus();
    QVERIFY(close->hasFocus() && !m_bar->isExpiring());
    m_other->setFocus();
    QVERIFY(m_bar->isExpiring());
}

void TestNoticeBar::aScreenReaderHasLonger()
{
    m_bar->showNotice(QStringLiteral("Nothing has changed."));
    QCOMPARE(m_bar->countdown(), m_bar->lifetime());
    m_bar->setScreenReader([] { return true; });
    m_bar->showNotice(QStringLiteral("Nothing has changed."));
    QCOMPARE(m_bar->countdown(), 4 * m_bar->lifetime());
}

void TestNoticeBar::anOfferStaysUntilTheNextChange()
{
    int undone = 0;
    const auto offer = [&] {
        m_bar->showNotice(QStringLiteral("Moved 9 photos"), QStringLiteral("Undo"),
                          [&] { ++undone; });
    };
    offer();
    QVERIFY(m_bar->isVisible() && !m_bar->isExpiring());
    m_bar->dropOffer();
    QVERIFY(!m_bar->isVisible());
    offer();
    m_bar->turnPage();
    QVERIFY(!m_bar->isVisible());
    offer();
    m_bar->findChild<QPushButton*>()->click();
    QVERIFY(!m_bar->isVisible());
    QCOMPARE(undone, 1);
    m_bar->showNotice(QStringLiteral("Restored 9 photos"));
    m_bar->dropOffer(); // it offers nothing
    QVERIFY(m_bar->isVisible());
    m_bar->turnPage();
    QVERIFY(!m_bar->isVisible());
}

void TestNoticeBar::whatIsUnderWayStaysUntilItIsWithdrawn()
{
    const QString downloading = QStringLiteral("Downloading…");
    m_bar->showOngoing(downloading);
    QVERIFY(!m_bar->isExpiring());
    m_bar->turnPage();
    m_bar->dropOffer();
    m_bar->withdraw(QStringLiteral("Moved 9 photos"));
    QVERIFY(m_bar->isVisible());
    m_bar->withdraw(downloading);
    QVERIFY(!m_bar->isVisible());
}

void TestNoticeBar::anotherMessageHasItsOwnTime()
{
    m_bar->showNotice(QStringLiteral("Nothing has changed."));
    QVERIFY(m_bar->isExpiring());
    m_bar->showNotice(QStringLiteral("Moved 9 photos"), QStringLiteral("Undo"), [] {});
    QVERIFY(!m_bar->isExpiring());
    m_bar->showError(QStringLiteral("Cannot read the file"));
    QVERIFY(m_bar->isExpiring());
    QVERIFY(!m_bar->findChild<QPushButton*>()->isVisible()); // the offer went with its message
}

QTEST_MAIN(TestNoticeBar)
#include "tst_notice_bar.moc"
