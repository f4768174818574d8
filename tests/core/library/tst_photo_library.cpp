// SPDX-License-Identifier: GPL-3.0-or-later
// The main job from folder to results, with a real catalog, real files and an index, and an
// encoder that sees colours. If these fail, photos are missed, encoded twice, lost from results
// or shown though they are gone.
#include "core/duplicates/verify/pair_verifier.h"
#include "core/encode/safetensors.h"
#include "core/library/library_core.h"
#include "tests/core/image/test_pictures.h"
#include "tests/core/library/colour_encoder.h"
#include "tests/core/library/open_library.h"
#include "tests/testing.h"

#include <SQLiteCpp/SQLiteCpp.h>

#include <QTemporaryDir>
#include <algorithm>
#include <chrono>
#include <fstream>
#include <set>
#include <thread>

using namespace lookalike;
using namespace lookalike::testing;
namespace fs = std::filesystem;

class TestPhotoLibrary : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void theMostSimilarComeFirst();
    void topKMinimumScoreAndSelf();
    void likeTheseNotLikeThat();
    void aRegionIsSearchedByWhatIsInIt();
    void bytesAreAsGoodAsAFile();
    void folderFilter();
    void verifiedCopiesAreKnownAsSuch();
    void statusKnowsFromWhenThePhotosAre();
    void aSecondPassDecodesNothing();
    void copiesAreEncodedOnceAndShownOnce();
    void aRawFileAndItsPictureAreOnePhoto();
    void aMovedPhotoIsNotReadAgain();
    void aChangedPhotoIsReadAgain();
    void aRemovedPhotoLeavesTheResults();
    void aDeletedPhotoIsNotListedBeforeTheNextScan();
    void badFilesAreListedAndTheRunGoesOn();
    void aFileThatVanishesIsNoFailure();
    void aNameThatIsNoUtf8();
    void whatTheEncoderRefusesIsOnePhotoOnly();
    void anEncoderThatBreaksDownEndsTheRunAndLosesNothing();
    void aStoppedRunGoesOnWhereItStopped();
    void searchingWhileARunIsPaused();
    void twoRunsAtOnceAreRefused();
    void aFolderThatIsOfflineKeepsItsPhotos();
    void aRootTwiceOrANestedOneIsRefused();
    void aRemovedFolderTakesItsResultsAlong();
    void aFolderOfABackupIsProtected();
    void anotherModelTakesOverWhenItIsComplete();
    void theFormerModelSearchesUntilTheNewOneIsComplete();
    void aFormerModelThatIsGoneLeavesTheSearchToTheNewOne();
    void photosThatAreOfflineStayFindableAfterAnotherModelIsChosen();
    void newPreprocessingReadsOnlyWhatMayHaveAlpha();
    void goingBackToAnEarlierModel();
    void failuresAreTriedAgainOnRequest();
    void verifyAndExport();
    void statusStartsNothing();

private:
    void open(std::shared_ptr<ColourEncoder> encoder = nullptr)
    {
        if (encoder)
            m_encoder = std::move(encoder);
        m_library.reset();
        LibraryOptions options;
        options.catalog = m_folder / "data" / "catalog.db";
        auto opened = openLibrary(options, m_encoder);
        VERIFY_RESULT(opened);
        m_library = std::move(*opened);
    }
    /// As where nobody names a model: `former` made the current space, m_encoder is the default.
    void openWithFormer(std::shared_ptr<ColourEncoder> encoder,
                        std::shared_ptr<ColourEncoder> former)
    {
        m_encoder = std::move(encoder);
        m_library.reset();
        LibraryOptions options;
        options.catalog = m_folder / "data" / "catalog.db";
        auto opened = LibraryCore::open(
            options, [this]() -> Result<std::shared_ptr<const Encoder>> { return m_encoder; },
            [this, former](const EmbeddingSpace& space) -> Result<std::shared_ptr<const Encoder>> {
                if (space.model == m_encoder->info().space.model)
                    return nullptr;
                if (!former)
                    return fail(ErrorCode::NotFound, "no such model"_msg);
                return former;
            });
        VERIFY_RESULT(opened);
        m_library = std::move(*opened);
    }
    /// What was just written is read again by the next run, and is in no results until then: closes
    /// the library as if its scan had been a minute later.
    void closeAsIfScannedLater()
    {
        const FolderRow folder = m_library->status()->folders.front();
        m_library.reset();
        auto catalog = Catalog::open(m_folder / "data" / "catalog.db");
        VERIFY_RESULT(catalog);
        auto files = (*(*catalog)->reader())->filesOf(folder.id);
        VERIFY_RESULT(files);
        VERIFY_RESULT((*catalog)->write([&](CatalogWriter& writer) -> Result<> {
            for (auto& [path, file] : *files) {
                *file.scannedAt += 60;
                if (auto put = writer.putFile(file); !put)
                    return fail(put);
            }
            return writer.setFolderScanned(folder.id, folder.device, *folder.scannedAt + 60);
        }));
    }
    SpaceRow space(const std::string& model) const
    {
        const auto status = m_library->status();
        for (const SpaceRow& row : status->spaces)
            if (row.space.model == model)
                return row;
        return {};
    }
    fs::path paint(const std::string& name, int red, int green, int blue) const
    {
        writePlainPhoto(m_photos / name, red, green, blue);
        return m_photos / name;
    }
    void addPhotos() { VERIFY_RESULT(m_library->addFolder(m_photos)); }
    Result<IndexingSummary> index() { return m_library->index({}, {}); }
    Result<SearchResponse> search(const fs::path& picture, std::size_t topK = 100)
    {
        SearchRequest request;
        request.terms = {{picture, 1, {}}};
        request.topK = topK;
        return m_library->search(request, {});
    }
    static std::vector<std::string> names(const SearchResponse& response)
    {
        std::vector<std::string> list;
        for (const SearchHit& hit : response.hits)
            list.push_back(hit.path.filename().string());
        return list;
    }

    std::unique_ptr<QTemporaryDir> m_temporary;
    fs::path m_folder;
    fs::path m_photos;
    std::shared_ptr<ColourEncoder> m_encoder;
    std::unique_ptr<PhotoLibrary> m_library;
};

