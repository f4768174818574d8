// SPDX-License-Identifier: GPL-3.0-or-later
// The list of groups and the plan of what goes. If these fail, the wrong photos are marked, or the
// last one of a group.
#include "tests/testing.h"
#include "tests/ui/fake_duplicate_review.h"
#include "ui/models/groups_model.h"
#include "ui/state/trash_plan.h"
#include "ui/text/amounts.h"

#include <QAbstractItemModelTester>
#include <QRandomGenerator>
#include <QSignalSpy>

using namespace lookalike;
using namespace lookalike::testing;

namespace {

GroupsModel::Groups someGroups(int count)
{
    std::vector<DuplicateGroup> groups;
    for (int i = 0; i < count; ++i) {
        const auto relation = static_cast<Relation>(i % (kRelationCount - 1));
        std::vector<std::filesystem::path> paths;
        for (int member = 0; member < 2 + i % 4; ++member)
            paths.push_back("/photos/" + std::to_string(i) + "_" + std::to_string(member) + ".jpg");
        groups.push_back(makeGroup(i, relation, paths, 1'000'000 + std::uint64_t(i % 7) * 1000));
    }
    return std::make_shared<const std::vector<DuplicateGroup>>(std::move(groups));
}

} // namespace

class TestGroupsModel : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void keepsToTheRulesOfModels();
    void theLargestSavingComesFirst();
    void groupsKeepTheirPlaceDuringASearch();
    void likenessIsAskedForAndAnswered();
    void sortsAndFilters_data();
    void sortsAndFilters();
    void fiveThousandGroupsAreNoEffort();
    void hostileNamesAreShownSafely();

    void theLastMemberCannotBeMarked();
    void protectedMembersAreNeverMarked();
    void theSuggestionLeavesTheKeeperOfAPerson();
    void anotherKeeperTakesThePlaceOfTheOnlyOne();
    void everythingFollowsTheKeeper();
    void foldersToCompareWithLoseNothingBySuggestion();
    void marksStayWhenAGroupGrows();
    void aSnapshotTakesBackEverything();
    void whateverIsMarkedOneOfEachGroupStays();
};

