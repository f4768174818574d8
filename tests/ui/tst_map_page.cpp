// SPDX-License-Identifier: GPL-3.0-or-later
// The map page over a real library with photos of plain colours. If these fail, the user loses
// their place on the map, finds nothing with what is on it, or sees photos that were removed.
#include "tests/core/image/test_pictures.h"
#include "tests/testing.h"
#include "tests/ui/colour_library.h"
#include "tests/ui/program.h"
#include "tests/ui/scratch.h"
#include "ui/models/folders_model.h"
#include "ui/models/map_model.h"
#include "ui/state/query_history.h"
#include "ui/text/amounts.h"
#include "ui/views/map/map_page.h"
#include "ui/views/map/map_peek.h"
#include "ui/views/map/map_view.h"
#include "ui/views/preview/photo_preview.h"

#include <QAccessible>
#include <QLabel>
#include <QMouseEvent>
#include <QScrollBar>
#include <QSignalSpy>
#include <QWheelEvent>
#include <algorithm>
#include <memory>
#include <set>

using namespace lookalike;
using namespace lookalike::testing;
namespace fs = std::filesystem;

namespace {

constexpr int kDeadlineMs = 20'000;

} // namespace

class TestMapPage : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void anEmptyLibraryIsExplained();
    void allPhotosAreOnTheMap();
    void anyPhotoIsAQuery();
    void theKeyboardAloneIsEnough();
    void plusZoomsAndTheCurrentPhotoIsShownLarger();
    void aSmallMapLiesInTheMiddle();
    void zoomingKeepsTheCurrentPhoto();
    void theWheelKeepsWhatIsUnderThePointer();
    void photosComeAndGo();
    void onlyAnotherMapTakesThePlaceOfTheOneShown();
    void whatASearchFoundIsLit();
    void aShapeSelectsWhatItSurrounds();
    void cellsSeenFromAfarStandForAllTheirPhotos();
    void theSelectionStaysWhileTheUserLooksAround();
    void theKeyboardSelects();
    void aPhotoThatIsGoneSaysSo();
    void aScreenReaderTellsRowAndColumn();

private:
    void open(int photos)
    {
        for (int i = 0; i < photos; ++i)
            paint(i);
        m_program = std::make_unique<Program>(openerOf(m_folder / "catalog.db", m_encoder));
        if (photos > 0) {
            window().openRequest({m_photos}, {});
            QTRY_COMPARE_WITH_TIMEOUT(indexedPhotos(m_program->session.status()),
                                      static_cast<std::uint64_t>(photos), kDeadlineMs);
            QTRY_VERIFY_WITH_TIMEOUT(!m_program->session.indexing().isRunning(), kDeadlineMs);
        }
        action("mapPage")->trigger();
        QVERIFY(page().isVisible());
        if (photos > 0)
            QTRY_COMPARE_WITH_TIMEOUT(shown().size(), photos, kDeadlineMs);
    }
    fs::path paint(int number) const
    {
        const fs::path path = m_photos / (std::to_string(number) + ".bmp");
        writePlainPhoto(path, (number * 37) & 255, (number * 11) & 255, number >> 3);
        return path;
    }
    void drag(const std::vector<QPoint>& way, Qt::KeyboardModifiers keys) const
    {
        const auto send = [&](QEvent::Type type, const QPoint& at, Qt::MouseButton button,
                              Qt::MouseButtons buttons) {
            QMouseEvent event(type, at, view().viewport()->mapToGlobal(at), button, buttons, keys);
            QApplication::sendEvent(view().viewport(), &event);
        };
        send(QEvent::MouseButtonPress, way.front(), Qt::LeftButton, Qt::LeftButton);
        for (const QPoint& at : way)
            send(QEvent::MouseMove, at, Qt::NoButton, Qt::LeftButton);
        send(QEvent::MouseButtonRelease, way.back(), Qt::LeftButton, Qt::NoButton);
    }
    /// A rectangle drawn by hand around cells.
    void drawAround(int top, int left, int bottom, int right,
                    Qt::KeyboardModifiers keys = Qt::ShiftModifier) const
    {
        const QRect area = view()
                               .visualRect(model().index(top, left))
                               .united(view().visualRect(model().index(bottom, right)))
                               .adjusted(2, 2, -2, -2);
        drag({area.topLeft(), area.topRight(), area.bottomRight(), area.bottomLeft(),
              area.topLeft() + QPoint(0, 4)},
             keys);
    }
    [[nodiscard]] std::set<ContentId> selected() const
    {
        const std::vector<ContentId> contents = view().selection().contents();
        return {contents.begin(), contents.end()};
    }
    /// The names of the photos that are known, on the level that is shown.
    [[nodiscard]] QSet<QString> shown() const
    {
        QSet<QString> names;
        for (int row = 0; row < model().rowCount(); ++row)
            for (int column = 0; column < model().columnCount(); ++column)
                if (const QString name = model().index(row, column).data().toString();
                    !name.isEmpty())
                    names.insert(name);
        return names;
    }
    [[nodiscard]] QAction* action(const char* name) const { return m_program->action(name); }
    [[nodiscard]] MainWindow& window() const { return m_program->window; }
    [[nodiscard]] MapPage& page() const { return *window().findChild<MapPage*>(); }
    [[nodiscard]] MapView& view() const { return *window().findChild<MapView*>(); }
    [[nodiscard]] MapModel& model() const { return static_cast<MapModel&>(*view().model()); }

    std::unique_ptr<Scratch> m_scratch;
    fs::path m_folder;
    fs::path m_photos;
    std::shared_ptr<ColourEncoder> m_encoder;
    std::unique_ptr<Program> m_program;
};

