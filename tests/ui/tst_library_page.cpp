// SPDX-License-Identifier: GPL-3.0-or-later
// The library page over real libraries: small ones with photos of plain colours, larger ones whose
// photos lie on a drive that is away. If these fail, the user does not see all photos, loses the
// place among them, or sees some that were removed.
#include "core/catalog/catalog.h"
#include "tests/core/image/test_pictures.h"
#include "tests/testing.h"
#include "tests/ui/colour_library.h"
#include "tests/ui/program.h"
#include "tests/ui/scratch.h"
#include "ui/bridge/drop_reader.h"
#include "ui/models/folders_model.h"
#include "ui/models/library_model.h"
#include "ui/state/query_history.h"
#include "ui/views/library/folder_trail.h"
#include "ui/views/library/library_grid.h"
#include "ui/views/library/library_page.h"
#include "ui/views/library/scrubber.h"
#include "ui/views/panels/folders_panel.h"
#include "ui/views/photo_view.h"
#include "ui/views/preview/photo_preview.h"
#include "ui/views/search/filter_bar.h"
#include "ui/widgets/elided_label.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/notice_bar.h"

#include <QAccessible>
#include <QCheckBox>
#include <QFileDialog>
#include <QLabel>
#include <QMimeData>
#include <QPushButton>
#include <QScrollBar>
#include <QSet>
#include <QSignalSpy>
#include <QTreeView>
#include <algorithm>
#include <chrono>
#include <memory>

using namespace lookalike;
using namespace lookalike::testing;
namespace fs = std::filesystem;

namespace {

constexpr int kDeadlineMs = 20'000;
constexpr std::int64_t kNewYear2024 = 1'704'067'200;
constexpr std::int64_t kDay = 86'400;

} // namespace

class TestLibraryPage : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void anEmptyLibraryOpensOnTheSearch();
    void theWindowOpensOnAllPhotos();
    void aPageThatWasLeftComesBack();
    void allPhotosAreShownNewestFirst();
    void headingsFollowTheZoom();
    void theKeyboardAloneIsEnough();
    void goingBackLeadsToTheSamePlace();
    void severalPhotosAreOneQuery();
    void photosAreDraggedOutAsFiles();
    void burstsUnfold();
    void aFoldedBurstGoesAsAWhole();
    void ordersAreKept();
    void similarPhotosStandTogether();
    void aFolderIsShownWithItsTrail();
    void foldersOpenLevelByLevel();
    void aFolderInAFolderIsLeftOut();
    void filtersOfTheSearchApply();
    void typingGoesToAName();
    void theScrubberMovesAndTells();
    void photosComeAndGo();
    void aHeadingSelectsItsPhotos();
    void onlyWhatIsSeenIsAskedFor();
    void aScreenReaderTellsWhatIsThere();

private:
    fs::path paint(const std::string& name, std::int64_t date, int colour) const
    {
        const fs::path path = m_photos / name;
        fs::create_directories(path.parent_path());
        writePlainPhoto(path, (colour * 37) & 255, (colour * 11) & 255, colour >> 3);
        fs::last_write_time(path, std::chrono::file_clock::from_sys(
                                      std::chrono::sys_seconds(std::chrono::seconds(date))));
        return path;
    }
    void start()
    {
        m_program = std::make_unique<Program>(openerOf(m_folder / "catalog.db", m_encoder));
        QVERIFY(QTest::qWaitForWindowActive(&window()));
    }
    /// Starts with these, of which each is a day older than the one before.
    void open(int photos)
    {
        for (int i = 0; i < photos; ++i)
            paint(std::to_string(i) + ".bmp", kNewYear2024 - i * kDay, i);
        start();
        window().openRequest({m_photos}, {});
        QTRY_COMPARE_WITH_TIMEOUT(indexedPhotos(m_program->session.status()),
                                  static_cast<std::uint64_t>(photos), kDeadlineMs);
        QTRY_VERIFY_WITH_TIMEOUT(!m_program->session.indexing().isRunning(), kDeadlineMs);
        action("libraryPage")->trigger();
        QTRY_COMPARE_WITH_TIMEOUT(names().size(), photos, kDeadlineMs);
    }
    struct Seed {
        std::string name;
        std::int64_t takenAt;
        std::string camera = {};
    };
    /// Starts with a catalog of photos that lie on a drive that is away.
    void openSeeded(const std::vector<Seed>& photos);
    /// One photo, a burst of three, and another photo.
    void openBurst();
    void openSeeded(int count, std::int64_t apart)
    {
        std::vector<Seed> photos;
        for (int i = 0; i < count; ++i)
            photos.push_back({"f" + std::to_string(i / 100) + "/" + std::to_string(i) + ".jpg",
                              kNewYear2024 - i * apart});
        openSeeded(photos);
    }
    [[nodiscard]] QStringList names() const
    {
        QStringList names;
        for (int row = 0; row < model().rowCount(); ++row)
            names += model().index(row).data().toString();
        return names;
    }
    [[nodiscard]] QAction* action(const char* name) const { return m_program->action(name); }
    [[nodiscard]] MainWindow& window() const { return m_program->window; }
    [[nodiscard]] LibraryPage& page() const { return *window().findChild<LibraryPage*>(); }
    [[nodiscard]] LibraryGrid& grid() const { return *window().findChild<LibraryGrid*>(); }
    [[nodiscard]] Scrubber& scrubber() const { return *window().findChild<Scrubber*>(); }
    [[nodiscard]] LibraryModel& model() const
    {
        return static_cast<LibraryModel&>(*grid().model());
    }
    [[nodiscard]] const Page* shownPage() const
    {
        for (const Page* each : window().findChildren<Page*>())
            if (each->isVisible())
                return each;
        return nullptr;
    }
    [[nodiscard]] bool showsText(const QString& text) const
    {
        const auto labels = page().findChildren<ElidedLabel*>();
        return std::ranges::any_of(labels, [&](const ElidedLabel* each) {
            return each->isVisible() && each->text() == text;
        });
    }
    [[nodiscard]] QStringList headings() const
    {
        QStringList headings;
        for (const int row : model().sections())
            headings += model().heading(row, model().grouping());
        return headings;
    }

    std::unique_ptr<Scratch> m_scratch;
    fs::path m_folder;
    fs::path m_photos;
    std::shared_ptr<ColourEncoder> m_encoder;
    std::unique_ptr<Program> m_program;
};

