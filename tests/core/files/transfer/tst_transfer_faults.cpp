// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/files/transfer/transfer_tree.h"
#include "tests/core/files/trash/hooked_system.h"

#include <sys/wait.h>
#include <unistd.h>

#include <QTest>
#include <array>
#include <csignal>
#include <random>

using namespace lookalike;
using namespace lookalike::testing;
namespace fs = std::filesystem;

namespace {

/// A process that works on the photos and is killed at the call number `step`: its status as
/// waitpid(2) gives it, -1 where there was none. It exits with 0 where it has fewer calls.
int statusOfKilledTransfer(const TransferTree& tree, const std::vector<TransferTask>& tasks,
                           TransferKind kind, std::int64_t batch, int step)
{
    const pid_t child = ::fork();
    if (child == 0) {
        HookedSystem system;
        auto transfer = Transfer::open(tree.journal(), &system);
        if (!transfer)
            ::_exit(1);
        int left = step;
        system.setHook([&left](SystemCall, const std::string&) {
            if (left-- == 0)
                ::kill(::getpid(), SIGKILL);
            return std::error_code();
        });
        if (batch != 0)
            static_cast<void>((*transfer)->undo(batch));
        else
            static_cast<void>((*transfer)->run(kind, tasks, tree.target(), {}));
        ::_exit(0);
    }
    int status = -1;
    return ::waitpid(child, &status, 0) == child ? status : -1;
}

} // namespace

// If this fails, a crash or a failing disk in the middle of a move or a copy loses a photo.
class TestTransferFaults : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void aKillAtEveryCallLosesNothing_data();
    void aKillAtEveryCallLosesNothing();
    void aKillInTheRecoveryLosesNothing_data();
    void aKillInTheRecoveryLosesNothing();
    void theReportSaysWhatIsThere_data();
    void theReportSaysWhatIsThere();
    void noHandleIsLeftOpen();

private:
    HookedSystem m_system; ///< the real one, without waiting for the disk
};

void TestTransferFaults::aKillAtEveryCallLosesNothing_data()
{
    QTest::addColumn<bool>("isFar");
    QTest::addColumn<bool>("isCopy");
    QTest::addColumn<bool>("undo");
    for (const bool isFar : {false, true})
        for (const bool isCopy : {false, true})
            for (const bool undo : {false, true})
                QTest::addRow("%s %s a %s", undo ? "undoing" : "doing", isCopy ? "copy" : "move",
                              isFar ? "to another file system" : "on one file system")
                    << isFar << isCopy << undo;
}

