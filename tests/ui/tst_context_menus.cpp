// SPDX-License-Identifier: GPL-3.0-or-later
// Context menus by mouse and by keyboard. If this fails, a user without a mouse has no menu, or the
// menu is for another item than the one that is current, or part of it cannot be seen.
#include "tests/core/image/test_pictures.h"
#include "tests/testing.h"
#include "tests/ui/colour_library.h"
#include "tests/ui/program.h"
#include "tests/ui/scratch.h"
#include "ui/models/folders_model.h"
#include "ui/views/duplicates/compare_view.h"
#include "ui/views/duplicates/groups_list.h"
#include "ui/views/duplicates/member_card.h"
#include "ui/views/duplicates/trash_list.h"
#include "ui/views/panels/folders_panel.h"
#include "ui/views/search/results_grid.h"
#include "ui/widgets/picture_pane.h"

#include <QMenu>
#include <QScreen>
#include <QScrollBar>
#include <QTreeView>
#include <memory>

using namespace lookalike;
using namespace lookalike::testing;
namespace fs = std::filesystem;

namespace {

constexpr int kDeadlineMs = 20'000;
constexpr int kPhotos = 60; ///< more than the window has room for
constexpr int kFolders = 30;
constexpr int kSlack = 2;

} // namespace

class TestContextMenus : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void ofResults();
    void ofFolders();
    void ofGroups();
    void ofMembers();
    void ofPhotosThatGo();

private:
    void fill();
    void findGroups();
    /// Opens the menu of the first and the last item by both keys and by the mouse.
    void inspect(QAbstractItemView& view, const char* action);
    void byKeyboard(QWidget& widget, bool byShiftF10);
    void byMouse(QWidget& widget, const QPoint& at);
    /// It is open at `item`, lies on the screen and has this action.
    void checkMenu(const QRect& item, const char* action);
    [[nodiscard]] MainWindow& window() const { return m_program->window; }
    [[nodiscard]] static QMenu* menu()
    {
        return qobject_cast<QMenu*>(QApplication::activePopupWidget());
    }

    std::unique_ptr<Scratch> m_scratch;
    fs::path m_photos;
    std::unique_ptr<Program> m_program;
};

void TestContextMenus::init()
{
    m_scratch = std::make_unique<Scratch>();
    QVERIFY(m_scratch->isValid());
    m_photos = m_scratch->photos();
    m_program = std::make_unique<Program>(
        openerOf(m_scratch->folder() / "catalog.db", std::make_shared<ColourEncoder>()));
    // In the corner of the screen, where a menu has the least room.
    const QRect screen = window().screen()->availableGeometry();
    window().resize(screen.size().boundedTo({1000, 700}));
    window().move(screen.bottomRight() - QPoint(window().width(), window().height()));
    QVERIFY(QTest::qWaitForWindowActive(&window()));
    fill();
}

void TestContextMenus::cleanup()
{
    m_program.reset();
    m_scratch.reset();
}

/// Pairs of identical files, and folders without photos.
void TestContextMenus::fill()
{
    for (int i = 0; i < kPhotos; ++i)
        writePlainPhoto(m_photos / (std::to_string(i) + ".bmp"), 4 * (i / 2), 20, 120);
    std::vector<fs::path> folders{m_photos};
    while (folders.size() < kFolders) {
        folders.push_back(m_photos.parent_path() / std::to_string(folders.size()));
        fs::create_directories(folders.back());
    }
    window().openRequest(folders, {m_photos / "0.bmp"});
    QTRY_COMPARE_WITH_TIMEOUT(indexedPhotos(m_program->session.status()), std::uint64_t{kPhotos},
                              kDeadlineMs);
    QTRY_VERIFY_WITH_TIMEOUT(m_program->session.status().folders.size() == kFolders &&
                                 !m_program->session.indexing().isRunning() &&
                                 !m_program->session.searches().isBusy() &&
                                 m_program->action("similar")->isEnabled(),
                             kDeadlineMs);
}

void TestContextMenus::findGroups()
{
    m_program->action("duplicatesPage")->trigger();
    auto& groups = *window().findChild<GroupsList*>();
    QTRY_VERIFY_WITH_TIMEOUT(groups.model()->rowCount() == kPhotos / 2 && groups.hasFocus(),
                             kDeadlineMs);
}

void TestContextMenus::byKeyboard(QWidget& widget, bool byShiftF10)
{
    if (byShiftF10) {
        QTest::keyClick(&widget, Qt::Key_F10, Qt::ShiftModifier);
        return;
    }
    // As Qt asks a widget that has the keyboard focus.
    const QPoint at = widget.inputMethodQuery(Qt::ImCursorRectangle).toRect().center();
    QContextMenuEvent event(QContextMenuEvent::Keyboard, at, widget.mapToGlobal(at));
    QApplication::sendEvent(&widget, &event);
}

