// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/local_time.h"
#include "tests/core/catalog/catalog_fixture.h"

#include <QScopeGuard>
#include <algorithm>
#include <ctime>
#include <functional>
#include <limits>
#include <random>
#include <set>

using namespace lookalike;
using namespace lookalike::testing;
namespace fs = std::filesystem;

namespace {

std::int64_t floorSeconds(std::int64_t ns)
{
    return ns / 1'000'000'000 - (ns % 1'000'000'000 < 0 ? 1 : 0);
}

bool liesIn(const fs::path& path, const fs::path& folder)
{
    const auto end = std::mismatch(folder.begin(), folder.end(), path.begin(), path.end());
    return end.first == folder.end();
}

void setZone(const QByteArray& zone)
{
    qputenv("TZ", zone);
    ::tzset();
}

// The filter's words in plain code, over what the catalog was given.
struct Reference {
    std::vector<ContentRow> contents;
    std::vector<FileRow> files;

    [[nodiscard]] std::vector<ContentId> ask(const ContentFilter& filter) const
    {
        std::set<ContentId> found;
        for (const ContentRow& content : contents) {
            std::optional<std::int64_t> oldest;
            bool inFolder = false;
            const auto passesFolder = [&](const fs::path& file, const fs::path& folder) {
                return filter.withSubfolders ? liesIn(file, folder) : file.parent_path() == folder;
            };
            for (const FileRow& file : files) {
                if (file.content != content.id || file.state != FileState::Indexed)
                    continue;
                oldest = std::min(oldest.value_or(file.stamp.modifiedNs), file.stamp.modifiedNs);
                inFolder =
                    inFolder || filter.folders.empty() ||
                    std::any_of(filter.folders.begin(), filter.folders.end(),
                                [&](const fs::path& f) { return passesFolder(file.path, f); });
            }
            if (oldest && inFolder && passes(content, *oldest, filter))
                found.insert(content.id);
        }
        return {found.begin(), found.end()};
    }

    static bool passes(const ContentRow& content, std::int64_t oldest, const ContentFilter& filter)
    {
        using Shape = ContentFilter::Shape;
        const std::int64_t date =
            content.metadata.takenAt.value_or(localSeconds(floorSeconds(oldest)));
        const auto pixels =
            static_cast<std::uint64_t>(content.width) * static_cast<std::uint64_t>(content.height);
        const Shape shape = content.width > content.height   ? Shape::Landscape
                            : content.width < content.height ? Shape::Portrait
                                                             : Shape::Square;
        const auto& formats = filter.formats;
        return (!filter.takenAfter || date >= *filter.takenAfter) &&
               (!filter.takenBefore || date <= *filter.takenBefore) &&
               (!filter.minPixels || pixels >= *filter.minPixels) &&
               (!filter.maxPixels || pixels <= *filter.maxPixels) &&
               (formats.empty() ||
                std::find(formats.begin(), formats.end(), content.format) != formats.end()) &&
               (filter.shape == Shape::Any || filter.shape == shape) &&
               (!filter.cameraOnly || !content.metadata.camera.empty() ||
                content.metadata.takenAt.has_value());
    }
};

} // namespace

// If this fails, a search with a filter hides photos that fit, or shows ones that do not.
class TestContentFilter : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase() { m.reset(); }
    void filtersAgreeWithPlainCode_data();
    void filtersAgreeWithPlainCode();
    void randomFiltersAgreeWithPlainCode();
    void datesAreThoseOfTheUsersClock_data();
    void datesAreThoseOfTheUsersClock();
    void datesSpanThePresentPhotos();
    void filesPassFoldersByName();

private:
    std::unique_ptr<CatalogFixture> m;
    Reference m_reference;
    std::vector<fs::path> m_folders;
};

