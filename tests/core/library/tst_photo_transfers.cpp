// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/faults/library_tree.h"

#include <QTest>
#include <fstream>

using namespace lookalike;
using namespace lookalike::testing;
namespace fs = std::filesystem;

// If this fails, photos that the user moves are not found where they are now, or what belongs to
// them is left behind.
class TestPhotoTransfers : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { useDisposableTrash(); }
    void init();
    void aMovedPhotoIsFoundInItsNewPlace();
    void whatBelongsToAPhotoGoesAlong();
    void aRawFileGoesWithItsPicture();
    void aSharedSidecarStaysAndIsCopied();
    void aPhotoThatLeavesTheLibraryIsNoLongerFound();
    void aCopyIsFoundBesideItsOriginal();
    void whatIsExcludedCountsAsOutside();
    void protectedPhotosAreCounted();
    void onlyPhotosOfTheLibraryGo();
    void theNextScanFindsNothingNew();

private:
    [[nodiscard]] FileId idOf(const fs::path& path) const;
    [[nodiscard]] TransferRequest request(TransferKind kind, const std::vector<fs::path>& paths,
                                          const fs::path& folder) const
    {
        return {kind, {}, paths, folder};
    }

    std::unique_ptr<LibraryTree> m_tree;
    fs::path m_target; ///< in the library
    fs::path m_far;    ///< in none of its folders
};

void TestPhotoTransfers::init()
{
    m_tree = std::make_unique<LibraryTree>(fastPlace());
    m_target = m_tree->photos / "sorted";
    m_far = m_tree->folder / "far";
    fs::create_directories(m_target);
    fs::create_directories(m_far);
    m_tree->paint("red.png", 250, 10, 10);
    m_tree->paint("blue.png", 10, 10, 250);
    VERIFY_RESULT(m_tree->open());
    VERIFY_RESULT(m_tree->library->addFolder(m_tree->photos));
    VERIFY_RESULT(m_tree->index());
}

void TestPhotoTransfers::aMovedPhotoIsFoundInItsNewPlace()
{
    const fs::path red = m_tree->photos / "red.png";
    const FileId id = idOf(red);
    const auto went =
        m_tree->library->transfers().run(request(TransferKind::Move, {red}, m_target), {}, {});
    VERIFY_RESULT(went);
    QCOMPARE(went->photos, std::uint64_t{1});
    SearchRequest query;
    query.terms = {{m_target / "red.png", 1, {}}};
    const auto found = m_tree->library->search(query, {});
    VERIFY_RESULT(found);
    QCOMPARE(found->hits.front().path, m_target / "red.png");
    QCOMPARE(found->hits.size(), std::size_t{2}); // not at the old place, too
    QCOMPARE(found->hits.front().file, id);       // what knows it by its id still does

    const auto back = m_tree->library->transfers().undo({}, {}, {});
    VERIFY_RESULT(back);
    QCOMPARE(back->photos, std::uint64_t{1});
    query.terms = {{red, 1, {}}};
    const auto again = m_tree->library->search(query, {});
    VERIFY_RESULT(again);
    QCOMPARE(again->hits.front().path, red);
    VERIFY_ERROR(m_tree->library->transfers().undo({}, {}, {}), ErrorCode::NotFound);
}

void TestPhotoTransfers::whatBelongsToAPhotoGoesAlong()
{
    const fs::path red = m_tree->photos / "red.png";
    for (const char* name : {"red.xmp", "red.png.xmp", "red.mov", "blue.xmp"})
        std::ofstream(m_tree->photos / name) << name;
    VERIFY_RESULT(m_tree->index());
    const auto preview =
        m_tree->library->transfers().preview(request(TransferKind::Move, {red}, m_target));
    VERIFY_RESULT(preview);
    QCOMPARE(preview->companions, std::uint64_t{3});
    const auto went =
        m_tree->library->transfers().run(request(TransferKind::Move, {red}, m_target), {}, {});
    VERIFY_RESULT(went);
    QCOMPARE(went->companions, std::uint64_t{3});
    for (const char* name : {"red.png", "red.xmp", "red.png.xmp", "red.mov"})
        QVERIFY2(fs::exists(m_target / name) && !fs::exists(m_tree->photos / name), name);
    QVERIFY(fs::exists(m_tree->photos / "blue.xmp"));
    // They are still known to belong together.
    const auto details = m_tree->library->details(idOf(m_target / "red.png"));
    VERIFY_RESULT(details);
    QCOMPARE(details->companions.size(), std::size_t{3});
}

void TestPhotoTransfers::aRawFileGoesWithItsPicture()
{
    REQUIRE_SHARED("data/formats/canon_eos_6d.dng");
    fs::copy_file(sharedFolder() / "data/formats/canon_eos_6d.dng", m_tree->photos / "red.dng");
    std::ofstream(m_tree->photos / "red.dng.xmp") << "of the raw file alone";
    VERIFY_RESULT(m_tree->index());
    const std::vector<fs::path> names{"red.png", "red.dng", "red.dng.xmp"};
    for (const char* asked : {"red.png", "red.dng"}) { // either half stands for both
        const auto went = m_tree->library->transfers().run(
            request(TransferKind::Move, {m_tree->photos / asked}, m_target), {}, {});
        VERIFY_RESULT(went);
        QCOMPARE(went->companions, std::uint64_t{2});
        for (const fs::path& name : names)
            QVERIFY2(fs::exists(m_target / name) && !fs::exists(m_tree->photos / name),
                     name.c_str());
        VERIFY_RESULT(m_tree->library->transfers().undo({}, {}, {}));
        for (const fs::path& name : names)
            QVERIFY2(fs::exists(m_tree->photos / name) && !fs::exists(m_target / name),
                     name.c_str());
    }
}

