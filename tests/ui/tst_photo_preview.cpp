// SPDX-License-Identifier: GPL-3.0-or-later
// A photo over the whole window. If this fails, the user cannot look closely at what was found,
// cannot compare it with what was searched for, or is not told why a photo cannot be seen.
#include "tests/core/image/test_pictures.h"
#include "tests/testing.h"
#include "tests/ui/colour_library.h"
#include "tests/ui/program.h"
#include "tests/ui/scratch.h"
#include "ui/state/query_history.h"
#include "ui/text/display_text.h"
#include "ui/views/dialogs/shortcuts_dialog.h"
#include "ui/views/preview/photo_preview.h"
#include "ui/views/preview/pointer_rest.h"
#include "ui/views/preview/preview_side.h"
#include "ui/views/preview/slideshow.h"
#include "ui/views/search/results_grid.h"
#include "ui/widgets/action_registry.h"
#include "ui/widgets/picture_pane.h"

#include <QKeySequenceEdit>
#include <QLabel>
#include <QMenu>
#include <QTimer>
#include <QToolButton>
#include <QTreeWidgetItemIterator>
#include <memory>

using namespace lookalike;
using namespace lookalike::testing;
namespace fs = std::filesystem;

namespace {

constexpr int kDeadlineMs = 20'000;
constexpr int kWide = 3000; ///< pixels, more than the window has
constexpr int kHigh = 2000;

/// Columns that are black and white by turns in the right half, so that only a picture shown pixel
/// by pixel has them; one colour in the left half.
Image finePicture()
{
    Image image(kWide, kHigh);
    for (int y = 0; y < kHigh; ++y)
        for (int x = 0; x < kWide; ++x) {
            std::uint8_t* pixel = image.row(y) + 3 * x;
            const bool right = x >= kWide / 2;
            const auto light = static_cast<std::uint8_t>(x % 2 == 0 ? 0 : 255);
            pixel[0] = right ? light : 200;
            pixel[1] = pixel[2] = right ? light : 0;
        }
    return image;
}

} // namespace

class TestPhotoPreview : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void keysAndButtonsGoFromPhotoToPhoto();
    void enlargedTheArrowsMoveThePicture();
    void fullSizeShowsEachPixel();
    void theWheelAndTheMouseZoomAndMove();
    void theQueryStandsBesideThePhoto();
    void whatCannotBeShownIsNamed_data();
    void whatCannotBeShownIsNamed();
    void tabStaysInThePreview();
    void anotherPageOrQueryClosesThePreview();
    void fullScreenEndsWithThePreview();
    void theSlideshowShowsOnePhotoAfterTheOther();
    void theUserHoldsTheSlideshow();
    void theIntervalIsRemembered();
    void whatIsOverThePhotoGoesWhileNobodyMoves();
    void itsKeysAreListed();

private:
    /// Shows the photos most similar to `query`, best first, and the preview of the first.
    void open(const fs::path& query);
    void press(int key, Qt::KeyboardModifiers modifiers = {}) const
    {
        QTest::keyClick(QApplication::focusWidget(), static_cast<Qt::Key>(key), modifiers);
    }
    [[nodiscard]] MainWindow& window() const { return m_program->window; }
    [[nodiscard]] ResultsGrid& grid() const { return *window().findChild<ResultsGrid*>(); }
    [[nodiscard]] PhotoPreview& preview() const { return *window().findChild<PhotoPreview*>(); }
    [[nodiscard]] QToolButton& button(const QString& name) const
    {
        for (auto* candidate : preview().findChildren<QToolButton*>())
            if (candidate->accessibleName() == name)
                return *candidate;
        qFatal("no button %s", qPrintable(name));
    }
    [[nodiscard]] bool says(const QString& text) const
    {
        for (const QLabel* label : preview().findChildren<QLabel*>())
            if (label->isVisible() && label->text() == text)
                return true;
        return false;
    }
    [[nodiscard]] std::vector<PreviewSide*> sides() const
    {
        std::vector<PreviewSide*> visible;
        for (auto* side : preview().findChildren<PreviewSide*>())
            if (side->isVisible())
                visible.push_back(side);
        return visible;
    }
    [[nodiscard]] Slideshow& slideshow() const { return *preview().findChild<Slideshow*>(); }
    [[nodiscard]] PointerRest& rest() const { return *preview().findChild<PointerRest*>(); }
    /// Lets the time of a timer pass at once.
    static void pass(const QObject& owner)
    {
        auto* timer = owner.findChild<QTimer*>();
        QVERIFY(timer->isActive());
        timer->start(0);
        QTRY_VERIFY(!timer->isActive() || timer->interval() > 0);
    }
    /// The colour in the middle of the preview, or `right` pixels to the right of it.
    [[nodiscard]] QColor colourAt(int right = 0) const
    {
        const QImage seen = preview().grab().toImage();
        return seen.pixelColor(seen.width() / 2 + right, seen.height() / 2);
    }

    std::unique_ptr<Scratch> m_scratch;
    fs::path m_photos;
    std::unique_ptr<Program> m_program;
};

