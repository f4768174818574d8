// SPDX-License-Identifier: GPL-3.0-or-later
// A download that is killed at any instant. If this fails, wrong bytes may pass for a model, or a
// download may begin anew for ever.
#include "core/encode/hub/model_store.h"
#include "core/encode/model_directory.h"
#include "tests/core/encode/hub/offered_model.h"
#include "tests/testing.h"

#include <QTemporaryDir>
#include <random>

#ifdef Q_OS_UNIX
#include <sys/time.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#endif

using namespace lookalike;
using namespace lookalike::testing;
namespace fs = std::filesystem;

namespace {

constexpr int kPoints = 1000;

HubOptions quick(const std::string& endpoint)
{
    HubOptions options;
    options.endpoint = endpoint;
    options.attempts = 2;
    options.pause = std::chrono::milliseconds(1);
    return options;
}

Result<fs::path> download(const fs::path& store, const std::string& endpoint)
{
    const HubOptions options = quick(endpoint);
    const auto remote = askHub(*parseModelId("some/model"), options, {});
    if (!remote)
        return fail(remote);
    return ModelStore(store).download(*remote, options, {}, {});
}

/// How much of a file a download has left so far.
qint64 partBytes(const fs::path& store, const std::string& file)
{
    std::error_code error;
    for (const auto& entry : fs::recursive_directory_iterator(store, error))
        if (entry.path().filename() == file + ".part")
            return static_cast<qint64>(entry.file_size());
    return 0;
}

} // namespace

class TestDownloadKills : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void neverWrongBytesAndAlwaysGoesOn();

private:
    /// The model is not there, or there as it is offered.
    void checkStore(bool& there) const;

    std::unique_ptr<QTemporaryDir> m_scratch;
    fs::path m_source;
    fs::path m_store;
};

void TestDownloadKills::init()
{
    m_scratch = std::make_unique<QTemporaryDir>();
    const fs::path root = m_scratch->path().toStdString();
    m_source = root / "source";
    m_store = root / "models";
    VERIFY_RESULT(TinyModel().write(m_source));
}

void TestDownloadKills::checkStore(bool& there) const
{
    const fs::path model = m_store / "some--model";
    there = fs::exists(model);
    if (there)
        for (const char* name : kOfferedFiles)
            QCOMPARE(bytesOf(model / name), bytesOf(m_source / name));
    for (const auto& entry : fs::directory_iterator(m_scratch->path().toStdString()))
        QVERIFY(entry.path() == m_source || entry.path() == m_store);
}

void TestDownloadKills::neverWrongBytesAndAlwaysGoesOn()
{
#ifdef Q_OS_UNIX
    TestServer server;
    offerModel(server, m_source);
    std::mt19937 random(28);
    int ended = 0;
    for (int point = 0; point < kPoints; ++point) {
        const std::string file = kOfferedFiles[random() % 3];
        const auto size = static_cast<unsigned>(bytesOf(m_source / file).size());
        const auto come = static_cast<qint64>(random() % size);
        const bool atByte = point % 2 == 0;
        if (atByte) // killed when exactly so many bytes have come
            server.behave(offeredPath(file), {server.holdAfter(come), &TestServer::answer});
        const auto microseconds = static_cast<suseconds_t>(1 + random() % 12'000);
        const int held = server.holding();
        const pid_t child = ::fork();
        QVERIFY(child >= 0);
        if (child == 0) {
            if (!atByte) { // killed at a random instant, by a signal that nobody handles
                const itimerval timer{{0, 0}, {0, microseconds}};
                std::signal(SIGALRM, SIG_DFL);
                ::setitimer(ITIMER_REAL, &timer, nullptr);
            }
            static_cast<void>(download(m_store, server.url()));
            ::_exit(0);
        }
        if (atByte) {
            QTRY_VERIFY(server.holding() > held);
            QTRY_COMPARE(partBytes(m_store, file), come);
            ::kill(child, SIGKILL);
        }
        int status = 0;
        QCOMPARE(::waitpid(child, &status, 0), child);
        bool there = false;
        checkStore(there);
        if (QTest::currentTestFailed())
            return;
        ended += WIFEXITED(status) ? 1 : 0;
        QVERIFY(!atByte || !there);

        const auto before = server.requests(offeredPath(file)).size();
        const auto installed = download(m_store, server.url());
        VERIFY_RESULT(installed);
        checkStore(there);
        if (QTest::currentTestFailed())
            return;
        QVERIFY(there);
        VERIFY_RESULT(openModelDirectory(*installed));
        if (atByte)
            QCOMPARE(server.requests(offeredPath(file)).at(before).from, come);
        VERIFY_RESULT(ModelStore(m_store).remove(*installed));
    }
    qInfo("%d kills, %d of them after the end", kPoints, ended);
#else
    QSKIP("kills are made with fork(2)");
#endif
}

QTEST_GUILESS_MAIN(TestDownloadKills)
#include "tst_download_kills.moc"