void TestPhotoTransfers::aSharedSidecarStaysAndIsCopied()
{
    m_tree->paint("red.jpg.png", 1, 2, 3);
    m_tree->paint("red.bmp.png", 200, 2, 3);
    std::ofstream(m_tree->photos / "red.xmp") << "of both";
    fs::rename(m_tree->photos / "red.jpg.png", m_tree->photos / "red.webp");
    VERIFY_RESULT(m_tree->index());
    const auto moved = m_tree->library->transfers().run(
        request(TransferKind::Move, {m_tree->photos / "red.png"}, m_target), {}, {});
    VERIFY_RESULT(moved);
    QCOMPARE(moved->photos, std::uint64_t{1});
    QVERIFY(fs::exists(m_tree->photos / "red.xmp"));
    const auto copied = m_tree->library->transfers().run(
        request(TransferKind::Copy, {m_tree->photos / "red.webp"}, m_far), {}, {});
    VERIFY_RESULT(copied);
    QVERIFY(fs::exists(m_far / "red.xmp") && fs::exists(m_tree->photos / "red.xmp"));
}

void TestPhotoTransfers::aPhotoThatLeavesTheLibraryIsNoLongerFound()
{
    const fs::path red = m_tree->photos / "red.png";
    PhotoTransfers& transfers = m_tree->library->transfers();
    const auto preview = transfers.preview(request(TransferKind::Move, {red}, m_far));
    VERIFY_RESULT(preview);
    QVERIFY(preview->leavesLibrary);
    QVERIFY(!transfers.preview(request(TransferKind::Move, {red}, m_target))->leavesLibrary);
    VERIFY_RESULT(transfers.run(request(TransferKind::Move, {red}, m_far), {}, {}));
    QCOMPARE(m_tree->found(m_tree->photos / "blue.png"), (std::set<std::string>{"blue.png"}));
    VERIFY_RESULT(transfers.undo({}, {}, {}));
    QCOMPARE(m_tree->found(m_tree->photos / "blue.png"),
             (std::set<std::string>{"blue.png", "red.png"}));
}

void TestPhotoTransfers::aCopyIsFoundBesideItsOriginal()
{
    const fs::path red = m_tree->photos / "red.png";
    VERIFY_RESULT(
        m_tree->library->transfers().run(request(TransferKind::Copy, {red}, m_target), {}, {}));
    const auto details = m_tree->library->details(idOf(red));
    VERIFY_RESULT(details);
    QCOMPARE(details->copies.size(), std::size_t{2});
    VERIFY_RESULT(m_tree->library->transfers().undo({}, {}, {}));
    QCOMPARE(m_tree->library->details(idOf(red))->copies.size(), std::size_t{1});
    QVERIFY(!fs::exists(m_target / "red.png"));
}

void TestPhotoTransfers::whatIsExcludedCountsAsOutside()
{
    const auto status = m_tree->library->status();
    VERIFY_RESULT(status);
    VERIFY_RESULT(m_tree->library->setExclusions(status->folders.front().id, {"sorted"}));
    const auto preview = m_tree->library->transfers().preview(
        request(TransferKind::Move, {m_tree->photos / "red.png"}, m_target));
    VERIFY_RESULT(preview);
    QVERIFY(preview->leavesLibrary);
}

void TestPhotoTransfers::protectedPhotosAreCounted()
{
    const fs::path red = m_tree->photos / "red.png";
    VERIFY_RESULT(m_tree->library->duplicates().setProtected(m_tree->photos, true));
    PhotoTransfers& transfers = m_tree->library->transfers();
    const TransferRequest move = request(TransferKind::Move, {red}, m_far);
    QCOMPARE(transfers.preview(move)->isProtected, std::uint64_t{1});
    const auto went = transfers.run(move, {}, {});
    VERIFY_RESULT(went);
    QCOMPARE(went->photos, std::uint64_t{0});
    QVERIFY(fs::exists(red));
}

void TestPhotoTransfers::onlyPhotosOfTheLibraryGo()
{
    std::ofstream(m_far / "other.png") << "not in the library";
    const auto went = m_tree->library->transfers().run(
        request(TransferKind::Move, {m_far / "other.png"}, m_target), {}, {});
    VERIFY_RESULT(went);
    QCOMPARE(went->files.size(), std::size_t{1});
    QCOMPARE(went->files.front().error->code, ErrorCode::NotFound);
    QVERIFY(fs::exists(m_far / "other.png"));
}

void TestPhotoTransfers::theNextScanFindsNothingNew()
{
    const std::size_t encoded = m_tree->encoder->encoded;
    VERIFY_RESULT(m_tree->library->transfers().run(
        request(TransferKind::Move, {m_tree->photos / "red.png"}, m_target), {}, {}));
    VERIFY_RESULT(m_tree->library->transfers().run(
        request(TransferKind::Copy, {m_tree->photos / "blue.png"}, m_target), {}, {}));
    const auto summary = m_tree->index();
    VERIFY_RESULT(summary);
    QCOMPARE(summary->missing, std::uint64_t{0});
    QCOMPARE(m_tree->encoder->encoded.load(), encoded);
    QCOMPARE(m_tree->counts().indexed, std::uint64_t{3});
}

FileId TestPhotoTransfers::idOf(const fs::path& path) const
{
    SearchRequest query;
    query.terms = {{path, 1, {}}};
    if (const auto found = m_tree->library->search(query, {}))
        for (const SearchHit& hit : found->hits)
            if (hit.path == path)
                return hit.file;
    return {};
}

QTEST_GUILESS_MAIN(TestPhotoTransfers)
#include "tst_photo_transfers.moc"