void TestPhotoPreview::init()
{
    m_scratch = std::make_unique<Scratch>();
    QVERIFY(m_scratch->isValid());
    m_photos = m_scratch->photos();
    writePlainPhoto(m_photos / "1.bmp", 250, 20, 20);
    writePlainPhoto(m_photos / "2.bmp", 240, 60, 20);
    writePlainPhoto(m_photos / "3.bmp", 20, 20, 250);
    m_program = std::make_unique<Program>(
        openerOf(m_scratch->folder() / "catalog.db", std::make_shared<ColourEncoder>()));
    window().resize(1000, 700);
    QVERIFY(QTest::qWaitForWindowActive(&window()));
}

void TestPhotoPreview::cleanup()
{
    m_program.reset();
    m_scratch.reset();
}

void TestPhotoPreview::open(const fs::path& query)
{
    window().openRequest({m_photos}, {query});
    QTRY_VERIFY_WITH_TIMEOUT(m_program->session.status().folders.size() == 1 &&
                                 !m_program->session.indexing().isRunning() &&
                                 !m_program->session.searches().isBusy() &&
                                 grid().model()->rowCount() >= 3,
                             kDeadlineMs);
    QTRY_VERIFY_WITH_TIMEOUT(grid().hasFocus(), kDeadlineMs);
    grid().setCurrentIndex(grid().model()->index(0, 0));
    press(Qt::Key_Space);
    QVERIFY(preview().isVisible() && preview().hasFocus());
}

void TestPhotoPreview::keysAndButtonsGoFromPhotoToPhoto()
{
    open(m_photos / "1.bmp");
    QCOMPARE(preview().geometry(), window().rect());
    QCOMPARE(sides().front()->pane().size(), window().size()); // to the edges
    QCOMPARE(preview().accessibleName(), QStringLiteral("Preview of 1.bmp"));
    QVERIFY(says(QStringLiteral("1 of 3")));
    QVERIFY(!button("Previous photo").isEnabled());
    const std::pair<int, int> steps[] = {
        {Qt::Key_Right, 1}, {Qt::Key_Up, 0},   {Qt::Key_Down, 1},
        {Qt::Key_Left, 0},  {Qt::Key_Left, 0}, {Qt::Key_End, 2},
        {Qt::Key_Right, 2}, {Qt::Key_Home, 0}, {Qt::Key_PageDown, 1}};
    for (const auto& [key, row] : steps) {
        press(key);
        QCOMPARE(grid().currentIndex().row(), row);
        QVERIFY(says(QStringLiteral("%1 of 3").arg(row + 1)));
    }
    QTest::mouseClick(&button("Next photo"), Qt::LeftButton);
    QCOMPARE(grid().currentIndex().row(), 2);
    QVERIFY(!button("Next photo").isEnabled() && preview().hasFocus());
    QCOMPARE(preview().accessibleName(), QStringLiteral("Preview of 3.bmp"));
    QTest::mouseClick(&button("Close the preview"), Qt::LeftButton);
    QVERIFY(!preview().isVisible() && grid().hasFocus());
    press(Qt::Key_Space);
    press(Qt::Key_Return);
    QVERIFY(!preview().isVisible());
    QCOMPARE(window().history().current().terms.front().path, m_photos / "3.bmp");
}

