// SPDX-License-Identifier: GPL-3.0-or-later
// The whole library, killed at random while it indexes, searches and takes decisions. What must be
// there afterwards is kept outside the process that dies. Sixty kills; three hundred with
// LOOKALIKE_ALL_KILLS=1.
#include "core/catalog/catalog.h"
#include "core/library/library_core.h"
#include "tests/core/image/test_pictures.h"
#include "tests/core/library/colour_encoder.h"
#include "tests/core/library/open_library.h"
#include "tests/testing.h"

#include <SQLiteCpp/SQLiteCpp.h>
#include <sys/wait.h>
#include <unistd.h>

#include <QElapsedTimer>
#include <QTemporaryDir>
#include <csignal>
#include <random>
#include <thread>

using namespace lookalike;
using namespace lookalike::testing;
namespace fs = std::filesystem;

namespace {

// What two workers have in hand, a batch of four each.
constexpr std::int64_t kMostInHand = 2 * 4;
// What one kill may cost at most: a transaction and a queue of core/indexing's, 128 each, and what
// the workers have in hand.
constexpr std::int64_t kMostLost = 128 + 128 + kMostInHand;

/// Tells the parent of every picture that it encodes.
class TellingEncoder final : public Encoder {
public:
    explicit TellingEncoder(int pipe)
        : m_pipe(pipe)
    {}
    const EncoderInfo& info() const noexcept override { return m_colours.info(); }
    Result<> encode(std::span<const Image> images, std::span<float> out) const override
    {
        const std::string told(images.size(), 'E');
        if (::write(m_pipe, told.data(), told.size()) != static_cast<ssize_t>(told.size()))
            ::_exit(5);
        return m_colours.encode(images, out);
    }
    Result<> encodePixelValues(std::span<const float>, std::size_t, std::span<float>) const override
    {
        return fail(ErrorCode::Unsupported, "Colours are read from pictures alone"_msg);
    }

private:
    const int m_pipe;
    ColourEncoder m_colours;
};

ContentHash hashOf(std::uint32_t number)
{
    ContentHash hash;
    for (std::size_t i = 0; i < 4; ++i)
        hash.bytes[i] = static_cast<std::uint8_t>(number >> (8 * i));
    return hash;
}

DuplicateGroup groupOf(std::uint32_t number)
{
    DuplicateGroup group;
    for (std::uint32_t i = 0; i < 2; ++i) {
        DuplicateMember member;
        member.content.hash = hashOf(2 * number + i);
        member.file.path = "/photos/" + std::to_string(2 * number + i);
        group.members.push_back(std::move(member));
    }
    return group;
}

// The child: indexes and searches on threads of their own, and decides for ever. Each decision is
// told once it was acknowledged: 'D'.
[[noreturn]] void workUntilKilled(const fs::path& catalog, const fs::path& photos,
                                  std::uint32_t decision, int pipe)
{
    LibraryOptions options;
    options.catalog = catalog;
    options.decoder.inProcess = true;
    const auto encoder = std::make_shared<TellingEncoder>(pipe);
    auto opened = openLibrary(options, encoder);
    if (!opened)
        ::_exit(3);
    PhotoLibrary& library = **opened;
    std::jthread indexing([&] {
        for (;;)
            if (!library.index({}, {}))
                ::_exit(6);
    });
    std::jthread searching([&] {
        SearchRequest request;
        request.terms = {{photos / "0.bmp", 1, {}}};
        for (;;)
            if (const auto found = library.search(request, {});
                !found && found.error().code != ErrorCode::NotFound)
                ::_exit(7);
    });
    for (;; ++decision)
        if (!library.duplicates().decide(DecisionKind::NotDuplicates, groupOf(decision)) ||
            ::write(pipe, "D", 1) != 1)
            ::_exit(8);
}

} // namespace

// If this fails, a crash costs decisions, photos are embedded again and again, or worse.
class TestKilledLibrary : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init();
    void killedAtAnyTimeItLosesNothing_data();
    void killedAtAnyTimeItLosesNothing();

private:
    std::int64_t ask(const char* sql) const
    {
        SQLite::Database database(m_catalog.string(), SQLite::OPEN_READONLY);
        return database.execAndGet(sql).getInt64();
    }
    void addPhotos(int count)
    {
        for (; count > 0; --count, ++m_photos)
            writePlainPhoto(m_folder / "photos" / (std::to_string(m_photos) + ".bmp"),
                            m_photos & 255, (m_photos >> 8) & 255, 77);
    }
    void verifyCatalog(std::int64_t acknowledged);

    std::unique_ptr<QTemporaryDir> m_dir;
    fs::path m_folder;
    fs::path m_catalog;
    int m_photos = 0;
};

void TestKilledLibrary::init()
{
    m_dir = std::make_unique<QTemporaryDir>(fs::exists("/dev/shm")
                                                ? QStringLiteral("/dev/shm/lookalike-XXXXXX")
                                                : QDir::tempPath() + "/lookalike-XXXXXX");
    m_folder = fs::canonical(m_dir->path().toStdString());
    m_photos = 0;
    m_catalog = m_folder / "data" / "catalog.db";
    fs::create_directories(m_folder / "photos");
    addPhotos(300);
    const auto opened = Catalog::open(m_catalog);
    VERIFY_RESULT(opened);
    const auto device = statFile(m_folder / "photos" / "0.bmp")->identity.device;
    VERIFY_RESULT((*opened)->write([&](CatalogWriter& writer) -> Result<> {
        const auto added = writer.addFolder(m_folder / "photos", device);
        return added ? Result<>() : fail(added);
    }));
}

