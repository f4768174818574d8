// SPDX-License-Identifier: GPL-3.0-or-later
// The list of all photos, over catalogs without files. If these fail, the library page hides
// photos, shows some twice, or has them in another order than it says.
#include "core/base/local_time.h"
#include "core/base/natural_order.h"
#include "core/base/path_bytes.h"
#include "core/library/photo_lister.h"
#include "tests/core/catalog/catalog_fixture.h"

#include <algorithm>
#include <map>
#include <random>
#include <set>

using namespace lookalike;
using namespace lookalike::testing;
namespace fs = std::filesystem;

namespace {

constexpr std::int64_t kNoon = 1'700'000'000;

struct Photo {
    std::string path; ///< below the first root
    std::optional<std::int64_t> takenAt;
    std::string camera = {};
    ImageFormat format = ImageFormat::Jpeg;
    std::uint64_t bytes = 1000;
};

std::vector<std::string> namesOf(const PhotoList& list)
{
    std::vector<std::string> names;
    for (std::size_t at = 0; at < list.size(); ++at)
        names.emplace_back(list.name(at));
    return names;
}

std::vector<std::size_t> burstsOf(const PhotoList& list)
{
    std::vector<std::size_t> bursts;
    for (std::size_t at = 0; at < list.size(); ++at)
        bursts.push_back(list.burst(at));
    return bursts;
}

} // namespace

class TestPhotoList : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup() { m_catalog.reset(); }

    void anEmptyLibraryHasAnEmptyList();
    void aListIsInItsOrder_data();
    void aListIsInItsOrder();
    void identicalFilesAreOnePhoto();
    void aRawFileAndItsPictureAreOnePhoto();
    void aRawFileStaysWhereItsPictureIsLeftOut();
    void shotsOfOneCameraAreABurst();
    void likenessKeepsBurstsTogether();
    void theFirstOfAListComeAtOnce();
    void aFilesDateIsTheOneWhereTheUserIs();
    void aFolderListsItsOwnPhotos();
    void listingCanBeStopped();

private:
    void add(const Photo& photo, int number);
    void addAll(const std::vector<Photo>& photos)
    {
        for (const Photo& photo : photos)
            add(photo, ++m_count);
    }
    [[nodiscard]] std::shared_ptr<const PhotoList> list(const PhotoListRequest& request,
                                                        const PhotoLister::LikenessSort& sort = {})
    {
        auto listed = PhotoLister::list(*m_catalog->reader(), request, nullptr, sort, {});
        if (!listed)
            throw std::runtime_error(listed.error().text());
        return *listed;
    }

    std::unique_ptr<CatalogFixture> m_catalog;
    FolderId m_root;
    int m_count = 0;
};

void TestPhotoList::initTestCase()
{
    qputenv("TZ", "PST8PDT,M3.2.0,M11.1.0"); // hours from UTC, in any season
}

void TestPhotoList::init()
{
    m_catalog = std::make_unique<CatalogFixture>();
    VERIFY_RESULT(m_catalog->open());
    m_root = m_catalog->addFolder(m_catalog->photos);
    m_count = 0;
}

void TestPhotoList::add(const Photo& photo, int number)
{
    ContentRow content = CatalogFixture::contentOf(number);
    content.metadata.takenAt = photo.takenAt;
    content.metadata.camera = photo.camera;
    content.format = photo.format;
    content.bytes = photo.bytes;
    const ContentId id =
        m_catalog->make([&](CatalogWriter& writer) { return writer.putContent(content); });
    m_catalog->addFile(m_root, m_catalog->photos / photo.path, FileState::Indexed, id);
}

void TestPhotoList::anEmptyLibraryHasAnEmptyList()
{
    QVERIFY(list({})->isEmpty());
    PhotoListRequest first;
    first.first = 10;
    QVERIFY(list(first)->isEmpty());
}