void TestLibraryPage::init()
{
    m_scratch = std::make_unique<Scratch>();
    QVERIFY(m_scratch->isValid());
    m_folder = m_scratch->folder();
    m_photos = m_scratch->photos();
    m_encoder = std::make_shared<ColourEncoder>();
    QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedKingdom));
}

void TestLibraryPage::cleanup()
{
    m_program.reset();
    m_scratch.reset();
    QLocale::setDefault(QLocale::system());
}

void TestLibraryPage::openSeeded(const std::vector<Seed>& photos)
{
    {
        fs::create_directory(m_folder / "away");
        auto catalog = Catalog::open(m_folder / "catalog.db");
        VERIFY_RESULT(catalog);
        const auto seeded = (*catalog)->write([&](CatalogWriter& writer) -> Result<> {
            const auto root = writer.addFolder(m_folder / "away", 1);
            if (!root)
                return fail(root);
            for (std::size_t i = 0; i < photos.size(); ++i) {
                ContentRow content;
                for (std::size_t byte = 0; byte < sizeof i; ++byte)
                    content.hash.bytes[byte] = static_cast<std::uint8_t>(i >> (8 * byte));
                content.width = 400;
                content.height = 300;
                content.format = ImageFormat::Jpeg;
                content.metadata.takenAt = photos[i].takenAt;
                content.metadata.camera = photos[i].camera;
                const auto id = writer.putContent(content);
                if (!id)
                    return fail(id);
                FileRow file;
                file.folder = *root;
                file.path = m_folder / "away" / photos[i].name;
                file.stamp = {{1, i + 1}, 1000, 0, 0};
                file.state = FileState::Indexed;
                file.content = *id;
                if (const auto put = writer.putFile(file); !put)
                    return fail(put);
            }
            return {};
        });
        VERIFY_RESULT(seeded);
        fs::remove(m_folder / "away");
    }
    start();
    QTRY_COMPARE_WITH_TIMEOUT(shownPage(), static_cast<const Page*>(&page()), kDeadlineMs);
    QTRY_COMPARE_WITH_TIMEOUT(model().list().size(), photos.size(), kDeadlineMs);
}

void TestLibraryPage::anEmptyLibraryOpensOnTheSearch()
{
    start();
    QTRY_VERIFY_WITH_TIMEOUT(m_program->session.isOpen(), kDeadlineMs);
    QCOMPARE(shownPage()->name(), QStringLiteral("search"));
    action("libraryPage")->trigger();
    auto* empty = page().findChild<EmptyState*>();
    QTRY_VERIFY_WITH_TIMEOUT(empty->isVisible() && empty->findChild<QPushButton*>()->isVisible(),
                             kDeadlineMs);
}

void TestLibraryPage::theWindowOpensOnAllPhotos()
{
    open(5);
    action("searchPage")->trigger(); // where nothing is asked for
    window().close();
    m_program.reset();
    start();
    QCOMPARE(shownPage(), static_cast<const Page*>(&page())); // at once
    QTRY_COMPARE_WITH_TIMEOUT(names().size(), 5, kDeadlineMs);
    QVERIFY(grid().hasFocus());
}

