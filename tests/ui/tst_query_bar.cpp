// SPDX-License-Identifier: GPL-3.0-or-later
// The pictures of the query above the results. If these fail, the user does not see what was just
// added, cannot reach it by keyboard, or cannot add another one.
#include "tests/core/image/test_pictures.h"
#include "tests/testing.h"
#include "ui/bridge/library_session.h"
#include "ui/state/query_history.h"
#include "ui/views/search/query_bar.h"
#include "ui/views/search/query_chip.h"
#include "ui/views/search/query_chips.h"
#include "ui/views/search/region_editor.h"
#include "ui/views/search/word_box.h"
#include "ui/widgets/theme.h"

#include <QLineEdit>
#include <QScrollArea>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QToolButton>
#include <algorithm>
#include <memory>

using namespace lookalike;
using namespace lookalike::testing;
namespace fs = std::filesystem;

class TestQueryBar : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void aNewPictureIsScrolledTo();
    void theFocusedPictureIsScrolledTo();
    void theUserScrollsAsTheUserLikes();
    void severalPicturesAreSmallWithTheirWeightBelow();
    void escapeClosesTheRegionEditor();
    void deleteRemovesTheRegion();

private:
    void add(int count)
    {
        for (int i = 0; i < count; ++i) {
            const std::string name = std::to_string(m_history->current().terms.size()) + ".bmp";
            m_history->addTerms({queryPicture(m_folder / name)});
        }
        const auto haveTheirPlace = [this] {
            const auto shown = chips();
            return shown.size() == int(m_history->current().terms.size()) &&
                   std::ranges::all_of(shown, [](const QueryChip* chip) {
                       return chip->width() == chip->sizeHint().width();
                   });
        };
        QTRY_VERIFY(haveTheirPlace());
    }
    [[nodiscard]] QList<QueryChip*> chips() const
    {
        QList<QueryChip*> shown;
        for (auto* chip : m_bar->findChildren<QueryChip*>())
            if (!chip->isHidden())
                shown += chip;
        return shown;
    }
    [[nodiscard]] QScrollArea& area() const { return *m_bar->findChild<QScrollArea*>(); }
    [[nodiscard]] bool isInView(const QWidget* chip) const
    {
        const QRect place(chip->mapTo(area().viewport(), QPoint()), chip->size());
        return area().viewport()->rect().contains(place);
    }
    [[nodiscard]] QToolButton& addButton() const
    {
        if (auto* button = m_bar->findChild<QToolButton*>(QStringLiteral("addPicture")))
            return *button;
        qFatal("there is no button to add a picture");
    }

    QTemporaryDir m_temporary;
    fs::path m_folder;
    Theme m_theme{*qApp};
    std::unique_ptr<LibrarySession> m_session;
    std::unique_ptr<QueryHistory> m_history;
    std::unique_ptr<QueryBar> m_bar;
};

void TestQueryBar::init()
{
    m_folder = m_temporary.path().toStdString();
    m_session = std::make_unique<LibrarySession>([]() -> Result<std::unique_ptr<PhotoLibrary>> {
        return fail(ErrorCode::NotFound, "There is no library"_msg);
    });
    m_history = std::make_unique<QueryHistory>();
    m_bar = std::make_unique<QueryBar>(*m_history, *m_session);
    m_bar->resize(800, m_bar->sizeHint().height());
    m_bar->show();
    QVERIFY(QTest::qWaitForWindowActive(m_bar.get()));
}

void TestQueryBar::cleanup()
{
    m_bar.reset();
    QVERIFY(m_session->shutDown(std::chrono::seconds(20)));
}

void TestQueryBar::aNewPictureIsScrolledTo()
{
    for (int i = 1; i <= 12; ++i) {
        add(1);
        QCOMPARE(chips().size(), i);
        QTRY_VERIFY2(isInView(chips().back()), qPrintable(QString::number(i)));
        QVERIFY(addButton().isVisible());
        const QRect place(addButton().mapTo(m_bar.get(), QPoint()), addButton().size());
        QVERIFY(m_bar->rect().contains(place));
    }
    QVERIFY(!isInView(chips().front())); // or there was nothing to scroll
}

