// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/image/shot_facts.h"

#include "core/image/exif_date.h"

#include <exiv2/exiv2.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <string>
#include <string_view>
#include <utility>

namespace lookalike {
namespace {

const Exiv2::Exifdatum* find(const Exiv2::ExifData& exif, const char* key)
{
    const auto found = exif.findKey(Exiv2::ExifKey(key));
    return found == exif.end() || found->count() == 0 ? nullptr : &*found;
}

std::string rawText(const Exiv2::ExifData& exif, const char* key)
{
    const Exiv2::Exifdatum* const found = find(exif, key);
    return found == nullptr ? std::string() : found->toString();
}

std::optional<double> numberOf(const Exiv2::ExifData& exif, const char* key)
{
    const Exiv2::Exifdatum* const found = find(exif, key);
    if (found == nullptr)
        return {};
    double value = 0;
    if (found->typeId() == Exiv2::unsignedRational || found->typeId() == Exiv2::signedRational) {
        const Exiv2::Rational ratio = found->toRational();
        if (ratio.second == 0)
            return {};
        value = static_cast<double>(ratio.first) / ratio.second;
        if (found->typeId() == Exiv2::unsignedRational)
            value = static_cast<double>(static_cast<std::uint32_t>(ratio.first)) /
                    static_cast<std::uint32_t>(ratio.second);
    } else {
        value = static_cast<double>(found->toFloat());
    }
    return std::isfinite(value) ? std::optional(value) : std::nullopt;
}

/// Returns 0 if the value is missing or implausible.
double exposureOf(const Exiv2::ExifData& exif, const char* key)
{
    const double value = numberOf(exif, key).value_or(0);
    return value > 0 && value <= kMostExposure ? value : 0;
}

/// "25" stands for .25 of a second.
void readSubSecond(std::string_view text, ShotFacts& facts)
{
    constexpr std::size_t kMostDigits = 6;
    const std::size_t digits =
        std::min({text.find_first_not_of("0123456789"), text.size(), kMostDigits});
    if (digits == 0)
        return;
    std::int32_t micros = 0;
    for (std::size_t i = 0; i < kMostDigits; ++i)
        micros = micros * 10 + (i < digits ? text[i] - '0' : 0);
    facts.micros = micros;
    facts.subSecondDigits = static_cast<std::uint8_t>(digits);
}

/// FNV-1a, because some counters are not plain numbers.
std::uint64_t digestOf(std::string_view text)
{
    std::uint64_t digest = 0xcbf29ce484222325ULL;
    for (const char c : text)
        digest = (digest ^ static_cast<unsigned char>(c)) * 0x100000001b3ULL;
    return digest;
}

void readCounter(const Exiv2::ExifData& exif, ShotFacts& facts)
{
    using Counter = ShotFacts::Counter;
    constexpr std::array<std::pair<Counter, const char*>, 6> kPlaces{
        {{Counter::Nikon, "Exif.Nikon3.ShutterCount"},
         {Counter::Canon, "Exif.Canon.FileNumber"},
         {Counter::CanonFile, "Exif.CanonFi.FileNumber"},
         {Counter::Panasonic, "Exif.Panasonic.SequenceNumber"},
         {Counter::Pentax, "Exif.Pentax.ShutterCount"},
         {Counter::Exif, "Exif.Image.ImageNumber"}}};
    for (const auto& [place, key] : kPlaces) {
        std::string text;
        try {
            text = rawText(exif, key);
        } catch (const Exiv2::AnyError&) {
            continue; // a key that this version of Exiv2 does not know
        }
        if (text.empty() || text == "0")
            continue;
        facts.counter = place;
        facts.frame = digestOf(text);
        return;
    }
}

} // namespace

ShotFacts shotFacts(const Exiv2::ExifData& exif)
{
    ShotFacts facts;
    facts.namesCamera =
        !rawText(exif, "Exif.Image.Make").empty() || !rawText(exif, "Exif.Image.Model").empty();
    for (const char* key : {"Exif.Photo.DateTimeOriginal", "Exif.Image.DateTimeOriginal"})
        if (!facts.takenAt)
            facts.takenAt = parseExifDate(rawText(exif, key));
    readSubSecond(rawText(exif, "Exif.Photo.SubSecTimeOriginal"), facts);
    facts.exposureSeconds = exposureOf(exif, "Exif.Photo.ExposureTime");
    facts.aperture = exposureOf(exif, "Exif.Photo.FNumber");
    facts.iso = exposureOf(exif, "Exif.Photo.ISOSpeedRatings");
    facts.bias = numberOf(exif, "Exif.Photo.ExposureBiasValue");
    if (facts.bias && std::abs(*facts.bias) > kMostBias)
        facts.bias.reset();
    readCounter(exif, facts);
    return facts;
}

} // namespace lookalike