void TestLibraryPage::aPageThatWasLeftComesBack()
{
    open(3);
    action("mapPage")->trigger();
    window().close();
    m_program.reset();
    start();
    QTRY_VERIFY_WITH_TIMEOUT(indexedPhotos(m_program->session.status()) == 3, kDeadlineMs);
    QCOMPARE(shownPage()->name(), QStringLiteral("map"));
    window().openRequest({}, {m_photos / "1.bmp"});
    QCOMPARE(shownPage()->name(), QStringLiteral("search"));
    window().close();
    m_program.reset();
    start();
    QTRY_VERIFY_WITH_TIMEOUT(indexedPhotos(m_program->session.status()) == 3, kDeadlineMs);
    QCOMPARE(shownPage()->name(), QStringLiteral("search"));
}

void TestLibraryPage::allPhotosAreShownNewestFirst()
{
    open(30);
    QStringList expected;
    for (int i = 0; i < 30; ++i)
        expected += QStringLiteral("%1.bmp").arg(i);
    QCOMPARE(names(), expected);
    QCOMPARE(model().index(0).data(NoteRole).toString(), QStringLiteral("File date"));
    QVERIFY(page().photos()->currentPhoto() != nullptr);
    QTRY_COMPARE_WITH_TIMEOUT(page().photos()->currentPhoto()->width, 12, kDeadlineMs);
}

void TestLibraryPage::headingsFollowTheZoom()
{
    openSeeded(400, kDay / 8); // fifty days in three calendar months
    QCOMPARE(headings().size(), 51);
    QCOMPARE(headings().front(), QStringLiteral("Monday, 1 January 2024"));
    grid().setCellSize(80);
    QCOMPARE(grid().columns() > 5, true);
    QCoreApplication::processEvents();
    QCOMPARE(headings(), (QStringList{"January 2024", "December 2023", "November 2023"}));
    grid().setCellSize(LibraryGrid::kSmallestCell);
    QCoreApplication::processEvents();
    QCOMPARE(headings(), (QStringList{"2024", "2023"}));
    grid().setCellSize(200);
    QCoreApplication::processEvents();
    QCOMPARE(headings().size(), 51);
}

void TestLibraryPage::theKeyboardAloneIsEnough()
{
    open(30);
    QTRY_VERIFY(grid().hasFocus());
    QTest::keyClick(&grid(), Qt::Key_Home);
    QCOMPARE(grid().currentIndex().row(), 0);
    QTest::keyClick(&grid(), Qt::Key_Right);
    QTest::keyClick(&grid(), Qt::Key_Right, Qt::ShiftModifier);
    QCOMPARE(grid().selectedRows(), (QList<int>{1, 2}));
    QTest::keyClick(&grid(), Qt::Key_End);
    QCOMPARE(grid().currentIndex().row(), 29);
    QVERIFY(grid().viewport()->rect().contains(grid().visualRect(grid().currentIndex())));
    QTest::keyClick(&grid(), Qt::Key_PageUp);
    QVERIFY(grid().currentIndex().row() < 29);
    QTest::keyClick(&grid(), Qt::Key_A, Qt::ControlModifier);
    QCOMPARE(grid().selectedRows().size(), 30);
    QTest::keyClick(&grid(), Qt::Key_Home);
    QTest::keyClick(&grid(), Qt::Key_Space);
    const QList<PhotoPreview*> previews = window().findChildren<PhotoPreview*>();
    const auto shown = std::ranges::find_if(previews, &QWidget::isVisible);
    QVERIFY(shown != previews.end());
    PhotoPreview* preview = *shown;
    QTest::keyClick(preview, Qt::Key_Right);
    QCOMPARE(grid().currentIndex().row(), 1);
    QTest::keyClick(preview, Qt::Key_End);
    QCOMPARE(grid().currentIndex().row(), 29);
    QTest::keyClick(preview, Qt::Key_Escape);
    QVERIFY(!preview->isVisible() && grid().hasFocus());
    QTest::keyClick(&grid(), Qt::Key_Return);
    QTRY_COMPARE_WITH_TIMEOUT(shownPage()->name(), QStringLiteral("search"), kDeadlineMs);
    QCOMPARE(window().history().current().terms.front().path, m_photos / "29.bmp");
}

void TestLibraryPage::goingBackLeadsToTheSamePlace()
{
    open(60);
    grid().setCurrentIndex(model().index(40));
    grid().selectionModel()->select(model().index(42), QItemSelectionModel::Select);
    grid().verticalScrollBar()->setValue(grid().verticalScrollBar()->value() + 13);
    const int scroll = grid().verticalScrollBar()->value();
    QVERIFY(scroll > 13);
    action("similar")->trigger();
    QCOMPARE(window().history().current().terms.size(), std::size_t{2});
    QCOMPARE(shownPage()->name(), QStringLiteral("search"));
    QVERIFY(action("back")->isEnabled());
    action("back")->trigger();
    QCOMPARE(shownPage(), static_cast<const Page*>(&page()));
    QVERIFY(grid().hasFocus());
    QCOMPARE(grid().currentIndex().row(), 40);
    QCOMPARE(grid().selectedRows(), (QList<int>{40, 42}));
    QCOMPARE(grid().verticalScrollBar()->value(), scroll);
    // A query that was changed on its own page goes back to what it was before.
    action("similar")->trigger();
    window().history().addTerms({queryPicture(m_photos / "3.bmp")});
    action("back")->trigger();
    QCOMPARE(shownPage()->name(), QStringLiteral("search"));
    action("back")->trigger();
    QCOMPARE(shownPage(), static_cast<const Page*>(&page()));
}