void TestMapPage::init()
{
    m_scratch = std::make_unique<Scratch>();
    QVERIFY(m_scratch->isValid());
    m_folder = m_scratch->folder();
    m_photos = m_scratch->photos();
    m_encoder = std::make_shared<ColourEncoder>();
}

void TestMapPage::cleanup()
{
    m_program.reset();
    m_scratch.reset();
}

void TestMapPage::anEmptyLibraryIsExplained()
{
    open(0);
    QVERIFY(!view().isVisible());
    auto* empty = page().findChild<EmptyState*>();
    QTRY_VERIFY_WITH_TIMEOUT(!empty->findChildren<QPushButton*>().isEmpty() &&
                                 empty->findChild<QPushButton*>()->isVisible(),
                             kDeadlineMs);
    bool pressed = false;
    empty->show(
        {{}, QStringLiteral("Empty"), {}, QStringLiteral("Press"), [&] { pressed = true; }});
    QTest::keyClick(empty->findChild<QPushButton*>(), Qt::Key_Return);
    QVERIFY(pressed);
}

void TestMapPage::allPhotosAreOnTheMap()
{
    open(40);
    for (int i = 0; i < 40; ++i)
        QVERIFY(shown().contains(QStringLiteral("%1.bmp").arg(i)));
    QVERIFY(view().isVisible() && view().hasFocus());
    // All of them can be seen at once.
    QCOMPARE(view().horizontalScrollBar()->maximum(), 0);
    QCOMPARE(view().verticalScrollBar()->maximum(), 0);
}

void TestMapPage::anyPhotoIsAQuery()
{
    open(12);
    view().setCurrentIndex(model().index(1, 2));
    const SearchHit* photo = page().currentPhoto();
    QVERIFY(photo != nullptr);
    const fs::path path = photo->path;
    action("similar")->trigger();
    QCOMPARE(window().history().current().terms.size(), std::size_t{1});
    QCOMPARE(window().history().current().terms.front().path, path);
    QVERIFY2(!page().isVisible(), "the results are shown");
}

void TestMapPage::theKeyboardAloneIsEnough()
{
    open(12);
    QVERIFY(QTest::qWaitForWindowActive(&window()));
    // Three lines of five cells, of which the last three are free.
    QCOMPARE(model().photoCount(), 12);
    QCOMPARE(model().photosBefore(model().index(2, 1)), 11);
    view().setCurrentIndex(model().index(0, 0));
    QTest::keyClick(&view(), Qt::Key_Right);
    QTest::keyClick(&view(), Qt::Key_Down);
    QCOMPARE(view().currentIndex(), model().index(1, 1));
    QTest::keyClick(&view(), Qt::Key_Space);
    const QList<PhotoPreview*> previews = window().findChildren<PhotoPreview*>();
    const auto shownPreview = std::ranges::find_if(previews, &QWidget::isVisible);
    QVERIFY(shownPreview != previews.end());
    PhotoPreview* preview = *shownPreview;
    QTest::keyClick(preview, Qt::Key_Right);
    QCOMPARE(view().currentIndex(), model().index(1, 2));
    QTest::keyClick(preview, Qt::Key_Escape);
    QVERIFY(!preview->isVisible() && view().hasFocus());
    QTest::keyClick(&view(), Qt::Key_Return);
    QTRY_VERIFY_WITH_TIMEOUT(!page().isVisible(), kDeadlineMs);
}

