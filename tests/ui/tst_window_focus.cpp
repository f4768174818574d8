// SPDX-License-Identifier: GPL-3.0-or-later
// Where the keyboard is after a start, a change of the page and an answer. If this fails, keys act
// on what the user does not see, or on nothing.
#include "tests/core/image/test_pictures.h"
#include "tests/testing.h"
#include "tests/ui/colour_library.h"
#include "tests/ui/program.h"
#include "tests/ui/scratch.h"
#include "ui/models/folders_model.h"
#include "ui/views/duplicates/duplicates_page.h"
#include "ui/views/duplicates/groups_list.h"
#include "ui/views/panels/folders_panel.h"
#include "ui/views/search/filter_bar.h"
#include "ui/views/search/results_grid.h"
#include "ui/views/search/search_page.h"

#include <QCheckBox>
#include <QPushButton>
#include <QTreeView>
#include <memory>

using namespace lookalike;
using namespace lookalike::testing;
namespace fs = std::filesystem;

namespace {

constexpr int kDeadlineMs = 20'000;

} // namespace

class TestWindowFocus : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void anEmptyLibraryAsksForAFolder();
    void aStartOnSearchEndsInTheResults();
    void aStartOnDuplicatesEndsInTheGroups();
    void eachPageTakesTheKeyboardWhenItIsShown();
    void whatArrivesDoesNotTakeTheKeyboardAway();
    void undoWorksOnEveryPage();
    void aPartThatGoesLeavesTheKeyboardOnItsPage();

private:
    void start()
    {
        m_program = std::make_unique<Program>(
            openerOf(m_folder / "catalog.db", std::make_shared<ColourEncoder>()));
        QVERIFY(QTest::qWaitForWindowActive(&window()));
    }
    void restart()
    {
        window().close();
        QVERIFY(m_program->session.shutDown(std::chrono::seconds(20)));
        m_program.reset();
        start();
    }
    void addPhotos()
    {
        for (const char* name : {"red.bmp", "copy of red.bmp"})
            writePlainPhoto(m_photos / name, 250, 20, 20);
        writePlainPhoto(m_photos / "blue.bmp", 20, 20, 250);
        window().openRequest({m_photos}, {});
        QTRY_COMPARE_WITH_TIMEOUT(indexedPhotos(m_program->session.status()), std::uint64_t{3},
                                  kDeadlineMs);
        QTRY_VERIFY_WITH_TIMEOUT(!m_program->session.indexing().isRunning(), kDeadlineMs);
    }
    void search()
    {
        window().openRequest({}, {m_photos / "red.bmp"});
        QTRY_VERIFY_WITH_TIMEOUT(grid().model()->rowCount() > 0, kDeadlineMs);
    }
    void findDuplicates()
    {
        action("duplicatesPage").trigger();
        action("duplicatesScan").trigger();
        QTRY_VERIFY_WITH_TIMEOUT(!m_program->session.duplicates().isRunning() &&
                                     groups().model()->rowCount() > 0,
                                 kDeadlineMs);
    }
    [[nodiscard]] QAction& action(const char* name) const { return *m_program->action(name); }
    [[nodiscard]] MainWindow& window() const { return m_program->window; }
    [[nodiscard]] ResultsGrid& grid() const { return *window().findChild<ResultsGrid*>(); }
    [[nodiscard]] GroupsList& groups() const { return *window().findChild<GroupsList*>(); }

    std::unique_ptr<Scratch> m_scratch;
    fs::path m_folder;
    fs::path m_photos;
    std::unique_ptr<Program> m_program;
};

void TestWindowFocus::init()
{
    m_scratch = std::make_unique<Scratch>();
    QVERIFY(m_scratch->isValid());
    m_folder = m_scratch->folder();
    m_photos = m_scratch->photos();
    start();
}

void TestWindowFocus::cleanup()
{
    m_program.reset();
    m_scratch.reset();
}

