// SPDX-License-Identifier: GPL-3.0-or-later
// The review of duplicates without a window, over a library of made-up groups. If these fail, the
// wrong photos are marked or decided about, or a step cannot be taken back.
#include "tests/testing.h"
#include "tests/ui/fake_duplicate_review.h"
#include "ui/bridge/library_session.h"
#include "ui/state/review_controller.h"

#include <QRandomGenerator>
#include <QSettings>
#include <QTemporaryDir>

using namespace lookalike;
using namespace lookalike::testing;

namespace {

constexpr int kDeadlineMs = 20'000;
using Offer = ReviewController::Offer;
using State = FakeDuplicateReview::State;

/// A controller over a library that is open, and what it said last.
class Review : public QObject {
public:
    explicit Review(const std::shared_ptr<State>& state)
        : session([state]() -> Result<std::unique_ptr<PhotoLibrary>> {
            return std::make_unique<FakeLibrary>(state, "/photos");
        })
        , controller(session)
    {
        connect(&controller, &ReviewController::noticed, this,
                [this](const QString& text, Offer offered) {
                    said = text;
                    offer = offered;
                    ++sayings;
                });
        connect(&controller, &ReviewController::problem, this, [this](const QString& text) {
            said = text;
            offer = Offer::Nothing;
            ++problems;
        });
        connect(&controller, &ReviewController::refused, this,
                [this](const TrashReport& report) { refused = report; });
        // As the list does it.
        connect(&controller, &ReviewController::rowRequested, this, [this](int row) { go(row); });
        session.open();
    }
    Review(const Review&) = delete;
    Review& operator=(const Review&) = delete;
    ~Review() override { static_cast<void>(session.shutDown(std::chrono::seconds(20))); }

    void go(int row)
    {
        current = row;
        controller.select(row, {row});
    }
    [[nodiscard]] int rows() { return controller.groups().rowCount(); }
    [[nodiscard]] bool isMarked(std::int64_t file) const
    {
        return controller.plan().isMarked(FileId(file));
    }
    [[nodiscard]] bool isIdle()
    {
        return !session.trash().isBusy() && !session.duplicates().isLoading();
    }

    LibrarySession session;
    ReviewController controller;
    QString said;
    Offer offer = Offer::Nothing;
    int sayings = 0;
    int problems = 0;
    int current = -1;
    std::optional<TrashReport> refused;
};

} // namespace

class TestReviewController : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void aSuggestionIsMarkedOnceAndTheNextGroupComes();
    void marksByHandStand();
    void similarShotsHaveNoSuggestion();
    void oneOfEachGroupStays();
    void manyGroupsAreOneStep();
    void nothingChosenChangesNothing();
    void decidedGroupsLeaveTheListOnce();
    void marksComeBackWithTheirGroup();
    void aDecisionThatFailsCanBeTriedAgain();
    void whatMovedIsPutBack();
    void whatCannotBePutBackIsTold();
    void aSidecarThatStaysIsTold();
    void anEarlierSessionsMoveIsTakenBack();
    void anotherScopeForgetsMarksAndSteps();
    void anotherCatalogForgetsMarksAndSteps();
    void anEarlierSessionsMarksAreOffered();
    void marksThatAreDismissedCanBePutBack();
    void whatIsUnmarkedStaysUnmarked();
    void marksFollowFilesThatMove();
    void theGroupThatWasOpenIsOpenAgain();
    void aScanIsRememberedByKindAndCatalog();
    void everyStepIsTakenBack();

