// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/catalog/catalog_fixture.h"

#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <csignal>
#include <random>
#include <thread>

using namespace lookalike;
using namespace lookalike::testing;

namespace {

constexpr int kBatch = 8;

// The child: writes batches for ever and tells the parent the number of each that is committed.
[[noreturn]] void writeUntilKilled(const std::filesystem::path& file, SpaceId space, FolderId root,
                                   const std::filesystem::path& photos, int batch, int pipe)
{
    auto catalog = Catalog::open(file);
    if (!catalog)
        ::_exit(3);
    for (;; ++batch) {
        const auto written = (*catalog)->write([&](CatalogWriter& writer) -> Result<> {
            for (int i = 0; i < kBatch; ++i) {
                auto content = writer.putContent(CatalogFixture::contentOf(batch * kBatch + i));
                if (!content)
                    return fail(content);
                FileRow row;
                row.folder = root;
                row.path = photos / std::to_string(batch * kBatch + i);
                row.state = FileState::Indexed;
                row.content = *content;
                if (auto id = writer.putFile(row); !id)
                    return fail(id);
                if (auto put = writer.putEmbedding(space, {*content, {0x3C00, 0, 0, 0}}); !put)
                    return put;
            }
            return {};
        });
        if (!written || ::write(pipe, &batch, sizeof batch) != sizeof batch)
            ::_exit(4);
    }
}

} // namespace

// If this fails, a crash or a power button costs acknowledged work, or leaves half a batch behind.
class TestCatalogCrash : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void killedWritersLoseNothingThatWasCommitted();
};

void TestCatalogCrash::killedWritersLoseNothingThatWasCommitted()
{
    constexpr int kKills = 40;
    CatalogFixture m;
    VERIFY_RESULT(m.open());
    const FolderId root = m.addFolder(m.photos);
    const SpaceId space = m.addSpace("space");
    m.catalog.reset(); // no connection is carried into a child
    std::mt19937 random(5);
    int next = 0;
    int acknowledged = 0;
    for (int kill = 0; kill < kKills; ++kill) {
        int pipe[2];
        QCOMPARE(::pipe(pipe), 0);
        const pid_t child = ::fork();
        QVERIFY(child >= 0);
        if (child == 0)
            writeUntilKilled(m.file, space, root, m.photos, next, pipe[1]);
        ::close(pipe[1]);
        // Some batches, then a random part of the time that one takes: anywhere inside the next.
        int batch = -1;
        for (int wanted = static_cast<int>(random() % 12); wanted >= 0; --wanted)
            if (::read(pipe[0], &batch, sizeof batch) != sizeof batch)
                break;
        std::this_thread::sleep_for(std::chrono::microseconds(random() % 1500));
        ::kill(child, SIGKILL);
        int status = 0;
        QCOMPARE(::waitpid(child, &status, 0), child);
        QVERIFY2(WIFSIGNALED(status), "the child must not end on its own");
        while (::read(pipe[0], &batch, sizeof batch) == sizeof batch) {
        }
        ::close(pipe[0]);
        if (batch >= 0)
            acknowledged = batch + 1;

        // The lock is free at once, and the catalog recovers without a question.
        VERIFY_RESULT(m.open());
        VERIFY_SOUND(*m.catalog);
        const auto files = static_cast<int>(m.reader()->counts()->front().indexed);
        QCOMPARE(files % kBatch, 0); // whole batches only
        QVERIFY(files >= acknowledged * kBatch);
        QVERIFY(files <= (acknowledged + 1) * kBatch);
        QCOMPARE(m.reader()->embeddingsVersion(space)->count, static_cast<std::uint64_t>(files));
        next = files / kBatch;
        acknowledged = next;
        m.catalog.reset();
    }
    QVERIFY(next >= kKills / 2);
}

QTEST_GUILESS_MAIN(TestCatalogCrash)
#include "tst_catalog_crash.moc"
