// SPDX-License-Identifier: GPL-3.0-or-later
// Folders on drives that are pulled out, swapped, emptied or locked, and libraries that the user
// reorganises outside the program. Mounts need root; elsewhere those tests are skipped.
#include "core/files/volume_identity.h"
#include "tests/faults/library_tree.h"

#include <SQLiteCpp/SQLiteCpp.h>

#include <fstream>

#ifdef __linux__
#include <sys/mount.h>
#include <sys/stat.h>
#include <unistd.h>
#endif

using namespace lookalike;
using namespace lookalike::testing;
namespace fs = std::filesystem;

namespace {

constexpr int kPhotos = 40;

#ifdef __linux__
/// A drive that can be put in and taken out at one place; keeps its files meanwhile.
class Drive {
public:
    explicit Drive(fs::path shelf)
        : m_shelf(std::move(shelf))
    {
        fs::create_directories(m_shelf);
        m_exists = ::mount("none", m_shelf.c_str(), "tmpfs", 0, "size=16m") == 0;
    }
    ~Drive()
    {
        takeOut();
        if (m_exists)
            ::umount2(m_shelf.c_str(), MNT_DETACH);
    }
    Drive(const Drive&) = delete;
    Drive& operator=(const Drive&) = delete;
    [[nodiscard]] bool exists() const { return m_exists; }
    [[nodiscard]] const fs::path& files() const { return m_shelf; }
    bool putIn(const fs::path& place)
    {
        m_place = place;
        return ::mount(m_shelf.c_str(), place.c_str(), nullptr, MS_BIND, nullptr) == 0;
    }
    void takeOut()
    {
        if (!m_place.empty())
            ::umount2(m_place.c_str(), MNT_DETACH);
        m_place.clear();
    }

private:
    fs::path m_shelf;
    fs::path m_place;
    bool m_exists = false;
};
#endif

void paint(const fs::path& folder, int count, int green)
{
    for (int i = 0; i < count; ++i)
        writePlainPhoto(folder / ("IMG_" + std::to_string(i) + ".bmp"), 6 * i, green, 99);
}

} // namespace

// If this fails, unplugging a drive costs hours of reading, or what was decided about its photos.
class TestRootsThatGo : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() { m = std::make_unique<LibraryTree>(); }
    void cleanup() { m.reset(); }

    void whateverStandsInForADriveChangesNothing_data();
    void whateverStandsInForADriveChangesNothing();
    void anotherDriveWithTheSameNumberIsTold();
    void aReorganisedLibraryIsNotReadAgain();
    void manyRowsAreMovedInOneScan();

private:
    std::int64_t ask(const char* sql) const
    {
        SQLite::Database database(m->catalog.string(), SQLite::OPEN_READONLY);
        return database.execAndGet(sql).getInt64();
    }
    std::unique_ptr<LibraryTree> m;
};

void TestRootsThatGo::whateverStandsInForADriveChangesNothing_data()
{
    QTest::addColumn<QString>("what");
    for (const char* what :
         {"nothing: the mount point is empty", "nothing: the mount point is gone",
          "another drive with photos of the same names", "another drive with other photos",
          "another drive that is empty", "a folder that nobody may enter",
          "a few files on the mount point itself"})
        QTest::addRow("%s", what) << what;
}