private:
    void addGroup(Relation relation, int members, std::uint64_t bytes = 2'000'000)
    {
        const int number = static_cast<int>(m_state->groups.size());
        std::vector<std::filesystem::path> paths;
        for (int i = 0; i < members; ++i)
            paths.push_back("/photos/" + std::to_string(number) + "_" + std::to_string(i) + ".jpg");
        m_state->groups.push_back(makeGroup(number, relation, paths, bytes));
    }
    /// Groups in the order in which they were added.
    void addGroups(int count, int members)
    {
        for (int i = 0; i < count; ++i)
            addGroup(Relation::Resized, members, 9'000'000 - std::uint64_t(i) * 1000);
    }
    void open(int rows)
    {
        m_review.reset();
        m_review = std::make_unique<Review>(m_state);
        QTRY_VERIFY_WITH_TIMEOUT(!m_review->session.status().folders.empty(), kDeadlineMs);
        m_review->controller.loader().reload();
        QTRY_COMPARE_WITH_TIMEOUT(m_review->rows(), rows, kDeadlineMs);
        m_review->go(0);
    }
    /// Moves what is marked and waits for the list to follow.
    void move()
    {
        ReviewController& review = m_review->controller;
        const int before = m_review->sayings + m_review->problems;
        review.moveToTrash(review.selections(), TrashMode());
        QTRY_VERIFY_WITH_TIMEOUT(m_review->sayings + m_review->problems > before, kDeadlineMs);
        QTRY_VERIFY_WITH_TIMEOUT(m_review->isIdle(), kDeadlineMs);
    }
    void undo()
    {
        m_review->controller.undo();
        QTRY_VERIFY_WITH_TIMEOUT(m_review->isIdle(), kDeadlineMs);
    }

    std::unique_ptr<QTemporaryDir> m_temporary;
    std::shared_ptr<State> m_state;
    std::unique_ptr<Review> m_review;
};

void TestReviewController::init()
{
    m_temporary = std::make_unique<QTemporaryDir>();
    QVERIFY(m_temporary->isValid());
    qputenv("XDG_CACHE_HOME", m_temporary->path().toUtf8());
    QSettings::setDefaultFormat(QSettings::IniFormat);
    QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, m_temporary->path());
    m_state = std::make_shared<State>();
}

void TestReviewController::cleanup()
{
    m_review.reset();
    m_state.reset();
}

void TestReviewController::aSuggestionIsMarkedOnceAndTheNextGroupComes()
{
    addGroups(2, 3);
    open(2);
    ReviewController& review = m_review->controller;
    review.applyToCurrent();
    QVERIFY(m_review->isMarked(101) && m_review->isMarked(102) && !m_review->isMarked(100));
    QCOMPARE(m_review->current, 1);
    QCOMPARE(m_review->sayings, 0);
    review.applyToCurrent();
    QCOMPARE(m_review->current, 1); // there is no other group
    QVERIFY2(m_review->said.startsWith(
                 QStringLiteral("That was the last group. Ready for the trash: 4 ")),
             qPrintable(m_review->said));
    QCOMPARE(review.selections().size(), std::size_t{2});
    review.undo();
    review.undo();
    QCOMPARE(review.plan().files(), std::uint64_t{0});
    QVERIFY(!review.canUndo());
    QVERIFY(m_state->inTrash.empty());
}

void TestReviewController::marksByHandStand()
{
    addGroups(1, 3);
    open(1);
    ReviewController& review = m_review->controller;
    review.toggle(2);
    review.applyToCurrent();
    QVERIFY(m_review->isMarked(102) && !m_review->isMarked(101));
    review.keep(2); // like the others that stay
    QCOMPARE(review.plan().files(), std::uint64_t{0});
    review.undo();
    QVERIFY(m_review->isMarked(102) && !m_review->isMarked(100) && !m_review->isMarked(101));
    review.undo(); // the suggestion was no step
    QCOMPARE(review.plan().files(), std::uint64_t{0});
    QVERIFY(!review.canUndo());
}

