// SPDX-License-Identifier: GPL-3.0-or-later
// Copies are told by all that a file holds: every page and frame, alpha, depth and second pictures.
// Real files through the real library. If these fail, pages, animations or drawings go to the trash
// for another file that only begins in the same way.
#include "core/library/library_core.h"
#include "tests/core/image/picture_writers.h"
#include "tests/core/image/tiff_writer.h"
#include "tests/core/library/colour_encoder.h"
#include "tests/core/library/open_library.h"
#include "tests/testing.h"

#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>

#include <QTemporaryDir>
#include <algorithm>
#include <map>
#include <set>

using namespace lookalike;
using namespace lookalike::testing;
namespace fs = std::filesystem;

namespace {

/// Few colours, many shapes: what a GIF can hold and verification recognises.
RgbaPicture scene(unsigned seed, int side = 320)
{
    cv::RNG random(seed);
    cv::Mat drawn(side, side, CV_8UC3, cv::Scalar(60, 120, 180));
    for (int i = 0; i < 70; ++i) {
        const cv::Point from(random.uniform(0, side), random.uniform(0, side));
        const cv::Scalar colour(60 * random.uniform(0, 4), 60 * random.uniform(0, 4),
                                60 * random.uniform(0, 4));
        if (i % 2 == 0)
            cv::circle(drawn, from, random.uniform(5, 40), colour, cv::FILLED);
        else
            cv::line(drawn, from, {random.uniform(0, side), random.uniform(0, side)}, colour, 5);
    }
    RgbaPicture picture(side, side);
    for (int y = 0; y < side; ++y)
        for (int x = 0; x < side; ++x) {
            const auto& pixel = drawn.at<cv::Vec3b>(y, x);
            picture.at(x, y) = {pixel[0], pixel[1], pixel[2], 255};
        }
    return picture;
}

/// The same with everything outside a disc cut away; `hidden` stands there.
RgbaPicture cutOut(RgbaPicture picture, const Rgba& hidden)
{
    const int middle = picture.width / 2;
    for (int y = 0; y < picture.height; ++y)
        for (int x = 0; x < picture.width; ++x)
            if ((x - middle) * (x - middle) + (y - middle) * (y - middle) > middle * middle * 4 / 5)
                picture.at(x, y) = hidden;
    return picture;
}

/// Black lines on nothing.
RgbaPicture lineArt(unsigned seed)
{
    RgbaPicture picture(320, 320);
    const RgbaPicture from = scene(seed);
    for (int y = 1; y < 320; ++y)
        for (int x = 1; x < 320; ++x)
            if (from.at(x, y) != from.at(x - 1, y) || from.at(x, y) != from.at(x, y - 1))
                picture.at(x, y) = {0, 0, 0, 255};
    return picture;
}

TiffPage page(const RgbaPicture& picture)
{
    TiffPage page{static_cast<std::uint32_t>(picture.width),
                  static_cast<std::uint32_t>(picture.height),
                  kTiffRgb,
                  3,
                  8,
                  {},
                  {}};
    for (const Rgba& p : picture.pixels)
        page.pixels.insert(page.pixels.end(), p.begin(), p.begin() + 3);
    return page;
}

FileBytes tiff(const std::vector<RgbaPicture>& pages)
{
    std::vector<TiffPage> all;
    for (const RgbaPicture& picture : pages)
        all.push_back(page(picture));
    return tiffBytes(all);
}

std::vector<KeeperRule> namesFirst()
{
    std::vector<KeeperRule> rules = defaultKeeperRules();
    std::ranges::rotate(rules, std::ranges::find(rules, KeeperRule::OriginalName));
    return rules;
}

} // namespace

class TestWholePictures : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup() { m_library.reset(); }

    void scansWithOneCoverAreNoCopies();
    void animationsWithOneFirstFrameAreNoCopies();
    void allPagesAndFramesTheSameAreCopies();
    void aDrawingOnNothingIsLikeNoOther();
    void whatIsHiddenUnderACutOutHasNoSay();
    void aCutOutNeverGoesForItsFlatCopy();
    void deeperChannelsNeverGoForShallowOnes();
    void whatAnOlderVersionReadIsLookedIntoBeforeItMayGo();
    void theCasesOfStrangers_data();
    void theCasesOfStrangers();

