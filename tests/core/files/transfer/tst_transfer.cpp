// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/files/transfer/transfer_names.h"
#include "tests/core/files/transfer/transfer_tree.h"
#include "tests/core/files/trash/hooked_system.h"

#include <QTest>
#include <array>
#ifdef __linux__
#include <sys/xattr.h>
#endif

using namespace lookalike;
using namespace lookalike::testing;
namespace fs = std::filesystem;

// If this fails, a photo does not go where the user sends it, or another one is lost for it.
class TestTransfer : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void photosGoAndComeBack_data();
    void photosGoAndComeBack();
    void copiesLeaveTheOriginal_data() { photosGoAndComeBack_data(); }
    void copiesLeaveTheOriginal();
    void aTakenNameGetsANumberWithAllThatBelongsToIt();
    void theSamePhotoIsThereAlready();
    void aProtectedFolderGivesCopiesOnly();
    void tagsGoAlong();
    void accessListsGoAlong();
    void aFullDiskLeavesThePhoto();
    void anOriginalThatCannotGoLeavesNoCopy();
    void aChangedFileStays();
    void undoSparesWhatTookThePlace();
    void undoMakesFoldersAgain();
    void undoKeepsACopyWithoutItsOriginal();
    void undoKeepsWhatWasEdited();
    void oneFailureStopsNoOther();
    void aStopLeavesTheRest();
    void theFolderMustBeOne();
    void namesGetNumbers();
};

void TestTransfer::photosGoAndComeBack_data()
{
    QTest::addColumn<bool>("isFar");
    QTest::addRow("on one file system") << false;
    QTest::addRow("to another file system") << true;
}

void TestTransfer::photosGoAndComeBack()
{
    QFETCH(bool, isFar);
    const TransferTree tree(isFar);
    if (isFar && !tree.isAcross())
        QSKIP("There is no second file system here");
    const fs::path photo = tree.write("a/IMG_1.jpg", "photo");
    const fs::path sidecar = tree.write("a/IMG_1.jpg.xmp", "sidecar");
    QVERIFY(::chmod(photo.c_str(), 0640) == 0);
    fs::last_write_time(photo, fs::last_write_time(photo) - std::chrono::hours(48));
    const auto stamp = statFile(photo);
    auto transfer = Transfer::open(tree.journal());
    VERIFY_RESULT(transfer);
    const auto went = (*transfer)->run(TransferKind::Move, std::vector{taskOf({photo, sidecar})},
                                       tree.target(), {});
    VERIFY_RESULT(went);
    QVERIFY2(went->photos == 1 && went->companions == 1, whyNot(*went).c_str());
    QCOMPARE(went->files.at(0).target, fs::canonical(tree.target()) / "IMG_1.jpg");
    QCOMPARE(readText(tree.target() / "IMG_1.jpg"), std::string("photo"));
    QCOMPARE(readText(tree.target() / "IMG_1.jpg.xmp"), std::string("sidecar"));
    QVERIFY(!fs::exists(photo) && !fs::exists(sidecar));
    const auto there = statFile(tree.target() / "IMG_1.jpg");
    VERIFY_RESULT(there);
    QCOMPARE(there->modifiedNs, stamp->modifiedNs);
    QCOMPARE(fs::status(tree.target() / "IMG_1.jpg").permissions(), fs::perms(0640));
    QCOMPARE((*transfer)->history().size(), std::size_t{1});
    QCOMPARE((*transfer)->history()[0].left, std::uint64_t{2});

    transfer->reset();
    transfer = Transfer::open(tree.journal()); // undo outlives the program
    VERIFY_RESULT(transfer);
    const auto back = (*transfer)->undo(went->batch);
    VERIFY_RESULT(back);
    QCOMPARE(whyNot(*back), std::string());
    QCOMPARE(readText(photo), std::string("photo"));
    QCOMPARE(readText(sidecar), std::string("sidecar"));
    QCOMPARE(statFile(photo)->modifiedNs, stamp->modifiedNs);
    QCOMPARE(countEntries(tree.target()), std::size_t{0});
    QCOMPARE((*transfer)->history()[0].left, std::uint64_t{0});
}

