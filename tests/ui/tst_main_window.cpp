// SPDX-License-Identifier: GPL-3.0-or-later
// The window as the user uses it, over a real catalog and real files, with an encoder that sees
// colours. If these fail, a drop brings nothing or the wrong photos, or closing loses work.
#include "tests/core/encode/hub/test_server.h"
#include "tests/core/image/test_pictures.h"
#include "tests/testing.h"
#include "tests/ui/colour_library.h"
#include "tests/ui/program.h"
#include "tests/ui/scratch.h"
#include "ui/bridge/background.h"
#include "ui/bridge/conversions.h"
#include "ui/bridge/thumbnail_provider.h"
#include "ui/main_window.h"
#include "ui/models/folders_model.h"
#include "ui/models/results_model.h"
#include "ui/text/display_text.h"
#include "ui/text/indexing_text.h"
#include "ui/views/duplicates/groups_panel.h"
#include "ui/views/page.h"
#include "ui/views/panels/details_panel.h"
#include "ui/views/panels/folders_panel.h"
#include "ui/views/photo_view.h"
#include "ui/views/search/results_grid.h"
#include "ui/views/search/results_view.h"
#include "ui/views/search/search_page.h"
#include "ui/views/window/page_stack.h"
#include "ui/widgets/action_registry.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/notice_bar.h"
#include "ui/widgets/order_button.h"
#include "ui/widgets/score_slider.h"
#include "ui/widgets/selectable_text.h"

#include <QAbstractEventDispatcher>
#include <QApplication>
#include <QBuffer>
#include <QDropEvent>
#include <QFile>
#include <QKeySequenceEdit>
#include <QLabel>
#include <QMenu>
#include <QMimeData>
#include <QPushButton>
#include <QScrollBar>
#include <QSemaphore>
#include <QSignalSpy>
#include <QTcpSocket>
#include <QTreeView>
#include <algorithm>
#include <memory>

using namespace lookalike;
using namespace lookalike::testing;
namespace fs = std::filesystem;

namespace {

constexpr int kDeadlineMs = 20'000;

} // namespace

class TestMainWindow : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void aDroppedFileBringsTheMostSimilar();
    void droppedBytesBringTheMostSimilar();
    void severalFilesAreOneQuery();
    void textIsNoPicture();
    void theKeyboardAloneIsEnough();
    void limitsActWithoutAnotherSearch();
    void fewerResultsWhileScrolledDown();
    void ofManyDropsTheLastWins();
    void resultsAreDraggedOutAsFiles();
    void copiesAreOneResultAndUnfold();
    void theQueryHidesItself();
    void similarResultsStandTogetherOnRequest();
    void whatAMenuTicksShowsItsTick();
    void closingInTheMiddleLosesNothing();
    void closingWhileAShortcutIsTyped();
    void noTwoCommandsShareAShortcut();
    void theWindowComesToRestOnEveryPage();
    void theDetailsAreOfThePageThatIsShown();
    void theQuerySurvivesARestart();
    void aBackupIsProtectedUntilToldOtherwise();
    void theFirstPhotosBringTheLibrary();
    void thePageThatTheUserChoseStays();
    void readingAnewIsNotPaused();
    void aLatePictureFromTheWebIsOfNoMatter();
    void checkingTellsWhatItFound();
    void aPhotoThatIsNoLongerThereSaysSo();

private:
    void start()
    {
        m_program = std::make_unique<Program>(openerOf(m_folder / "catalog.db", m_encoder));
    }
    fs::path paint(const std::string& name, int red, int green, int blue) const
    {
        writePlainPhoto(m_photos / name, red, green, blue);
        return m_photos / name;
    }
    void addPhotos(std::uint64_t expected)
    {
        window().openRequest({m_photos}, {});
        QTRY_COMPARE_WITH_TIMEOUT(indexedPhotos(m_program->session.status()), expected,
                                  kDeadlineMs);
        QTRY_VERIFY_WITH_TIMEOUT(!m_program->session.indexing().isRunning(), kDeadlineMs);
    }
    void drop(QMimeData& content)
    {
        QDragEnterEvent enter(QPoint(300, 300), Qt::CopyAction, &content, Qt::LeftButton, {});
        QApplication::sendEvent(&window(), &enter);
        QDropEvent event(QPointF(300, 300), Qt::CopyAction, &content, Qt::LeftButton, {});
        QApplication::sendEvent(&window(), &event);
    }
    void dropFiles(const std::vector<fs::path>& files)
    {
        QMimeData content;
        QList<QUrl> urls;
        for (const fs::path& file : files)
            urls.append(QUrl::fromLocalFile(QString::fromStdString(file.string())));
        content.setUrls(urls);
        drop(content);
    }
    [[nodiscard]] QAction* action(const char* name) const { return m_program->action(name); }
    [[nodiscard]] MainWindow& window() const { return m_program->window; }
    [[nodiscard]] ResultsGrid& grid() const { return *window().findChild<ResultsGrid*>(); }
    [[nodiscard]] QStringList names() const
    {
        QStringList list;
        for (int row = 0; row < grid().model()->rowCount(); ++row)
            list.append(grid().model()->index(row, 0).data().toString());
        return list;
    }

    std::unique_ptr<Scratch> m_scratch;
    fs::path m_folder;
    fs::path m_photos;
    std::shared_ptr<ColourEncoder> m_encoder;
    std::unique_ptr<Program> m_program;
};