void TestContentFilter::initTestCase()
{
    setZone("UTC0");
    m = std::make_unique<CatalogFixture>();
    VERIFY_RESULT(m->open());
    const std::vector<fs::path> roots{m->photos, m->folder / "zoo"};
    const std::vector<FolderId> ids{m->addFolder(roots[0]), m->addFolder(roots[1])};
    m_folders = {m->folder,       roots[0],       roots[1],         roots[0] / "a",
                 roots[0] / "b",  roots[1] / "a", roots[0] / "a/a", m->folder / "nowhere",
                 roots[0] / "a-b"};
    std::mt19937 random(3);
    const auto pick = [&random](std::uint32_t below) { return static_cast<int>(random() % below); };
    VERIFY_RESULT(m->change([&](CatalogWriter& writer) -> Result<> {
        for (int i = 0; i < 300; ++i) {
            ContentRow row = CatalogFixture::contentOf(i);
            row.width = 1 + pick(5);
            row.height = 1 + pick(5);
            row.format = static_cast<ImageFormat>(1 + pick(4));
            if (pick(2) == 0)
                row.metadata.takenAt = pick(40) - 20;
            if (pick(3) == 0)
                row.metadata.camera = "Canon";
            auto id = writer.putContent(row);
            if (!id)
                return fail(id);
            row.id = *id;
            m_reference.contents.push_back(row);
        }
        const char* const places[] = {"", "a", "b", "a/a", "a-b", "a\xFF"};
        for (int i = 0; i < 500; ++i) {
            FileRow row;
            const auto root = static_cast<std::size_t>(pick(2));
            row.folder = ids[root];
            row.path = roots[root] / places[pick(6)] / std::to_string(i);
            row.stamp.modifiedNs = std::int64_t{pick(80) - 40} * 500'000'000;
            row.state = pick(4) == 0 ? FileState::Missing : FileState::Indexed;
            row.content = m_reference.contents[static_cast<std::size_t>(pick(300))].id;
            auto id = writer.putFile(row);
            if (!id)
                return fail(id);
            m_reference.files.push_back(row);
        }
        return {};
    }));
}

void TestContentFilter::filtersAgreeWithPlainCode_data()
{
    QTest::addColumn<ContentFilter>("filter");
    const auto row = [](const char* name, const std::function<void(ContentFilter&)>& set) {
        ContentFilter filter;
        set(filter);
        QTest::addRow("%s", name) << filter;
    };
    using F = ContentFilter;
    constexpr std::int64_t kLast = std::numeric_limits<std::int64_t>::max();
    row("everything", [](F&) {});
    row("a root", [&](F& f) { f.folders = {m->photos}; });
    row("a folder below a root", [&](F& f) { f.folders = {m->photos / "a"}; });
    row("a folder with a slash at its end", [&](F& f) { f.folders = {m->photos / "a" / ""}; });
    row("a folder around all roots", [&](F& f) { f.folders = {m->folder}; });
    row("both roots", [&](F& f) { f.folders = {m->photos, m->folder / "zoo"}; });
    row("a folder that no root knows", [&](F& f) { f.folders = {m->folder / "nowhere"}; });
    row("a root without its subfolders", [&](F& f) {
        f.folders = {m->photos};
        f.withSubfolders = false;
    });
    row("a folder without its subfolders, with a slash at its end", [&](F& f) {
        f.folders = {m->photos / "a" / ""};
        f.withSubfolders = false;
    });
    row("both roots without their subfolders", [&](F& f) {
        f.folders = {m->photos, m->folder / "zoo"};
        f.withSubfolders = false;
    });
    row("a folder that holds nothing but folders", [&](F& f) {
        f.folders = {m->folder};
        f.withSubfolders = false;
    });
    row("two folders", [&](F& f) { f.folders = {m->photos / "a", m->folder / "zoo" / "b"}; });
    row("after a moment", [](F& f) { f.takenAfter = 3; });
    row("before a moment in 1969", [](F& f) { f.takenBefore = -3; });
    row("at one second", [](F& f) {
        f.takenAfter = -1;
        f.takenBefore = -1;
    });
    row("any time there is", [&](F& f) {
        f.takenAfter = -kLast - 1;
        f.takenBefore = kLast;
    });
    row("formats", [](F& f) { f.formats = {ImageFormat::Jpeg, ImageFormat::Tiff}; });
    row("pixels", [](F& f) {
        f.minPixels = 4;
        f.maxPixels = 12;
    });
    row("more pixels than there can be", [](F& f) { f.minPixels = ~std::uint64_t{0}; });
    row("portraits", [](F& f) { f.shape = F::Shape::Portrait; });
    row("squares", [](F& f) { f.shape = F::Shape::Square; });
    row("from a camera", [](F& f) { f.cameraOnly = true; });
}

void TestContentFilter::filtersAgreeWithPlainCode()
{
    QFETCH(ContentFilter, filter);
    ContentFilter plain = filter;
    for (fs::path& folder : plain.folders)
        if (!folder.has_filename())
            folder = folder.parent_path();
    const std::vector<ContentId> expected = m_reference.ask(plain);
    const auto found = m->reader()->contents(filter);
    VERIFY_RESULT(found);
    QVERIFY(*found == expected);
    const bool none = filter.minPixels == ~std::uint64_t{0} ||
                      (!filter.withSubfolders && filter.folders[0] == m->folder) ||
                      (!filter.folders.empty() && filter.folders[0].filename() == "nowhere");
    QCOMPARE(expected.empty(), none); // a comparison of nothing with nothing proves nothing
}