void TestPhotoPreview::enlargedTheArrowsMoveThePicture()
{
    writeFile(m_photos / "fine.bmp", bmpBytes(finePicture()));
    open(m_photos / "fine.bmp");
    QTRY_VERIFY_WITH_TIMEOUT(colourAt(-100).red() > 190, kDeadlineMs);
    press(Qt::Key_Plus);
    press(Qt::Key_Plus);
    QTRY_VERIFY_WITH_TIMEOUT(says(QStringLiteral("75%")), kDeadlineMs); // of a third
    QVERIFY(colourAt(10).red() < 190);
    const auto isLeftHalf = [](const QColor& colour) {
        return colour.red() > 190 && colour.green() < 20;
    };
    QVERIFY(!isLeftHalf(colourAt(10)));
    press(Qt::Key_Left);
    QVERIFY(isLeftHalf(colourAt(10)));
    QCOMPARE(grid().currentIndex().row(), 0);
    press(Qt::Key_Right);
    QVERIFY(!isLeftHalf(colourAt(10)));
    press(Qt::Key_0);
    QVERIFY(says(QStringLiteral("33%")));
    press(Qt::Key_Right);
    QCOMPARE(grid().currentIndex().row(), 1);
    QVERIFY(says(QStringLiteral("100%"))); // a small picture is not blown up
}

void TestPhotoPreview::fullSizeShowsEachPixel()
{
    writeFile(m_photos / "fine.bmp", bmpBytes(finePicture()));
    open(m_photos / "fine.bmp");
    press(Qt::Key_1);
    QVERIFY(says(QStringLiteral("100%")));
    const auto isSharp = [this](int at) {
        return std::abs(colourAt(at).green() - colourAt(at + 1).green()) == 255;
    };
    QTRY_VERIFY_WITH_TIMEOUT(isSharp(50) && isSharp(51) && isSharp(220), kDeadlineMs);
    QTest::mouseClick(&button("Actual size or whole picture"), Qt::LeftButton);
    QVERIFY(says(QStringLiteral("33%")));
    QVERIFY(!isSharp(50));
}

void TestPhotoPreview::theWheelAndTheMouseZoomAndMove()
{
    writeFile(m_photos / "fine.bmp", bmpBytes(finePicture()));
    open(m_photos / "fine.bmp");
    QTRY_VERIFY_WITH_TIMEOUT(colourAt(-100).red() > 190, kDeadlineMs);
    PicturePane& pane = sides().front()->pane();
    const QPoint middle = pane.rect().center();
    QWheelEvent wheel(QPointF(middle), pane.mapToGlobal(QPointF(middle)), {}, {0, 120},
                      Qt::NoButton, Qt::NoModifier, Qt::NoScrollPhase, false);
    QApplication::sendEvent(&pane, &wheel);
    QVERIFY(says(QStringLiteral("42%")));
    QTest::mouseDClick(&pane, Qt::LeftButton, {}, middle);
    QVERIFY(says(QStringLiteral("33%")));
    QTest::mouseDClick(&pane, Qt::LeftButton, {}, middle);
    QVERIFY(says(QStringLiteral("100%")));
    QVERIFY(preview().isVisible());
    QVERIFY(colourAt(10).green() == colourAt(10).red() || colourAt(10).red() < 200);
    QTest::mousePress(&pane, Qt::LeftButton, {}, middle);
    for (int step = 0; step <= 200; step += 20)
        QTest::mouseMove(&pane, middle + QPoint(step, 0));
    QTest::mouseRelease(&pane, Qt::LeftButton, {}, middle + QPoint(200, 0));
    QTRY_COMPARE_WITH_TIMEOUT(colourAt(10), QColor(200, 0, 0), 3000); // the left half came along
}