void TestMainWindow::init()
{
    m_scratch = std::make_unique<Scratch>();
    QVERIFY(m_scratch->isValid());
    m_folder = m_scratch->folder();
    m_photos = m_scratch->photos();
    m_encoder = std::make_shared<ColourEncoder>();
    start();
}

void TestMainWindow::cleanup()
{
    m_program.reset();
    m_scratch.reset();
}

void TestMainWindow::aDroppedFileBringsTheMostSimilar()
{
    const auto red = paint("red.bmp", 250, 20, 20);
    static_cast<void>(paint("orange.bmp", 250, 140, 20));
    static_cast<void>(paint("blue.bmp", 20, 20, 250));
    addPhotos(3);
    QVERIFY(!grid().isVisible());
    dropFiles({red});
    QTRY_COMPARE_WITH_TIMEOUT(names().size(), 3, kDeadlineMs);
    QCOMPARE(names(), (QStringList{"red.bmp", "orange.bmp", "blue.bmp"}));
    QVERIFY(grid().isVisible() && grid().hasFocus());
}

void TestMainWindow::droppedBytesBringTheMostSimilar()
{
    static_cast<void>(paint("red.bmp", 250, 20, 20));
    static_cast<void>(paint("blue.bmp", 20, 20, 250));
    addPhotos(2);
    QImage picture(40, 30, QImage::Format_RGB32);
    picture.fill(QColor(30, 30, 240));
    QByteArray bytes;
    QBuffer buffer(&bytes);
    QVERIFY(picture.save(&buffer, "PNG"));
    QMimeData content; // as a browser gives it
    content.setData(QStringLiteral("image/png"), bytes);
    drop(content);
    QTRY_COMPARE_WITH_TIMEOUT(names(), (QStringList{"blue.bmp", "red.bmp"}), kDeadlineMs);
}

void TestMainWindow::severalFilesAreOneQuery()
{
    const auto red = paint("red.bmp", 250, 0, 0);
    const auto green = paint("green.bmp", 0, 250, 0);
    static_cast<void>(paint("yellow.bmp", 250, 250, 0));
    static_cast<void>(paint("blue.bmp", 0, 0, 250));
    addPhotos(4);
    dropFiles({red, green});
    QTRY_COMPARE_WITH_TIMEOUT(names().size(), 4, kDeadlineMs);
    QCOMPARE(names().back(), QStringLiteral("blue.bmp"));
    QCOMPARE(window().history().current().terms.size(), std::size_t{2});
}

void TestMainWindow::textIsNoPicture()
{
    static_cast<void>(paint("red.bmp", 250, 0, 0));
    addPhotos(1);
    QMimeData content;
    content.setText(QStringLiteral("hello"));
    QDragEnterEvent enter(QPoint(300, 300), Qt::CopyAction, &content, Qt::LeftButton, {});
    enter.ignore();
    QApplication::sendEvent(&window(), &enter);
    QVERIFY(!enter.isAccepted());
    drop(content);
    QVERIFY(window().history().current().isEmpty());
}

