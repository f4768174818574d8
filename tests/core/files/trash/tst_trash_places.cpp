// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/files/trash/hooked_system.h"
#include "tests/core/files/trash/trash_tree.h"

#include <sys/stat.h>
#include <unistd.h>
#ifdef __linux__
#include <sys/mount.h>
#endif

#include <memory>

using namespace lookalike;
using namespace lookalike::testing;
namespace fs = std::filesystem;

namespace {

// A small file system in memory, mounted in the tree until the test is over.
class SmallVolume {
public:
    SmallVolume(fs::path folder, const char* options)
        : m_folder(std::move(folder))
    {
        fs::create_directories(m_folder);
#ifdef __linux__
        m_mounted = ::mount("none", m_folder.c_str(), "tmpfs", 0, options) == 0;
#else
        static_cast<void>(options);
#endif
    }
    ~SmallVolume()
    {
#ifdef __linux__
        if (m_mounted)
            ::umount2(m_folder.c_str(), MNT_DETACH);
#endif
    }
    SmallVolume(const SmallVolume&) = delete;
    SmallVolume& operator=(const SmallVolume&) = delete;
    [[nodiscard]] bool isMounted() const
    {
        return m_mounted;
    }
    [[nodiscard]] const fs::path& folder() const
    {
        return m_folder;
    }

private:
    fs::path m_folder;
    bool m_mounted = false;
};

const char* messageOf(const FileOutcome& file)
{
    static std::string text;
    text = file.error ? file.error->text() : std::string("no error");
    return text.c_str();
}

} // namespace

// If this fails, a photo lands where no trash is, or the program hangs on a trash that is full.
class TestTrashPlaces : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();
    void aPlaceIsRestorableOrRefused_data();
    void aPlaceIsRestorableOrRefused();
    void oddNamesGoAndComeBack_data();
    void oddNamesGoAndComeBack();
    void manyFilesOfOneNameGo();
    void aNetworkDriveHasNoTrash();
    void aDeviceThatRefusesTheRenameKeepsTheFile();

private:
    void trashAndUndo(const fs::path& keep, const fs::path& go, const QString& expected);
    std::unique_ptr<TrashTree> m_tree;
    HookedSystem m_system;
    std::unique_ptr<Trash> m_trash;
};

void TestTrashPlaces::init()
{
    m_system.setHook({});
    m_system.network.reset();
    m_tree = std::make_unique<TrashTree>();
    auto trash = Trash::open(m_tree->journal(), &m_system);
    VERIFY_RESULT(trash);
    m_trash = std::move(*trash);
}

void TestTrashPlaces::cleanup()
{
    m_trash.reset();
    m_tree.reset();
}

// One file goes; `expected` is the folder below the tree where it must lie, or empty where it must
// be refused, untouched.
void TestTrashPlaces::trashAndUndo(const fs::path& keep, const fs::path& go,
                                   const QString& expected)
{
    const FileStamp before = *statFile(go);
    const auto started = std::chrono::steady_clock::now();
    const TrashOutcome outcome = m_trash->run(std::vector{keepFirst({keep, go})}, {});
    QVERIFY(std::chrono::steady_clock::now() - started < std::chrono::seconds(5));
    const FileOutcome& file = outcome.files.at(0);
    if (expected.isEmpty()) {
        QVERIFY2(file.error && !file.error->message.empty(), "it must say why");
        QVERIFY(file.place == FilePlace::Origin);
        const FileStamp after = *statFile(go);
        QVERIFY(after == before);
        QVERIFY(!lastBatch(*m_trash));
        return;
    }
    QVERIFY2(!file.error, messageOf(file));
    QCOMPARE(file.inTrash.parent_path().string(),
             (m_tree->root() / expected.toStdString()).string());
    QVERIFY(statFile(file.inTrash)->identity == before.identity);
    const fs::path info = file.inTrash.parent_path().parent_path() / "info" /
                          (file.inTrash.filename().string() + ".trashinfo");
    const std::string text = readText(info);
    QVERIFY2(text.starts_with("[Trash Info]\nPath="), text.c_str());
    const auto back = m_trash->undo(outcome.batch);
    VERIFY_RESULT(back);
    QVERIFY2(!back->files.at(0).error, messageOf(back->files.at(0)));
    QVERIFY(statFile(go)->identity == before.identity);
    QVERIFY(statFile(go)->modifiedNs == before.modifiedNs);
    QVERIFY(!fs::exists(info));
}

