// SPDX-License-Identifier: GPL-3.0-or-later
// A disk that is full, and has room again, without a restart: indexing, searching, backups, a
// migration and the trash's journal on a small file system of their own. Mounting it needs root.
#include "core/catalog/schema.h"
#include "core/catalog/sqlite_catalog.h"
#include "tests/faults/library_tree.h"

#include <SQLiteCpp/SQLiteCpp.h>
#include <sys/mount.h>
#include <unistd.h>

#include <fstream>

using namespace lookalike;
using namespace lookalike::testing;
namespace fs = std::filesystem;

namespace {

constexpr int kFirst = 60;
constexpr int kMore = 1500;

/// A file system of a few megabytes in which the catalog lies.
class SmallDisk {
public:
    explicit SmallDisk(fs::path place)
        : m_place(std::move(place))
    {
        fs::create_directories(m_place);
        m_mounted = ::mount("none", m_place.c_str(), "tmpfs", 0, "size=72m") == 0;
    }
    ~SmallDisk()
    {
        if (m_mounted)
            ::umount2(m_place.c_str(), MNT_DETACH);
    }
    SmallDisk(const SmallDisk&) = delete;
    SmallDisk& operator=(const SmallDisk&) = delete;
    [[nodiscard]] bool isMounted() const { return m_mounted; }
    /// Fills all but `left` bytes.
    void fill(std::uintmax_t left = 0) const
    {
        std::ofstream ballast(m_place / "ballast", std::ios::binary | std::ios::app);
        const std::string block(4096, 'x');
        while (fs::space(m_place).available > left && ballast.write(block.data(), 4096).flush()) {
        }
    }
    void free() const { fs::remove(m_place / "ballast"); }

private:
    fs::path m_place;
    bool m_mounted = false;
};

} // namespace

class TestFullDisk : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase() { useDisposableTrash(); }
    void init();
    void cleanup();

    void indexingStopsWithAMessageAndGoesOnLater();
    void noBackupIsMadeThatWouldFillTheDisk();
    void aMigrationWithoutRoomLeavesTheOldCatalog();
    void decisionsAndTheTrashRefuseAndLoseNothing();

private:
    void paint(int from, int to) const
    {
        for (int i = from; i < to; ++i)
            writePlainPhoto(m->photos / (std::to_string(i) + ".bmp"), i & 255, (i >> 8) & 255, 40);
    }
    std::int64_t ask(const char* sql) const
    {
        SQLite::Database database(m->catalog.string(), SQLite::OPEN_READONLY);
        return database.execAndGet(sql).getInt64();
    }
    void verifySound() const
    {
        const auto lines = m->library->verify();
        VERIFY_RESULT(lines);
        QVERIFY2(lines->empty(), lines->empty() ? "" : lines->front().c_str());
        QCOMPARE(ask("SELECT count(*) FROM files f WHERE state = 1 AND NOT EXISTS"
                     " (SELECT 1 FROM embeddings e WHERE e.content_id = f.content_id)"),
                 std::int64_t{0});
    }
    std::unique_ptr<LibraryTree> m;
    std::unique_ptr<SmallDisk> m_disk;
};

void TestFullDisk::init()
{
    if (::geteuid() != 0)
        QSKIP("only root may mount");
    m = std::make_unique<LibraryTree>();
    m_disk = std::make_unique<SmallDisk>(m->catalog.parent_path());
    if (!m_disk->isMounted())
        QSKIP("mounting is not allowed here");
    paint(0, kFirst);
    VERIFY_RESULT(m->open());
    VERIFY_RESULT(m->library->addFolder(m->photos));
    VERIFY_RESULT(m->index());
}

void TestFullDisk::cleanup()
{
    if (m)
        m->library.reset();
    m_disk.reset();
    m.reset();
}

void TestFullDisk::indexingStopsWithAMessageAndGoesOnLater()
{
    paint(kFirst, kMore);
    m_disk->fill();
    const auto stopped = m->index();
    QVERIFY(!stopped || !stopped->problems.empty());
    if (!stopped)
        QVERIFY2(stopped.error().message.english().find("full") != std::string::npos,
                 stopped.error().text().c_str());
    // What was there is found, and what is found is there.
    QVERIFY(m->found(m->photos / "7.bmp").contains("7.bmp"));
    QVERIFY(ask("SELECT count(*) FROM files WHERE state = 1") >= kFirst);
    verifySound();
    m_disk->free();
    VERIFY_RESULT(m->index());
    QCOMPARE(m->counts().indexed, std::uint64_t{kMore});
    QVERIFY(m->found(m->photos / "1400.bmp").contains("1400.bmp"));
    verifySound();
}

