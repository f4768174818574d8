// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/files/moves/move_record.h"
#include "core/files/trash/trash_info.h"
#include "tests/core/files/trash/hooked_system.h"
#include "tests/core/files/trash/trash_tree.h"

#include <random>

using namespace lookalike;
using namespace lookalike::testing;
namespace fs = std::filesystem;

namespace {

JournalContents parsed(const std::string& text)
{
    return parseJournal({reinterpret_cast<const std::uint8_t*>(text.data()), text.size()});
}

JournalRecord intentRecord(std::int64_t entry)
{
    JournalRecord record;
    record.entry = entry;
    record.intent.batch = entry / 3 + 1;
    record.intent.at = 1'700'000'000;
    record.intent.origin = "/photos/\xE9\n\"%" + std::to_string(entry) + ".jpg";
    record.intent.target = "/home/x/.local/share/Trash/files/" + std::to_string(entry) + ".jpg";
    record.intent.infoPath = record.intent.origin;
    record.intent.stamp = {{7, 1ULL << 63U}, 12, -5, 0};
    record.intent.mode = 0640;
    record.intent.content = hashOf("x");
    if (entry % 2 == 0)
        record.intent.link = LinkInPlace{"/photos/keep.jpg", {7, 8}};
    if (entry % 5 == 0) {
        record.intent.origin = "/photos/\xE9\n\"%" + std::to_string(entry) + ".jpg.XMP";
        record.intent.target = "/photos/.lookalike-0123abcd.tmp";
        record.intent.isWritten = true;
    }
    record.intent.isReplaced = entry % 5 == 1;
    record.intent.mergedInto = entry % 5 == 2 ? entry - 1 : 0;
    return record;
}

std::string sampleJournal()
{
    std::string text;
    for (std::int64_t entry = 1; entry <= 20; ++entry) {
        text += journalLine(intentRecord(entry));
        text += journalLine({RecordKind::Moved, entry, {}, entry % 2 == 0});
        if (entry % 4 == 0) {
            text += journalLine({RecordKind::UndoIntent, entry, {}, false});
            text += journalLine({RecordKind::Restored, entry, {}, false});
        }
    }
    return text;
}

} // namespace

// If this fails, undo forgets photos after a crash, or a damaged journal moves the wrong files.
class TestTrashJournal : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void recordsComeBackAsTheyWere();
    void aTornEndCostsItselfOnly();
    void aDamagedLineNeverCostsOthers();
    void noMutationIsTakenForARecord();
    void impossibleValuesAreLeftOut_data();
    void impossibleValuesAreLeftOut();
    void aLongJournalIsRewrittenWithoutLosingTheWayBack();
    void oneProcessAtATime();
    void aHostileJournalMovesNothingElse();
    void percentEncodingIsReversible();
    void onlySidecarsAreRemovedByItsWord();
};

void TestTrashJournal::recordsComeBackAsTheyWere()
{
    const JournalContents contents = parsed(sampleJournal());
    QCOMPARE(contents.damaged, std::size_t{0});
    QVERIFY(!contents.endsInLine);
    const MoveEntries entries = replayJournal(contents.records);
    QCOMPARE(entries.size(), std::size_t{20});
    for (const auto& [number, entry] : entries) {
        const MoveIntent wanted = intentRecord(number).intent;
        QCOMPARE(entry.intent.origin, wanted.origin);
        QCOMPARE(entry.intent.target, wanted.target);
        QVERIFY(entry.intent.stamp == wanted.stamp && entry.intent.content == wanted.content);
        QCOMPARE(entry.intent.mode, wanted.mode);
        QCOMPARE(entry.intent.link.has_value(), wanted.link.has_value());
        QCOMPARE(entry.intent.isWritten, wanted.isWritten);
        QCOMPARE(entry.intent.isReplaced, wanted.isReplaced);
        QCOMPARE(entry.intent.mergedInto, wanted.mergedInto);
        QCOMPARE(entry.linked, number % 2 == 0);
        QVERIFY(entry.state == (number % 4 == 0 ? RecordKind::Restored : RecordKind::Moved));
    }
}

void TestTrashJournal::aTornEndCostsItselfOnly()
{
    const std::string text = sampleJournal();
    const std::size_t lines = parsed(text).records.size();
    const std::size_t lastLine = text.rfind('\n', text.size() - 2) + 1;
    for (std::size_t size = lastLine; size < text.size(); ++size) {
        const JournalContents contents = parsed(text.substr(0, size));
        // The whole line but its end is complete, too.
        QCOMPARE(contents.records.size(), size + 1 == text.size() ? lines : lines - 1);
        QCOMPARE(contents.endsInLine, size > lastLine);
    }
}

