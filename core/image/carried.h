// SPDX-License-Identifier: GPL-3.0-or-later
// Metadata that users, programs and phones store in a file besides the picture.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace lookalike {

/// Texts are well-formed UTF-8 without control characters (the caption keeps its line breaks),
/// truncated to the limits below. They remain untrusted until they pass through displayText().
struct Carried {
    /// Without duplicates; hierarchical keywords look like "Places|Italy|Rome".
    std::vector<std::string> keywords;
    std::string title;
    std::string caption;
    std::vector<std::string> faces; ///< names of persons whose faces or presence are recorded
    std::string placeName;          ///< "Trastevere, Rome, Italy"
    std::uint64_t videoBytes = 0;   ///< size of a motion photo's video; 0: no video

    bool operator==(const Carried&) const = default;
};

inline constexpr std::size_t kMaxCarriedWords = 512; ///< keywords, and names of persons
inline constexpr std::size_t kMaxCarriedWordBytes = 256;
inline constexpr std::size_t kMaxCarriedListBytes = std::size_t{16} << 10;
inline constexpr std::size_t kMaxTitleBytes = std::size_t{1} << 10; ///< also of a place name
inline constexpr std::size_t kMaxCaptionBytes = std::size_t{8} << 10;
/// An upper bound for the size of carriedText().
inline constexpr std::size_t kMaxCarriedBytes = std::size_t{48} << 10;

/// Returns `text` as one line: control characters become spaces, and both ends are trimmed.
[[nodiscard]] std::string carriedLine(std::string_view text, std::size_t mostBytes);
/// Like carriedLine(), but keeps line breaks as '\n'.
[[nodiscard]] std::string carriedParagraphs(std::string_view text, std::size_t mostBytes);
/// Adds a keyword or a name unless the list already has it or is full.
void addCarriedWord(std::vector<std::string>& list, std::string_view word);
void setCarriedCaption(Carried& carried, std::string_view text);

/// Joins words with one word per line, as the catalog stores keywords and names, and splits them
/// again, within the limits.
[[nodiscard]] std::string carriedLines(const std::vector<std::string>& words);
[[nodiscard]] std::vector<std::string> carriedWords(std::string_view lines);

/// Serialises all fields as one text, and parses it. Parsing accepts any bytes and stays within the
/// limits.
[[nodiscard]] std::string carriedText(const Carried& carried);
[[nodiscard]] Carried carriedFromText(std::string_view text);

} // namespace lookalike
