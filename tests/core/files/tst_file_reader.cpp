// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/files/file_reader.h"
#include "core/files/original_file.h"
#include "tests/testing.h"

#include <QTemporaryDir>
#include <fstream>

#ifdef Q_OS_UNIX
#include <fcntl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>
#endif

using namespace lookalike;
namespace fs = std::filesystem;

namespace {

constexpr std::uint64_t kPlenty = 1 << 20;

void writeFile(const fs::path& path, const std::string& text)
{
    std::ofstream(path, std::ios::binary) << text;
}

} // namespace

// If this fails, indexing hangs on an odd file, embeds half of a picture, or fills the memory.
class TestFileReader : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();
    void aFileIsReadWithItsStamp();
    void anEmptyFileIsRead();
    void aNameThatIsNotUtf8IsRead();
    void aFileAtTheLimitIsReadAndOneOverItIsNot();
    void aMissingFileIsNotFound();
    void oddNodesAreRefusedWithoutBlocking_data();
    void oddNodesAreRefusedWithoutBlocking();
    void aForbiddenFileIsPermissionDenied();
    void aChangeWhileReadingIsNoticed_data();
    void aChangeWhileReadingIsNoticed();
    void readingChangesNothing();
    void directoriesHaveTheIdentityOfWhatLinksPointTo();
    void hashesAreThoseOfTheReference();
    void timesBeyond64BitsOfNanosecondsAreCutOff();

private:
    std::unique_ptr<QTemporaryDir> m_dir;
    fs::path m_folder;
    fs::path m_file;
};

void TestFileReader::init()
{
    m_dir = std::make_unique<QTemporaryDir>();
    m_folder = m_dir->path().toStdString();
    m_file = m_folder / "a.jpg";
    writeFile(m_file, "some bytes");
}

void TestFileReader::cleanup()
{
    std::error_code error;
    fs::remove_all(m_folder, error); // QTemporaryDir cannot remove names that are not UTF-8
}

void TestFileReader::aFileIsReadWithItsStamp()
{
    const auto contents = readFile(m_file, kPlenty);
    VERIFY_RESULT(contents);
    QCOMPARE(std::string(contents->bytes.begin(), contents->bytes.end()),
             std::string("some bytes"));
    const auto stamp = statFile(m_file);
    VERIFY_RESULT(stamp);
    QVERIFY(contents->stamp == *stamp);
    QCOMPARE(stamp->size, std::uint64_t{10});
    QVERIFY(stamp->identity.file != 0);
    writeFile(m_folder / "b.jpg", "some bytes");
    QVERIFY(statFile(m_folder / "b.jpg")->identity != stamp->identity);
    fs::create_hard_link(m_file, m_folder / "c.jpg");
    QVERIFY(statFile(m_folder / "c.jpg")->identity == stamp->identity);
}

void TestFileReader::anEmptyFileIsRead()
{
    writeFile(m_file, "");
    const auto contents = readFile(m_file, 0);
    VERIFY_RESULT(contents);
    QVERIFY(contents->bytes.empty());
}

void TestFileReader::aNameThatIsNotUtf8IsRead()
{
#ifdef Q_OS_LINUX
    const fs::path odd = m_folder / "caf\xE9\n.jpg";
    writeFile(odd, "x");
    VERIFY_RESULT(readFile(odd, kPlenty));
    const auto missing = readFile(m_folder / "\xE9", kPlenty);
    VERIFY_ERROR(missing, ErrorCode::NotFound);
    QVERIFY(missing.error().text().ends_with("%E9"));
#else
    QSKIP("names are Unicode here");
#endif
}

void TestFileReader::aFileAtTheLimitIsReadAndOneOverItIsNot()
{
    VERIFY_RESULT(readFile(m_file, 10));
    VERIFY_ERROR(readFile(m_file, 9), ErrorCode::TooLarge);
    // A hole of a terabyte: must be refused before anything is allocated.
    const fs::path huge = m_folder / "huge.tif";
    writeFile(huge, "");
    std::error_code error;
    fs::resize_file(huge, std::uintmax_t{1} << 40, error);
    if (error)
        QSKIP("no sparse files here");
    VERIFY_ERROR(readFile(huge, kPlenty), ErrorCode::TooLarge);
}

void TestFileReader::aMissingFileIsNotFound()
{
    VERIFY_ERROR(readFile(m_folder / "none.jpg", kPlenty), ErrorCode::NotFound);
    VERIFY_ERROR(statFile(m_folder / "none.jpg"), ErrorCode::NotFound);
    VERIFY_ERROR(readFile(m_file / "below", kPlenty), ErrorCode::NotFound);
}

void TestFileReader::oddNodesAreRefusedWithoutBlocking_data()
{
    QTest::addColumn<QString>("kind");
    for (const char* kind : {"a FIFO nobody writes to", "a symbolic link to a good file",
                             "a symbolic link to nothing", "a directory", "a socket", "a device"})
        QTest::addRow("%s", kind) << kind;
}