void TestPhotoPreview::theQueryStandsBesideThePhoto()
{
    open(m_photos / "1.bmp");
    QToolButton& compare = button({});
    QVERIFY(!compare.isVisible()); // this photo is the query itself
    press(Qt::Key_C);
    QCOMPARE(sides().size(), std::size_t{1});
    press(Qt::Key_End);
    QVERIFY(compare.isVisible());
    QCOMPARE(compare.accessibleName(), QStringLiteral("Compare with the query"));
    press(Qt::Key_C);
    QCOMPARE(sides().size(), std::size_t{2});
    QVERIFY(compare.isChecked());
    QVERIFY(preview().accessibleDescription().contains(QStringLiteral("Query: 1.bmp")));
    QTRY_COMPARE_WITH_TIMEOUT(colourAt(-200), QColor(20, 20, 250), kDeadlineMs);
    QTRY_COMPARE_WITH_TIMEOUT(colourAt(200), QColor(250, 20, 20), kDeadlineMs);
    press(Qt::Key_Plus);
    QCOMPARE(sides().front()->pane().fitted(), sides().back()->pane().fitted());
    press(Qt::Key_Left); // moves in the picture
    press(Qt::Key_0);
    press(Qt::Key_Left);
    QCOMPARE(sides().size(), std::size_t{2}); // goes on comparing
    QTest::mouseClick(&compare, Qt::LeftButton);
    QCOMPARE(sides().size(), std::size_t{1});
    // Held, it compares as long as it is held.
    QTest::keyPress(&preview(), Qt::Key_C);
    for (int i = 0; i < 3; ++i) {
        QKeyEvent repeated(QEvent::KeyPress, Qt::Key_C, Qt::NoModifier, QStringLiteral("c"), true);
        QApplication::sendEvent(&preview(), &repeated);
        QCOMPARE(sides().size(), std::size_t{2});
    }
    QTest::keyRelease(&preview(), Qt::Key_C);
    QCOMPARE(sides().size(), std::size_t{1});
}

void TestPhotoPreview::whatCannotBeShownIsNamed_data()
{
    QTest::addColumn<bool>("gone");
    QTest::newRow("a missing file") << true;
    QTest::newRow("a file that is no longer a picture") << false;
}

void TestPhotoPreview::whatCannotBeShownIsNamed()
{
    QFETCH(bool, gone);
    open(m_photos / "1.bmp");
    if (gone)
        fs::remove(m_photos / "3.bmp");
    else
        writeFile(m_photos / "3.bmp", FileBytes(300, 'x'));
    press(Qt::Key_End);
    QTRY_VERIFY_WITH_TIMEOUT(!sides().front()->problem().isEmpty(), kDeadlineMs);
    const QString problem = sides().front()->problem();
    QVERIFY2(problem.startsWith(gone ? displayMissing(m_photos / "3.bmp")
                                     : QStringLiteral("3.bmp cannot be shown. ")),
             qPrintable(problem));
    QVERIFY(preview().accessibleDescription().contains(problem));
    press(Qt::Key_Home);
    QVERIFY(sides().front()->problem().isEmpty());
}

void TestPhotoPreview::tabStaysInThePreview()
{
    open(m_photos / "1.bmp");
    std::set<QWidget*> reached;
    for (int i = 0; i < 20; ++i) {
        press(Qt::Key_Tab);
        QVERIFY(preview().isAncestorOf(QApplication::focusWidget()));
        reached.insert(QApplication::focusWidget());
    }
    for (auto* candidate : preview().findChildren<QToolButton*>())
        QCOMPARE(reached.contains(candidate), candidate->isVisible() && candidate->isEnabled());
    button("Next photo").setFocus();
    press(Qt::Key_Space);
    press(Qt::Key_Right);
    QCOMPARE(grid().currentIndex().row(), 2);
    press(Qt::Key_Escape);
    QVERIFY(!preview().isVisible() && grid().hasFocus());
}

void TestPhotoPreview::anotherPageOrQueryClosesThePreview()
{
    open(m_photos / "1.bmp");
    window().openRequest({}, {m_photos / "2.bmp"});
    QVERIFY(!preview().isVisible());
    open(m_photos / "1.bmp");
    m_program->action("duplicatesPage")->trigger();
    QVERIFY(!preview().isVisible());
}

void TestPhotoPreview::fullScreenEndsWithThePreview()
{
    open(m_photos / "1.bmp");
    press(Qt::Key_F);
    QVERIFY(window().isFullScreen());
    QVERIFY(button("Full screen").isChecked());
    QVERIFY(m_program->action("fullScreen")->isChecked());
    press(Qt::Key_Escape); // first out of full screen, then out of the preview
    QVERIFY(!window().isFullScreen() && preview().isVisible());
    QTest::mouseClick(&button("Full screen"), Qt::LeftButton);
    QVERIFY(window().isFullScreen());
    press(Qt::Key_Space);
    QVERIFY(!preview().isVisible() && !window().isFullScreen());
    // A window that was in full screen before stays so.
    m_program->action("fullScreen")->trigger();
    press(Qt::Key_Space);
    QVERIFY(preview().isVisible());
    press(Qt::Key_Escape);
    QVERIFY(!preview().isVisible() && window().isFullScreen());
}