void TestTransfer::copiesLeaveTheOriginal()
{
    QFETCH(bool, isFar);
    const TransferTree tree(isFar);
    const fs::path photo = tree.write("IMG_1.jpg", "photo");
    auto transfer = Transfer::open(tree.journal());
    VERIFY_RESULT(transfer);
    const auto went =
        (*transfer)->run(TransferKind::Copy, std::vector{taskOf({photo})}, tree.target(), {});
    VERIFY_RESULT(went);
    QVERIFY2(went->photos == 1, whyNot(*went).c_str());
    QCOMPARE(tree.contents(), (std::map<std::string, int>{{"photo", 2}}));
    const auto back = (*transfer)->undo(went->batch);
    VERIFY_RESULT(back);
    QCOMPARE(whyNot(*back), std::string());
    QCOMPARE(readText(photo), std::string("photo"));
    QCOMPARE(countEntries(tree.target()), std::size_t{0});
}

void TestTransfer::aTakenNameGetsANumberWithAllThatBelongsToIt()
{
    const TransferTree tree(false);
    writeText(tree.target() / "IMG_1.jpg", "another");
    writeText(tree.target() / "IMG_1 (2).jpg.xmp", "someone's");
    const fs::path photo = tree.write("IMG_1.jpg", "photo");
    const fs::path sidecar = tree.write("IMG_1.jpg.xmp", "sidecar");
    auto transfer = Transfer::open(tree.journal());
    VERIFY_RESULT(transfer);
    const auto went = (*transfer)->run(TransferKind::Move, std::vector{taskOf({photo, sidecar})},
                                       tree.target(), {});
    VERIFY_RESULT(went);
    QCOMPARE(whyNot(*went), std::string());
    QCOMPARE(readText(tree.target() / "IMG_1 (3).jpg"), std::string("photo"));
    QCOMPARE(readText(tree.target() / "IMG_1 (3).jpg.xmp"), std::string("sidecar"));
    QCOMPARE(readText(tree.target() / "IMG_1.jpg"), std::string("another"));
    QCOMPARE(readText(tree.target() / "IMG_1 (2).jpg.xmp"), std::string("someone's"));
}

void TestTransfer::theSamePhotoIsThereAlready()
{
    const TransferTree tree(true);
    writeText(tree.target() / "IMG_1.jpg", "photo");
    const fs::path photo = tree.write("IMG_1.jpg", "photo");
    auto transfer = Transfer::open(tree.journal());
    VERIFY_RESULT(transfer);
    for (const TransferKind kind : {TransferKind::Move, TransferKind::Copy}) {
        const auto went = (*transfer)->run(kind, std::vector{taskOf({photo})}, tree.target(), {});
        VERIFY_RESULT(went);
        QCOMPARE(went->photos, std::uint64_t{0});
        QCOMPARE(went->files.at(0).error->code, ErrorCode::Conflict);
        QCOMPARE(went->batch, std::int64_t{0});
        QCOMPARE(tree.contents(), (std::map<std::string, int>{{"photo", 2}}));
    }
}

void TestTransfer::aProtectedFolderGivesCopiesOnly()
{
    const TransferTree tree(false);
    const fs::path photo = tree.write("kept/IMG_1.jpg", "photo");
    auto transfer = Transfer::open(tree.journal());
    VERIFY_RESULT(transfer);
    const std::vector kept{photo.parent_path()};
    const std::vector tasks{taskOf({photo})};
    const auto moved = (*transfer)->run(TransferKind::Move, tasks, tree.target(), kept);
    VERIFY_RESULT(moved);
    QCOMPARE(moved->photos, std::uint64_t{0});
    QCOMPARE(moved->files.at(0).error->code, ErrorCode::PermissionDenied);
    QVERIFY(fs::exists(photo));
    const auto copied = (*transfer)->run(TransferKind::Copy, tasks, tree.target(), kept);
    VERIFY_RESULT(copied);
    QCOMPARE(copied->photos, std::uint64_t{1});
}

void TestTransfer::tagsGoAlong()
{
#ifdef __linux__
    const TransferTree tree(true);
    if (!tree.isAcross())
        QSKIP("There is no second file system here");
    const fs::path photo = tree.write("IMG_1.jpg", "photo");
    const fs::path probe = tree.target() / "probe";
    writeText(probe, "");
    for (const fs::path& file : {photo, probe})
        if (::setxattr(file.c_str(), "user.xdg.tags", "lake", 4, 0) != 0)
            QSKIP("One of the file systems knows no tags");
    auto transfer = Transfer::open(tree.journal());
    VERIFY_RESULT(transfer);
    const auto went =
        (*transfer)->run(TransferKind::Move, std::vector{taskOf({photo})}, tree.target(), {});
    VERIFY_RESULT(went);
    std::array<char, 16> tags{};
    QCOMPARE(
        ::getxattr(went->files.at(0).target.c_str(), "user.xdg.tags", tags.data(), tags.size()),
        ssize_t{4});
    QCOMPARE(std::string(tags.data()), std::string("lake"));
    QCOMPARE(went->bare, std::uint64_t{0});
#else
    QSKIP("Other systems keep tags in other places");
#endif
}