void TestReviewController::similarShotsHaveNoSuggestion()
{
    addGroup(Relation::SimilarShot, 3, 3'000'000);
    addGroup(Relation::SimilarShot, 3);
    m_review = std::make_unique<Review>(m_state);
    DuplicateScope scope;
    scope.similarShots = true;
    ReviewController& review = m_review->controller;
    review.loader().setScope(scope);
    QTRY_VERIFY_WITH_TIMEOUT(m_review->session.isOpen(), kDeadlineMs);
    review.loader().reload();
    QTRY_COMPARE_WITH_TIMEOUT(m_review->rows(), 2, kDeadlineMs);
    m_review->go(0);
    review.applyToCurrent();
    QCOMPARE(m_review->current, 1);
    review.applyTo({GroupId(1), GroupId(2)});
    QCOMPARE(review.plan().files(), std::uint64_t{0});
    review.toggle(1);
    QCOMPARE(review.plan().files(), std::uint64_t{1});
}

void TestReviewController::oneOfEachGroupStays()
{
    addGroups(1, 2);
    m_state->protectedFolders = {"/elsewhere"};
    open(1);
    ReviewController& review = m_review->controller;
    review.toggle(0);
    review.toggle(1);
    QVERIFY2(m_review->said.contains(QStringLiteral("always kept")) &&
                 m_review->said.contains(QStringLiteral("0_1.jpg")),
             qPrintable(m_review->said));
    QVERIFY(m_review->isMarked(100) && !m_review->isMarked(101));
    m_state->protectedFolders = {"/photos"};
    review.loader().reload();
    QTRY_VERIFY_WITH_TIMEOUT(!m_review->isMarked(100), kDeadlineMs); // the mark goes with it
    m_review->go(0);
    review.toggle(0);
    QVERIFY2(m_review->said.contains(QStringLiteral("is protected")), qPrintable(m_review->said));
    QCOMPARE(review.plan().files(), std::uint64_t{0});
}

void TestReviewController::manyGroupsAreOneStep()
{
    addGroups(3, 3);
    open(3);
    ReviewController& review = m_review->controller;
    review.select(0, {0, 1, 2});
    QCOMPARE(review.selectedGroups().size(), std::size_t{3});
    m_state->groups.pop_back(); // behind the dialog
    review.loader().reload();
    QTRY_COMPARE_WITH_TIMEOUT(m_review->rows(), 2, kDeadlineMs);
    QCOMPARE(review.selectedGroups().size(), std::size_t{2});
    review.applyTo({GroupId(1), GroupId(2), GroupId(3)});
    QCOMPARE(review.plan().files(), std::uint64_t{4});
    review.undo();
    QCOMPARE(review.plan().files(), std::uint64_t{0});
    QVERIFY(!review.canUndo());
}

void TestReviewController::nothingChosenChangesNothing()
{
    addGroups(1, 2);
    open(1);
    ReviewController& review = m_review->controller;
    for (const int row : {-1, 7}) {
        review.select(row, row < 0 ? QList<int>{} : QList<int>{row});
        QVERIFY(review.currentGroup() == nullptr && review.selectedGroups().empty());
        review.applyToCurrent();
        review.toggle(0);
        review.keep(0);
        review.decide(DecisionKind::KeepAll);
    }
    m_review->go(0);
    for (const int member : {-1, 2}) {
        review.toggle(member);
        review.keep(member);
    }
    QVERIFY(!review.canUndo());
    QCOMPARE(review.plan().files(), std::uint64_t{0});
    QVERIFY(m_state->decisions.empty());
}

