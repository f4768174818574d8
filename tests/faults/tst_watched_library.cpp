// SPDX-License-Identifier: GPL-3.0-or-later
// A library that is watched while others change its photos. If these fail, the library misses
// photos, shows removed ones, or does the same work twice. The property test makes 3,000 changes;
// 50,000 with LOOKALIKE_ALL_CHANGES=1.
#include "tests/core/library/open_library.h"
#include "tests/core/watch/forgetful_watcher.h"
#include "tests/faults/library_tree.h"

#include <SQLiteCpp/SQLiteCpp.h>

#include <QElapsedTimer>
#include <condition_variable>
#include <ctime>
#include <fstream>
#include <mutex>
#include <random>
#include <thread>

using namespace lookalike;
using namespace lookalike::testing;
namespace fs = std::filesystem;

namespace {

/// Notes the colour of every picture that it encodes.
class NotingEncoder final : public Encoder {
public:
    const EncoderInfo& info() const noexcept override { return m_colours.info(); }
    Result<> encode(std::span<const Image> images, std::span<float> out) const override
    {
        {
            const std::lock_guard lock(m_mutex);
            for (const Image& image : images)
                ++m_times[{image.pixels[0], image.pixels[1], image.pixels[2]}];
        }
        return m_colours.encode(images, out);
    }
    Result<> encodePixelValues(std::span<const float>, std::size_t, std::span<float>) const override
    {
        return fail(ErrorCode::Unsupported, "Colours are read from pictures alone"_msg);
    }
    /// How many colours were encoded more than once.
    std::size_t repeated() const
    {
        const std::lock_guard lock(m_mutex);
        return static_cast<std::size_t>(
            std::ranges::count_if(m_times, [](const auto& each) { return each.second > 1; }));
    }
    std::size_t encoded() const
    {
        const std::lock_guard lock(m_mutex);
        return m_times.size();
    }

private:
    ColourEncoder m_colours;
    mutable std::mutex m_mutex;
    mutable std::map<std::array<std::uint8_t, 3>, int> m_times;
};

using Photos = std::map<std::string, std::string>; ///< path and "state hash" of what is present

Photos photosIn(const fs::path& catalog)
{
    Photos photos;
    SQLite::Database database(catalog.string(), SQLite::OPEN_READONLY);
    SQLite::Statement row(database,
                          "SELECT f.path, f.state || ' ' || ifnull(hex(c.hash), '') FROM files f"
                          " LEFT JOIN contents c ON c.id = f.content_id WHERE f.state <> 5");
    while (row.executeStep())
        photos[row.getColumn(0).getString()] = row.getColumn(1).getString();
    return photos;
}

/// Counts the runs of indexing, and lets others wait for them.
class Runs {
public:
    void count()
    {
        const std::lock_guard lock(m_mutex);
        ++m_count;
        m_changed.notify_all();
    }
    int done() const
    {
        const std::lock_guard lock(m_mutex);
        return m_count;
    }
    /// For the next run, or until it is clear that nothing was to be done.
    void waitForNext()
    {
        std::unique_lock lock(m_mutex);
        m_changed.wait_for(lock, std::chrono::seconds(1),
                           [before = m_count, this] { return m_count != before; });
    }

private:
    mutable std::mutex m_mutex;
    std::condition_variable m_changed;
    int m_count = 0;
};

/// Four of them work at once. What one of them meets may be gone by then.
class Writer {
public:
    Writer(fs::path root, unsigned number, unsigned changes, Runs& runs)
        : m_root(std::move(root))
        , m_runs(runs)
        , m_changes(changes)
        , m_random(number)
        , m_colour(number << 22U)
    {}

    void run()
    {
        for (unsigned i = 0; i < m_changes; ++i) {
            change();
            if (pick(100) == 0)
                m_runs.waitForNext(); // what was written is read, too
        }
    }

private:
    unsigned pick(unsigned count) { return static_cast<unsigned>(m_random() % count); }
    fs::path folder()
    {
        static constexpr const char* kFolders[] = {"", "a", "a/b", "a/b/c", "d", "d/e", "f"};
        return m_root / kFolders[pick(std::size(kFolders))];
    }
    fs::path file() { return folder() / (std::to_string(pick(60)) + ".bmp"); }

    /// A picture of a colour that no other has.
    void paint(const fs::path& path)
    {
        std::error_code ignored;
        fs::create_directories(path.parent_path(), ignored);
        const std::uint32_t colour = m_colour++;
        const auto bytes = bmpBytes(plainPicture(12, 10, static_cast<std::uint8_t>(colour >> 16U),
                                                 static_cast<std::uint8_t>(colour >> 8U),
                                                 static_cast<std::uint8_t>(colour)));
        std::ofstream stream(path, std::ios::binary | std::ios::trunc);
        const auto* data = reinterpret_cast<const char*>(bytes.data());
        const auto half = static_cast<std::streamsize>(bytes.size() / 2);
        stream.write(data, half).flush();
        stream.write(data + half, static_cast<std::streamsize>(bytes.size()) - half);
    }