void TestLibraryPage::severalPhotosAreOneQuery()
{
    open(8);
    grid().selectAll();
    QTest::keyClick(&grid(), Qt::Key_Return);
    QTRY_COMPARE_WITH_TIMEOUT(window().history().current().terms.size(), std::size_t{8},
                              kDeadlineMs);
}

void TestLibraryPage::photosAreDraggedOutAsFiles()
{
    open(4);
    const std::unique_ptr<QMimeData> content(
        model().mimeData({model().index(2), model().index(0)}));
    QList<QUrl> expected;
    for (const char* name : {"0.bmp", "2.bmp"})
        expected += QUrl::fromLocalFile(QString::fromStdString((m_photos / name).string()));
    QCOMPARE(content->urls(), expected);
}

void TestLibraryPage::openBurst()
{
    openSeeded({{"a/1.jpg", kNewYear2024, "Camera"},
                {"a/2.jpg", kNewYear2024 + 1, "Camera"},
                {"a/3.jpg", kNewYear2024 + 2, "Camera"},
                {"a/4.jpg", kNewYear2024 + 100, "Camera"},
                {"a/0.jpg", kNewYear2024 - 100, "Camera"}});
    QCOMPARE(names(), (QStringList{"4.jpg", "3.jpg", "0.jpg"}));
}

void TestLibraryPage::burstsUnfold()
{
    openBurst();
    QCOMPARE(model().index(1).data(StackRole).toString(), QStringLiteral("3 shots"));
    grid().setCurrentIndex(model().index(0));
    QVERIFY(!action("showBurst")->isEnabled());
    grid().setCurrentIndex(model().index(2));
    const ContentId last = model().content(2);
    grid().setCurrentIndex(model().index(1));
    QVERIFY(action("showBurst")->isEnabled());
    QTest::keyClick(&grid(), Qt::Key_Down, Qt::AltModifier);
    QCOMPARE(names(), (QStringList{"4.jpg", "3.jpg", "2.jpg", "1.jpg", "0.jpg"}));
    QVERIFY(model().index(2).data(FurtherRole).toBool());
    QCOMPARE(model().rowOf(last), 4);
    QVERIFY(!grid().visualRect(model().index(4)).isEmpty());
    grid().setCurrentIndex(model().index(3));
    QVERIFY(action("showBurst")->isChecked());
    QTest::keyClick(&grid(), Qt::Key_Down, Qt::AltModifier);
    QCOMPARE(names(), (QStringList{"4.jpg", "3.jpg", "0.jpg"}));
    QCOMPARE(grid().currentIndex().row(), 1);
    QCOMPARE(model().rowOf(last), 2);
    action("foldBursts")->trigger();
    QCOMPARE(model().rowCount(), 5);
    QVERIFY(!action("showBurst")->isEnabled());
    QCOMPARE(grid().currentIndex().row(), 1);
}

void TestLibraryPage::aFoldedBurstGoesAsAWhole()
{
    openBurst();
    const auto filesOf = [](const std::vector<SearchHit>& photos) {
        QStringList files;
        for (const SearchHit& photo : photos)
            files += QString::fromStdString(photo.path.filename().string());
        return files;
    };
    const QStringList shots{"3.jpg", "2.jpg", "1.jpg"};
    grid().setCurrentIndex(model().index(1));
    QCOMPARE(filesOf(page().photos()->selectedPhotos()), QStringList{"3.jpg"});
    QCOMPARE(filesOf(page().photos()->wholeSelection()), shots);
    grid().clearSelection();
    QCOMPARE(filesOf(page().photos()->wholeSelection()), shots); // of the current tile
    grid().setCurrentIndex(model().index(2));
    grid().setCurrentIndex(model().index(1));
    QTRY_VERIFY(showsText(QStringLiteral("3 of 5 photo(s) selected")));

    QCoreApplication::setAttribute(Qt::AA_DontUseNativeDialogs);
    QTRY_VERIFY(action("moveTo")->isEnabled());
    action("moveTo")->trigger();
    auto* dialog = window().findChild<QFileDialog*>();
    QVERIFY(dialog != nullptr);
    QCOMPARE(dialog->windowTitle(), QStringLiteral("Move 3 photo(s) to a folder"));
    dialog->reject();

    // Other programs get all files; a query gets the one that is seen.
    const std::unique_ptr<QMimeData> content(model().mimeData({model().index(1)}));
    QCOMPARE(content->urls().size(), 3);
    QCOMPARE(readDrop(*content).pictures.size(), std::size_t{1});

    QTest::keyClick(&grid(), Qt::Key_Down, Qt::AltModifier); // unfolds it
    QCOMPARE(filesOf(page().photos()->wholeSelection()), QStringList{"3.jpg"});
    action("foldBursts")->trigger();
    grid().selectAll();
    QCOMPARE(page().photos()->wholeSelection().size(), std::size_t{5});
}