void TestGroupsModel::keepsToTheRulesOfModels()
{
    TrashPlan plan;
    GroupsModel model(plan, nullptr);
    const QAbstractItemModelTester tester(&model,
                                          QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setGroups(someGroups(40));
    QCOMPARE(model.rowCount(), 40);
    model.setSort(GroupsModel::Sort::Count);
    model.setRelations({Relation::Cropped});
    QCOMPARE(model.rowCount(), 5);
    plan.applySuggestion({&model.group(0)});
    model.setGroups(someGroups(0));
    QCOMPARE(model.rowCount(), 0);
    QCOMPARE(model.data(model.index(0), Qt::DisplayRole), QVariant());
}

void TestGroupsModel::theLargestSavingComesFirst()
{
    TrashPlan plan;
    GroupsModel model(plan, nullptr);
    model.setGroups(someGroups(100));
    for (int row = 1; row < model.rowCount(); ++row)
        QVERIFY(model.group(row).bytesToGain <= model.group(row - 1).bytesToGain);
    QCOMPARE(model.rowOf(model.group(42).id), 42);
}

void TestGroupsModel::groupsKeepTheirPlaceDuringASearch()
{
    TrashPlan plan;
    GroupsModel model(plan, nullptr);
    const GroupsModel::Groups all = someGroups(60);
    QRandomGenerator random(5);
    std::vector<DuplicateGroup> known;
    std::vector<DuplicateGroup> left(all->begin(), all->end());
    while (!left.empty()) {
        std::vector<FileId> before;
        for (int row = 0; row < model.rowCount(); ++row)
            before.push_back(model.group(row).members.front().file.id);
        for (int i = 0; i < 7 && !left.empty(); ++i) {
            const auto at = left.begin() + random.bounded(static_cast<int>(left.size()));
            known.push_back(*at);
            left.erase(at);
        }
        // A group that grew has another id.
        known.front().id = GroupId(known.front().id.value() + 1000);
        model.setGroups(std::make_shared<const std::vector<DuplicateGroup>>(known));
        QCOMPARE(model.rowCount(), static_cast<int>(known.size()));
        for (std::size_t row = 0; row < before.size(); ++row)
            QCOMPARE(model.group(static_cast<int>(row)).members.front().file.id, before[row]);
    }
    model.setSort(GroupsModel::Sort::Saving);
    for (int row = 1; row < model.rowCount(); ++row)
        QVERIFY(model.group(row).bytesToGain <= model.group(row - 1).bytesToGain);
}

void TestGroupsModel::likenessIsAskedForAndAnswered()
{
    TrashPlan plan;
    GroupsModel model(plan, nullptr);
    QList<std::vector<ContentId>> wanted;
    connect(&model, &GroupsModel::likenessWanted, &model,
            [&](const std::vector<ContentId>& photos) { wanted += photos; });
    model.setSort(GroupsModel::Sort::Likeness);
    QVERIFY(wanted.isEmpty()); // of what?
    model.setGroups(someGroups(20));
    QCOMPARE(wanted.size(), 1);
    const auto firstPhotos = [&] {
        std::vector<ContentId> photos;
        for (int row = 0; row < model.rowCount(); ++row)
            photos.push_back(model.group(row).members.front().content.id);
        return photos;
    };
    QVERIFY(wanted.back() == firstPhotos());
    std::vector<ContentId> order = firstPhotos();
    std::ranges::reverse(order);
    model.setLikeness(order);
    QCOMPARE(wanted.size(), 1);
    QVERIFY(firstPhotos() == order);
    // Groups that come later follow, and move none.
    model.setGroups(someGroups(25));
    QCOMPARE(wanted.size(), 1);
    std::vector<ContentId> after = firstPhotos();
    QCOMPARE(after.size(), std::size_t{25});
    after.resize(order.size());
    QVERIFY(after == order);
    model.setSort(GroupsModel::Sort::Likeness); // again
    QCOMPARE(wanted.size(), 2);
    QCOMPARE(wanted.back().size(), std::size_t{25});
    model.setSort(GroupsModel::Sort::Saving);
    QCOMPARE(wanted.size(), 2);
}

void TestGroupsModel::sortsAndFilters_data()
{
    QTest::addColumn<int>("sort");
    QTest::newRow("by saving") << int(GroupsModel::Sort::Saving);
    QTest::newRow("by relation") << int(GroupsModel::Sort::Relation);
    QTest::newRow("by count") << int(GroupsModel::Sort::Count);
    QTest::newRow("by date") << int(GroupsModel::Sort::Date);
    QTest::newRow("by likeness") << int(GroupsModel::Sort::Likeness);
}

void TestGroupsModel::sortsAndFilters()
{
    QFETCH(int, sort);
    TrashPlan plan;
    GroupsModel model(plan, nullptr);
    model.setSort(static_cast<GroupsModel::Sort>(sort));
    model.setGroups(someGroups(64));
    model.setRelations({Relation::Resized, Relation::Edited});
    QCOMPARE(model.rowCount(), 16);
    QCOMPARE(model.countOf(Relation::Cropped), 8); // known, though not shown
    std::uint64_t bytes = 0;
    for (int row = 0; row < model.rowCount(); ++row) {
        const DuplicateGroup& group = model.group(row);
        QVERIFY(group.relation == Relation::Resized || group.relation == Relation::Edited);
        bytes += group.bytesToGain;
        if (row == 0)
            continue;
        const DuplicateGroup& before = model.group(row - 1);
        if (sort == int(GroupsModel::Sort::Relation))
            QVERIFY(before.relation <= group.relation);
        if (sort == int(GroupsModel::Sort::Count))
            QVERIFY(before.members.size() >= group.members.size());
        if (sort == int(GroupsModel::Sort::Date))
            QVERIFY(before.members[0].content.metadata.takenAt >=
                    group.members[0].content.metadata.takenAt);
    }
    QCOMPARE(model.bytesToGain(), bytes);
}

void TestGroupsModel::fiveThousandGroupsAreNoEffort()
{
    TrashPlan plan;
    GroupsModel model(plan, nullptr);
    const auto groups = someGroups(5000);
    QElapsedTimer timer;
    timer.start();
    model.setGroups(groups);
    std::vector<const DuplicateGroup*> all;
    for (int row = 0; row < model.rowCount(); ++row)
        all.push_back(&model.group(row));
    plan.applySuggestion(all);
    plan.retain(*groups);
    const auto selections = plan.selections(*groups);
    QVERIFY2(timer.elapsed() < 1000, qPrintable(QString::number(timer.elapsed())));
    // Every eighth group is of raw files and their pictures, each with five members.
    QCOMPARE(selections.size(), std::size_t{5000 - 5000 / 8});
    QCOMPARE(plan.files(), std::uint64_t{5000 / 4 * (1 + 2 + 3 + 4) - 5000 / 8 * 4});
}

void TestGroupsModel::hostileNamesAreShownSafely()
{
    TrashPlan plan;
    GroupsModel model(plan, nullptr);
    const std::string name = "/photos/<b>\n\xE2\x80\xAEgpj.\xFF.jpg";
    model.setGroups(std::make_shared<const std::vector<DuplicateGroup>>(
        std::vector{makeGroup(0, Relation::Resized, {name, "/photos/b.jpg"})}));
    const QString shown = model.data(model.index(0), GroupsModel::KeeperNameRole).toString();
    QVERIFY(!shown.contains(QLatin1Char('\n')) && !shown.contains(QChar(0x202E)));
    const QString tip = model.data(model.index(0), Qt::ToolTipRole).toString();
    QVERIFY2(!tip.contains(QStringLiteral("<b>")), qPrintable(tip));
}

void TestGroupsModel::theLastMemberCannotBeMarked()
{
    const DuplicateGroup group = makeGroup(0, Relation::Resized, {"/a.jpg", "/b.jpg", "/c.jpg"});
    TrashPlan plan;
    QSignalSpy changes(&plan, &TrashPlan::changed);
    QCOMPARE(plan.toggle(group, 0), TrashPlan::Answer::Done);
    QCOMPARE(plan.toggle(group, 2), TrashPlan::Answer::Done);
    QCOMPARE(plan.toggle(group, 1), TrashPlan::Answer::LastMember);
    QCOMPARE(changes.count(), 2);
    QCOMPARE(plan.files(), std::uint64_t{2});
    QCOMPARE(plan.bytes(), group.members[0].content.bytes + group.members[2].content.bytes);
    QCOMPARE(plan.toggle(group, 0), TrashPlan::Answer::Done); // it stays now
    QCOMPARE(plan.toggle(group, 1), TrashPlan::Answer::Done);
}

void TestGroupsModel::protectedMembersAreNeverMarked()
{
    DuplicateGroup group = makeGroup(0, Relation::Resized, {"/a.jpg", "/b.jpg", "/c.jpg"});
    group.members[1].isProtected = true;
    TrashPlan plan;
    QCOMPARE(plan.toggle(group, 1), TrashPlan::Answer::Protected);
    plan.applySuggestion({&group});
    QVERIFY(!plan.isMarked(group.members[1].file.id));
    QVERIFY(plan.isMarked(group.members[2].file.id));
    // Protected afterwards: the mark goes with the next look.
    group.members[2].isProtected = true;
    plan.retain({group});
    QCOMPARE(plan.files(), std::uint64_t{0});
}

void TestGroupsModel::theSuggestionLeavesTheKeeperOfAPerson()
{
    const DuplicateGroup group = makeGroup(0, Relation::Resized, {"/a.jpg", "/b.jpg", "/c.jpg"});
    TrashPlan plan;
    plan.setKeeper(group, 2);
    QCOMPARE(plan.files(), std::uint64_t{0}); // choosing marks nothing by itself
    plan.applySuggestion({&group});
    QVERIFY(plan.isMarked(group.members[0].file.id) && !plan.isMarked(group.members[2].file.id));
    const auto selections = plan.selections({group});
    QCOMPARE(selections.size(), std::size_t{1});
    QVERIFY(selections[0].survivors == std::vector{group.members[2].file.id});
}

void TestGroupsModel::anotherKeeperTakesThePlaceOfTheOnlyOne()
{
    const DuplicateGroup group =
        makeGroup(0, Relation::Resized, {"/a.jpg", "/b.jpg", "/c.jpg", "/d.jpg"});
    const auto marked = [&](const TrashPlan& plan) {
        std::vector<bool> goes;
        for (const DuplicateMember& member : group.members)
            goes.push_back(plan.isMarked(member.file.id));
        return goes;
    };
    TrashPlan plan;
    plan.applySuggestion({&group});
    plan.setKeeper(group, 2);
    QCOMPARE(marked(plan), std::vector<bool>({true, true, false, true}));
    // Where the user keeps several, it is one more.
    TrashPlan byHand;
    QCOMPARE(byHand.toggle(group, 3), TrashPlan::Answer::Done);
    QCOMPARE(byHand.toggle(group, 2), TrashPlan::Answer::Done);
    byHand.setKeeper(group, 2);
    QCOMPARE(marked(byHand), std::vector<bool>({false, false, false, true}));
    QCOMPARE(byHand.keeper(group), std::size_t{2});
}

void TestGroupsModel::everythingFollowsTheKeeper()
{
    const auto groups = std::make_shared<const std::vector<DuplicateGroup>>(
        std::vector{makeGroup(0, Relation::Resized, {"/a.jpg", "/b.jpg", "/c.jpg"}, 4'000'000)});
    const DuplicateGroup& group = groups->front();
    TrashPlan plan;
    GroupsModel model(plan, nullptr);
    model.setGroups(groups);
    const auto said = [&](int role) { return model.index(0).data(role).toString(); };
    QCOMPARE(plan.going(group), std::vector<bool>({false, true, true}));
    QCOMPARE(model.bytesToGain(), std::uint64_t{4'000'000});
    QSignalSpy changes(&model, &QAbstractItemModel::dataChanged);

    plan.setKeeper(group, 2);
    QCOMPARE(plan.going(group), std::vector<bool>({true, true, false}));
    QCOMPARE(said(GroupsModel::KeeperNameRole), QStringLiteral("c.jpg"));
    QCOMPARE(model.bytesToGain(), std::uint64_t{6'000'000});
    QCOMPARE(said(GroupsModel::GainRole), text::bytes(6'000'000));
    QVERIFY(changes.last().last().value<QList<int>>().contains(int(GroupsModel::GainRole)));

    // The suggested one is marked: the first of the others stays.
    plan.clear(group);
    QCOMPARE(plan.toggle(group, 0), TrashPlan::Answer::Done);
    QCOMPARE(plan.keeper(group), std::size_t{1});
    QCOMPARE(plan.going(group), std::vector<bool>({true, false, false}));
    QCOMPARE(plan.toggle(group, 0), TrashPlan::Answer::Done);
    QCOMPARE(plan.keeper(group), std::size_t{0});
    QCOMPARE(plan.going(group), std::vector<bool>(3)); // by hand, so the suggestion is over
}

void TestGroupsModel::foldersToCompareWithLoseNothingBySuggestion()
{
    const DuplicateGroup group =
        makeGroup(0, Relation::Resized, {"/new/a.jpg", "/archive/b.jpg", "/archive-2/c.jpg"});
    TrashPlan plan;
    plan.setSpared({"/archive"});
    plan.applySuggestion({&group});
    QVERIFY(!plan.isMarked(group.members[1].file.id));
    QVERIFY(plan.isMarked(group.members[2].file.id));
}

void TestGroupsModel::marksStayWhenAGroupGrows()
{
    const DuplicateGroup before = makeGroup(0, Relation::Resized, {"/a.jpg", "/b.jpg"});
    TrashPlan plan;
    plan.applySuggestion({&before});
    DuplicateGroup after = makeGroup(0, Relation::Edited, {"/a.jpg", "/b.jpg", "/c.jpg"});
    after.id = GroupId(77); // another set of contents is another group
    plan.retain({after});
    QVERIFY(plan.isMarked(after.members[1].file.id));
    QCOMPARE(plan.files(), std::uint64_t{1});
    // The survivor is gone from the group: the marked one must not be the last to go.
    after.members.erase(after.members.begin());
    after.members.pop_back();
    plan.retain({after});
    QCOMPARE(plan.files(), std::uint64_t{0});
}

void TestGroupsModel::aSnapshotTakesBackEverything()
{
    const DuplicateGroup group = makeGroup(0, Relation::Resized, {"/a.jpg", "/b.jpg", "/c.jpg"});
    TrashPlan plan;
    QCOMPARE(plan.toggle(group, 1), TrashPlan::Answer::Done);
    const auto before = plan.snapshot({&group});
    plan.setKeeper(group, 1);
    plan.applySuggestion({&group});
    plan.restore(before);
    QCOMPARE(plan.files(), std::uint64_t{1});
    QVERIFY(plan.isMarked(group.members[1].file.id) && plan.isTouched(group));
    QCOMPARE(plan.keeper(group), std::size_t{0});
}

void TestGroupsModel::whateverIsMarkedOneOfEachGroupStays()
{
    QRandomGenerator random(20261125);
    std::vector<DuplicateGroup> groups = *someGroups(12);
    TrashPlan plan;
    std::vector<TrashPlan::Snapshot> snapshots;
    for (int step = 0; step < 20'000; ++step) {
        DuplicateGroup& group = groups[random.bounded(quint32(groups.size()))];
        const std::size_t member = random.bounded(quint32(group.members.size()));
        switch (random.bounded(6)) {
        case 0:
            plan.setKeeper(group, member);
            break;
        case 1:
            plan.applySuggestion({&group});
            break;
        case 2:
            group.members[member].isProtected = !group.members[member].isProtected;
            plan.retain(groups);
            break;
        case 3:
            snapshots.push_back(plan.snapshot({&group}));
            break;
        case 4:
            if (!snapshots.empty())
                plan.restore(snapshots[random.bounded(quint32(snapshots.size()))]);
            plan.retain(groups);
            break;
        default:
            static_cast<void>(plan.toggle(group, member));
        }
        std::uint64_t files = 0;
        for (const DuplicateGroup& each : groups) {
            const auto marked = plan.markedOf(each);
            files += marked;
            QVERIFY2(marked < each.members.size(), "a whole group was marked");
            for (const DuplicateMember& one : each.members)
                QVERIFY(!one.isProtected || !plan.isMarked(one.file.id));
        }
        QCOMPARE(plan.files(), files);
        for (const TrashSelection& selection : plan.selections(groups))
            QVERIFY(!selection.survivors.empty() && !selection.victims.empty());
    }
}

QTEST_MAIN(TestGroupsModel)
#include "tst_groups_model.moc"