using Names = std::vector<std::string>;

void TestPhotoLibrary::init()
{
    m_temporary = std::make_unique<QTemporaryDir>();
    QVERIFY(m_temporary->isValid());
    m_folder = fs::canonical(m_temporary->path().toStdString());
    m_photos = m_folder / "photos";
    fs::create_directories(m_folder / "data");
    fs::create_directories(m_photos);
    open(std::make_shared<ColourEncoder>());
}

void TestPhotoLibrary::cleanup()
{
    m_library.reset();
    m_temporary.reset();
}

void TestPhotoLibrary::theMostSimilarComeFirst()
{
    paint("red.bmp", 250, 20, 20);
    paint("orange.bmp", 250, 140, 20);
    paint("green.bmp", 20, 250, 20);
    paint("blue.bmp", 20, 20, 250);
    addPhotos();
    const auto summary = index();
    VERIFY_RESULT(summary);
    QCOMPARE(summary->found, std::uint64_t{4});
    QCOMPARE(summary->embedded, std::uint64_t{4});
    QCOMPARE(summary->failed, std::uint64_t{0});

    const fs::path query = m_folder / "query.bmp";
    writeFile(query, bmpBytes(plainPicture(30, 30, 240, 40, 10)));
    const auto response = search(query);
    VERIFY_RESULT(response);
    QCOMPARE(response->searched, std::uint64_t{4});
    QCOMPARE(names(*response).at(0), std::string("red.bmp"));
    QCOMPARE(names(*response).at(1), std::string("orange.bmp"));
    for (std::size_t i = 1; i < response->hits.size(); ++i)
        QVERIFY(response->hits[i - 1].score >= response->hits[i].score);
    QVERIFY(response->hits[0].score > 0.95F && response->hits[0].score <= 1.001F);
    QCOMPARE(response->hits[0].width, 12);
    QCOMPARE(response->hits[0].height, 10);
}

void TestPhotoLibrary::topKMinimumScoreAndSelf()
{
    for (int i = 0; i < 8; ++i)
        paint("red" + std::to_string(i) + ".bmp", 250 - i, 10 * i, 0);
    paint("cyan.bmp", 0, 250, 250);
    addPhotos();
    VERIFY_RESULT(index());
    const auto best = search(m_photos / "red0.bmp", 3);
    VERIFY_RESULT(best);
    QCOMPARE(names(*best), (Names{"red0.bmp", "red1.bmp", "red2.bmp"}));
    QVERIFY(best->hits[0].isQuery);

    SearchRequest request;
    request.terms = {{m_photos / "red0.bmp", 1, {}}};
    request.minScore = 0.5;
    request.excludeSelf = true;
    const auto others = m_library->search(request, {});
    VERIFY_RESULT(others);
    QCOMPARE(others->hits.size(), std::size_t{7});
    for (const SearchHit& hit : others->hits)
        QVERIFY(!hit.isQuery && hit.score >= 0.5F);
}

void TestPhotoLibrary::likeTheseNotLikeThat()
{
    const auto yellow = paint("yellow.bmp", 250, 250, 0);
    const auto red = paint("red.bmp", 250, 0, 0);
    paint("green.bmp", 0, 250, 0);
    addPhotos();
    VERIFY_RESULT(index());
    SearchRequest request;
    request.terms = {{yellow, 1, {}}, {red, -1, {}}};
    request.excludeSelf = true;
    const auto response = m_library->search(request, {});
    VERIFY_RESULT(response);
    QCOMPARE(names(*response), Names{"green.bmp"});
    QVERIFY(response->hits[0].score > 0.5F);

    request.terms = {{yellow, 1, {}}, {yellow, -1, {}}}; // no direction is left
    VERIFY_ERROR(m_library->search(request, {}), ErrorCode::InvalidArgument);
}

void TestPhotoLibrary::aRegionIsSearchedByWhatIsInIt()
{
    paint("red.bmp", 250, 0, 0);
    paint("blue.bmp", 0, 0, 250);
    addPhotos();
    VERIFY_RESULT(index());
    Image halves = plainPicture(40, 40, 250, 0, 0);
    for (int y = 0; y < 40; ++y)
        for (int x = 20; x < 40; ++x) {
            halves.row(y)[3 * x] = 0;
            halves.row(y)[3 * x + 2] = 250;
        }
    const fs::path query = m_folder / "halves.bmp";
    writeFile(query, bmpBytes(halves));
    SearchRequest request;
    for (const auto& [x, expected] : {std::pair{0.0, "red.bmp"}, std::pair{0.55, "blue.bmp"}}) {
        request.terms = {{query, 1, Region{x, 0.1, 0.4, 0.8}}};
        const auto response = m_library->search(request, {});
        VERIFY_RESULT(response);
        QCOMPARE(names(*response).at(0), std::string(expected));
        QVERIFY(response->hits[0].score > 0.99F);
    }
}