void TestTransferFaults::aKillAtEveryCallLosesNothing()
{
    QFETCH(bool, isFar);
    QFETCH(bool, isCopy);
    QFETCH(bool, undo);
    const TransferKind kind = isCopy ? TransferKind::Copy : TransferKind::Move;
    const std::string text(70'000, 'x'); // two reads, so that a draft can be half there
    bool ended = false;
    int step = 0;
    for (; !ended && step < 1000; ++step) {
        const TransferTree tree(isFar);
        if (isFar && !tree.isAcross())
            QSKIP("There is no second file system here");
        const fs::path photo = tree.write("IMG_1.jpg", text);
        const std::vector tasks{taskOf({photo, tree.write("IMG_1.xmp", "sidecar")})};
        std::int64_t batch = 0;
        if (undo) {
            auto transfer = Transfer::open(tree.journal(), &m_system);
            VERIFY_RESULT(transfer);
            const auto went = (*transfer)->run(kind, tasks, tree.target(), {});
            VERIFY_RESULT(went);
            batch = went->batch;
            QVERIFY(batch != 0);
        }
        const int status = statusOfKilledTransfer(tree, tasks, kind, batch, step);
        QVERIFY(status != -1);
        ended = WIFEXITED(status);
        QVERIFY(!ended || WEXITSTATUS(status) == 0);
        // At that moment, and without any repair, each is whole somewhere.
        const auto at = std::to_string(step);
        QVERIFY2(tree.contents().contains(text), at.c_str());
        QVERIFY2(tree.contents().contains("sidecar"), at.c_str());

        auto transfer = Transfer::open(tree.journal(), &m_system);
        VERIFY_RESULT(transfer);
        // The start has tidied up: whole files under their names, a moved one in one place.
        for (const fs::path& folder : {tree.photos(), tree.target()})
            for (const auto& entry : fs::directory_iterator(folder))
                QVERIFY2(entry.path().filename().string().starts_with("IMG_1."),
                         (at + " " + entry.path().string()).c_str());
        for (const auto& [content, count] : tree.contents()) {
            QVERIFY2(content == text || content == "sidecar", at.c_str());
            QVERIFY2(count == 1 || isCopy, at.c_str());
        }
        // The journal knows which, and the way back is open.
        for (const TransferBatch& one : (*transfer)->history()) {
            const auto back = (*transfer)->undo(one.id);
            VERIFY_RESULT(back);
            QVERIFY2(whyNot(*back).empty(), (at + " " + whyNot(*back)).c_str());
        }
        QCOMPARE(readText(photo), text);
        QCOMPARE(countEntries(tree.target()), std::size_t{0});
        QCOMPARE(countEntries(tree.photos()), std::size_t{2});
    }
    QVERIFY(ended);
    QVERIFY(step > 10); // there was something to interrupt
}

void TestTransferFaults::aKillInTheRecoveryLosesNothing_data()
{
    QTest::addColumn<int>("renames");
    QTest::addRow("before the copy has its name") << 1;
    QTest::addRow("before the original goes") << 2;
}

void TestTransferFaults::aKillInTheRecoveryLosesNothing()
{
    QFETCH(int, renames);
    for (int step = 0; step < 80; ++step) {
        const TransferTree tree(true);
        if (!tree.isAcross())
            QSKIP("There is no second file system here");
        const std::vector tasks{taskOf({tree.write("IMG_1.jpg", "photo")})};
        const auto interrupted = [&](SystemCall last, int skip) {
            const pid_t child = ::fork();
            if (child == 0) {
                HookedSystem system([&](SystemCall call, const std::string&) {
                    if ((call == last || last == SystemCall::Lock) && skip-- == 0)
                        ::kill(::getpid(), SIGKILL);
                    return std::error_code();
                });
                auto transfer = Transfer::open(tree.journal(), &system);
                if (transfer && last == SystemCall::Rename)
                    static_cast<void>(
                        (*transfer)->run(TransferKind::Move, tasks, tree.target(), {}));
                ::_exit(0);
            }
            int status = 0;
            ::waitpid(child, &status, 0);
        };
        interrupted(SystemCall::Rename, renames);
        interrupted(SystemCall::Lock, step); // any call of the recovery
        QVERIFY(tree.contents().contains("photo"));
        auto transfer = Transfer::open(tree.journal(), &m_system);
        VERIFY_RESULT(transfer);
        QCOMPARE(tree.contents(), (std::map<std::string, int>{{"photo", 1}}));
        QVERIFY(fs::exists(tree.photos() / "IMG_1.jpg") != fs::exists(tree.target() / "IMG_1.jpg"));
    }
}

void TestTransferFaults::theReportSaysWhatIsThere_data()
{
    QTest::addColumn<bool>("isFar");
    QTest::addRow("on one file system") << false;
    QTest::addRow("to another file system") << true;
}

// Many photos under 3 % of failing calls.
void TestTransferFaults::theReportSaysWhatIsThere()
{
    QFETCH(bool, isFar);
    constexpr std::array kErrors{std::errc::permission_denied, std::errc::io_error,
                                 std::errc::no_space_on_device, std::errc::read_only_file_system,
                                 std::errc::device_or_resource_busy};
    std::mt19937 random(2026);
    int moved = 0;
    int stayed = 0;
    for (int run = 0; run < 20; ++run) {
        const TransferTree tree(isFar);
        std::vector<TransferTask> tasks;
        for (int i = 0; i < 40; ++i)
            tasks.push_back(taskOf({tree.write(std::to_string(i) + ".jpg", std::to_string(i))}));
        const auto before = tree.contents();
        HookedSystem system;
        auto transfer = Transfer::open(tree.journal(), &system);
        VERIFY_RESULT(transfer);
        const auto fire = [&](SystemCall, const std::string&) -> std::error_code {
            if (random() % 33 != 0)
                return {};
            return std::make_error_code(kErrors[random() % kErrors.size()]);
        };
        system.setHook(fire);
        const auto went = (*transfer)->run(TransferKind::Move, tasks, tree.target(), {});
        system.setHook({});
        if (!went)
            continue; // the folder itself could not be opened
        QCOMPARE(went->files.size(), tasks.size());
        for (const TransferredFile& file : went->files) {
            const bool isThere = fs::exists(tree.target() / file.origin.filename());
            QVERIFY(isThere || fs::exists(file.origin) || file.error);
            QVERIFY2(!file.isDone || (isThere && !fs::exists(file.origin)), whyNot(*went).c_str());
            QVERIFY(file.isDone != file.error.has_value());
            ++(file.isDone ? moved : stayed);
        }
        // Back again, under the same fire, and then without.
        system.setHook(fire);
        for (const TransferBatch& batch : (*transfer)->history())
            VERIFY_RESULT((*transfer)->undo(batch.id));
        system.setHook({});
        transfer->reset();
        transfer = Transfer::open(tree.journal(), &system);
        VERIFY_RESULT(transfer);
        for (const TransferBatch& batch : (*transfer)->history()) {
            const auto back = (*transfer)->undo(batch.id);
            VERIFY_RESULT(back);
            QVERIFY2(whyNot(*back).empty(), whyNot(*back).c_str());
        }
        for (const auto& [text, count] : tree.contents())
            QVERIFY2(before.contains(text) && count == 1,
                     (text + " is there " + std::to_string(count) + " times").c_str());
        QCOMPARE(tree.contents(), before);
        QCOMPARE(countEntries(tree.photos()), tasks.size());
    }
    QVERIFY2(moved > 100 && stayed > 100,
             (std::to_string(moved) + " " + std::to_string(stayed)).c_str());
}

void TestTransferFaults::noHandleIsLeftOpen()
{
    std::mt19937 random(7);
    HookedSystem system;
    const TransferTree tree(true);
    std::vector<TransferTask> tasks;
    for (const char* name : {"1.jpg", "2.jpg", "3.jpg"})
        tasks.push_back(taskOf({tree.write(name, name)}));
    {
        auto transfer = Transfer::open(tree.journal(), &system);
        VERIFY_RESULT(transfer);
        const std::int64_t atRest = system.open;
        for (int i = 0; i < 100; ++i) {
            system.setHook([&random](SystemCall, const std::string&) {
                return random() % 30 == 0 ? std::make_error_code(std::errc::io_error)
                                          : std::error_code();
            });
            const auto went = (*transfer)->run(TransferKind::Move, tasks, tree.target(), {});
            system.setHook({});
            if (went && went->batch != 0)
                static_cast<void>((*transfer)->undo(went->batch));
            QCOMPARE(system.open, atRest);
        }
    }
    QCOMPARE(system.open, std::int64_t{0});
}

QTEST_GUILESS_MAIN(TestTransferFaults)
#include "tst_transfer_faults.moc"
