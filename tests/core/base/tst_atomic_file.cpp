// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/atomic_file.h"
#include "tests/testing.h"

#include <QTemporaryDir>
#include <fstream>

#ifdef Q_OS_LINUX
#include <fcntl.h>
#include <stdio.h>
#include <sys/syscall.h>
#include <unistd.h>
#endif

using namespace lookalike;
namespace fs = std::filesystem;

#ifdef Q_OS_LINUX
// What reaches the disk, in order: these take the place of the C library's.
namespace {
std::vector<std::string>* g_events = nullptr;
}

extern "C" int fsync(int descriptor)
{
    std::error_code error;
    if (g_events != nullptr)
        g_events->push_back(
            "sync " +
            fs::read_symlink("/proc/self/fd/" + std::to_string(descriptor), error).string());
    return static_cast<int>(::syscall(SYS_fsync, descriptor));
}

extern "C" int rename(const char* from, const char* to) noexcept
{
    if (g_events != nullptr)
        g_events->push_back(std::string("rename ") + from);
    return ::renameat(AT_FDCWD, from, AT_FDCWD, to);
}
#endif

// If this fails, a power cut or a full disk leaves half a settings file, or none.
class TestAtomicFile : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_scratch = std::make_unique<QTemporaryDir>();
        m_folder = fs::path(m_scratch->path().toStdString());
        m_file = m_folder / "file";
    }

    void replacesWhatIsThere();
    void withoutACommitNothingChanges();
    void bytesAndFolderAreOnTheDiskInOrder();
    void aFailureLeavesNothingBehind();
    void aCompleteTemporaryIsPutInPlace();
    void aFolderThatIsMissingIsAnError();

private:
    static std::string textOf(const fs::path& file)
    {
        std::ifstream stream(file, std::ios::binary);
        return {std::istreambuf_iterator<char>(stream), {}};
    }
    std::size_t entries() const
    {
        return static_cast<std::size_t>(
            std::distance(fs::directory_iterator(m_folder), fs::directory_iterator()));
    }

    std::unique_ptr<QTemporaryDir> m_scratch;
    fs::path m_folder;
    fs::path m_file;
};

void TestAtomicFile::replacesWhatIsThere()
{
    VERIFY_RESULT(writeAtomically(m_file, "first"));
    QCOMPARE(textOf(m_file), std::string("first"));
    VERIFY_RESULT(writeAtomically(m_file, std::string_view("a\0b", 3)));
    QCOMPARE(textOf(m_file), std::string("a\0b", 3));
    QCOMPARE(entries(), std::size_t{1});
}

void TestAtomicFile::withoutACommitNothingChanges()
{
    VERIFY_RESULT(writeAtomically(m_file, "before"));
    {
        auto created = AtomicFile::create(m_file);
        VERIFY_RESULT(created);
        VERIFY_RESULT(created->write("after"));
        const AtomicFile moved(std::move(*created));
        QCOMPARE(entries(), std::size_t{2});
    }
    QCOMPARE(textOf(m_file), std::string("before"));
    QCOMPARE(entries(), std::size_t{1});
}

void TestAtomicFile::bytesAndFolderAreOnTheDiskInOrder()
{
#ifdef Q_OS_LINUX
    std::vector<std::string> events;
    g_events = &events;
    const auto written = writeAtomically(m_file, "text");
    g_events = nullptr;
    VERIFY_RESULT(written);
    QCOMPARE(events.size(), std::size_t{3});
    const std::string temporary = m_file.string() + ".part-";
    QVERIFY2(events[0].starts_with("sync " + temporary), events[0].c_str());
    QVERIFY2(events[1].starts_with("rename " + temporary), events[1].c_str());
    QCOMPARE(events[2], "sync " + m_folder.string());
#else
    QSKIP("watches Linux's calls");
#endif
}

void TestAtomicFile::aFailureLeavesNothingBehind()
{
    fs::create_directories(m_file / "in the way");
    QVERIFY(!writeAtomically(m_file, "text"));
    QVERIFY(fs::exists(m_file / "in the way"));
    QCOMPARE(entries(), std::size_t{1});
}

void TestAtomicFile::aCompleteTemporaryIsPutInPlace()
{
    std::ofstream(m_folder / "made") << "made elsewhere";
    VERIFY_RESULT(replaceFile(m_folder / "made", m_file));
    QCOMPARE(textOf(m_file), std::string("made elsewhere"));
    QCOMPARE(entries(), std::size_t{1});
    VERIFY_ERROR(replaceFile(m_folder / "made", m_file), ErrorCode::NotFound);
    QCOMPARE(textOf(m_file), std::string("made elsewhere"));
}

void TestAtomicFile::aFolderThatIsMissingIsAnError()
{
    VERIFY_ERROR(writeAtomically(m_folder / "no" / "file", "text"), ErrorCode::NotFound);
    VERIFY_ERROR(syncToDisk(m_folder / "no"), ErrorCode::NotFound);
}

QTEST_GUILESS_MAIN(TestAtomicFile)
#include "tst_atomic_file.moc"