    void change()
    {
        std::error_code ignored;
        switch (pick(20)) {
        case 0: // folders come ...
            fs::create_directories(folder(), ignored);
            break;
        case 1: // ... move ...
            fs::rename(folder(), folder(), ignored);
            break;
        case 2: // ... and go with all that is in them
            if (const fs::path gone = folder(); gone != m_root / "" && pick(10) == 0)
                fs::remove_all(gone, ignored);
            break;
        case 3:
        case 4:
        case 5:
        case 6:
            fs::rename(file(), file(), ignored);
            break;
        case 7:
        case 8:
        case 9:
            fs::remove(file(), ignored);
            break;
        case 10: { // as careful programs write
            const fs::path target = file();
            fs::path part = target;
            part += ".part" + std::to_string(m_colour);
            paint(part);
            fs::rename(part, target, ignored);
            break;
        }
        default:
            paint(file());
        }
    }

    const fs::path m_root;
    Runs& m_runs;
    const unsigned m_changes;
    std::mt19937 m_random;
    std::uint32_t m_colour;
};

} // namespace

class TestWatchedLibrary : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void manyChangesEndLikeAFreshScan_data();
    void manyChangesEndLikeAFreshScan();
    void aPhotoIsFoundSoonAfterItIsSaved();
    void aFileIsNotReadBeforeItIsComplete();
    void foldersThatMoveAreNotReadAgain();
    void whatIsExcludedIsNotNoticed();
    void aFolderThatIsAddedIsWatched();
    void itsOwnFilesKeepTheLibraryAwakeNoLonger();
    void theLastPhotoOfAFolderMayBeOnAMissingDrive();

private:
    /// Opens, watches and reads all, then reads what changes.
    void open(unsigned lossRounds = 0);
    [[nodiscard]] Photos fresh() const;
    [[nodiscard]] Photos now() const { return photosIn(m_tree->catalog); }

    std::unique_ptr<LibraryTree> m_tree;
    std::shared_ptr<NotingEncoder> m_encoder;
    std::shared_ptr<std::atomic<int>> m_losses;
    std::unique_ptr<Runs> m_runs;
    std::unique_ptr<PhotoLibrary> m_library;
    std::jthread m_reader;
};

void TestWatchedLibrary::init()
{
    m_tree = std::make_unique<LibraryTree>(fastPlace());
    m_encoder = std::make_shared<NotingEncoder>();
    m_losses = std::make_shared<std::atomic<int>>(0);
    m_runs = std::make_unique<Runs>();
}

void TestWatchedLibrary::cleanup()
{
    m_reader = {};
    m_library.reset();
}

void TestWatchedLibrary::open(unsigned lossRounds)
{
    LibraryOptions where;
    where.catalog = m_tree->catalog;
    where.decoder.inProcess = true;
    auto opened = LibraryCore::open(
        where, [this]() -> Result<std::shared_ptr<const Encoder>> { return m_encoder; }, {},
        [this, lossRounds] {
            return std::make_unique<ForgetfulWatcher>(makeFolderWatcher(), lossRounds, m_losses);
        });
    VERIFY_RESULT(opened);
    m_library = std::move(*opened);
    if (m_library->status()->folders.empty())
        VERIFY_RESULT(m_library->addFolder(m_tree->photos));
    VERIFY_RESULT(m_library->startWatching());
    VERIFY_RESULT(m_library->index({}, {}));
    m_reader = std::jthread([this](const std::stop_token& stop) {
        for (;;) {
            const auto changes = m_library->waitForChanges(stop);
            if (!changes || changes->isEmpty())
                return;
            if (const auto done = m_library->indexChanges(*changes, {}, stop); !done)
                qWarning("%s", done.error().text().c_str());
            m_runs->count();
        }
    });
}

Photos TestWatchedLibrary::fresh() const
{
    const LibraryTree other(fastPlace());
    LibraryOptions where;
    where.catalog = other.catalog;
    where.decoder.inProcess = true;
    auto opened = openLibrary(where, std::make_shared<ColourEncoder>());
    if (!opened || !(*opened)->addFolder(m_tree->photos) || !(*opened)->index({}, {}))
        qFatal("cannot make a fresh library");
    return photosIn(other.catalog);
}

