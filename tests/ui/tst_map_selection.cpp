// SPDX-License-Identifier: GPL-3.0-or-later
// What is selected on the map. If these fail, a command acts on photos that the user did not
// select, or leaves some out.
#include "tests/testing.h"
#include "ui/state/map_selection.h"

#include <random>
#include <set>

using namespace lookalike;

namespace {

PhotoMap mapOf(std::size_t count, std::size_t columns)
{
    MapLevel level{columns, {}};
    for (std::size_t i = 1; i <= count; ++i)
        level.cells.emplace_back(static_cast<std::int64_t>(i));
    return {level, [](const std::vector<ContentId>& of) { return of.front(); }};
}

} // namespace

class TestMapSelection : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aCellStandsForAllPhotosBelow()
    {
        const PhotoMap map = mapOf(1000, 33); // 31 lines, the last one short
        std::mt19937 random(1);
        MapSelection selection(map);
        std::set<ContentId> expected;
        for (int step = 0; step < 200; ++step) {
            const std::size_t level = random() % map.levels().size();
            const auto columns = static_cast<unsigned>(map.levels()[level].columns);
            const auto rows = static_cast<unsigned>(map.levels()[level].rows());
            const QRect cells(
                QPoint(static_cast<int>(random() % columns), static_cast<int>(random() % rows)),
                QSize(1 + static_cast<int>(random() % 3), 1 + static_cast<int>(random() % 3)));
            const bool selected = random() % 2 == 0;
            selection.set(level, cells, selected);
            for (std::size_t cell = 0; cell < 1000; ++cell) {
                const QPoint above(static_cast<int>((cell % 33) >> level),
                                   static_cast<int>((cell / 33) >> level));
                if (!cells.contains(above))
                    continue;
                if (selected)
                    expected.insert(map.levels()[0].cells[cell]);
                else
                    expected.erase(map.levels()[0].cells[cell]);
            }
            const std::vector<ContentId> contents = selection.contents();
            QCOMPARE(contents.size(), expected.size());
            QVERIFY(std::set(contents.begin(), contents.end()) == expected);
            QCOMPARE(selection.count(), expected.size());
            std::set<ContentId> covered;
            for (const QRect& piece : selection.cells(0))
                for (int row = piece.top(); row <= piece.bottom(); ++row)
                    for (int column = piece.left(); column <= piece.right(); ++column)
                        QVERIFY(covered
                                    .insert(map.levels()[0]
                                                .cells[static_cast<std::size_t>(33 * row + column)])
                                    .second);
            QVERIFY(covered == expected);
        }
    }
    void aCoarseCellIsSelectedWithOneOfItsPhotos()
    {
        const PhotoMap map = mapOf(1000, 33);
        MapSelection selection(map);
        selection.set(0, QRect(10, 6, 1, 1), true);
        for (std::size_t level = 0; level < map.levels().size(); ++level) {
            const std::vector<QRect> cells = selection.cells(level);
            QCOMPARE(cells.size(), std::size_t{1});
            QCOMPARE(cells.front(), QRect(10 >> level, 6 >> level, 1, 1));
        }
        // Taking it out there takes out all of it.
        selection.set(1, QRect(5, 3, 1, 1), false);
        QCOMPARE(selection.count(), std::size_t{0});
        QVERIFY(selection.cells(0).empty());
    }
    void rectanglesAreOnePiece()
    {
        const PhotoMap map = mapOf(100, 10);
        MapSelection selection(map);
        selection.set(0, QRect(8, 2, 9, 2), true); // over the edge
        QCOMPARE(selection.cells(0), std::vector{QRect(8, 2, 2, 2)});
        QCOMPARE(selection.count(), std::size_t{4});
        selection.set(0, QRect(9, 4, 1, 1), true);
        selection.set(0, QRect(0, 2, 1, 9), true); // down to the end
        QCOMPARE(selection.cells(0),
                 (std::vector{QRect(0, 2, 1, 8), QRect(8, 2, 2, 2), QRect(9, 4, 1, 1)}));
    }
    void freeCellsAreNotSelected()
    {
        PhotoMap map = mapOf(100, 10);
        MapSelection selection(map);
        selection.set(0, QRect(0, 0, 10, 10), true);
        const std::vector<ContentId> before = selection.contents();
        map.removeUnless([](ContentId content) { return content.value() % 2 == 0; });
        selection.clear();
        QCOMPARE(selection.count(), std::size_t{0});
        selection.add(before);
        QCOMPARE(selection.count(), std::size_t{50});
        selection.set(0, QRect(0, 0, 10, 10), true);
        QCOMPARE(selection.count(), std::size_t{50});
    }
    void nothingOnAMapWithoutPhotos()
    {
        const PhotoMap map;
        MapSelection selection(map);
        selection.set(0, QRect(0, 0, 3, 3), true);
        selection.add({ContentId(3)});
        QCOMPARE(selection.count(), std::size_t{0});
        QVERIFY(selection.contents().empty() && selection.cells(0).empty());
    }
};

QTEST_GUILESS_MAIN(TestMapSelection)
#include "tst_map_selection.moc"
