// SPDX-License-Identifier: GPL-3.0-or-later
// What is said of the photos of a group. If these fail, the user keeps the wrong one.
#include "tests/testing.h"
#include "tests/ui/fake_duplicate_review.h"
#include "ui/text/member_facts.h"

#include <algorithm>

using namespace lookalike;
using namespace lookalike::testing;

class TestMemberFacts : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void moreIsBetterOnlyWhereItTellsSomething_data();
    void moreIsBetterOnlyWhereItTellsSomething();
    void whatAllShareIsSaidOnce();
};

void TestMemberFacts::moreIsBetterOnlyWhereItTellsSomething_data()
{
    QTest::addColumn<int>("relation");
    QTest::addColumn<int>("enlarged");
    QTest::addColumn<int>("sharpened");
    QTest::addColumn<int>("format");
    QTest::addColumn<QStringList>("best"); // of a larger second photo with more bytes
    const auto row = [](const char* name, Relation relation, Enlarged enlarged, Sharpened sharpened,
                        ImageFormat format, const QStringList& best) {
        QTest::newRow(name) << int(relation) << int(enlarged) << int(sharpened) << int(format)
                            << best;
    };
    const QStringList both{QStringLiteral("pixels"), QStringLiteral("bytes")};
    row("a larger copy", Relation::Resized, Enlarged::None, Sharpened::None, ImageFormat::Jpeg,
        both);
    row("an enlargement", Relation::Resized, Enlarged::Second, Sharpened::None, ImageFormat::Jpeg,
        {QStringLiteral("bytes")});
    row("the keeper is an enlargement", Relation::Resized, Enlarged::First, Sharpened::None,
        ImageFormat::Jpeg, both);
    row("sharpened", Relation::Recompressed, Enlarged::None, Sharpened::Second, ImageFormat::Jpeg,
        {QStringLiteral("pixels")});
    row("edited", Relation::Edited, Enlarged::None, Sharpened::None, ImageFormat::Jpeg,
        {QStringLiteral("pixels")});
    row("without compression", Relation::Recompressed, Enlarged::None, Sharpened::None,
        ImageFormat::Png, {QStringLiteral("pixels")});
}

void TestMemberFacts::moreIsBetterOnlyWhereItTellsSomething()
{
    QFETCH(const int, relation);
    QFETCH(const int, enlarged);
    QFETCH(const int, sharpened);
    QFETCH(const int, format);
    QFETCH(const QStringList, best);
    DuplicateGroup group = makeGroup(0, static_cast<Relation>(relation), {"/a", "/b"}, 1'000'000);
    DuplicateMember& second = group.members[1];
    second.content.bytes = 3'000'000;
    second.content.width = 8000;
    second.content.height = 6000;
    second.content.format = static_cast<ImageFormat>(format);
    second.evidence.enlarged = static_cast<Enlarged>(enlarged);
    second.evidence.sharpened = static_cast<Sharpened>(sharpened);
    const auto facts = text::facts(group).differing[1];
    QCOMPARE(facts[0].best, best.contains(QStringLiteral("pixels")));
    QCOMPARE(facts[1].best, best.contains(QStringLiteral("bytes")));
    const auto kept = text::facts(group).differing[0];
    QVERIFY(!kept[1].best); // fewer bytes are never better
    QCOMPARE(kept[0].best, enlarged == int(Enlarged::Second));
}

void TestMemberFacts::whatAllShareIsSaidOnce()
{
    const auto facts = text::facts(makeGroup(0, Relation::IdenticalFile, {"/a/x", "/b/x"}));
    QVERIFY(facts.common.contains(QStringLiteral("Canon EOS 6D")));
    QCOMPARE(facts.differing[0].size(), std::size_t{1});
    QVERIFY(facts.differing[0][0].text != facts.differing[1][0].text); // the folder
    QVERIFY(!facts.differing[0][0].best && !facts.differing[1][0].best);
}

QTEST_GUILESS_MAIN(TestMemberFacts)
#include "tst_member_facts.moc"