void TestPhotoList::aListIsInItsOrder_data()
{
    QTest::addColumn<int>("order");
    QTest::addColumn<bool>("descending");
    for (const PhotoOrder order :
         {PhotoOrder::Date, PhotoOrder::Folder, PhotoOrder::Name, PhotoOrder::Size})
        for (const bool descending : {true, false})
            QTest::addRow("%d%s", int(order), descending ? " descending" : "")
                << int(order) << descending;
}

void TestPhotoList::aListIsInItsOrder()
{
    QFETCH(int, order);
    QFETCH(bool, descending);
    std::mt19937 random(3);
    for (int i = 0; i < 200; ++i) {
        Photo photo;
        photo.path = "f" + std::to_string(random() % 12) + "/IMG_" + std::to_string(i) + ".jpg";
        if (random() % 3 != 0)
            photo.takenAt = kNoon + static_cast<std::int64_t>(random() % 50) * 100;
        photo.bytes = random() % 20;
        add(photo, ++m_count);
    }
    PhotoListRequest request;
    request.order = static_cast<PhotoOrder>(order);
    request.descending = descending;
    const auto photos = list(request);
    QCOMPARE(photos->size(), std::size_t{200});
    std::set<ContentId> seen;
    for (std::size_t at = 0; at < photos->size(); ++at)
        QVERIFY(seen.insert(photos->content(at)).second);
    for (std::size_t at = 1; at < photos->size(); ++at) {
        const std::size_t before = descending ? at : at - 1;
        const std::size_t after = descending ? at - 1 : at;
        const auto folder = [&](std::size_t place) {
            return pathToBytes(photos->folders()[photos->folder(place)]);
        };
        const auto byName = compareNaturally(photos->name(before), photos->name(after));
        switch (request.order) {
        case PhotoOrder::Date:
            QVERIFY(photos->date(before) < photos->date(after) ||
                    (photos->date(before) == photos->date(after) && byName <= 0));
            break;
        case PhotoOrder::Folder:
            QVERIFY(compareNaturally(folder(before), folder(after)) < 0 ||
                    (folder(before) == folder(after) && byName <= 0));
            break;
        case PhotoOrder::Name:
            QVERIFY(byName <= 0);
            break;
        case PhotoOrder::Likeness:
            QFAIL("is sorted by another one");
        case PhotoOrder::Size:
            QVERIFY(photos->bytes(before) < photos->bytes(after) ||
                    (photos->bytes(before) == photos->bytes(after) && byName <= 0));
            break;
        }
    }
    const auto reader = m_catalog->reader();
    for (std::size_t at = 0; at < photos->size(); ++at) {
        const auto file = reader->file(photos->file(at));
        VERIFY_RESULT(file);
        QCOMPARE((*file)->path, photos->path(at));
        QCOMPARE((*file)->content, photos->content(at));
        const auto content = reader->content(photos->content(at));
        VERIFY_RESULT(content);
        QCOMPARE((*content)->metadata.takenAt.has_value(), photos->hasCaptureDate(at));
    }
}

void TestPhotoList::identicalFilesAreOnePhoto()
{
    addAll({{"b/one.jpg", kNoon}, {"b/two.jpg", kNoon + 100}});
    const ContentId first = list({})->content(1);
    m_catalog->addFile(m_root, m_catalog->photos / "a/copy.jpg", FileState::Indexed, first);
    m_catalog->addFile(m_root, m_catalog->photos / "c/copy.jpg", FileState::Indexed, first);
    m_catalog->addFile(m_root, m_catalog->photos / "c/gone.jpg", FileState::Missing, first);
    QCOMPARE(namesOf(*list({})), (std::vector<std::string>{"two.jpg", "copy.jpg"}));
    QCOMPARE(list({})->path(1), m_catalog->photos / "a/copy.jpg"); // the first by path
    PhotoListRequest inB;
    inB.filter.folders = {m_catalog->photos / "b"};
    QCOMPARE(list(inB)->path(1), m_catalog->photos / "b/one.jpg");
    inB.filter.folders.push_back(m_catalog->photos); // overlapping
    QCOMPARE(list(inB)->size(), std::size_t{2});
}

