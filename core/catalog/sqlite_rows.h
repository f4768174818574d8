// SPDX-License-Identifier: GPL-3.0-or-later
// Converts between columns and rows, for reader and writer.
#pragma once

#include "core/catalog/rows.h"

#include <SQLiteCpp/Statement.h>

#include <string_view>

namespace lookalike {

/// The columns of fileFrom(), from the tables `files f JOIN folders d`.
inline constexpr const char* kFileColumns =
    "f.id, f.folder_id, d.path, f.path, f.device, f.inode, f.size, f.modified_ns, f.changed_ns,"
    " f.state, f.content_id, f.error, f.scanned_at";
[[nodiscard]] FileRow fileFrom(const SQLite::Statement& row);

/// The columns of folderFrom().
inline constexpr const char* kFolderColumns = "id, path, device, online, scanned_at";
[[nodiscard]] FolderRow folderFrom(const SQLite::Statement& row);

/// Reads the columns perceptual_hash and oriented_hashes, starting at `first`. Rows of an old
/// schema have no oriented hashes; they get the upright hash for each orientation.
[[nodiscard]] std::array<std::uint64_t, 8> perceptualHashesFrom(const SQLite::Statement& row,
                                                                int first);
/// Reads the column framed_hashes.
[[nodiscard]] std::optional<std::array<std::uint64_t, 8>>
framedHashesFrom(const SQLite::Statement& row, int column);

/// The columns of contentFrom(), and of bindContent() except the id.
inline constexpr const char* kContentColumns =
    "id, hash, bytes, width, height, format, taken_at, camera, lens, latitude, longitude, rating,"
    " orientation, perceptual_hash, oriented_hashes, framed_hashes, frames, animated, alpha, bits,"
    " extras, keywords, title, caption, faces, place_name, video_bytes";
[[nodiscard]] ContentRow contentFrom(const SQLite::Statement& row);
/// Binds hash to video_bytes as parameters 1 to 26.
void bindContent(SQLite::Statement& statement, const ContentRow& content);

/// Binds frames, animated, alpha, bits and extras as five parameters starting at `first`; NULL if
/// they are unknown.
void bindFacts(SQLite::Statement& statement, int first, const std::optional<PictureFacts>& facts);

/// Binds device, inode, size, modified_ns and changed_ns as five parameters starting at `first`.
void bindStamp(SQLite::Statement& statement, int first, const FileStamp& stamp);

/// Returns a hash as it is stored: 16 bytes of XXH3-128 or 32 of SHA-256. Refers to `hash`.
[[nodiscard]] std::string_view bytesOf(const ContentHash& hash) noexcept;
std::string_view bytesOf(ContentHash&&) = delete;
[[nodiscard]] ContentHash hashFrom(std::string_view blob) noexcept;

} // namespace lookalike
