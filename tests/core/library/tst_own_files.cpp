// SPDX-License-Identifier: GPL-3.0-or-later
// The catalog named as a picture. Closing any descriptor of it would drop the locks that keep other
// processes out; /proc/locks tells whether they are still there. If this fails, a file that the
// user drops on the window costs rows of the catalog.
#include "core/evaluate/photo_embedder.h"
#include "core/files/volume_identity.h"
#include "core/library/library_core.h"
#include "tests/core/image/test_pictures.h"
#include "tests/core/library/colour_encoder.h"
#include "tests/core/library/open_library.h"
#include "tests/testing.h"

#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <unistd.h>

#include <QTemporaryDir>
#include <algorithm>
#include <fstream>
#include <map>

using namespace lookalike;
using namespace lookalike::testing;
namespace fs = std::filesystem;

namespace {

/// POSIX locks of this process, counted by inode.
std::map<std::uint64_t, int> locksHeld()
{
    std::map<std::uint64_t, int> held;
    std::ifstream locks("/proc/locks");
    for (std::string line; std::getline(locks, line);) {
        std::istringstream words(line);
        std::string number, kind, mode, access, pid, file;
        words >> number >> kind >> mode >> access >> pid >> file;
        if (kind == "POSIX" && pid == std::to_string(::getpid()))
            ++held[std::stoull(file.substr(file.rfind(':') + 1))];
    }
    return held;
}

using Locks = decltype(locksHeld());

/// Without those that a reader or the writer takes for a moment: the fewest of many looks.
Locks lastingLocks()
{
    constexpr int kLooks = 50;
    Locks lasting = locksHeld();
    for (int i = 1; i < kLooks; ++i) {
        const Locks now = locksHeld();
        for (auto& [file, count] : lasting) {
            const auto found = now.find(file);
            count = std::min(count, found == now.end() ? 0 : found->second);
        }
    }
    std::erase_if(lasting, [](const auto& lock) { return lock.second == 0; });
    return lasting;
}

bool areStillHeld(const Locks& locks)
{
    const Locks now = locksHeld();
    return std::ranges::all_of(locks, [&now](const auto& lock) {
        const auto found = now.find(lock.first);
        return found != now.end() && found->second >= lock.second;
    });
}

} // namespace

class TestOwnFiles : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();
    void theCatalogIsNeverOpenedAsAPicture_data();
    void theCatalogIsNeverOpenedAsAPicture();
    void theTrashDoesNotOpenItEither();
    void anExportDoesNotReplaceIt();
    void aPhotoThatGotTheNumberOfAnOwnFileIsOne();
    void afterClosingItIsAFileLikeAnother();

private:
    std::unique_ptr<QTemporaryDir> m_temporary;
    fs::path m_folder;
    fs::path m_catalog;
    std::shared_ptr<ColourEncoder> m_encoder;
    std::unique_ptr<PhotoLibrary> m_library;
};

void TestOwnFiles::init()
{
    m_temporary = std::make_unique<QTemporaryDir>();
    m_folder = fs::canonical(m_temporary->path().toStdString());
    m_catalog = m_folder / "data" / "catalog.db";
    m_encoder = std::make_shared<ColourEncoder>();
    fs::create_directories(m_folder / "photos");
    writePlainPhoto(m_folder / "photos" / "a.bmp", 200, 0, 0);
    LibraryOptions options;
    options.catalog = m_catalog;
    options.decoder.inProcess = true;
    auto opened = openLibrary(options, m_encoder);
    VERIFY_RESULT(opened);
    m_library = std::move(*opened);
    VERIFY_RESULT(m_library->addFolder(m_folder / "photos"));
    VERIFY_RESULT(m_library->index({}, {}));
}

void TestOwnFiles::cleanup()
{
    m_library.reset();
    m_temporary.reset();
}

void TestOwnFiles::theCatalogIsNeverOpenedAsAPicture_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<QString>("through");
    for (const char* file : {"catalog.db", "catalog.db-wal", "catalog.db-shm", "catalog.db.lock"})
        for (const char* through :
             {"its name", "a symbolic link", "a hard link", "another spelling"})
            QTest::addRow("%s by %s", file, through) << file << through;
}

