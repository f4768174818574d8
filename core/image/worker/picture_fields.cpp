// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/image/worker/picture_fields.h"

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>

namespace lookalike {

namespace {

constexpr std::uint32_t kHasDate = 1;
constexpr std::uint32_t kHasPlace = 2;
constexpr std::uint32_t kHasRating = 4;
constexpr std::uint32_t kAllFlags = kHasDate | kHasPlace | kHasRating;

constexpr std::uint8_t kIsAnimated = 1;
constexpr std::uint8_t kHasAlpha = 2;
constexpr std::uint8_t kHasDigest = 4;
constexpr std::uint8_t kAllFactFlags = kIsAnimated | kHasAlpha | kHasDigest;
constexpr std::size_t kDigestBytes = 64; ///< hexadecimal digits of SHA-256

constexpr std::uint8_t kNamesCamera = 1;
constexpr std::uint8_t kHasShotDate = 2;
constexpr std::uint8_t kHasFraction = 4;
constexpr std::uint8_t kHasBias = 8;
constexpr std::uint8_t kAllShotFlags = kNamesCamera | kHasShotDate | kHasFraction | kHasBias;

/// Seconds of the years 1800 and 10000, the range that readMetadata() accepts.
constexpr std::int64_t kFirstDate = -5'364'662'400;
constexpr std::int64_t kLastDate = 253'402'300'800;

constexpr int kLowestRating = -1;
constexpr int kHighestRating = 5;

bool isWithin(double value, double limit)
{
    return std::isfinite(value) && std::abs(value) <= limit;
}

/// Writes validated values to `out`. Returns false if a value is invalid.
bool readMetadataFields(FieldReader& in, Metadata& out)
{
    const auto flags = in.get<std::uint32_t>();
    const auto date = in.get<std::int64_t>();
    const auto latitude = in.get<double>();
    const auto longitude = in.get<double>();
    const auto rating = in.get<std::int8_t>();
    const int orientation = in.get<std::uint8_t>();
    if ((flags & ~kAllFlags) != 0 || orientation < 1 || orientation > 8)
        return false;
    out.orientation = orientation;
    if ((flags & kHasDate) != 0) {
        if (date < kFirstDate || date >= kLastDate)
            return false;
        out.takenAt = date;
    }
    if ((flags & kHasPlace) != 0) {
        if (!isWithin(latitude, 90.0) || !isWithin(longitude, 180.0))
            return false;
        out.latitude = latitude;
        out.longitude = longitude;
    }
    if ((flags & kHasRating) != 0) {
        if (rating < kLowestRating || rating > kHighestRating)
            return false;
        out.rating = rating;
    }
    return true;
}

void writeMetadataFields(FieldWriter& out, const Metadata& metadata)
{
    const bool place = metadata.latitude && metadata.longitude;
    out.put((metadata.takenAt ? kHasDate : 0U) | (place ? kHasPlace : 0U) |
            (metadata.rating ? kHasRating : 0U));
    out.put(metadata.takenAt.value_or(0));
    out.put(place ? *metadata.latitude : 0.0);
    out.put(place ? *metadata.longitude : 0.0);
    out.put(static_cast<std::int8_t>(metadata.rating.value_or(0)));
    out.put(static_cast<std::uint8_t>(metadata.orientation));
}

/// Returns false if a value is invalid.
bool readShotFields(FieldReader& in, ShotFacts& out)
{
    constexpr std::int32_t kSecond = 1'000'000;
    const auto flags = in.get<std::uint8_t>();
    const auto takenAt = in.get<std::int64_t>();
    const auto micros = in.get<std::int32_t>();
    const auto digits = in.get<std::uint8_t>();
    const auto bias = in.get<double>();
    const auto counter = in.get<std::uint8_t>();
    for (double* const value : {&out.exposureSeconds, &out.aperture, &out.iso}) {
        *value = in.get<double>();
        if (!isWithin(*value, kMostExposure) || *value < 0)
            return false;
    }
    out.frame = in.get<std::uint64_t>();
    if ((flags & ~kAllShotFlags) != 0 || counter > static_cast<std::uint8_t>(kLastCounter))
        return false;
    out.namesCamera = (flags & kNamesCamera) != 0;
    out.counter = static_cast<ShotFacts::Counter>(counter);
    if ((flags & kHasShotDate) != 0) {
        if (takenAt < kFirstDate || takenAt >= kLastDate)
            return false;
        out.takenAt = takenAt;
    }
    if ((flags & kHasFraction) != 0) {
        if (micros < 0 || micros >= kSecond || digits < 1 || digits > 6)
            return false;
        out.micros = micros;
        out.subSecondDigits = digits;
    }
    if ((flags & kHasBias) != 0) {
        if (!isWithin(bias, kMostBias))
            return false;
        out.bias = bias;
    }
    return true;
}

void writeShotFields(FieldWriter& out, const ShotFacts& shot)
{
    out.put(static_cast<std::uint8_t>(
        (shot.namesCamera ? kNamesCamera : 0U) | (shot.takenAt ? kHasShotDate : 0U) |
        (shot.micros ? kHasFraction : 0U) | (shot.bias ? kHasBias : 0U)));
    out.put(shot.takenAt.value_or(0));
    out.put(shot.micros.value_or(0));
    out.put(shot.subSecondDigits);
    out.put(shot.bias.value_or(0.0));
    out.put(static_cast<std::uint8_t>(shot.counter));
    for (const double value : {shot.exposureSeconds, shot.aperture, shot.iso})
        out.put(value);
    out.put(shot.frame);
}

/// Returns false if a value is invalid.
bool readFactFields(FieldReader& in, DecodedImage& out)
{
    constexpr std::uint8_t kMostBits = 64;
    PictureFacts& facts = out.facts;
    facts.frames = in.get<std::uint32_t>();
    const auto flags = in.get<std::uint8_t>();
    facts.bits = in.get<std::uint8_t>();
    facts.extras = in.get<std::uint8_t>();
    facts.animated = (flags & kIsAnimated) != 0;
    facts.alpha = (flags & kHasAlpha) != 0;
    std::string digest;
    for (std::size_t i = 0; i < kDigestBytes; ++i)
        digest.push_back(static_cast<char>(in.get<std::uint8_t>()));
    if ((flags & kHasDigest) != 0) {
        if (digest.find_first_not_of("0123456789abcdef") != std::string::npos)
            return false;
        out.digest = std::move(digest);
    }
    return (flags & ~kAllFactFlags) == 0 && facts.frames > 0 && facts.bits >= 8 &&
           facts.bits <= kMostBits && (facts.extras & ~kAllExtras) == 0;
}

void writeFactFields(FieldWriter& out, const DecodedImage& picture)
{
    const PictureFacts& facts = picture.facts;
    const bool digest = picture.digest.size() == kDigestBytes;
    out.put(facts.frames);
    out.put(static_cast<std::uint8_t>((facts.animated ? kIsAnimated : 0U) |
                                      (facts.alpha ? kHasAlpha : 0U) | (digest ? kHasDigest : 0U)));
    out.put(facts.bits);
    out.put(facts.extras);
    for (std::size_t i = 0; i < kDigestBytes; ++i)
        out.put(digest ? static_cast<std::uint8_t>(picture.digest[i]) : std::uint8_t{0});
}

} // namespace

bool readPictureFields(FieldReader& in, DecodedImage& out)
{
    return readMetadataFields(in, out.metadata) && readFactFields(in, out) &&
           readShotFields(in, out.metadata.shot);
}

void writePictureFields(FieldWriter& out, const DecodedImage& picture)
{
    writeMetadataFields(out, picture.metadata);
    writeFactFields(out, picture);
    writeShotFields(out, picture.metadata.shot);
}

} // namespace lookalike