void TestTransfer::accessListsGoAlong()
{
#ifdef __linux__
    const TransferTree tree(true);
    if (!tree.isAcross())
        QSKIP("There is no second file system here");
    // As linux/posix_acl_xattr.h has it: the owner and user 1234 may write, the group may nothing.
    constexpr const char* kList = "system.posix_acl_access";
    const QByteArray list = QByteArray::fromHex("02000000"
                                                "01000600ffffffff"
                                                "02000600d2040000"
                                                "04000000ffffffff"
                                                "10000600ffffffff"
                                                "20000000ffffffff");
    const auto listOf = [](const fs::path& file) {
        std::array<char, 100> bytes{};
        const ssize_t size = ::getxattr(file.c_str(), kList, bytes.data(), bytes.size());
        return QByteArray(bytes.data(), std::max<ssize_t>(size, 0));
    };
    const auto set = [&](const fs::path& file) {
        return ::setxattr(file.c_str(), kList, list.data(), static_cast<std::size_t>(list.size()),
                          0) == 0;
    };
    const fs::path probe = tree.target() / "probe";
    writeText(probe, "");
    if (!set(probe) || !set(tree.write("probe", "")))
        QSKIP("One of the file systems knows no lists");
    HookedSystem system;
    auto transfer = Transfer::open(tree.journal(), &system);
    VERIFY_RESULT(transfer);
    const auto move = [&](const std::string& name) {
        const fs::path photo = tree.write(name, name);
        return set(photo) ? (*transfer)->run(TransferKind::Move, std::vector{taskOf({photo})},
                                             tree.target(), {})
                          : fail(ErrorCode::IoError, "No list"_msg);
    };
    const auto went = move("IMG_1.jpg");
    VERIFY_RESULT(went);
    QCOMPARE(listOf(went->files.at(0).target), list);
    QCOMPARE(went->bare, std::uint64_t{0});

    // Where it is lost, the mode of the group, which comes from the list, opens nothing.
    system.setHook([](SystemCall call, const std::string&) {
        return call == SystemCall::CopyAccessList
                   ? std::make_error_code(std::errc::operation_not_supported)
                   : std::error_code();
    });
    const auto lost = move("IMG_2.jpg");
    system.setHook({});
    VERIFY_RESULT(lost);
    QCOMPARE(lost->photos, std::uint64_t{1});
    QCOMPARE(lost->bare, std::uint64_t{1});
    QVERIFY(lost->files.at(0).isBare);
    using enum fs::perms;
    QCOMPARE(fs::status(lost->files.at(0).target).permissions(), owner_read | owner_write);
#else
    QSKIP("Other systems keep lists in other places");
#endif
}

