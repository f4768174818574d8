// SPDX-License-Identifier: GPL-3.0-or-later
// The duplicates page as the user uses it, by keyboard, over a library of made-up groups. If these
// fail, something moves that nobody marked, or cannot be brought back.
#include "tests/testing.h"
#include "tests/ui/fake_duplicate_review.h"
#include "tests/ui/program.h"
#include "ui/main_window.h"
#include "ui/text/relation_text.h"
#include "ui/translations.h"
#include "ui/views/duplicates/compare_view.h"
#include "ui/views/duplicates/decisions_dialog.h"
#include "ui/views/duplicates/duplicates_page.h"
#include "ui/views/duplicates/groups_list.h"
#include "ui/views/duplicates/groups_panel.h"
#include "ui/views/duplicates/keeper_rules_dialog.h"
#include "ui/views/duplicates/marks_bar.h"
#include "ui/views/duplicates/member_card.h"
#include "ui/views/duplicates/nothing_to_review.h"
#include "ui/views/duplicates/reasons_bar.h"
#include "ui/views/duplicates/scope_bar.h"
#include "ui/views/duplicates/trash_list.h"
#include "ui/views/duplicates/trash_preview_dialog.h"
#include "ui/views/preview/photo_preview.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/notice_bar.h"
#include "ui/widgets/progress_strip.h"

#include <QAbstractItemModelTester>
#include <QApplication>
#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QListWidget>
#include <QPushButton>
#include <QScrollBar>
#include <QSettings>
#include <QTemporaryDir>
#include <QToolButton>
#include <QTreeWidget>
#include <functional>
#include <memory>
#include <semaphore>
#include <set>

using namespace lookalike;
using namespace lookalike::testing;
namespace fs = std::filesystem;

namespace {

constexpr int kDeadlineMs = 20'000;
using State = FakeDuplicateReview::State;
using View = std::function<void()>; ///< shows the page in another way

/// The program over a library whose duplicates are made up.
LibrarySession::Opener openerOf(std::shared_ptr<State> state, const fs::path& folder)
{
    return [=]() -> Result<std::unique_ptr<PhotoLibrary>> {
        return std::make_unique<FakeLibrary>(state, folder);
    };
}

} // namespace

class TestDuplicatesPage : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { installTranslations(*qApp, {}); } // plurals
    void init();
    void cleanup();

    void theKeyboardAloneIsEnough();
    void enterMarksNothingOfSimilarShots();
    void theSharpestOfSimilarShotsIsHinted();
    void shotsOfAnyTimeAreOneClickAway();
    void theLastMemberStays();
    void textsTakeNoMoreRoomThanTheyNeed();
    void whatIsSaidFollowsTheKeeper();
    void undoBringsBackWhatWasMoved();
    void undoWorksAfterARestart();
    void undoGoesOnWhereTheTrashWasEmptied();
    void commandsActOnWhatIsMarkedWhateverIsShown_data();
    void commandsActOnWhatIsMarkedWhateverIsShown();
    void whatIsRefusedIsListed();
    void identicalFilesCanBecomeLinks();
    void aPhotoWithoutItsTickStays();
    void groupsStayTogetherHoweverTheListIsSorted();
    void companionsGoAlongWhereTheUserSaysSo();
    void whatGoesIsMergedWhereTheUserSaysSo();
    void aSelectionIsMarkedAfterAPreview();
    void decisionsAreRememberedListedAndRevoked();
    void whatWasDecidedCanBeDecidedAnew();
    void theSelectionStaysWhileAScanFindsMore();
    void aScanPausesAndStops();
    void theKeepersRulesMoveByKeyboard();
    void protectedFoldersLoseNothing();
    void theScopeSurvivesARestart();
    void marksSurviveARestart();
    void fiveThousandGroupsScroll();
    void modesShowThePair();
    void everyControlHasAName();
    void emptyStatesSayWhatToDo();

private:
    void start()
    {
        m_program = std::make_unique<Program>(openerOf(m_state, m_folder));
        QVERIFY(QTest::qWaitForWindowActive(&window()));
        QTRY_VERIFY_WITH_TIMEOUT(!m_program->session.status().folders.empty(), kDeadlineMs);
    }
    /// Opens the page and waits for its groups.
    void open(int groups)
    {
        if (!m_program)
            start();
        QTest::keyClick(&window(), Qt::Key_3, Qt::ControlModifier);
        QTRY_COMPARE_WITH_TIMEOUT(list().model()->rowCount(), groups, kDeadlineMs);
        const QWidget* wanted = &list();
        if (groups == 0)
            wanted = page().findChild<EmptyState*>()->findChild<QPushButton*>();
        QTRY_VERIFY_WITH_TIMEOUT(wanted->hasFocus(), kDeadlineMs);
    }
    fs::path paint(const std::string& name, int hue, QSize size = {640, 480})
    {
        QImage image(size, QImage::Format_RGB888);
        for (int y = 0; y < size.height(); ++y)
            for (int x = 0; x < size.width(); ++x)
                image.setPixelColor(x, y,
                                    QColor::fromHsv((hue + 60 * x / size.width()) % 360,
                                                    90 + 120 * y / size.height(), 220));
        const fs::path path = m_folder / name;
        fs::create_directories(path.parent_path());
        if (!image.save(QString::fromStdString(path.string())))
            qFatal("the picture could not be written");
        return path;
    }
    void addGroup(Relation relation, int members, std::uint64_t bytes = 2'000'000)
    {
        const int number = static_cast<int>(m_state->groups.size());
        std::vector<fs::path> paths;
        for (int i = 0; i < members; ++i)
            paths.push_back(
                paint("IMG_" + std::to_string(1000 + number) + "_" + std::to_string(i + 1) + ".jpg",
                      number * 50));
        m_state->groups.push_back(makeGroup(number, relation, paths, bytes));
    }
    void press(int key, Qt::KeyboardModifiers modifiers = {})
    {
        // Without a window manager nobody activates the window again after a dialog.
        if (QApplication::focusWidget() == nullptr && QApplication::activeModalWidget() == nullptr)
            window().activateWindow();
        QTRY_VERIFY_WITH_TIMEOUT(QApplication::focusWidget() != nullptr, kDeadlineMs);
        QTest::keyClick(QApplication::focusWidget(), static_cast<Qt::Key>(key), modifiers);
    }
    template <class Dialog>
    [[nodiscard]] Dialog* dialog() const
    {
        return qobject_cast<Dialog*>(QApplication::activeModalWidget());
    }
    /// Also has the keyboard.
    template <class Dialog>
    [[nodiscard]] bool isOpen() const
    {
        return dialog<Dialog>() != nullptr && QApplication::focusWidget() != nullptr &&
               dialog<Dialog>()->isAncestorOf(QApplication::focusWidget());
    }
    /// Accepts the preview by keyboard: from Cancel, where the focus is, back to the button that
    /// acts.
    void acceptPreview()
    {
        QTRY_VERIFY_WITH_TIMEOUT(isOpen<TrashPreviewDialog>(), kDeadlineMs);
        auto* accept = acting();
        QTRY_VERIFY_WITH_TIMEOUT(accept->isEnabled(), kDeadlineMs);
        QVERIFY(!accept->isDefault());
        for (int i = 0; i < 5 && !accept->hasFocus(); ++i)
            press(Qt::Key_Backtab, Qt::ShiftModifier);
        QVERIFY(accept->hasFocus());
        press(Qt::Key_Space);
        QTRY_VERIFY_WITH_TIMEOUT(QApplication::activeModalWidget() == nullptr ||
                                     dialog<TrashPreviewDialog>() != nullptr,
                                 kDeadlineMs);
    }
    [[nodiscard]] QPushButton* acting() const
    {
        for (auto* button : dialog<TrashPreviewDialog>()->findChildren<QPushButton*>())
            if (!button->isDefault())
                return button;
        return nullptr;
    }
    [[nodiscard]] MainWindow& window() const { return m_program->window; }
    [[nodiscard]] GroupsList& list() const { return *window().findChild<GroupsList*>(); }
    [[nodiscard]] DuplicatesPage& page() const { return *window().findChild<DuplicatesPage*>(); }
    [[nodiscard]] NoticeBar& notice() const { return *window().findChild<NoticeBar*>(); }
    [[nodiscard]] QAction* action(const char* id) const { return m_program->action(id); }
    [[nodiscard]] MemberCard::Fate fate(int member) const
    {
        return window().findChildren<MemberCard*>().at(member)->fate();
    }
    void clickChip(Relation relation) const
    {
        for (auto* button : page().findChildren<QToolButton*>())
            if (button->property("chip").toBool() &&
                button->toolTip() == text::relationMeaning(relation))
                button->click();
    }
    [[nodiscard]] QString current() const
    {
        return list().currentIndex().data(GroupsModel::KeeperNameRole).toString();
    }

    std::unique_ptr<QTemporaryDir> m_temporary;
    fs::path m_folder;
    std::shared_ptr<State> m_state;
    std::unique_ptr<Program> m_program;
};