void TestLibraryPage::ordersAreKept()
{
    openSeeded({{"b/IMG_10.jpg", kNewYear2024},
                {"a/IMG_9.jpg", kNewYear2024 + kDay},
                {"b/alpha.jpg", kNewYear2024 + 2 * kDay}});
    QCOMPARE(names(), (QStringList{"alpha.jpg", "IMG_9.jpg", "IMG_10.jpg"}));
    grid().setCurrentIndex(model().index(1));
    action("libraryByName")->trigger();
    const QStringList byName{"alpha.jpg", "IMG_9.jpg", "IMG_10.jpg"};
    QTRY_COMPARE_WITH_TIMEOUT(names(), byName, kDeadlineMs);
    QTRY_COMPARE(headings(), (QStringList{"A", "I"}));
    QCOMPARE(grid().currentIndex().row(), 1);
    action("libraryDescending")->trigger();
    QTRY_COMPARE_WITH_TIMEOUT(names().front(), QStringLiteral("IMG_10.jpg"), kDeadlineMs);
    action("libraryByFolder")->trigger();
    QTRY_COMPARE_WITH_TIMEOUT(names(), (QStringList{"IMG_9.jpg", "alpha.jpg", "IMG_10.jpg"}),
                              kDeadlineMs);
    QTRY_COMPARE(headings().size(), 2);
    QVERIFY(headings().front().endsWith(QLatin1String("/a")));
    window().close();
    m_program.reset();
    start();
    QTRY_COMPARE_WITH_TIMEOUT(names(), (QStringList{"IMG_9.jpg", "alpha.jpg", "IMG_10.jpg"}),
                              kDeadlineMs);
    QVERIFY(action("libraryByFolder")->isChecked());
}

void TestLibraryPage::similarPhotosStandTogether()
{
    open(30);
    grid().setCurrentIndex(model().index(7));
    const ContentId current = model().content(7);
    action("libraryByLikeness")->trigger();
    QTRY_VERIFY_WITH_TIMEOUT(names().front() != QLatin1String("0.bmp") ||
                                 names().at(1) != QLatin1String("1.bmp"),
                             kDeadlineMs);
    QCOMPARE(names().size(), 30);
    const QStringList sorted = names();
    QCOMPARE(QSet<QString>(sorted.begin(), sorted.end()).size(), 30);
    QCOMPARE(headings(), QStringList{QString()});
    QCOMPARE(grid().visualRect(model().index(0)).top() + grid().verticalScrollBar()->value(), 0);
    QVERIFY(!action("libraryDescending")->isEnabled());
    QCOMPARE(model().content(grid().currentIndex().row()), current);
    const int columns = grid().columns();
    QSignalSpy reset(&model(), &QAbstractItemModel::modelReset);
    grid().setCellSize(90);
    QTRY_VERIFY_WITH_TIMEOUT(!reset.isEmpty(), kDeadlineMs); // another grid, another order
    QVERIFY(grid().columns() > columns);
    QCOMPARE(model().content(grid().currentIndex().row()), current);
}

void TestLibraryPage::aFolderIsShownWithItsTrail()
{
    openSeeded({{"a/1.jpg", kNewYear2024},
                {"a/b/2.jpg", kNewYear2024 + 1},
                {"c/3.jpg", kNewYear2024 + 2}});
    action("duplicatesPage")->trigger();
    auto* panel = window().findChild<FoldersPanel*>();
    Q_EMIT panel->showRequested(m_folder / "away");
    QCOMPARE(shownPage(), static_cast<const Page*>(&page()));
    auto* trail = page().findChild<FolderTrail*>();
    QTRY_VERIFY_WITH_TIMEOUT(trail->isVisible(), kDeadlineMs);
    QCOMPARE(names().size(), 3);
    Q_EMIT trail->folderChosen(m_folder / "away" / "a");
    QTRY_COMPARE_WITH_TIMEOUT(names(), (QStringList{"2.jpg", "1.jpg"}), kDeadlineMs);
    QTRY_COMPARE(trail->findChildren<QPushButton*>().size() >= 2, true);
    trail->findChild<QCheckBox*>()->click();
    QTRY_COMPARE_WITH_TIMEOUT(names(), QStringList{"1.jpg"}, kDeadlineMs);
    const QList<QPushButton*> links = trail->findChildren<QPushButton*>();
    const auto root_link = std::ranges::find_if(links, [](const QPushButton* link) {
        return link->isVisible() && link->text() == QLatin1String("away");
    });
    QVERIFY(root_link != links.end());
    (*root_link)->click();
    auto* empty = page().findChild<EmptyState*>();
    QTRY_VERIFY_WITH_TIMEOUT(empty->isVisible(), kDeadlineMs); // no photo in it itself
    auto* button = empty->findChild<QPushButton*>();
    QCOMPARE(button->text(), QStringLiteral("Include subfolders"));
    QTest::mouseClick(button, Qt::LeftButton);
    QTRY_COMPARE_WITH_TIMEOUT(names().size(), 3, kDeadlineMs);
    QVERIFY(trail->isVisible() && trail->findChild<QCheckBox*>()->isChecked());
    Q_EMIT trail->closed();
    QTRY_VERIFY(!trail->isVisible());
}

