// SPDX-License-Identifier: GPL-3.0-or-later
// Every name and node that a file system can hold. What the program knows about must be what find
// counts: a file that is nowhere, neither indexed nor listed, is lost to its owner without a word.
#include "core/library/library_core.h"
#include "tests/core/image/test_pictures.h"
#include "tests/core/library/colour_encoder.h"
#include "tests/core/library/open_library.h"
#include "tests/testing.h"

#include <fcntl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <QProcess>
#include <QTemporaryDir>
#include <algorithm>
#include <map>
#include <memory>
#include <set>

using namespace lookalike;
using namespace lookalike::testing;
namespace fs = std::filesystem;

namespace {

const std::map<std::string, std::string> kNames{
    {"no UTF-8", "caf\xE9.bmp"},
    {"every byte that no UTF-8 begins with", "\x80\xBF\xC0\xFE\xFF.bmp"},
    {"composed", "\xC3\xA9t\xC3\xA9.bmp"},
    {"the same, decomposed", "e\xCC\x81te\xCC\x81.bmp"},
    {"a line break", "two\nlines.bmp"},
    {"control characters", "bell\x07 escape\x1B[31m.bmp"},
    {"turned around", "\xE2\x80\xAEpmb.exe.bmp"},
    {"a leading dash", "-rf.bmp"},
    {"a leading dot", ".hidden.bmp"},
    {"spaces alone", "   "},
    {"a reserved name of Windows", "CON.bmp"},
    {"what Windows forbids", "a:b*c?\"<>|.bmp"},
    {"a trailing dot and blank", "end. "},
    {"a backslash", "back\\slash.bmp"},
    {"a shell's words", "$(touch x);`y`&&*.bmp"},
    {"HTML", "<img src=x onerror=y>.bmp"},
    {"printf", "%s%n%d.bmp"},
    {"beyond the first plane", "\xF0\x9F\x8C\x84\xF0\x9F\x91\xA9\xE2\x80\x8D\xF0\x9F\x9A\x80.bmp"},
    {"255 bytes", std::string(251, 'x') + ".bmp"},
    {"255 bytes without an extension", std::string(255, 'y')}};

} // namespace

class TestNameZoo : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();
    void whatIsKnownIsWhatFindCounts();
    void everyPictureIsFoundByItsOwnName();

private:
    [[nodiscard]] std::uint64_t findCount() const;
    void makeOddNodes() const;
    /// A folder whose path is longer than any single system call takes, with a picture and a text.
    void makeDeepFolder() const;
    void removeDeepFolder() const;
    [[nodiscard]] Result<LibraryStatus> index();

    std::unique_ptr<QTemporaryDir> m_temporary;
    fs::path m_photos;
    std::unique_ptr<PhotoLibrary> m_opened;
    std::uint64_t m_pictures = 0;
};

void TestNameZoo::init()
{
    m_temporary = std::make_unique<QTemporaryDir>();
    QVERIFY(m_temporary->isValid());
    m_photos = fs::canonical(m_temporary->path().toStdString()) / "photos";
    fs::create_directories(m_photos / "sub\xFF folder");
    m_pictures = 0;
    int shade = 0;
    for (const auto& [what, name] : kNames) {
        for (const fs::path& folder : {m_photos, m_photos / "sub\xFF folder"}) {
            const int red = ++shade;
            writePlainPhoto(folder / name, red * 5 % 256, 255 - red, red * 3 % 256);
            QVERIFY2(fs::exists(folder / name), what.c_str());
            ++m_pictures;
        }
    }
    LibraryOptions options;
    options.catalog = m_photos.parent_path() / "catalog.db";
    auto opened = openLibrary(options, std::make_shared<ColourEncoder>());
    VERIFY_RESULT(opened);
    m_opened = std::move(*opened);
}

void TestNameZoo::cleanup()
{
    m_opened.reset();
    removeDeepFolder();
    std::error_code error;
    fs::remove_all(m_photos, error);
    m_temporary.reset();
}

std::uint64_t TestNameZoo::findCount() const
{
    QProcess find;
    find.start(QStringLiteral("find"),
               {QString::fromStdString(m_photos.string()), QStringLiteral("-type"),
                QStringLiteral("f"), QStringLiteral("-print0")});
    if (!find.waitForFinished() || find.exitCode() != 0)
        return 0;
    return static_cast<std::uint64_t>(find.readAllStandardOutput().count('\0'));
}