void TestRootsThatGo::whateverStandsInForADriveChangesNothing()
{
#ifdef __linux__
    QFETCH(QString, what);
    if (::geteuid() != 0)
        QSKIP("only root may mount");
    Drive drive(m->folder / "drive");
    Drive other(m->folder / "other");
    if (!drive.exists() || !other.exists())
        QSKIP("mounting is not allowed here");
    paint(drive.files(), kPhotos, 10);
    QVERIFY(drive.putIn(m->photos));
    VERIFY_RESULT(m->open());
    VERIFY_RESULT(m->library->addFolder(m->photos));
    VERIFY_RESULT(m->index());
    const auto rows = ask("SELECT count(*) FROM files WHERE state = 1");
    const auto revision = ask("SELECT revision FROM spaces");
    QCOMPARE(rows, std::int64_t{kPhotos});

    drive.takeOut();
    if (what.contains("gone"))
        fs::remove(m->photos);
    if (what.contains("same names"))
        paint(other.files(), kPhotos, 200);
    if (what.contains("other photos"))
        writePlainPhoto(other.files() / "stranger.bmp", 1, 2, 3);
    if (what.startsWith("another"))
        QVERIFY(other.putIn(m->photos));
    if (what.contains("few files"))
        std::ofstream(m->photos / ".directory") << "x";
    const bool locked = what.contains("enter");
    if (locked) {
        fs::permissions(m->photos, fs::perms::none);
        for (const fs::path& path : {m->folder, m->catalog.parent_path()})
            fs::permissions(path, fs::perms::all);
        for (const auto& entry : fs::recursive_directory_iterator(m->catalog.parent_path()))
            fs::permissions(entry.path(), fs::perms::all);
        QCOMPARE(::seteuid(65534), 0);
    }
    const auto away = m->index();
    if (locked) {
        QCOMPARE(::seteuid(0), 0);
        fs::permissions(m->photos, fs::perms::owner_all);
    }
    VERIFY_RESULT(away);
    QCOMPARE(away->offline.size(), std::size_t{1});
    QCOMPARE(ask("SELECT count(*) FROM files WHERE state = 1"), rows);
    QCOMPARE(ask("SELECT count(*) FROM files"), rows);
    QCOMPARE(ask("SELECT revision FROM spaces"), revision);

    other.takeOut();
    fs::remove(m->photos / ".directory");
    fs::create_directories(m->photos);
    QVERIFY(drive.putIn(m->photos));
    const std::size_t encoded = m->encoder->encoded;
    const auto back = m->index();
    VERIFY_RESULT(back);
    QVERIFY(back->offline.empty());
    QCOMPARE(m->encoder->encoded.load(), encoded);
    QCOMPARE(ask("SELECT count(*) FROM files WHERE state = 1"), rows);
    QCOMPARE(ask("SELECT revision FROM spaces"), revision);
#else
    QSKIP("mounts as Linux makes them");
#endif
}

// The system gives the number of a drive that was taken out to the next one.
void TestRootsThatGo::anotherDriveWithTheSameNumberIsTold()
{
#ifdef __linux__
    if (::geteuid() != 0)
        QSKIP("only root may mount");
    const auto put = [&](int green) {
        const bool mounted = ::mount("none", m->photos.c_str(), "tmpfs", 0, "size=16m") == 0;
        if (mounted)
            paint(m->photos, kPhotos, green);
        return mounted;
    };
    if (!put(10))
        QSKIP("mounting is not allowed here");
    const auto device = directoryIdentity(m->photos)->device;
    const auto volume = *volumeIdentity(m->photos);
    VERIFY_RESULT(m->open());
    VERIFY_RESULT(m->library->addFolder(m->photos));
    VERIFY_RESULT(m->index());
    QCOMPARE(::umount2(m->photos.c_str(), 0), 0);
    QVERIFY(put(200));
    const bool sameNumber = directoryIdentity(m->photos)->device == device;
    const bool told = *volumeIdentity(m->photos) != volume;
    const auto away = m->index();
    const auto kept = ask("SELECT count(*) FROM files WHERE state = 1");
    const auto embeddings = ask("SELECT count(*) FROM embeddings");
    ::umount2(m->photos.c_str(), MNT_DETACH);
    if (!told)
        QSKIP("this kernel's tmpfs has no identifier of its own");
    qInfo("the same device number: %s", sameNumber ? "yes" : "no");
    VERIFY_RESULT(away);
    QCOMPARE(away->offline.size(), std::size_t{1});
    QCOMPARE(kept, std::int64_t{kPhotos});
    QCOMPARE(embeddings, std::int64_t{kPhotos});
#else
    QSKIP("mounts as Linux makes them");
#endif
}

void TestRootsThatGo::aReorganisedLibraryIsNotReadAgain()
{
    constexpr int kMany = 2000;
    for (int i = 0; i < kMany; ++i) {
        const fs::path folder = m->photos / std::to_string(i % 20);
        fs::create_directories(folder);
        writePlainPhoto(folder / (std::to_string(i) + ".bmp"), i & 255, (i >> 8) & 255, 50);
    }
    VERIFY_RESULT(m->open());
    VERIFY_RESULT(m->library->addFolder(m->photos));
    VERIFY_RESULT(m->index());
    QCOMPARE(m->encoder->encoded.load(), std::size_t{kMany});
    const auto contents = ask("SELECT sum(id) FROM contents");
    // By year instead of by event, every other file with a new name; a third only moved as a
    // folder.
    for (int i = 0; i < kMany; ++i) {
        if (i % 20 < 6)
            continue;
        const fs::path from = m->photos / std::to_string(i % 20) / (std::to_string(i) + ".bmp");
        const fs::path folder = m->photos / "years" / std::to_string(2000 + i % 7);
        fs::create_directories(folder);
        fs::rename(from, folder / ((i % 2 == 0 ? "renamed-" : "") + std::to_string(i) + ".bmp"));
    }
    for (int i = 0; i < 6; ++i)
        fs::rename(m->photos / std::to_string(i), m->photos / ("event " + std::to_string(i)));
    VERIFY_RESULT(m->index());
    QCOMPARE(m->encoder->encoded.load(), std::size_t{kMany}); // nothing was embedded again
    QCOMPARE(m->counts().indexed, std::uint64_t{kMany});
    QCOMPARE(m->counts().pending, std::uint64_t{0});
    QCOMPARE(ask("SELECT sum(id) FROM contents"), contents); // and what hangs on them is kept
    const auto lines = m->library->verify();
    VERIFY_RESULT(lines);
    QVERIFY(lines->empty());
}

