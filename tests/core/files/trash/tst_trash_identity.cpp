// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/files/trash/hooked_system.h"
#include "tests/core/files/trash/trash_tree.h"
#include "tests/core/files/trash/xxh3_twins.h"

#ifdef __linux__
#include <sys/mount.h>
#endif

#include <algorithm>
#include <functional>
#include <memory>
#include <random>

using namespace lookalike;
using namespace lookalike::testing;
namespace fs = std::filesystem;

namespace {

bool bindMount([[maybe_unused]] const fs::path& from, [[maybe_unused]] const fs::path& to)
{
#ifdef __linux__
    fs::create_directories(to);
    return ::mount(from.c_str(), to.c_str(), nullptr, MS_BIND, nullptr) == 0;
#else
    return false;
#endif
}

// Unmounts when the test is over, however it ends.
class Unmounter {
public:
    explicit Unmounter(fs::path folder)
        : m_folder(std::move(folder))
    {}
    ~Unmounter()
    {
#ifdef __linux__
        ::umount2(m_folder.c_str(), MNT_DETACH);
#endif
    }
    Unmounter(const Unmounter&) = delete;
    Unmounter& operator=(const Unmounter&) = delete;

private:
    fs::path m_folder;
};

std::string errorsOf(const TrashOutcome& outcome)
{
    std::string text;
    for (const FileOutcome& file : outcome.files)
        text += file.origin.string() + ": " + (file.error ? file.error->text() : "moved") + "\n";
    return text;
}

} // namespace

// If this fails, one file under two names is taken for two copies, a protected folder loses a
// photo, or a photo goes although what was to stay had changed.
class TestTrashIdentity : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup();
    void aFileUnderTwoNamesIsNotTwoCopies_data();
    void aFileUnderTwoNamesIsNotTwoCopies();
    void aSurvivorThatVanishesWithTheVictimBringsItBack();
    void protectedFoldersLoseNothing_data();
    void protectedFoldersLoseNothing();
    void noSurvivorLiesWhereProgramsDiscard_data();
    void noSurvivorLiesWhereProgramsDiscard();
    void nothingMovesWhereAProtectedFolderCannotBeLookedAt();
    void whatChangesMeanwhileIsNoticed_data();
    void whatChangesMeanwhileIsNoticed();
    void aVerificationOlderThanASecondIsRepeated();
    void filesOfOneHashWithOtherBytesStay_data();
    void filesOfOneHashWithOtherBytesStay();
    void aForgeableHashIsNotEnoughForAnotherSurvivor();

private:
    std::unique_ptr<TrashTree> m_tree;
    HookedSystem m_system;
    std::unique_ptr<Trash> m_trash;
};

void TestTrashIdentity::init()
{
    m_system.setHook({});
    m_system.mountsAreListed = true;
    m_tree = std::make_unique<TrashTree>();
    auto trash = Trash::open(m_tree->journal(), &m_system);
    VERIFY_RESULT(trash);
    m_trash = std::move(*trash);
}

void TestTrashIdentity::cleanup()
{
    m_trash.reset();
    m_tree.reset();
}

void TestTrashIdentity::aFileUnderTwoNamesIsNotTwoCopies_data()
{
    QTest::addColumn<QString>("kind");
    for (const char* kind :
         {"a hard link beside it", "a hard link in another folder", "two hard links",
          "a symbolic link to the file", "a relative symbolic link", "a chain of symbolic links",
          "a symbolic link to its folder", "a symbolic link to a folder above",
          "the root given twice", "a path with ./", "a path with ../", "a nested root",
          "doubled slashes", "another case", "a bind mount of the folder",
          "a bind mount of the file", "a composed and a decomposed name"})
        QTest::addRow("%s", kind) << kind;
}