void TestNameZoo::makeOddNodes() const
{
    std::error_code error;
    fs::create_directory_symlink(m_photos, m_photos / "loop", error);
    fs::create_directory_symlink("..", m_photos / "sub\xFF folder/up", error);
    fs::create_symlink("itself.bmp", m_photos / "itself.bmp", error);
    fs::create_symlink("nowhere.bmp", m_photos / "dangling.bmp", error);
    fs::create_symlink("-rf.bmp", m_photos / "alias.bmp", error);
    fs::create_hard_link(m_photos / "-rf.bmp", m_photos / "second name.bmp", error);
    QCOMPARE(::mkfifo((m_photos / "pipe.bmp").c_str(), 0600), 0);
    const int socket = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_un address = {};
    address.sun_family = AF_UNIX;
    // The path of a socket is short: bound from inside of the folder.
    const fs::path before = fs::current_path();
    fs::current_path(m_photos);
    std::snprintf(address.sun_path, sizeof address.sun_path, "socket.bmp");
    QCOMPARE(::bind(socket, reinterpret_cast<const sockaddr*>(&address), sizeof address), 0);
    fs::current_path(before);
    ::close(socket);
    for (const char* name : {"text.txt", "archive.zip", "no extension"})
        lookalike::testing::writeFile(m_photos / name,
                                      {'n', 'o', ' ', 'p', 'i', 'c', 't', 'u', 'r', 'e'});
    lookalike::testing::writeFile(m_photos / "empty", {});
}

void TestNameZoo::makeDeepFolder() const
{
    const FileBytes picture = bmpBytes(plainPicture(12, 10, 7, 9, 250));
    int folder = ::open(m_photos.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    for (int depth = 0; depth < 20; ++depth) {
        const std::string name(250, static_cast<char>('a' + depth));
        QCOMPARE(::mkdirat(folder, name.c_str(), 0700), 0);
        const int next = ::openat(folder, name.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
        ::close(folder);
        folder = next;
    }
    for (const char* name : {"deep.bmp", "deep.txt"}) {
        const int file = ::openat(folder, name, O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
        QCOMPARE(::write(file, picture.data(), picture.size()),
                 static_cast<::ssize_t>(picture.size()));
        ::close(file);
    }
    ::close(folder);
}

void TestNameZoo::removeDeepFolder() const
{
    std::error_code error;
    if (fs::exists(m_photos / std::string(250, 'a'), error))
        QProcess::execute(QStringLiteral("rm"),
                          {QStringLiteral("-r"), QStringLiteral("--"),
                           QString::fromStdString((m_photos / std::string(250, 'a')).string())});
}

Result<LibraryStatus> TestNameZoo::index()
{
    if (auto added = m_opened->addFolder(m_photos); !added)
        return fail(added);
    if (auto run = m_opened->index({}, {}, nullptr); !run)
        return fail(run);
    return m_opened->status();
}

void TestNameZoo::whatIsKnownIsWhatFindCounts()
{
    makeOddNodes();
    makeDeepFolder();
    const std::uint64_t onDisk = findCount();
    QCOMPARE(onDisk,
             m_pictures + 1 + 4 + 2); // a hard link, four that are no picture, two deep ones
    const auto status = index();
    VERIFY_RESULT(status);
    const FolderCounts& counts = status->counts.at(0);
    QCOMPARE(counts.files, onDisk);
    QCOMPARE(counts.pending + counts.missing, std::uint64_t{0});
    QCOMPARE(counts.indexed + counts.broken + counts.unsupported + counts.unreadable, onDisk);
    QCOMPARE(counts.unsupported, std::uint64_t{4});
    // Whether a path that long can be opened is the system's affair; it is listed either way.
    QCOMPARE(counts.indexed + counts.broken + counts.unreadable, m_pictures + 1 + 2);
    QVERIFY(counts.indexed >= m_pictures + 1);
    const auto failures = m_opened->failures(1000);
    VERIFY_RESULT(failures);
    QCOMPARE(static_cast<std::uint64_t>(failures->size()), counts.broken + counts.unreadable);
    QVERIFY(std::ranges::none_of(*failures, [](const FileRow& row) { return row.error.empty(); }));
}

void TestNameZoo::everyPictureIsFoundByItsOwnName()
{
    VERIFY_RESULT(index());
    SearchRequest request;
    request.terms.push_back({m_photos / kNames.at("no UTF-8"), 1.0, std::nullopt});
    request.topK = 1000;
    const auto found = m_opened->search(request, {});
    VERIFY_RESULT(found);
    std::set<fs::path> paths;
    for (const SearchHit& hit : found->hits)
        paths.insert(hit.path);
    for (const auto& [what, name] : kNames)
        for (const fs::path& folder : {m_photos, m_photos / "sub\xFF folder"})
            QVERIFY2(paths.contains(folder / name), what.c_str());
    QCOMPARE(static_cast<std::uint64_t>(paths.size()), m_pictures);
}

QTEST_GUILESS_MAIN(TestNameZoo)
#include "tst_name_zoo.moc"
