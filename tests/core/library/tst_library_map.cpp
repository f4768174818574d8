// SPDX-License-Identifier: GPL-3.0-or-later
// The map of a real library, while photos come and go between two looks at it. If these fail, the
// user does not find photos where they were, or sees some that are no longer there.
#include "core/catalog/catalog_connection.h"
#include "core/library/library_core.h"
#include "tests/core/image/test_pictures.h"
#include "tests/core/library/colour_encoder.h"
#include "tests/core/library/open_library.h"
#include "tests/testing.h"

#include <QTemporaryDir>
#include <algorithm>
#include <cmath>
#include <fstream>
#include <map>
#include <set>

using namespace lookalike;
using namespace lookalike::testing;
namespace fs = std::filesystem;

namespace {

/// More than what is sorted again each time.
constexpr int kPhotos = 2100;

std::set<ContentId> photosOf(const PhotoMap& map)
{
    std::set<ContentId> photos;
    for (const MapLevel& level : map.levels())
        for (const ContentId content : level.cells)
            if (content.isValid())
                photos.insert(content);
    return photos;
}

} // namespace

class TestLibraryMap : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_dir = std::make_unique<QTemporaryDir>();
        m_folder = fs::canonical(m_dir->path().toStdString());
        fs::create_directories(m_folder / "photos");
        open();
        VERIFY_RESULT(m_library->addFolder(m_folder / "photos"));
    }
    void cleanup()
    {
        m_library.reset();
        m_dir.reset();
    }
    void aSmallMap_data()
    {
        QTest::addColumn<int>("count");
        for (const int count : {0, 1, 2, 3, 17})
            QTest::addRow("%d", count) << count;
    }
    void aSmallMap()
    {
        QFETCH(int, count);
        add(0, count);
        const auto map = m_library->map(MapOrder::Kept, {});
        VERIFY_RESULT(map);
        QCOMPARE(map->size(), static_cast<std::size_t>(count));
        QCOMPARE(map->levels().empty(), count == 0);
        QVERIFY(!fs::exists(mapFile()));
        const std::set<ContentId> contents = photosOf(*map);
        const std::vector<ContentId> list(contents.begin(), contents.end());
        const auto photos = m_library->photos(list);
        VERIFY_RESULT(photos);
        QCOMPARE(photos->size(), list.size());
        for (std::size_t i = 0; i < list.size(); ++i) {
            QCOMPARE((*photos)[i].content, list[i]);
            QVERIFY(fs::exists((*photos)[i].path));
        }
    }
    void photosStayWhereTheyWere()
    {
        add(0, kPhotos);
        const auto first = m_library->map(MapOrder::Kept, {});
        VERIFY_RESULT(first);
        QCOMPARE(first->size(), static_cast<std::size_t>(kPhotos));
        QVERIFY(fs::exists(mapFile()));
        for (int i = 0; i < 40; ++i)
            fs::remove(photo(i));
        add(kPhotos, kPhotos + 60);
        open();
        const auto second = m_library->map(MapOrder::Kept, {});
        VERIFY_RESULT(second);
        QCOMPARE(second->size(), static_cast<std::size_t>(kPhotos + 20));
        std::size_t moved = 0;
        for (const ContentId content : photosOf(*first))
            if (const auto cell = second->cellOf(content))
                moved += cell != first->cellOf(content) ? 1U : 0U;
        QCOMPARE(moved, std::size_t{0});
        const auto sorted = m_library->map(MapOrder::Sorted, {});
        VERIFY_RESULT(sorted);
        QVERIFY(photosOf(*sorted) == photosOf(*second));
        QVERIFY(sorted->levels()[0].cells != second->levels()[0].cells);
        // What was sorted last is what is kept, and is not written again.
        const auto written = fs::last_write_time(mapFile());
        QVERIFY(m_library->map(MapOrder::Kept, {})->levels()[0].cells == sorted->levels()[0].cells);
        QVERIFY(fs::last_write_time(mapFile()) == written);
        // A photo that no catalog can have yet comes back as itself, and takes no memory.
        std::ifstream file(mapFile());
        std::string text{std::istreambuf_iterator<char>(file), {}};
        const std::string known = std::to_string(sorted->levels()[0].cells[0].value());
        const auto at = text.find('[' + known + ',');
        QVERIFY(at != std::string::npos);
        text.replace(at + 1, known.size(), "9000000000000000000");
        std::ofstream(mapFile()) << text;
        QVERIFY(photosOf(*m_library->map(MapOrder::Kept, {})) == photosOf(*sorted));
        // A file that is no map is not one.
        std::ofstream(mapFile()) << R"({"space":"x","levels":[{"columns":-1}]})";
        QVERIFY(photosOf(*m_library->map(MapOrder::Kept, {})) == photosOf(*sorted));
    }
    void aStopEndsIt()
    {
        add(0, 50);
        std::stop_source stop;
        stop.request_stop();
        const auto map = m_library->map(MapOrder::Sorted, stop.get_token());
        QVERIFY(!map && map.error().code == ErrorCode::Cancelled);
    }

    void aListIsSortedByLikeness()
    {
        constexpr int kListed = 90;
        constexpr std::size_t kColumns = 9;
        add(0, 120);
        const auto map = m_library->map(MapOrder::Kept, {});
        VERIFY_RESULT(map);
        const std::set<ContentId> all = photosOf(*map);
        std::vector<ContentId> list(all.begin(), std::next(all.begin(), kListed));
        const ContentId unknown(1'000'000);
        const ContentId gone(2'000'000);
        list.insert(list.begin() + 40, unknown);
        list.push_back(gone);
        const auto sorted = m_library->sortByLikeness(list, kColumns, {});
        VERIFY_RESULT(sorted);
        QCOMPARE(sorted->size(), list.size());
        QVERIFY(std::ranges::is_permutation(*sorted, list));
        QCOMPARE((*sorted)[kListed], unknown);
        QCOMPARE((*sorted)[kListed + 1], gone);
        const auto roughness = [&](const std::vector<ContentId>& order) {
            return roughnessOf({order.begin(), order.begin() + kListed}, kColumns);
        };
        const std::vector<ContentId> unsorted(all.begin(), std::next(all.begin(), kListed));
        QVERIFY(roughness(*sorted) < 0.5 * roughness(unsorted));
        // The order in which they are given changes nothing.
        std::ranges::reverse(list);
        const auto again = m_library->sortByLikeness(list, kColumns, {});
        VERIFY_RESULT(again);
        QVERIFY(std::equal(again->begin(), again->begin() + kListed, sorted->begin()));
    }
    void aLargeListTakesTheOrderOfTheMap()
    {
        constexpr std::size_t kColumns = 7;
        add(0, kPhotos);
        const auto map = m_library->map(MapOrder::Kept, {});
        VERIFY_RESULT(map);
        const std::set<ContentId> all = photosOf(*map);
        std::vector<ContentId> list(all.begin(), all.end());
        list.insert(list.begin(), ContentId(1'000'000)); // not there
        list.push_back(list[5]);                         // twice
        const auto sorted = m_library->sortByLikeness(list, kColumns, {});
        VERIFY_RESULT(sorted);
        QVERIFY(std::ranges::is_permutation(*sorted, list));
        QCOMPARE(sorted->back(), ContentId(1'000'000));
        std::vector<ContentId> shown = *sorted;
        shown.pop_back();
        std::ranges::sort(list);
        list.pop_back();
        QVERIFY(roughnessOf(shown, kColumns) < 0.5 * roughnessOf(list, kColumns));
    }
    void shortListsAreSorted_data()
    {
        QTest::addColumn<int>("count");
        for (const int count : {0, 1, 2, 3, 7})
            QTest::addRow("%d", count) << count;
    }
    void shortListsAreSorted()
    {
        QFETCH(int, count);
        const auto before = m_library->sortByLikeness(std::vector{ContentId(3)}, 5, {});
        VERIFY_RESULT(before); // nothing is indexed
        QCOMPARE(*before, std::vector{ContentId(3)});
        add(0, 7);
        const auto all = photosOf(*m_library->map(MapOrder::Kept, {}));
        const std::vector<ContentId> list(all.begin(), std::next(all.begin(), count));
        for (const std::size_t columns :
             {std::size_t{0}, std::size_t{1}, std::size_t{2}, std::size_t{100}}) {
            const auto sorted = m_library->sortByLikeness(list, columns, {});
            VERIFY_RESULT(sorted);
            QVERIFY(std::ranges::is_permutation(*sorted, list));
        }
        std::stop_source stop;
        stop.request_stop();
        const auto stopped = m_library->sortByLikeness(list, 2, stop.get_token());
        QVERIFY(count == 0 || (!stopped && stopped.error().code == ErrorCode::Cancelled));
    }

