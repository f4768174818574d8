// SPDX-License-Identifier: GPL-3.0-or-later
// A library whose catalog is of an older program, with real files: what the update reads, what it
// keeps, and what it no longer believes.
#include "core/files/volume_identity.h"
#include "core/library/library_core.h"
#include "tests/core/catalog/old_catalog.h"
#include "tests/core/files/trash/xxh3_twins.h"
#include "tests/core/image/test_pictures.h"
#include "tests/core/library/colour_encoder.h"
#include "tests/core/library/open_library.h"
#include "tests/testing.h"

#include <QTemporaryDir>

using namespace lookalike;
using namespace lookalike::testing;
namespace fs = std::filesystem;

// If this fails, an update costs the user hours of encoding, decisions, or photos that a forged
// file passes for.
class TestContentUpgrade : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();
    void everyFileIsReadOnceAndNothingIsEncodedAgain();
    void searchesAndRelationsGoOnMeanwhile();
    void filesOfOneOldHashAreNotSuggestedForTheTrash();
    void aForgedTwinGetsAContentOfItsOwn();
    void aForgedTwinOfAReadPhotoIsAnotherPhoto();
    void whatIsKnownAfterwardsIsNotReadAgain();

private:
    void open();
    Result<IndexingSummary> index() { return m_library->index({}, {}); }
    [[nodiscard]] PhotoDetails details(int file) const { return *m_library->details(FileId(file)); }
    void addOldFile(const std::string& name, const std::vector<std::uint8_t>& bytes, int content)
    {
        writeFile(m_photos / name, bytes);
        m_old->addFile(name, *statFile(m_photos / name), 1, content);
    }

    std::unique_ptr<QTemporaryDir> m_temporary;
    fs::path m_photos;
    fs::path m_catalog;
    std::unique_ptr<OldCatalog> m_old;
    std::shared_ptr<ColourEncoder> m_encoder;
    std::unique_ptr<PhotoLibrary> m_library;
};

void TestContentUpgrade::init()
{
    m_temporary = std::make_unique<QTemporaryDir>();
    const fs::path folder = fs::canonical(m_temporary->path().toStdString());
    m_photos = folder / "photos";
    m_catalog = folder / "data" / "catalog.db";
    fs::create_directories(m_photos);
    m_encoder = std::make_shared<ColourEncoder>();
    m_old = std::make_unique<OldCatalog>(m_catalog);
    m_old->addFolder(m_photos, *volumeIdentity(m_photos));
    m_old->addSpace(m_encoder->info().space.id);
}

void TestContentUpgrade::cleanup()
{
    m_library.reset();
    m_old.reset();
    m_temporary.reset();
}

void TestContentUpgrade::open()
{
    m_old.reset();
    m_library.reset();
    LibraryOptions options;
    options.catalog = m_catalog;
    options.decoder.inProcess = true;
    auto opened = openLibrary(options, m_encoder);
    VERIFY_RESULT(opened);
    m_library = std::move(*opened);
}

// Files 1 and 2 are copies, file 3 is another photo.
void TestContentUpgrade::everyFileIsReadOnceAndNothingIsEncodedAgain()
{
    const FileBytes red = bmpBytes(plainPicture(8, 8, 200, 0, 0));
    const FileBytes blue = bmpBytes(plainPicture(8, 8, 0, 0, 200));
    m_old->addContent(1, hashContent(red, HashKind::Xxh3));
    m_old->addContent(2, hashContent(blue, HashKind::Xxh3));
    addOldFile("a.bmp", red, 1);
    addOldFile("b.bmp", red, 1);
    addOldFile("c.bmp", blue, 2);
    m_old->addDecision(hashContent(red, HashKind::Xxh3), hashContent(blue, HashKind::Xxh3));
    open();
    const auto summary = index();
    VERIFY_RESULT(summary);
    QCOMPARE(m_encoder->encoded.load(), std::size_t{0});
    QCOMPARE(summary->reused, std::uint64_t{3});
    QVERIFY(details(1).content.id == ContentId(1));
    QVERIFY(details(1).content.hash == hashContent(red));
    QVERIFY(details(2).content.id == ContentId(1));
    QVERIFY(details(3).content.hash == hashContent(blue));
    QCOMPARE(details(1).copies.size(), std::size_t{2});
    // What the old catalog had wrong was read, too.
    QVERIFY(details(1).content.perceptualHashes[0] != 1);
    const auto decisions = m_library->duplicates().decisions();
    VERIFY_RESULT(decisions);
    QCOMPARE(decisions->size(), std::size_t{1});
    for (const ContentHash& hash : decisions->front().contents)
        QVERIFY(hash == hashContent(red) || hash == hashContent(blue));
    const auto lines = m_library->verify();
    VERIFY_RESULT(lines);
    QVERIFY2(lines->empty(), lines->empty() ? "" : lines->front().c_str());
}