void TestTrashPlaces::aPlaceIsRestorableOrRefused_data()
{
    QTest::addColumn<QString>("place");
    QTest::addColumn<QString>("expected");
    const QString home = "data/Trash/files";
    const QString user = QString::number(::geteuid());
    const QString own = "volume/.Trash-" + user + "/files";
    const QString shared = "volume/.Trash/" + user + "/files";
    QTest::addRow("home") << "home" << home;
    QTest::addRow("no data folder yet") << "no data"
                                        << "data/deep/er/Trash/files";
    QTest::addRow("the trash is a file") << "file"
                                         << "";
    QTest::addRow("the info folder is a file") << "info file"
                                               << "";
    QTest::addRow("the files folder is a link elsewhere") << "files link"
                                                          << "";
    QTest::addRow("the trash is a link to nothing") << "dangling"
                                                    << "";
    QTest::addRow("another volume") << "volume" << own;
    QTest::addRow("another volume with a trash of all") << "shared" << shared;
    QTest::addRow("a trash of all that is not sticky") << "not sticky" << own;
    QTest::addRow("a trash of all that is a link") << "shared link" << own;
    QTest::addRow("a volume's trash that is a link") << "own link"
                                                     << "";
    QTest::addRow("a volume's trash that is somebody else's") << "foreign"
                                                              << "";
    QTest::addRow("a home trash linked to another volume") << "home link"
                                                           << "";
    QTest::addRow("a volume that is read-only") << "read-only"
                                                << "";
    QTest::addRow("a volume without space") << "no space"
                                            << "";
    QTest::addRow("a volume without inodes") << "no inodes"
                                             << "";
    QTest::addRow("no home at all") << "no home" << own;
}

void TestTrashPlaces::aPlaceIsRestorableOrRefused()
{
    QFETCH(QString, place);
    QFETCH(QString, expected);
    const fs::path root = m_tree->root();
    fs::path folder = m_tree->photos();
    std::unique_ptr<SmallVolume> volume;
    const fs::path trash = m_tree->data() / "Trash";
    const std::string user = std::to_string(::geteuid());
    if (place == "no data") {
        qputenv("XDG_DATA_HOME", QByteArray::fromStdString((m_tree->data() / "deep/er").native()));
    } else if (place == "file") {
        writeText(trash, "a file");
    } else if (place == "info file") {
        fs::create_directory(trash);
        writeText(trash / "info", "a file");
    } else if (place == "files link") {
        fs::create_directory(trash);
        fs::create_directory(root / "elsewhere");
        fs::create_directory_symlink(root / "elsewhere", trash / "files");
    } else if (place == "dangling") {
        fs::create_directory_symlink(root / "nothing", trash);
    } else if (place != "home") {
        const char* options = place == "no space"    ? "size=64k"
                              : place == "no inodes" ? "nr_inodes=4"
                                                     : "size=1m";
        volume = std::make_unique<SmallVolume>(root / "volume", options);
        if (!volume->isMounted())
            QSKIP("nothing can be mounted here");
        folder = volume->folder();
    }
    const fs::path keep = folder / "keep.jpg", go = folder / "go.jpg";
    writeText(keep, "same");
    writeText(go, "same");
    const fs::path all = folder / ".Trash", own = folder / (".Trash-" + user);
    if (place == "shared" || place == "not sticky") {
        fs::create_directory(all);
        QCOMPARE(::chmod(all.c_str(), place == "shared" ? 01777 : 0777), 0);
    } else if (place == "shared link") {
        fs::create_directory(folder / "x");
        QCOMPARE(::chmod((folder / "x").c_str(), 01777), 0);
        fs::create_directory_symlink(folder / "x", all);
    } else if (place == "own link") {
        fs::create_directory(folder / "x");
        fs::create_directory_symlink(folder / "x", own);
    } else if (place == "foreign") {
        fs::create_directory(own);
        if (::chown(own.c_str(), 4711, 4711) != 0)
            QSKIP("needs the rights of root");
    } else if (place == "home link") {
        // On the home's device; its trash is a link to the volume.
        fs::create_directory_symlink(folder, trash);
        writeText(m_tree->photos() / "keep.jpg", "same");
        writeText(m_tree->photos() / "go.jpg", "same");
        m_system.setHook([](SystemCall call, const std::string& name) {
            // The machine's own top folder is no place for a test.
            return call == SystemCall::OpenFolder && name.starts_with(".Trash-")
                       ? std::make_error_code(std::errc::read_only_file_system)
                       : std::error_code();
        });
        trashAndUndo(m_tree->photos() / "keep.jpg", m_tree->photos() / "go.jpg", expected);
        return;
    } else if (place == "no space") {
        std::ofstream fill(folder / "fill");
        const std::string block(4096, 'x');
        while (fill.write(block.data(), 4096).flush())
            continue;
    } else if (place == "read-only") {
#ifdef __linux__
        QCOMPARE(::mount("none", folder.c_str(), nullptr, MS_REMOUNT | MS_RDONLY, nullptr), 0);
#endif
    } else if (place == "no home") {
        qunsetenv("XDG_DATA_HOME");
        const QByteArray home = qgetenv("HOME");
        qunsetenv("HOME");
        trashAndUndo(keep, go, expected);
        qputenv("HOME", home);
        return;
    }
    trashAndUndo(keep, go, expected);
    QCOMPARE(countEntries(root / "elsewhere"), std::size_t{0});
}