void TestReviewController::decidedGroupsLeaveTheListOnce()
{
    addGroups(3, 2);
    open(3);
    ReviewController& review = m_review->controller;
    review.toggle(1);
    review.decide(DecisionKind::KeepAll);
    QCOMPARE(review.plan().files(), std::uint64_t{0}); // it stays, so it is not marked
    QCOMPARE(m_review->current, 1);
    m_review->go(0);
    review.decide(DecisionKind::NotDuplicates); // still listed, but decided already
    QTRY_COMPARE_WITH_TIMEOUT(m_review->rows(), 2, kDeadlineMs);
    QCOMPARE(m_review->offer, Offer::Undo);
    QCOMPARE(m_state->decisions.size(), std::size_t{1});
    QCOMPARE(m_state->decisions[0].kind, DecisionKind::KeepBoth); // all of two
    undo();
    QTRY_COMPARE_WITH_TIMEOUT(m_review->rows(), 3, kDeadlineMs);
    QVERIFY(m_state->decisions.empty());
    review.select(0, {0, 1, 2});
    review.decide(DecisionKind::NotDuplicates); // and can be decided again
    QTRY_COMPARE_WITH_TIMEOUT(m_review->rows(), 0, kDeadlineMs);
    QCOMPARE(m_state->decisions.size(), std::size_t{3});
    undo(); // one step
    QTRY_COMPARE_WITH_TIMEOUT(m_review->rows(), 3, kDeadlineMs);
}

void TestReviewController::marksComeBackWithTheirGroup()
{
    addGroups(2, 3);
    open(2);
    ReviewController& review = m_review->controller;
    review.toggle(1);
    review.toggle(2);
    review.decide(DecisionKind::KeepAll);
    QTRY_COMPARE_WITH_TIMEOUT(m_review->rows(), 1, kDeadlineMs);
    QCOMPARE(review.plan().files(), std::uint64_t{0});
    undo();
    QTRY_COMPARE_WITH_TIMEOUT(m_review->rows(), 2, kDeadlineMs);
    QTRY_VERIFY_WITH_TIMEOUT(m_review->isMarked(101) && m_review->isMarked(102), kDeadlineMs);

    move();
    QCOMPARE(review.plan().files(), std::uint64_t{0});
    undo();
    QTRY_VERIFY_WITH_TIMEOUT(m_review->isMarked(101) && m_review->isMarked(102), kDeadlineMs);
    QCOMPARE(review.plan().files(), std::uint64_t{2});
    // The steps before are still there.
    undo();
    QVERIFY(m_review->isMarked(101) && !m_review->isMarked(102));
}

void TestReviewController::aDecisionThatFailsCanBeTriedAgain()
{
    addGroups(2, 2);
    open(2);
    ReviewController& review = m_review->controller;
    m_state->readOnly = true;
    review.decide(DecisionKind::NotDuplicates);
    QTRY_COMPARE_WITH_TIMEOUT(m_review->problems, 1, kDeadlineMs);
    QVERIFY(!review.canUndo());
    m_state->readOnly = false;
    m_review->go(0);
    review.decide(DecisionKind::NotDuplicates);
    QTRY_COMPARE_WITH_TIMEOUT(m_review->rows(), 1, kDeadlineMs);
    QVERIFY(review.canUndo());
}

void TestReviewController::whatMovedIsPutBack()
{
    addGroups(2, 3);
    m_state->refusing.insert(FileId(201));
    open(2);
    ReviewController& review = m_review->controller;
    review.applyTo({GroupId(1), GroupId(2)});
    move();
    QCOMPARE(m_state->inTrash, (std::set{FileId(101), FileId(102), FileId(202)}));
    QVERIFY2(m_review->said.startsWith(QStringLiteral("Moved 3 ")) &&
                 m_review->said.contains(QStringLiteral("Left in place: 1 ")),
             qPrintable(m_review->said));
    QCOMPARE(m_review->offer, Offer::Undo);
    QVERIFY(m_review->refused && m_review->refused->refusedFiles() == 1);
    QTRY_COMPARE_WITH_TIMEOUT(m_review->rows(), 1, kDeadlineMs);
    QVERIFY(m_review->isMarked(201)); // still to go
    undo();
    QTRY_COMPARE_WITH_TIMEOUT(m_review->rows(), 2, kDeadlineMs);
    QVERIFY(m_state->inTrash.empty());
    QVERIFY2(m_review->said.contains(QStringLiteral("Restored")), qPrintable(m_review->said));
}