void TestDuplicatesPage::init()
{
    m_temporary = std::make_unique<QTemporaryDir>();
    QVERIFY(m_temporary->isValid());
    m_folder = fs::canonical(m_temporary->path().toStdString()) / "Pictures";
    fs::create_directories(m_folder);
    qputenv("XDG_CACHE_HOME", m_temporary->path().toUtf8());
    QSettings::setDefaultFormat(QSettings::IniFormat);
    QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, m_temporary->path());
    m_state = std::make_shared<State>();
}

void TestDuplicatesPage::cleanup()
{
    m_program.reset();
    m_state.reset();
    m_temporary.reset();
}

void TestDuplicatesPage::theKeyboardAloneIsEnough()
{
    addGroup(Relation::Resized, 3, 9'000'000);
    addGroup(Relation::IdenticalFile, 2, 6'000'000);
    addGroup(Relation::Cropped, 2, 4'000'000);
    open(3);
    QCOMPARE(current(), QStringLiteral("IMG_1000_1.jpg"));
    QCOMPARE(fate(0), MemberCard::Fate::Kept);
    QCOMPARE(fate(1), MemberCard::Fate::Stays); // suggested, but nothing is marked yet
    press(Qt::Key_3);
    QCOMPARE(fate(2), MemberCard::Fate::Goes);
    QCOMPARE(fate(1), MemberCard::Fate::Kept);
    press(Qt::Key_Return); // as marked, and on
    QCOMPARE(current(), QStringLiteral("IMG_1001_1.jpg"));
    press(Qt::Key_Return); // the suggestion, and on
    QCOMPARE(current(), QStringLiteral("IMG_1002_1.jpg"));
    press(Qt::Key_Up);
    QCOMPARE(fate(1), MemberCard::Fate::Goes);
    QCOMPARE(action("duplicatesTrash")->text(), QStringLiteral("&Move 2 photos to the trash"));
    QVERIFY(m_state->inTrash.empty()); // nothing moves before it is asked for
    press(Qt::Key_Delete);
    acceptPreview();
    QTRY_COMPARE_WITH_TIMEOUT(m_state->inTrash.size(), std::size_t{2}, kDeadlineMs);
    QVERIFY(m_state->inTrash.contains(FileId(102)) && m_state->inTrash.contains(FileId(201)));
    QTRY_COMPARE_WITH_TIMEOUT(list().model()->rowCount(), 2, kDeadlineMs);
    QVERIFY2(notice().text().startsWith(QStringLiteral("Moved 2 photos")),
             qPrintable(notice().text()));
    QVERIFY(!action("duplicatesTrash")->isEnabled());
}

void TestDuplicatesPage::enterMarksNothingOfSimilarShots()
{
    addGroup(Relation::SimilarShot, 4);
    addGroup(Relation::SimilarShot, 3);
    QSettings().setValue(QStringLiteral("duplicates/similarShots"), true);
    open(2);
    for (int member = 0; member < 4; ++member)
        QCOMPARE(fate(member), MemberCard::Fate::Stays);
    press(Qt::Key_Return);
    QCOMPARE(list().currentRow(), 1);
    press(Qt::Key_A, Qt::ControlModifier);
    QVERIFY(!action("duplicatesApply")->isEnabled());
    QVERIFY(!action("duplicatesApplyAll")->isEnabled());
    QVERIFY(!action("duplicatesTrash")->isEnabled());
    press(Qt::Key_Home);
    press(Qt::Key_2);
    QCOMPARE(fate(1), MemberCard::Fate::Goes);
    QCOMPARE(action("duplicatesTrash")->text(), QStringLiteral("&Move 1 photo to the trash"));
}

