// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/file_lock.h"
#include "tests/testing.h"

#include <QTemporaryDir>
#include <optional>

#ifdef Q_OS_UNIX
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#endif

using namespace lookalike;
namespace fs = std::filesystem;

// If this fails, two programs write to one catalog, or none may after one was killed.
class TestFileLock : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_scratch = std::make_unique<QTemporaryDir>();
        m_file = fs::path(m_scratch->path().toStdString()) / "lock";
    }

    void oneHolderAtATime();
    void aMovedLockIsHeldOnce();
    void aKilledProgramFreesIt();
    void aFolderThatIsMissingIsAnError();
    void aLinkIsNotFollowed();

private:
    std::unique_ptr<QTemporaryDir> m_scratch;
    fs::path m_file;
};

void TestFileLock::oneHolderAtATime()
{
    auto first = FileLock::acquire(m_file);
    VERIFY_RESULT(first);
    VERIFY_ERROR(FileLock::acquire(m_file), ErrorCode::Conflict);
    first = FileLock::acquire(m_file.string() + ".other"); // ends the first one
    VERIFY_RESULT(first);
    VERIFY_RESULT(FileLock::acquire(m_file));
    QVERIFY(fs::exists(m_file));
}

void TestFileLock::aMovedLockIsHeldOnce()
{
    auto acquired = FileLock::acquire(m_file);
    VERIFY_RESULT(acquired);
    std::optional<FileLock> kept(std::move(*acquired));
    VERIFY_ERROR(FileLock::acquire(m_file), ErrorCode::Conflict);
    kept.reset();
    VERIFY_RESULT(FileLock::acquire(m_file));
}

void TestFileLock::aKilledProgramFreesIt()
{
#ifdef Q_OS_UNIX
    int pipe[2];
    QCOMPARE(::pipe(pipe), 0);
    const pid_t child = ::fork();
    if (child == 0) {
        const auto lock = FileLock::acquire(m_file);
        if (!lock || ::write(pipe[1], "L", 1) != 1)
            ::_exit(3);
        for (;;)
            ::pause();
    }
    char told = 0;
    QCOMPARE(::read(pipe[0], &told, 1), ssize_t{1});
    VERIFY_ERROR(FileLock::acquire(m_file), ErrorCode::Conflict);
    ::kill(child, SIGKILL);
    ::waitpid(child, nullptr, 0);
    VERIFY_RESULT(FileLock::acquire(m_file));
    ::close(pipe[0]);
    ::close(pipe[1]);
#else
    QSKIP("needs fork()");
#endif
}

void TestFileLock::aFolderThatIsMissingIsAnError()
{
    VERIFY_ERROR(FileLock::acquire(m_file / "no" / "lock"), ErrorCode::NotFound);
}

void TestFileLock::aLinkIsNotFollowed()
{
#ifdef Q_OS_UNIX
    fs::create_symlink("elsewhere", m_file);
    VERIFY_ERROR(FileLock::acquire(m_file), ErrorCode::InvalidArgument);
    QVERIFY(!fs::exists(m_file.parent_path() / "elsewhere"));
#else
    QSKIP("links need a privilege");
#endif
}

QTEST_GUILESS_MAIN(TestFileLock)
#include "tst_file_lock.moc"
