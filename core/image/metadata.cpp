// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/image/metadata.h"

#include "core/base/ascii.h"
#include "core/image/carried_metadata.h"
#include "core/image/exif_date.h"
#include "core/image/format.h"
#include "core/image/motion_video.h"

#include <exiv2/exiv2.hpp>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <mutex>
#include <string_view>
#include <type_traits>

namespace lookalike {
namespace {

constexpr std::size_t kMaxTextBytes = 256;

#if EXIV2_TEST_VERSION(0, 28, 0)
using FileSize = std::size_t;
using BlockSize = std::size_t;
#else
using FileSize = long;
using BlockSize = std::uint32_t;
#endif

void lockXmp(void* mutex, bool lock)
{
    auto* xmpMutex = static_cast<std::recursive_mutex*>(mutex);
    lock ? xmpMutex->lock() : xmpMutex->unlock();
}

/// Returns true for formats that Exiv2 supports and that may hold useful metadata.
bool mayHoldMetadata(ImageFormat format)
{
    switch (format) {
    case ImageFormat::Unknown:
    case ImageFormat::Bmp:
    case ImageFormat::Gif:
    case ImageFormat::JpegXl:
    case ImageFormat::Pnm:
    case ImageFormat::Tga:
    case ImageFormat::Ico:
        return false;
    default:
        return true;
    }
}

/// Removes the spaces and zero bytes that cameras pad text with.
std::string tidy(std::string text)
{
    const auto isPadding = [](char c) { return c == '\0' || c == ' ' || c == '\n' || c == '\r'; };
    text.resize(std::min(text.size(), kMaxTextBytes));
    while (!text.empty() && isPadding(text.back()))
        text.pop_back();
    while (!text.empty() && isPadding(text.front()))
        text.erase(text.begin());
    return text;
}

std::string tidyText(const Exiv2::ExifData& exif, const char* key)
{
    const auto found = exif.findKey(Exiv2::ExifKey(key));
    return found == exif.end() ? std::string() : tidy(found->toString());
}

std::optional<int> integerOf(const Exiv2::ExifData& exif, const char* key)
{
    const auto found = exif.findKey(Exiv2::ExifKey(key));
    if (found == exif.end() || found->count() == 0)
        return std::nullopt;
    const float value = found->toFloat();
    if (!(value >= -1e6F && value <= 1e6F))
        return std::nullopt;
    return static_cast<int>(value);
}

int orientationOf(const Exiv2::ExifData& exif)
{
    const int value = integerOf(exif, "Exif.Image.Orientation").value_or(1);
    return value >= 1 && value <= 8 ? value : 1;
}

std::string joinCamera(const std::string& make, const std::string& model)
{
    const std::string_view brand = std::string_view(make).substr(0, make.find(' '));
    const bool repeated = equalInAnyCase(brand, std::string_view(model).substr(0, brand.size()));
    if (repeated || model.empty())
        return model.empty() ? make : model;
    return tidy(make + " " + model);
}

/// Converts degrees, minutes and seconds to degrees, negative if `reference` is `negative`.
std::optional<double> degreesOf(const Exiv2::ExifData& exif, const char* key,
                                const char* referenceKey, char negative, double limit)
{
    const auto found = exif.findKey(Exiv2::ExifKey(key));
    if (found == exif.end() || found->count() < 1)
        return std::nullopt;
    double degrees = 0.0;
    double unit = 1.0;
    // Exiv2 0.27 counts in long, 0.28 in std::size_t.
    const auto count = found->count();
    for (std::remove_const_t<decltype(count)> i = 0; i < 3 && i < count; ++i, unit /= 60.0) {
        const Exiv2::Rational part = found->toRational(i);
        if (part.second == 0) {
            if (i == 0)
                return std::nullopt;
            continue;
        }
        degrees += unit * static_cast<double>(part.first) / part.second;
    }
    const std::string reference = tidyText(exif, referenceKey);
    if (reference.empty() || !std::isfinite(degrees) || degrees < 0.0 || degrees > limit)
        return std::nullopt;
    return reference.front() == negative ? -degrees : degrees;
}

std::string lensOf(const Exiv2::ExifData& exif)
{
    if (std::string model = tidyText(exif, "Exif.Photo.LensModel"); !model.empty())
        return model;
    const auto found = Exiv2::lensName(exif);
    if (found == exif.end())
        return {};
    std::string name = tidy(found->print(&exif));
    const bool unnamed = name.starts_with('(') || name == "n/a"; // a number unknown to Exiv2
    return unnamed ? std::string() : name;
}

std::string xmpText(const Exiv2::XmpData& xmp, const char* key)
{
    const auto found = xmp.findKey(Exiv2::XmpKey(key));
    return found == xmp.end() ? std::string() : tidy(found->toString());
}

void fill(Metadata& metadata, const Exiv2::ExifData& exif, const Exiv2::XmpData& xmp)
{
    metadata.orientation = orientationOf(exif);
    for (const char* key : {"Exif.Photo.DateTimeOriginal", "Exif.Image.DateTimeOriginal",
                            "Exif.Photo.DateTimeDigitized"})
        if (!metadata.takenAt)
            metadata.takenAt = parseExifDate(tidyText(exif, key));
    for (const char* key : {"Xmp.exif.DateTimeOriginal", "Xmp.photoshop.DateCreated"})
        if (!metadata.takenAt)
            metadata.takenAt = parseExifDate(xmpText(xmp, key));
    metadata.camera =
        joinCamera(tidyText(exif, "Exif.Image.Make"), tidyText(exif, "Exif.Image.Model"));
    metadata.lens = lensOf(exif);
    metadata.latitude =
        degreesOf(exif, "Exif.GPSInfo.GPSLatitude", "Exif.GPSInfo.GPSLatitudeRef", 'S', 90.0);
    metadata.longitude =
        degreesOf(exif, "Exif.GPSInfo.GPSLongitude", "Exif.GPSInfo.GPSLongitudeRef", 'W', 180.0);
    if (!metadata.latitude || !metadata.longitude) {
        metadata.latitude.reset();
        metadata.longitude.reset();
    }
    std::optional<int> rating = integerOf(exif, "Exif.Image.Rating");
    const std::string text = xmpText(xmp, "Xmp.xmp.Rating");
    if (int value = 0;
        !text.empty() &&
        std::from_chars(text.data(), text.data() + text.size(), value).ec == std::errc())
        rating = value;
    if (rating && *rating >= -1 && *rating <= 5)
        metadata.rating = rating;
    metadata.shot = shotFacts(exif);
}

} // namespace

void initializeMetadata()
{
    [[maybe_unused]] static const bool done = [] {
        static std::recursive_mutex mutex;
        Exiv2::LogMsg::setLevel(Exiv2::LogMsg::mute);
        Exiv2::XmpParser::initialize(lockXmp, &mutex);
        // Namespaces of MWG Guidelines 2.0, which Exiv2 supports only in part.
        Exiv2::XmpProperties::registerNs("http://www.metadataworkinggroup.com/schemas/collections/",
                                         "mwg-coll");
#if !EXIV2_TEST_VERSION(0, 28, 0)
        Exiv2::enableBMFF(true);
#endif
        return true;
    }();
}

Metadata readMetadata(std::span<const std::uint8_t> bytes)
{
    Metadata metadata;
    const ImageFormat format = sniffFormat(bytes);
    if (!mayHoldMetadata(format))
        return metadata;
    initializeMetadata();
    const bool mayHoldVideo = format == ImageFormat::Jpeg || format == ImageFormat::Heic;
    metadata.carried.videoBytes = mayHoldVideo ? motionVideoBytes(bytes) : 0;
    try {
        auto image = Exiv2::ImageFactory::open(bytes.data(), static_cast<FileSize>(bytes.size()));
        if (image.get() == nullptr)
            return metadata;
        image->readMetadata();
        fill(metadata, image->exifData(), image->xmpData());
        const std::uint64_t videoBytes = metadata.carried.videoBytes;
        metadata.carried = carriedMetadata(image->exifData(), image->iptcData(), image->xmpData());
        metadata.carried.videoBytes = videoBytes;
    } catch (const std::exception&) {
        return metadata;
    }
    return metadata;
}

int exifOrientation(std::span<const std::uint8_t> exif) noexcept
{
    constexpr std::string_view kPrefix("Exif\0\0", 6);
    if (std::string_view(reinterpret_cast<const char*>(exif.data()), exif.size())
            .starts_with(kPrefix))
        exif = exif.subspan(kPrefix.size());
    if (exif.empty() || exif.size() > kMaxExifBytes)
        return 1;
    try {
        initializeMetadata();
        Exiv2::ExifData data;
        Exiv2::ExifParser::decode(data, exif.data(), static_cast<BlockSize>(exif.size()));
        return orientationOf(data);
    } catch (const std::exception&) {
        return 1;
    }
}

} // namespace lookalike