void TestReviewController::whatCannotBePutBackIsTold()
{
    addGroups(2, 2);
    open(2);
    ReviewController& review = m_review->controller;
    for (int left = 1; left >= 0; --left) {
        m_review->go(0);
        review.applyToCurrent();
        move();
        QTRY_COMPARE_WITH_TIMEOUT(m_review->rows(), left, kDeadlineMs);
    }
    m_state->emptyNewest();
    undo();
    QVERIFY2(m_review->said.contains(QStringLiteral("the trash was emptied")),
             qPrintable(m_review->said));
    QCOMPARE(m_review->problems, 0);
    QCOMPARE(m_review->offer, Offer::UndoStepBefore);
    QVERIFY(m_review->refused && m_review->refused->refusedFiles() == 1);
    undo(); // the mark of the group that is no longer there
    undo();
    QTRY_COMPARE_WITH_TIMEOUT(m_review->rows(), 1, kDeadlineMs);
    QCOMPARE(m_state->deleted.size(), std::size_t{1});
}

void TestReviewController::aSidecarThatStaysIsTold()
{
    addGroups(1, 2);
    open(1);
    m_review->controller.applyToCurrent();
    move();
    QVERIFY(!m_review->refused);
    m_state->sidecarChanged = true;
    undo();
    QVERIFY(m_state->inTrash.empty());
    QVERIFY(m_review->refused && m_review->refused->refusedFiles() == 0);
    QCOMPARE(m_review->refused->refusedSidecars(), std::uint64_t{1});
}

void TestReviewController::anEarlierSessionsMoveIsTakenBack()
{
    addGroups(1, 2);
    open(1);
    m_review->controller.applyToCurrent();
    move();
    open(0);
    QTRY_VERIFY_WITH_TIMEOUT(m_review->controller.canUndo(), kDeadlineMs);
    undo();
    QTRY_COMPARE_WITH_TIMEOUT(m_review->rows(), 1, kDeadlineMs);
    QTRY_VERIFY_WITH_TIMEOUT(!m_review->controller.canUndo(), kDeadlineMs);
    QVERIFY(m_state->inTrash.empty());
}

void TestReviewController::anotherScopeForgetsMarksAndSteps()
{
    addGroups(2, 2);
    open(2);
    ReviewController& review = m_review->controller;
    review.applyToCurrent();
    QVERIFY(review.canUndo());
    DuplicateScope scope;
    scope.includeDecided = true;
    review.loader().setScope(scope);
    QVERIFY(!review.loader().isLoaded() && m_review->rows() == 0);
    QVERIFY(!review.canUndo());
    QCOMPARE(review.plan().files(), std::uint64_t{0});
    QTRY_COMPARE_WITH_TIMEOUT(m_review->rows(), 2, kDeadlineMs);
    // What is decided stays in this list, and can be decided again.
    for (std::size_t times = 1; times < 3; ++times) {
        m_review->go(0);
        const int before = m_review->sayings;
        review.decide(DecisionKind::KeepAll);
        QTRY_VERIFY_WITH_TIMEOUT(m_review->sayings > before, kDeadlineMs);
        QCOMPARE(m_state->decisions.size(), times);
        QCOMPARE(m_review->rows(), 2);
    }
}

void TestReviewController::anotherCatalogForgetsMarksAndSteps()
{
    addGroups(1, 2);
    open(1);
    ReviewController& review = m_review->controller;
    review.applyToCurrent();
    Q_EMIT m_review->session.catalogReplaced();
    QVERIFY(!review.loader().isLoaded() && m_review->rows() == 0);
    QVERIFY(!review.canUndo());
    QCOMPARE(review.plan().files(), std::uint64_t{0});
}

