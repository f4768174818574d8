// SPDX-License-Identifier: GPL-3.0-or-later
// The map that the user sees, while photos come and go. If these fail, photos jump about, are
// missing, or a cell seen from afar shows a photo that is not in it.
#include "core/map/photo_map.h"
#include "core/map/strips.h"
#include "tests/testing.h"

#include <algorithm>
#include <random>
#include <set>

using namespace lookalike;

namespace {

ContentId id(std::size_t value)
{
    return ContentId(static_cast<std::int64_t>(value));
}

MapLevel gridOf(std::size_t count, std::size_t columns)
{
    MapLevel level{columns, {}};
    for (std::size_t i = 1; i <= count; ++i)
        level.cells.push_back(id(i));
    return level;
}

PhotoMap mapOf(std::size_t count, std::size_t columns)
{
    return {gridOf(count, columns), [](const std::vector<ContentId>& of) { return of.back(); }};
}

/// Every cell of each level shows a photo of the four below, if they hold any.
bool isConsistent(const PhotoMap& map)
{
    std::set<ContentId> seen;
    for (std::size_t i = 0; i + 1 < map.levels().size(); ++i) {
        const MapLevel& below = map.levels()[i];
        const MapLevel& above = map.levels()[i + 1];
        std::vector<std::set<ContentId>> members(above.cells.size());
        for (std::size_t cell = 0; cell < below.cells.size(); ++cell)
            if (below.cells[cell].isValid())
                members[cell / below.columns / 2 * above.columns + cell % below.columns / 2].insert(
                    below.cells[cell]);
        for (std::size_t cell = 0; cell < above.cells.size(); ++cell)
            if (members[cell].empty() ? above.cells[cell].isValid()
                                      : !members[cell].contains(above.cells[cell]))
                return false;
    }
    for (const MapLevel& level : map.levels())
        for (std::size_t cell = 0; cell < level.cells.size(); ++cell)
            if (const ContentId content = level.cells[cell]; content.isValid()) {
                if (!map.cellOf(content))
                    return false;
                if (&level == &map.levels()[0] &&
                    (map.cellOf(content) != cell || !seen.insert(content).second))
                    return false;
            }
    return map.levels().empty() || seen.size() == map.size();
}

} // namespace

class TestPhotoMap : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void levelsShowWhatIsBelow_data()
    {
        QTest::addColumn<std::size_t>("count");
        QTest::addColumn<std::size_t>("columns");
        for (const std::size_t count : {0U, 1U, 2U, 3U, 8U, 65U, 101U, 1000U})
            for (const std::size_t columns : {1U, 7U, 32U})
                QTest::addRow("%zu in %zu", count, columns) << count << columns;
    }
    void levelsShowWhatIsBelow()
    {
        QFETCH(std::size_t, count);
        QFETCH(std::size_t, columns);
        const PhotoMap map = mapOf(count, columns);
        QVERIFY(isConsistent(map));
        QCOMPARE(map.size(), count);
        if (count > 0)
            QVERIFY(std::max(map.levels().back().columns, map.levels().back().rows()) <= 8);
        const auto again = PhotoMap::fromLevels(map.levels());
        QVERIFY(again && isConsistent(*again) && again->size() == count);
    }

    void stripsKeepNeighboursTogether()
    {
        // 5 columns and 3 lines, the last one short: 1 to 5, 6 to 10, 11 to 13.
        const auto strips = inStrips(gridOf(13, 5), 2);
        std::vector<ContentId> expected;
        for (const std::size_t photo : {1U, 2U, 6U, 7U, 11U, 12U, 13U, 8U, 9U, 3U, 4U, 5U, 10U})
            expected.push_back(id(photo));
        QCOMPARE(strips, expected);
        QVERIFY(inStrips({}, 3).empty());
        QCOMPARE(inStrips(gridOf(13, 5), 99), gridOf(13, 5).cells);
        PhotoMap map = mapOf(13, 5);
        map.removeUnless([](ContentId content) { return content != id(7); });
        std::erase(expected, id(7));
        QCOMPARE(inStrips(map.levels()[0], 2), expected);
    }

    void photosThatGoLeaveTheOthersWhereTheyAre()
    {
        PhotoMap map = mapOf(500, 23);
        map.removeUnless([](ContentId content) { return content.value() % 3 != 0; });
        QVERIFY(isConsistent(map));
        QCOMPARE(map.size(), std::size_t{334});
        for (std::size_t i = 1; i <= 500; ++i)
            QVERIFY(map.cellOf(id(i)) == (i % 3 != 0 ? std::optional(i - 1) : std::nullopt));
        map.removeUnless([](ContentId) { return false; });
        QVERIFY(isConsistent(map) && map.size() == 0);
    }

    void aNewPhotoGetsTheFreeCellNearestToItsNeighbour()
    {
        PhotoMap map = mapOf(100, 10);
        map.removeUnless([](ContentId content) { return content.value() != 37; });
        map.add({{id(200), id(55)}}); // 37 was at (6, 3), 55 is at (4, 5)
        QCOMPARE(map.cellOf(id(200)), std::optional<std::size_t>(36));
        map.add({{id(201), id(1)}, {id(202), id(9999)}, {id(203), {}}});
        QCOMPARE(map.cellOf(id(202)), std::optional<std::size_t>(101)); // at the end
        QCOMPARE(map.cellOf(id(203)), std::optional<std::size_t>(102));
        QVERIFY(map.cellOf(id(201)) == std::optional<std::size_t>(100)); // no free one nearer
        QVERIFY(isConsistent(map));
    }

    void anythingMayComeAndGo()
    {
        std::mt19937 random(3);
        PhotoMap map = mapOf(300, 18);
        std::set<ContentId> photos;
        for (std::size_t i = 1; i <= 300; ++i)
            photos.insert(id(i));
        std::size_t next = 301;
        for (int round = 0; round < 60; ++round) {
            if (random() % 2 == 0) {
                std::erase_if(photos, [&](ContentId) { return random() % 5 == 0; });
                map.removeUnless([&](ContentId content) { return photos.contains(content); });
            } else {
                std::vector<PhotoMap::Newcomer> newcomers;
                for (auto left = random() % 80; left > 0; --left) {
                    newcomers.push_back({id(next), id(random() % next)});
                    photos.insert(id(next++));
                }
                map.add(newcomers);
            }
            QVERIFY(isConsistent(map));
            QCOMPARE(map.size(), photos.size());
        }
    }

    void levelsThatDoNotFitAreRefused()
    {
        const std::vector<MapLevel> good = mapOf(300, 18).levels();
        const auto refused = [&good](const std::function<void(std::vector<MapLevel>&)>& change) {
            std::vector<MapLevel> levels = good;
            change(levels);
            return !PhotoMap::fromLevels(levels);
        };
        QVERIFY(refused([](auto& levels) { levels[0].columns = 0; }));
        QVERIFY(refused([](auto& levels) { levels[0].cells[1] = levels[0].cells[0]; }));
        QVERIFY(refused([](auto& levels) { levels.pop_back(); }));
        QVERIFY(refused([](auto& levels) { levels.push_back(levels.back()); }));
        QVERIFY(refused([](auto& levels) { levels[1].cells.pop_back(); }));
        QVERIFY(refused([](auto& levels) { levels[1].columns = 10; }));
        // What a coarser level shows is put right.
        std::vector<MapLevel> levels = good;
        std::ranges::fill(levels[1].cells, id(77));
        QVERIFY(isConsistent(*PhotoMap::fromLevels(levels)));
    }
};

QTEST_GUILESS_MAIN(TestPhotoMap)
#include "tst_photo_map.moc"