private:
    void write(const std::string& name, const FileBytes& bytes) const
    {
        writeFile(m_photos / name, bytes);
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
    void read()
    {
        VERIFY_RESULT(m_library->addFolder(m_photos));
        VERIFY_RESULT(m_library->index({}, {}));
    }
    void scan()
    {
        const auto scanned = m_library->duplicates().scan({}, {}, {}, {});
        VERIFY_RESULT(scanned);
        QCOMPARE(scanned->failed, std::uint64_t{0});
    }
    std::vector<DuplicateGroup> groups()
    {
        auto found = m_library->duplicates().groups({});
        return found ? std::move(*found) : std::vector<DuplicateGroup>(99);
    }
    /// Names of all files that are suggested for the trash.
    QStringList suggested()
    {
        QStringList names;
        for (const DuplicateGroup& group : groups())
            for (const DuplicateMember& member : group.members)
                if (maySuggestToGo(member, group.members.front()))
                    names += QString::fromStdString(member.file.path.filename().string());
        names.sort();
        return names;
    }
    /// Reads and compares.
    std::vector<DuplicateGroup> found()
    {
        read();
        scan();
        return groups();
    }
    static bool lose(const DuplicateGroup& group, KeeperLossKind kind)
    {
        return std::ranges::any_of(group.losses,
                                   [kind](const KeeperLoss& loss) { return loss.kind == kind; });
    }

    std::unique_ptr<QTemporaryDir> m_temporary;
    fs::path m_folder;
    fs::path m_photos;
    std::shared_ptr<ColourEncoder> m_encoder = std::make_shared<ColourEncoder>();
    std::unique_ptr<PhotoLibrary> m_library;
};

void TestWholePictures::init()
{
    m_temporary = std::make_unique<QTemporaryDir>();
    QVERIFY(m_temporary->isValid());
    m_folder = fs::canonical(m_temporary->path().toStdString());
    m_photos = m_folder / "photos";
    fs::create_directories(m_folder / "data");
    fs::create_directories(m_photos);
    open();
}

void TestWholePictures::scansWithOneCoverAreNoCopies()
{
    write("2022.tif", tiff({scene(1), scene(2), scene(3)}));
    write("2023.tif", tiff({scene(1), scene(4), scene(5)}));
    write("2024.tif", tiff({scene(1), scene(2)}));
    write("cover.tif", tiff({scene(1)}));
    write("cover.png", pngBytes(scene(1), PngKind::Opaque));
    const auto all = found();
    QCOMPARE(all.size(), std::size_t{1}); // the two covers
    QCOMPARE(all[0].members.size(), std::size_t{2});
    QVERIFY(all[0].relation == Relation::IdenticalPixels);
    QCOMPARE(suggested().size(), 1);
    QVERIFY(suggested().front().startsWith("cover"));
}

void TestWholePictures::animationsWithOneFirstFrameAreNoCopies()
{
    write("a.gif", gifBytes({scene(1), scene(2), scene(3)}));
    write("b.gif", gifBytes({scene(1), scene(4), scene(5)}));
    write("still.gif", gifBytes({scene(1)}));
    write("still.png", pngBytes(scene(1), PngKind::Opaque));
    write("c.webp", webpBytes({scene(1), scene(6)}));
    const auto all = found();
    QCOMPARE(all.size(), std::size_t{1});
    QCOMPARE(all[0].members.size(), std::size_t{2});
    for (const DuplicateMember& member : all[0].members)
        QVERIFY(member.file.path.stem() == "still");
}

void TestWholePictures::allPagesAndFramesTheSameAreCopies()
{
    write("a.tif", tiff({scene(1), scene(2)}));
    FileBytes padded = tiff({scene(1), scene(2)});
    padded.insert(padded.end(), 100, 0); // other bytes, the same pages
    write("b.tif", padded);
    write("a.gif", gifBytes({scene(3), scene(4)}));
    write("a.webp", webpBytes({scene(3), scene(4)}));
    const auto all = found();
    QCOMPARE(all.size(), std::size_t{2});
    for (const DuplicateGroup& group : all) {
        QVERIFY(group.relation == Relation::IdenticalPixels);
        QVERIFY(group.losses.empty());
    }
}

void TestWholePictures::aDrawingOnNothingIsLikeNoOther()
{
    for (unsigned i = 0; i < 4; ++i) {
        const std::string name = "drawing " + std::to_string(i);
        write(name + ".png", pngBytes(lineArt(i), PngKind::Alpha));
        write("grey " + name + ".png", pngBytes(lineArt(10 + i), PngKind::GreyAlpha));
        write(name + ".webp", webpBytes({lineArt(20 + i)}));
        write(name + ".gif", gifBytes({lineArt(30 + i)}));
    }
    QCOMPARE(found().size(), std::size_t{0});
}

void TestWholePictures::whatIsHiddenUnderACutOutHasNoSay()
{
    write("a.png", pngBytes(cutOut(scene(1), {0, 0, 0, 0}), PngKind::Alpha));
    write("b.png", pngBytes(cutOut(scene(1), {9, 200, 30, 0}), PngKind::Alpha));
    write("c.webp", webpBytes({cutOut(scene(1), {200, 0, 200, 0})}));
    const auto all = found();
    QCOMPARE(all.size(), std::size_t{1});
    QCOMPARE(all[0].members.size(), std::size_t{3});
    QVERIFY(all[0].relation == Relation::IdenticalPixels);
}

