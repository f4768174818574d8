// SPDX-License-Identifier: GPL-3.0-or-later
// Names and .trashinfo texts by the Trash Specification 1.0 of freedesktop.org.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace lookalike {

/// What stands behind a name in the trash's info folder.
inline constexpr std::string_view kTrashInfoSuffix = ".trashinfo";

/// Bytes but letters, digits and "-_.~/" as %XX: ASCII whatever goes in.
[[nodiscard]] std::string percentEncoded(std::string_view bytes);
/// The reverse; nothing where a % is not followed by two hexadecimal digits.
[[nodiscard]] std::optional<std::string> percentDecoded(std::string_view text);

/// The text of a .trashinfo: `origin` is absolute, or relative to the top folder of a volume.
[[nodiscard]] std::string trashInfoText(std::string_view origin, std::int64_t deletedAt);

/// Whether `text` is, or is the beginning of, what trashInfoText() makes for this origin at any
/// time: all that a crash can have left of it.
[[nodiscard]] bool isTrashInfoOf(std::string_view text, std::string_view origin);

/// The name of a file in the trash: its own, with `distinction` before the extension, shortened to
/// at most `most` bytes at a UTF-8 boundary where it is UTF-8.
[[nodiscard]] std::string nameInTrash(std::string_view name, std::string_view distinction,
                                      std::size_t most);

} // namespace lookalike