void TestPhotoLibrary::bytesAreAsGoodAsAFile()
{
    paint("red.bmp", 250, 0, 0);
    paint("blue.bmp", 0, 0, 250);
    addPhotos();
    VERIFY_RESULT(index());
    SearchRequest request;
    request.terms = {{std::make_shared<const std::vector<std::uint8_t>>(
                          bmpBytes(plainPicture(12, 10, 0, 0, 250))),
                      1,
                      {}}};
    const auto response = m_library->search(request, {});
    VERIFY_RESULT(response);
    QCOMPARE(names(*response).at(0), std::string("blue.bmp"));
    QVERIFY(response->hits[0].isQuery); // the very same bytes are in the library
}

void TestPhotoLibrary::folderFilter()
{
    paint("a/red.bmp", 250, 0, 0);
    paint("b/red2.bmp", 251, 0, 0);
    paint("ab/red3.bmp", 252, 0, 0);
    addPhotos();
    VERIFY_RESULT(index());
    SearchRequest request;
    request.terms = {{m_photos / "b" / "red2.bmp", 1, {}}};
    request.filter.folders = {m_photos / "a"};
    const auto response = m_library->search(request, {});
    VERIFY_RESULT(response);
    QCOMPARE(names(*response), Names{"red.bmp"});

    paint("a/below/red4.bmp", 253, 0, 0);
    fs::copy_file(m_photos / "a" / "red.bmp", m_photos / "a" / "below" / "copy.bmp");
    VERIFY_RESULT(index());
    const auto within = m_library->search(request, {});
    VERIFY_RESULT(within);
    QCOMPARE(within->hits.size(), std::size_t{2});
    request.filter.withSubfolders = false;
    const auto directly = m_library->search(request, {});
    VERIFY_RESULT(directly);
    QCOMPARE(names(*directly), Names{"red.bmp"});
    // The other file with these bytes is counted, but does not lie there.
    QCOMPARE(directly->hits[0].copies, std::size_t{2});
    QVERIFY(directly->hits[0].identical.empty());
}

void TestPhotoLibrary::verifiedCopiesAreKnownAsSuch()
{
    // Alike from the first to the last; what a scan for duplicates would find is put into the
    // catalog.
    for (int i = 0; i < 5; ++i)
        paint("red" + std::to_string(i) + ".bmp", 250, 20 * i, 0);
    fs::copy_file(m_photos / "red1.bmp", m_photos / "red1 again.bmp");
    addPhotos();
    VERIFY_RESULT(index());
    const auto before = search(m_photos / "red0.bmp");
    VERIFY_RESULT(before);
    QCOMPARE(before->hits.size(), std::size_t{5});
    std::vector<ContentId> ids;
    for (const SearchHit& hit : before->hits) {
        QVERIFY(!hit.copyOf.isValid());
        ids.push_back(hit.content);
    }
    m_library.reset();
    {
        auto catalog = Catalog::open(m_folder / "data" / "catalog.db");
        VERIFY_RESULT(catalog);
        const auto row = [&](std::size_t a, std::size_t b, Relation relation) {
            return RelationRow{std::min(ids[a], ids[b]), std::max(ids[a], ids[b]),
                               static_cast<int>(relation), packEvidence({.relation = relation})};
        };
        const std::vector<RelationRow> rows{row(1, 2, Relation::Resized),
                                            row(2, 3, Relation::Cropped),
                                            row(0, 4, Relation::SimilarShot)};
        VERIFY_RESULT((*catalog)->write(
            [&](CatalogWriter& writer) { return writer.putPairs(kVerifierVersion, rows); }));
    }
    open();
    const auto after = search(m_photos / "red0.bmp");
    VERIFY_RESULT(after);
    QCOMPARE(names(*after), names(*before));
    QVERIFY(!after->hits[0].copyOf.isValid() && !after->hits[1].copyOf.isValid());
    QCOMPARE(after->hits[2].copyOf, ids[1]);
    QVERIFY(!after->hits[3].copyOf.isValid()); // a copy of a copy, never compared with the first
    QVERIFY(!after->hits[4].copyOf.isValid()); // another shot
    QCOMPARE(after->hits[1].identical.size(), std::size_t{1});
    const Names same{after->hits[1].path.filename().string(),
                     after->hits[1].identical[0].path.filename().string()};
    QVERIFY(same == (Names{"red1 again.bmp", "red1.bmp"}) ||
            same == (Names{"red1.bmp", "red1 again.bmp"}));
    QVERIFY(after->hits[1].identical[0].file != after->hits[1].file);
}

void TestPhotoLibrary::statusKnowsFromWhenThePhotosAre()
{
    QVERIFY(!m_library->status()->dates.has_value());
    const fs::path photo = paint("red.bmp", 250, 0, 0);
    paint("blue.bmp", 0, 0, 250);
    const auto day = std::chrono::hours(24);
    const auto written = fs::last_write_time(photo);
    fs::last_write_time(photo, written - 1000 * day);
    addPhotos();
    VERIFY_RESULT(index());
    const auto dates = m_library->status()->dates;
    QVERIFY(dates.has_value());
    const std::int64_t days = (dates->latest - dates->earliest) / (24 * 3600);
    QVERIFY2(days == 1000 || days == 999, qPrintable(QString::number(days)));
}