void TestFullDisk::noBackupIsMadeThatWouldFillTheDisk()
{
    m_disk->fill(1U << 20);
    VERIFY_ERROR(makeBackup(m->catalog, {}), ErrorCode::NoSpace);
    const auto backups = findBackups(m->catalog);
    VERIFY_RESULT(backups);
    for (const CatalogBackup& backup : *backups)
        VERIFY_RESULT(checkBackup(backup.file));
    m->library.reset();
    if (!backups->empty())
        VERIFY_ERROR(restoreBackup(m->catalog, backups->front().file), ErrorCode::NoSpace);
    VERIFY_RESULT(m->open());
    QCOMPARE(m->counts().indexed, std::uint64_t{kFirst});
    m_disk->free();
}

void TestFullDisk::aMigrationWithoutRoomLeavesTheOldCatalog()
{
    std::vector<Migration> steps(migrations().begin(), migrations().end());
    steps.push_back({steps.back().version + 1, "ALTER TABLE contents ADD COLUMN note TEXT;"
                                               "UPDATE contents SET note = hex(randomblob(9000))"});
    m->library.reset();
    // No room for the backup; then room for it, and for a part of the step.
    for (const std::uintmax_t left : {std::uintmax_t{100'000}, std::uintmax_t{65} << 20}) {
        m_disk->fill(left);
        if (left > 1'000'000) // only the step itself is to fail
            steps.back().sql = "ALTER TABLE contents ADD COLUMN note TEXT;"
                               "UPDATE contents SET note = hex(randomblob(2000000))";
        const auto opened = openCatalog(m->catalog, {}, steps);
        QVERIFY(!opened.has_value());
        VERIFY_ERROR(opened, ErrorCode::NoSpace);
        m_disk->free();
        VERIFY_RESULT(m->open());
        QCOMPARE(m->counts().indexed, std::uint64_t{kFirst});
        verifySound();
        m->library.reset();
    }
    steps.back().sql = "ALTER TABLE contents ADD COLUMN note TEXT";
    VERIFY_RESULT(openCatalog(m->catalog, {}, steps));
    VERIFY_RESULT(checkBackup(findBackups(m->catalog)->front().file));
}

void TestFullDisk::decisionsAndTheTrashRefuseAndLoseNothing()
{
    fs::copy_file(m->photos / "0.bmp", m->photos / "copy.bmp");
    VERIFY_RESULT(m->index());
    DuplicateReview& review = m->library->duplicates();
    VERIFY_RESULT(review.scan({}, {}, {}, {}));
    const auto groups = review.groups({});
    VERIFY_RESULT(groups);
    QVERIFY(!groups->empty());
    TrashSelection selection;
    for (const DuplicateMember& member : groups->front().members)
        (member.isKeeper ? selection.survivors : selection.victims).push_back(member.file.id);
    m_disk->fill();
    int taken = 0;
    while (taken < 10'000 && review.decide(DecisionKind::KeepBoth, groups->front()))
        ++taken; // what is allocated already takes some
    QVERIFY(taken < 10'000);
    QCOMPARE(review.decisions()->size(), static_cast<std::size_t>(taken));
    const auto moved = review.moveToTrash({&selection, 1}, TrashAction::Trash, {}, {});
    if (moved) {
        QCOMPARE(moved->moved, std::uint64_t{0});
        QVERIFY(moved->items.front().refused.has_value());
    }
    QVERIFY(fs::exists(m->photos / "0.bmp") && fs::exists(m->photos / "copy.bmp"));
    m_disk->free();
    const auto later = review.moveToTrash({&selection, 1}, TrashAction::Trash, {}, {});
    VERIFY_RESULT(later);
    QCOMPARE(later->moved, std::uint64_t{1});
    const auto back = review.undo();
    VERIFY_RESULT(back);
    QCOMPARE(back->moved, std::uint64_t{1});
    VERIFY_RESULT(review.decide(DecisionKind::KeepBoth, groups->front()));
    verifySound();
}

QTEST_GUILESS_MAIN(TestFullDisk)
#include "tst_full_disk.moc"