void TestMainWindow::theKeyboardAloneIsEnough()
{
    const auto red = paint("red.bmp", 250, 20, 20);
    static_cast<void>(paint("orange.bmp", 250, 140, 20));
    static_cast<void>(paint("blue.bmp", 20, 20, 250));
    addPhotos(3);
    QVERIFY(QTest::qWaitForWindowActive(&window()));
    dropFiles({red});
    QTRY_COMPARE_WITH_TIMEOUT(names().value(1), QStringLiteral("orange.bmp"), kDeadlineMs);
    QTest::keyClick(&grid(), Qt::Key_Right);
    QTest::keyClick(&grid(), Qt::Key_Return); // the next query
    QTRY_COMPARE_WITH_TIMEOUT(names().value(0), QStringLiteral("orange.bmp"), kDeadlineMs);
    QTest::keyClick(&grid(), Qt::Key_Left, Qt::AltModifier); // and back
    QTRY_COMPARE_WITH_TIMEOUT(names().value(0), QStringLiteral("red.bmp"), kDeadlineMs);
    QTest::keyClick(&grid(), Qt::Key_End);
    QTest::keyClick(&grid(), Qt::Key_Return, Qt::ShiftModifier); // together with the last one
    QTRY_COMPARE_WITH_TIMEOUT(window().history().current().terms.size(), std::size_t{2},
                              kDeadlineMs);
    QTRY_VERIFY_WITH_TIMEOUT(!m_program->session.searches().isBusy() && grid().isVisible(),
                             kDeadlineMs);
    QTest::keyClick(&grid(), Qt::Key_Minus); // fewer like the current one
    QCOMPARE(window().history().current().marks.size(), std::size_t{1});
    QCOMPARE(window().history().current().marks[0].mark.kind, QueryMark::Kind::Less);
}

void TestMainWindow::limitsActWithoutAnotherSearch()
{
    std::vector<fs::path> photos;
    for (int i = 0; i < 12; ++i)
        photos.push_back(paint(std::to_string(i) + ".bmp", 250 - 20 * i, 20 * i, 40));
    addPhotos(12);
    dropFiles({photos[0]});
    QTRY_COMPARE_WITH_TIMEOUT(names().size(), 12, kDeadlineMs);
    QTRY_VERIFY_WITH_TIMEOUT(!m_program->session.searches().isBusy(), kDeadlineMs);
    int answers = 0;
    connect(&m_program->session.searches(), &SearchRunner::finished, this, [&] { ++answers; });
    auto* slider = window().findChild<ScoreSlider*>();
    slider->setMinimumScore(0.8);
    const auto fewer = names().size();
    QVERIFY(fewer > 0 && fewer < 12);
    slider->setValue(slider->minimum());
    QCOMPARE(names().size(), 12);
    window().history().setTopK(5);
    QCOMPARE(names().size(), 5);
    QVERIFY(!m_program->session.searches().isBusy());
    QCOMPARE(answers, 0);
}

