// SPDX-License-Identifier: GPL-3.0-or-later
// The catalog's rows as values. schema.h describes the tables.
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
#include <string_view>
#include <vector>

namespace lookalike {

/// The version of the data extracted from a file. It is incremented when a later version extracts
/// more; contents read by an earlier version are then read once more in the background.
inline constexpr int kReadVersion = 2;

/// The state of a file. The numbers are stored and must never be reused.
enum class FileState : std::uint8_t {
    Pending = 0,     ///< found but not read yet, or changed since
    Indexed = 1,     ///< read; its content has an embedding in the current space
    Broken = 2,      ///< a picture that cannot be decoded; `error` gives the reason
    Unsupported = 3, ///< a regular file that is not a picture
    Unreadable = 4,  ///< the operating system refuses access; retried with every scan
    Missing = 5,     ///< no longer in its folder; kept, but hidden from results
};

/// Returns a stable lower-case name for JSON output ("indexed").
[[nodiscard]] const char* fileStateName(FileState state) noexcept;

/// A root that the user added.
struct FolderRow {
    FolderId id;
    std::filesystem::path path;
    std::uint64_t device = 0;              ///< volume on which it was last found
    bool online = true;                    ///< false: the rows below it must not change
    std::optional<std::int64_t> scannedAt; ///< seconds since 1970 of the last complete scan
    std::vector<std::string> exclusions;   ///< the user's patterns, see core/files/exclusions.h
};

/// A folder in a root, or below it, that holds photos.
struct SubfolderRow {
    std::filesystem::path path;
    std::uint64_t photos = 0; ///< Indexed files in it and below it
    bool hasFolders = false;  ///< of which some lie below it
    bool operator==(const SubfolderRow&) const = default;
};

/// A path under a root.
struct FileRow {
    FileId id;
    FolderId folder;
    std::filesystem::path path; ///< absolute; bytes as the file system gave them
    FileStamp stamp;
    ContentId content; ///< invalid until the file has been read
    FileState state = FileState::Pending;
    /// For the user, if state is Broken or Unreadable. A Pending file keeps the reason why its last
    /// bytes were Broken until it is read again.
    Message error;
    /// Seconds since 1970 at which the scan that took the stamp began. Empty if an older version
    /// took it; then FolderRow::scannedAt tells.
    std::optional<std::int64_t> scannedAt;
};

/// Distinct bytes and the data extracted from them.
struct ContentRow {
    ContentId id;
    ContentHash hash;
    std::uint64_t bytes = 0;
    int width = 0;
    int height = 0;
    ImageFormat format = ImageFormat::Unknown;
    Metadata metadata;
    /// The result of dctHashOrientations(): the picture in EXIF orientations 1 to 8.
    std::array<std::uint64_t, 8> perceptualHashes{};
    /// Likewise for the part inside a plain border, see insidePlainBorder(), if there is a border.
    std::optional<std::array<std::uint64_t, 8>> framedHashes;
    /// Empty if an older version read the content; it then counts as a plain picture until it is
    /// compared with another one.
    std::optional<PictureFacts> facts;
};

/// The verification result for two contents. Stored once per pair, `first` < `second`.
struct RelationRow {
    ContentId first;
    ContentId second;
    int relation = kUnrelated; ///< core/duplicates' Relation
    std::string evidence;      ///< packed RelationEvidence of core/duplicates; empty if unrelated

    static constexpr int kUnrelated = -1; ///< verified to be different photos
};

/// A content in a decision.
struct DecidedContent {
    ContentHash hash;
    std::uint64_t files = 1;    ///< present files with this content at the time
    std::filesystem::path path; ///< one of them
};

/// The user's decision about a set of contents.
struct DecisionRow {
    std::int64_t id = 0;
    int kind = 0;               ///< core/library's DecisionKind
    std::int64_t decidedAt = 0; ///< seconds since 1970
    std::vector<DecidedContent> contents;
};

/// Seconds as ContentFilter uses them, both inclusive. May begin or end up to a day farther than
/// the photos do.
struct DateSpan {
    std::int64_t earliest = 0;
    std::int64_t latest = 0;
    bool operator==(const DateSpan&) const = default;
};

/// A present file as lists of all photos need it.
struct ListedFile {
    FileId file;
    ContentId content;
    FolderId folder;
    std::string_view path; ///< bytes below the folder's path, valid during the visit
    std::int64_t date = 0; ///< seconds as ContentFilter uses them
    bool hasCaptureDate = false;
    ImageFormat format = ImageFormat::Unknown;
    std::uint64_t bytes = 0;
    std::string_view camera; ///< valid during the visit
};

/// One embedding: little-endian IEEE float16, L2-normalised before rounding.
struct EmbeddingRow {
    ContentId content;
    std::vector<std::uint16_t> vector;
};

/// An XMP file, and what was read from it.
struct SidecarRow {
    FileRow file;
    bool isRead = false; ///< the keywords are those of the file as it is
    std::vector<std::string> keywords;
};

/// A sidecar that the program wrote, for undo.
struct WrittenSidecar {
    std::int64_t id = 0;
    std::int64_t batch = 0; ///< what was written together
    std::filesystem::path path;
    std::optional<std::vector<std::uint8_t>> former; ///< what it held; empty if there was none
    ContentHash hash;                                ///< of what was written
};

/// A keyword of photos.
struct KeywordRow {
    std::string word;         ///< UTF-8, untrusted until it passes through displayText()
    std::uint64_t photos = 0; ///< contents of present files that have it
    bool operator==(const KeywordRow&) const = default;
};

struct FolderCounts {
    FolderId folder;
    std::uint64_t files = 0; ///< every regular file found, except Missing ones
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
    std::uint64_t toEmbed = 0; ///< contents of present files without an embedding in it
};

} // namespace lookalike
