// SPDX-License-Identifier: GPL-3.0-or-later
// What a file carries besides its picture because a user, a program or a telephone put it there.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace lookalike {

/// Texts are well-formed UTF-8 without control characters (the caption keeps its line ends) and cut
/// to the limits below; they still are hostile until displayText() has seen them.
struct Carried {
    /// Without repetitions; "Places|Italy|Rome" where one stands below others.
    std::vector<std::string> keywords;
    std::string title;
    std::string caption;
    std::vector<std::string> faces; ///< names of those whose faces or presence are noted
    std::string placeName;          ///< "Trastevere, Rome, Italy"
    std::uint64_t videoBytes = 0;   ///< of the video of a motion photo; 0: there is none

    bool operator==(const Carried&) const = default;
};

inline constexpr std::size_t kMaxCarriedWords = 512; ///< keywords, and names
inline constexpr std::size_t kMaxCarriedWordBytes = 256;
inline constexpr std::size_t kMaxCarriedListBytes = std::size_t{16} << 10;
inline constexpr std::size_t kMaxTitleBytes = std::size_t{1} << 10; ///< and of a place's name
inline constexpr std::size_t kMaxCaptionBytes = std::size_t{8} << 10;
/// More than carriedText() ever gives.
inline constexpr std::size_t kMaxCarriedBytes = std::size_t{48} << 10;

/// `text` as a line: control characters become spaces, and none stands at its ends.
[[nodiscard]] std::string carriedLine(std::string_view text, std::size_t mostBytes);
/// The same with its line ends, as '\n'.
[[nodiscard]] std::string carriedParagraphs(std::string_view text, std::size_t mostBytes);
/// Adds a keyword or a name, unless it is there already or the list is full.
void addCarriedWord(std::vector<std::string>& list, std::string_view word);
void setCarriedCaption(Carried& carried, std::string_view text);

/// One word a line, as the catalog stores keywords and names; and back, within the limits.
[[nodiscard]] std::string carriedLines(const std::vector<std::string>& words);
[[nodiscard]] std::vector<std::string> carriedWords(std::string_view lines);

/// All of it as one text, and back. Any bytes give something that is within the limits.
[[nodiscard]] std::string carriedText(const Carried& carried);
[[nodiscard]] Carried carriedFromText(std::string_view text);

} // namespace lookalike