// Behind another page nothing is laid out: the view still stands where the long list was.
void TestMainWindow::fewerResultsWhileScrolledDown()
{
    Background background;
    ThumbnailProvider thumbnails(background);
    ResultsModel model(&thumbnails);
    ResultsGrid view(model, thumbnails);
    const auto show = [&](int count) {
        std::vector<SearchHit> hits(static_cast<std::size_t>(count));
        for (int i = 0; i < count; ++i)
            hits[static_cast<std::size_t>(i)].path = m_photos / std::to_string(i);
        model.setHits(std::move(hits));
    };
    model.setLimits(20'000, -1.0);
    view.resize(1000, 800);
    for (const int count : {3, 0, 1}) {
        view.show();
        show(20'000);
        QTRY_VERIFY(view.verticalScrollBar()->maximum() > 0);
        view.scrollToBottom();
        QTRY_VERIFY(view.verticalScrollBar()->value() > 0);
        view.hide();
        show(count);
        QCoreApplication::processEvents(); // thumbnails are asked for
        view.show();
        QTRY_COMPARE(view.verticalScrollBar()->value(), 0);
        QCOMPARE(model.rowCount(), count);
    }
}

void TestMainWindow::ofManyDropsTheLastWins()
{
    std::vector<fs::path> photos;
    for (int i = 0; i < 6; ++i)
        photos.push_back(paint(std::to_string(i) + ".bmp", 250 - 50 * i, 50 * i, 20 * i));
    addPhotos(6);
    for (const fs::path& photo : photos)
        dropFiles({photo});
    QTRY_VERIFY_WITH_TIMEOUT(!m_program->session.searches().isBusy(), kDeadlineMs);
    QTRY_COMPARE_WITH_TIMEOUT(names().value(0), QStringLiteral("5.bmp"), kDeadlineMs);
    QVERIFY(window().history().canGoBack());
}

void TestMainWindow::resultsAreDraggedOutAsFiles()
{
    const auto red = paint("red #1 %20.bmp", 250, 20, 20);
    static_cast<void>(paint("blue.bmp", 20, 20, 250));
    addPhotos(2);
    dropFiles({red});
    QTRY_COMPARE_WITH_TIMEOUT(names().size(), 2, kDeadlineMs);
    const std::unique_ptr<QMimeData> content(
        grid().model()->mimeData({grid().model()->index(0, 0)}));
    QCOMPARE(content->urls().size(), 1);
    QCOMPARE(content->urls().front().toLocalFile().toStdString(), red.string());
    drop(*content); // a result is a query, too
    QTRY_COMPARE_WITH_TIMEOUT(names().value(0), QStringLiteral("red #1 %20.bmp"), kDeadlineMs);
}

void TestMainWindow::copiesAreOneResultAndUnfold()
{
    const auto red = paint("red.bmp", 250, 20, 20);
    static_cast<void>(paint("orange.bmp", 250, 140, 20));
    fs::create_directory(m_photos / "copies");
    for (const char* name : {"a.bmp", "b.bmp"})
        fs::copy_file(m_photos / "orange.bmp", m_photos / "copies" / name);
    addPhotos(4);
    dropFiles({red});
    QTRY_COMPARE_WITH_TIMEOUT(names().size(), 2, kDeadlineMs);
    QVERIFY(action("copiesAsOne")->isChecked());
    QVERIFY(!action("showCopies")->isEnabled()); // the red one has none
    QTest::keyClick(&grid(), Qt::Key_Right);
    QVERIFY(action("showCopies")->isEnabled() && !action("showCopies")->isChecked());
    const QString shown = names()[1];
    QTest::keyClick(&grid(), Qt::Key_Down, Qt::AltModifier);
    QCOMPARE(names().size(), 4);
    QCOMPARE(grid().currentIndex().row(), 1);
    QVERIFY(action("showCopies")->isChecked());
    QTest::keyClick(&grid(), Qt::Key_Right);
    QTest::keyClick(&grid(), Qt::Key_Right);
    QCOMPARE(grid().currentIndex().row(), 3);
    QTest::keyClick(&grid(), Qt::Key_Down, Qt::AltModifier); // from a copy back to its photo
    QCOMPARE(names(), (QStringList{"red.bmp", shown}));
    QCOMPARE(grid().currentIndex().row(), 1);

    action("copiesAsOne")->trigger();
    QCOMPARE(names().size(), 4);
    QVERIFY(!action("showCopies")->isEnabled());
    window().close();
    QVERIFY(m_program->session.shutDown(std::chrono::seconds(20)));
    start();
    QVERIFY(!action("copiesAsOne")->isChecked());
    QTRY_COMPARE_WITH_TIMEOUT(names().size(), 4, kDeadlineMs);
}

void TestMainWindow::theQueryHidesItself()
{
    const auto red = paint("red.bmp", 250, 20, 20);
    static_cast<void>(paint("orange.bmp", 250, 140, 20));
    addPhotos(2);
    dropFiles({red});
    QTRY_COMPARE_WITH_TIMEOUT(names().size(), 2, kDeadlineMs);
    action("hideQuery")->trigger();
    QCOMPARE(names(), QStringList{"orange.bmp"});
    // Where nothing else is left, the window says why, and how to change it.
    fs::remove(m_photos / "orange.bmp");
    action("rescan")->trigger();
    QTRY_VERIFY_WITH_TIMEOUT(!m_program->session.indexing().isRunning(), kDeadlineMs);
    dropFiles({red});
    QTRY_VERIFY_WITH_TIMEOUT(!grid().isVisible(), kDeadlineMs);
    QPushButton* show = nullptr;
    for (auto* button :
         window().findChild<ResultsView*>()->findChild<EmptyState*>()->findChildren<QPushButton*>())
        show = button;
    QVERIFY(show);
    QTRY_VERIFY_WITH_TIMEOUT(show->isVisible(), kDeadlineMs);
    QCOMPARE(show->text(), QStringLiteral("Show it"));
    show->click();
    QCOMPARE(names(), QStringList{"red.bmp"});
    QVERIFY(grid().isVisible() && !action("hideQuery")->isChecked());
}

void TestMainWindow::similarResultsStandTogetherOnRequest()
{
    const auto query = paint("query.bmp", 200, 127, 127);
    for (int i = 0; i < 12; ++i) {
        static_cast<void>(paint("g" + std::to_string(i) + ".bmp", 200, 150 + 8 * i, 127));
        static_cast<void>(paint("b" + std::to_string(i) + ".bmp", 200, 127, 154 + 8 * i));
    }
    addPhotos(25);
    dropFiles({query});
    QTRY_COMPARE_WITH_TIMEOUT(names().size(), 25, kDeadlineMs);
    const QStringList bestFirst = names();
    auto& order = *window().findChild<SearchPage*>()->findChild<OrderButton*>();
    QVERIFY(order.accessibleName().endsWith("Most similar first"));
    grid().setCurrentIndex(grid().model()->index(3, 0));
    const QString current = names()[3];
    action("similarTogether")->trigger();
    QTRY_VERIFY_WITH_TIMEOUT(names() != bestFirst, kDeadlineMs);
    QVERIFY(std::ranges::is_permutation(names(), bestFirst));
    QVERIFY(order.accessibleName().endsWith("Similar photos together"));
    QCOMPARE(grid().currentIndex().data().toString(), current); // wherever it is now
    QVERIFY(grid().viewport()->rect().intersects(grid().visualRect(grid().currentIndex())));
    // Another width is another grid.
    const QStringList together = names();
    const int columns = grid().columns();
    window().resize(window().width() / 2, window().height());
    QTRY_VERIFY_WITH_TIMEOUT(grid().columns() != columns, kDeadlineMs);
    QTRY_VERIFY_WITH_TIMEOUT(names() != together, kDeadlineMs);
    window().close();
    QVERIFY(m_program->session.shutDown(std::chrono::seconds(20)));
    m_program.reset();
    start();
    QVERIFY(action("similarTogether")->isChecked());
    QTRY_COMPARE_WITH_TIMEOUT(names().size(), 25, kDeadlineMs);
    QVERIFY(names() != bestFirst);
    window()
        .findChild<SearchPage*>()
        ->findChild<OrderButton*>()
        ->menu()
        ->actions()
        .front()
        ->trigger();
    QVERIFY(!action("similarTogether")->isChecked());
    QCOMPARE(names(), bestFirst);
}

void TestMainWindow::whatAMenuTicksShowsItsTick()
{
    // An icon would stand in the tick's place.
    int checkable = 0;
    for (const ActionRegistry::Entry& entry : window().actions().entries()) {
        if (!entry.action->isCheckable())
            continue;
        ++checkable;
        QVERIFY2(entry.action->icon().isNull() || !entry.action->isIconVisibleInMenu(),
                 qPrintable(entry.action->objectName()));
    }
    QVERIFY2(checkable > 8, qPrintable(QString::number(checkable)));
    QMenu* const sorts = window().findChild<GroupsPanel*>()->findChild<QMenu*>();
    for (QAction* sort : sorts->actions()) {
        sort->trigger();
        for (const QAction* other : sorts->actions())
            QCOMPARE(other->isChecked(), other == sort);
    }
    QMenu menu(&window());
    menu.addAction(action("crop"));
    const auto painted = [&] {
        menu.ensurePolished();
        return menu.grab().toImage();
    };
    const QImage without = painted();
    action("crop")->setChecked(true);
    QVERIFY(painted() != without);
}

void TestMainWindow::closingInTheMiddleLosesNothing()
{
    constexpr std::uint64_t kPhotos = 400;
    for (std::uint64_t i = 0; i < kPhotos; ++i)
        static_cast<void>(paint(std::to_string(i) + ".bmp", static_cast<int>(i % 250),
                                static_cast<int>(i / 2), 90));
    window().openRequest({m_photos}, {});
    QTRY_VERIFY_WITH_TIMEOUT(m_encoder->encoded > 0, kDeadlineMs);
    window().close();
    QVERIFY(m_program->session.shutDown(std::chrono::seconds(20)));
    start(); // goes on by itself
    QTRY_COMPARE_WITH_TIMEOUT(indexedPhotos(m_program->session.status()), kPhotos, kDeadlineMs);
    QTRY_VERIFY_WITH_TIMEOUT(!m_program->session.indexing().isRunning(), kDeadlineMs);
    const auto& info = m_encoder->info();
    QVERIFY(m_encoder->encoded <= kPhotos + info.batchSize * (info.concurrency + 1));
}

// An editor that loses the focus, because it is destroyed, takes what was typed.
void TestMainWindow::closingWhileAShortcutIsTyped()
{
    action("shortcuts")->trigger();
    auto* edit = window().findChild<QKeySequenceEdit*>();
    QTRY_VERIFY(edit != nullptr && edit->isVisible());
    edit->window()->activateWindow();
    edit->setFocus();
    QTest::keyPress(edit, Qt::Key_B);
    QVERIFY(!edit->keySequence().isEmpty());
    window().close();
    QVERIFY(m_program->session.shutDown(std::chrono::seconds(20)));
    const auto* shortcuts = &window().actions();
    QSignalSpy ended(shortcuts, &QObject::destroyed);
    bool hadShortcuts = false;
    connect(edit, &QObject::destroyed, this, [&] { hadShortcuts = ended.isEmpty(); });
    m_program.reset();
    QVERIFY(hadShortcuts);
    start();
}

void TestMainWindow::theWindowComesToRestOnEveryPage()
{
    const fs::path red = paint("red.bmp", 250, 20, 20);
    static_cast<void>(paint("orange.bmp", 250, 140, 20));
    addPhotos(2);
    dropFiles({red});
    QTRY_VERIFY_WITH_TIMEOUT(names().size() == 2, kDeadlineMs);
    QTRY_VERIFY_WITH_TIMEOUT(!m_program->session.indexing().isRunning(), kDeadlineMs);
    // A widget that changes its layout in answer to that layout keeps the processor busy for ever.
    const auto rests = [] {
        constexpr int kMostRounds = 3000;
        for (int round = 0; round < kMostRounds; ++round)
            if (!QAbstractEventDispatcher::instance()->processEvents(QEventLoop::AllEvents))
                return true;
        return false;
    };
    for (const char* page : {"libraryPage", "searchPage", "duplicatesPage", "mapPage"})
        for (const QSize size : {QSize(1280, 800), QSize(800, 600)}) {
            action(page)->trigger();
            window().resize(size);
            QVERIFY2(rests(), page);
        }
}

void TestMainWindow::noTwoCommandsShareAShortcut()
{
    const ActionRegistry& actions = window().actions();
    QVERIFY(actions.entries().size() > 50);
    for (const ActionRegistry::Entry& entry : actions.entries())
        if (const QAction* other = actions.owner(entry.standard, entry.action))
            QFAIL(qPrintable(entry.standard.toString() + QStringLiteral(": ") +
                             entry.action->text() + QStringLiteral(", ") + other->text()));
}

void TestMainWindow::theDetailsAreOfThePageThatIsShown()
{
    const auto red = paint("red.bmp", 250, 20, 20);
    static_cast<void>(paint("blue.bmp", 20, 20, 250));
    static_cast<void>(paint("green.bmp", 20, 250, 20));
    addPhotos(3);
    action("details")->setChecked(true);
    auto& pages = *window().findChild<PageStack*>();
    dropFiles({red});
    QTRY_COMPARE_WITH_TIMEOUT(names().size(), 3, kDeadlineMs);
    const auto isShown = [this](const SearchHit* photo) {
        const QString name = photo == nullptr ? QString() : displayName(photo->path);
        const auto& panel = *window().findChild<DetailsPanel*>();
        for (const auto* text : panel.findChildren<SelectableText*>())
            if (text->isVisibleTo(&panel) && text->toPlainText() == name)
                return true;
        return false;
    };
    for (const char* name : {"library", "search", "library", "map", "search"}) {
        Page& page = *pages.find(QString::fromLatin1(name));
        pages.showPage(page);
        QTRY_VERIFY_WITH_TIMEOUT(page.photos()->currentPhoto() != nullptr, kDeadlineMs);
        QTRY_VERIFY2_WITH_TIMEOUT(isShown(page.photos()->currentPhoto()), name, kDeadlineMs);
    }
    // What happens to a page that is not shown is of no concern.
    pages.showPage(*pages.find(QStringLiteral("library")));
    grid().setCurrentIndex(grid().model()->index(2, 0));
    QVERIFY(isShown(pages.current().photos()->currentPhoto()));
}

void TestMainWindow::theQuerySurvivesARestart()
{
    const auto red = paint("red.bmp", 250, 20, 20);
    static_cast<void>(paint("blue.bmp", 20, 20, 250));
    addPhotos(2);
    dropFiles({red});
    QTRY_COMPARE_WITH_TIMEOUT(names().size(), 2, kDeadlineMs);
    window().close();
    QVERIFY(m_program->session.shutDown(std::chrono::seconds(20)));
    start();
    QTRY_COMPARE_WITH_TIMEOUT(names(), (QStringList{"red.bmp", "blue.bmp"}), kDeadlineMs);
}

void TestMainWindow::aBackupIsProtectedUntilToldOtherwise()
{
    m_photos = m_folder / "timeshift" / "photos";
    fs::create_directories(m_photos);
    static_cast<void>(paint("red.bmp", 250, 20, 20));
    addPhotos(1);
    const auto* model = window().findChild<FoldersPanel*>()->findChild<QTreeView*>()->model();
    const auto isProtected = [&] {
        return model->rowCount() == 1 &&
               model->index(0, 0).data(FoldersModel::ProtectedRole).toBool();
    };
    QTRY_VERIFY_WITH_TIMEOUT(isProtected(), kDeadlineMs);
    auto* notice = window().findChild<NoticeBar*>();
    QVERIFY(notice->isVisible());
    auto* button = notice->findChild<QPushButton*>();
    QVERIFY(button && button->text() == "Remove protection");
    button->click();
    QTRY_VERIFY_WITH_TIMEOUT(!isProtected(), kDeadlineMs);
}

void TestMainWindow::theFirstPhotosBringTheLibrary()
{
    static_cast<void>(paint("red.bmp", 250, 20, 20));
    const auto& pages = *window().findChild<PageStack*>();
    QCOMPARE(pages.current().name(), QStringLiteral("search"));
    addPhotos(1);
    QCOMPARE(pages.current().name(), QStringLiteral("library"));
    window().findChild<PageStack*>()->switches().at(1)->trigger();
    static_cast<void>(paint("blue.bmp", 20, 20, 250));
    m_program->session.indexing().start();
    QTRY_COMPARE_WITH_TIMEOUT(indexedPhotos(m_program->session.status()), std::uint64_t{2},
                              kDeadlineMs);
    QCOMPARE(pages.current().name(), QStringLiteral("search"));
}

void TestMainWindow::thePageThatTheUserChoseStays()
{
    static_cast<void>(paint("red.bmp", 250, 20, 20));
    const auto& pages = *window().findChild<PageStack*>();
    pages.switches().at(2)->trigger();
    QCOMPARE(pages.current().name(), QStringLiteral("duplicates"));
    addPhotos(1);
    QCOMPARE(pages.current().name(), QStringLiteral("duplicates"));
}

void TestMainWindow::readingAnewIsNotPaused()
{
    for (int i = 0; i < 12; ++i)
        static_cast<void>(paint(std::to_string(i) + ".bmp", 20 * i, 20, 20));
    QSemaphore go;
    m_encoder->refuses = [&go](std::span<const float>) {
        go.acquire();
        return false;
    };
    Indexing& indexing = m_program->session.indexing();
    QVERIFY(!action("pause")->isEnabled());
    window().openRequest({m_photos}, {});
    QTRY_VERIFY_WITH_TIMEOUT(indexing.isRunning(), kDeadlineMs);
    QVERIFY(action("pause")->isEnabled());
    action("pause")->trigger();
    QVERIFY(indexing.isPaused() && action("pause")->isChecked());
    action("rescan")->trigger(); // somebody wants it read, whatever was said before
    go.release(1000);
    QTRY_VERIFY_WITH_TIMEOUT(!action("pause")->isChecked(), kDeadlineMs);
    QTRY_VERIFY_WITH_TIMEOUT(!indexing.isRunning(), kDeadlineMs);
    QCOMPARE(m_encoder->encoded.load(), std::size_t{12});
    QVERIFY(!action("pause")->isEnabled() && !action("pause")->isChecked());
}

void TestMainWindow::aLatePictureFromTheWebIsOfNoMatter()
{
    const fs::path red = paint("red.bmp", 250, 20, 20);
    addPhotos(1);
    TestServer server;
    QFile picture(QString::fromStdString(red.string()));
    QVERIFY(picture.open(QIODevice::ReadOnly));
    server.put("/late.bmp", picture.readAll());
    QSemaphore go;
    server.behave("/late.bmp", {[&go](QTcpSocket& socket, const ServedRequest& request,
                                      const QByteArray& content) {
                      go.acquire();
                      TestServer::answer(socket, request, content);
                  }});
    QMimeData link;
    link.setUrls({QUrl(QString::fromStdString(server.url() + "/late.bmp"))});
    drop(link);
    const auto* notice = window().findChild<NoticeBar*>();
    QTRY_VERIFY_WITH_TIMEOUT(!server.requests("/late.bmp").empty(), kDeadlineMs);
    QVERIFY(notice->isVisible());
    const QString fetching = notice->text();

    dropFiles({red}); // the user has gone on
    QTRY_COMPARE_WITH_TIMEOUT(names(), QStringList{"red.bmp"}, kDeadlineMs);
    QVERIFY(!notice->isVisible());
    drop(link); // and wants it after all
    go.release(2);
    QTRY_VERIFY_WITH_TIMEOUT(server.requests("/late.bmp").size() == 2 && !notice->isVisible(),
                             kDeadlineMs);
    QTRY_COMPARE_WITH_TIMEOUT(names(), QStringList{"red.bmp"}, kDeadlineMs);
    QCOMPARE(notice->text(), fetching); // nothing else was told
}

void TestMainWindow::checkingTellsWhatItFound()
{
    const auto red = paint("red.bmp", 250, 20, 20);
    const auto green = paint("green.bmp", 20, 250, 20);
    static_cast<void>(paint("blue.bmp", 20, 20, 250));
    addPhotos(3);
    auto& notice = *window().findChild<NoticeBar*>();
    QVERIFY2(!notice.isVisible(), "the user did not ask what was found");
    const auto check = [&](const IndexingSummary& expected) {
        action("rescan")->trigger();
        QTRY_COMPARE_WITH_TIMEOUT(notice.text(), text::checked(expected), kDeadlineMs);
    };
    check({}); // these photos were written just now, and are read once more
    static_cast<void>(paint("yellow.bmp", 250, 250, 20));
    static_cast<void>(paint("green.bmp", 20, 200, 20));
    fs::remove(red);
    IndexingSummary expected;
    expected.added = expected.changed = expected.missing = 1;
    check(expected);
    paint("red.bmp", 250, 20, 20);
    fs::remove(green);
    expected.changed = 0;
    check(expected);
}

void TestMainWindow::aPhotoThatIsNoLongerThereSaysSo()
{
    const auto red = paint("red.bmp", 250, 20, 20);
    const auto orange = paint("orange.bmp", 250, 140, 20);
    static_cast<void>(paint("blue.bmp", 20, 20, 250));
    addPhotos(3);
    dropFiles({red});
    QTRY_COMPARE_WITH_TIMEOUT(names().value(1), QStringLiteral("orange.bmp"), kDeadlineMs);
    action("details")->setChecked(true);
    grid().setCurrentIndex(grid().model()->index(1, 0));
    const QModelIndex photo = grid().currentIndex();
    QTRY_VERIFY_WITH_TIMEOUT(!photo.data(Qt::DecorationRole).value<QImage>().isNull(), kDeadlineMs);
    auto& panel = *window().findChild<DetailsPanel*>();
    const auto says = [&panel](const QString& words) {
        for (const QLabel* label : panel.findChildren<QLabel*>())
            if (label->isVisibleTo(&panel) && label->text() == words)
                return true;
        return false;
    };
    QVERIFY(!says(displayMissing(orange)));

    fs::remove(orange); // in another program, from which the user comes back
    Q_EMIT qApp->applicationStateChanged(Qt::ApplicationActive);
    QTRY_COMPARE_WITH_TIMEOUT(photo.data(ResultsModel::FailureRole).toInt(),
                              static_cast<int>(ErrorCode::NotFound), kDeadlineMs);
    QVERIFY(photo.data(Qt::DecorationRole).value<QImage>().isNull());
    QTRY_VERIFY_WITH_TIMEOUT(says(displayMissing(orange)), kDeadlineMs);

    action("open")->trigger();
    auto& notice = *window().findChild<NoticeBar*>();
    QVERIFY(notice.text().startsWith(displayMissing(orange)));
    notice.findChild<QPushButton*>()->click();
    QTRY_COMPARE_WITH_TIMEOUT(names(), (QStringList{"red.bmp", "blue.bmp"}), kDeadlineMs);
    IndexingSummary expected;
    expected.missing = 1;
    QTRY_COMPARE_WITH_TIMEOUT(notice.text(), text::checked(expected), kDeadlineMs);
}

QTEST_MAIN(TestMainWindow)
#include "tst_main_window.moc"
