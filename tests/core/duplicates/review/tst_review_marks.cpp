// SPDX-License-Identifier: GPL-3.0-or-later
// If these fail, marks of an earlier session are lost, or come back on another photo.
#include "core/duplicates/review/review_marks.h"
#include "tests/testing.h"

#include <algorithm>
#include <tuple>

using namespace lookalike;

namespace {

struct Photo {
    const char* path;
    std::uint8_t content;
};

DuplicateGroup groupOf(std::initializer_list<Photo> photos)
{
    DuplicateGroup group;
    for (const Photo& photo : photos) {
        DuplicateMember& member = group.members.emplace_back();
        member.file.path = photo.path;
        member.content.hash.bytes[0] = photo.content;
    }
    return group;
}

std::vector<ReviewMark> marksAt(std::initializer_list<Photo> photos)
{
    std::vector<ReviewMark> marks;
    for (const Photo& photo : photos) {
        ReviewMark& mark = marks.emplace_back();
        mark.path = photo.path;
        mark.content.bytes[0] = photo.content;
    }
    std::ranges::sort(marks, {},
                      [](const ReviewMark& mark) { return std::tie(mark.content, mark.path); });
    return marks;
}

/// The paths of the marks that are about the members, "-" for none.
QStringList found(const DuplicateGroup& group, const std::vector<ReviewMark>& marks)
{
    QStringList paths;
    for (const ReviewMark* mark : marksOf(group, marks))
        paths +=
            mark == nullptr ? QStringLiteral("-") : QString::fromStdString(mark->path.string());
    return paths;
}

} // namespace

class TestReviewMarks : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aMarkFollowsItsContent();
    void copiesAreToldByWhereTheyAre();
    void whatMayBeEitherIsNeither();
};

void TestReviewMarks::aMarkFollowsItsContent()
{
    const auto marks = marksAt({{"/p/a.jpg", 1}, {"/p/b.jpg", 2}, {"/p/else.jpg", 9}});
    QCOMPARE(found(groupOf({{"/p/b.jpg", 2}, {"/p/c.jpg", 3}, {"/p/a.jpg", 1}}), marks),
             QStringList({"/p/b.jpg", "-", "/p/a.jpg"}));
    // Moved, renamed, and both names exchanged: the bytes decide.
    QCOMPARE(found(groupOf({{"/q/new.jpg", 2}, {"/p/c.jpg", 3}}), marks),
             QStringList({"/p/b.jpg", "-"}));
    QCOMPARE(found(groupOf({{"/p/a.jpg", 2}, {"/p/b.jpg", 1}}), marks),
             QStringList({"/p/b.jpg", "/p/a.jpg"}));
    QCOMPARE(found(groupOf({{"/p/a.jpg", 4}, {"/p/b.jpg", 5}}), marks), QStringList({"-", "-"}));
    QCOMPARE(found(groupOf({{"/p/a.jpg", 1}}), {}), QStringList({"-"}));
}

void TestReviewMarks::copiesAreToldByWhereTheyAre()
{
    const auto marks = marksAt({{"/p/x/1.jpg", 1}, {"/p/y/1.jpg", 1}, {"/p/z/2.jpg", 1}});
    QCOMPARE(found(groupOf({{"/p/z/2.jpg", 1}, {"/p/y/1.jpg", 1}, {"/p/x/1.jpg", 1}}), marks),
             QStringList({"/p/z/2.jpg", "/p/y/1.jpg", "/p/x/1.jpg"}));
    // One moved: the others are where they were, and it is what is left.
    QCOMPARE(found(groupOf({{"/new/1.jpg", 1}, {"/p/y/1.jpg", 1}, {"/p/z/2.jpg", 1}}), marks),
             QStringList({"/p/x/1.jpg", "/p/y/1.jpg", "/p/z/2.jpg"}));
    // The folder above all moved.
    QCOMPARE(found(groupOf({{"/q/y/1.jpg", 1}, {"/q/z/2.jpg", 1}, {"/q/x/1.jpg", 1}}), marks),
             QStringList({"/p/y/1.jpg", "/p/z/2.jpg", "/p/x/1.jpg"}));
    // A further copy has no mark.
    QCOMPARE(
        found(groupOf({{"/p/w/1.jpg", 1}, {"/p/x/1.jpg", 1}, {"/p/y/1.jpg", 1}, {"/p/z/2.jpg", 1}}),
              marks),
        QStringList({"-", "/p/x/1.jpg", "/p/y/1.jpg", "/p/z/2.jpg"}));
}

void TestReviewMarks::whatMayBeEitherIsNeither()
{
    const auto marks = marksAt({{"/p/x/1.jpg", 1}, {"/p/y/2.jpg", 1}});
    QCOMPARE(found(groupOf({{"/q/3.jpg", 1}, {"/q/4.jpg", 1}}), marks), QStringList({"-", "-"}));
    QCOMPARE(found(groupOf({{"/q/a/1.jpg", 1}, {"/q/b/1.jpg", 1}, {"/p/y/2.jpg", 1}}), marks),
             QStringList({"-", "-", "/p/y/2.jpg"}));
}

QTEST_GUILESS_MAIN(TestReviewMarks)
#include "tst_review_marks.moc"