void TestMapPage::plusZoomsAndTheCurrentPhotoIsShownLarger()
{
    open(60);
    view().setFocus();
    view().setScale(64);
    const QSize before = view().visualRect(model().index(0, 0)).size();
    QTest::keyClick(&view(), Qt::Key_Plus);
    QVERIFY(page().isVisible());
    QVERIFY(view().visualRect(model().index(0, 0)).width() > before.width());
    QTest::keyClick(&view(), Qt::Key_Minus);
    QCOMPARE(view().visualRect(model().index(0, 0)).size(), before);
    view().setCurrentIndex(model().index(0, 0));
    const auto& peek = *view().findChild<MapPeek*>();
    QVERIFY(!peek.isVisible());
    QTRY_VERIFY_WITH_TIMEOUT(!model().index(0, 1).data(Qt::DecorationRole).value<QImage>().isNull(),
                             kDeadlineMs);
    QTest::keyClick(&view(), Qt::Key_Right);
    QCOMPARE(view().currentIndex(), model().index(0, 1));
    QVERIFY(peek.isVisible());
    view().clearFocus();
    QVERIFY(!peek.isVisible());
}

void TestMapPage::aSmallMapLiesInTheMiddle()
{
    open(3); // in a row
    const QModelIndex first = model().index(0, 0);
    const QModelIndex last = model().index(model().rowCount() - 1, model().columnCount() - 1);
    const auto place = [&] { return view().visualRect(first).united(view().visualRect(last)); };
    const auto isInTheMiddle = [&] {
        const QPoint off = place().center() - view().viewport()->rect().center();
        return off.manhattanLength() <= 2;
    };
    QTRY_VERIFY(isInTheMiddle());
    QVERIFY(place().top() > view().height() / 10);
    QCOMPARE(view().indexAt(view().visualRect(last).center()), last);
    // What is beside the map is empty, and the map is not.
    const auto colour = [&](const QPoint& at) {
        return view().viewport()->grab().toImage().pixelColor(at);
    };
    const QColor empty = colour({2, 2});
    QTRY_VERIFY_WITH_TIMEOUT(colour(view().visualRect(first).center()) != empty, kDeadlineMs);
    view().setScale(MapView::kLargestCell);
    view().setScale(1); // all of it
    QTRY_VERIFY(isInTheMiddle());
}

void TestMapPage::zoomingKeepsTheCurrentPhoto()
{
    open(300);
    view().setScale(64);
    QCOMPARE(model().level(), std::size_t{0});
    const QModelIndex index = model().index(5, 7);
    view().setCurrentIndex(index);
    const ContentId photo = view().currentContent();
    QVERIFY(photo.isValid());
    for (int step = 0; step < 30; ++step)
        action("zoomOut")->trigger();
    QCOMPARE(view().scale(), 0.0); // all of it
    QVERIFY(view().currentIndex().isValid());
    view().setScale(64);
    QCOMPARE(view().currentIndex(), model().index(5, 7));
    for (int step = 0; step < 30; ++step)
        action("zoomIn")->trigger();
    QCOMPARE(view().scale(), MapView::kLargestCell);
}

void TestMapPage::theWheelKeepsWhatIsUnderThePointer()
{
    open(300);
    view().setScale(80);
    view().setCurrentIndex(model().index(6, 9));
    view().scrollTo(model().index(6, 9), QAbstractItemView::PositionAtCenter);
    const QPoint at = view().visualRect(model().index(6, 9)).center();
    for (const int angle : {120, 120, -120, 240, -120}) {
        QWheelEvent event(at, view().viewport()->mapToGlobal(at), {}, {0, angle}, {}, {},
                          Qt::NoScrollPhase, false);
        QApplication::sendEvent(view().viewport(), &event);
        QCOMPARE(view().indexAt(at), model().index(6, 9));
    }
}

void TestMapPage::photosComeAndGo()
{
    open(20);
    fs::remove(m_photos / "3.bmp");
    paint(20);
    paint(21);
    action("rescan")->trigger();
    QTRY_VERIFY_WITH_TIMEOUT(shown().size() == 21 && shown().contains(QStringLiteral("21.bmp")),
                             kDeadlineMs);
    QVERIFY(!shown().contains(QStringLiteral("3.bmp")));
}

