// SPDX-License-Identifier: GPL-3.0-or-later
// Every operation on a catalog with its N-th call of the disk, or its N-th allocation, failing:
// for each N until it succeeds without, once and from then on. LOOKALIKE_ALL_FAULTS=1 leaves out no
// N; otherwise the first of each are all tried, and then every seventeenth.
#include "core/catalog/backup_list.h"
#include "core/catalog/catalog_backup.h"
#include "core/catalog/catalog_restore.h"
#include "core/catalog/schema.h"
#include "tests/core/catalog/catalog_fixture.h"
#include "tests/core/catalog/failing_new.h"
#include "tests/core/catalog/fault_vfs.h"

#include <SQLiteCpp/SQLiteCpp.h>

using namespace lookalike;
using namespace lookalike::testing;
namespace fs = std::filesystem;

namespace {

constexpr int kFiles = 40;
constexpr int kMore = 12;
constexpr std::int64_t kNow = 1'800'000'000;

// What a catalog holds, in numbers that every operation changes as a whole.
struct Held {
    std::uint64_t files = 0, embeddings = 0, decisions = 0, spaces = 0;
    bool operator==(const Held&) const = default;
};
constexpr Held kBefore{kFiles, kFiles, 1, 2};

enum class Start { Sound, Crashed, Old, Older, Absent };

bool isOld(Start start)
{
    return start == Start::Old || start == Start::Older;
}

// One catalog in a folder of its own.
struct Scene {
    fs::path folder, file, photos, backup, copy;
    std::unique_ptr<Catalog> catalog;
};

struct Operation {
    const char* name;
    Start start;
    bool open; ///< the catalog is open before
    Result<> (*run)(Scene&);
    Held after; ///< what the catalog holds once it succeeded
    /// Where memory is out, some of std::filesystem ends the program: it may not throw.
    bool usesFileSystem = false;
};

Result<> openScene(Scene& scene)
{
    auto opened = Catalog::open(scene.file);
    if (!opened)
        return fail(opened);
    scene.catalog = std::move(*opened);
    return {};
}

Result<> insertBatch(CatalogWriter& writer, const fs::path& photos, FolderId root, SpaceId space,
                     int from, int to)
{
    for (int i = from; i < to; ++i) {
        const auto content = writer.putContent(CatalogFixture::contentOf(i));
        if (!content)
            return fail(content);
        FileRow row;
        row.folder = root;
        row.path = photos / std::to_string(i);
        row.state = FileState::Indexed;
        row.content = *content;
        if (const auto put = writer.putFile(row); !put)
            return fail(put);
        if (auto put = writer.putEmbedding(space, {*content, {0x3C00, 0, 0, 0}}); !put)
            return put;
    }
    return {};
}

Result<> addDecision(CatalogWriter& writer)
{
    DecisionRow decision;
    decision.contents = {{CatalogFixture::contentOf(1).hash, 1, "a"},
                         {CatalogFixture::contentOf(2).hash, 1, "b"}};
    const auto added = writer.addDecision(decision);
    return added ? Result<>() : fail(added);
}

Result<Held> held(const Catalog& catalog)
{
    const auto reader = catalog.reader();
    if (!reader)
        return fail(reader);
    const auto counts = (*reader)->counts();
    const auto spaces = (*reader)->spaces();
    const auto decisions = (*reader)->decisions();
    if (!counts || !spaces || !decisions)
        return fail(ErrorCode::IoError, "cannot be read"_msg);
    Held result;
    for (const FolderCounts& folder : *counts)
        result.files += folder.indexed;
    for (const SpaceRow& space : *spaces)
        result.embeddings += space.embeddings;
    result.decisions = decisions->size();
    result.spaces = spaces->size();
    return result;
}

Result<> wrong(const char* what)
{
    return fail(ErrorCode::Internal, "SILENT: %1"_msg(what));
}

Result<> insert(Scene& scene)
{
    return scene.catalog->write([&](CatalogWriter& writer) {
        return insertBatch(writer, scene.photos, FolderId(1), SpaceId(1), 100, 100 + kMore);
    });
}
Result<> decide(Scene& scene)
{
    return scene.catalog->write(addDecision, Durability::Decision);
}
Result<> removeFolder(Scene& scene)
{
    return scene.catalog->write(
        [](CatalogWriter& writer) { return writer.removeFolder(FolderId(1)); });
}
Result<> removeSpace(Scene& scene)
{
    return scene.catalog->write(
        [](CatalogWriter& writer) { return writer.removeSpace(SpaceId(2)); });
}
Result<> search(Scene& scene)
{
    const auto reader = scene.catalog->reader();
    if (!reader)
        return fail(reader);
    int seen = 0;
    auto visited = (*reader)->forEachEmbedding(SpaceId(1), ContentId(),
                                               [&](ContentId, std::span<const std::uint16_t> row) {
                                                   seen += row.size() == kDim ? 1 : 0;
                                                   return true;
                                               });
    if (!visited)
        return visited;
    ContentFilter filter;
    filter.formats = {ImageFormat::Jpeg};
    const auto contents = (*reader)->contents(filter);
    if (!contents)
        return fail(contents);
    const auto files = (*reader)->filesOfContent(ContentId(3));
    if (!files)
        return fail(files);
    if (seen != kFiles || contents->size() != kFiles || files->size() != 1)
        return wrong("rows are missing");
    return {};
}
Result<> backUp(Scene& scene)
{
    auto made = scene.catalog->backup(scene.copy);
    if (!made && fs::exists(scene.copy))
        return wrong("a backup that failed is there");
    return made;
}
Result<> daily(Scene& scene)
{
    const auto made = scene.catalog->backupIfDue(kNow, {});
    if (!made)
        return fail(made);
    return *made && fs::exists(**made) ? Result<>() : wrong("no backup");
}
Result<> restore(Scene& scene)
{
    const auto former = restoreCatalog(scene.file, scene.backup);
    return former ? Result<>() : fail(former);
}
Result<> integrity(Scene& scene)
{
    const auto lines = scene.catalog->integrity();
    if (!lines)
        return fail(lines);
    return lines->empty() ? Result<>() : fail(ErrorCode::Broken, Message::verbatim(lines->front()));
}
Result<> close(Scene& scene)
{
    scene.catalog.reset();
    return {};
}

constexpr Held kInserted{kFiles + kMore, kFiles + kMore, 1, 2};
const Operation kOperations[] = {
    {"open", Start::Sound, false, openScene, kBefore},
    {"create", Start::Absent, false, openScene, {0, 0, 0, 0}},
    {"recover", Start::Crashed, false, openScene, kBefore},
    {"migrate from schema 1", Start::Older, false, openScene, {kFiles, kFiles, 0, 1}, true},
    {"migrate from schema 2", Start::Old, false, openScene, {kFiles, kFiles, 0, 1}, true},
    {"insert a batch", Start::Sound, true, insert, kInserted},
    {"decide", Start::Sound, true, decide, {kFiles, kFiles, 2, 2}},
    {"search", Start::Sound, true, search, kBefore},
    {"delete rows", Start::Sound, true, removeFolder, {0, 0, 1, 2}},
    {"delete a space", Start::Sound, true, removeSpace, {kFiles, kFiles, 1, 1}},
    {"back up", Start::Sound, true, backUp, kBefore},
    {"daily backup", Start::Sound, true, daily, kBefore, true},
    {"restore", Start::Sound, false, restore, {kFiles / 2, kFiles / 2, 0, 1}, true},
    {"check integrity", Start::Sound, true, integrity, kBefore},
    {"close", Start::Crashed, true, close, kBefore},
};

const char* kKinds[] = {"a call of the disk", "a full disk", "SQLite's memory", "our memory"};

} // namespace