void TestPhotoLibrary::aSecondPassDecodesNothing()
{
    for (int i = 0; i < 20; ++i)
        paint(std::to_string(i) + ".bmp", 10 * i, 100, 50);
    addPhotos();
    VERIFY_RESULT(index());
    const std::size_t encoded = m_encoder->encoded;
    QCOMPARE(encoded, std::size_t{20});
    for (int pass = 0; pass < 2; ++pass) { // in one process, and after a restart
        // Files written a moment before the scan may be hashed again, but are not decoded.
        const auto again = index();
        VERIFY_RESULT(again);
        QCOMPARE(again->found, std::uint64_t{20});
        QCOMPARE(again->embedded, std::uint64_t{0});
        QCOMPARE(m_encoder->encoded.load(), encoded);
        open();
    }
}

void TestPhotoLibrary::copiesAreEncodedOnceAndShownOnce()
{
    for (int i = 0; i < 10; ++i)
        paint("copy" + std::to_string(i) + ".bmp", 200, 100, 50);
    paint("other.bmp", 0, 100, 200);
    addPhotos();
    const auto summary = index();
    VERIFY_RESULT(summary);
    QCOMPARE(summary->embedded, std::uint64_t{2});
    QCOMPARE(summary->reused, std::uint64_t{9});
    QCOMPARE(m_encoder->encoded.load(), std::size_t{2});
    const auto response = search(m_photos / "other.bmp");
    VERIFY_RESULT(response);
    QCOMPARE(response->hits.size(), std::size_t{2});
    QCOMPARE(response->hits[1].copies, std::size_t{10});
    const auto details = m_library->details(response->hits[1].file);
    VERIFY_RESULT(details);
    QCOMPARE(details->copies.size(), std::size_t{10});
}

void TestPhotoLibrary::aRawFileAndItsPictureAreOnePhoto()
{
    REQUIRE_SHARED("data/formats/canon_eos_6d.dng");
    const fs::path formats = sharedFolder() / "data" / "formats";
    // Two pairs, so that more neighbours have to be asked for than hits are wanted.
    for (const char* const name : {"IMG_1", "IMG_2"}) {
        fs::copy_file(formats / "canon_eos_6d.dng", m_photos / (std::string(name) + ".DNG"));
        std::ofstream(m_photos / (std::string(name) + ".DNG"), std::ios::app) << name;
        paint(std::string(name) + ".BMP", 120, 110, name[4] == '1' ? 90 : 100);
    }
    std::ofstream(m_photos / "IMG_2.MOV") << "moving";
    paint("IMG_3.BMP", 0, 0, 250);
    addPhotos();
    VERIFY_RESULT(index());
    const auto all = search(m_photos / "IMG_1.BMP");
    VERIFY_RESULT(all);
    QCOMPARE(names(*all), (Names{"IMG_1.BMP", "IMG_2.BMP", "IMG_3.BMP"}));
    QCOMPARE(all->hits[0].companions.size(), std::size_t{1});
    QCOMPARE(all->hits[0].companions[0].file.path, m_photos / "IMG_1.DNG");
    QCOMPARE(all->hits[1].companions.size(), std::size_t{2});
    QVERIFY(all->hits[2].companions.empty());
    // The raw file is as good a query, and leaves out the whole of its photo.
    for (const char* const query : {"IMG_1.BMP", "IMG_1.DNG"}) {
        SearchRequest request;
        request.terms = {{m_photos / query, 1, {}}};
        request.excludeSelf = true;
        const auto others = m_library->search(request, {});
        VERIFY_RESULT(others);
        QCOMPARE(names(*others), (Names{"IMG_2.BMP", "IMG_3.BMP"}));
    }
    // The nearest four are the two raw files and their pictures, in an order of chance.
    Names best = names(*search(m_photos / "IMG_1.DNG", 2));
    std::ranges::sort(best);
    QCOMPARE(best, (Names{"IMG_1.BMP", "IMG_2.BMP"}));
    // Who asks for raw files sees them.
    SearchRequest request;
    request.terms = {{m_photos / "IMG_1.BMP", 1, {}}};
    request.filter.formats = {ImageFormat::Raw};
    const auto raws = m_library->search(request, {});
    VERIFY_RESULT(raws);
    QCOMPARE(raws->hits.size(), std::size_t{2});
    QVERIFY(raws->hits[0].path.extension() == ".DNG");
}

void TestPhotoLibrary::aMovedPhotoIsNotReadAgain()
{
    const auto before = paint("before.bmp", 200, 100, 50);
    addPhotos();
    VERIFY_RESULT(index());
    fs::create_directory(m_photos / "sub");
    fs::rename(before, m_photos / "sub" / "after.bmp");
    const auto summary = index();
    VERIFY_RESULT(summary);
    QCOMPARE(summary->embedded, std::uint64_t{0});
    QCOMPARE(m_encoder->encoded.load(), std::size_t{1});
    QCOMPARE(names(*search(m_photos / "sub" / "after.bmp")), Names{"after.bmp"});
}

void TestPhotoLibrary::aChangedPhotoIsReadAgain()
{
    const auto photo = paint("photo.bmp", 250, 0, 0);
    const auto reference = paint("blue.bmp", 0, 0, 250);
    addPhotos();
    VERIFY_RESULT(index());
    writeFile(photo, bmpBytes(plainPicture(50, 50, 5, 0, 250)));
    VERIFY_RESULT(index());
    const auto response = search(reference);
    VERIFY_RESULT(response);
    QCOMPARE(names(*response), (Names{"blue.bmp", "photo.bmp"}));
    QVERIFY(response->hits[1].score > 0.99F);
    QCOMPARE(response->hits[1].width, 50);
}