void TestContentFilter::randomFiltersAgreeWithPlainCode()
{
    std::mt19937 random(11);
    const auto pick = [&random](std::uint32_t below) { return static_cast<int>(random() % below); };
    const auto reader = m->reader();
    std::size_t hits = 0;
    for (int i = 0; i < 400; ++i) {
        ContentFilter filter;
        for (int n = pick(3); n > 0; --n)
            filter.folders.push_back(m_folders[static_cast<std::size_t>(pick(9))]);
        filter.withSubfolders = pick(3) > 0;
        if (pick(3) == 0)
            filter.takenAfter = pick(40) - 25;
        if (pick(3) == 0)
            filter.takenBefore = pick(40) - 15;
        if (pick(3) == 0)
            filter.formats = {static_cast<ImageFormat>(pick(5))};
        if (pick(3) == 0)
            filter.minPixels = static_cast<std::uint64_t>(pick(10));
        if (pick(3) == 0)
            filter.maxPixels = static_cast<std::uint64_t>(4 + pick(20));
        if (pick(2) == 0)
            filter.shape = static_cast<ContentFilter::Shape>(pick(4));
        filter.cameraOnly = pick(4) == 0;
        const auto found = reader->contents(filter);
        VERIFY_RESULT(found);
        QVERIFY(*found == m_reference.ask(filter));
        hits += found->size();
    }
    QVERIFY(hits > 1000);
}

void TestContentFilter::datesAreThoseOfTheUsersClock_data()
{
    QTest::addColumn<QByteArray>("zone");
    QTest::addColumn<int>("ahead"); // hours
    QTest::newRow("the first to see a day") << QByteArray("LINT-14") << 14;
    QTest::newRow("the last to see it") << QByteArray("AoE12") << -12;
}

void TestContentFilter::datesAreThoseOfTheUsersClock()
{
    QFETCH(const QByteArray, zone);
    QFETCH(const int, ahead);
    setZone(zone);
    const auto utc = qScopeGuard([] { setZone("UTC0"); });
    const auto reader = m->reader();
    // Files are some hours away from what cameras wrote, in the same seconds.
    for (const std::int64_t hour : {0, ahead, ahead / 2}) {
        for (int second = -20; second <= 20; ++second) {
            for (const bool isAfter : {true, false}) {
                ContentFilter filter;
                (isAfter ? filter.takenAfter : filter.takenBefore) = hour * 3600 + second;
                const auto found = reader->contents(filter);
                VERIFY_RESULT(found);
                QVERIFY(*found == m_reference.ask(filter));
            }
        }
    }
    ContentFilter filter;
    filter.takenAfter = (*reader->dates())->earliest;
    filter.takenBefore = (*reader->dates())->latest;
    QVERIFY(reader->contents(filter)->size() == m_reference.ask({}).size());
}

void TestContentFilter::datesSpanThePresentPhotos()
{
    const auto dates = m->reader()->dates();
    VERIFY_RESULT(dates);
    QVERIFY(dates->has_value());
    const auto count = [&](const std::function<void(ContentFilter&)>& set) {
        ContentFilter filter;
        set(filter);
        return m_reference.ask(filter).size();
    };
    const std::size_t all = count([](ContentFilter&) {});
    QCOMPARE(count([&](auto& f) { f.takenAfter = (*dates)->earliest; }), all);
    QVERIFY(count([&](auto& f) { f.takenAfter = (*dates)->earliest + 1; }) < all);
    QCOMPARE(count([&](auto& f) { f.takenBefore = (*dates)->latest; }), all);
    QVERIFY(count([&](auto& f) { f.takenBefore = (*dates)->latest - 1; }) < all);

    CatalogFixture empty;
    VERIFY_RESULT(empty.open());
    QVERIFY(!empty.reader()->dates()->has_value());
}

void TestContentFilter::filesPassFoldersByName()
{
    ContentFilter filter;
    QVERIFY(filter.passesFolders("/photos/a/b.jpg"));
    filter.folders = {"/photos/a/", "/scans"};
    QVERIFY(filter.passesFolders("/photos/a/b.jpg") && filter.passesFolders("/scans/c/d.jpg"));
    QVERIFY(!filter.passesFolders("/photos/ab.jpg"));
    filter.withSubfolders = false;
    QVERIFY(filter.passesFolders("/photos/a/b.jpg") && !filter.passesFolders("/scans/c/d.jpg"));
    QVERIFY(!filter.passesFolders("/photos/a"));
}

QTEST_GUILESS_MAIN(TestContentFilter)
#include "tst_content_filter.moc"