void TestTrashPlaces::oddNamesGoAndComeBack_data()
{
    QTest::addColumn<QByteArray>("name");
    QTest::addRow("255 bytes") << QByteArray(251, 'n') + ".jpg";
    QTest::addRow("250 bytes without an extension") << QByteArray(250, 'n');
    QTest::addRow("245 bytes, the longest that needs no cut") << QByteArray(241, 'n') + ".jpg";
    QTest::addRow("246 bytes, the shortest that does") << QByteArray(242, 'n') + ".jpg";
    QTest::addRow("255 bytes of umlauts") << QByteArray("\xC3\xA4").repeated(125) + "a.jpg";
    QTest::addRow("255 bytes of one extension") << "a." + QByteArray(253, 'e');
    QTest::addRow("not UTF-8") << QByteArray("caf\xE9\xFF.jpg");
    QTest::addRow("255 bytes that are not UTF-8") << QByteArray("\xBF").repeated(251) + ".jpg";
    QTest::addRow("a newline and a percent") << QByteArray("a\nPath=%2Fetc%2Fpasswd%.jpg");
    QTest::addRow("a leading dash") << QByteArray("-rf");
    QTest::addRow("a hidden file") << QByteArray(".hidden");
    QTest::addRow("as if it were an info") << QByteArray("x.trashinfo");
    QTest::addRow("right to left") << QByteArray("\xE2\x80\xAEgpj.exe");
}

void TestTrashPlaces::oddNamesGoAndComeBack()
{
    QFETCH(QByteArray, name);
    const fs::path keep = m_tree->write("keep.jpg", "same");
    const fs::path go = m_tree->photos() / name.toStdString();
    writeText(go, "same");
    if (!fs::exists(go))
        QSKIP("this file system has no such names");
    trashAndUndo(keep, go, "data/Trash/files");
    // Twice the same name, after a restart, too.
    const TrashOutcome first = m_trash->run(std::vector{keepFirst({keep, go})}, {});
    writeText(go, "same");
    const TrashOutcome second = m_trash->run(std::vector{keepFirst({keep, go})}, {});
    QVERIFY2(!second.files[0].error, messageOf(second.files[0]));
    QVERIFY(first.files[0].inTrash != second.files[0].inTrash);
    const std::string cut = second.files[0].inTrash.filename().native();
    QVERIFY(cut.size() <= 245);
    QCOMPARE(QString::fromUtf8(cut.c_str()).contains(QChar::ReplacementCharacter),
             QString::fromUtf8(name).contains(QChar::ReplacementCharacter));
    m_trash.reset();
    auto trash = Trash::open(m_tree->journal(), &m_system);
    VERIFY_RESULT(trash);
    m_trash = std::move(*trash);
    QCOMPARE(m_trash->undo(second.batch)->moved, std::uint64_t{1});
    fs::remove(go);
    QCOMPARE(m_trash->undo(first.batch)->moved, std::uint64_t{1});
    QCOMPARE(readText(go), std::string("same"));
}

void TestTrashPlaces::manyFilesOfOneNameGo()
{
    std::vector<fs::path> paths{m_tree->write("keep.jpg", "same")};
    for (int i = 0; i < 100; ++i)
        paths.push_back(m_tree->write(std::to_string(i) + "/IMG_0001.jpg", "same"));
    const TrashOutcome outcome = m_trash->run(std::vector{keepFirst(paths)}, {});
    QCOMPARE(outcome.moved, std::uint64_t{100});
    QCOMPARE(countEntries(m_tree->trashed()), std::size_t{100});
    QCOMPARE(m_trash->undo(outcome.batch)->moved, std::uint64_t{100});
}

void TestTrashPlaces::aNetworkDriveHasNoTrash()
{
    m_system.network = "NFS";
    trashAndUndo(m_tree->write("keep.jpg", "same"), m_tree->write("go.jpg", "same"), "");
    QVERIFY(!fs::exists(m_tree->data() / "Trash"));
}

void TestTrashPlaces::aDeviceThatRefusesTheRenameKeepsTheFile()
{
    m_system.setHook([](SystemCall call, const std::string&) {
        return call == SystemCall::Rename ? std::make_error_code(std::errc::cross_device_link)
                                          : std::error_code();
    });
    trashAndUndo(m_tree->write("keep.jpg", "same"), m_tree->write("go.jpg", "same"), "");
    QCOMPARE(countEntries(m_tree->trashed()) + countEntries(m_tree->infos()), std::size_t{0});
}

QTEST_GUILESS_MAIN(TestTrashPlaces)
#include "tst_trash_places.moc"