void TestTrashIdentity::aFileUnderTwoNamesIsNotTwoCopies()
{
    QFETCH(QString, kind);
    const fs::path photos = m_tree->photos();
    const fs::path file = m_tree->write("sub/photo.jpg", "the only one");
    std::vector<fs::path> names{file};
    std::unique_ptr<Unmounter> mounted;
    if (kind.contains("hard link")) {
        names.push_back(kind.contains("another") ? m_tree->write("other/x", "")
                                                 : photos / "sub/b.jpg");
        fs::remove(names.back());
        fs::create_hard_link(file, names.back());
        if (kind == "two hard links") {
            names.push_back(photos / "third.jpg");
            fs::create_hard_link(file, names.back());
        }
    } else if (kind == "a symbolic link to the file") {
        names.push_back(photos / "link.jpg");
        fs::create_symlink(file, names.back());
    } else if (kind == "a relative symbolic link") {
        names.push_back(photos / "link.jpg");
        fs::create_symlink("sub/photo.jpg", names.back());
    } else if (kind == "a chain of symbolic links") {
        fs::create_symlink(file, photos / "first.jpg");
        fs::create_symlink("first.jpg", photos / "second.jpg");
        names.push_back(photos / "second.jpg");
        names.push_back(photos / "first.jpg");
    } else if (kind == "a symbolic link to its folder") {
        fs::create_directory_symlink(photos / "sub", photos / "alias");
        names.push_back(photos / "alias" / "photo.jpg");
    } else if (kind == "a symbolic link to a folder above") {
        fs::create_directory_symlink(photos, m_tree->root() / "alias");
        names.push_back(m_tree->root() / "alias" / "sub" / "photo.jpg");
    } else if (kind == "the root given twice") {
        names.push_back(file);
    } else if (kind == "a path with ./") {
        names.push_back(photos / "." / "sub" / "." / "photo.jpg");
    } else if (kind == "a path with ../") {
        names.push_back(photos / "sub" / ".." / "sub" / "photo.jpg");
    } else if (kind == "a nested root") {
        names.push_back(m_tree->root() / "data" / ".." / "photos" / "sub" / "photo.jpg");
    } else if (kind == "doubled slashes") {
        names.emplace_back(photos.native() + "//sub///photo.jpg");
    } else if (kind == "another case") {
        names.push_back(photos / "sub" / "PHOTO.JPG");
    } else if (kind == "a bind mount of the folder") {
        const fs::path mount = m_tree->root() / "mounted";
        if (!bindMount(photos / "sub", mount))
            QSKIP("nothing can be mounted here");
        mounted = std::make_unique<Unmounter>(mount);
        names.push_back(mount / "photo.jpg");
    } else if (kind == "a bind mount of the file") {
        const fs::path mount = m_tree->write("mounted.jpg", "");
#ifdef __linux__
        if (::mount(file.c_str(), mount.c_str(), nullptr, MS_BIND, nullptr) != 0)
            QSKIP("nothing can be mounted here");
#endif
        mounted = std::make_unique<Unmounter>(mount);
        names.push_back(mount);
    } else {
        names = {m_tree->write("caf\u00e9.jpg", "the only one"), photos / "cafe\u0301.jpg"};
    }
    if (!fs::exists(names.back()))
        QSKIP("to this file system, the other name is another file");

    // Each order of the names, each number of them as survivors, with and without a link in place,
    // together with everything at once: as if somebody deleted all that can be deleted.
    std::sort(names.begin(), names.end());
    do {
        for (std::size_t survivors = 0; survivors <= names.size(); ++survivors) {
            for (const bool link : {false, true}) {
                TrashTask task;
                task.linkInPlace = link;
                for (std::size_t i = 0; i < names.size(); ++i) {
                    ExpectedFile expected = expectedFile(names[i]);
                    expected.stamp.identity = statFile(fs::canonical(names[i]))->identity;
                    expected.stamp.size = fs::file_size(names[i]);
                    expected.stamp.modifiedNs = statFile(fs::canonical(names[i]))->modifiedNs;
                    (i < survivors ? task.survivors : task.victims).push_back(expected);
                }
                TrashTask all = task;
                std::swap(all.victims, all.survivors);
                for (const auto& tasks : {std::vector{task}, std::vector{task, all}}) {
                    const TrashOutcome outcome = m_trash->run(tasks, {});
                    QVERIFY2(outcome.moved == 0, errorsOf(outcome).c_str());
                    for (const FileOutcome& one : outcome.files)
                        QVERIFY(one.error);
                    for (const fs::path& name : names)
                        QCOMPARE(readText(name), std::string("the only one"));
                }
            }
        }
    } while (std::next_permutation(names.begin(), names.end()));
}