void TestWholePictures::aCutOutNeverGoesForItsFlatCopy()
{
    const RgbaPicture sticker = cutOut(scene(1), {0, 0, 0, 0});
    write("sticker.png", pngBytes(sticker, PngKind::Alpha));
    RgbaPicture flat = sticker;
    std::ranges::replace(flat.pixels, Rgba{0, 0, 0, 0}, Rgba{255, 255, 255, 255});
    cv::Mat large(flat.height, flat.width, CV_8UC4, flat.pixels.data());
    cv::cvtColor(large, large, cv::COLOR_RGBA2BGR);
    cv::resize(large, large, {}, 2, 2, cv::INTER_CUBIC);
    FileBytes jpeg;
    cv::imencode(".jpg", large, jpeg); // more pixels: this one stays
    write("flat.jpg", jpeg);
    const auto all = found();
    QCOMPARE(all.size(), std::size_t{1});
    QVERIFY(all[0].members.front().file.path.filename() == "flat.jpg");
    QVERIFY(lose(all[0], KeeperLossKind::Transparency));
    QVERIFY(all[0].members[1].content.facts->alpha);
    QVERIFY(!all[0].members[0].content.facts->alpha);
    QCOMPARE(suggested(), QStringList());
    QCOMPARE(all[0].bytesToGain, std::uint64_t{0});
}

void TestWholePictures::deeperChannelsNeverGoForShallowOnes()
{
    VERIFY_RESULT(m_library->duplicates().setKeeperRules(namesFirst()));
    write("IMG_0001.png", pngBytes(scene(1), PngKind::Opaque)); // its name makes it the one to stay
    write("deep.png", pngBytes(scene(1), PngKind::Alpha16));
    const auto all = found();
    QCOMPARE(all.size(), std::size_t{1});
    QVERIFY(all[0].relation != Relation::IdenticalPixels);
    QVERIFY(all[0].members.front().file.path.filename() == "IMG_0001.png");
    QVERIFY(lose(all[0], KeeperLossKind::BitDepth));
    QCOMPARE(suggested(), QStringList());
}

void TestWholePictures::whatAnOlderVersionReadIsLookedIntoBeforeItMayGo()
{
    VERIFY_RESULT(m_library->duplicates().setKeeperRules(namesFirst()));
    write("IMG_0001.png", pngBytes(scene(1), PngKind::Opaque));
    write("deep.png", pngBytes(scene(1), PngKind::Alpha16));
    read();
    m_library.reset();
    {
        auto catalog = Catalog::open(m_folder / "data" / "catalog.db");
        VERIFY_RESULT(catalog);
        for (const std::int64_t id : {1, 2}) {
            const auto reader = (*catalog)->reader();
            VERIFY_RESULT(reader);
            const auto known = (*reader)->content(ContentId(id));
            VERIFY_RESULT(known);
            ContentRow row = **known;
            row.facts.reset();
            VERIFY_RESULT((*catalog)->write([&](CatalogWriter& writer) -> Result<> {
                auto put = writer.putContent(row);
                return put ? Result<>() : fail(put);
            }));
        }
    }
    open();
    scan();
    QCOMPARE(groups().size(), std::size_t{1});
    for (const DuplicateMember& member : groups()[0].members)
        QVERIFY(member.content.facts.has_value());
    QCOMPARE(suggested(), QStringList());
}

void TestWholePictures::theCasesOfStrangers_data()
{
    QTest::addColumn<QString>("folder");
    QTest::addColumn<int>("groups");
    QTest::addColumn<bool>("mayGo");
    QTest::newRow("line art on transparent") << "02-line-art-on-transparent" << 0 << false;
    QTest::newRow("a sticker and what is hidden") << "03-sticker-hidden-colours" << 1 << true;
    QTest::newRow("animations") << "04-animations-one-first-frame" << 0 << false;
    QTest::newRow("scans with one cover") << "05-tiff-pages-one-cover" << 0 << false;
}

void TestWholePictures::theCasesOfStrangers()
{
    QFETCH(QString, folder);
    QFETCH(int, groups);
    QFETCH(bool, mayGo);
    REQUIRE_SHARED("cases");
    const fs::path from = sharedFolder() / "cases" / folder.toStdString();
    std::size_t files = 0;
    for (const auto& entry : fs::directory_iterator(from))
        if (entry.path().extension() != ".txt") {
            fs::copy_file(entry.path(), m_photos / entry.path().filename());
            ++files;
        }
    const auto all = found();
    QCOMPARE(all.size(), static_cast<std::size_t>(groups));
    if (groups == 1)
        QCOMPARE(all[0].members.size(), files);
    QVERIFY(mayGo || suggested().isEmpty());
}

QTEST_GUILESS_MAIN(TestWholePictures)
#include "tst_whole_pictures.moc"