void TestDuplicatesPage::theSharpestOfSimilarShotsIsHinted()
{
    addGroup(Relation::SimilarShot, 3);
    m_state->groups[0].members[2].content.metadata.takenAt = 1'715'522'580 - 3;
    m_state->sharpest = FileId(102);
    QSettings().setValue(QStringLiteral("duplicates/similarShots"), true);
    open(1);
    const auto standing = [this](int member) {
        return window().findChildren<MemberCard*>().at(member)->standing();
    };
    QTRY_COMPARE_WITH_TIMEOUT(
        standing(2), QStringLiteral("Sharpest. Similar shots, 98 % match, 3 s apart"), kDeadlineMs);
    QCOMPARE(standing(1), QStringLiteral("Similar shots, 98 % match, 0 s apart"));
    // The time between shots is asked for, and the next session knows it.
    auto* scope = window().findChild<ScopeBar*>();
    auto* apart = scope->findChild<QComboBox*>();
    QVERIFY(apart->isVisible());
    apart->setCurrentIndex(2);
    Q_EMIT apart->activated(2);
    QCOMPARE(m_program->session.duplicates().scope().secondsApart, std::int64_t{60});
    window().close();
    m_program.reset();
    start();
    QTRY_COMPARE_WITH_TIMEOUT(m_program->session.duplicates().scope().secondsApart,
                              std::int64_t{60}, kDeadlineMs);
}

void TestDuplicatesPage::shotsOfAnyTimeAreOneClickAway()
{
    QSettings().setValue(QStringLiteral("duplicates/similarShots"), true);
    open(0);
    QCOMPARE(m_program->session.duplicates().scope().secondsApart, std::int64_t{3600});
    action("duplicatesScan")->trigger();
    auto* empty = window().findChild<NothingToReview*>();
    const auto button = [empty](const QString& text) -> QPushButton* {
        for (QPushButton* each : empty->findChildren<QPushButton*>())
            if (each->isVisible() && each->text() == text)
                return each;
        return nullptr;
    };
    QTRY_VERIFY_WITH_TIMEOUT(button(QStringLiteral("Show shots of any time")), kDeadlineMs);
    button(QStringLiteral("Show shots of any time"))->click();
    QCOMPARE(m_program->session.duplicates().scope().secondsApart, std::int64_t{0});
    QCOMPARE(window().findChild<ScopeBar*>()->scope().secondsApart, std::int64_t{0});
    QTRY_VERIFY_WITH_TIMEOUT(button(QStringLiteral("Find similar shots")) ||
                                 button(QStringLiteral("Search again")),
                             kDeadlineMs);
}

void TestDuplicatesPage::textsTakeNoMoreRoomThanTheyNeed()
{
    addGroup(Relation::SimilarShot, 2);
    QSettings().setValue(QStringLiteral("duplicates/similarShots"), true);
    open(1);
    const auto roomOfStanding = [this](int member) { // in lines
        const MemberCard* card = window().findChildren<MemberCard*>().at(member);
        for (const QLabel* label : card->findChildren<QLabel*>())
            if (label->text() == card->standing())
                return label->height() / label->fontMetrics().height();
        return -1;
    };
    const auto needed = [this] {
        int lines = 0;
        for (const MemberCard* card : window().findChildren<MemberCard*>())
            lines = std::max(lines, card->standingLines(card->width()));
        return lines;
    };
    window().resize(1600, 900);
    QTRY_COMPARE_WITH_TIMEOUT(roomOfStanding(1), 1, kDeadlineMs);
    QCOMPARE(roomOfStanding(0), 1); // so that both pictures are equally high
    // How wide the cards are in a narrow window is for the splitter to say.
    window().resize(window().minimumSizeHint().expandedTo(QSize(560, 500)));
    QTRY_VERIFY_WITH_TIMEOUT(
        roomOfStanding(1) == needed() && roomOfStanding(0) == roomOfStanding(1), kDeadlineMs);
}

void TestDuplicatesPage::theLastMemberStays()
{
    addGroup(Relation::Resized, 2);
    open(1);
    press(Qt::Key_1);
    QCOMPARE(fate(0), MemberCard::Fate::Goes);
    press(Qt::Key_2);
    QCOMPARE(fate(1), MemberCard::Fate::Kept);
    QVERIFY2(notice().text().contains(QStringLiteral("always kept")), qPrintable(notice().text()));
    press(Qt::Key_1); // changed the mind
    press(Qt::Key_2);
    QCOMPARE(fate(0), MemberCard::Fate::Kept);
    QCOMPARE(fate(1), MemberCard::Fate::Goes);
    press(Qt::Key_Right); // the second is chosen
    press(Qt::Key_P);     // and is to stay in any case
    QCOMPARE(fate(1), MemberCard::Fate::Kept);
    QCOMPARE(fate(0), MemberCard::Fate::Goes);
    for (int i = 0; i < 4; ++i)
        press(Qt::Key_Z, Qt::ControlModifier);
    QCOMPARE(fate(1), MemberCard::Fate::Stays);
    QVERIFY(!action("duplicatesUndo")->isEnabled());
}

void TestDuplicatesPage::whatIsSaidFollowsTheKeeper()
{
    addGroup(Relation::Resized, 2);
    open(1);
    const auto shown = [this] {
        QStringList texts;
        for (const QLabel* label : window().findChild<ReasonsBar*>()->findChildren<QLabel*>())
            if (label->isVisible() && !label->text().isEmpty())
                texts += label->text();
        return texts;
    };
    const auto standing = [this](int member) {
        return window().findChildren<MemberCard*>().at(member)->standing();
    };
    QVERIFY(shown().first().startsWith(QStringLiteral("Suggested: ")));
    QCOMPARE(shown().size(), 1); // nothing is lost
    QCOMPARE(standing(0), QStringLiteral("Suggested to keep"));
    press(Qt::Key_Right);
    press(Qt::Key_P);
    QCOMPARE(shown(), QStringList({QStringLiteral("You keep IMG_1000_2.jpg."),
                                   QStringLiteral("Lost with IMG_1000_1.jpg: place, higher "
                                                  "resolution.")}));
    QCOMPARE(standing(1), QStringLiteral("You keep this one"));
    QCOMPARE(standing(0), QStringLiteral("Resized, 98 % match"));
    QCOMPARE(fate(1), MemberCard::Fate::Kept);
    QCOMPARE(fate(0), MemberCard::Fate::Stays);
    QVERIFY2(action("duplicatesApply")->text().startsWith(QStringLiteral("&Keep photo 2")),
             qPrintable(action("duplicatesApply")->text()));
    press(Qt::Key_Z, Qt::ControlModifier);
    QCOMPARE(standing(0), QStringLiteral("Suggested to keep"));
    QCOMPARE(shown().size(), 1);
}

