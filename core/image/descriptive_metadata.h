// SPDX-License-Identifier: GPL-3.0-or-later
// What users and programs wrote about a photo, as far as it can be transferred to a copy: the
// descriptive fields of XMP (ISO 16684-1, IPTC Photo Metadata, MWG Guidelines 2.0). Plain values
// that do not depend on Exiv2; any thread.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace lookalike {

/// Word lists of different programs. The text form stores these numbers.
enum class WordList : std::uint8_t {
    Subject = 0,             ///< dc:subject; also IPTC and Windows keywords
    HierarchicalSubject = 1, ///< lr:hierarchicalSubject, "Places|Italy|Rome"
    TagsList = 2,            ///< digiKam:TagsList, "Places/Italy/Rome"
    LastKeyword = 3,         ///< MicrosoftPhoto:LastKeywordXMP
    CatalogSets = 4,         ///< mediapro:CatalogSets, used for albums
    ExpressionSets = 5,      ///< expressionmedia:CatalogSets, the same of an older program
    People = 6,              ///< Iptc4xmpExt:PersonInImage
};
inline constexpr std::size_t kWordLists = 7;

/// An album as defined by the Metadata Working Group (mwg-coll:Collections).
struct PhotoAlbum {
    std::string name;
    std::string uri;
    auto operator<=>(const PhotoAlbum&) const = default;
};

/// A rectangle around a person or an object (mwg-rs:Regions). Centre and size are in billionths of
/// the stored picture's width and height.
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
    std::optional<std::int64_t> altitude; ///< millimetres above sea level
    auto operator<=>(const PhotoPlace&) const = default;
};

/// All texts are well-formed UTF-8 without control characters (the caption keeps its line breaks).
struct DescriptiveMetadata {
    std::array<std::vector<std::string>, kWordLists> words; ///< by WordList; without duplicates
    std::vector<PhotoAlbum> albums;
    std::vector<PhotoRegion> regions;
    std::optional<int> rating; ///< -1 (rejected) to 5
    std::string title;
    std::string caption;
    std::string takenAt; ///< an XMP date ("2019-07-03T14:05:09+02:00"); empty: unknown
    std::optional<PhotoPlace> place;
    /// Names of location, city, state and country.
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

/// Returns the number of words, albums and regions together.
[[nodiscard]] std::size_t descriptiveItems(const DescriptiveMetadata& metadata);

/// Serialises all fields in a private text format, and parses it. Parsing accepts any bytes and
/// stays within the limits. Metadata within the limits survives a round trip unchanged.
[[nodiscard]] std::string descriptiveText(const DescriptiveMetadata& metadata);
[[nodiscard]] DescriptiveMetadata descriptiveFromText(std::string_view text);

/// Returns true if a text is an XMP date (ISO 8601: "2019-07", "2019-07-03T14:05:09.5Z").
[[nodiscard]] bool isXmpDate(std::string_view text);

} // namespace lookalike