// A device that is seen twice (a FUSE file system over another, a share mounted twice) gives one
// file two identities: no stamp tells, but the survivor is gone when the victim is.
void TestTrashIdentity::aSurvivorThatVanishesWithTheVictimBringsItBack()
{
    const fs::path victim = m_tree->write("real/photo.jpg", "the only one");
    const fs::path survivor = m_tree->write("mirror/photo.jpg", "the only one");
    m_system.setHook([&](SystemCall call, const std::string& name) -> std::error_code {
        // The mirror shows what the real folder has.
        if (call == SystemCall::Look && name == "photo.jpg" && !fs::exists(victim) &&
            fs::exists(survivor))
            fs::rename(survivor, m_tree->root() / "aside");
        return {};
    });
    const TrashOutcome outcome = m_trash->run(std::vector{keepFirst({survivor, victim})}, {});
    QCOMPARE(outcome.moved, std::uint64_t{0});
    QVERIFY(outcome.files[0].error && outcome.files[0].error->code == ErrorCode::Changed);
    QVERIFY(outcome.files[0].place == FilePlace::Origin);
    QCOMPARE(readText(victim), std::string("the only one"));
    QCOMPARE(countEntries(m_tree->trashed()) + countEntries(m_tree->infos()), std::size_t{0});
}

void TestTrashIdentity::protectedFoldersLoseNothing_data()
{
    QTest::addColumn<QString>("kind");
    for (const char* kind :
         {"directly in it", "in a folder below", "through a link to it", "through a link into it",
          "through a link above it", "protected by a link", "protected with ../",
          "protected with /", "through a bind mount", "through a bind mount of a folder below",
          "through a bind mount, none being listed",
          "through a bind mount of a folder below, none being listed",
          "the link in place would be to a protected file"})
        QTest::addRow("%s", kind) << kind;
}

void TestTrashIdentity::protectedFoldersLoseNothing()
{
    QFETCH(QString, kind);
    const fs::path photos = m_tree->photos();
    const fs::path root = m_tree->root();
    const fs::path safe = photos / "safe";
    m_system.mountsAreListed = !kind.contains("none being listed");
    const fs::path keep = m_tree->write("keep.jpg", "same");
    fs::path victim = m_tree->write("safe/below/go.jpg", "same");
    fs::path protectedFolder = safe;
    bool link = false;
    std::unique_ptr<Unmounter> mounted;
    std::vector<fs::path> paths;
    if (kind == "directly in it") {
        victim = m_tree->write("safe/go.jpg", "same");
    } else if (kind == "through a link to it") {
        fs::create_directory_symlink(safe, root / "alias");
        victim = root / "alias" / "below" / "go.jpg";
    } else if (kind == "through a link into it") {
        fs::create_directory_symlink(safe / "below", root / "alias");
        victim = root / "alias" / "go.jpg";
    } else if (kind == "through a link above it") {
        fs::create_directory_symlink(photos, root / "alias");
        victim = root / "alias" / "safe" / "below" / "go.jpg";
    } else if (kind == "protected by a link") {
        fs::create_directory_symlink(safe, root / "alias");
        protectedFolder = root / "alias";
    } else if (kind == "protected with ../") {
        protectedFolder = photos / "safe" / ".." / "safe";
    } else if (kind == "protected with /") {
        protectedFolder = safe.native() + "/";
    } else if (kind.contains("bind mount")) {
        const fs::path mount = root / "mounted";
        const bool below = kind.contains("below");
        if (!bindMount(below ? safe / "below" : safe, mount))
            QSKIP("nothing can be mounted here");
        mounted = std::make_unique<Unmounter>(mount);
        victim = below ? mount / "go.jpg" : mount / "below" / "go.jpg";
    } else if (kind.contains("link in place")) {
        std::swap(paths.emplace_back(victim), victim);
        paths.push_back(keep);
        link = true;
    }
    if (paths.empty())
        paths = {keep, victim};
    const std::vector protectedFolders{protectedFolder};
    const std::vector tasks{keepFirst(paths, link)};
    const FileStamp before = *statFile(safe / "below" / "go.jpg");
    const TrashOutcome preview = m_trash->check(tasks, protectedFolders, CheckDepth::Stamps);
    QCOMPARE(preview.moved, std::uint64_t{0});
    const TrashOutcome outcome = m_trash->run(tasks, protectedFolders);
    QVERIFY2(outcome.moved == 0, errorsOf(outcome).c_str());
    if (!link)
        QCOMPARE(outcome.files[0].error->code, ErrorCode::PermissionDenied);
    QVERIFY(*statFile(safe / "below" / "go.jpg") == before);
    QCOMPARE(readText(victim), std::string("same"));
    // And it is the protection that keeps it.
    if (!kind.contains("mount"))
        QCOMPARE(m_trash->run(tasks, {}).moved, std::uint64_t{1});
}

