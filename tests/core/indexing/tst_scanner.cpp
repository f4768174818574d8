// SPDX-License-Identifier: GPL-3.0-or-later
// If these fail, photos are missed, read again and again, or taken for deleted when a drive is
// merely not mounted.
#include "core/files/volume_identity.h"
#include "core/indexing/scanner.h"
#include "tests/testing.h"

#include <QTemporaryDir>
#include <fstream>

#ifndef _WIN32
#include <sys/stat.h>
#include <unistd.h>
#endif

using namespace lookalike;
namespace fs = std::filesystem;

class TestScanner : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_temporary = std::make_unique<QTemporaryDir>();
        QVERIFY(m_temporary->isValid());
        m_folder = {};
        m_folder.id = FolderId(1);
        m_folder.path = fs::canonical(m_temporary->path().toStdString());
    }

    void everyRegularFileIsFoundWhateverItsName()
    {
        write("a.jpg");
        write(".hidden/b.jpg");
        write("deep/er/c.txt");
        write("caf\xe9.jpg"); // Latin-1, not UTF-8
        write("new\nline.png");
        const auto result = scan({});
        VERIFY_RESULT(result);
        QVERIFY(result->online);
        QCOMPARE(result->found, std::uint64_t{5});
        QCOMPARE(result->read.size(), std::size_t{5});
        for (const FileRow& row : result->read) {
            const auto stamp = statFile(row.path);
            VERIFY_RESULT(stamp);
            QVERIFY(row.stamp == *stamp);
        }
    }

    void linksOddNodesAndTrashAreLeftAlone()
    {
        write("a.jpg");
        write(".Trash-1000/files/b.jpg");
        write("@eaDir/c.jpg");
        fs::create_symlink(m_folder.path / "a.jpg", m_folder.path / "link.jpg");
        fs::create_directory_symlink(m_folder.path, m_folder.path / "loop");
#ifndef _WIN32
        QCOMPARE(::mkfifo((m_folder.path / "fifo.jpg").c_str(), 0600), 0);
#endif
        const auto result = scan({});
        VERIFY_RESULT(result);
        QCOMPARE(result->found, std::uint64_t{1});
    }

    void whatOtherProgramsDiscardedIsNoPhoto_data()
    {
        QTest::addColumn<QString>("name");
        for (const char* name : {"$RECYCLE.BIN/S-1-5-21-1/$R4711.jpg",
                                 "$Recycle.Bin/a.jpg",
                                 "RECYCLER/S-1-5-21-1/a.jpg",
                                 "RECYCLED/a.jpg",
                                 "x/.dtrash/files/a.jpg",
                                 ".trashed-1719830000-IMG_1.jpg",
                                 "x/.pending-1719830000-IMG_1.jpg",
                                 "@Recycle/a.jpg",
                                 "#recycle/a.jpg",
                                 ".recycle/someone/a.jpg",
                                 ".stversions/x/a~20240101-120000.jpg",
                                 "x/.thumbnails/a.jpg",
                                 ".@__thumb/a.jpg",
                                 "@eaDir/a.jpg/SYNOPHOTO_THUMB_XL.jpg",
                                 "#snapshot/daily/a.jpg",
                                 ".snapshot/a.jpg",
                                 ".snapshots/1/snapshot/a.jpg",
                                 ".Trash/1000/files/a.jpg",
                                 ".Trash-1000/files/a.jpg",
                                 ".Trashes/501/a.jpg",
                                 ".trash/a.jpg",
                                 ".Trash-0/files/a.jpg",
                                 "old home/.local/share/Trash/files/a.jpg",
                                 ".zfs/snapshot/a.jpg",
                                 "System Volume Information/a.jpg",
                                 "Gallery/cloud/.trashBin/a.jpg",
                                 ".RecycleBinHW/a.jpg"})
            QTest::addRow("%s", name) << name;
    }

    void whatOtherProgramsDiscardedIsNoPhoto()
    {
        QFETCH(QString, name);
        write("living.jpg");
        write(name.toStdString());
        const auto result = scan({});
        VERIFY_RESULT(result);
        QCOMPARE(result->found, std::uint64_t{1});
        QVERIFY(result->problems.empty());
    }

    void whatOnlyResemblesATrashIsFound_data()
    {
        QTest::addColumn<QString>("name");
        for (const char* name :
             {"trash the dress/a.jpg", "#trashthedress/a.jpg", "Recycled/a.jpg", "Trash/a.jpg",
              "files/a.jpg", "thumbs up/a.jpg", "snapshots/a.jpg", ".trashed-me.jpg",
              ".trashed-12.jpg", "pending-12-a.jpg", ".hidden/a.jpg"})
            QTest::addRow("%s", name) << name;
    }

    void whatOnlyResemblesATrashIsFound()
    {
        QFETCH(QString, name);
        write(name.toStdString());
        const auto result = scan({});
        VERIFY_RESULT(result);
        QCOMPARE(result->found, std::uint64_t{1});
    }

    void theHomeTrashIsLeftOutWhereverItIs()
    {
        write("living.jpg");
        write("data of mine/Trash/info/a.jpg");
        qputenv("XDG_DATA_HOME", QByteArray::fromStdString(m_folder.path / "data of mine"));
        const auto result = scan({});
        qunsetenv("XDG_DATA_HOME");
        VERIFY_RESULT(result);
        QCOMPARE(result->found, std::uint64_t{1});
    }

    void whatWasIndexedFromATrashIsForgotten()
    {
        write("living.jpg");
        write(".dtrash/files/a.jpg");
        KnownFiles known = knownFrom(*scan({}));
        for (const char* name : {".dtrash/files/a.jpg", ".stversions/vanished.jpg"}) {
            FileRow row;
            row.id = FileId(static_cast<std::int64_t>(known.size()) + 1);
            row.path = m_folder.path / name;
            row.state = known.size() == 1 ? FileState::Indexed : FileState::Missing;
            known.emplace(row.path, row);
        }
        const auto result = scan(known);
        VERIFY_RESULT(result);
        QCOMPARE(result->discarded.size(), std::size_t{2});
        QVERIFY(result->gone.empty() && result->read.empty());
    }

    void aFolderOfDiscardedFilesIsNotTakenForAMissingDrive()
    {
        write(".dtrash/files/a.jpg");
        KnownFiles known;
        FileRow row;
        row.id = FileId(1);
        row.path = m_folder.path / ".dtrash/files/a.jpg";
        row.state = FileState::Indexed;
        known.emplace(row.path, row);
        const auto result = scan(known);
        VERIFY_RESULT(result);
        QVERIFY(result->online);
        QCOMPARE(result->discarded, std::vector<FileId>{FileId(1)});
    }

    void whatTheUserLeavesOutIsForgotten()
    {
        write("a.jpg");
        write("Phone/Screenshots/b.png");
        write("Phone/c.gif");
        KnownFiles known = knownFrom(*scan({}));
        QCOMPARE(known.size(), std::size_t{3});
        // A photo that is left out and already gone is forgotten, too.
        FileRow gone = known.begin()->second;
        gone.id = FileId(4);
        gone.path = m_folder.path / "screenshots/d.png";
        gone.state = FileState::Missing;
        known.emplace(gone.path, gone);
        m_folder.exclusions = {"*/screenshots/*", "*.GIF"};
        const auto result = scan(known);
        VERIFY_RESULT(result);
        QCOMPARE(result->found, std::uint64_t{1});
        QCOMPARE(result->discarded.size(), std::size_t{3});
        QVERIFY(result->gone.empty() && result->read.empty());
        m_folder.exclusions = {"*.jpg", "*.png", "*.gif"};
        QVERIFY(scan(known)->online); // not taken for a missing drive
    }

    void aTreeIsNotFollowedForEver()
    {
        std::string name;
        for (int depth = 0; depth <= kMaxTreeDepth; ++depth) {
            name += "d/";
            if (depth == kMaxTreeDepth / 2 || depth == kMaxTreeDepth)
                write(name + "a.jpg");
        }
        const auto result = scan({});
        VERIFY_RESULT(result);
        QVERIFY(result->online);
        QCOMPARE(result->found, std::uint64_t{1});
        QCOMPARE(result->problems.size(), std::size_t{1});
    }

    void anUnchangedFileIsInNoList()
    {
        write("a.jpg");
        const KnownFiles known = knownFrom(*scan({}));
        const auto again = scan(known);
        VERIFY_RESULT(again);
        QCOMPARE(again->found, std::uint64_t{1});
        QVERIFY(again->read.empty() && again->kept.empty() && again->gone.empty());
    }

    void aFileThatChangedIsReadAgain()
    {
        write("a.jpg");
        const KnownFiles known = knownFrom(*scan({}));
        write("a.jpg", "longer than before");
        QCOMPARE(scan(known)->read.size(), std::size_t{1});
    }

    void aStampTakenRightAfterAChangeIsNotTrusted()
    {
        write("a.jpg");
        const KnownFiles known = knownFrom(*scan({}));
        const auto stamp = known.begin()->second.stamp;
        const auto second =
            (stamp.changedNs != 0 ? stamp.changedNs : stamp.modifiedNs) / 1'000'000'000;
        m_folder.scannedAt = second + 1;
        QCOMPARE(scan(known)->read.size(), std::size_t{1});
        m_folder.scannedAt = second + 3;
        QVERIFY(scan(known)->read.empty());
    }

    void aStampIsJudgedByTheScanThatTookIt()
    {
        write("a.jpg");
        const auto stamp = statFile(m_folder.path / "a.jpg");
        VERIFY_RESULT(stamp);
        const auto second =
            (stamp->changedNs != 0 ? stamp->changedNs : stamp->modifiedNs) / 1'000'000'000;
        m_folder.scannedAt = second - 100; // the folder was scanned before the file came
        for (const auto& [startedAt, reads] :
             {std::pair(second + 1, std::size_t{1}), {second + 3, std::size_t{0}}}) {
            ScanOptions options;
            options.startedAt = startedAt;
            const auto taken = scanFolder(m_folder, {}, options, {});
            VERIFY_RESULT(taken);
            QCOMPARE(taken->read.front().scannedAt, std::optional(startedAt));
            QCOMPARE(scan(knownFrom(*taken))->read.size(), reads);
        }
    }

    void aRemovedFileIsGoneAndOneThatReturnsIsKept()
    {
        write("a.jpg");
        write("b.jpg");
        KnownFiles known = knownFrom(*scan({}));
        const fs::path a = m_folder.path / "a.jpg";
        const FileId id = known.at(a).id;
        fs::rename(a, m_folder.path.string() + ".aside");
        const auto removed = scan(known);
        QCOMPARE(removed->gone, std::vector<FileId>{id});
        known.at(a).state = FileState::Missing;
        fs::rename(m_folder.path.string() + ".aside", a);
        known.at(a).stamp = *statFile(a); // renaming touches the change time
        const auto back = scan(known);
        QVERIFY(back->read.empty());
        QCOMPARE(back->kept.size(), std::size_t{1});
        QCOMPARE(back->kept.front().state, FileState::Indexed);
    }

    void aRootThatIsMissingOrEmptyIsOffline()
    {
        write("a.jpg");
        const KnownFiles known = knownFrom(*scan({}));
        fs::remove(m_folder.path / "a.jpg");
        const auto empty = scan(known);
        VERIFY_RESULT(empty);
        QVERIFY(!empty->online && empty->gone.empty());
        QVERIFY(!empty->problems.empty());
        m_folder.path /= "not there";
        const auto missing = scan(known);
        QVERIFY(!missing->online && missing->gone.empty());
    }

    void photosOfAFolderThatCannotBeReadAreKept()
    {
#ifndef _WIN32
        write("a.jpg");
        write("locked/b.jpg");
        const KnownFiles known = knownFrom(*scan({}));
        const fs::path locked = m_folder.path / "locked";
        fs::permissions(m_folder.path, fs::perms::all);
        fs::permissions(locked, fs::perms::none);
        const bool root = ::geteuid() == 0;
        if (root && ::seteuid(65534) != 0)
            QSKIP("cannot give up the rights of root");
        const auto result = scan(known);
        const bool restored = !root || ::seteuid(0) == 0;
        fs::permissions(locked, fs::perms::owner_all);
        QVERIFY(restored);
        VERIFY_RESULT(result);
        QVERIFY(result->online);
        QCOMPARE(result->found, std::uint64_t{1});
        QVERIFY(result->gone.empty());
        QCOMPARE(result->problems.size(), std::size_t{1});
        QVERIFY(result->problems[0].path == locked);
        QCOMPARE(result->problems[0].code, ErrorCode::PermissionDenied);
#else
        QSKIP("needs Unix permissions");
#endif
    }

    void anotherDriveAtTheSamePlaceIsOffline()
    {
        write("a.jpg");
        const KnownFiles known = knownFrom(*scan({}));
        fs::remove(m_folder.path / "a.jpg");
        write("stranger.jpg");
        ++m_folder.device;
        QVERIFY(!scan(known)->online);
    }

    void aRenumberedDriveIsRecognised()
    {
        write("a.jpg");
        KnownFiles known = knownFrom(*scan({}));
        ++m_folder.device;
        ++known.begin()->second.stamp.identity.device;
        const auto result = scan(known);
        QVERIFY(result->online && result->read.empty());
        QCOMPARE(result->kept.size(), std::size_t{1});
    }

    void theCatalogsOwnFilesAreNotCounted()
    {
        write("a.jpg");
        write("catalog.db");
        const FileIdentity own = statFile(m_folder.path / "catalog.db")->identity;
        ScanOptions options;
        options.ignore = [&](const fs::path&, const FileIdentity& identity) {
            return identity == own;
        };
        const auto result = scanFolder(m_folder, {}, options, {});
        VERIFY_RESULT(result);
        QCOMPARE(result->found, std::uint64_t{1});
    }

    void aPartIsScannedOnItsOwn()
    {
        write("a.jpg");
        write("x/b.jpg");
        write("x/deep/c.jpg");
        write("y/d.jpg");
        const KnownFiles all = knownFrom(*scan({}));
        const auto known = [&](const std::string& name) {
            return KnownFiles{{m_folder.path / name, all.at(m_folder.path / name)}};
        };
        for (const auto& [path, row] : all)
            fs::remove(path);
        write("x/new.jpg");
        write("x/deep/new.jpg");
        const auto flat = scanPart({m_folder.path / "x", false}, known("x/b.jpg"));
        QCOMPARE(flat.gone, std::vector<FileId>{all.at(m_folder.path / "x/b.jpg").id});
        QCOMPARE(flat.read.size(), std::size_t{1});
        QCOMPARE(flat.read.front().path, m_folder.path / "x/new.jpg");
        QCOMPARE(scanPart({m_folder.path / "x", true}, {}).read.size(), std::size_t{2});
        // Files of a folder that was removed, or replaced by a file, are missing.
        fs::remove_all(m_folder.path / "y");
        QCOMPARE(scanPart({m_folder.path / "y", true}, known("y/d.jpg")).gone.size(),
                 std::size_t{1});
        write("y");
        QCOMPARE(scanPart({m_folder.path / "y", true}, known("y/d.jpg")).gone.size(),
                 std::size_t{1});
    }

    void aPartInAPlaceThatIsLeftOutHasNothing()
    {
        write(".dtrash/files/a.jpg");
        write("Screenshots/b.jpg");
        write("real/c.jpg");
        fs::create_directory_symlink(m_folder.path / "real", m_folder.path / "link");
        m_folder.exclusions = {"screenshots"};
        m_folder.device = *volumeIdentity(m_folder.path);
        for (const char* name : {".dtrash", ".dtrash/files", "Screenshots", "link"}) {
            const auto result = scanPart({m_folder.path / name, true}, {});
            QVERIFY2(result.read.empty(), name);
            QVERIFY2(result.problems.empty(), name);
        }
    }

    void aPartThatCannotBeReadKeepsItsPhotos()
    {
#ifndef _WIN32
        write("locked/b.jpg");
        const KnownFiles known = knownFrom(*scan({}));
        const fs::path locked = m_folder.path / "locked";
        fs::permissions(m_folder.path, fs::perms::all);
        fs::permissions(locked, fs::perms::none);
        const bool root = ::geteuid() == 0;
        if (root && ::seteuid(65534) != 0)
            QSKIP("cannot give up the rights of root");
        const auto result = scanPart({locked, true}, known);
        const bool restored = !root || ::seteuid(0) == 0;
        fs::permissions(locked, fs::perms::owner_all);
        QVERIFY(restored);
        QVERIFY(result.gone.empty());
        QCOMPARE(result.problems.size(), std::size_t{1});
#else
        QSKIP("needs Unix permissions");
#endif
    }

    void partsOfAnotherDriveTellNothing()
    {
        write("a.jpg");
        const KnownFiles known = knownFrom(*scan({}));
        const ScanPart part{m_folder.path, false};
        ++m_folder.device;
        const auto other = scanParts(m_folder, std::span(&part, 1), known, {}, {});
        VERIFY_RESULT(other);
        QVERIFY(!*other);
        m_folder.path /= "not there";
        QVERIFY(!*scanParts(m_folder, std::span(&part, 1), known, {}, {}));
    }

    void nothingIsInferredAboutUnfinishedFiles()
    {
        write("known.jpg");
        const KnownFiles known = knownFrom(*scan({}));
        write("known.jpg", "longer than before");
        write("new.jpg");
        ScanOptions options;
        options.isUnfinished = [](const fs::path&) { return true; };
        const auto result = scanFolder(m_folder, known, options, {});
        VERIFY_RESULT(result);
        QVERIFY(result->online && result->read.empty() && result->gone.empty());
    }

    void aStopRequestEndsTheScan()
    {
        write("a.jpg");
        std::stop_source stop;
        stop.request_stop();
        VERIFY_ERROR(scanFolder(m_folder, {}, {}, stop.get_token()), ErrorCode::Cancelled);
    }

private:
    void write(const std::string& name, const std::string& text = "text")
    {
        const fs::path file = m_folder.path / name;
        fs::create_directories(file.parent_path());
        std::ofstream(file, std::ios::binary) << text;
    }
    Result<ScanResult> scan(const KnownFiles& known)
    {
        auto result = scanFolder(m_folder, known, {}, {});
        if (result && m_folder.device == 0)
            m_folder.device = result->device;
        return result;
    }
    ScanResult scanPart(const ScanPart& part, const KnownFiles& known)
    {
        auto result = scanParts(m_folder, std::span(&part, 1), known, {}, {});
        if (result && *result)
            return std::move(**result);
        ScanResult nothing;
        nothing.online = false;
        return nothing;
    }
    static KnownFiles knownFrom(const ScanResult& result)
    {
        KnownFiles known;
        for (FileRow row : result.read) {
            row.id = FileId(static_cast<std::int64_t>(known.size()) + 1);
            row.content = ContentId(row.id.value());
            row.state = FileState::Indexed;
            known.emplace(row.path, row);
        }
        return known;
    }

    std::unique_ptr<QTemporaryDir> m_temporary;
    FolderRow m_folder;
};

QTEST_GUILESS_MAIN(TestScanner)
#include "tst_scanner.moc"