private:
    /// How much neighbours of a grid differ.
    double roughnessOf(const std::vector<ContentId>& order, std::size_t columns) const
    {
        const auto colours = coloursById();
        double sum = 0;
        for (std::size_t cell = 0; cell < order.size(); ++cell)
            for (const std::size_t other : {cell + 1, cell + columns})
                if (other < order.size() && !(other == cell + 1 && other % columns == 0))
                    for (std::size_t i = 0; i < 4; ++i)
                        sum +=
                            std::pow(colours.at(order[cell])[i] - colours.at(order[other])[i], 2);
        return sum;
    }
    std::map<ContentId, std::vector<float>> coloursById() const
    {
        std::map<ContentId, std::vector<float>> colours;
        const auto visited = m_library->forEachEmbedding(
            [&](ContentId content, const fs::path&, std::span<const float> embedding) {
                colours.emplace(content, std::vector(embedding.begin(), embedding.end()));
                return true;
            });
        return visited ? colours : decltype(colours)();
    }
    void open()
    {
        m_library.reset();
        LibraryOptions options;
        options.catalog = m_folder / "data" / "catalog.db";
        auto opened = openLibrary(options, m_encoder);
        VERIFY_RESULT(opened);
        m_library = std::move(*opened);
    }
    fs::path photo(int number) const
    {
        return m_folder / "photos" / (std::to_string(number) + ".bmp");
    }
    fs::path mapFile() const { return besideCatalog(m_library->catalog(), ".map"); }
    void add(int begin, int end)
    {
        for (int i = begin; i < end; ++i)
            writePlainPhoto(photo(i), i & 255, (i * 7) & 255, i >> 8);
        VERIFY_RESULT(m_library->index({}, {}));
    }

    std::unique_ptr<QTemporaryDir> m_dir;
    fs::path m_folder;
    std::shared_ptr<ColourEncoder> m_encoder = std::make_shared<ColourEncoder>();
    std::unique_ptr<PhotoLibrary> m_library;
};

QTEST_GUILESS_MAIN(TestLibraryMap)
#include "tst_library_map.moc"