void TestPhotoLibrary::aRemovedPhotoLeavesTheResults()
{
    const auto gone = paint("gone.bmp", 250, 0, 0);
    const auto stays = paint("stays.bmp", 249, 0, 0);
    addPhotos();
    VERIFY_RESULT(index());
    QCOMPARE(search(stays)->hits.size(), std::size_t{2});
    fs::remove(gone);
    VERIFY_RESULT(index());
    QCOMPARE(names(*search(stays)), Names{"stays.bmp"});
}

void TestPhotoLibrary::aDeletedPhotoIsNotListedBeforeTheNextScan()
{
    const auto gone = paint("gone.bmp", 250, 0, 0);
    const auto copied = paint("copied.bmp", 249, 0, 0);
    fs::copy_file(copied, m_photos / "zcopy.bmp");
    const auto next = paint("next.bmp", 200, 0, 30);
    addPhotos();
    VERIFY_RESULT(index());
    fs::remove(gone);
    fs::remove(copied);
    // The copy stands in, and the next ones fill up what was asked for.
    QCOMPARE(names(*search(next, 2)), (Names{"next.bmp", "zcopy.bmp"}));
    QCOMPARE(search(next)->hits.size(), std::size_t{2});
    QCOMPARE(search(next)->hits.back().copies, std::size_t{1});
    // A folder that is away as a whole is offline: its photos stay.
    const fs::path away = m_folder / "unmounted";
    fs::rename(m_photos, away);
    QCOMPARE(search(away / "next.bmp")->hits.size(), std::size_t{3});
    fs::create_directory(m_photos); // where it would be mounted
    QCOMPARE(search(away / "next.bmp")->hits.size(), std::size_t{3});
}

void TestPhotoLibrary::badFilesAreListedAndTheRunGoesOn()
{
    paint("good.bmp", 250, 0, 0);
    writeFile(m_photos / "empty.jpg", {});
    writeFile(m_photos / "text.txt", {'h', 'e', 'l', 'l', 'o'});
    writeFile(m_photos / "text.JPG", {'h', 'e', 'l', 'l', 'o'});
    writeFile(m_photos / ".nomedia", {});
    FileBytes cut = bmpBytes(smoothPicture(64, 64));
    cut.resize(cut.size() / 3);
    writeFile(m_photos / "cut.bmp", cut);
    writeFile(m_photos / "lies.jpg", {0xFF, 0xD8, 0xFF, 0xE0, 0, 4, 1, 2, 0xFF, 0xD9});
    addPhotos();
    const auto summary = index();
    VERIFY_RESULT(summary);
    QCOMPARE(summary->found, std::uint64_t{7});
    QCOMPARE(summary->embedded, std::uint64_t{1});
    const auto failures = m_library->failures(100);
    VERIFY_RESULT(failures);
    std::set<std::string> failed;
    for (const FileRow& row : *failures) {
        failed.insert(row.path.filename().string());
        QVERIFY2(row.error.english().size() > 10, row.path.c_str());
    }
    QCOMPARE(failed, (std::set<std::string>{"cut.bmp", "empty.jpg", "lies.jpg", "text.JPG"}));
    const auto status = m_library->status();
    VERIFY_RESULT(status);
    const FolderCounts& counts = status->counts.at(0);
    QCOMPARE(counts.files, std::uint64_t{7});
    QCOMPARE(counts.indexed, std::uint64_t{1});
    QCOMPARE(counts.unsupported, std::uint64_t{2});
    QCOMPARE(summary->failed, counts.broken);
}

void TestPhotoLibrary::aFileThatVanishesIsNoFailure()
{
    for (int i = 0; i < 6; ++i)
        paint(std::to_string(i) + ".bmp", 40 * i, 0, 100);
    addPhotos();
    const auto summary = m_library->index(
        [&](const Progress& now) {
            if (now.stage == Stage::Reading)
                fs::remove(m_photos / "5.bmp");
        },
        {});
    VERIFY_RESULT(summary);
    QCOMPARE(summary->failed, std::uint64_t{0});
    QVERIFY(m_library->failures(10)->empty());
    VERIFY_RESULT(index());
    QCOMPARE(search(m_photos / "0.bmp")->hits.size(), std::size_t{5});
}

void TestPhotoLibrary::aNameThatIsNoUtf8()
{
#ifdef _WIN32
    QSKIP("names are UTF-16 there");
#endif
    const auto odd = paint("caf\xe9 \n.bmp", 250, 0, 0);
    addPhotos();
    VERIFY_RESULT(index());
    const auto response = search(odd);
    VERIFY_RESULT(response);
    QCOMPARE(response->hits.size(), std::size_t{1});
    QVERIFY(response->hits[0].path == odd);
}

void TestPhotoLibrary::whatTheEncoderRefusesIsOnePhotoOnly()
{
    for (int i = 0; i < 9; ++i)
        paint(std::to_string(i) + ".bmp", 5 * i, 0, 0);
    paint("green.bmp", 0, 250, 0);
    m_encoder->refuses = [](std::span<const float> row) { return row[1] > 0.3F; };
    addPhotos();
    const auto summary = index();
    VERIFY_RESULT(summary);
    QCOMPARE(summary->embedded, std::uint64_t{9});
    QCOMPARE(summary->failed, std::uint64_t{1});
    const auto failures = m_library->failures(10);
    VERIFY_RESULT(failures);
    QCOMPARE(failures->at(0).path.filename().string(), std::string("green.bmp"));
}

void TestPhotoLibrary::anEncoderThatBreaksDownEndsTheRunAndLosesNothing()
{
    for (int i = 0; i < 12; ++i)
        paint(std::to_string(i) + ".bmp", 20 * i, 0, 0);
    addPhotos();
    m_encoder->breaksDown = true;
    VERIFY_ERROR(index(), ErrorCode::OutOfMemory);
    QVERIFY(m_library->failures(100)->empty());
    m_encoder->breaksDown = false;
    const auto summary = index();
    VERIFY_RESULT(summary);
    QCOMPARE(summary->embedded, std::uint64_t{12});
}

