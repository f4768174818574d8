// SPDX-License-Identifier: GPL-3.0-or-later
// The trash's journal, and what the program does by it: opening settles what a crash left open, and
// every batch is undone. Where the first byte is odd the harness gives each line its checksum, so
// that hostile but whole records get through. Whatever the journal says, no photo may be lost.
#include "core/files/moves/move_record.h"
#include "core/files/trash/trash.h"
#include "tests/core/files/trash/memory_system.h"
#include "tests/fuzz/fuzz_target.h"

#include <xxhash.h>

#include <array>

using namespace lookalike;
using namespace lookalike::testing;

namespace {

constexpr std::size_t kChecksumDigits = 16;
const std::string kJournal = "/journal";
const std::string kTrash = "/data/Trash/files";

/// The tree that every run begins with, and the files in it that are photos.
std::vector<std::uint64_t> plant(MemorySystem& system)
{
    system.clear();
    std::vector<std::uint64_t> photos;
    for (const char* name : {"a.jpg", "b.jpg", "c.jpg"})
        photos.push_back(system.makeFile("/photos", name, std::string("content of ") + name));
    photos.push_back(system.makeFile(kTrash, "d.jpg", "content of d.jpg"));
    photos.push_back(system.makeFile(kTrash, "e.jpg", "content of e.jpg"));
    system.makeFile("/photos", "a.jpg.xmp", "content of a.jpg.xmp");
    for (const char* name : {"d.jpg", "e.jpg"})
        system.makeFile("/data/Trash/info", std::string(name) + ".trashinfo",
                        std::string("[Trash Info]\nPath=/photos/") + name + "\n");
    return photos;
}

std::string withChecksums(std::string_view lines)
{
    std::string journal;
    while (!lines.empty()) {
        const std::size_t end = std::min(lines.find('\n'), lines.size());
        const std::string_view line = lines.substr(0, end);
        std::array<char, kChecksumDigits + 1> digits{};
        std::snprintf(digits.data(), digits.size(), "%016llx",
                      static_cast<unsigned long long>(XXH3_64bits(line.data(), line.size())));
        ((journal.append(digits.data()) += ' ') += line) += '\n';
        lines.remove_prefix(std::min(end + 1, lines.size()));
    }
    return journal;
}

std::string withoutChecksum(const std::string& line)
{
    return line.substr(kChecksumDigits + 1);
}

void checkRecords(std::string_view journal)
{
    const JournalContents contents =
        parseJournal({reinterpret_cast<const std::uint8_t*>(journal.data()), journal.size()});
    std::string written;
    for (const JournalRecord& record : contents.records)
        written += journalLine(record);
    const JournalContents again =
        parseJournal({reinterpret_cast<const std::uint8_t*>(written.data()), written.size()});
    promise(again.damaged == 0 && again.records.size() == contents.records.size(),
            "what is read can be written and read again");
    std::string twice;
    for (const JournalRecord& record : again.records)
        twice += journalLine(record);
    promise(twice == written, "a record says the same when it is written again");
    for (const auto& [number, entry] : replayJournal(contents.records)) {
        promise(number > 0, "entries are numbered from 1");
        const auto isPlace = entry.intent.isWritten
                                 ? isSidecarDraft(entry.intent.origin, entry.intent.target)
                                 : isTrashTarget(entry.intent.target);
        promise(isPlainPath(entry.intent.origin) && isPlace, "paths lead where they say");
    }
}

MoveIntent intentOf(const MemorySystem& system, const std::string& name, bool moved)
{
    MoveIntent intent;
    intent.batch = 1;
    intent.at = 1'700'000'000;
    intent.origin = "/photos/" + name;
    intent.target = kTrash + "/" + name;
    intent.infoPath = intent.origin;
    intent.stamp = system.stampOf(system.at(moved ? intent.target : intent.origin));
    intent.mode = 0700;
    const std::string content = "content of " + name;
    intent.content = hashContent({content.begin(), content.end()});
    return intent;
}

} // namespace

std::vector<std::string> lookalike::testing::fuzzSeeds()
{
    MemorySystem system;
    plant(system);
    const JournalRecord open{RecordKind::Intent, 1, intentOf(system, "a.jpg", false), false};
    const JournalRecord done{RecordKind::Intent, 2, intentOf(system, "d.jpg", true), false};
    JournalRecord linked{RecordKind::Intent, 3, intentOf(system, "e.jpg", true), false};
    linked.intent.link =
        LinkInPlace{"/photos/b.jpg", system.stampOf(system.at("/photos/b.jpg")).identity};
    const std::string intents = withoutChecksum(journalLine(open)) +
                                withoutChecksum(journalLine(done)) +
                                withoutChecksum(journalLine({RecordKind::Moved, 2, {}, false}));
    const std::string both = intents + withoutChecksum(journalLine(linked)) +
                             withoutChecksum(journalLine({RecordKind::Moved, 3, {}, true})) +
                             withoutChecksum(journalLine({RecordKind::UndoIntent, 3, {}, false}));
    JournalRecord written{RecordKind::Intent, 1, intentOf(system, "a.jpg.xmp", false), false};
    written.intent.target = "/photos/.lookalike-0123abcd.tmp";
    written.intent.isWritten = true;
    JournalRecord merged = done;
    merged.intent.mergedInto = 1;
    const std::string sidecar = withoutChecksum(journalLine(written)) +
                                withoutChecksum(journalLine(merged)) +
                                withoutChecksum(journalLine({RecordKind::Moved, 1, {}, false})) +
                                withoutChecksum(journalLine({RecordKind::Moved, 2, {}, false}));
    const std::string whole = journalLine(done) + journalLine({RecordKind::Moved, 2, {}, false}) +
                              journalLine({RecordKind::NotMoved, 1, {}, false});
    return {"\1" + intents, "\1" + both, "\1" + sidecar, std::string(1, '\0') + whole,
            std::string(1, '\0') + whole.substr(0, whole.size() - 9)};
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    InputReader input({data, size});
    const bool checksums = input.byte() % 2 == 1;
    const std::string_view text = input.rest();
    const std::string journal = checksums ? withChecksums(text) : std::string(text);
    checkRecords(journal);

    static MemorySystem system;
    const std::vector<std::uint64_t> photos = plant(system);
    system.makeFile("/", kJournal.substr(1), journal);
    std::vector<std::string> contents;
    for (const std::uint64_t photo : photos)
        contents.push_back(system.contentOf(photo));
    {
        auto trash = Trash::open(kJournal, &system);
        if (!trash)
            return 0;
        for (const TrashBatch& batch : (*trash)->history())
            static_cast<void>((*trash)->undo(batch.id));
    }
    for (std::size_t i = 0; i < photos.size(); ++i) {
        promise(system.contentOf(photos[i]) == contents[i], "no photo is written to");
        promise(system.isReachable(photos[i]), "no photo is lost");
    }
    return 0;
}