void TestPhotoList::aRawFileAndItsPictureAreOnePhoto()
{
    addAll({{"a/IMG_1.CR2", kNoon, "Camera", ImageFormat::Raw},
            {"a/IMG_1.JPG", kNoon + 1, "Camera"},
            {"a/IMG_2.DNG", kNoon + 100, "Camera", ImageFormat::Raw},
            {"a/IMG_2.DNG.jpg", {}},
            {"a/IMG_3.CR2", kNoon + 200, "Camera", ImageFormat::Raw},
            {"a/IMG_3.JPG", kNoon + 260, "Camera"}, // another shot under the same number
            {"a/IMG_4.CR2", kNoon + 300, "Camera", ImageFormat::Raw},
            {"b/IMG_4.JPG", kNoon + 300, "Camera"}});
    PhotoListRequest byName;
    byName.order = PhotoOrder::Folder;
    byName.descending = false;
    QCOMPARE(namesOf(*list(byName)),
             (std::vector<std::string>{"IMG_1.JPG", "IMG_2.DNG.jpg", "IMG_3.CR2", "IMG_3.JPG",
                                       "IMG_4.CR2", "IMG_4.JPG"}));
}

void TestPhotoList::aRawFileStaysWhereItsPictureIsLeftOut()
{
    addAll({{"a/IMG_1.CR2", kNoon, "Camera", ImageFormat::Raw},
            {"a/IMG_1.JPG", kNoon, "Camera"},
            {"a/IMG_2.JPG", kNoon, "Camera"}});
    PhotoListRequest raws;
    raws.filter.formats = {ImageFormat::Raw};
    QCOMPARE(namesOf(*list(raws)), std::vector<std::string>{"IMG_1.CR2"});
}

void TestPhotoList::shotsOfOneCameraAreABurst()
{
    addAll({{"a/1.jpg", kNoon, "Camera"},
            {"a/2.jpg", kNoon + 1, "Camera"},
            {"a/other.jpg", kNoon + 2, "Other"},
            {"a/3.jpg", kNoon + 3, "Camera"},
            {"a/4.jpg", kNoon + 3 + kBurstGapSeconds + 1, "Camera"},
            {"a/undated.jpg", {}, "Camera"},
            {"a/x.jpg", kNoon + 3},
            {"b/5.jpg", kNoon + 4, "Camera"}});
    PhotoListRequest request;
    request.descending = false;
    const auto byDate = list(request);
    const std::vector<std::string> names{"undated.jpg", "1.jpg", "2.jpg", "3.jpg",
                                         "other.jpg",   "x.jpg", "5.jpg", "4.jpg"};
    QCOMPARE(namesOf(*byDate), names);
    QCOMPARE(burstsOf(*byDate), (std::vector<std::size_t>{1, 3, 0, 0, 1, 1, 1, 1}));
    for (const PhotoOrder order : {PhotoOrder::Name, PhotoOrder::Folder, PhotoOrder::Size}) {
        request.order = order;
        request.descending = order == PhotoOrder::Name;
        const auto other = list(request);
        QCOMPARE(other->size(), names.size());
        for (std::size_t at = 0; at < other->size(); ++at)
            if (other->burst(at) > 1) {
                std::set<std::string_view> shots;
                for (std::size_t shot = at; shot < at + other->burst(at); ++shot)
                    shots.insert(other->name(shot));
                QCOMPARE(shots, (std::set<std::string_view>{"1.jpg", "2.jpg", "3.jpg"}));
            }
    }
}