void TestContextMenus::byMouse(QWidget& widget, const QPoint& at)
{
    QTest::mouseClick(&widget, Qt::RightButton, {}, at);
    QContextMenuEvent event(QContextMenuEvent::Mouse, at, widget.mapToGlobal(at));
    QApplication::sendEvent(&widget, &event);
}

void TestContextMenus::checkMenu(const QRect& item, const char* action)
{
    QVERIFY(menu() != nullptr);
    const QRect place = menu()->geometry();
    QVERIFY2(window().screen()->availableGeometry().contains(place), "it leaves the screen");
    QVERIFY2(place.adjusted(-kSlack, -kSlack, kSlack, kSlack).intersects(item),
             "it is not at its item");
    bool has = false;
    for (const QAction* entry : menu()->actions())
        has =
            has || QString(entry->text()).remove(QLatin1Char('&')).contains(QLatin1String(action));
    QVERIFY2(has, action);
    QTest::keyClick(menu(), Qt::Key_Escape);
    QVERIFY(menu() == nullptr);
}

void TestContextMenus::inspect(QAbstractItemView& view, const char* action)
{
    const QAbstractItemModel& model = *view.model();
    const auto itemRect = [&view](const QModelIndex& index) {
        const QRect seen = view.visualRect(index) & view.viewport()->rect();
        return QRect(view.viewport()->mapToGlobal(seen.topLeft()), seen.size());
    };
    view.setFocus();
    for (const int row : {0, model.rowCount() - 1}) {
        const QModelIndex index = model.index(row, 0);
        for (const bool byShiftF10 : {false, true}) {
            view.setCurrentIndex(index);
            // The user has scrolled away from it.
            QScrollBar& bar = *view.verticalScrollBar();
            bar.setValue(row == 0 ? bar.maximum() : bar.minimum());
            byKeyboard(view, byShiftF10);
            checkMenu(itemRect(index), action);
        }
        byMouse(*view.viewport(),
                (view.visualRect(index) & view.viewport()->rect()).bottomRight() - QPoint(3, 3));
        QCOMPARE(view.currentIndex().row(), row);
        checkMenu(itemRect(index), action);
    }
}

void TestContextMenus::ofResults()
{
    inspect(*window().findChild<ResultsGrid*>(), "similar");
}

void TestContextMenus::ofFolders()
{
    auto& list = *window().findChild<FoldersPanel*>()->findChild<QTreeView*>();
    QCOMPARE(list.model()->rowCount(), kFolders);
    if (!list.isVisible()) // the screen may be narrow
        m_program->action("folders")->trigger();
    QTRY_VERIFY_WITH_TIMEOUT(list.isVisible() && list.viewport()->height() > 100, kDeadlineMs);
    inspect(list, "Remove from library");
}

void TestContextMenus::ofGroups()
{
    findGroups();
    inspect(*window().findChild<GroupsList*>(), "Keep all");
}

void TestContextMenus::ofMembers()
{
    findGroups();
    auto& compare = *window().findChild<CompareView*>();
    const auto cards = compare.findChildren<MemberCard*>();
    const auto rectOf = [](const QWidget& widget) {
        return QRect(widget.mapToGlobal(QPoint()), widget.size());
    };
    compare.setFocus();
    for (const bool byShiftF10 : {false, true}) {
        byKeyboard(compare, byShiftF10);
        checkMenu(rectOf(*cards[1]), "Show in file manager");
    }
    byMouse(cards[0]->pane(), {5, 5});
    QCOMPARE(compare.currentMember(), 0);
    checkMenu(rectOf(*cards[0]), "Keep the selected photo");
    auto* const button = cards[1]->findChild<QToolButton*>();
    button->setFocus();
    byKeyboard(*button, true);
    QCOMPARE(compare.currentMember(), 1);
    checkMenu(rectOf(*cards[1]), "Keep the selected photo");
    compare.setMode(CompareMode::Swipe);
    byKeyboard(compare, true);
    checkMenu(rectOf(compare), "Side by side");
}

void TestContextMenus::ofPhotosThatGo()
{
    findGroups();
    m_program->action("duplicatesApplyAll")->trigger();
    const auto list = [] {
        const QWidget* dialog = QApplication::activeModalWidget();
        return dialog == nullptr ? nullptr : dialog->findChild<TrashList*>();
    };
    QTRY_VERIFY_WITH_TIMEOUT(list() != nullptr && list()->topLevelItemCount() == kPhotos / 2,
                             kDeadlineMs);
    inspect(*list(), "Show both photos");
    // The menu takes the tick as the keys do.
    list()->setCurrentItem(list()->topLevelItem(1));
    byKeyboard(*list(), true);
    menu()->setActiveAction(menu()->actions().at(1));
    QTest::keyClick(menu(), Qt::Key_Return);
    QCOMPARE(list()->topLevelItem(1)->checkState(0), Qt::Unchecked);
}

QTEST_MAIN(TestContextMenus)
#include "tst_context_menus.moc"
