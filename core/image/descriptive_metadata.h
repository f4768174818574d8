// SPDX-License-Identifier: GPL-3.0-or-later
// What users and programs wrote about a photo, as far as it can be carried over to a copy of it:
// the descriptive fields of XMP (ISO 16684-1, IPTC Photo Metadata, MWG Guidelines 2.0). Values
// without Exiv2; any thread.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace lookalike {

/// Lists of words; each program has its own. The text form stores these numbers.
enum class WordList : std::uint8_t {
    Subject = 0,             ///< dc:subject; also IPTC keywords and the keywords of Windows
    HierarchicalSubject = 1, ///< lr:hierarchicalSubject, "Places|Italy|Rome"
    TagsList = 2,            ///< digiKam:TagsList, "Places/Italy/Rome"
    LastKeyword = 3,         ///< MicrosoftPhoto:LastKeywordXMP
    CatalogSets = 4,         ///< mediapro:CatalogSets, which hold albums
    ExpressionSets = 5,      ///< expressionmedia:CatalogSets, the same of an older program
    People = 6,              ///< Iptc4xmpExt:PersonInImage
};
inline constexpr std::size_t kWordLists = 7;

/// An album by the Metadata Working Group (mwg-coll:Collections).
struct PhotoAlbum {
    std::string name;
    std::string uri;
    auto operator<=>(const PhotoAlbum&) const = default;
};

/// A rectangle with somebody or something in it (mwg-rs:Regions). The centre and the size are
/// billionths of the stored picture's width and height.
struct PhotoRegion {
    std::string name;
    std::string type; ///< "Face", "Pet", "Focus", "BarCode"; may be empty
    std::int64_t x = 0;
    std::int64_t y = 0;
    std::int64_t width = 0;
    std::int64_t height = 0;
    auto operator<=>(const PhotoRegion&) const = default;
};

struct PhotoPlace {
    std::int64_t latitude = 0;            ///< billionths of a degree, north positive
    std::int64_t longitude = 0;           ///< east positive
    std::optional<std::int64_t> altitude; ///< millimetres above the sea
    auto operator<=>(const PhotoPlace&) const = default;
};

/// All texts are well-formed UTF-8 without control characters (a caption keeps its line ends).
struct DescriptiveMetadata {
    std::array<std::vector<std::string>, kWordLists> words; ///< by WordList; none twice
    std::vector<PhotoAlbum> albums;
    std::vector<PhotoRegion> regions;
    std::optional<int> rating; ///< -1 (rejected) to 5
    std::string title;
    std::string caption;
    std::string takenAt; ///< an XMP date ("2019-07-03T14:05:09+02:00"); empty: unknown
    std::optional<PhotoPlace> place;
    /// Location, city, state and country in words.
    std::array<std::string, 4> placeNames;

    [[nodiscard]] std::vector<std::string>& list(WordList which)
    {
        return words[static_cast<std::size_t>(which)];
    }
    [[nodiscard]] const std::vector<std::string>& list(WordList which) const
    {
        return words[static_cast<std::size_t>(which)];
    }
    bool operator==(const DescriptiveMetadata&) const = default;
};

inline constexpr std::size_t kMaxDescriptiveItems = 4096; ///< words, albums and regions together
inline constexpr std::size_t kMaxDescriptiveWordBytes = std::size_t{1} << 10;
inline constexpr std::size_t kMaxDescriptiveTextBytes = std::size_t{64} << 10;

/// Words, albums and regions together.
[[nodiscard]] std::size_t descriptiveItems(const DescriptiveMetadata& metadata);

/// All of it as one text without any meaning of its own, and back. Any bytes give something that
/// is within the limits; what was within them comes back as it was.
[[nodiscard]] std::string descriptiveText(const DescriptiveMetadata& metadata);
[[nodiscard]] DescriptiveMetadata descriptiveFromText(std::string_view text);

/// Whether a text is a date as XMP writes it (ISO 8601: "2019-07", "2019-07-03T14:05:09.5Z").
[[nodiscard]] bool isXmpDate(std::string_view text);

} // namespace lookalike