// If this fails, a bad disk or a full one costs the catalog, or the program, or goes unnoticed.
class TestCatalogFaults : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void everyCallOfEveryOperationMayFail_data();
    void everyCallOfEveryOperationMayFail();
    void powerMayGoAtAnyCall_data();
    void powerMayGoAtAnyCall();

private:
    void makeTemplates();
    Scene scene(Start start);
    void check(Scene& scene, const Operation& operation, const Result<>& result, bool hit);
    QTemporaryDir m_dir{fs::exists("/dev/shm") ? QStringLiteral("/dev/shm/lookalike-XXXXXX")
                                               : QDir::tempPath() + "/lookalike-XXXXXX"};
    fs::path m_templates;
    bool m_all = false;
};

void TestCatalogFaults::initTestCase()
{
    FaultMemory::install();
    FaultVfs::instance();
    m_all = qEnvironmentVariableIsSet("LOOKALIKE_ALL_FAULTS");
    QVERIFY(m_dir.isValid());
    m_templates = fs::canonical(m_dir.path().toStdString()) / "templates";
    makeTemplates();
}

void TestCatalogFaults::makeTemplates()
{
    const fs::path photos = m_templates / "photos";
    fs::create_directories(photos);
    const auto fill = [&](CatalogWriter& writer, int count) -> Result<> {
        const auto root = writer.addFolder(photos, 1);
        const auto space = writer.putSpace({"space", "model", kDim}, true);
        if (!root || !space)
            return wrong("template");
        return insertBatch(writer, photos, *root, *space, 0, count);
    };
    Scene sound{m_templates, m_templates / "sound.db", photos, {}, {}, nullptr};
    VERIFY_RESULT(openScene(sound));
    VERIFY_RESULT(
        sound.catalog->write([&](CatalogWriter& writer) { return fill(writer, kFiles / 2); }));
    VERIFY_RESULT(sound.catalog->backup(m_templates / "backup.db"));
    VERIFY_RESULT(sound.catalog->write([&](CatalogWriter& writer) -> Result<> {
        if (auto put = writer.putSpace({"other", "other", kDim}, false); !put)
            return fail(put);
        if (auto put = addDecision(writer); !put)
            return put;
        return insertBatch(writer, photos, FolderId(1), SpaceId(1), kFiles / 2, kFiles);
    }));
    for (const char* suffix : {"", "-wal"}) // as a kill leaves it
        fs::copy_file(sound.file.string() + suffix, (m_templates / "crashed.db").string() + suffix);
    sound.catalog.reset();

    const fs::path older = m_templates / "older.db";
    SQLite::Database old(older.string(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
    migrate(old, migrations().first(1));
    old.exec("INSERT INTO folders (path, device) VALUES (x'2f70', 1);"
             "INSERT INTO spaces (identity, model, dim, current, revision, to_embed)"
             " VALUES ('s', 'm', 4, 1, 1, 0)");
    for (int i = 1; i <= kFiles; ++i) {
        const std::string id = std::to_string(i);
        old.exec("INSERT INTO contents (hash, bytes, width, height, format, camera, lens,"
                 " orientation, perceptual_hash) VALUES (randomblob(16), 1, 1, 1, 1, '', '', 1, 1);"
                 "INSERT INTO files (folder_id, path, device, inode, size, modified_ns, changed_ns,"
                 " state, content_id) VALUES (1, cast('" +
                 id + "' AS BLOB), 1, 1, 1, 1, 1, 1, " + id +
                 ");"
                 "INSERT INTO embeddings (content_id, space_id, vector) VALUES (" +
                 id + ", 1, x'003c000000000000')");
    }
    fs::copy_file(older, m_templates / "old.db");
    SQLite::Database newer((m_templates / "old.db").string(), SQLite::OPEN_READWRITE);
    migrate(newer, migrations().first(2));
}

Scene TestCatalogFaults::scene(Start start)
{
    Scene scene;
    scene.folder = m_templates.parent_path() / "scene";
    scene.file = scene.folder / "catalog.db";
    scene.photos = m_templates / "photos";
    scene.backup = scene.folder / "backup.db";
    scene.copy = scene.folder / "copy.db";
    fs::remove_all(scene.folder);
    fs::create_directories(scene.folder);
    fs::copy_file(m_templates / "backup.db", scene.folder / "backup.db");
    if (start == Start::Sound)
        fs::copy_file(m_templates / "sound.db", scene.file);
    if (start == Start::Old || start == Start::Older)
        fs::copy_file(m_templates / (start == Start::Old ? "old.db" : "older.db"), scene.file);
    if (start == Start::Crashed)
        for (const char* suffix : {"", "-wal"})
            fs::copy_file((m_templates / "crashed.db").string() + suffix,
                          scene.file.string() + suffix);
    return scene;
}

void TestCatalogFaults::check(Scene& scene, const Operation& operation, const Result<>& result,
                              bool hit)
{
    if (!hit)
        VERIFY_RESULT(result);
    if (!result) {
        QVERIFY2(result.error().message.english().find("SILENT") == std::string::npos,
                 result.error().text().c_str());
        // A fault of the disk must not send the user looking for a backup.
        QVERIFY2(result.error().code != ErrorCode::Broken, result.error().text().c_str());
    }
    scene.catalog.reset();
    if (!result && operation.start == Start::Absent && !fs::exists(scene.file))
        return;
    VERIFY_RESULT(openScene(scene));
    VERIFY_SOUND(*scene.catalog);
    const auto now = held(*scene.catalog);
    VERIFY_RESULT(now);
    if (result || operation.start == Start::Absent || isOld(operation.start))
        QVERIFY2(*now == operation.after, "the whole of what was asked for");
    else
        QVERIFY2(*now == operation.after || *now == kBefore, "all or nothing");
    for (const fs::path& backup : backupsOf(scene.file))
        VERIFY_RESULT(checkBackup(backup));
}

void TestCatalogFaults::everyCallOfEveryOperationMayFail_data()
{
    QTest::addColumn<int>("operation");
    QTest::addColumn<int>("kind");
    QTest::addColumn<bool>("sticky");
    // Of our own memory, one allocation only: without any, there is no error message either.
    for (int o = 0; o < static_cast<int>(std::size(kOperations)); ++o)
        for (int kind = 0; kind < 4; ++kind)
            for (const bool sticky : {false, true})
                if (kind != 3 || (!sticky && !kOperations[o].usesFileSystem))
                    QTest::addRow("%s, %s fails %s", kOperations[o].name, kKinds[kind],
                                  sticky ? "from then on" : "once")
                        << o << kind << sticky;
}

void TestCatalogFaults::everyCallOfEveryOperationMayFail()
{
    QFETCH(int, operation);
    QFETCH(int, kind);
    QFETCH(bool, sticky);
    const Operation& asked = kOperations[operation];
    bool hit = true;
    // Some operations ask SQLite for memory ten thousand times: the later, the wider the steps.
    const auto step = [&](int n) { return n < 16 ? 1 : (kind == 2 ? std::max(17, n / 16) : 17); };
    for (int n = 1; hit; n += m_all ? 1 : step(n)) {
        Scene at = scene(asked.start);
        if (asked.open)
            VERIFY_RESULT(openScene(at));
        if (kind < 2)
            FaultVfs::instance().arm(kind == 0 ? Fault::Error : Fault::Full, n, sticky);
        else if (kind == 2)
            FaultMemory::arm(n, sticky);
        else
            FailingNew::arm(n);
        Result<> result;
        bool escaped = false;
        try {
            result = asked.run(at);
        } catch (const std::exception&) {
            escaped = true;
        }
        hit = kind < 2 ? FaultVfs::instance().wasHit()
                       : (kind == 2 ? FaultMemory::wasHit() : FailingNew::wasHit());
        FaultVfs::instance().disarm();
        FaultMemory::disarm();
        FailingNew::disarm();
        const std::string where = "call " + std::to_string(n) + ": ";
        QVERIFY2(!escaped, (where + "an exception got out").c_str());
        // What failed for a moment can be done then, without a restart.
        if (asked.open && at.catalog && !result && asked.run != backUp) {
            const auto again = asked.run(at);
            QVERIFY2(again, again ? "" : (where + again.error().text()).c_str());
            result = again;
        }
        check(at, asked, result, hit);
        if (QTest::currentTestFailed()) {
            qWarning("at call %d", n);
            return;
        }
    }
}

void TestCatalogFaults::powerMayGoAtAnyCall_data()
{
    QTest::addColumn<int>("operation");
    for (int o = 0; o < static_cast<int>(std::size(kOperations)); ++o)
        QTest::addRow("%s", kOperations[o].name) << o;
}

// Decisions that were acknowledged are there afterwards; what can be computed again may be missing.
void TestCatalogFaults::powerMayGoAtAnyCall()
{
    QFETCH(int, operation);
    const Operation& asked = kOperations[operation];
    std::mt19937 random(11);
    bool hit = true;
    for (int n = 1; hit; n += m_all || n < 16 ? 1 : 17) {
        Scene at = scene(asked.start);
        if (asked.open)
            VERIFY_RESULT(openScene(at));
        FaultVfs::instance().arm(Fault::PowerCut, n, true);
        const Result<> result = asked.run(at);
        hit = FaultVfs::instance().wasHit();
        at.catalog.reset();
        FaultVfs::instance().loseUnsynced(random);
        FaultVfs::instance().disarm();
        fs::remove(at.file.string() + "-shm");
        if (asked.start == Start::Absent && !fs::exists(at.file))
            continue;
        const auto opened = openScene(at);
        QVERIFY2(opened, opened ? "" : opened.error().text().c_str());
        VERIFY_SOUND(*at.catalog);
        const auto now = held(*at.catalog);
        VERIFY_RESULT(now);
        QVERIFY2(*now == asked.after || *now == kBefore || asked.start == Start::Absent ||
                     isOld(asked.start),
                 qPrintable(QString("torn at call %1").arg(n)));
        if (result && asked.run == decide)
            QVERIFY2(*now == asked.after, "an acknowledged decision is lost");
    }
}

QTEST_GUILESS_MAIN(TestCatalogFaults)
#include "tst_catalog_faults.moc"