void TestPhotoLibrary::aStoppedRunGoesOnWhereItStopped()
{
    constexpr int kPhotos = 200;
    for (int i = 0; i < kPhotos; ++i)
        paint(std::to_string(i) + ".bmp", i, 255 - i, 30);
    addPhotos();
    std::stop_source stop;
    m_encoder->refuses = [&](std::span<const float>) {
        if (m_encoder->encoded >= 40)
            stop.request_stop();
        return false;
    };
    const auto first = m_library->index({}, stop.get_token());
    VERIFY_RESULT(first);
    QVERIFY(first->cancelled);
    QVERIFY(first->embedded >= 32 && first->embedded < kPhotos);
    open(); // as if the program had been closed
    const auto second = index();
    VERIFY_RESULT(second);
    QVERIFY(!second->cancelled);
    QCOMPARE(first->embedded + second->embedded, std::uint64_t{kPhotos});
    QCOMPARE(search(m_photos / "7.bmp", 1000)->hits.size(), std::size_t{kPhotos});
}

void TestPhotoLibrary::searchingWhileARunIsPaused()
{
    const auto first = paint("first.bmp", 250, 0, 0);
    addPhotos();
    VERIFY_RESULT(index());
    closeAsIfScannedLater();
    open();
    for (int i = 0; i < 20; ++i)
        paint(std::to_string(i) + ".bmp", 10 * i, 0, 200);
    PauseGate gate;
    gate.pause();
    Result<IndexingSummary> summary;
    {
        const std::jthread run([&] { summary = m_library->index({}, {}, &gate); });
        const auto response = search(first);
        gate.resume();
        VERIFY_RESULT(response);
        QCOMPARE(names(*response), Names{"first.bmp"}); // a paused run encodes nothing
    }
    VERIFY_RESULT(summary);
    QCOMPARE(summary->embedded, std::uint64_t{20});
    QCOMPARE(search(first)->hits.size(), std::size_t{21});
}

void TestPhotoLibrary::twoRunsAtOnceAreRefused()
{
    paint("a.bmp", 1, 2, 3);
    addPhotos();
    Result<IndexingSummary> inner;
    const auto outer =
        m_library->index([&](const Progress&) { inner = m_library->index({}, {}); }, {});
    VERIFY_RESULT(outer);
    VERIFY_ERROR(inner, ErrorCode::Conflict);
}

void TestPhotoLibrary::aFolderThatIsOfflineKeepsItsPhotos()
{
    const auto photo = paint("a.bmp", 250, 0, 0);
    paint("b.bmp", 240, 0, 0);
    addPhotos();
    VERIFY_RESULT(index());
    const fs::path away = m_folder / "unmounted";
    fs::rename(m_photos, away);
    const auto offline = index();
    VERIFY_RESULT(offline);
    QCOMPARE(offline->offline.size(), std::size_t{1});
    QVERIFY(!m_library->status()->folders.at(0).online);
    QCOMPARE(m_library->status()->counts.at(0).indexed, std::uint64_t{2});
    QCOMPARE(search(away / "a.bmp")->hits.size(), std::size_t{2});
    fs::rename(away, m_photos);
    const std::size_t encoded = m_encoder->encoded;
    const auto back = index();
    VERIFY_RESULT(back);
    QVERIFY(m_library->status()->folders.at(0).online);
    QCOMPARE(back->embedded, std::uint64_t{0});
    QCOMPARE(m_encoder->encoded.load(), encoded);
}

void TestPhotoLibrary::aRootTwiceOrANestedOneIsRefused()
{
    paint("sub/a.bmp", 250, 0, 0);
    VERIFY_RESULT(m_library->addFolder(m_photos));
    VERIFY_ERROR(m_library->addFolder(m_photos / "sub" / ".."), ErrorCode::Conflict);
    VERIFY_ERROR(m_library->addFolder(m_photos / "sub"), ErrorCode::Conflict);
    VERIFY_ERROR(m_library->addFolder(m_folder), ErrorCode::Conflict);
    VERIFY_ERROR(m_library->addFolder(m_folder / "nowhere"), ErrorCode::NotFound);
    QCOMPARE(m_library->status()->folders.size(), std::size_t{1});
}

void TestPhotoLibrary::aRemovedFolderTakesItsResultsAlong()
{
    const auto photo = paint("a.bmp", 250, 0, 0);
    const auto folder = m_library->addFolder(m_photos);
    VERIFY_RESULT(folder);
    VERIFY_RESULT(index());
    VERIFY_RESULT(m_library->removeFolder(folder->id));
    QVERIFY(search(photo)->hits.empty());
    QVERIFY(fs::exists(photo));
}

void TestPhotoLibrary::aFolderOfABackupIsProtected()
{
    const auto plain = m_library->addFolder(m_photos);
    VERIFY_RESULT(plain);
    QCOMPARE(plain->protection, ProtectionReason::None);
    QVERIFY(m_library->duplicates().protectedFolders()->empty());
    const auto snapshot = m_folder / ".snapshots" / "7";
    fs::create_directories(snapshot);
    const auto kept = m_library->addFolder(snapshot);
    VERIFY_RESULT(kept);
    QCOMPARE(kept->protection, ProtectionReason::Backup);
    QCOMPARE(*m_library->duplicates().protectedFolders(), std::vector<fs::path>{snapshot});
    VERIFY_RESULT(m_library->duplicates().setProtected(snapshot, false));
    QVERIFY(m_library->duplicates().protectedFolders()->empty());
}