void TestPhotoPreview::theSlideshowShowsOnePhotoAfterTheOther()
{
    open(m_photos / "1.bmp");
    press(Qt::Key_S);
    QVERIFY(slideshow().isOn());
    for (const int row : {1, 2, 0}) { // and from the beginning again
        pass(slideshow());
        QTRY_COMPARE(grid().currentIndex().row(), row);
    }
    press(Qt::Key_Escape);
    QVERIFY(!slideshow().isOn() && preview().isVisible());
    QTest::mouseClick(&button("Start a slideshow"), Qt::LeftButton);
    QVERIFY(slideshow().isOn() && button("Stop the slideshow").isVisible());
    press(Qt::Key_Space);
    QVERIFY(!slideshow().isOn());
}

void TestPhotoPreview::theUserHoldsTheSlideshow()
{
    open(m_photos / "1.bmp");
    press(Qt::Key_S);
    press(Qt::Key_Right);
    QVERIFY(slideshow().isHeld() && says(QStringLiteral("Paused")));
    QCOMPARE(grid().currentIndex().row(), 1);
    pass(rest());
    QTRY_VERIFY(!slideshow().isHeld());
    QTest::mouseMove(&preview(), QPoint(200, 200));
    QTest::mouseMove(&preview(), QPoint(240, 200));
    QTRY_VERIFY(slideshow().isHeld());
}

void TestPhotoPreview::theIntervalIsRemembered()
{
    open(m_photos / "1.bmp");
    press(Qt::Key_S);
    auto* seconds = preview().findChild<QToolButton*>(QStringLiteral("previewSeconds"));
    QVERIFY(seconds->isVisible());
    QVERIFY(seconds->accessibleName().endsWith(QString::number(slideshow().seconds())));
    const QList<QAction*> choices = seconds->menu()->actions();
    QCOMPARE(choices.front()->data().toInt(), 2);
    QCOMPARE(choices.back()->data().toInt(), 30);
    choices.back()->trigger();
    QCOMPARE(slideshow().seconds(), 30);
    QVERIFY(choices.back()->isChecked() && seconds->text().contains(QStringLiteral("30")));
    QCOMPARE(Slideshow().seconds(), 30);
}

void TestPhotoPreview::whatIsOverThePhotoGoesWhileNobodyMoves()
{
    open(m_photos / "1.bmp");
    QVERIFY(!rest().isOn()); // a window with its buttons shows those of the preview, too
    press(Qt::Key_F);
    QVERIFY(rest().isOn() && button("Next photo").isVisible());
    pass(rest());
    QTRY_VERIFY(!button("Next photo").isVisible());
    QVERIFY(!button("Close the preview").isVisible());
    QCOMPARE(QGuiApplication::overrideCursor()->shape(), Qt::BlankCursor);
    press(Qt::Key_Right);
    QVERIFY(button("Next photo").isVisible());
    QVERIFY(QGuiApplication::overrideCursor() == nullptr);
    // Who is on a button by the keyboard stays there.
    press(Qt::Key_Tab);
    pass(rest());
    QTRY_VERIFY(rest().isResting());
    QVERIFY(button("Next photo").isVisible());
    press(Qt::Key_Escape);
    press(Qt::Key_Escape);
    QVERIFY(!preview().isVisible() && QGuiApplication::overrideCursor() == nullptr);
}

void TestPhotoPreview::itsKeysAreListed()
{
    ActionRegistry actions;
    const ShortcutsDialog dialog(actions);
    QStringList commands;
    auto* list = dialog.findChild<QTreeWidget*>();
    for (QTreeWidgetItemIterator item(list); *item != nullptr; ++item)
        commands += (*item)->text(0) + QLatin1Char(':') + (*item)->text(1);
    QVERIFY(commands.contains(QStringLiteral("Start or stop the slideshow:S")));
    QVERIFY(commands.contains(QStringLiteral("Full screen:F")));
    // One that cannot be changed is not offered for it.
    list->setCurrentItem(list->topLevelItem(0)->child(0));
    QVERIFY(!dialog.findChild<QKeySequenceEdit*>()->isEnabled());
}

QTEST_MAIN(TestPhotoPreview)
#include "tst_photo_preview.moc"