void TestLibraryPage::foldersOpenLevelByLevel()
{
    openSeeded({{"2019/Alps/Day 10/1.jpg", kNewYear2024},
                {"2019/Alps/Day 9/2.jpg", kNewYear2024 + 1},
                {"2019/Alps/3.jpg", kNewYear2024 + 2},
                {"2020/4.jpg", kNewYear2024 + 3},
                {"5.jpg", kNewYear2024 + 4}});
    auto* tree = window().findChild<FoldersPanel*>()->findChild<QTreeView*>();
    const QAbstractItemModel& folders = *tree->model();
    if (!tree->isVisible()) // the screen may be narrow
        action("folders")->trigger();
    const QModelIndex root = folders.index(0, 0);
    QTRY_VERIFY_WITH_TIMEOUT(tree->isExpanded(root), kDeadlineMs); // the only one, by itself
    const auto namesIn = [&](const QModelIndex& parent) {
        QStringList all;
        for (int row = 0; row < folders.rowCount(parent); ++row) {
            const QModelIndex folder = folders.index(row, 0, parent);
            all += folder.data().toString() + ' ' +
                   folder.data(FoldersModel::CountRole).toString() +
                   (folders.hasChildren(folder) ? " +" : "");
        }
        return all;
    };
    QCOMPARE(namesIn(root), (QStringList{"2019 3 +", "2020 1"}));

    // With the keyboard alone: down to the first year, opened, down into it, opened, shown.
    tree->setFocus();
    tree->setCurrentIndex(folders.index(0, 0, root));
    const QModelIndex year = tree->currentIndex();
    QCOMPARE(folders.rowCount(year), 0); // nobody asked
    QTest::keyClick(tree, Qt::Key_Right);
    QTRY_COMPARE_WITH_TIMEOUT(namesIn(year), QStringList{"Alps 3 +"}, kDeadlineMs);
    QTest::keyClick(tree, Qt::Key_Down);
    QTest::keyClick(tree, Qt::Key_Right);
    const QModelIndex alps = tree->currentIndex();
    QTRY_COMPARE_WITH_TIMEOUT(namesIn(alps), (QStringList{"Day 9 1", "Day 10 1"}), kDeadlineMs);
    QTest::keyClick(tree, Qt::Key_Return);
    QTRY_COMPARE_WITH_TIMEOUT(names(), (QStringList{"3.jpg", "2.jpg", "1.jpg"}), kDeadlineMs);
    QVERIFY(page().findChild<FolderTrail*>()->isVisible());
    QCOMPARE(tree->currentIndex(), alps);

    // The tree follows the trail.
    Q_EMIT page().findChild<FolderTrail*>()->folderChosen(m_folder / "away" / "2020");
    QTRY_COMPARE_WITH_TIMEOUT(tree->currentIndex(), folders.index(1, 0, root), kDeadlineMs);
    Q_EMIT page().findChild<FolderTrail*>()->closed();
    QTRY_VERIFY_WITH_TIMEOUT(tree->selectionModel()->selectedIndexes().isEmpty(), kDeadlineMs);
}

