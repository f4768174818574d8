// SPDX-License-Identifier: GPL-3.0-or-later
// The XMP properties that hold DescriptiveMetadata, for descriptive_reader.cpp and
// descriptive_writer.cpp only.
#pragma once

#include "core/image/descriptive_metadata.h"

#include <exiv2/exiv2.hpp>

#include <array>
#include <cstddef>
#include <string>

namespace lookalike {

/// The property that holds a list, and its type where it is made.
struct ListProperty {
    WordList list;
    const char* key;
    Exiv2::TypeId type;
};
inline constexpr std::array<ListProperty, kWordLists> kLists{
    {{WordList::Subject, "Xmp.dc.subject", Exiv2::xmpBag},
     {WordList::HierarchicalSubject, "Xmp.lr.hierarchicalSubject", Exiv2::xmpBag},
     {WordList::TagsList, "Xmp.digiKam.TagsList", Exiv2::xmpSeq},
     {WordList::LastKeyword, "Xmp.MicrosoftPhoto.LastKeywordXMP", Exiv2::xmpBag},
     {WordList::CatalogSets, "Xmp.mediapro.CatalogSets", Exiv2::xmpBag},
     {WordList::ExpressionSets, "Xmp.expressionmedia.CatalogSets", Exiv2::xmpBag},
     {WordList::People, "Xmp.iptcExt.PersonInImage", Exiv2::xmpBag}}};
inline constexpr std::array kPlaceNames{"Xmp.iptc.Location", "Xmp.photoshop.City",
                                        "Xmp.photoshop.State", "Xmp.photoshop.Country"};
inline constexpr const char* kTitle = "Xmp.dc.title";
inline constexpr const char* kCaption = "Xmp.dc.description";
inline constexpr const char* kRating = "Xmp.xmp.Rating";
inline constexpr const char* kDate = "Xmp.exif.DateTimeOriginal";
inline constexpr const char* kOtherDate = "Xmp.photoshop.DateCreated";
inline constexpr const char* kLatitude = "Xmp.exif.GPSLatitude";
inline constexpr const char* kLongitude = "Xmp.exif.GPSLongitude";
inline constexpr const char* kAltitude = "Xmp.exif.GPSAltitude";
inline constexpr const char* kAltitudeRef = "Xmp.exif.GPSAltitudeRef";
inline const std::string kRegions = "Xmp.mwg-rs.Regions";
inline const std::string kRegionList = kRegions + "/mwg-rs:RegionList";
inline const std::string kFrame = kRegions + "/mwg-rs:AppliedToDimensions";
inline const std::string kAlbums = "Xmp.mwg-coll.Collections";

/// Returns the key of a field in the structure with this number, from 1.
[[nodiscard]] inline std::string itemKey(const std::string& list, std::size_t number,
                                         const char* field)
{
    return list + "[" + std::to_string(number) + "]/" + field;
}

} // namespace lookalike
