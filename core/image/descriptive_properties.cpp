// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/image/descriptive_properties.h"

#include "core/image/carried.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <string_view>
#include <type_traits>

namespace lookalike {

namespace {

constexpr double kBillionths = 1e9;

struct ListProperty {
    WordList list;
    const char* key;
    Exiv2::TypeId type;
};
constexpr std::array<ListProperty, kWordLists> kLists{
    {{WordList::Subject, "Xmp.dc.subject", Exiv2::xmpBag},
     {WordList::HierarchicalSubject, "Xmp.lr.hierarchicalSubject", Exiv2::xmpBag},
     {WordList::TagsList, "Xmp.digiKam.TagsList", Exiv2::xmpSeq},
     {WordList::LastKeyword, "Xmp.MicrosoftPhoto.LastKeywordXMP", Exiv2::xmpBag},
     {WordList::CatalogSets, "Xmp.mediapro.CatalogSets", Exiv2::xmpBag},
     {WordList::ExpressionSets, "Xmp.expressionmedia.CatalogSets", Exiv2::xmpBag},
     {WordList::People, "Xmp.iptcExt.PersonInImage", Exiv2::xmpBag}}};
constexpr std::array kPlaceNames{"Xmp.iptc.Location", "Xmp.photoshop.City", "Xmp.photoshop.State",
                                 "Xmp.photoshop.Country"};
constexpr std::array kIptcPlaceNames{"Iptc.Application2.SubLocation", "Iptc.Application2.City",
                                     "Iptc.Application2.ProvinceState",
                                     "Iptc.Application2.CountryName"};
constexpr const char* kTitle = "Xmp.dc.title";
constexpr const char* kCaption = "Xmp.dc.description";
constexpr const char* kRating = "Xmp.xmp.Rating";
constexpr const char* kDate = "Xmp.exif.DateTimeOriginal";
constexpr const char* kOtherDate = "Xmp.photoshop.DateCreated";
constexpr const char* kLatitude = "Xmp.exif.GPSLatitude";
constexpr const char* kLongitude = "Xmp.exif.GPSLongitude";
constexpr const char* kAltitude = "Xmp.exif.GPSAltitude";
constexpr const char* kAltitudeRef = "Xmp.exif.GPSAltitudeRef";
const std::string kRegions = "Xmp.mwg-rs.Regions";
const std::string kRegionList = kRegions + "/mwg-rs:RegionList";
const std::string kFrame = kRegions + "/mwg-rs:AppliedToDimensions";
const std::string kAlbums = "Xmp.mwg-coll.Collections";

std::string itemKey(const std::string& list, std::size_t number, const char* field)
{
    return list + "[" + std::to_string(number) + "]/" + field;
}

std::string valueOf(const Exiv2::XmpData& xmp, const std::string& key)
{
    const auto found = xmp.findKey(Exiv2::XmpKey(key));
    return found == xmp.end() ? std::string() : found->toString();
}

/// Returns the default of alternatives in several languages.
std::string defaultText(const Exiv2::XmpData& xmp, const char* key)
{
    const auto found = xmp.findKey(Exiv2::XmpKey(key));
    if (found == xmp.end())
        return {};
    if (found->typeId() != Exiv2::langAlt)
        return found->toString();
    const auto& texts = static_cast<const Exiv2::LangAltValue&>(found->value()).value_;
    const auto chosen = texts.find("x-default");
    return texts.empty()           ? std::string()
           : chosen != texts.end() ? chosen->second
                                   : texts.begin()->second;
}

void addWord(std::vector<std::string>& list, const std::string& text)
{
    std::string word = carriedLine(text, kMaxDescriptiveWordBytes);
    if (!word.empty() && std::ranges::find(list, word) == list.end())
        list.push_back(std::move(word));
}

std::int64_t billionths(const std::string& text)
{
    const double value = std::strtod(text.c_str(), nullptr);
    return std::isfinite(value) && std::abs(value) <= 2.0 ? std::llround(value * kBillionths) : 0;
}

/// Parses "48,53.5512N" and "48,53,33N" (XMP specification part 2, GPSCoordinate).
std::optional<std::int64_t> coordinate(std::string_view text, char negative, char positive,
                                       int limit)
{
    if (text.size() < 3 || (text.back() != negative && text.back() != positive))
        return std::nullopt;
    const double sign = text.back() == negative ? -1.0 : 1.0;
    std::string numbers(text.substr(0, text.size() - 1));
    double degrees = 0.0;
    double unit = 1.0;
    const char* at = numbers.c_str();
    for (int part = 0; part < 3; ++part, unit /= 60.0) {
        char* end = nullptr;
        const double value = std::strtod(at, &end);
        if (end == at || !std::isfinite(value) || value < 0.0)
            return std::nullopt;
        degrees += value * unit;
        if (*end == '\0')
            return degrees <= limit ? std::optional(std::llround(sign * degrees * kBillionths))
                                    : std::nullopt;
        if (*end != ',')
            return std::nullopt;
        at = end + 1;
    }
    return std::nullopt;
}

std::string coordinateText(std::int64_t billionthDegrees, char negative, char positive)
{
    constexpr std::int64_t kWhole = 1'000'000'000;
    const auto size = static_cast<std::uint64_t>(std::llabs(billionthDegrees));
    // Minutes with nine decimal places, independent of the locale.
    const std::uint64_t minutes = size % kWhole * 60;
    std::array<char, 64> text{};
    std::snprintf(text.data(), text.size(), "%llu,%llu.%09llu%c",
                  static_cast<unsigned long long>(size / kWhole),
                  static_cast<unsigned long long>(minutes / kWhole),
                  static_cast<unsigned long long>(minutes % kWhole),
                  billionthDegrees < 0 ? negative : positive);
    return text.data();
}

std::optional<std::int64_t> altitudeOf(const Exiv2::Metadatum& value, bool isBelow)
{
    if (value.count() == 0)
        return std::nullopt;
    const Exiv2::Rational meters = value.toRational();
    if (meters.second == 0)
        return std::nullopt;
    const double size = static_cast<double>(meters.first) / meters.second;
    if (!std::isfinite(size) || std::abs(size) > 1e6)
        return std::nullopt;
    return std::llround((isBelow ? -size : size) * 1000.0);
}

void addPlace(DescriptiveMetadata& metadata, const Exiv2::XmpData& xmp)
{
    const auto latitude = coordinate(valueOf(xmp, kLatitude), 'S', 'N', 90);
    const auto longitude = coordinate(valueOf(xmp, kLongitude), 'W', 'E', 180);
    if (!latitude || !longitude)
        return;
    metadata.place = PhotoPlace{*latitude, *longitude, {}};
    if (const auto found = xmp.findKey(Exiv2::XmpKey(kAltitude)); found != xmp.end())
        metadata.place->altitude = altitudeOf(*found, valueOf(xmp, kAltitudeRef) == "1");
}

void addRegions(DescriptiveMetadata& metadata, const Exiv2::XmpData& xmp)
{
    for (std::size_t i = 1; i <= kMaxDescriptiveItems; ++i) {
        const auto field = [&](const char* name) {
            return valueOf(xmp, itemKey(kRegionList, i, name));
        };
        if (xmp.findKey(Exiv2::XmpKey(kRegionList + "[" + std::to_string(i) + "]")) == xmp.end() &&
            field("mwg-rs:Area/stArea:x").empty())
            return;
        metadata.regions.push_back(
            {carriedLine(field("mwg-rs:Name"), kMaxDescriptiveWordBytes),
             carriedLine(field("mwg-rs:Type"), kMaxDescriptiveWordBytes),
             billionths(field("mwg-rs:Area/stArea:x")), billionths(field("mwg-rs:Area/stArea:y")),
             billionths(field("mwg-rs:Area/stArea:w")), billionths(field("mwg-rs:Area/stArea:h"))});
    }
}

void addAlbums(DescriptiveMetadata& metadata, const Exiv2::XmpData& xmp)
{
    for (std::size_t i = 1; i <= kMaxDescriptiveItems; ++i) {
        const auto field = [&](const char* name) {
            return carriedLine(valueOf(xmp, itemKey(kAlbums, i, name)), kMaxDescriptiveWordBytes);
        };
        PhotoAlbum album{field("mwg-coll:CollectionName"), field("mwg-coll:CollectionURI")};
        if (album.name.empty())
            return;
        if (std::ranges::find(metadata.albums, album) == metadata.albums.end())
            metadata.albums.push_back(std::move(album));
    }
}

/// Formats seconds since 1970 as "2016-02-09T19:24:58".
std::string dateText(std::int64_t seconds)
{
    const std::chrono::sys_seconds time{std::chrono::seconds(seconds)};
    const auto day = std::chrono::floor<std::chrono::days>(time);
    const std::chrono::year_month_day date(day);
    const std::chrono::hh_mm_ss clock(time - day);
    std::array<char, 64> text{};
    std::snprintf(text.data(), text.size(), "%04d-%02u-%02uT%02d:%02d:%02d",
                  static_cast<int>(date.year()), static_cast<unsigned>(date.month()),
                  static_cast<unsigned>(date.day()), static_cast<int>(clock.hours().count()),
                  static_cast<int>(clock.minutes().count()),
                  static_cast<int>(clock.seconds().count()));
    return text.data();
}

std::string exifText(const Exiv2::ExifData& exif, const char* key)
{
    const auto found = exif.findKey(Exiv2::ExifKey(key));
    return found == exif.end() ? std::string() : carriedLine(found->toString(), 64);
}

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

void addXmp(DescriptiveMetadata& metadata, const Exiv2::XmpData& xmp)
{
    for (const Exiv2::Xmpdatum& datum : xmp)
        for (const ListProperty& property : kLists)
            if (datum.key() == property.key) {
                const auto count = datum.count();
                for (std::remove_const_t<decltype(count)> i = 0; i < count; ++i)
                    addWord(metadata.list(property.list), datum.toString(i));
            }
    addAlbums(metadata, xmp);
    addRegions(metadata, xmp);
    const std::string rating = carriedLine(valueOf(xmp, kRating), 16);
    int stars = 0;
    if (std::from_chars(rating.data(), rating.data() + rating.size(), stars).ec == std::errc() &&
        stars >= -1 && stars <= 5)
        metadata.rating = stars;
    metadata.title = carriedLine(defaultText(xmp, kTitle), kMaxDescriptiveWordBytes);
    metadata.caption = carriedParagraphs(defaultText(xmp, kCaption), kMaxDescriptiveTextBytes);
    for (const char* key : {kDate, kOtherDate})
        if (const std::string date = valueOf(xmp, key); metadata.takenAt.empty() && isXmpDate(date))
            metadata.takenAt = date;
    addPlace(metadata, xmp);
    for (std::size_t i = 0; i < kPlaceNames.size(); ++i)
        metadata.placeNames[i] =
            carriedLine(valueOf(xmp, kPlaceNames[i]), kMaxDescriptiveWordBytes);
}

void addIptc(DescriptiveMetadata& metadata, const Exiv2::IptcData& iptc)
{
    for (const Exiv2::Iptcdatum& datum : iptc)
        if (datum.key() == "Iptc.Application2.Keywords")
            addWord(metadata.list(WordList::Subject), datum.toString());
    for (std::size_t i = 0; i < kIptcPlaceNames.size(); ++i)
        if (const auto found = iptc.findKey(Exiv2::IptcKey(kIptcPlaceNames[i]));
            found != iptc.end() && metadata.placeNames[i].empty())
            metadata.placeNames[i] = carriedLine(found->toString(), kMaxDescriptiveWordBytes);
}

void addExif(DescriptiveMetadata& metadata, const Exiv2::ExifData& exif, const Metadata& known)
{
    if (const auto found = exif.findKey(Exiv2::ExifKey("Exif.Image.XPKeywords"));
        found != exif.end()) {
        const std::string all = found->print(&exif);
        for (std::string_view words = all; !words.empty();) {
            const auto end = std::min(words.find(';'), words.size());
            addWord(metadata.list(WordList::Subject), std::string(words.substr(0, end)));
            words.remove_prefix(std::min(end + 1, words.size()));
        }
    }
    if (!metadata.rating)
        metadata.rating = known.rating;
    if (known.takenAt && !exifText(exif, "Exif.Photo.DateTimeOriginal").empty()) {
        metadata.takenAt = dateText(*known.takenAt);
        const std::string part = exifText(exif, "Exif.Photo.SubSecTimeOriginal");
        const std::string zone = exifText(exif, "Exif.Photo.OffsetTimeOriginal");
        std::string whole = metadata.takenAt + (part.empty() ? "" : "." + part) + zone;
        if (isXmpDate(whole))
            metadata.takenAt = std::move(whole);
    } else if (known.takenAt && metadata.takenAt.empty()) {
        metadata.takenAt = dateText(*known.takenAt);
    }
    if (known.latitude && known.longitude) {
        metadata.place = PhotoPlace{std::llround(*known.latitude * kBillionths),
                                    std::llround(*known.longitude * kBillionths),
                                    {}};
        const auto reference = exif.findKey(Exiv2::ExifKey("Exif.GPSInfo.GPSAltitudeRef"));
        const bool isBelow = reference != exif.end() && reference->toString() == "1";
        if (const auto found = exif.findKey(Exiv2::ExifKey("Exif.GPSInfo.GPSAltitude"));
            found != exif.end())
            metadata.place->altitude = altitudeOf(*found, isBelow);
    }
}

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