void TestFileReader::oddNodesAreRefusedWithoutBlocking()
{
#ifdef Q_OS_UNIX
    QFETCH(QString, kind);
    fs::path node = m_folder / "node.jpg";
    if (kind.contains("FIFO")) {
        QCOMPARE(::mkfifo(node.c_str(), 0600), 0);
    } else if (kind.contains("good file")) {
        fs::create_symlink(m_file, node);
    } else if (kind.contains("nothing")) {
        fs::create_symlink(m_folder / "none", node);
    } else if (kind.contains("directory")) {
        fs::create_directory(node);
    } else if (kind.contains("socket")) {
        const int socket = ::socket(AF_UNIX, SOCK_STREAM, 0);
        sockaddr_un address{};
        address.sun_family = AF_UNIX;
        if (node.native().size() >= sizeof address.sun_path)
            QSKIP("the path is too long for it");
        node.native().copy(address.sun_path, sizeof address.sun_path - 1);
        const int bound =
            ::bind(socket, reinterpret_cast<const sockaddr*>(&address), sizeof address);
        ::close(socket);
        QCOMPARE(bound, 0);
    } else {
        node = "/dev/zero";
    }
    VERIFY_ERROR(statFile(node), ErrorCode::Unsupported);
    VERIFY_ERROR(readFile(node, kPlenty), ErrorCode::Unsupported);
#else
    QSKIP("needs a Unix file system");
#endif
}

void TestFileReader::aForbiddenFileIsPermissionDenied()
{
#ifdef Q_OS_UNIX
    fs::permissions(m_file, fs::perms::none);
    const bool root = ::geteuid() == 0;
    if (root) {
        // Permissions do not bind root: become nobody for the moment.
        fs::permissions(m_folder, fs::perms::owner_all | fs::perms::others_exec);
        if (::seteuid(65534) != 0)
            QSKIP("cannot give up the rights of root");
    }
    const auto read = readFile(m_file, kPlenty);
    if (root && ::seteuid(0) != 0)
        QFAIL("cannot take the rights back");
    VERIFY_ERROR(read, ErrorCode::PermissionDenied);
    QCOMPARE(read.error().path, m_file);
#else
    QSKIP("needs Unix permissions");
#endif
}

void TestFileReader::aChangeWhileReadingIsNoticed_data()
{
    QTest::addColumn<int>("change");
    QTest::addRow("longer") << 0;
    QTest::addRow("shorter") << 1;
    QTest::addRow("emptied") << 2;
    QTest::addRow("same size, other bytes, time set back") << 3;
}

// readFile() is open() and readAll(): between them, anything can happen.
void TestFileReader::aChangeWhileReadingIsNoticed()
{
    QFETCH(int, change);
    const auto modified = fs::last_write_time(m_file);
    const FileStamp before = *statFile(m_file);
    auto file = OriginalFile::open(m_file);
    VERIFY_RESULT(file);
    switch (change) {
    case 0:
        std::ofstream(m_file, std::ios::app) << "more";
        break;
    case 1:
        fs::resize_file(m_file, 4);
        break;
    case 2:
        fs::resize_file(m_file, 0);
        break;
    default:
        // The clock of the file system may tick slowly; ctime moves with the next tick.
        do {
            std::fstream(m_file, std::ios::in | std::ios::out) << "SOME";
            fs::last_write_time(m_file, modified);
        } while (statFile(m_file)->changedNs == before.changedNs);
    }
    VERIFY_ERROR(file->readAll(kPlenty), ErrorCode::Changed);
}

void TestFileReader::readingChangesNothing()
{
    const FileStamp before = *statFile(m_file);
    VERIFY_RESULT(readFile(m_file, kPlenty));
    QVERIFY(*statFile(m_file) == before);
}

void TestFileReader::directoriesHaveTheIdentityOfWhatLinksPointTo()
{
    fs::create_directory(m_folder / "sub");
    fs::create_directory_symlink(m_folder / "sub", m_folder / "link");
    const auto direct = directoryIdentity(m_folder / "sub");
    VERIFY_RESULT(direct);
    QVERIFY(*directoryIdentity(m_folder / "link") == *direct);
    QVERIFY(*directoryIdentity(m_folder / "link" / ".." / "sub") == *direct);
    QVERIFY(*directoryIdentity(m_folder) != *direct);
    VERIFY_ERROR(directoryIdentity(m_file), ErrorCode::InvalidArgument);
    VERIFY_ERROR(directoryIdentity(m_folder / "none"), ErrorCode::NotFound);
}

// If this fails, every catalog there is loses the link between files and embeddings. The values
// are those of the reference programs (sha256sum, xxhsum -H128).
void TestFileReader::hashesAreThoseOfTheReference()
{
    const std::vector<std::uint8_t> abc{'a', 'b', 'c'};
    const auto text = [](const char* digits) { return std::string(digits); };
    QCOMPARE(hashContent({}).hex(),
             text("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"));
    QCOMPARE(hashContent(abc).hex(),
             text("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"));
    QCOMPARE(hashContent({}, HashKind::Xxh3).hex(), text("99aa06d3014798d86001c324468d497f"));
    QCOMPARE(hashContent(abc, HashKind::Xxh3).hex(), text("06b05ab6733a618578af5f94892f3950"));
    for (const HashKind kind : {HashKind::Xxh3, HashKind::Sha256}) {
        const ContentHash hash = hashContent(abc, kind);
        QVERIFY(contentHashFrom(hash.digest()) == hash);
    }
}

void TestFileReader::timesBeyond64BitsOfNanosecondsAreCutOff()
{
#ifdef Q_OS_LINUX
    const auto modified = [this](std::int64_t seconds) {
        const timespec times[2] = {{seconds, 0}, {seconds, 0}};
        return ::utimensat(AT_FDCWD, m_file.c_str(), times, 0) == 0 ? statFile(m_file)->modifiedNs
                                                                    : 0;
    };
    QCOMPARE(modified(-86'400), std::int64_t{-86'400} * 1'000'000'000);
    const std::int64_t late = modified(15'032'385'535); // year 2446, the last of ext4
    QVERIFY(late == 0 || late > std::int64_t{9'000'000'000} * 1'000'000'000);
#else
    QSKIP("needs a file system with such times");
#endif
}

QTEST_GUILESS_MAIN(TestFileReader)
#include "tst_file_reader.moc"