void TestReviewController::anEarlierSessionsMarksAreOffered()
{
    addGroups(3, 3);
    open(3);
    m_review->controller.applyToCurrent();
    m_review->go(1);
    m_review->controller.keep(2);
    m_review->controller.toggle(0);
    QCOMPARE(m_review->controller.plan().files(), std::uint64_t{3});
    open(3); // the next session
    ReviewController& review = m_review->controller;
    QTRY_COMPARE_WITH_TIMEOUT(review.memory().offer().photos, std::uint64_t{3}, kDeadlineMs);
    QVERIFY(review.memory().offer().markedAt > 0);
    QCOMPARE(review.plan().files(), std::uint64_t{0}); // nothing is marked before the user says so
    m_review->go(2);
    review.toggle(1); // a further mark changes nothing about the offer
    QTRY_COMPARE_WITH_TIMEOUT(m_state->marks.size(), std::size_t{9}, kDeadlineMs);
    QCOMPARE(review.memory().offer().photos, std::uint64_t{3});
    review.resume();
    QTRY_COMPARE_WITH_TIMEOUT(review.plan().files(), std::uint64_t{4}, kDeadlineMs);
    QCOMPARE(review.memory().offer().photos, std::uint64_t{0});
    QCOMPARE(review.plan().keeper(review.groups().group(1)), std::size_t{2});
    QVERIFY(review.plan().isTouched(review.groups().group(1)));
    QVERIFY(!review.plan().isTouched(review.groups().group(0)));
    move();
    QTRY_VERIFY_WITH_TIMEOUT(m_review->isIdle(), kDeadlineMs);
    const auto leaves = [](const ReviewMark& mark) { return mark.goes; };
    QVERIFY(std::none_of(m_state->marks.begin(), m_state->marks.end(), leaves));
}

void TestReviewController::marksThatAreDismissedCanBePutBack()
{
    addGroups(2, 3);
    open(2);
    m_review->controller.applyToCurrent();
    open(2);
    ReviewController& review = m_review->controller;
    QTRY_COMPARE_WITH_TIMEOUT(review.memory().offer().photos, std::uint64_t{2}, kDeadlineMs);
    review.dismiss();
    QTRY_COMPARE_WITH_TIMEOUT(review.memory().offer().photos, std::uint64_t{0}, kDeadlineMs);
    QCOMPARE(review.plan().files(), std::uint64_t{0});
    review.undo();
    QTRY_COMPARE_WITH_TIMEOUT(review.memory().offer().photos, std::uint64_t{2}, kDeadlineMs);
    review.dismiss();
    QTRY_COMPARE_WITH_TIMEOUT(review.memory().offer().photos, std::uint64_t{0}, kDeadlineMs);
    open(2);
    QTRY_VERIFY_WITH_TIMEOUT(m_review->isIdle(), kDeadlineMs);
    QCOMPARE(m_review->controller.memory().offer().photos, std::uint64_t{0});
}

void TestReviewController::whatIsUnmarkedStaysUnmarked()
{
    addGroups(2, 2);
    open(2);
    ReviewController& review = m_review->controller;
    review.applyToCurrent();
    QTRY_COMPARE_WITH_TIMEOUT(m_state->marks.size(), std::size_t{2}, kDeadlineMs);
    review.undo();
    review.loader().reload(); // reads what is stored while the change is on its way
    QTRY_VERIFY_WITH_TIMEOUT(m_state->marks.empty(), kDeadlineMs);
    QTRY_VERIFY_WITH_TIMEOUT(m_review->isIdle(), kDeadlineMs);
    QCOMPARE(review.plan().files(), std::uint64_t{0});
    m_review->go(0);
    review.toggle(1);
    review.decide(DecisionKind::KeepAll);
    QTRY_VERIFY_WITH_TIMEOUT(m_state->marks.empty(), kDeadlineMs);
}