// A hundred thousand rows whose files all have moved: the catalog's part of it.
void TestRootsThatGo::manyRowsAreMovedInOneScan()
{
    constexpr int kRows = 100'000;
    auto catalog = Catalog::open(m->catalog);
    VERIFY_RESULT(catalog);
    FolderId root;
    SpaceId space;
    const auto hash = [](int i) {
        ContentHash made;
        for (std::size_t n = 0; n < 4; ++n)
            made.bytes[n] = static_cast<std::uint8_t>(i >> (8 * n));
        return made;
    };
    const auto row = [&](int i, bool moved) {
        FileRow file;
        file.folder = root;
        file.path = m->photos / (moved ? "moved" : "old") / std::to_string(i);
        file.stamp.identity = {1, static_cast<std::uint64_t>(i)};
        return file;
    };
    VERIFY_RESULT((*catalog)->write([&](CatalogWriter& writer) -> Result<> {
        const auto folder = writer.addFolder(m->photos, 1);
        const auto made = writer.putSpace({"space", "space", 4}, true);
        if (!folder || !made)
            return fail(ErrorCode::Internal, "cannot begin"_msg);
        root = *folder;
        space = *made;
        for (int i = 0; i < kRows; ++i) {
            ContentRow content;
            content.hash = hash(i);
            content.bytes = 1;
            content.width = content.height = 1;
            content.format = ImageFormat::Jpeg;
            const auto id = writer.putContent(content);
            FileRow file = row(i, false);
            file.state = FileState::Indexed;
            file.content = *id;
            if (!writer.putFile(file) || !writer.putEmbedding(space, {*id, {0x3C00, 0, 0, 0}}))
                return fail(ErrorCode::Internal, "cannot fill"_msg);
        }
        return {};
    }));
    // What a scan, and reading that finds known contents, tell the catalog.
    const auto before = (*(*catalog)->reader())->filesOf(root);
    VERIFY_RESULT(before);
    VERIFY_RESULT((*catalog)->write([&](CatalogWriter& writer) -> Result<> {
        for (int i = 0; i < kRows; ++i)
            if (const auto put = writer.putFile(row(i, true)); !put)
                return fail(put);
        std::vector<FileId> gone;
        for (const auto& [path, file] : *before)
            gone.push_back(file.id);
        return writer.setFileState(gone, FileState::Missing);
    }));
    const auto reader = (*catalog)->reader();
    VERIFY_RESULT(reader);
    const auto pending = (*reader)->filesToIndex(space, {}, kRows);
    VERIFY_RESULT(pending);
    QCOMPARE(pending->size(), std::size_t{kRows});
    int linked = 0;
    VERIFY_RESULT((*catalog)->write([&](CatalogWriter& writer) -> Result<> {
        for (const FileRow& file : *pending) {
            const auto known =
                (*reader)->contentByHash(hash(static_cast<int>(file.stamp.identity.file)));
            if (!known || !*known || !*(*reader)->hasEmbedding(space, **known))
                continue;
            ++linked;
            if (auto done =
                    writer.setFileOutcome(file.id, file.stamp, FileState::Indexed, **known, {});
                !done)
                return done;
        }
        return {};
    }));
    QCOMPARE(linked, kRows);
    const auto lines = (*catalog)->integrity();
    VERIFY_RESULT(lines);
    QVERIFY2(lines->empty(), lines->empty() ? "" : lines->front().c_str());
    QCOMPARE((*(*catalog)->reader())->embeddingsVersion(space)->count, std::uint64_t{kRows});
}

QTEST_GUILESS_MAIN(TestRootsThatGo)
#include "tst_roots_that_go.moc"