void TestContentUpgrade::searchesAndRelationsGoOnMeanwhile()
{
    const FileBytes red = bmpBytes(plainPicture(8, 8, 200, 0, 0));
    m_old->addContent(1, hashContent(red, HashKind::Xxh3));
    addOldFile("a.bmp", red, 1);
    open();
    SearchRequest request;
    request.terms = {{FileId(1), 1, {}}};
    const auto found = m_library->search(request);
    VERIFY_RESULT(found);
    QCOMPARE(found->hits.size(), std::size_t{1});
}

void TestContentUpgrade::filesOfOneOldHashAreNotSuggestedForTheTrash()
{
    const FileBytes red = bmpBytes(plainPicture(8, 8, 200, 0, 0));
    m_old->addContent(1, hashContent(red, HashKind::Xxh3));
    addOldFile("a.bmp", red, 1);
    addOldFile("b.bmp", red, 1);
    open();
    QVERIFY(m_library->duplicates().groups({})->empty());
    VERIFY_RESULT(index());
    const auto groups = m_library->duplicates().groups({});
    VERIFY_RESULT(groups);
    QCOMPARE(groups->size(), std::size_t{1});
    QVERIFY(maySuggestToGo(groups->front().members[1], groups->front().members[0]));
}

// An old catalog took the forged file for a copy of the photo.
void TestContentUpgrade::aForgedTwinGetsAContentOfItsOwn()
{
    const FileBytes base = bmpBytes(plainPicture(64, 64, 200, 0, 0));
    const auto [first, second] = xxh3Twins({base.begin(), base.end()}, 1024);
    const FileBytes photo(first.begin(), first.end());
    const FileBytes forged(second.begin(), second.end());
    const ContentHash old = hashContent(photo, HashKind::Xxh3);
    QVERIFY(old == hashContent(forged, HashKind::Xxh3));
    m_old->addContent(1, old);
    addOldFile("forged.bmp", forged, 1);
    addOldFile("photo.bmp", photo, 1);
    open();
    VERIFY_RESULT(index());
    VERIFY_RESULT(index()); // where both were read at one time, one waits for the next run
    QVERIFY(details(1).content.hash == hashContent(forged));
    QVERIFY(details(2).content.hash == hashContent(photo));
    QCOMPARE(details(1).copies.size(), std::size_t{1});
    QVERIFY(m_library->duplicates().groups({})->empty());
    QVERIFY(m_library->verify()->empty());
}

void TestContentUpgrade::aForgedTwinOfAReadPhotoIsAnotherPhoto()
{
    const FileBytes base = bmpBytes(plainPicture(64, 64, 200, 0, 0));
    const auto [first, second] = xxh3Twins({base.begin(), base.end()}, 1024);
    const FileBytes photo(first.begin(), first.end());
    m_old->addContent(1, hashContent(photo, HashKind::Xxh3));
    addOldFile("photo.bmp", photo, 1);
    writeFile(m_photos / "a-forged.bmp", FileBytes(second.begin(), second.end()));
    open();
    VERIFY_RESULT(index());
    QVERIFY(details(1).content.hash == hashContent(photo));
    QCOMPARE(details(1).copies.size(), std::size_t{1});
    QVERIFY(details(2).content.id != details(1).content.id);
    QCOMPARE(m_encoder->encoded.load(), std::size_t{1});
}

void TestContentUpgrade::whatIsKnownAfterwardsIsNotReadAgain()
{
    const FileBytes red = bmpBytes(plainPicture(8, 8, 200, 0, 0));
    m_old->addContent(1, hashContent(red, HashKind::Xxh3));
    addOldFile("a.bmp", red, 1);
    addOldFile("b.bmp", red, 1);
    open();
    VERIFY_RESULT(index());
    m_library.reset();
    const auto catalog = Catalog::open(m_catalog);
    VERIFY_RESULT(catalog);
    QCOMPARE(*(*(*catalog)->reader())->countToIndex(SpaceId(1)), std::uint64_t{0});
}

QTEST_GUILESS_MAIN(TestContentUpgrade)
#include "tst_content_upgrade.moc"