void TestReviewController::marksFollowFilesThatMove()
{
    addGroups(2, 3);
    open(2);
    ReviewController& review = m_review->controller;
    review.applyToCurrent();
    QTRY_COMPARE_WITH_TIMEOUT(m_state->marks.size(), std::size_t{3}, kDeadlineMs);
    {
        const std::lock_guard lock(m_state->mutex);
        FileRow& file = m_state->groups[0].members[1].file;
        file.id = FileId(9001);
        file.path = "/photos/elsewhere.jpg";
    }
    review.loader().reload();
    QTRY_VERIFY_WITH_TIMEOUT(m_review->isMarked(9001), kDeadlineMs);
    QCOMPARE(review.plan().files(), std::uint64_t{2});
    // Another scope and back: what this session marked is marked still.
    DuplicateScope scope;
    scope.includeDecided = true;
    review.loader().setScope(scope);
    QCOMPARE(review.plan().files(), std::uint64_t{0});
    QTRY_COMPARE_WITH_TIMEOUT(review.plan().files(), std::uint64_t{2}, kDeadlineMs);
}

void TestReviewController::theGroupThatWasOpenIsOpenAgain()
{
    addGroups(5, 2);
    open(5);
    m_review->go(3);
    const std::string first = m_state->groups[3].members[0].content.hash.hex();
    QTRY_COMPARE_WITH_TIMEOUT(m_state->place, first, kDeadlineMs);
    m_review.reset();
    m_review = std::make_unique<Review>(m_state);
    QTRY_VERIFY_WITH_TIMEOUT(!m_review->session.status().folders.empty(), kDeadlineMs);
    m_review->controller.loader().reload();
    QTRY_COMPARE_WITH_TIMEOUT(m_review->current, 3, kDeadlineMs);
}

void TestReviewController::aScanIsRememberedByKindAndCatalog()
{
    addGroups(1, 2);
    open(1);
    GroupsLoader& loader = m_review->controller.loader();
    QVERIFY(!loader.wasSearched());
    m_review->session.duplicates().start();
    QTRY_VERIFY_WITH_TIMEOUT(loader.wasSearched(), kDeadlineMs);
    DuplicateScope similar;
    similar.similarShots = true;
    loader.setScope(similar);
    QVERIFY(!loader.wasSearched());
    open(1); // the next session
    QTRY_VERIFY_WITH_TIMEOUT(m_review->controller.loader().wasSearched(), kDeadlineMs);
}

// Marks, decisions and moves in any order: taken back one by one, nothing of them is left.
void TestReviewController::everyStepIsTakenBack()
{
    QRandomGenerator random(20261129);
    addGroups(8, 4);
    open(8);
    ReviewController& review = m_review->controller;
    for (int step = 0; step < 60; ++step) {
        if (m_review->rows() == 0)
            break;
        m_review->go(random.bounded(m_review->rows()));
        const int before = m_review->sayings + m_review->problems;
        switch (random.bounded(12)) {
        case 0:
            review.decide(random.bounded(2) == 0 ? DecisionKind::KeepAll
                                                 : DecisionKind::NotDuplicates);
            QTRY_VERIFY_WITH_TIMEOUT(m_review->sayings + m_review->problems > before, kDeadlineMs);
            QTRY_VERIFY_WITH_TIMEOUT(m_review->isIdle(), kDeadlineMs);
            break;
        case 1:
            if (review.plan().files() > 0)
                move();
            break;
        case 2:
        case 3:
            review.applyToCurrent();
            break;
        case 4:
        case 5:
            review.keep(random.bounded(4));
            break;
        default:
            review.toggle(random.bounded(4));
        }
    }
    QVERIFY(!m_state->inTrash.empty() && !m_state->decisions.empty());
    for (int steps = 0; review.canUndo() && steps < 1000; ++steps)
        undo();
    QTRY_VERIFY_WITH_TIMEOUT(m_state->decisions.empty(), kDeadlineMs);
    QVERIFY(m_state->inTrash.empty());
    QTRY_COMPARE_WITH_TIMEOUT(m_review->rows(), 8, kDeadlineMs);
    QCOMPARE(review.plan().files(), std::uint64_t{0});
}

QTEST_GUILESS_MAIN(TestReviewController)
#include "tst_review_controller.moc"