void TestMapPage::onlyAnotherMapTakesThePlaceOfTheOneShown()
{
    open(20);
    QTRY_VERIFY_WITH_TIMEOUT(action("mapSort")->isEnabled(), kDeadlineMs);
    const QSignalSpy resets(&model(), &QAbstractItemModel::modelReset);
    action("mapSort")->trigger();
    QVERIFY(!action("mapSort")->isEnabled());
    QTRY_VERIFY_WITH_TIMEOUT(action("mapSort")->isEnabled(), kDeadlineMs);
    QCOMPARE(resets.count(),
             1); // not when the sorting begins or ends, which would lose a selection
}

void TestMapPage::whatASearchFoundIsLit()
{
    open(20);
    window().openRequest({}, {m_photos / "7.bmp"});
    window().history().setTopK(3);
    QTRY_VERIFY_WITH_TIMEOUT(action("mapLight")->isEnabled(), kDeadlineMs);
    action("mapPage")->trigger();
    const auto dimmed = [this] {
        int count = 0;
        for (int row = 0; row < model().rowCount(); ++row)
            for (int column = 0; column < model().columnCount(); ++column)
                count += model().index(row, column).data(MapModel::DimmedRole).toBool() ? 1 : 0;
        return count;
    };
    QCOMPARE(dimmed(), 0);
    action("mapLight")->trigger();
    QTRY_COMPARE_WITH_TIMEOUT(dimmed(), 17, kDeadlineMs);
    action("mapLight")->trigger();
    QCOMPARE(dimmed(), 0);
}

void TestMapPage::aShapeSelectsWhatItSurrounds()
{
    open(60);
    view().setScale(60);
    view().scrollTo(model().index(0, 0));
    drawAround(1, 2, 2, 4);
    std::set<ContentId> expected;
    for (int row = 1; row <= 2; ++row)
        for (int column = 2; column <= 4; ++column) {
            expected.insert(model().contentAt(model().index(row, column)));
            QVERIFY(view().selectionModel()->isSelected(model().index(row, column)));
        }
    QVERIFY(selected() == expected);
    QVERIFY(view().hasSelection());
    QTRY_COMPARE_WITH_TIMEOUT(page().selectedPhotos().size(), expected.size(), kDeadlineMs);
    // A triangle leaves out what a rectangle around it holds.
    const auto middle = [&](int row, int column) {
        return view().visualRect(model().index(row, column)).center();
    };
    drag(
        {middle(0, 0) - QPoint(9, 9), middle(0, 4) + QPoint(99, -9), middle(3, 0) + QPoint(-9, 99)},
        Qt::ShiftModifier);
    QVERIFY(view().selectionModel()->isSelected(model().index(0, 4)));
    QVERIFY(view().selectionModel()->isSelected(model().index(3, 0)));
    QVERIFY(!view().selectionModel()->isSelected(model().index(2, 4)));
    const std::size_t before = selected().size();
    drawAround(3, 6, 3, 7, Qt::ShiftModifier | Qt::ControlModifier);
    QCOMPARE(selected().size(), before + 2);
    // One cell that was drawn around is a selection, too.
    drawAround(2, 2, 2, 2);
    QVERIFY(view().hasSelection());
    QCOMPARE(selected(), std::set{model().contentAt(model().index(2, 2))});
    QTest::mouseClick(view().viewport(), Qt::LeftButton, {}, middle(1, 1));
    QVERIFY(!view().hasSelection());
    QCOMPARE(view().currentIndex(), model().index(1, 1));
}

void TestMapPage::cellsSeenFromAfarStandForAllTheirPhotos()
{
    open(300);
    window().resize(600, 420);
    QTRY_VERIFY_WITH_TIMEOUT(model().level() > 0, kDeadlineMs); // as far away as it goes
    const std::size_t level = model().level();
    QTRY_COMPARE_WITH_TIMEOUT(view().verticalScrollBar()->maximum(), 0, kDeadlineMs);
    QCOMPARE(view().horizontalScrollBar()->maximum(), 0);
    view().setCurrentIndex(model().index(0, 0));
    QVERIFY(!view().hasSelection()); // the photo that it shows
    QCOMPARE(page().selectedPhotos().size(), std::size_t{1});
    drawAround(1, 1, 2, 2);
    const std::size_t side = std::size_t{2} << level;
    QCOMPARE(selected().size(), side * side);
    QTRY_VERIFY_WITH_TIMEOUT(page().isSelectionKnown(), kDeadlineMs);
    QCOMPARE(page().selectedPhotos().size(), side * side);
    QVERIFY(action("copyPath")->isEnabled());
    const auto says = [this](const QString& text) {
        return std::ranges::any_of(page().findChildren<QLabel*>(),
                                   [&](const QLabel* label) { return label->text() == text; });
    };
    QVERIFY(says(QStringLiteral("%1 of %2 selected").arg(side * side).arg(text::photos(300))));
    view().selectAll();
    QTRY_COMPARE_WITH_TIMEOUT(page().selectedPhotos().size(), std::size_t{300}, kDeadlineMs);
    action("similar")->trigger(); // with some of them, from all over the map
    const auto& pictures = window().history().current().terms;
    QCOMPARE(pictures.size(), std::size_t{24});
    action("mapPage")->trigger();
    view().selectAll();
    QTest::keyClick(&view(), Qt::Key_Escape);
    QVERIFY(!view().hasSelection());
    QVERIFY(says(text::photos(300)));
}