void TestDuplicatesPage::undoBringsBackWhatWasMoved()
{
    addGroup(Relation::Resized, 3, 9'000'000);
    addGroup(Relation::Edited, 2, 4'000'000);
    open(2);
    press(Qt::Key_Return);
    press(Qt::Key_Delete);
    acceptPreview();
    QTRY_COMPARE_WITH_TIMEOUT(list().model()->rowCount(), 1, kDeadlineMs);
    QTRY_VERIFY_WITH_TIMEOUT(!m_program->session.trash().isBusy(), kDeadlineMs);
    press(Qt::Key_Z, Qt::ControlModifier);
    QTRY_COMPARE_WITH_TIMEOUT(list().model()->rowCount(), 2, kDeadlineMs);
    QVERIFY(m_state->inTrash.empty());
    QVERIFY2(notice().text().contains(QStringLiteral("Restored")), qPrintable(notice().text()));
}

void TestDuplicatesPage::undoWorksAfterARestart()
{
    addGroup(Relation::Resized, 2);
    addGroup(Relation::Resized, 2);
    open(2);
    press(Qt::Key_Return);
    press(Qt::Key_Delete);
    acceptPreview();
    QTRY_COMPARE_WITH_TIMEOUT(list().model()->rowCount(), 1, kDeadlineMs);
    window().close();
    m_program.reset();
    start(); // with the page that was shown
    QTRY_COMPARE_WITH_TIMEOUT(list().model()->rowCount(), 1, kDeadlineMs);
    QTRY_VERIFY_WITH_TIMEOUT(action("duplicatesUndo")->isEnabled(), kDeadlineMs);
    press(Qt::Key_Z, Qt::ControlModifier);
    QTRY_COMPARE_WITH_TIMEOUT(list().model()->rowCount(), 2, kDeadlineMs);
    QTRY_VERIFY_WITH_TIMEOUT(!action("duplicatesUndo")->isEnabled(), kDeadlineMs);
}

// The trash was emptied by another program: Undo says so and offers the step before.
void TestDuplicatesPage::undoGoesOnWhereTheTrashWasEmptied()
{
    addGroup(Relation::Resized, 2, 9'000'000);
    addGroup(Relation::Edited, 2, 4'000'000);
    open(2);
    for (int left = 1; left >= 0; --left) {
        press(Qt::Key_Return);
        press(Qt::Key_Delete);
        acceptPreview();
        QTRY_COMPARE_WITH_TIMEOUT(list().model()->rowCount(), left, kDeadlineMs);
        QTRY_VERIFY_WITH_TIMEOUT(!m_program->session.trash().isBusy(), kDeadlineMs);
    }
    m_state->emptyNewest();
    press(Qt::Key_Z, Qt::ControlModifier);
    QTRY_VERIFY_WITH_TIMEOUT(isOpen<TrashPreviewDialog>(), kDeadlineMs);
    QCOMPARE(dialog<TrashPreviewDialog>()->windowTitle(),
             QStringLiteral("Photos that were not restored"));
    auto* rows = dialog<TrashPreviewDialog>()->findChild<QTreeWidget*>();
    QCOMPARE(rows->topLevelItem(0)->text(2), QStringLiteral("It is no longer in the trash"));
    press(Qt::Key_Escape);
    QTRY_VERIFY_WITH_TIMEOUT(notice().text().contains(QStringLiteral("was emptied")), kDeadlineMs);
    QCOMPARE(list().model()->rowCount(), 0);
    QTRY_VERIFY_WITH_TIMEOUT(action("duplicatesUndo")->isEnabled(), kDeadlineMs);
    press(Qt::Key_Z, Qt::ControlModifier); // the mark of the group that is no longer there
    QTRY_VERIFY_WITH_TIMEOUT(action("duplicatesUndo")->isEnabled(), kDeadlineMs);
    press(Qt::Key_Z, Qt::ControlModifier);
    QTRY_COMPARE_WITH_TIMEOUT(list().model()->rowCount(), 1, kDeadlineMs);
    QVERIFY2(notice().text().contains(QStringLiteral("Restored")), qPrintable(notice().text()));
}

void TestDuplicatesPage::commandsActOnWhatIsMarkedWhateverIsShown_data()
{
    QTest::addColumn<View>("view");
    QTest::addRow("the group marked last") << View([] {});
    QTest::addRow("a group without marks") << View([this] { press(Qt::Key_Down); });
    QTest::addRow("all groups selected") << View([this] { press(Qt::Key_A, Qt::ControlModifier); });
    QTest::addRow("only a relation without marks")
        << View([this] { clickChip(Relation::Cropped); });
    QTest::addRow("one of the marked groups") << View([this] { clickChip(Relation::Edited); });
    QTest::addRow("another order")
        << View([this] { window().findChild<GroupsPanel*>()->setSort(GroupsModel::Sort::Count); });
    QTest::addRow("the pair blinking") << View([this] { press(Qt::Key_B); });
    QTest::addRow("another page and back") << View([this] {
        QTest::keyClick(&window(), Qt::Key_1, Qt::ControlModifier);
        QTest::keyClick(&window(), Qt::Key_3, Qt::ControlModifier);
        QTRY_VERIFY_WITH_TIMEOUT(page().isAncestorOf(QApplication::focusWidget()), kDeadlineMs);
    });
}

// Whatever filter, order, selection, mode or page is on, Delete moves all that is marked and
// nothing else, and Undo brings all of it back, marked as before.
void TestDuplicatesPage::commandsActOnWhatIsMarkedWhateverIsShown()
{
    QFETCH(View, view);
    addGroup(Relation::Resized, 3, 9'000'000);
    addGroup(Relation::Cropped, 2, 16'000'000);
    addGroup(Relation::Edited, 3, 7'000'000);
    addGroup(Relation::Resized, 2, 6'000'000);
    open(4);
    press(Qt::Key_3); // of the first group
    press(Qt::Key_Down);
    press(Qt::Key_Down);
    press(Qt::Key_2); // of the third
    const std::set<FileId> marked{FileId(102), FileId(301)};
    view();
    const QString offered = QStringLiteral("&Move 2 photos to the trash");
    QCOMPARE(action("duplicatesTrash")->text(), offered);
    press(Qt::Key_Delete);
    acceptPreview();
    QTRY_COMPARE_WITH_TIMEOUT(m_state->inTrash, marked, kDeadlineMs);
    QTRY_VERIFY_WITH_TIMEOUT(
        !m_program->session.trash().isBusy() && action("duplicatesUndo")->isEnabled(), kDeadlineMs);
    press(Qt::Key_Z, Qt::ControlModifier);
    QTRY_VERIFY_WITH_TIMEOUT(m_state->inTrash.empty(), kDeadlineMs);
    QTRY_COMPARE_WITH_TIMEOUT(action("duplicatesTrash")->text(), offered,
                              kDeadlineMs); // marked again
}