void TestLibraryPage::aFolderInAFolderIsLeftOut()
{
    open(1);
    static_cast<void>(paint("sub/a*/1.bmp", kNewYear2024, 3));
    static_cast<void>(paint("sub/b/2.bmp", kNewYear2024, 4));
    action("rescan")->trigger();
    QTRY_COMPARE_WITH_TIMEOUT(names().size(), 3, kDeadlineMs);
    auto* panel = window().findChild<FoldersPanel*>();
    const FolderRow root = m_program->session.status().folders.front();
    Q_EMIT panel->excludeRequested(root, m_photos / "sub" / "a*");
    QTRY_COMPARE_WITH_TIMEOUT(names().size(), 2, kDeadlineMs);
    QVERIFY(!names().contains(QStringLiteral("1.bmp")));
    auto* tree = panel->findChild<QTreeView*>();
    const QAbstractItemModel& folders = *tree->model();
    if (!tree->isVisible())
        action("folders")->trigger();
    QTRY_VERIFY_WITH_TIMEOUT(tree->isExpanded(folders.index(0, 0)), kDeadlineMs);
    const QModelIndex sub = folders.index(0, 0, folders.index(0, 0));
    tree->expand(sub);
    QTRY_COMPARE_WITH_TIMEOUT(folders.rowCount(sub), 1, kDeadlineMs);
    QTRY_VERIFY_WITH_TIMEOUT(!m_program->session.indexing().isRunning(), kDeadlineMs);
    window().findChild<NoticeBar*>()->findChild<QPushButton*>()->click(); // undo
    QTRY_COMPARE_WITH_TIMEOUT(names().size(), 3, kDeadlineMs);
    QTRY_COMPARE_WITH_TIMEOUT(folders.rowCount(sub), 2, kDeadlineMs); // the tree keeps up
    QVERIFY(tree->isExpanded(sub));
}

void TestLibraryPage::filtersOfTheSearchApply()
{
    openSeeded({{"1.jpg", kNewYear2024, "Camera"}, {"2.jpg", kNewYear2024 + kDay, "Camera"}});
    auto* filters = page().findChild<FilterBar*>();
    QVERIFY(!filters->isVisible());
    action("filters")->trigger();
    QVERIFY(filters->isVisible());
    ContentFilter filter;
    filter.takenAfter = kNewYear2024 + kDay;
    Q_EMIT filters->filterEdited(filter);
    QTRY_COMPARE_WITH_TIMEOUT(names(), QStringList{"2.jpg"}, kDeadlineMs);
    filter.takenAfter = kNewYear2024 + 2 * kDay;
    Q_EMIT filters->filterEdited(filter);
    auto* empty = page().findChild<EmptyState*>();
    QTRY_VERIFY_WITH_TIMEOUT(empty->isVisible(), kDeadlineMs);
    QVERIFY(window().history().current().filter.isEmpty()); // that of the search is another one
    QTRY_VERIFY(empty->findChild<QPushButton*>()->isVisible());
    empty->findChild<QPushButton*>()->click();
    QTRY_COMPARE_WITH_TIMEOUT(names().size(), 2, kDeadlineMs);
}

void TestLibraryPage::typingGoesToAName()
{
    openSeeded({{"apple.jpg", kNewYear2024},
                {"Banana.jpg", kNewYear2024 - kDay},
                {"bandana.jpg", kNewYear2024 - 2 * kDay},
                {"Ölbild.jpg", kNewYear2024 - 3 * kDay}});
    grid().setFocus();
    QCOMPARE(grid().currentIndex().row(), 0);
    grid().keyboardSearch(QStringLiteral("b"));
    QCOMPARE(grid().currentIndex().row(), 1);
    grid().keyboardSearch(QStringLiteral("a"));
    grid().keyboardSearch(QStringLiteral("n"));
    QCOMPARE(grid().currentIndex().row(), 1);
    grid().keyboardSearch(QStringLiteral("D"));
    QCOMPARE(grid().currentIndex().row(), 2);
    QTest::qWait(QGuiApplication::styleHints()->keyboardInputInterval() + 50);
    grid().keyboardSearch(QStringLiteral("ö"));
    QCOMPARE(grid().currentIndex().row(), 3);
    QCOMPARE(model().rowNamed(QStringLiteral("b"), 1, false), 2);
    QCOMPARE(model().rowNamed(QStringLiteral("b"), 2, false), 1);
    QCOMPARE(model().rowNamed(QStringLiteral("x"), 2, false), -1);
}

void TestLibraryPage::theScrubberMovesAndTells()
{
    openSeeded(2000, kDay / 4);
    QTRY_VERIFY(scrubber().maximum() > 0);
    QCOMPARE(scrubber().maximum(), grid().verticalScrollBar()->maximum());
    QTest::mousePress(&scrubber(), Qt::LeftButton, {}, QPoint(10, scrubber().height() / 2));
    const auto* bubble = page().findChild<QLabel*>(QStringLiteral("scrubberBubble"));
    QVERIFY(bubble->isVisible());
    QVERIFY2(bubble->text().contains(QLatin1String("2023")), qPrintable(bubble->text()));
    QVERIFY(grid().verticalScrollBar()->value() > scrubber().maximum() / 3);
    QTest::mouseRelease(&scrubber(), Qt::LeftButton, {}, QPoint(10, scrubber().height() / 2));
    QVERIFY(!bubble->isVisible());
    scrubber().setFocus();
    QTest::keyClick(&scrubber(), Qt::Key_Home);
    QCOMPARE(grid().verticalScrollBar()->value(), 0);
    QTest::keyClick(&scrubber(), Qt::Key_Down);
    QVERIFY(grid().verticalScrollBar()->value() > 0);
    const int step = grid().verticalScrollBar()->value();
    QTest::keyClick(&scrubber(), Qt::Key_PageDown);
    QVERIFY(grid().verticalScrollBar()->value() > step);
    QTest::keyClick(&scrubber(), Qt::Key_End);
    QCOMPARE(grid().verticalScrollBar()->value(), grid().verticalScrollBar()->maximum());
    QVERIFY(scrubber().accessibleDescription().contains(QLatin1String("2022")));
    QTest::keyClick(&scrubber(), Qt::Key_PageUp);
    QVERIFY(grid().verticalScrollBar()->value() < grid().verticalScrollBar()->maximum());
    QAccessibleInterface* slider = QAccessible::queryAccessibleInterface(&scrubber());
    QCOMPARE(slider->role(), QAccessible::Slider);
    QVERIFY(slider->valueInterface() != nullptr);
}