void TestMapPage::theSelectionStaysWhileTheUserLooksAround()
{
    open(300);
    view().setScale(70);
    view().setCurrentIndex(model().index(5, 5));
    view().scrollTo(model().index(5, 5), QAbstractItemView::PositionAtCenter);
    drawAround(4, 4, 6, 5);
    const std::set<ContentId> chosen = selected();
    QCOMPARE(chosen.size(), std::size_t{6});
    const QPoint middle = view().viewport()->rect().center();
    const int before = view().horizontalScrollBar()->value();
    drag({middle, middle - QPoint(40, 0), middle - QPoint(80, 0)}, Qt::NoModifier);
    QVERIFY(view().horizontalScrollBar()->value() > before);
    QVERIFY(selected() == chosen);
    view().setScale(1);
    QVERIFY(selected() == chosen);
    view().setScale(90);
    QVERIFY(selected() == chosen);
    QVERIFY(view().selectionModel()->isSelected(model().index(6, 5)));
    // Others come and go meanwhile.
    QTRY_VERIFY_WITH_TIMEOUT(page().isSelectionKnown(), kDeadlineMs);
    fs::remove(page().selectedPhotos().front().path);
    paint(300);
    action("rescan")->trigger();
    QTRY_COMPARE_WITH_TIMEOUT(selected().size(), std::size_t{5}, kDeadlineMs);
    QVERIFY(std::ranges::includes(chosen, selected()));
}

void TestMapPage::theKeyboardSelects()
{
    open(12);
    QVERIFY(QTest::qWaitForWindowActive(&window()));
    view().setCurrentIndex(model().index(0, 1));
    QTest::keyClick(&view(), Qt::Key_Right, Qt::ShiftModifier);
    QTest::keyClick(&view(), Qt::Key_Down, Qt::ShiftModifier);
    QCOMPARE(selected().size(), std::size_t{4});
    QVERIFY(action("similar")->isEnabled());
    QTest::keyClick(&view(), Qt::Key_Return);
    QCOMPARE(window().history().current().terms.size(), std::size_t{4});
}

void TestMapPage::aPhotoThatIsGoneSaysSo()
{
    open(12);
    const QModelIndex index = model().index(1, 1);
    QVERIFY(!index.data(MapModel::FailureRole).isValid());
    QTRY_VERIFY_WITH_TIMEOUT(!index.data(Qt::DecorationRole).value<QImage>().isNull(), kDeadlineMs);
    fs::rename(m_photos, m_folder / "away"); // as a drive that is unplugged: they stay on the map
    m_program->session.thumbnails().revalidate();
    QTRY_COMPARE_WITH_TIMEOUT(index.data(MapModel::FailureRole).toInt(),
                              static_cast<int>(ErrorCode::NotFound), kDeadlineMs);
    QVERIFY(index.data(Qt::AccessibleTextRole).toString().endsWith("no longer there"));
}

void TestMapPage::aScreenReaderTellsRowAndColumn()
{
    open(12);
    QAccessibleInterface* table = QAccessible::queryAccessibleInterface(&view());
    QVERIFY(table != nullptr && table->tableInterface() != nullptr);
    QAccessibleInterface* cell = table->tableInterface()->cellAt(1, 2);
    QVERIFY(cell != nullptr);
    QCOMPARE(cell->tableCellInterface()->rowIndex(), 1);
    QCOMPARE(cell->tableCellInterface()->columnIndex(), 2);
    QCOMPARE(cell->text(QAccessible::Name),
             QStringLiteral("%1, row 2, column 3").arg(model().index(1, 2).data().toString()));
}

QTEST_MAIN(TestMapPage)
#include "tst_map_page.moc"