void TestDuplicatesPage::whatIsRefusedIsListed()
{
    addGroup(Relation::Resized, 3);
    m_state->refusing.insert(FileId(101));
    open(1);
    press(Qt::Key_Return);
    press(Qt::Key_Delete);
    QTRY_VERIFY_WITH_TIMEOUT(isOpen<TrashPreviewDialog>(), kDeadlineMs);
    QTRY_VERIFY_WITH_TIMEOUT(acting()->isEnabled(), kDeadlineMs);
    QCOMPARE(acting()->text(), QStringLiteral("Move 1 photo to the trash"));
    auto* rows = dialog<TrashPreviewDialog>()->findChild<QTreeWidget*>();
    QCOMPARE(rows->topLevelItemCount(), 2);
    QVERIFY(rows->topLevelItem(0)->text(2).contains(QStringLiteral("It has changed")));
    acceptPreview();
    QTRY_COMPARE_WITH_TIMEOUT(m_state->inTrash.size(), std::size_t{1}, kDeadlineMs);
    QTRY_VERIFY_WITH_TIMEOUT(
        dialog<TrashPreviewDialog>() != nullptr &&
            dialog<TrashPreviewDialog>()->findChild<QTreeWidget*>()->topLevelItemCount() == 1,
        kDeadlineMs);
    rows = dialog<TrashPreviewDialog>()->findChild<QTreeWidget*>();
    QVERIFY(rows->topLevelItem(0)->text(0).startsWith(QStringLiteral("IMG_1000_2.jpg\n")));
    QVERIFY2(notice().text().contains(QStringLiteral("Left in place: 1 photo")),
             qPrintable(notice().text()));
    press(Qt::Key_Escape);
}

void TestDuplicatesPage::identicalFilesCanBecomeLinks()
{
    addGroup(Relation::IdenticalFile, 2);
    open(1);
    press(Qt::Key_Return);
    press(Qt::Key_Delete);
    QTRY_VERIFY_WITH_TIMEOUT(isOpen<TrashPreviewDialog>(), kDeadlineMs);
    auto* links = dialog<TrashPreviewDialog>()->findChild<QCheckBox*>("links");
    for (int i = 0; i < 5 && !links->hasFocus(); ++i)
        press(Qt::Key_Tab);
    press(Qt::Key_Space);
    QVERIFY(links->isChecked());
    QTRY_COMPARE_WITH_TIMEOUT(acting()->text(), QStringLiteral("Replace 1 photo by links"),
                              kDeadlineMs);
    acceptPreview();
    QTRY_COMPARE_WITH_TIMEOUT(m_state->inTrash.size(), std::size_t{1}, kDeadlineMs);
    QCOMPARE(m_state->lastMode.action, TrashAction::ReplaceByLink);
    QVERIFY(!m_state->lastMode.withCompanions);
}

void TestDuplicatesPage::aPhotoWithoutItsTickStays()
{
    addGroup(Relation::Resized, 3, 9'000'000);
    addGroup(Relation::Cropped, 2, 4'000'000);
    open(2);
    press(Qt::Key_A, Qt::ControlModifier);
    press(Qt::Key_Return);
    QTRY_VERIFY_WITH_TIMEOUT(isOpen<TrashPreviewDialog>(), kDeadlineMs);
    QTRY_COMPARE_WITH_TIMEOUT(acting()->text(), QStringLiteral("Mark 3 photos"), kDeadlineMs);
    auto* rows = dialog<TrashPreviewDialog>()->findChild<TrashList*>();
    rows->topLevelItem(2)->setCheckState(0, Qt::Unchecked); // of the second group
    QCOMPARE(acting()->text(), QStringLiteral("Mark 2 photos"));
    acceptPreview();
    QTRY_COMPARE_WITH_TIMEOUT(action("duplicatesTrash")->text(),
                              QStringLiteral("&Move 2 photos to the trash"), kDeadlineMs);

    press(Qt::Key_Delete);
    QTRY_VERIFY_WITH_TIMEOUT(isOpen<TrashPreviewDialog>(), kDeadlineMs);
    QTRY_COMPARE_WITH_TIMEOUT(acting()->text(), QStringLiteral("Move 2 photos to the trash"),
                              kDeadlineMs);
    rows = dialog<TrashPreviewDialog>()->findChild<TrashList*>();
    rows->setFocus();
    rows->setCurrentItem(rows->topLevelItem(0));
    auto* preview = dialog<TrashPreviewDialog>()->findChild<PhotoPreview*>();
    press(Qt::Key_Space);
    QVERIFY(preview->isVisible() && preview->hasFocus());
    press(Qt::Key_Down);
    QCOMPARE(rows->currentItem(), rows->topLevelItem(1));
    press(Qt::Key_Escape);
    QVERIFY(!preview->isVisible() && rows->hasFocus());
    press(Qt::Key_Space, Qt::ControlModifier);
    QCOMPARE(rows->topLevelItem(1)->checkState(0), Qt::Unchecked);
    QCOMPARE(acting()->text(), QStringLiteral("Move 1 photo to the trash"));
    press(Qt::Key_Space, Qt::ControlModifier);
    QCOMPARE(acting()->text(), QStringLiteral("Move 2 photos to the trash"));
    press(Qt::Key_Space, Qt::ControlModifier);
    QTest::mouseClick(acting(), Qt::LeftButton);
    QTRY_COMPARE_WITH_TIMEOUT(m_state->inTrash.size(), std::size_t{1}, kDeadlineMs);
    QVERIFY(m_state->inTrash.contains(FileId(101)));
    QCOMPARE(m_state->lastSelection.size(), std::size_t{1});
    const auto& stay = m_state->lastSelection[0].survivors;
    QVERIFY(stay == (std::vector{FileId(100), FileId(102)}));
}