void TestTrashIdentity::noSurvivorLiesWhereProgramsDiscard_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("linked"); // a folder that a link leads to instead
    for (const char* name :
         {".dtrash/files/keep.jpg", ".trashed-1719830000-keep.jpg", ".pending-1719830000-keep.jpg",
          "$Recycle.Bin/S-1-5-21-1/$R1.jpg", "#recycle/keep.jpg", ".stversions/keep.jpg",
          ".snapshots/1/snapshot/keep.jpg", ".thumbnails/keep.jpg", "@eaDir/keep.jpg"})
        QTest::addRow("%s", name) << name << QString();
    QTest::newRow("through a link") << "album/keep.jpg"
                                    << ".dtrash/files";
    QTest::newRow("the home trash by another way") << "mounted/keep.jpg" << QString();
}

void TestTrashIdentity::noSurvivorLiesWhereProgramsDiscard()
{
    QFETCH(QString, name);
    QFETCH(QString, linked);
    const fs::path go = m_tree->write("go.jpg", "same");
    fs::path keep;
    std::unique_ptr<Unmounter> mounted;
    if (name.startsWith("mounted")) {
        fs::create_directories(m_tree->infos());
        writeText(m_tree->infos() / "keep.jpg", "same");
        mounted = std::make_unique<Unmounter>(m_tree->photos() / "mounted");
        if (!bindMount(m_tree->data() / "Trash", m_tree->photos() / "mounted"))
            QSKIP("nothing can be mounted here");
        keep = m_tree->photos() / "mounted" / "info" / "keep.jpg";
    } else if (linked.isEmpty()) {
        keep = m_tree->write(name.toStdString(), "same");
    } else {
        m_tree->write(linked.toStdString() + "/keep.jpg", "same");
        fs::create_directory_symlink(m_tree->photos() / linked.toStdString(),
                                     m_tree->photos() / "album");
        keep = m_tree->photos() / name.toStdString();
    }
    const std::vector tasks{keepFirst({keep, go})};
    const TrashOutcome outcome = m_trash->run(tasks, {});
    QCOMPARE(outcome.moved, std::uint64_t{0});
    QVERIFY2(outcome.files[0].error->message.english().find("deleted files") != std::string::npos,
             errorsOf(outcome).c_str());
    QCOMPARE(readText(go), std::string("same"));
    // And it goes as soon as a copy stays elsewhere.
    const fs::path living = m_tree->write("living.jpg", "same");
    QCOMPARE(m_trash->run(std::vector{keepFirst({living, go})}, {}).moved, std::uint64_t{1});
}

void TestTrashIdentity::nothingMovesWhereAProtectedFolderCannotBeLookedAt()
{
    const fs::path keep = m_tree->write("keep.jpg", "same");
    const fs::path go = m_tree->write("go.jpg", "same");
    const std::vector folders{m_tree->root() / "locked"};
    fs::create_directory(folders[0]);
    m_system.setHook([](SystemCall call, const std::string& name) {
        return call == SystemCall::OpenFolder && name.ends_with("locked")
                   ? std::make_error_code(std::errc::permission_denied)
                   : std::error_code();
    });
    const std::vector tasks{keepFirst({keep, go})};
    QCOMPARE(m_trash->run(tasks, folders).moved, std::uint64_t{0});
    m_system.setHook({});
    fs::remove(folders[0]); // away with its drive: nothing there can be reached
    QCOMPARE(m_trash->run(tasks, folders).moved, std::uint64_t{1});
}

