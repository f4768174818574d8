// SPDX-License-Identifier: GPL-3.0-or-later
// What `verify` finds in a catalog that SQLite itself calls sound. If this fails, photos are shown
// for others, and nobody learns why.
#include "core/catalog/embedding_checksum.h"
#include "core/library/library_core.h"
#include "tests/core/image/test_pictures.h"
#include "tests/core/library/colour_encoder.h"
#include "tests/core/library/open_library.h"
#include "tests/testing.h"

#include <SQLiteCpp/SQLiteCpp.h>

#include <QTemporaryDir>

using namespace lookalike;
using namespace lookalike::testing;
namespace fs = std::filesystem;

class TestVerify : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();
    void aSoundCatalogIsSound();
    void whatWasChangedIsFound_data();
    void whatWasChangedIsFound();
    void photosThemselvesTell_data();
    void photosThemselvesTell();
    void changedAndMissingPhotosAreNoFault();
    void aSampleIsASample();

private:
    void open();
    /// Changes the catalog while the library is closed.
    void change(const char* sql)
    {
        m_library.reset();
        SQLite::Database database(m_catalog.string(), SQLite::OPEN_READWRITE);
        registerEmbeddingChecksum(database);
        database.exec(sql);
    }
    Result<DeepVerification> deep(std::uint64_t sample = 0)
    {
        return m_library->verifyDeep(sample, {}, {});
    }
    std::unique_ptr<QTemporaryDir> m_temporary;
    fs::path m_photos;
    fs::path m_catalog;
    std::shared_ptr<ColourEncoder> m_encoder;
    std::unique_ptr<PhotoLibrary> m_library;
};

void TestVerify::init()
{
    m_temporary = std::make_unique<QTemporaryDir>();
    const fs::path folder = fs::canonical(m_temporary->path().toStdString());
    m_photos = folder / "photos";
    m_catalog = folder / "data" / "catalog.db";
    m_encoder = std::make_shared<ColourEncoder>();
    fs::create_directories(m_photos);
    writePlainPhoto(m_photos / "1.bmp", 250, 0, 0);
    writePlainPhoto(m_photos / "2.bmp", 0, 250, 0);
    writePlainPhoto(m_photos / "3.bmp", 0, 0, 250);
    open();
    VERIFY_RESULT(m_library->addFolder(m_photos));
    VERIFY_RESULT(m_library->index({}, {}));
}

void TestVerify::cleanup()
{
    m_library.reset();
    m_temporary.reset();
}

void TestVerify::open()
{
    LibraryOptions options;
    options.catalog = m_catalog;
    options.decoder.inProcess = true;
    auto opened = openLibrary(options, m_encoder);
    VERIFY_RESULT(opened);
    m_library = std::move(*opened);
}

void TestVerify::aSoundCatalogIsSound()
{
    QVERIFY(m_library->verify()->empty());
    const auto found = deep();
    VERIFY_RESULT(found);
    QCOMPARE(found->read, std::uint64_t{3});
    QVERIFY2(found->problems.empty(), found->problems.empty() ? "" : found->problems[0].c_str());
}

void TestVerify::whatWasChangedIsFound_data()
{
    QTest::addColumn<QByteArray>("sql");
    QTest::newRow("two embeddings change places")
        << QByteArray("CREATE TEMP TABLE v AS SELECT content_id, vector FROM embeddings;"
                      "UPDATE embeddings SET vector = (SELECT vector FROM v WHERE content_id ="
                      " 3 - embeddings.content_id) WHERE content_id IN (1, 2)");
    QTest::newRow("one embedding is another one's")
        << QByteArray("UPDATE embeddings SET vector ="
                      " (SELECT vector FROM embeddings WHERE content_id = 2) WHERE content_id = 1");
    QTest::newRow("an embedding of another space")
        << QByteArray("UPDATE spaces SET identity = 'another'");
    QTest::newRow("an embedding without a checksum") << QByteArray("DELETE FROM embedding_checks");
    QTest::newRow("another hash") << QByteArray(
        "UPDATE contents SET hash = randomblob(32) WHERE id = 2");
    QTest::newRow("an old hash in the place of an identity")
        << QByteArray("UPDATE contents SET hash = randomblob(16) WHERE id = 2");
    QTest::newRow("a path that leaves its folder")
        << QByteArray("UPDATE files SET path = CAST('../../etc/passwd' AS BLOB) WHERE id = 2");
    QTest::newRow("an absolute path")
        << QByteArray("UPDATE files SET path = CAST('/etc/passwd' AS BLOB) WHERE id = 2");
    QTest::newRow("a folder that is no full path")
        << QByteArray("UPDATE folders SET path = CAST('photos' AS BLOB)");
    QTest::newRow("a photo without extent")
        << QByteArray("UPDATE contents SET width = 0 WHERE id = 2");
    QTest::newRow("a place beyond the pole")
        << QByteArray("UPDATE contents SET latitude = 123 WHERE id = 2");
}

void TestVerify::whatWasChangedIsFound()
{
    QFETCH(QByteArray, sql);
    change(sql.constData());
    auto catalog = Catalog::open(m_catalog);
    VERIFY_RESULT(catalog);
    const auto lines = (*catalog)->integrity();
    VERIFY_RESULT(lines);
    QVERIFY(!lines->empty());
}

void TestVerify::photosThemselvesTell_data()
{
    QTest::addColumn<QByteArray>("sql");
    const QByteArray again =
        ";UPDATE embedding_checks SET checksum = (SELECT embedding_checksum(c.hash, s.identity,"
        " e.vector) FROM embeddings e JOIN contents c ON c.id = e.content_id"
        " JOIN spaces s ON s.id = e.space_id WHERE e.id = embedding_id)";
    QTest::newRow("another hash") << QByteArray(
                                         "UPDATE contents SET hash = randomblob(32) WHERE id = 2") +
                                         again;
    QTest::newRow("another embedding")
        << QByteArray("UPDATE embeddings SET vector = (SELECT vector FROM embeddings"
                      " WHERE content_id = 2) WHERE content_id = 1") +
               again;
}

// What was changed together with its checksum is found by reading the photos again alone.
void TestVerify::photosThemselvesTell()
{
    QFETCH(QByteArray, sql);
    change(sql.constData());
    open();
    QVERIFY(m_library->verify()->empty());
    const auto found = deep();
    VERIFY_RESULT(found);
    QCOMPARE(found->problems.size(), std::size_t{1});
    QCOMPARE(found->read, std::uint64_t{3});
}

void TestVerify::changedAndMissingPhotosAreNoFault()
{
    fs::remove(m_photos / "1.bmp");
    writePlainPhoto(m_photos / "2.bmp", 1, 2, 3);
    const auto found = deep();
    VERIFY_RESULT(found);
    QVERIFY(found->problems.empty());
    QCOMPARE(found->read, std::uint64_t{1});
    QCOMPARE(found->skipped, std::uint64_t{2});
}

void TestVerify::aSampleIsASample()
{
    QCOMPARE(deep(2)->read, std::uint64_t{2});
    QCOMPARE(deep(100)->read, std::uint64_t{3});
}

QTEST_GUILESS_MAIN(TestVerify)
#include "tst_verify.moc"
