// SPDX-License-Identifier: GPL-3.0-or-later
// If these fail, self-supervised training pulls photos together that have nothing in common.
#include "core/evaluate/same_shots.h"
#include "tests/testing.h"

#include <vector>

using namespace lookalike;

namespace {

ContentHash contentOf(std::uint8_t number)
{
    ContentHash hash;
    hash.bytes[0] = number;
    return hash;
}

using Shots = std::vector<std::size_t>;

} // namespace

class TestSameShots : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void copiesAreOne();
    void burstsAreOne();
    void aRawFileBelongsToItsPicture();
    void setsThatShareAPhotoAreOne();
};

void TestSameShots::copiesAreOne()
{
    const std::vector<ShotPhoto> photos{{"a/1.jpg", contentOf(1), {}, false},
                                        {"a/2.jpg", contentOf(2), {}, false},
                                        {"b/copy.jpg", contentOf(1), {}, false}};
    QCOMPARE(sameShots(photos), (Shots{0, 1, 0}));
    QVERIFY(sameShots({}).empty());
}

void TestSameShots::burstsAreOne()
{
    const std::vector<ShotPhoto> photos{
        {"a/1.jpg", contentOf(1), 100, false}, {"a/2.jpg", contentOf(2), 104, false},
        {"a/3.jpg", contentOf(3), 102, false}, // joins both
        {"a/4.jpg", contentOf(4), 107, false}, {"b/5.jpg", contentOf(5), 102, false},
        {"a/6.jpg", contentOf(6), {}, false}};
    QCOMPARE(sameShots(photos), (Shots{0, 0, 0, 3, 4, 5}));
}

void TestSameShots::aRawFileBelongsToItsPicture()
{
    const std::vector<ShotPhoto> photos{
        {"a/1.jpg", contentOf(1), 100, false},  {"a/1.cr2", contentOf(2), 100, true},
        {"a/2.png", contentOf(3), {}, false},   {"a/2.jpg", contentOf(4), {}, false}, // no raw file
        {"b/1.cr2", contentOf(5), 100, true},   {"c/3.jpg", contentOf(6), 100, false},
        {"c/3.nef", contentOf(7), 90'000, true}}; // another shot
    QCOMPARE(sameShots(photos), (Shots{0, 0, 2, 3, 4, 5, 6}));
}

void TestSameShots::setsThatShareAPhotoAreOne()
{
    const std::vector<ShotPhoto> photos{{"a/1.jpg", contentOf(1), 100, false},
                                        {"b/1.jpg", contentOf(1), {}, false},
                                        {"a/2.jpg", contentOf(2), 101, false},
                                        {"a/2.dng", contentOf(3), {}, true}};
    QCOMPARE(sameShots(photos), (Shots{0, 0, 0, 0}));
}

QTEST_GUILESS_MAIN(TestSameShots)
#include "tst_same_shots.moc"