void TestTrashJournal::aDamagedLineNeverCostsOthers()
{
    const std::string text = sampleJournal();
    const std::size_t lines = parsed(text).records.size();
    std::mt19937 random(3);
    for (int trial = 0; trial < 2000; ++trial) {
        std::string damaged = text;
        const std::size_t at = random() % damaged.size();
        if (damaged[at] == '\n')
            continue;
        damaged[at] = static_cast<char>(damaged[at] ^ (1 << (random() % 8)));
        const JournalContents contents = parsed(damaged);
        QCOMPARE(contents.records.size(), lines - 1);
        QVERIFY(contents.damaged >= 1);
    }
}

// What a fuzzer would do, with a seed: nothing crashes, and what is read was written.
void TestTrashJournal::noMutationIsTakenForARecord()
{
    const std::string text = sampleJournal();
    std::set<std::string> written;
    for (const JournalRecord& record : parsed(text).records)
        written.insert(journalLine(record));
    std::mt19937 random(4);
    for (int trial = 0; trial < 10'000; ++trial) {
        std::string mutated = text.substr(random() % text.size(), random() % 4000);
        for (std::size_t i = 0; i < 1 + random() % 8 && !mutated.empty(); ++i) {
            const std::size_t at = random() % mutated.size();
            switch (random() % 4) {
            case 0:
                mutated[at] = static_cast<char>(random());
                break;
            case 1:
                mutated.erase(at, 1 + random() % 40);
                break;
            case 2:
                mutated.insert(at, text.substr(random() % text.size(), random() % 40));
                break;
            default:
                mutated.insert(at, 1 + random() % 20, static_cast<char>(random()));
            }
        }
        for (const JournalRecord& record : parsed(mutated).records)
            QVERIFY(written.contains(journalLine(record)));
        static_cast<void>(replayJournal(parsed(mutated).records));
    }
}

