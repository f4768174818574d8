// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/image/descriptive_writer.h"

#include "core/image/descriptive_keys.h"
#include "core/image/descriptive_reader.h"
#include "core/image/xmp_coordinate.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <iterator>
#include <string_view>
#include <vector>

namespace lookalike {

namespace {

void setText(Exiv2::XmpData& xmp, const std::string& key, const std::string& text)
{
    xmp[key] = text;
}

void erase(Exiv2::XmpData& xmp, const std::string& key)
{
    for (auto datum = xmp.begin(); datum != xmp.end();)
        datum = datum->key() == key || datum->key().starts_with(key + "[") ||
                        datum->key().starts_with(key + "/")
                    ? xmp.erase(datum)
                    : std::next(datum);
}

void setList(Exiv2::XmpData& xmp, const ListProperty& property,
             const std::vector<std::string>& words)
{
    const auto found = xmp.findKey(Exiv2::XmpKey(property.key));
    const bool isList = found != xmp.end() &&
                        (found->typeId() == Exiv2::xmpSeq || found->typeId() == Exiv2::xmpBag);
    Exiv2::XmpArrayValue list(isList ? found->typeId() : property.type);
    for (const std::string& word : words)
        list.read(word);
    erase(xmp, property.key);
    xmp.add(Exiv2::XmpKey(property.key), &list);
}

/// Keeps texts in other languages.
void setDefaultText(Exiv2::XmpData& xmp, const char* key, const std::string& text)
{
    Exiv2::LangAltValue value;
    const auto found = xmp.findKey(Exiv2::XmpKey(key));
    if (found != xmp.end() && found->typeId() == Exiv2::langAlt)
        value.value_ = static_cast<const Exiv2::LangAltValue&>(found->value()).value_;
    value.value_["x-default"] = text;
    erase(xmp, key);
    xmp.add(Exiv2::XmpKey(key), &value);
}

void setStructures(Exiv2::XmpData& xmp, const std::string& list)
{
    Exiv2::XmpTextValue bag;
    bag.setXmpArrayType(Exiv2::XmpValue::xaBag);
    xmp.add(Exiv2::XmpKey(list), &bag);
}

std::string fraction(std::int64_t billionth)
{
    std::array<char, 32> text{};
    std::snprintf(text.data(), text.size(), "%s%lld.%09lld", billionth < 0 ? "-" : "",
                  std::llabs(billionth) / 1'000'000'000, std::llabs(billionth) % 1'000'000'000);
    return text.data();
}

/// Appends only new regions, so that all properties of the existing ones are kept.
void addNewRegions(Exiv2::XmpData& xmp, const std::vector<PhotoRegion>& regions,
                   const std::vector<PhotoRegion>& present, const SidecarRequest& request)
{
    if (present.empty()) {
        erase(xmp, kRegions);
        setText(xmp, kFrame + "/stDim:w", std::to_string(request.width));
        setText(xmp, kFrame + "/stDim:h", std::to_string(request.height));
        setText(xmp, kFrame + "/stDim:unit", "pixel");
        setStructures(xmp, kRegionList);
    }
    std::size_t number = present.size();
    for (const PhotoRegion& region : regions) {
        if (std::ranges::find(present, region) != present.end())
            continue;
        ++number;
        const auto set = [&](const char* field, const std::string& text) {
            if (!text.empty())
                setText(xmp, itemKey(kRegionList, number, field), text);
        };
        set("mwg-rs:Name", region.name);
        set("mwg-rs:Type", region.type);
        set("mwg-rs:Area/stArea:x", fraction(region.x));
        set("mwg-rs:Area/stArea:y", fraction(region.y));
        set("mwg-rs:Area/stArea:w", fraction(region.width));
        set("mwg-rs:Area/stArea:h", fraction(region.height));
        set("mwg-rs:Area/stArea:unit", "normalized");
    }
}

void setAlbums(Exiv2::XmpData& xmp, const std::vector<PhotoAlbum>& albums)
{
    erase(xmp, kAlbums);
    setStructures(xmp, kAlbums);
    for (std::size_t i = 0; i < albums.size(); ++i) {
        setText(xmp, itemKey(kAlbums, i + 1, "mwg-coll:CollectionName"), albums[i].name);
        if (!albums[i].uri.empty())
            setText(xmp, itemKey(kAlbums, i + 1, "mwg-coll:CollectionURI"), albums[i].uri);
    }
}

void setPlace(Exiv2::XmpData& xmp, const PhotoPlace& place)
{
    setText(xmp, kLatitude, coordinateText(place.latitude, 'S', 'N'));
    setText(xmp, kLongitude, coordinateText(place.longitude, 'W', 'E'));
    if (place.altitude) {
        setText(xmp, kAltitude, std::to_string(std::llabs(*place.altitude)) + "/1000");
        setText(xmp, kAltitudeRef, *place.altitude < 0 ? "1" : "0");
    }
}

} // namespace

bool isDescriptiveProperty(const std::string& key)
{
    const auto isPartOf = [&key](std::string_view property) {
        return key == property || (key.starts_with(property) &&
                                   (key[property.size()] == '/' || key[property.size()] == '['));
    };
    return std::ranges::any_of(kLists,
                               [&](const ListProperty& list) { return isPartOf(list.key); }) ||
           std::ranges::any_of(kPlaceNames, isPartOf) ||
           std::ranges::any_of(std::array{kTitle, kCaption, kRating, kDate, kLatitude, kLongitude,
                                          kAltitude, kAltitudeRef},
                               isPartOf) ||
           isPartOf(kRegions) || isPartOf(kAlbums);
}

void setDescriptive(Exiv2::XmpData& xmp, const SidecarRequest& request)
{
    const DescriptiveMetadata& wanted = request.metadata;
    DescriptiveMetadata present;
    addXmp(present, xmp);
    for (const ListProperty& property : kLists)
        if (wanted.list(property.list) != present.list(property.list))
            setList(xmp, property, wanted.list(property.list));
    if (wanted.albums != present.albums)
        setAlbums(xmp, wanted.albums);
    if (wanted.regions != present.regions)
        addNewRegions(xmp, wanted.regions, present.regions, request);
    if (wanted.rating && wanted.rating != present.rating)
        setText(xmp, kRating, std::to_string(*wanted.rating));
    if (wanted.title != present.title)
        setDefaultText(xmp, kTitle, wanted.title);
    if (wanted.caption != present.caption)
        setDefaultText(xmp, kCaption, wanted.caption);
    if (wanted.takenAt != present.takenAt && wanted.takenAt != request.embedded.takenAt)
        setText(xmp, kDate, wanted.takenAt);
    if (wanted.place && wanted.place != present.place && wanted.place != request.embedded.place)
        setPlace(xmp, *wanted.place);
    for (std::size_t i = 0; i < kPlaceNames.size(); ++i)
        if (wanted.placeNames[i] != present.placeNames[i])
            setText(xmp, kPlaceNames[i], wanted.placeNames[i]);
}

} // namespace lookalike