void TestDuplicatesPage::groupsStayTogetherHoweverTheListIsSorted()
{
    TrashReport report;
    for (int i = 0; i < 12; ++i) {
        const std::string number = std::to_string(i);
        ReportedFile item;
        item.file = FileId(i + 1);
        item.selection = static_cast<std::size_t>(i / 3);
        item.path = "/p/" + std::to_string((i * 7) % 12) + "/" + number + ".jpg";
        item.keeper = "/q/" + std::to_string(i / 3) + ".jpg";
        item.bytes = static_cast<std::uint64_t>((i * 5) % 12) * 1000;
        if (i == 7)
            item.losses.push_back({KeeperLossKind::Date, item.path});
        if (i == 10)
            item.refused = Error{ErrorCode::Changed, "It has changed"_msg, item.path};
        report.items.push_back(item);
    }
    start();
    TrashList list(m_program->session, TrashList::Content::Preview);
    list.setReport(report);
    const auto numbers = [&list] {
        std::vector<int> all;
        for (int row = 0; row < list.topLevelItemCount(); ++row)
            all.push_back(list.topLevelItem(row)->text(0).section(QLatin1Char('.'), 0, 0).toInt());
        return all;
    };
    // What is refused comes first, then what is lost.
    QCOMPARE(numbers(), (std::vector{9, 10, 11, 6, 7, 8, 0, 1, 2, 3, 4, 5}));
    for (int column = 0; column < list.columnCount(); ++column)
        for (const Qt::SortOrder order : {Qt::AscendingOrder, Qt::DescendingOrder}) {
            list.sortByColumn(column, order);
            const std::vector<int> sorted = numbers();
            for (std::size_t i = 0; i < sorted.size(); ++i)
                QCOMPARE(sorted[i], sorted[i - i % 3] + int(i % 3));
        }
}

void TestDuplicatesPage::companionsGoAlongWhereTheUserSaysSo()
{
    addGroup(Relation::IdenticalFile, 2);
    open(1);
    press(Qt::Key_Return);
    press(Qt::Key_Delete);
    QTRY_VERIFY_WITH_TIMEOUT(isOpen<TrashPreviewDialog>(), kDeadlineMs);
    auto* companions = dialog<TrashPreviewDialog>()->findChild<QCheckBox*>("companions");
    QVERIFY(!companions->isChecked());
    for (int i = 0; i < 5 && !companions->hasFocus(); ++i)
        press(Qt::Key_Tab);
    press(Qt::Key_Space);
    QVERIFY(companions->isChecked());
    acceptPreview();
    QTRY_COMPARE_WITH_TIMEOUT(m_state->inTrash.size(), std::size_t{1}, kDeadlineMs);
    QVERIFY(m_state->lastMode.withCompanions);
    QCOMPARE(m_state->lastMode.action, TrashAction::Trash);
}

void TestDuplicatesPage::whatGoesIsMergedWhereTheUserSaysSo()
{
    addGroup(Relation::Resized, 2);
    open(1);
    press(Qt::Key_Return);
    press(Qt::Key_Delete);
    QTRY_VERIFY_WITH_TIMEOUT(isOpen<TrashPreviewDialog>(), kDeadlineMs);
    auto* merge = dialog<TrashPreviewDialog>()->findChild<QCheckBox*>("mergeMetadata");
    auto* links = dialog<TrashPreviewDialog>()->findChild<QCheckBox*>("links");
    auto* rows = dialog<TrashPreviewDialog>()->findChild<QTreeWidget*>();
    QVERIFY(!merge->isChecked() && merge->isVisible());
    QTRY_COMPARE_WITH_TIMEOUT(rows->topLevelItemCount(), 1, kDeadlineMs);
    links->setChecked(true);
    QVERIFY(!merge->isEnabled());
    links->setChecked(false);
    for (int i = 0; i < 5 && !merge->hasFocus(); ++i)
        press(Qt::Key_Tab);
    press(Qt::Key_Space);
    QVERIFY(merge->isChecked());
    QTRY_COMPARE_WITH_TIMEOUT(rows->topLevelItemCount(), 2, kDeadlineMs);
    QVERIFY2(rows->topLevelItem(0)->text(2).contains("is kept in merged.xmp"),
             qPrintable(rows->topLevelItem(0)->text(2)));
    QVERIFY2(rows->topLevelItem(1)->text(2).contains("keywords, rating"),
             qPrintable(rows->topLevelItem(1)->text(2)));
    acceptPreview();
    QTRY_COMPARE_WITH_TIMEOUT(m_state->inTrash.size(), std::size_t{1}, kDeadlineMs);
    QVERIFY(m_state->lastMode.mergeMetadata);
    // One that was changed since stays, and the user is told.
    m_state->sidecarChanged = true;
    QTRY_VERIFY_WITH_TIMEOUT(
        !m_program->session.trash().isBusy() && action("duplicatesUndo")->isEnabled(), kDeadlineMs);
    press(Qt::Key_Z, Qt::ControlModifier);
    QTRY_VERIFY_WITH_TIMEOUT(isOpen<TrashPreviewDialog>(), kDeadlineMs);
    rows = dialog<TrashPreviewDialog>()->findChild<QTreeWidget*>();
    QCOMPARE(rows->topLevelItemCount(), 1);
    QVERIFY2(rows->topLevelItem(0)->text(2).contains("changed since"),
             qPrintable(rows->topLevelItem(0)->text(2)));
    QVERIFY2(notice().text().contains("1 sidecar left in place."), qPrintable(notice().text()));
}

void TestDuplicatesPage::aSelectionIsMarkedAfterAPreview()
{
    for (int i = 0; i < 6; ++i)
        addGroup(i % 2 == 0 ? Relation::Resized : Relation::Cropped, 3);
    open(6);
    press(Qt::Key_A, Qt::ControlModifier);
    press(Qt::Key_Return);
    QTRY_VERIFY_WITH_TIMEOUT(isOpen<TrashPreviewDialog>(), kDeadlineMs);
    QTRY_COMPARE_WITH_TIMEOUT(acting()->text(), QStringLiteral("Mark 12 photos"), kDeadlineMs);
    press(Qt::Key_Escape);
    QTRY_VERIFY_WITH_TIMEOUT(QApplication::activeModalWidget() == nullptr, kDeadlineMs);
    QVERIFY(!action("duplicatesTrash")->isEnabled()); // a look marks nothing
    press(Qt::Key_Return);
    acceptPreview();
    QTRY_COMPARE_WITH_TIMEOUT(action("duplicatesTrash")->text(),
                              QStringLiteral("&Move 12 photos to the trash"), kDeadlineMs);
    press(Qt::Key_Z, Qt::ControlModifier); // all of it in one step
    QVERIFY(!action("duplicatesTrash")->isEnabled());
}