void TestWatchedLibrary::manyChangesEndLikeAFreshScan_data()
{
    QTest::addColumn<unsigned>("lossRounds");
    QTest::addRow("all is told") << 0U;
    QTest::addRow("the queue overflows") << 20U;
}

void TestWatchedLibrary::manyChangesEndLikeAFreshScan()
{
    QFETCH(unsigned, lossRounds);
    const bool all = qEnvironmentVariableIsSet("LOOKALIKE_ALL_CHANGES");
    constexpr unsigned kWriters = 4;
    static_cast<void>(
        m_tree->paint("z/stays.bmp", 128, 128, 128)); // without it the drive seems to be missing
    open(lossRounds);
    QElapsedTimer timer;
    timer.start();
    {
        std::vector<std::jthread> writers;
        for (unsigned i = 0; i < kWriters; ++i)
            writers.emplace_back([&, i] {
                Writer(m_tree->photos, i, (all ? 50'000 : 3000) / kWriters, *m_runs).run();
            });
    }
    const qint64 written = timer.elapsed();
    const Photos truth = fresh();
    QVERIFY(truth.size() > 10);
    timer.start();
    QTRY_COMPARE_WITH_TIMEOUT(now(), truth, 60'000);
    qInfo("written in %lld ms, settled %lld ms later in %d runs: %zu files, %zu encoded, %d losses",
          static_cast<long long>(written), static_cast<long long>(timer.elapsed()), m_runs->done(),
          truth.size(), m_encoder->encoded(), m_losses->load());
    QCOMPARE(m_losses->load() > 0, lossRounds > 0);
    QCOMPARE(m_library->status()->watch.timesLost > 0, lossRounds > 0);
    QCOMPARE(m_encoder->repeated(), std::size_t{0});
    // A scan of everything finds nothing to do, and clears up what has no file any more.
    m_reader = {};
    const auto again = m_library->index({}, {});
    VERIFY_RESULT(again);
    QCOMPARE(again->embedded, std::uint64_t{0});
    QCOMPARE(now(), truth);
    QVERIFY(m_library->verify()->empty());
    SQLite::Database database(m_tree->catalog.string(), SQLite::OPEN_READONLY);
    QCOMPARE(database
                 .execAndGet("SELECT count(*) FROM contents c WHERE NOT EXISTS"
                             " (SELECT 1 FROM files WHERE content_id = c.id)")
                 .getInt(),
             0);
}

void TestWatchedLibrary::aPhotoIsFoundSoonAfterItIsSaved()
{
    const auto red = m_tree->paint("red.bmp", 250, 10, 10);
    open();
    SearchRequest request;
    request.terms = {{red, 1, {}}};
    request.topK = 10;
    const auto found = [&] {
        const auto response = m_library->search(request, {});
        return response ? response->hits.size() : 0;
    };
    QCOMPARE(found(), std::size_t{1});
    QElapsedTimer timer;
    timer.start();
    static_cast<void>(m_tree->paint("new.bmp", 240, 10, 10));
    QTRY_COMPARE_WITH_TIMEOUT(found(), std::size_t{2}, 5000);
    fs::remove(m_tree->photos / "new.bmp");
    QTRY_COMPARE_WITH_TIMEOUT(found(), std::size_t{1}, 5000);
}

void TestWatchedLibrary::aFileIsNotReadBeforeItIsComplete()
{
    static_cast<void>(m_tree->paint("red.bmp", 250, 10, 10));
    open();
    const auto bytes = bmpBytes(plainPicture(12, 10, 1, 2, 3));
    std::ofstream stream(m_tree->photos / "half.bmp", std::ios::binary);
    stream.write(reinterpret_cast<const char*>(bytes.data()),
                 static_cast<std::streamsize>(bytes.size() / 2));
    stream.flush();
    static_cast<void>(m_tree->paint("whole.bmp", 3, 2, 1)); // of the same folder
    QTRY_VERIFY_WITH_TIMEOUT(now().contains("whole.bmp"), 5000);
    QVERIFY(!now().contains("half.bmp"));
    stream.write(reinterpret_cast<const char*>(bytes.data() + bytes.size() / 2),
                 static_cast<std::streamsize>(bytes.size() - bytes.size() / 2));
    stream.close();
    QTRY_VERIFY_WITH_TIMEOUT(now().contains("half.bmp") && now()["half.bmp"].starts_with("1 "),
                             5000);
    QVERIFY(m_library->failures(10)->empty());
}

void TestWatchedLibrary::foldersThatMoveAreNotReadAgain()
{
    for (int i = 0; i < 100; ++i)
        static_cast<void>(m_tree->paint(
            "a/" + std::to_string(i % 10) + "/" + std::to_string(i) + ".bmp", i, 2 * i, 90));
    static_cast<void>(m_tree->paint("stays.bmp", 250, 10, 10));
    open();
    QCOMPARE(m_encoder->encoded(), std::size_t{101});
    const fs::path a = m_tree->photos / "a";
    const fs::path b = m_tree->photos / "b";
    for (int i = 0; i < 50; ++i) {
        fs::rename(a, b);
        fs::rename(b, a);
    }
    fs::rename(a, b);
    const Photos truth = fresh();
    QTRY_COMPARE_WITH_TIMEOUT(now(), truth, 20'000);
    QCOMPARE(m_encoder->encoded(), std::size_t{101});
    QCOMPARE(m_encoder->repeated(), std::size_t{0});
}

void TestWatchedLibrary::whatIsExcludedIsNotNoticed()
{
    static_cast<void>(m_tree->paint("red.bmp", 250, 10, 10));
    static_cast<void>(m_tree->paint("Screenshots/blue.bmp", 10, 10, 250));
    open();
    const FolderId folder = m_library->status()->folders.front().id;
    VERIFY_RESULT(m_library->setExclusions(folder, {"*/screenshots/*"}));
    VERIFY_ERROR(m_library->setExclusions(folder, {"*"}), ErrorCode::InvalidArgument);
    VERIFY_RESULT(m_library->index({}, {}));
    QCOMPARE(now().size(), std::size_t{1});
    QCOMPARE(m_library->status()->counts.front().missing, std::uint64_t{0});
    static_cast<void>(m_tree->paint("Screenshots/green.bmp", 10, 250, 10));
    static_cast<void>(m_tree->paint("new/Screenshots/grey.bmp", 90, 90, 90));
    static_cast<void>(m_tree->paint("mark.bmp", 1, 2, 3));
    QTRY_VERIFY_WITH_TIMEOUT(now()["mark.bmp"].starts_with("1 "), 5000); // known and embedded
    QCOMPARE(now().size(), std::size_t{2});
    QCOMPARE(m_encoder->encoded(), std::size_t{3});
}

void TestWatchedLibrary::aFolderThatIsAddedIsWatched()
{
    static_cast<void>(m_tree->paint("red.bmp", 250, 10, 10));
    open();
    const fs::path other = m_tree->folder / "other";
    fs::create_directories(other);
    writePlainPhoto(other / "blue.bmp", 10, 10, 250);
    const auto added = m_library->addFolder(other);
    VERIFY_RESULT(added);
    writePlainPhoto(other / "green.bmp", 10, 250, 10);
    QTRY_VERIFY_WITH_TIMEOUT(now().contains("green.bmp"), 5000);
    VERIFY_RESULT(m_library->removeFolder(added->id));
    writePlainPhoto(other / "grey.bmp", 90, 90, 90);
    static_cast<void>(m_tree->paint("mark.bmp", 1, 2, 3));
    QTRY_VERIFY_WITH_TIMEOUT(now().contains("mark.bmp"), 5000);
    QCOMPARE(now().size(), std::size_t{2});
}

void TestWatchedLibrary::itsOwnFilesKeepTheLibraryAwakeNoLonger()
{
    static_cast<void>(m_tree->paint("red.bmp", 250, 10, 10));
    m_tree->catalog = m_tree->photos / "catalog.db"; // among the photos
    open();
    static_cast<void>(m_tree->paint("new.bmp", 10, 10, 250));
    QTRY_VERIFY_WITH_TIMEOUT(now().contains("new.bmp"), 5000);
    const int runs = m_runs->done();
    const std::clock_t before = std::clock();
    // Each run writes the catalog, and each write that woke the library would start another one.
    static_cast<void>(m_tree->paint("mark.bmp", 1, 2, 3));
    QTRY_VERIFY_WITH_TIMEOUT(now().contains("mark.bmp"), 5000);
    QVERIFY(m_runs->done() - runs <= 3);
    QVERIFY(std::clock() - before < CLOCKS_PER_SEC * 5);
    QCOMPARE(now().size(), std::size_t{3});
}

void TestWatchedLibrary::theLastPhotoOfAFolderMayBeOnAMissingDrive()
{
    const auto red = m_tree->paint("red.bmp", 250, 10, 10);
    open();
    fs::remove(red);
    QTRY_VERIFY_WITH_TIMEOUT(!m_library->status()->folders.front().online, 5000);
    QVERIFY(now().contains("red.bmp")); // kept, as a scan keeps it
    static_cast<void>(m_tree->paint("red.bmp", 250, 10, 10));
    QTRY_VERIFY_WITH_TIMEOUT(m_library->status()->folders.front().online, 5000);
}

QTEST_GUILESS_MAIN(TestWatchedLibrary)
#include "tst_watched_library.moc"
