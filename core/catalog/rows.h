// SPDX-License-Identifier: GPL-3.0-or-later
// The catalog's rows as values. Layout of the tables: schema.h.
#pragma once

#include "core/base/embedding_space.h"
#include "core/base/ids.h"
#include "core/base/result.h"
#include "core/files/file_reader.h"
#include "core/image/format.h"
#include "core/image/metadata.h"
#include "core/image/picture_facts.h"

#include <array>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace lookalike {

/// What a program learns from a file when it reads it. It grows by one where a later version learns
/// more: contents that were last read by an earlier one are read once more, in the background.
inline constexpr int kReadVersion = 2;

/// Where a file stands. Stored as numbers that are never reused.
enum class FileState : std::uint8_t {
    Pending = 0,     ///< found, not read yet (or changed since)
    Indexed = 1,     ///< read; its content has an embedding in the current space
    Broken = 2,      ///< a picture that cannot be read; `error` says why
    Unsupported = 3, ///< a regular file that is not a picture
    Unreadable = 4,  ///< the operating system refuses; tried again with every scan
    Missing = 5,     ///< gone from a folder that could be listed; kept, hidden from results
};

/// A stable lower-case name for JSON output ("indexed").
[[nodiscard]] const char* fileStateName(FileState state) noexcept;

/// A root that the user added.
struct FolderRow {
    FolderId id;
    std::filesystem::path path;
    std::uint64_t device = 0;              ///< volume it was last seen on
    bool online = true;                    ///< false: rows below it are frozen
    std::optional<std::int64_t> scannedAt; ///< seconds since 1970 of the last complete scan
};

/// A path under a root.
struct FileRow {
    FileId id;
    FolderId folder;
    std::filesystem::path path; ///< absolute; bytes as the file system gave them
    FileStamp stamp;
    ContentId content; ///< invalid until read
    FileState state = FileState::Pending;
    Message error; ///< for the user, where state is Broken or Unreadable; a Pending file keeps
                   ///< why its last bytes were Broken, until they are read again
};

/// Distinct bytes, and what was learnt from them once.
struct ContentRow {
    ContentId id;
    ContentHash hash;
    std::uint64_t bytes = 0;
    int width = 0;
    int height = 0;
    ImageFormat format = ImageFormat::Unknown;
    Metadata metadata;
    /// dctHashOrientations(): of the picture in the orientations 1 to 8 of EXIF.
    std::array<std::uint64_t, 8> perceptualHashes{};
    /// The same of what insidePlainBorder() finds, where the picture has a border.
    std::optional<std::array<std::uint64_t, 8>> framedHashes;
    /// Nothing where a version before them read it; then it passes for a plain picture until it is
    /// compared with another one.
    std::optional<PictureFacts> facts;
};

/// What was found out about two contents. Stored once a pair, `first` < `second`.
struct RelationRow {
    ContentId first;
    ContentId second;
    int relation = kUnrelated; ///< core/duplicates' Relation
    std::string evidence;      ///< core/duplicates' packed RelationEvidence; empty where unrelated

    static constexpr int kUnrelated = -1; ///< looked at, and found to be different photos
};

/// One content that a decision is about.
struct DecidedContent {
    ContentHash hash;
    std::uint64_t files = 1;    ///< present files with this content when it was decided
    std::filesystem::path path; ///< one of them
};

/// What the user decided about a set of contents.
struct DecisionRow {
    std::int64_t id = 0;
    int kind = 0;               ///< core/library's DecisionKind
    std::int64_t decidedAt = 0; ///< seconds since 1970
    std::vector<DecidedContent> contents;
};

/// One embedding: little-endian IEEE float16, L2-normalised before rounding.
struct EmbeddingRow {
    ContentId content;
    std::vector<std::uint16_t> vector;
};

struct FolderCounts {
    FolderId folder;
    std::uint64_t files = 0; ///< every regular file found, Missing ones left out
    std::uint64_t indexed = 0;
    std::uint64_t broken = 0;
    std::uint64_t unsupported = 0;
    std::uint64_t unreadable = 0;
    std::uint64_t pending = 0;
    std::uint64_t missing = 0;
};

struct SpaceRow {
    SpaceId id;
    EmbeddingSpace space;
    std::uint64_t embeddings = 0;
    bool current = false;
    std::uint64_t toEmbed = 0; ///< contents of present files that have no embedding in it yet
};

} // namespace lookalike