void TestDuplicatesPage::decisionsAreRememberedListedAndRevoked()
{
    for (int i = 0; i < 4; ++i)
        addGroup(Relation::Resized, i == 1 ? 3 : 2, 9'000'000 - std::uint64_t(i) * 1'000'000);
    open(4);
    QCOMPARE(list().currentRow(), 0);
    const QString first = current();
    press(Qt::Key_N);
    QTRY_COMPARE_WITH_TIMEOUT(list().model()->rowCount(), 3, kDeadlineMs);
    QVERIFY(current() != first);
    press(Qt::Key_K);
    QTRY_COMPARE_WITH_TIMEOUT(list().model()->rowCount(), 2, kDeadlineMs);
    QCOMPARE(m_state->decisions.size(), std::size_t{2});
    QCOMPARE(m_state->decisions[0].kind, DecisionKind::NotDuplicates);
    press(Qt::Key_Z, Qt::ControlModifier);
    QTRY_COMPARE_WITH_TIMEOUT(list().model()->rowCount(), 3, kDeadlineMs);
    press(Qt::Key_D, Qt::ControlModifier);
    QTRY_VERIFY_WITH_TIMEOUT(isOpen<DecisionsDialog>(), kDeadlineMs);
    auto* rows = dialog<DecisionsDialog>()->findChild<QTreeWidget*>();
    QTRY_COMPARE_WITH_TIMEOUT(rows->topLevelItemCount(), 1, kDeadlineMs);
    QCOMPARE(rows->topLevelItem(0)->text(0), QStringLiteral("Not duplicates"));
    press(Qt::Key_Tab);
    press(Qt::Key_Space); // Take back
    QTRY_COMPARE_WITH_TIMEOUT(rows->topLevelItemCount(), 0, kDeadlineMs);
    press(Qt::Key_Escape);
    QTRY_COMPARE_WITH_TIMEOUT(list().model()->rowCount(), 4, kDeadlineMs);
}

void TestDuplicatesPage::whatWasDecidedCanBeDecidedAnew()
{
    for (int i = 0; i < 2; ++i)
        addGroup(Relation::Resized, 2, 9'000'000 - std::uint64_t(i) * 1'000'000);
    open(2);
    auto* scope = window().findChild<ScopeBar*>();
    DuplicateScope all;
    all.includeDecided = true;
    scope->setScope(all);
    Q_EMIT scope->scopeEdited(all);
    QTRY_COMPARE_WITH_TIMEOUT(list().model()->rowCount(), 2, kDeadlineMs);
    auto* notice = window().findChild<NoticeBar*>();
    std::size_t decided = 0;
    for (const Qt::Key key : {Qt::Key_N, Qt::Key_K, Qt::Key_N}) {
        list().setCurrentRow(0);
        notice->hide();
        press(key);
        QTRY_VERIFY_WITH_TIMEOUT(notice->isVisible(), kDeadlineMs);
        QCOMPARE(m_state->decisions.size(), ++decided);
        QTRY_VERIFY_WITH_TIMEOUT(!m_program->session.duplicates().isLoading(), kDeadlineMs);
        QCOMPARE(list().model()->rowCount(), 2);
    }
}

void TestDuplicatesPage::theSelectionStaysWhileAScanFindsMore()
{
    for (int i = 0; i < 60; ++i)
        addGroup(Relation::Resized, 2, 5'000'000 - std::uint64_t(i) * 1000);
    std::vector<fs::path> paths{paint("new_1.jpg", 10), paint("new_2.jpg", 10)};
    for (int i = 0; i < 20; ++i)
        m_state->foundByScan.push_back(makeGroup(1000 + i, Relation::Edited, paths, 90'000'000));
    open(60);
    list().setCurrentRow(30);
    list().scrollTo(list().currentIndex(), QAbstractItemView::PositionAtCenter);
    const QString name = current();
    const int top = list().visualRect(list().currentIndex()).top();
    press(Qt::Key_2);
    press(Qt::Key_L, Qt::ControlModifier);
    QTRY_COMPARE_WITH_TIMEOUT(list().model()->rowCount(), 80, kDeadlineMs);
    QCOMPARE(list().currentRow(), 30); // new groups come after the known ones
    QCOMPARE(current(), name);
    QCOMPARE(list().selectedRows(), QList<int>{30});
    QCOMPARE(list().visualRect(list().currentIndex()).top(), top);
    QCOMPARE(fate(1), MemberCard::Fate::Goes);
}

void TestDuplicatesPage::aScanPausesAndStops()
{
    std::vector<fs::path> paths{paint("a.jpg", 10), paint("b.jpg", 10)};
    for (int i = 0; i < 50; ++i)
        m_state->foundByScan.push_back(makeGroup(i, Relation::Resized, paths));
    std::counting_semaphore<1000> steps(0);
    m_state->whileScanning = [&steps] { steps.acquire(); };
    open(0);
    press(Qt::Key_Space); // the one button of the empty page
    QTRY_COMPARE_WITH_TIMEOUT(list().model()->rowCount(), 1, kDeadlineMs);
    QVERIFY(m_program->session.duplicates().isRunning());
    action("duplicatesPause")->trigger();
    QVERIFY(m_program->session.duplicates().isPaused());
    steps.release(10); // more than one step, if it did not pause
    for (auto* strip : page().findChildren<ProgressStrip*>())
        if (strip->isVisible())
            Q_EMIT strip->cancelRequested();
    QTRY_VERIFY_WITH_TIMEOUT(!m_program->session.duplicates().isRunning(), kDeadlineMs);
    QVERIFY(!m_program->session.duplicates().isPaused());
    QCOMPARE(list().model()->rowCount(), 1);
    QVERIFY2(notice().text().startsWith(QStringLiteral("Stopped")), qPrintable(notice().text()));
}

void TestDuplicatesPage::theKeepersRulesMoveByKeyboard()
{
    addGroup(Relation::Resized, 2);
    open(1);
    press(Qt::Key_R, Qt::ControlModifier);
    QTRY_VERIFY_WITH_TIMEOUT(isOpen<KeeperRulesDialog>(), kDeadlineMs);
    auto* rules = dialog<KeeperRulesDialog>()->findChild<QListWidget*>();
    QTRY_COMPARE_WITH_TIMEOUT(rules->count(), 9, kDeadlineMs);
    press(Qt::Key_Down);
    press(Qt::Key_Down);
    press(Qt::Key_Up, Qt::AltModifier);
    press(Qt::Key_Up, Qt::AltModifier);
    QTRY_VERIFY_WITH_TIMEOUT(m_state->rules.front() == KeeperRule::MorePixels, kDeadlineMs);
    QCOMPARE(m_state->rules.size(), std::size_t{9});
    press(Qt::Key_Escape);
}

void TestDuplicatesPage::protectedFoldersLoseNothing()
{
    addGroup(Relation::Resized, 3);
    open(1);
    page().setProtected(m_folder, true);
    QTRY_COMPARE_WITH_TIMEOUT(fate(1), MemberCard::Fate::Protected, kDeadlineMs);
    press(Qt::Key_2);
    QCOMPARE(fate(1), MemberCard::Fate::Protected);
    QVERIFY2(notice().text().contains(QStringLiteral("is protected")), qPrintable(notice().text()));
    press(Qt::Key_Return);
    QVERIFY(!action("duplicatesTrash")->isEnabled());
}