void TestWindowFocus::anEmptyLibraryAsksForAFolder()
{
    const auto isAsked = [&] {
        const auto* button = qobject_cast<QPushButton*>(QApplication::focusWidget());
        return button != nullptr && button->isVisible() &&
               button->text() == QStringLiteral("Choose a folder…");
    };
    QTRY_VERIFY_WITH_TIMEOUT(isAsked(), kDeadlineMs);
    action("duplicatesPage").trigger();
    QTRY_VERIFY_WITH_TIMEOUT(isAsked(), kDeadlineMs);
    restart();
    QTRY_VERIFY_WITH_TIMEOUT(isAsked(), kDeadlineMs);
}

void TestWindowFocus::aStartOnSearchEndsInTheResults()
{
    addPhotos();
    search();
    restart();
    QTRY_VERIFY_WITH_TIMEOUT(grid().hasFocus(), kDeadlineMs);
}

void TestWindowFocus::aStartOnDuplicatesEndsInTheGroups()
{
    addPhotos();
    search();
    findDuplicates();
    QVERIFY(groups().hasFocus());
    restart();
    QTRY_VERIFY_WITH_TIMEOUT(groups().model()->rowCount() > 0, kDeadlineMs);
    QTRY_VERIFY_WITH_TIMEOUT(grid().model()->rowCount() > 0, kDeadlineMs); // behind the page
    QVERIFY(!grid().isVisible());
    QTRY_VERIFY_WITH_TIMEOUT(groups().hasFocus(), kDeadlineMs);
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return); // accepts the suggestion
    QVERIFY(action("duplicatesUndo").isEnabled());
}

void TestWindowFocus::eachPageTakesTheKeyboardWhenItIsShown()
{
    addPhotos();
    search();
    findDuplicates();
    for (int i = 0; i < 2; ++i) {
        action("searchPage").trigger();
        QVERIFY(grid().hasFocus());
        action("duplicatesPage").trigger();
        QVERIFY(groups().hasFocus());
    }
}

void TestWindowFocus::whatArrivesDoesNotTakeTheKeyboardAway()
{
    addPhotos();
    auto* folders = window().findChild<FoldersPanel*>()->findChild<QTreeView*>();
    folders->setFocus();
    action("rescan").trigger();
    QTRY_VERIFY_WITH_TIMEOUT(!m_program->session.indexing().isRunning(), kDeadlineMs);
    QVERIFY(folders->hasFocus());
    findDuplicates();
    search(); // shows its page, and its results
    QVERIFY(grid().hasFocus());
    action("duplicatesPage").trigger();
    Q_EMIT m_program->session.statusChanged(m_program->session.status()); // refreshes both pages
    QVERIFY(groups().hasFocus());
}

void TestWindowFocus::undoWorksOnEveryPage()
{
    addPhotos();
    search();
    findDuplicates();
    QTest::keyClick(&groups(), Qt::Key_Return);
    QVERIFY(action("duplicatesTrash").isEnabled());
    action("searchPage").trigger();
    QTest::keyClick(&grid(), Qt::Key_Z, Qt::ControlModifier);
    QVERIFY(!action("duplicatesTrash").isEnabled());
    QVERIFY(grid().hasFocus());
}

void TestWindowFocus::aPartThatGoesLeavesTheKeyboardOnItsPage()
{
    addPhotos();
    search();
    action("filters").trigger();
    auto* filters = window().findChild<SearchPage*>()->findChild<FilterBar*>();
    for (QCheckBox* box : filters->findChildren<QCheckBox*>(Qt::FindDirectChildrenOnly)) {
        box->setFocus();
        QVERIFY(box->hasFocus());
        action("filters").trigger();
        const QWidget* const focus = QApplication::focusWidget();
        QVERIFY(focus != nullptr && focus->isVisible());
        QVERIFY(window().findChild<SearchPage*>()->isAncestorOf(focus));
        action("filters").trigger();
    }
}

QTEST_MAIN(TestWindowFocus)
#include "tst_window_focus.moc"