void TestPhotoLibrary::anotherModelTakesOverWhenItIsComplete()
{
    const auto photo = paint("a.bmp", 250, 0, 0);
    paint("b.bmp", 0, 250, 0);
    addPhotos();
    VERIFY_RESULT(index());
    open(std::make_shared<ColourEncoder>("shades"));
    const auto summary = index();
    VERIFY_RESULT(summary);
    QCOMPARE(summary->embedded, std::uint64_t{2});
    QCOMPARE(m_encoder->encoded.load(), std::size_t{2});
    QCOMPARE(search(photo)->hits.size(), std::size_t{2});
    const auto status = m_library->status();
    VERIFY_RESULT(status);
    QCOMPARE(status->spaces.size(), std::size_t{2});
    for (const SpaceRow& space : status->spaces)
        QCOMPARE(space.current, space.space.model == "shades");
}

void TestPhotoLibrary::theFormerModelSearchesUntilTheNewOneIsComplete()
{
    const auto photo = paint("a.bmp", 250, 0, 0);
    for (int i = 0; i < 20; ++i)
        paint(std::to_string(i) + ".bmp", 10, 10 * i, 250);
    addPhotos();
    VERIFY_RESULT(index());
    closeAsIfScannedLater();
    const auto former = std::make_shared<ColourEncoder>();
    openWithFormer(std::make_shared<ColourEncoder>("shades"), former);
    QCOMPARE(search(photo)->hits.size(), std::size_t{21});
    QCOMPARE(m_encoder->encoded.load(), std::size_t{0});

    // The run is stopped in the middle: still the old one, and the progress is to be seen.
    std::stop_source stop;
    m_encoder->refuses = [&](std::span<const float>) {
        stop.request_stop();
        return false;
    };
    const auto part = m_library->index({}, stop.get_token());
    m_encoder->refuses = nullptr;
    VERIFY_RESULT(part);
    QVERIFY(part->cancelled);
    QVERIFY(space("colours").current);
    QVERIFY(!space("shades").current);
    QVERIFY(space("shades").embeddings > 0 && space("shades").embeddings < 21);
    QCOMPARE(search(photo)->hits.size(), std::size_t{21});
    VERIFY_ERROR(m_library->useSpace(space("shades").id), ErrorCode::Conflict);

    VERIFY_RESULT(index());
    QVERIFY(space("shades").current);
    QCOMPARE(space("shades").toEmbed, std::uint64_t{0});
    const std::size_t before = former->encoded;
    const auto other = m_folder / "other.bmp";
    writePlainPhoto(other, 9, 9, 99);
    QCOMPARE(search(other)->hits.size(), std::size_t{21});
    QCOMPARE(former->encoded.load(), before);
}

void TestPhotoLibrary::aFormerModelThatIsGoneLeavesTheSearchToTheNewOne()
{
    const auto photo = paint("a.bmp", 250, 0, 0);
    addPhotos();
    VERIFY_RESULT(index());
    openWithFormer(std::make_shared<ColourEncoder>("shades"), nullptr);
    const auto response = search(photo);
    VERIFY_RESULT(response);
    QVERIFY(response->hits.empty());
    VERIFY_RESULT(index());
    QCOMPARE(search(photo)->hits.size(), std::size_t{1});
    // Another model that has taken the name is not the one that made the space.
    openWithFormer(std::make_shared<ColourEncoder>("tints"),
                   std::make_shared<ColourEncoder>("others"));
    VERIFY_RESULT(search(photo));
    QVERIFY(search(photo)->hits.empty());
}

void TestPhotoLibrary::photosThatAreOfflineStayFindableAfterAnotherModelIsChosen()
{
    const auto photo = paint("a.bmp", 250, 0, 0);
    addPhotos();
    const auto drive = m_folder / "drive";
    fs::create_directories(drive);
    writePlainPhoto(drive / "b.bmp", 240, 0, 0);
    writePlainPhoto(drive / "c.bmp", 230, 0, 0);
    VERIFY_RESULT(m_library->addFolder(drive));
    VERIFY_RESULT(index());
    const auto away = m_folder / "unplugged";
    fs::rename(drive, away);
    const auto former = std::make_shared<ColourEncoder>();
    openWithFormer(std::make_shared<ColourEncoder>("shades"), former);
    const auto part = index();
    VERIFY_RESULT(part);
    QCOMPARE(part->embedded, std::uint64_t{1});
    QVERIFY(space("colours").current);
    QCOMPARE(search(photo)->hits.size(), std::size_t{3});
    QVERIFY(std::ranges::any_of(part->problems, [](const Error& problem) {
        return problem.message.english().starts_with("2 photos in folders that are offline");
    }));
    // New photos are in the new space alone. Where they are as many, they are worth more.
    paint("d.bmp", 0, 0, 250);
    VERIFY_RESULT(index());
    QVERIFY(space("colours").current);
    paint("e.bmp", 0, 250, 250);
    VERIFY_RESULT(index());
    QVERIFY(space("shades").current);
    QCOMPARE(search(photo)->hits.size(), std::size_t{3});

    fs::rename(away, drive);
    VERIFY_RESULT(index());
    QVERIFY(space("shades").current);
    QCOMPARE(search(photo)->hits.size(), std::size_t{5});
}

