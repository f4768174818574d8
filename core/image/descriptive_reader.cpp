// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/image/descriptive_reader.h"

#include "core/image/carried.h"
#include "core/image/descriptive_keys.h"
#include "core/image/xmp_coordinate.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace lookalike {

namespace {

constexpr std::array kIptcPlaceNames{"Iptc.Application2.SubLocation", "Iptc.Application2.City",
                                     "Iptc.Application2.ProvinceState",
                                     "Iptc.Application2.CountryName"};

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
    const auto latitude = parseCoordinate(valueOf(xmp, kLatitude), 'S', 'N', 90);
    const auto longitude = parseCoordinate(valueOf(xmp, kLongitude), 'W', 'E', 180);
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

} // namespace lookalike