void TestDuplicatesPage::theScopeSurvivesARestart()
{
    addGroup(Relation::SimilarShot, 2);
    start();
    QTest::keyClick(&window(), Qt::Key_3, Qt::ControlModifier);
    QToolButton* similar = nullptr;
    for (auto* button : page().findChildren<QToolButton*>())
        if (button->text() == QStringLiteral("Similar shots"))
            similar = button;
    similar->click();
    QTRY_COMPARE_WITH_TIMEOUT(list().model()->rowCount(), 1, kDeadlineMs);
    window().close();
    m_program.reset();
    start();
    QVERIFY(page().isVisible());
    QTRY_COMPARE_WITH_TIMEOUT(list().model()->rowCount(), 1, kDeadlineMs);
    QVERIFY(m_program->session.duplicates().scope().similarShots);
}

void TestDuplicatesPage::marksSurviveARestart()
{
    addGroup(Relation::Resized, 3, 9'000'000);
    addGroup(Relation::Cropped, 2, 4'000'000);
    open(2);
    const auto bar = [this] { return window().findChild<MarksBar*>(); };
    QVERIFY(!bar()->isVisible());
    press(Qt::Key_Return);
    QTRY_COMPARE_WITH_TIMEOUT(m_state->marks.size(), std::size_t{3}, kDeadlineMs);
    window().close();
    m_program.reset();
    start();
    QTRY_COMPARE_WITH_TIMEOUT(list().model()->rowCount(), 2, kDeadlineMs);
    QTRY_VERIFY_WITH_TIMEOUT(bar()->isVisible(), kDeadlineMs);
    QCOMPARE(bar()->findChild<QLabel*>()->text(),
             QStringLiteral("You marked 2 photos earlier today."));
    QVERIFY(!action("duplicatesTrash")->isEnabled());
    for (auto* button : bar()->findChildren<QPushButton*>())
        if (button->text() == QStringLiteral("Continue"))
            button->click();
    QTRY_COMPARE_WITH_TIMEOUT(action("duplicatesTrash")->text(),
                              QStringLiteral("&Move 2 photos to the trash"), kDeadlineMs);
    QVERIFY(!bar()->isVisible());
}

void TestDuplicatesPage::fiveThousandGroupsScroll()
{
    const std::vector<fs::path> paths{paint("a.jpg", 10), paint("b.jpg", 90), paint("c.jpg", 200)};
    for (int i = 0; i < 5000; ++i)
        m_state->groups.push_back(
            makeGroup(i, static_cast<Relation>(i % 8), paths, 9'000'000 - std::uint64_t(i)));
    open(5000);
    QElapsedTimer timer;
    timer.start();
    qint64 longest = 0;
    for (int i = 0; i < 60; ++i) {
        timer.restart();
        press(i % 2 == 0 ? Qt::Key_Return : Qt::Key_PageDown);
        list().repaint();
        longest = std::max(longest, timer.elapsed());
        QCoreApplication::processEvents();
    }
    press(Qt::Key_End);
    QCOMPARE(list().currentRow(), 4999);
    qInfo("the slowest of 60 steps took %lld ms", longest);
    QVERIFY2(longest < 200, qPrintable(QString::number(longest)));
    press(Qt::Key_Return); // the last one: stays there
    QCOMPARE(list().currentRow(), 4999);
}

void TestDuplicatesPage::modesShowThePair()
{
    addGroup(Relation::Edited, 3);
    open(1);
    auto* compare = window().findChild<CompareView*>();
    const std::pair<Qt::Key, CompareMode> modes[] = {{Qt::Key_B, CompareMode::Blink},
                                                     {Qt::Key_D, CompareMode::Difference},
                                                     {Qt::Key_S, CompareMode::Swipe}};
    for (const auto& [key, mode] : modes) {
        press(key);
        QCOMPARE(compare->mode(), mode);
    }
    press(Qt::Key_S); // again: back
    QCOMPARE(compare->mode(), CompareMode::SideBySide);
    QCOMPARE(compare->view().zoom(), 1.0);
    press(Qt::Key_Plus);
    QVERIFY(compare->view().zoom() > 1);
    press(Qt::Key_Minus);
    QCOMPARE(compare->view().zoom(), 1.0);
    press(Qt::Key_Space);
    QVERIFY(compare->view().zoom() > 2); // one pixel to one
    press(Qt::Key_Space);
    QCOMPARE(compare->view().zoom(), 1.0);
}

void TestDuplicatesPage::everyControlHasAName()
{
    addGroup(Relation::Resized, 3);
    open(1);
    int controls = 0;
    for (const QWidget* widget : page().findChildren<QWidget*>()) {
        if (!widget->isVisible() || !(widget->focusPolicy() & Qt::TabFocus))
            continue;
        const auto* button = qobject_cast<const QAbstractButton*>(widget);
        const bool named = !widget->accessibleName().isEmpty() ||
                           (button != nullptr && !button->text().isEmpty()) ||
                           widget->focusProxy() != nullptr;
        QVERIFY2(named, widget->metaObject()->className());
        ++controls;
    }
    QVERIFY(controls > 20);
}

void TestDuplicatesPage::emptyStatesSayWhatToDo()
{
    open(0);
    auto* empty = page().findChild<EmptyState*>();
    QTRY_VERIFY_WITH_TIMEOUT(empty->isVisible(), kDeadlineMs);
    QTRY_COMPARE_WITH_TIMEOUT(empty->accessibleName(),
                              QStringLiteral("Find copies of the same photo"), kDeadlineMs);
    press(Qt::Key_L, Qt::ControlModifier);
    QTRY_COMPARE_WITH_TIMEOUT(empty->accessibleName(), QStringLiteral("No duplicates found"),
                              kDeadlineMs);
    addGroup(Relation::Resized, 2);
    press(Qt::Key_L, Qt::ControlModifier);
    QTRY_COMPARE_WITH_TIMEOUT(list().model()->rowCount(), 1, kDeadlineMs);
    press(Qt::Key_N);
    QTRY_COMPARE_WITH_TIMEOUT(empty->accessibleName(), QStringLiteral("All groups are decided"),
                              kDeadlineMs);
    QVERIFY(empty->isVisible());
}

QTEST_MAIN(TestDuplicatesPage)
#include "tst_duplicates_page.moc"