// A new version of preprocessing treats pictures with alpha in another way, and no others.
void TestPhotoLibrary::newPreprocessingReadsOnlyWhatMayHaveAlpha()
{
    for (int i = 0; i < 6; ++i)
        paint(std::to_string(i) + ".bmp", 40 * i, 0, 0);
    addPhotos();
    VERIFY_RESULT(index());
    closeAsIfScannedLater();
    {
        SQLite::Database database((m_folder / "data" / "catalog.db").string(),
                                  SQLite::OPEN_READWRITE);
        database.exec("UPDATE contents SET format = 1 WHERE id <= 4"); // as if JPEG
    }
    const auto later = std::make_shared<ColourEncoder>("later");
    later->follow(*m_encoder);
    openWithFormer(later, nullptr);
    // The former space is searched until the new one is complete.
    QCOMPARE(search(m_photos / "0.bmp")->hits.size(), std::size_t{6});
    const auto summary = index();
    VERIFY_RESULT(summary);
    QCOMPARE(later->encoded.load(), std::size_t{2});
    QCOMPARE(summary->embedded, std::uint64_t{2});
    const auto status = m_library->status();
    VERIFY_RESULT(status);
    QCOMPARE(status->spaces.size(), std::size_t{2});
    QVERIFY(status->spaces.back().current);
    QCOMPARE(status->spaces.back().embeddings, std::uint64_t{6});
    QCOMPARE(search(m_photos / "0.bmp")->hits.size(), std::size_t{6});
    QVERIFY(m_library->verify()->empty());
}

void TestPhotoLibrary::goingBackToAnEarlierModel()
{
    const auto photo = paint("a.bmp", 250, 0, 0);
    addPhotos();
    VERIFY_RESULT(index());
    const auto former = std::make_shared<ColourEncoder>();
    openWithFormer(std::make_shared<ColourEncoder>("shades"), former);
    VERIFY_RESULT(index());
    VERIFY_RESULT(m_library->useSpace(space("colours").id));
    QVERIFY(space("colours").current);
    QVERIFY(!space("shades").current);
    QCOMPARE(search(photo)->hits.size(), std::size_t{1});
    QVERIFY(!m_library->useSpace(SpaceId(999)));

    // Old spaces go on request alone, and never the one that is used.
    VERIFY_ERROR(m_library->removeSpace(space("colours").id), ErrorCode::Conflict);
    VERIFY_ERROR(m_library->removeSpace(space("shades").id), ErrorCode::Conflict); // loaded
    open(former);
    VERIFY_RESULT(m_library->removeSpace(space("shades").id));
    QCOMPARE(m_library->status()->spaces.size(), std::size_t{1});
    QCOMPARE(search(photo)->hits.size(), std::size_t{1});
    VERIFY_ERROR(m_library->removeSpace(SpaceId(999)), ErrorCode::NotFound);
}

void TestPhotoLibrary::failuresAreTriedAgainOnRequest()
{
    paint("green.bmp", 0, 250, 0);
    m_encoder->refuses = [](std::span<const float>) { return true; };
    addPhotos();
    VERIFY_RESULT(index());
    QCOMPARE(m_library->failures(10)->size(), std::size_t{1});
    m_encoder->refuses = nullptr;
    VERIFY_RESULT(m_library->retryFailures());
    const auto summary = index();
    VERIFY_RESULT(summary);
    QCOMPARE(summary->embedded, std::uint64_t{1});
    QVERIFY(m_library->failures(10)->empty());
}

void TestPhotoLibrary::verifyAndExport()
{
    for (int i = 0; i < 5; ++i)
        paint(std::to_string(i) + ".bmp", 50 * i, 0, 0);
    addPhotos();
    const fs::path file = m_folder / "vectors.safetensors";
    VERIFY_ERROR(m_library->exportEmbeddings(file), ErrorCode::NotFound); // nothing yet
    VERIFY_RESULT(index());
    const auto lines = m_library->verify();
    VERIFY_RESULT(lines);
    QVERIFY2(lines->empty(), lines->empty() ? "" : lines->front().c_str());
    const auto written = m_library->exportEmbeddings(file);
    VERIFY_RESULT(written);
    QCOMPARE(*written, std::uint64_t{5});
    auto exported = SafetensorsFile::open(file);
    VERIFY_RESULT(exported);
    const auto vectors = exported->readFloats("embeddings");
    VERIFY_RESULT(vectors);
    QCOMPARE(vectors->size(), std::size_t{5 * 4});
}

void TestPhotoLibrary::statusStartsNothing()
{
#ifdef Q_OS_UNIX
    // In the decoder's place, a program that leaves a mark and ends.
    const fs::path mark = m_folder / "started";
    const fs::path program = m_folder / "decoder";
    std::ofstream(program) << "#!/bin/sh\n: > '" << mark.string() << "'\n";
    fs::permissions(program, fs::perms::owner_all);
    const QByteArray before = qgetenv("LOOKALIKE_DECODER");
    qputenv("LOOKALIKE_DECODER", program.c_str());
    open();
    const auto status = m_library->status();
    const bool started = fs::exists(mark);
    const auto picture = m_library->picture(paint("a.bmp", 250, 0, 0), 8);
    before.isNull() ? qunsetenv("LOOKALIKE_DECODER") : qputenv("LOOKALIKE_DECODER", before);
    VERIFY_RESULT(status);
    QVERIFY(!started);
    QCOMPARE(status->decoder.english(), std::string("separate processes (not started yet)"));
    QVERIFY(!picture);
    QVERIFY(fs::exists(mark));
#else
    QSKIP("needs a program that is a script");
#endif
}

QTEST_GUILESS_MAIN(TestPhotoLibrary)
#include "tst_photo_library.moc"
