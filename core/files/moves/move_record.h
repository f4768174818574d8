// SPDX-License-Identifier: GPL-3.0-or-later
// The lines of a journal of moves and what they say together: of the trash, or of photos on their
// way to another folder. A line is "CHECKSUM {json}\n": 16 hexadecimal digits of XXH3-64 over the
// JSON text, and a JSON object with percent-encoded paths.
#pragma once

#include "core/files/file_reader.h"

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace lookalike {

/// Whose journal it is. Records of another use are left out when it is read.
enum class JournalUse : std::uint8_t { Trash, Transfer };

enum class RecordKind : std::uint8_t {
    Intent,      ///< a file is about to be moved to its target
    Moved,       ///< it is there
    NotMoved,    ///< it stayed, or is back: nothing of the intent is left
    UndoIntent,  ///< it is about to be put back
    Restored,    ///< it is back at its origin
    NotRestored, ///< it is still at its target
    Gone         ///< it is at neither; an undo of its batch looks for it again
};

/// A hard link that is to stand, or stands, at the origin.
struct LinkInPlace {
    std::string survivor;  ///< path of the file that it is another name of
    FileIdentity identity; ///< of that file
};

/// All that is needed to find a file again and to put it back as it was.
struct MoveIntent {
    std::int64_t batch = 0;
    std::int64_t at = 0;  ///< seconds since 1970
    std::string origin;   ///< absolute path, bytes
    std::string target;   ///< absolute path where it goes, bytes
    std::string infoPath; ///< what the .trashinfo calls the origin; empty where there is none
    FileStamp stamp;
    std::uint32_t mode = 0;
    ContentHash content;
    std::optional<LinkInPlace> link;
    /// A sidecar that the program writes at `origin`, which gets ready at `target` in the same
    /// folder. The kinds of records mean: Moved, it is needed there; Restored, it is away again.
    bool isWritten = false;
    bool isReplaced = false;     ///< an older version of a sidecar that a later entry writes
    std::int64_t mergedInto = 0; ///< entry of the sidecar that holds its metadata; 0: none
    /// Of a transfer, never empty there: the name of a copy that gets ready in the folder it goes
    /// to, and of an original that is about to go in the folder it comes from; isDraftName().
    std::string draft;
    bool isCopy = false; ///< a transfer that leaves the original where it is
};

struct JournalRecord {
    RecordKind kind = RecordKind::Intent;
    std::int64_t entry = 0; ///< number of the intent that this is about, from 1
    MoveIntent intent;      ///< of an Intent
    bool linked = false;    ///< of Moved: the link stands at the origin
};

/// One intent and how it ended.
struct MoveEntry {
    RecordKind state = RecordKind::Intent; ///< the last thing that was written about it
    MoveIntent intent;
    bool linked = false;
};

/// Whether the file is at its origin again, or never left it: nothing is to be done about it.
[[nodiscard]] bool isClosed(RecordKind state) noexcept;

/// The last component of an absolute path of a record, and the folder that holds it.
[[nodiscard]] std::string recordedName(const std::string& path);
[[nodiscard]] std::string recordedFolder(const std::string& path);

/// By number of the intent; later intents have higher ones.
using MoveEntries = std::map<std::int64_t, MoveEntry>;

struct JournalContents {
    std::vector<JournalRecord> records; ///< those with a right checksum and possible values
    std::size_t damaged = 0;            ///< lines that were left out
    bool endsInLine = false;            ///< the last line has no end: it was being written
};

/// The record's line, with its end.
[[nodiscard]] std::string journalLine(const JournalRecord& record);

/// Reads any bytes. A damaged line costs itself only.
[[nodiscard]] JournalContents parseJournal(std::span<const std::uint8_t> bytes,
                                           JournalUse use = JournalUse::Trash);

/// What the records say together; those that fit nothing before them are ignored.
[[nodiscard]] MoveEntries replayJournal(const std::vector<JournalRecord>& records);

/// The path of a name in a folder, as the journal holds it: with slashes on every system.
[[nodiscard]] std::string pathBelow(const std::string& folder, const std::string& name);

/// Whether a path is absolute and no part of it can lead somewhere else than it says.
[[nodiscard]] bool isPlainPath(const std::string& path);

/// Whether a name is of the form ".lookalike-0123abcd.tmp", as draftName() makes it.
[[nodiscard]] bool isDraftName(std::string_view name);
[[nodiscard]] std::string draftName(std::uint32_t number);

/// Whether the two may be a sidecar and the name under which it gets ready: a file ".xmp" and
/// ".lookalike-0123abcd.tmp" in one folder. Nothing else is ever removed by a journal's word.
[[nodiscard]] bool isSidecarDraft(const std::string& origin, const std::string& target);

/// Whether `target` is of the form that the trash gives its files: in the folder "files" of a
/// trash of this user (anywhere), or for macOS directly in a trash folder.
[[nodiscard]] bool isTrashTarget(const std::string& target);

} // namespace lookalike