void TestTransfer::aFullDiskLeavesThePhoto()
{
    const TransferTree tree(true);
    if (!tree.isAcross())
        QSKIP("There is no second file system here");
    const fs::path photo = tree.write("IMG_1.jpg", std::string(300'000, 'x'));
    HookedSystem system;
    auto transfer = Transfer::open(tree.journal(), &system);
    VERIFY_RESULT(transfer);
    int writes = 0;
    system.setHook([&writes](SystemCall call, const std::string&) {
        // The journal's line, and some of the photo, still fit.
        return call == SystemCall::Write && ++writes > 3
                   ? std::make_error_code(std::errc::no_space_on_device)
                   : std::error_code();
    });
    const auto went =
        (*transfer)->run(TransferKind::Move, std::vector{taskOf({photo})}, tree.target(), {});
    system.setHook({});
    VERIFY_RESULT(went);
    QCOMPARE(went->files.at(0).error->code, ErrorCode::NoSpace);
    QCOMPARE(fs::file_size(photo), std::uintmax_t{300'000});
    QCOMPARE(countEntries(tree.target()), std::size_t{0});
}

void TestTransfer::anOriginalThatCannotGoLeavesNoCopy()
{
    const TransferTree tree(true);
    if (!tree.isAcross())
        QSKIP("There is no second file system here");
    const fs::path photo = tree.write("IMG_1.jpg", "photo");
    HookedSystem system;
    auto transfer = Transfer::open(tree.journal(), &system);
    VERIFY_RESULT(transfer);
    int renames = 0; // the one that shows that there are two file systems, and the copy's
    system.setHook([&renames](SystemCall call, const std::string&) {
        return call == SystemCall::Rename && ++renames > 2
                   ? std::make_error_code(std::errc::read_only_file_system)
                   : std::error_code();
    });
    const auto went =
        (*transfer)->run(TransferKind::Move, std::vector{taskOf({photo})}, tree.target(), {});
    system.setHook({});
    VERIFY_RESULT(went);
    QVERIFY(went->files.at(0).error.has_value());
    QCOMPARE(readText(photo), std::string("photo"));
    QCOMPARE(countEntries(tree.target()), std::size_t{0});
    QVERIFY((*transfer)->history().empty());
}

void TestTransfer::aChangedFileStays()
{
    const TransferTree tree(false);
    const fs::path photo = tree.write("IMG_1.jpg", "photo");
    const std::vector tasks{taskOf({photo})};
    writeText(photo, "edited since");
    auto transfer = Transfer::open(tree.journal());
    VERIFY_RESULT(transfer);
    const auto went = (*transfer)->run(TransferKind::Move, tasks, tree.target(), {});
    VERIFY_RESULT(went);
    QCOMPARE(went->files.at(0).error->code, ErrorCode::Changed);
    QCOMPARE(readText(photo), std::string("edited since"));
}

void TestTransfer::undoSparesWhatTookThePlace()
{
    for (const bool isFar : {false, true}) {
        const TransferTree tree(isFar);
        const fs::path photo = tree.write("IMG_1.jpg", "photo");
        auto transfer = Transfer::open(tree.journal());
        VERIFY_RESULT(transfer);
        const auto went =
            (*transfer)->run(TransferKind::Move, std::vector{taskOf({photo})}, tree.target(), {});
        VERIFY_RESULT(went);
        writeText(photo, "newer");
        auto back = (*transfer)->undo(went->batch);
        VERIFY_RESULT(back);
        QCOMPARE(back->files.at(0).error->code, ErrorCode::Conflict);
        QCOMPARE(readText(photo), std::string("newer"));
        QCOMPARE(readText(tree.target() / "IMG_1.jpg"), std::string("photo"));
        fs::remove(photo);
        back = (*transfer)->undo(went->batch); // tried again
        VERIFY_RESULT(back);
        QCOMPARE(whyNot(*back), std::string());
        QCOMPARE(readText(photo), std::string("photo"));
    }
}

void TestTransfer::undoMakesFoldersAgain()
{
    const TransferTree tree(false);
    const fs::path photo = tree.write("one/two/IMG_1.jpg", "photo");
    auto transfer = Transfer::open(tree.journal());
    VERIFY_RESULT(transfer);
    const auto went =
        (*transfer)->run(TransferKind::Move, std::vector{taskOf({photo})}, tree.target(), {});
    VERIFY_RESULT(went);
    fs::remove_all(tree.photos() / "one");
    const auto back = (*transfer)->undo(went->batch);
    VERIFY_RESULT(back);
    QCOMPARE(whyNot(*back), std::string());
    QCOMPARE(readText(photo), std::string("photo"));
}

void TestTransfer::undoKeepsACopyWithoutItsOriginal()
{
    const TransferTree tree(false);
    const fs::path photo = tree.write("IMG_1.jpg", "photo");
    auto transfer = Transfer::open(tree.journal());
    VERIFY_RESULT(transfer);
    const auto went =
        (*transfer)->run(TransferKind::Copy, std::vector{taskOf({photo})}, tree.target(), {});
    VERIFY_RESULT(went);
    fs::remove(photo);
    const auto back = (*transfer)->undo(went->batch);
    VERIFY_RESULT(back);
    QCOMPARE(back->files.at(0).error->code, ErrorCode::Conflict);
    QCOMPARE(readText(tree.target() / "IMG_1.jpg"), std::string("photo"));
}

void TestTransfer::undoKeepsWhatWasEdited()
{
    const TransferTree tree(true);
    if (!tree.isAcross())
        QSKIP("There is no second file system here");
    const fs::path photo = tree.write("IMG_1.jpg", "photo");
    auto transfer = Transfer::open(tree.journal());
    VERIFY_RESULT(transfer);
    for (const TransferKind kind : {TransferKind::Copy, TransferKind::Move}) {
        const auto went = (*transfer)->run(kind, std::vector{taskOf({photo})}, tree.target(), {});
        VERIFY_RESULT(went);
        QCOMPARE(whyNot(*went), std::string());
        const fs::path there = went->files.at(0).target;
        writeText(there, "edited");
        const auto back = (*transfer)->undo(went->batch);
        VERIFY_RESULT(back);
        QCOMPARE(back->files.at(0).error->code, ErrorCode::Changed);
        QCOMPARE(readText(there), std::string("edited"));
    }
}

void TestTransfer::oneFailureStopsNoOther()
{
    const TransferTree tree(false);
    std::vector<TransferTask> tasks;
    for (const char* name : {"1.jpg", "2.jpg", "3.jpg"})
        tasks.push_back(
            taskOf({tree.write(name, name), tree.write(std::string(name) + ".xmp", "x")}));
    fs::remove(tasks[1].photo.path);
    auto transfer = Transfer::open(tree.journal());
    VERIFY_RESULT(transfer);
    const auto went = (*transfer)->run(TransferKind::Move, tasks, tree.target(), {});
    VERIFY_RESULT(went);
    QCOMPARE(went->photos, std::uint64_t{2});
    QCOMPARE(went->companions, std::uint64_t{2});
    QCOMPARE(went->files.size(), std::size_t{6});
    QVERIFY(went->files[2].error && went->files[3].error);
    QVERIFY(fs::exists(tree.photos() / "2.jpg.xmp"));
}

void TestTransfer::aStopLeavesTheRest()
{
    const TransferTree tree(false);
    std::vector<TransferTask> tasks;
    for (int i = 0; i < 5; ++i)
        tasks.push_back(taskOf({tree.write(std::to_string(i) + ".jpg", std::to_string(i))}));
    HookedSystem system;
    auto transfer = Transfer::open(tree.journal(), &system);
    VERIFY_RESULT(transfer);
    std::stop_source stop;
    int renames = 0;
    system.setHook([&](SystemCall call, const std::string&) {
        if (call == SystemCall::Rename && ++renames == 2)
            stop.request_stop();
        return std::error_code();
    });
    const auto went =
        (*transfer)->run(TransferKind::Move, tasks, tree.target(), {}, {}, stop.get_token());
    VERIFY_RESULT(went);
    QVERIFY(went->cancelled);
    QCOMPARE(went->files.size(), std::size_t{5});
    QCOMPARE(went->photos, std::uint64_t{2});
    QCOMPARE(tree.contents().size(), std::size_t{5});
}

void TestTransfer::theFolderMustBeOne()
{
    const TransferTree tree(false);
    const fs::path photo = tree.write("IMG_1.jpg", "photo");
    auto transfer = Transfer::open(tree.journal());
    VERIFY_RESULT(transfer);
    const std::vector tasks{taskOf({photo})};
    VERIFY_ERROR((*transfer)->run(TransferKind::Move, tasks, tree.target() / "none", {}),
                 ErrorCode::NotFound);
    fs::create_directories(tree.target() / ".Trash-1000/files");
    VERIFY_ERROR(
        (*transfer)->run(TransferKind::Move, tasks, tree.target() / ".Trash-1000/files", {}),
        ErrorCode::InvalidArgument);
    const auto same = (*transfer)->run(TransferKind::Move, tasks, tree.photos(), {});
    VERIFY_RESULT(same);
    QCOMPARE(same->files.at(0).error->code, ErrorCode::Conflict);
    QCOMPARE(readText(photo), std::string("photo"));
}

void TestTransfer::namesGetNumbers()
{
    QCOMPARE(numberedName("IMG_1.jpg", "IMG_1.jpg", 1), std::string("IMG_1.jpg"));
    QCOMPARE(numberedName("IMG_1.jpg", "IMG_1.jpg", 2), std::string("IMG_1 (2).jpg"));
    QCOMPARE(numberedName("IMG_1.jpg.xmp", "IMG_1.jpg", 2), std::string("IMG_1 (2).jpg.xmp"));
    QCOMPARE(numberedName("IMG_1.MOV", "IMG_1.jpg", 12), std::string("IMG_1 (12).MOV"));
    QCOMPARE(numberedName("img_1.mov", "IMG_1.jpg", 2), std::string("img_1 (2).mov"));
    QCOMPARE(numberedName("photo", "photo", 2), std::string("photo (2)"));
    QCOMPARE(numberedName(".hidden", ".hidden", 2), std::string(".hidden (2)"));
}

QTEST_GUILESS_MAIN(TestTransfer)
#include "tst_transfer.moc"