void TestKilledLibrary::verifyCatalog(std::int64_t acknowledged)
{
    QElapsedTimer timer;
    timer.start();
    const auto opened = Catalog::open(m_catalog); // the lock is free at once
    VERIFY_RESULT(opened);
    QVERIFY(timer.elapsed() < 2000);
    const auto lines = (*opened)->integrity();
    VERIFY_RESULT(lines);
    QVERIFY2(lines->empty(), lines->empty() ? "" : lines->front().c_str());
    const auto decisions = (*(*opened)->reader())->decisions();
    VERIFY_RESULT(decisions);
    const auto found = static_cast<std::int64_t>(decisions->size());
    QVERIFY2(found == acknowledged || found == acknowledged + 1,
             "every decision that was acknowledged, and at most one that was under way");
    for (std::size_t i = 0; i < decisions->size(); ++i) {
        const DecisionRow& decision = (*decisions)[decisions->size() - 1 - i];
        QCOMPARE(decision.contents.size(), std::size_t{2});
        QVERIFY(decision.contents[0].hash == hashOf(static_cast<std::uint32_t>(2 * i)));
    }
    QCOMPARE(ask("SELECT count(*) FROM files f WHERE state = 1 AND NOT EXISTS"
                 " (SELECT 1 FROM embeddings e WHERE e.content_id = f.content_id)"),
             std::int64_t{0});
}

void TestKilledLibrary::killedAtAnyTimeItLosesNothing_data()
{
    QTest::addColumn<unsigned>("seed");
    const unsigned rounds = qEnvironmentVariableIsSet("LOOKALIKE_ALL_KILLS") ? 5 : 1;
    for (unsigned seed = 1; seed <= rounds; ++seed)
        QTest::addRow("seed %u", seed) << seed;
}

void TestKilledLibrary::killedAtAnyTimeItLosesNothing()
{
    QFETCH(unsigned, seed);
    constexpr int kKills = 60;
    std::mt19937 random(seed);
    std::int64_t decided = 0;
    std::int64_t embeddings = 0;
    std::int64_t mostLost = 0;
    int early = 0;
    for (int kill = 0; kill < kKills; ++kill) {
        addPhotos(20);
        int pipe[2];
        QCOMPARE(::pipe(pipe), 0);
        const pid_t child = ::fork();
        QVERIFY(child >= 0);
        if (child == 0)
            workUntilKilled(m_catalog, m_folder / "photos", static_cast<std::uint32_t>(decided),
                            pipe[1]);
        ::close(pipe[1]);
        std::int64_t encoded = 0;
        std::int64_t acknowledged = 0;
        const auto take = [&](char told) { ++(told == 'E' ? encoded : acknowledged); };
        char told = 0;
        // Soon after the start, or anywhere among the photos that are to be encoded.
        const auto below = [&random](std::int64_t end) {
            return std::uniform_int_distribution<std::int64_t>(0, end - 1)(random);
        };
        // A photo in hand at two kills is quarantined, and its encoding would be waited for in
        // vain.
        const std::int64_t suspects = ask("SELECT count(*) FROM crashes") + kMostInHand;
        const std::int64_t pending = std::max<std::int64_t>(m_photos - embeddings - suspects, 0);
        const std::int64_t wantedPhotos = kill % 2 == 0 ? 0 : below(pending + 1);
        const std::int64_t wantedEvents = below(30);
        while ((encoded < wantedPhotos || encoded + acknowledged < wantedEvents) &&
               ::read(pipe[0], &told, 1) == 1)
            take(told);
        // Anywhere within what it does then.
        QElapsedTimer timer;
        timer.start();
        for (const qint64 until = below(1'000'000); timer.nsecsElapsed() < until;) {
        }
        ::kill(child, SIGKILL);
        int status = 0;
        QCOMPARE(::waitpid(child, &status, 0), child);
        QVERIFY2(WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL,
                 qPrintable(QString("the child ended on its own: %1").arg(status)));
        while (::read(pipe[0], &told, 1) == 1)
            take(told);
        ::close(pipe[0]);

        verifyCatalog(decided + acknowledged);
        if (QTest::currentTestFailed())
            return;
        decided = ask("SELECT count(*) FROM decisions");
        const std::int64_t now = ask("SELECT count(*) FROM embeddings");
        mostLost = std::max(mostLost, encoded - (now - embeddings));
        embeddings = now;
        early += encoded == 0 ? 1 : 0;
    }
    qInfo("%d kills, %d before the first photo; %lld decisions, %lld embeddings; at most %lld"
          " embedded again after one",
          kKills, early, static_cast<long long>(decided), static_cast<long long>(embeddings),
          static_cast<long long>(mostLost));
    QVERIFY(mostLost <= kMostLost);
    QVERIFY2(decided > kKills && embeddings > kKills, "the children got something done");
}

QTEST_GUILESS_MAIN(TestKilledLibrary)
#include "tst_killed_library.moc"