namespace {

struct Change {
    const char* name;
    std::function<void(const TrashTree&, const fs::path& victim, const fs::path& keeper)> apply;
};

void replaceBy(const fs::path& path, const std::string& text)
{
    const fs::path next = path.native() + ".new";
    writeText(next, text);
    fs::rename(next, path);
}

const std::vector<Change>& changes()
{
    static const std::vector<Change> list{
        {"the victim is edited", [](const TrashTree&, const fs::path& victim,
                                    const fs::path&) { writeText(victim, "edit"); }},
        {"the keeper is edited", [](const TrashTree&, const fs::path&,
                                    const fs::path& keeper) { writeText(keeper, "edit"); }},
        {"the victim is replaced", [](const TrashTree&, const fs::path& victim,
                                      const fs::path&) { replaceBy(victim, "next"); }},
        {"the keeper is replaced", [](const TrashTree&, const fs::path&,
                                      const fs::path& keeper) { replaceBy(keeper, "next"); }},
        {"the victim is truncated", [](const TrashTree&, const fs::path& victim,
                                       const fs::path&) { fs::resize_file(victim, 1); }},
        {"the keeper is truncated", [](const TrashTree&, const fs::path&,
                                       const fs::path& keeper) { fs::resize_file(keeper, 1); }},
        {"the victim is deleted",
         [](const TrashTree&, const fs::path& victim, const fs::path&) { fs::remove(victim); }},
        {"the keeper is deleted",
         [](const TrashTree&, const fs::path&, const fs::path& keeper) { fs::remove(keeper); }},
        {"the keeper is moved",
         [](const TrashTree& tree, const fs::path&, const fs::path& keeper) {
             fs::rename(keeper, tree.photos() / "elsewhere.jpg");
         }},
        {"the keeper becomes a link to the victim",
         [](const TrashTree&, const fs::path& victim, const fs::path& keeper) {
             fs::remove(keeper);
             fs::create_symlink(victim, keeper);
         }},
        {"the keeper becomes a hard link of the victim",
         [](const TrashTree&, const fs::path& victim, const fs::path& keeper) {
             fs::remove(keeper);
             fs::create_hard_link(victim, keeper);
         }},
        {"the victim becomes a hard link of the keeper",
         [](const TrashTree&, const fs::path& victim, const fs::path& keeper) {
             fs::remove(victim);
             fs::create_hard_link(keeper, victim);
         }},
        {"the two change places",
         [](const TrashTree& tree, const fs::path& victim, const fs::path& keeper) {
             fs::rename(victim, tree.photos() / "between");
             fs::rename(keeper, victim);
             fs::rename(tree.photos() / "between", keeper);
         }},
        {"the keeper's folder is moved",
         [](const TrashTree& tree, const fs::path&, const fs::path& keeper) {
             fs::rename(keeper.parent_path(), tree.photos() / "moved");
         }},
    };
    return list;
}

} // namespace

void TestTrashIdentity::whatChangesMeanwhileIsNoticed_data()
{
    QTest::addColumn<int>("change");
    for (std::size_t i = 0; i < changes().size(); ++i)
        QTest::addRow("%s", changes()[i].name) << static_cast<int>(i);
}

// At every call of the run, 14 changes x about 80 instants: whatever happens when, a file that the
// run moved left a copy that had been verified, and no content is lost that the change did not
// destroy itself.
void TestTrashIdentity::whatChangesMeanwhileIsNoticed()
{
    QFETCH(int, change);
    const Change& what = changes()[static_cast<std::size_t>(change)];
    bool ended = false;
    int refused = 0, moved = 0, instant = 0;
    for (; !ended; ++instant) {
        QVERIFY(instant < 1000);
        for (const bool link : {false, true}) {
            TrashTree tree(true);
            auto trash = Trash::open(tree.journal(), &m_system);
            VERIFY_RESULT(trash);
            const fs::path keeper = tree.write("a/keep.jpg", "same");
            const fs::path victim = tree.write("b/go.jpg", "same");
            const std::vector tasks{keepFirst({keeper, victim}, link)};
            const FileIdentity keeperIdentity = tasks[0].survivors[0].stamp.identity;
            const FileIdentity victimIdentity = tasks[0].victims[0].stamp.identity;
            int left = instant;
            bool applied = false, reached = false;
            m_system.setHook([&](SystemCall call, const std::string& name) -> std::error_code {
                // The rename is the last instant that counts.
                if (call == SystemCall::Rename && name == "go.jpg")
                    reached = true;
                if (!reached && left-- == 0) {
                    what.apply(tree, victim, keeper);
                    applied = true;
                }
                return {};
            });
            const TrashOutcome outcome = (*trash)->run(tasks, {});
            m_system.setHook({});
            ended = !applied;
            if (!applied)
                continue;
            const FileOutcome& file = outcome.files[0];
            (file.place == FilePlace::Trash ? moved : refused) += 1;
            if (file.place == FilePlace::Trash) {
                // Only its own file went, and the copy that was verified is there.
                QVERIFY(statFile(file.inTrash)->identity == victimIdentity);
                bool kept = false;
                for (const auto& entry : fs::recursive_directory_iterator(tree.photos()))
                    kept = kept || (entry.is_regular_file() && !entry.is_symlink() &&
                                    statFile(entry.path())->identity == keeperIdentity &&
                                    readText(entry.path()) == "same");
                QVERIFY2(kept, std::to_string(instant).c_str());
            } else {
                QVERIFY(file.error);
                QCOMPARE(countEntries(tree.trashed()), std::size_t{0});
            }
            // At least one of the contents lives on, in the photos' own folders.
            QVERIFY(TrashTree::contents(tree.photos()).contains("same"));
            QCOMPARE(countEntries(tree.trashed()), countEntries(tree.infos()));
        }
    }
    QVERIFY2(instant > 40, std::to_string(instant).c_str());
    QVERIFY2(refused > 20, std::to_string(refused).c_str());
    Q_UNUSED(moved);
}