void TestTrashJournal::impossibleValuesAreLeftOut_data()
{
    QTest::addColumn<QByteArray>("origin");
    QTest::addColumn<QByteArray>("target");
    const QByteArray origin("/photos/a.jpg"), target("/home/x/Trash/files/a.jpg");
    QTest::addRow("a relative origin") << QByteArray("photos/a.jpg") << target;
    QTest::addRow("an origin that leads up") << QByteArray("/photos/../etc/a") << target;
    QTest::addRow("an empty origin") << QByteArray() << target;
    QTest::addRow("an origin with a NUL") << QByteArray("/photos/a\0b", 11) << target;
    QTest::addRow("an endless origin") << "/" + QByteArray(10'000, 'a') << target;
    QTest::addRow("a target outside any trash") << origin << QByteArray("/etc/files/passwd");
    QTest::addRow("a target beside the files") << origin << QByteArray("/home/x/Trash/info/a");
    QTest::addRow("a target that leads out") << origin << QByteArray("/home/x/Trash/files/../../a");
    QTest::addRow("a target below a trashed folder")
        << origin << QByteArray("/home/x/Trash/files/b/a");
}

void TestTrashJournal::impossibleValuesAreLeftOut()
{
    QFETCH(QByteArray, origin);
    QFETCH(QByteArray, target);
    JournalRecord record = intentRecord(1);
    QCOMPARE(parsed(journalLine(record)).records.size(), std::size_t{1});
    record.intent.origin = origin.toStdString();
    record.intent.target = target.toStdString();
    QCOMPARE(parsed(journalLine(record)).records.size(), std::size_t{0});
}

void TestTrashJournal::aLongJournalIsRewrittenWithoutLosingTheWayBack()
{
    TrashTree tree;
    HookedSystem system;
    const fs::path keep = tree.write("keep.jpg", "same");
    const fs::path go = tree.write("go.jpg", "same");
    const fs::path stays = tree.write("in the trash.jpg", "same");
    auto trash = Trash::open(tree.journal(), &system);
    VERIFY_RESULT(trash);
    const auto kept = (*trash)->run(std::vector{keepFirst({keep, stays})}, {});
    QCOMPARE(kept.moved, std::uint64_t{1});
    while (fs::file_size(tree.journal()) < 1'200'000) {
        const auto outcome = (*trash)->run(std::vector{keepFirst({keep, go})}, {});
        QCOMPARE((*trash)->undo(outcome.batch)->moved, std::uint64_t{1});
    }
    trash->reset();
    // A rewriting that fails changes nothing.
    system.setHook([](SystemCall call, const std::string&) {
        return call == SystemCall::ReplaceJournal
                   ? std::make_error_code(std::errc::no_space_on_device)
                   : std::error_code();
    });
    trash = Trash::open(tree.journal(), &system);
    VERIFY_RESULT(trash);
    QVERIFY(fs::file_size(tree.journal()) > 1'000'000);
    QCOMPARE(lastBatch(**trash), std::optional(kept.batch));
    trash->reset();
    system.setHook({});
    trash = Trash::open(tree.journal(), &system);
    VERIFY_RESULT(trash);
    QVERIFY(fs::file_size(tree.journal()) < 10'000);
    QCOMPARE(lastBatch(**trash), std::optional(kept.batch));
    const auto next = (*trash)->run(std::vector{keepFirst({keep, go})}, {});
    QVERIFY(next.batch > kept.batch);
    QCOMPARE((*trash)->undo(next.batch)->moved, std::uint64_t{1});
    QCOMPARE((*trash)->undo(kept.batch)->moved, std::uint64_t{1});
    QVERIFY(fs::exists(stays));
}

void TestTrashJournal::oneProcessAtATime()
{
    TrashTree tree;
    auto first = Trash::open(tree.journal());
    VERIFY_RESULT(first);
    VERIFY_ERROR(Trash::open(tree.journal()), ErrorCode::Conflict);
    first->reset();
    VERIFY_RESULT(Trash::open(tree.journal()));
}

// A journal with right checksums, written by somebody else: a file is only put back if it lies in a
// trash and is what the journal says, and never over another one.
void TestTrashJournal::aHostileJournalMovesNothingElse()
{
    TrashTree tree;
    fs::create_directories(tree.trashed());
    writeText(tree.trashed() / "other.jpg", "not what it says");
    const fs::path precious = tree.write("precious.jpg", "precious");
    JournalRecord record = intentRecord(1);
    record.intent.target = (tree.trashed() / "other.jpg").native();
    record.intent.origin = (tree.photos() / "new.jpg").native();
    writeText(tree.journal(), journalLine(record));
    {
        auto trash = Trash::open(tree.journal());
        VERIFY_RESULT(trash);
        const auto undone = (*trash)->undo(1);
        VERIFY_RESULT(undone);
        QCOMPARE(undone->moved, std::uint64_t{0});
        QVERIFY(fs::exists(tree.trashed() / "other.jpg"));
    }
    record.intent.content = hashOf("not what it says");
    record.intent.stamp = *statFile(tree.trashed() / "other.jpg");
    record.intent.origin = precious.native();
    writeText(tree.journal(), journalLine(record));
    auto trash = Trash::open(tree.journal());
    VERIFY_RESULT(trash);
    const auto undone = (*trash)->undo(1);
    VERIFY_RESULT(undone);
    QVERIFY(undone->files.at(0).error->code == ErrorCode::Conflict);
    QCOMPARE(readText(precious), std::string("precious"));
}

void TestTrashJournal::percentEncodingIsReversible()
{
    std::string all;
    for (int byte = 0; byte < 256; ++byte)
        all.push_back(static_cast<char>(byte));
    const std::string encoded = percentEncoded(all);
    QVERIFY(std::all_of(encoded.begin(), encoded.end(), [](char c) { return c > ' ' && c < 127; }));
    QCOMPARE(percentDecoded(encoded), std::optional(all));
    QVERIFY(!percentDecoded("%4"));
    QVERIFY(!percentDecoded("%zz"));
}

void TestTrashJournal::onlySidecarsAreRemovedByItsWord()
{
    QVERIFY(isSidecarDraft("/a/b.jpg.xmp", "/a/.lookalike-0123abcd.tmp"));
    QVERIFY(isSidecarDraft("/b.XMP", "/.lookalike-00000000.tmp"));
    for (const auto& [origin, target] : std::initializer_list<std::pair<const char*, const char*>>{
             {"/a/b.jpg", "/a/.lookalike-0123abcd.tmp"},
             {"/a/b.xmp/c", "/a/b.xmp/.lookalike-0123abcd.tmp"},
             {"/a/b.xmp", "/b/.lookalike-0123abcd.tmp"},
             {"/a/b.xmp", "/a/c/.lookalike-0123abcd.tmp"},
             {"/a/b.xmp", "/a/photo.jpg"},
             {"/a/b.xmp", "/a/.lookalike-0123abc/.tmp"},
             {"/a/b.xmp", "/a/.lookalike-0123ABCD.tmp"},
             {"/a/b.xmp", "/a/.lookalike-0123abcd.tmpx"}})
        QVERIFY2(!isSidecarDraft(origin, target), target);
    // A photo that a journal calls a sidecar of ours stays.
    TrashTree tree(true);
    const fs::path photo = tree.write("a.jpg", "photo");
    JournalRecord record = intentRecord(5);
    record.intent.origin = photo.native();
    record.intent.target = (tree.photos() / ".lookalike-0123abcd.tmp").native();
    record.intent.content = hashOf("photo");
    record.intent.stamp.size = 5;
    writeText(tree.journal(), journalLine(record));
    QVERIFY(Trash::open(tree.journal()).has_value());
    QCOMPARE(readText(photo), std::string("photo"));
}

QTEST_GUILESS_MAIN(TestTrashJournal)
#include "tst_trash_journal.moc"
