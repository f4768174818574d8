// SPDX-License-Identifier: GPL-3.0-or-later
// Several programs on one catalog, a catalog inside a folder that is scanned, and one SQLite a
// process.
#include "tests/faults/library_tree.h"

#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <QElapsedTimer>
#include <csignal>
#include <fstream>
#include <random>

using namespace lookalike;
using namespace lookalike::testing;
namespace fs = std::filesystem;

namespace {

constexpr int kPrograms = 4;
constexpr int kTurns = 50; ///< that each program gets

ContentHash hashOf(int program, int turn)
{
    ContentHash hash;
    hash.bytes[0] = static_cast<std::uint8_t>(program);
    hash.bytes[1] = static_cast<std::uint8_t>(turn);
    return hash;
}

// Opens, writes one decision, closes; where another program has the catalog, is told so and tries
// again. Says 'D' for each that was acknowledged and 'S' where the refusal took over a second.
[[noreturn]] void hammer(const fs::path& file, int program, int pipe)
{
    for (int turn = 0; turn < kTurns;) {
        QElapsedTimer timer;
        timer.start();
        const auto opened = Catalog::open(file);
        if (!opened) {
            if (opened.error().code != ErrorCode::Conflict)
                ::_exit(3);
            if (timer.elapsed() > 1000 && ::write(pipe, "S", 1) != 1)
                ::_exit(4);
            continue;
        }
        const auto written = (*opened)->write(
            [&](CatalogWriter& writer) -> Result<> {
                DecisionRow decision;
                decision.contents.push_back({hashOf(program, turn), 1, "a"});
                const auto added = writer.addDecision(decision);
                return added ? Result<>() : fail(added);
            },
            Durability::Decision);
        if (!written || ::write(pipe, "D", 1) != 1)
            ::_exit(5);
        ++turn;
    }
    ::_exit(0);
}

/// Whether another process would find the catalog's locks in place.
bool isLocked(const fs::path& catalog)
{
    const pid_t child = ::fork();
    if (child == 0) {
        const int file = ::open(catalog.c_str(), O_RDWR | O_CLOEXEC);
        struct flock lock {};
        lock.l_type = F_WRLCK;
        lock.l_whence = SEEK_SET;
        lock.l_start = 0x40000000 + 2; // SQLite's shared bytes: held by every open connection
        lock.l_len = 510;
        const bool asked = file >= 0 && ::fcntl(file, F_GETLK, &lock) == 0;
        ::_exit(asked && lock.l_type != F_UNLCK ? 1 : 0);
    }
    int status = 0;
    ::waitpid(child, &status, 0);
    return WIFEXITED(status) && WEXITSTATUS(status) == 1;
}

} // namespace

class TestTwoPrograms : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() { m = std::make_unique<LibraryTree>(); }
    void cleanup() { m.reset(); }

    void programsTakeTurnsAndLoseNothing();
    void aKilledProgramFreesTheCatalogAtOnce();
    void aCatalogInsideAScannedFolderKeepsItsLocks();
    void thereIsOneSqlite();

private:
    std::unique_ptr<LibraryTree> m;
};

void TestTwoPrograms::programsTakeTurnsAndLoseNothing()
{
    {
        VERIFY_RESULT(Catalog::open(m->catalog));
    }
    int pipe[2];
    QCOMPARE(::pipe(pipe), 0);
    std::vector<pid_t> children;
    for (int program = 0; program < kPrograms; ++program) {
        children.push_back(::fork());
        if (children.back() == 0)
            hammer(m->catalog, program, pipe[1]);
    }
    ::close(pipe[1]);
    int acknowledged = 0;
    int slow = 0;
    for (char told = 0; ::read(pipe[0], &told, 1) == 1;)
        ++(told == 'D' ? acknowledged : slow);
    ::close(pipe[0]);
    for (const pid_t child : children) {
        int status = 0;
        ::waitpid(child, &status, 0);
        QCOMPARE(WEXITSTATUS(status), 0);
    }
    QCOMPARE(acknowledged, kPrograms * kTurns);
    const auto opened = Catalog::open(m->catalog);
    VERIFY_RESULT(opened);
    const auto lines = (*opened)->integrity();
    VERIFY_RESULT(lines);
    QVERIFY(lines->empty());
    std::set<ContentHash> found;
    const auto decisions = (*(*opened)->reader())->decisions();
    VERIFY_RESULT(decisions);
    for (const DecisionRow& decision : *decisions)
        found.insert(decision.contents.front().hash);
    QCOMPARE(found.size(), static_cast<std::size_t>(acknowledged));
    qInfo("%d programs, %d turns each, %d answers took over a second", kPrograms, kTurns, slow);
}

void TestTwoPrograms::aKilledProgramFreesTheCatalogAtOnce()
{
    int pipe[2];
    QCOMPARE(::pipe(pipe), 0);
    const pid_t child = ::fork();
    if (child == 0) {
        const auto opened = Catalog::open(m->catalog);
        if (!opened || ::write(pipe[1], "O", 1) != 1)
            ::_exit(3);
        ::pause();
        ::_exit(4);
    }
    char told = 0;
    QCOMPARE(::read(pipe[0], &told, 1), ssize_t{1});
    VERIFY_ERROR(Catalog::open(m->catalog), ErrorCode::Conflict);
    ::kill(child, SIGKILL);
    ::waitpid(child, nullptr, 0);
    VERIFY_RESULT(Catalog::open(m->catalog));
    ::close(pipe[0]);
    ::close(pipe[1]);
}

// The scanner walks over the catalog, its journals, backups and a hard link to it. Whoever opens
// and closes one of them takes SQLite's locks away, and other programs would write.
void TestTwoPrograms::aCatalogInsideAScannedFolderKeepsItsLocks()
{
    m->catalog = m->photos / "catalog.db";
    for (int i = 0; i < 10; ++i)
        m->paint(std::to_string(i) + ".bmp", 20 * i, 5, 5);
    VERIFY_RESULT(m->open());
    VERIFY_RESULT(m->library->addFolder(m->photos));
    VERIFY_RESULT(makeBackup(m->catalog, {}));
    fs::create_hard_link(m->catalog, m->photos / "innocent.jpg");
    QVERIFY(isLocked(m->catalog));
    const auto first = m->index();
    VERIFY_RESULT(first);
    QVERIFY(isLocked(m->catalog));
    QCOMPARE(first->found, std::uint64_t{10}); // photos alone
    VERIFY_RESULT(m->library->duplicates().scan({}, {}, {}, {}));
    VERIFY_RESULT(m->library->verify());
    QVERIFY(!m->found(m->photos / "3.bmp").empty());
    VERIFY_RESULT(m->index());
    QVERIFY(isLocked(m->catalog));
    QCOMPARE(m->counts().files, std::uint64_t{10});
    // The check can fail: this is what must not happen.
    {
        std::ifstream(m->catalog).get();
    }
    QVERIFY(!isLocked(m->catalog));
}

void TestTwoPrograms::thereIsOneSqlite()
{
#ifdef __linux__
    VERIFY_RESULT(m->open());
    std::ifstream maps("/proc/self/maps");
    std::set<std::string> libraries;
    for (std::string line; std::getline(maps, line);)
        if (line.find("sqlite") != std::string::npos && line.find(".so") != std::string::npos)
            libraries.insert(line.substr(line.find('/')));
    QVERIFY2(libraries.size() <= 1, libraries.empty() ? "" : libraries.begin()->c_str());
#else
    QSKIP("needs /proc");
#endif
}

QTEST_GUILESS_MAIN(TestTwoPrograms)
#include "tst_two_programs.moc"