void TestTrashIdentity::aVerificationOlderThanASecondIsRepeated()
{
    const fs::path keep = m_tree->write("keep.jpg", "same");
    const std::vector tasks{
        keepFirst({keep, m_tree->write("1.jpg", "same"), m_tree->write("2.jpg", "same"),
                   m_tree->write("3.jpg", "same")})};
    int opened = 0;
    m_system.setHook([&](SystemCall call, const std::string& name) -> std::error_code {
        opened += call == SystemCall::OpenFile && name == "keep.jpg" ? 1 : 0;
        if (call == SystemCall::CreateFile && name.starts_with("2.jpg"))
            m_system.wait(std::chrono::milliseconds(1'500)); // a slow disk
        return {};
    });
    QCOMPARE(m_trash->run(tasks, {}).moved, std::uint64_t{3});
    QVERIFY2(opened == 2, std::to_string(opened).c_str());
}

void TestTrashIdentity::filesOfOneHashWithOtherBytesStay_data()
{
    QTest::addColumn<bool>("link");
    QTest::addColumn<bool>("second");
    QTest::newRow("to the trash") << false << false;
    QTest::newRow("a link in its place") << true << false;
    QTest::newRow("to the trash, after a true copy") << false << true;
    QTest::newRow("a link in its place, after a true copy") << true << true;
}

// An attacker's file with the hash of a photo: the hash alone would let the photo go for it.
void TestTrashIdentity::filesOfOneHashWithOtherBytesStay()
{
    QFETCH(bool, link);
    QFETCH(bool, second);
    const auto [forged, photo] = xxh3Twins(std::string(4096, 'p'), 1024);
    QVERIFY(forged != photo);
    const auto hashed = [](const std::string& text) {
        return hashContent({text.begin(), text.end()}, HashKind::Xxh3);
    };
    QVERIFY(hashed(forged) == hashed(photo));
    std::vector<fs::path> paths{m_tree->write("forged.jpg", forged)};
    if (second)
        paths.push_back(m_tree->write("copy.jpg", forged));
    paths.push_back(m_tree->write("photo.jpg", photo));
    std::vector tasks{keepFirst(paths, link)};
    tasks[0].survivors[0].content = hashed(forged);
    for (ExpectedFile& victim : tasks[0].victims)
        victim.content = hashed(photo);
    const TrashOutcome outcome = m_trash->run(tasks, {});
    QCOMPARE(outcome.moved, std::uint64_t{second ? 1U : 0U});
    QVERIFY(outcome.files.back().error);
    QVERIFY(outcome.files.back().place == FilePlace::Origin);
    QCOMPARE(readText(m_tree->photos() / "photo.jpg"), photo);
}

// The survivor of an edited or smaller photo is known by its hash alone.
void TestTrashIdentity::aForgeableHashIsNotEnoughForAnotherSurvivor()
{
    std::vector tasks{
        keepFirst({m_tree->write("keep.jpg", "large"), m_tree->write("go.jpg", "small")})};
    QCOMPARE(m_trash->check(tasks, {}, CheckDepth::Stamps).moved, std::uint64_t{1});
    tasks[0].survivors[0].content = hashContent({'l', 'a', 'r', 'g', 'e'}, HashKind::Xxh3);
    QCOMPARE(m_trash->check(tasks, {}, CheckDepth::Stamps).moved, std::uint64_t{0});
    QCOMPARE(m_trash->run(tasks, {}).moved, std::uint64_t{0});
    QCOMPARE(readText(m_tree->photos() / "go.jpg"), std::string("small"));
}

QTEST_GUILESS_MAIN(TestTrashIdentity)
#include "tst_trash_identity.moc"