void TestOwnFiles::theCatalogIsNeverOpenedAsAPicture()
{
    QFETCH(QString, file);
    QFETCH(QString, through);
    const fs::path own = m_folder / "data" / file.toStdString();
    QVERIFY(fs::exists(own));
    fs::path named = own;
    if (through == "another spelling")
        named = m_folder / "data" / ".." / "data" / file.toStdString();
    if (through == "a hard link" || through == "a symbolic link")
        named = m_folder / "photo.jpg";
    if (through == "a symbolic link")
        fs::create_symlink(own, named);
    if (through == "a hard link")
        fs::create_hard_link(own, named);

    const auto before = lastingLocks();
    if (before.empty())
        QSKIP("the system does not list locks");
    SearchRequest request;
    request.terms = {{named, 1, {}}};
    QVERIFY(!m_library->search(request));
    QVERIFY(areStillHeld(before));
    QVERIFY(!m_library->embed({named, 1, {}}));
    QVERIFY(areStillHeld(before));
    QVERIFY(!m_library->picture(named, 100));
    QVERIFY(areStillHeld(before));
    const auto decoder = makeInProcessDecoder();
    const auto embedded = embedFiles(std::vector{named}, *decoder, *m_encoder);
    VERIFY_RESULT(embedded);
    QVERIFY(embedded->errors[0]);
    QVERIFY(areStillHeld(before));
    QVERIFY(!readFileHead(named, 64));
    QVERIFY(!lookalike::readFile(named, 1 << 20));
    QVERIFY(areStillHeld(before));
    if (through != "a symbolic link") // which is refused before anybody asks
        VERIFY_ERROR(readFileHead(named, 64), ErrorCode::PermissionDenied);
    // A scan comes across the links.
    VERIFY_RESULT(m_library->addFolder(m_folder / "data"));
    VERIFY_RESULT(m_library->index({}, {}));
    QVERIFY(areStillHeld(before));
}

void TestOwnFiles::theTrashDoesNotOpenItEither()
{
    ExpectedFile expected;
    expected.path = m_catalog;
    expected.stamp = *statFile(m_catalog);
    TrashTask task;
    task.victims = {expected};
    task.survivors = {expected};
    const auto before = lastingLocks();
    auto trash = Trash::open(m_folder / "journal");
    VERIFY_RESULT(trash);
    const TrashOutcome outcome = (*trash)->run(std::vector{task}, {});
    QCOMPARE(outcome.moved, std::uint64_t{0});
    QVERIFY(outcome.files[0].error->code == ErrorCode::PermissionDenied);
    QVERIFY(areStillHeld(before));
}

void TestOwnFiles::anExportDoesNotReplaceIt()
{
    const FileIdentity before = statFile(m_catalog)->identity;
    VERIFY_ERROR(m_library->exportEmbeddings(m_catalog), ErrorCode::PermissionDenied);
    QVERIFY(statFile(m_catalog)->identity == before);
}

// File systems give the number of a removed file to the next one; a rename does so for certain.
void TestOwnFiles::aPhotoThatGotTheNumberOfAnOwnFileIsOne()
{
    const fs::path own = m_folder / "data" / "catalog.db.backups" / "daily.db";
    const fs::path photo = m_folder / "photos" / "new.bmp";
    writePlainPhoto(own, 1, 2, 3);
    const fs::path link = m_folder / "link.bmp";
    fs::create_hard_link(own, link);
    QTRY_VERIFY(!readFileHead(link, 64)); // known as soon as the library looks again
    fs::rename(own, photo);
    VERIFY_RESULT(readFileHead(link, 64));
    const auto indexed = m_library->index({}, {});
    VERIFY_RESULT(indexed);
    QCOMPARE(indexed->embedded, std::uint64_t{1});
}

void TestOwnFiles::afterClosingItIsAFileLikeAnother()
{
    m_library.reset();
    VERIFY_RESULT(readFileHead(m_catalog, 64));
}

QTEST_GUILESS_MAIN(TestOwnFiles)
#include "tst_own_files.moc"