void TestPhotoList::likenessKeepsBurstsTogether()
{
    addAll({{"a/1.jpg", kNoon, "Camera"},
            {"a/2.jpg", kNoon + 1, "Camera"},
            {"a/3.jpg", kNoon + 100, "Camera"},
            {"a/4.jpg", kNoon + 200, "Camera"}});
    PhotoListRequest request;
    request.order = PhotoOrder::Likeness;
    std::vector<ContentId> asked;
    const auto backwards =
        [&](std::span<const ContentId> contents) -> Result<std::vector<ContentId>> {
        asked.assign(contents.begin(), contents.end());
        return std::vector<ContentId>(asked.rbegin(), asked.rend());
    };
    const auto photos = list(request, backwards);
    QCOMPARE(asked.size(), std::size_t{3});
    QCOMPARE(namesOf(*photos), (std::vector<std::string>{"2.jpg", "1.jpg", "3.jpg", "4.jpg"}));
    QCOMPARE(burstsOf(*photos), (std::vector<std::size_t>{2, 0, 1, 1}));
    VERIFY_ERROR(
        PhotoLister::list(*m_catalog->reader(), request, nullptr,
                          [](std::span<const ContentId>) -> Result<std::vector<ContentId>> {
                              return fail(ErrorCode::Cancelled, "Stopped"_msg);
                          },
                          {}),
        ErrorCode::Cancelled);
}

void TestPhotoList::theFirstOfAListComeAtOnce()
{
    for (int i = 0; i < 60; ++i)
        add({"a/" + std::to_string(i) + ".jpg", kNoon + i * 10}, ++m_count);
    for (const bool descending : {true, false}) {
        PhotoListRequest request;
        request.descending = descending;
        const auto all = namesOf(*list(request));
        request.first = 20;
        const auto some = namesOf(*list(request));
        QCOMPARE(some, std::vector<std::string>(all.begin(), all.begin() + 20));
    }
    PhotoListRequest other;
    other.first = 20;
    other.order = PhotoOrder::Name;
    QVERIFY(list(other)->isEmpty());
    other.order = PhotoOrder::Date;
    other.filter.folders = {m_catalog->photos / "a"};
    QVERIFY(list(other)->isEmpty());
    other.filter.folders = {m_catalog->photos}; // leaves nothing out
    QCOMPARE(list(other)->size(), std::size_t{20});
    other.filter.takenBefore = kNoon + 50;
    QCOMPARE(list(other)->size(), std::size_t{6});
}

void TestPhotoList::aFilesDateIsTheOneWhereTheUserIs()
{
    addAll({{"dated.jpg", kNoon}, {"undated.jpg", std::nullopt}});
    PhotoListRequest request;
    request.order = PhotoOrder::Name;
    const auto photos = list(request);
    QVERIFY(photos->hasCaptureDate(1) != photos->hasCaptureDate(0));
    const std::size_t undated = photos->hasCaptureDate(0) ? 1 : 0;
    const auto reader = m_catalog->reader();
    const auto file = reader->file(photos->file(undated));
    VERIFY_RESULT(file);
    QCOMPARE(photos->date(1 - undated), kNoon);
    QCOMPARE(photos->date(undated), localSeconds((*file)->stamp.modifiedNs / 1'000'000'000));
}

void TestPhotoList::aFolderListsItsOwnPhotos()
{
    addAll({{"a/1.jpg", kNoon}, {"a/b/2.jpg", kNoon + 10}, {"ab/3.jpg", kNoon + 20}});
    PhotoListRequest request;
    request.filter.folders = {m_catalog->photos / "a"};
    QCOMPARE(namesOf(*list(request)), (std::vector<std::string>{"2.jpg", "1.jpg"}));
    request.filter.withSubfolders = false;
    QCOMPARE(namesOf(*list(request)), std::vector<std::string>{"1.jpg"});
}

void TestPhotoList::listingCanBeStopped()
{
    addAll({{"a/1.jpg", kNoon}});
    std::stop_source stop;
    stop.request_stop();
    VERIFY_ERROR(PhotoLister::list(*m_catalog->reader(), {}, nullptr, {}, stop.get_token()),
                 ErrorCode::Cancelled);
}

QTEST_APPLESS_MAIN(TestPhotoList)
#include "tst_photo_list.moc"