void TestLibraryPage::photosComeAndGo()
{
    open(60);
    grid().setCurrentIndex(model().index(40));
    grid().scrollTo(model().index(40), QAbstractItemView::PositionAtCenter);
    grid().selectionModel()->select(model().index(41), QItemSelectionModel::Select);
    const ContentId current = model().content(40);
    const QRect place = grid().visualRect(model().index(40));
    fs::remove(m_photos / "3.bmp");
    for (int i = 0; i < 7; ++i) // newer than all others: everything moves down
        paint("new" + std::to_string(i) + ".bmp", kNewYear2024 + 5 * kDay, 100 + i);
    action("rescan")->trigger();
    QTRY_COMPARE_WITH_TIMEOUT(names().size(), 66, kDeadlineMs);
    QVERIFY(!names().contains(QStringLiteral("3.bmp")));
    QCOMPARE(model().content(grid().currentIndex().row()), current);
    QCOMPARE(grid().selectedRows(), (QList<int>{46, 47}));
    QCOMPARE(grid().visualRect(grid().currentIndex()).top(), place.top());
    // The current photo goes: the one in its place is current.
    fs::remove(m_photos / "40.bmp");
    action("rescan")->trigger();
    QTRY_COMPARE_WITH_TIMEOUT(names().size(), 65, kDeadlineMs);
    QVERIFY(grid().currentIndex().isValid());
    QVERIFY(page().photos()->currentPhoto() != nullptr &&
            fs::exists(page().photos()->currentPhoto()->path));
}

void TestLibraryPage::aHeadingSelectsItsPhotos()
{
    openSeeded(40, kDay / 8);
    const int second = model().sections().at(1);
    const int third = model().sections().at(2);
    const QRect first = grid().visualRect(model().index(second));
    QTest::mouseClick(grid().viewport(), Qt::LeftButton, {}, first.topLeft() + QPoint(20, -10));
    QCOMPARE(grid().selectedRows().size(), third - second);
    QCOMPARE(grid().selectedRows().front(), second);
    QVERIFY(!grid().indexAt(first.topLeft() + QPoint(20, -10)).isValid());
    QCOMPARE(grid().indexAt(first.center()).row(), second);
}

void TestLibraryPage::onlyWhatIsSeenIsAskedFor()
{
    openSeeded(20'000, kDay / 4);
    const auto isKnown = [this](int row) {
        return !model().index(row).data(ShapeRole).toSize().isEmpty();
    };
    grid().verticalScrollBar()->setValue(grid().verticalScrollBar()->maximum() / 2);
    const int seen = grid().firstSeen();
    QVERIFY(seen > 5000 && seen < 15'000);
    QTRY_VERIFY_WITH_TIMEOUT(isKnown(seen), kDeadlineMs);
    for (const int row : {seen - 1000, seen + 1000, 19'999})
        QVERIFY(!isKnown(row));
}

void TestLibraryPage::aScreenReaderTellsWhatIsThere()
{
    openSeeded({{"a/1.jpg", kNewYear2024, "Camera"},
                {"a/2.jpg", kNewYear2024 + 1, "Camera"},
                {"a/0.jpg", kNewYear2024 - kDay, "Camera"}});
    QAccessibleInterface* list = QAccessible::queryAccessibleInterface(&grid());
    QVERIFY(list != nullptr);
    QCOMPARE(list->role(), QAccessible::List);
    QCOMPARE(list->childCount(), 2);
    QVERIFY2(list->child(0)
                 ->text(QAccessible::Name)
                 .startsWith(QLatin1String("2.jpg, 01/01/2024, 2 shots")),
             qPrintable(list->child(0)->text(QAccessible::Name)));
    QVERIFY(!list->child(1)->rect().isEmpty());
}

QTEST_MAIN(TestLibraryPage)
#include "tst_library_page.moc"