void TestQueryBar::theFocusedPictureIsScrolledTo()
{
    add(12);
    QTRY_VERIFY(isInView(chips().back()));
    addButton().setFocus();
    for (int i = 11; i >= 0; --i) {
        const auto* chip = chips()[i];
        while (!chip->isAncestorOf(QApplication::focusWidget()))
            QTest::keyClick(QApplication::focusWidget(), Qt::Key_Backtab);
        QVERIFY2(isInView(chip), qPrintable(QString::number(i)));
    }
    // From outside of what scrolls.
    QVERIFY(!isInView(chips().back()));
    auto* field = m_bar->findChild<WordBox*>()->findChild<QLineEdit*>();
    field->setFocus();
    QTest::keyClick(field, Qt::Key_Backtab);
    QVERIFY(chips().back()->isAncestorOf(QApplication::focusWidget()));
    QVERIFY(isInView(chips().back()));
}

void TestQueryBar::theUserScrollsAsTheUserLikes()
{
    add(12);
    QTRY_VERIFY(isInView(chips().back()));
    area().horizontalScrollBar()->triggerAction(QAbstractSlider::SliderToMinimum);
    QVERIFY(isInView(chips().front()));
    m_bar->resize(780, m_bar->height());
    QCoreApplication::processEvents();
    QVERIFY(isInView(chips().front()));
}

void TestQueryBar::severalPicturesAreSmallWithTheirWeightBelow()
{
    add(1);
    const int alone = chips()[0]->width();
    add(1);
    QTRY_VERIFY(chips()[0]->width() < alone);
    for (const auto* chip : chips()) {
        const auto* picture = chip->findChild<QToolButton*>("chipPicture");
        int below = 0;
        for (const auto* button : chip->findChildren<QToolButton*>()) {
            QVERIFY(button->isVisible() && chip->rect().contains(button->geometry()));
            below += button->geometry().top() > picture->geometry().bottom() ? 1 : 0;
        }
        QCOMPARE(below, 2); // less and more
        QVERIFY2(picture->toolTip().contains(".bmp"), qPrintable(picture->toolTip()));
    }
    // As many as stay usable in the smallest window.
    add(6);
    int inView = 0;
    for (const auto* chip : chips())
        inView += isInView(chip) ? 1 : 0;
    QVERIFY2(inView >= 4, qPrintable(QString::number(inView)));
}

void TestQueryBar::escapeClosesTheRegionEditor()
{
    add(1);
    m_history->setRegion(0, Region{0.1, 0.1, 0.5, 0.5});
    chips()[0]->findChild<QToolButton*>("chipPicture")->click();
    QPointer<RegionEditor> editor = m_bar->findChild<RegionEditor*>();
    QVERIFY(editor && editor->isVisible());
    QTest::keyClick(&editor->canvas(), Qt::Key_Escape);
    QTRY_VERIFY(!editor);
    QCOMPARE(m_history->current().terms[0].term.region, (Region{0.1, 0.1, 0.5, 0.5}));
}

void TestQueryBar::deleteRemovesTheRegion()
{
    add(1);
    m_history->setRegion(0, Region{0.1, 0.1, 0.5, 0.5});
    chips()[0]->findChild<QToolButton*>("chipPicture")->click();
    auto* editor = m_bar->findChild<RegionEditor*>();
    QTest::keyClick(&editor->canvas(), Qt::Key_Delete);
    QVERIFY(!m_history->current().terms[0].term.region.has_value());
    QVERIFY(editor->isVisible());
    editor->close();
}

QTEST_MAIN(TestQueryBar)
#include "tst_query_bar.moc"
