// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/image/format.h"

#include "core/base/ascii.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace lookalike {
namespace {

using namespace std::string_view_literals;

struct FormatText {
    ImageFormat format;
    const char* name;
    const char* title;
};

constexpr std::array kFormats{
    FormatText{ImageFormat::Unknown, "unknown", "Unknown"},
    FormatText{ImageFormat::Jpeg, "jpeg", "JPEG"},
    FormatText{ImageFormat::Png, "png", "PNG"},
    FormatText{ImageFormat::WebP, "webp", "WebP"},
    FormatText{ImageFormat::Tiff, "tiff", "TIFF"},
    FormatText{ImageFormat::Bmp, "bmp", "BMP"},
    FormatText{ImageFormat::Gif, "gif", "GIF"},
    FormatText{ImageFormat::Jpeg2000, "jpeg2000", "JPEG 2000"},
    FormatText{ImageFormat::Heic, "heic", "HEIC"},
    FormatText{ImageFormat::Avif, "avif", "AVIF"},
    FormatText{ImageFormat::Raw, "raw", "Camera RAW"},
    FormatText{ImageFormat::JpegXl, "jpegxl", "JPEG XL"},
};

struct Signature {
    std::size_t offset;
    std::string_view bytes;
    ImageFormat format;
};

/// First match wins: a Canon CR2 begins like any other TIFF.
constexpr std::array kSignatures{
    Signature{0, "\xFF\xD8\xFF"sv, ImageFormat::Jpeg},
    Signature{0, "\x89PNG\r\n\x1A\n"sv, ImageFormat::Png},
    Signature{0, "GIF87a"sv, ImageFormat::Gif},
    Signature{0, "GIF89a"sv, ImageFormat::Gif},
    Signature{0, "\0\0\0\x0CjP  \r\n\x87\n"sv, ImageFormat::Jpeg2000},
    Signature{0, "\xFF\x4F\xFF\x51"sv, ImageFormat::Jpeg2000},
    Signature{0, "\0\0\0\x0CJXL \r\n\x87\n"sv, ImageFormat::JpegXl},
    Signature{0, "\xFF\x0A"sv, ImageFormat::JpegXl},
    Signature{8, "CR\x02"sv, ImageFormat::Raw},          // Canon CR2
    Signature{6, "HEAPCCDR"sv, ImageFormat::Raw},        // Canon CRW
    Signature{0, "FUJIFILMCCD-RAW"sv, ImageFormat::Raw}, // Fujifilm RAF
    Signature{0, "IIRO"sv, ImageFormat::Raw},            // Olympus ORF
    Signature{0, "IIRS"sv, ImageFormat::Raw},
    Signature{0, "MMOR"sv, ImageFormat::Raw},
    Signature{0, "IIU\0"sv, ImageFormat::Raw}, // Panasonic RW2
    Signature{0, "FOVb"sv, ImageFormat::Raw},  // Sigma X3F
    Signature{0, "\0MRM"sv, ImageFormat::Raw}, // Minolta MRW
    Signature{0, "II*\0"sv, ImageFormat::Tiff},
    Signature{0, "MM\0*"sv, ImageFormat::Tiff},
    Signature{0, "II+\0"sv, ImageFormat::Tiff}, // BigTIFF
    Signature{0, "MM\0+"sv, ImageFormat::Tiff},
};

bool has(std::string_view head, std::size_t offset, std::string_view bytes)
{
    return head.size() >= offset + bytes.size() && head.substr(offset, bytes.size()) == bytes;
}

/// A BMP names the size of its second header, of which there are only a few.
bool isBmp(std::string_view head)
{
    constexpr std::array<unsigned char, 8> kHeaderSizes{12, 16, 40, 52, 56, 64, 108, 124};
    return has(head, 0, "BM"sv) && has(head, 15, "\0\0\0"sv) &&
           std::ranges::find(kHeaderSizes, static_cast<unsigned char>(head[14])) !=
               kHeaderSizes.end();
}

/// Formats in ISO base media files (ISO/IEC 14496-12) are told by the brands of the first box:
/// the major one, then the compatible ones.
ImageFormat sniffBrands(std::string_view head)
{
    constexpr std::array kHeifBrands{"heic"sv, "heix"sv, "heim"sv, "heis"sv, "hevc"sv, "hevx"sv,
                                     "hevm"sv, "hevs"sv, "mif1"sv, "msf1"sv, "mif2"sv, "miaf"sv};
    const auto unsignedAt = [&](std::size_t i) { return static_cast<unsigned char>(head[i]); };
    const std::size_t boxSize = static_cast<std::size_t>(unsignedAt(2)) << 8 | unsignedAt(3);
    const std::size_t end = std::min(head.size(), boxSize);
    bool heif = false;
    for (std::size_t i = 8; i + 4 <= end; i += i == 8 ? 8 : 4) {
        const std::string_view brand = head.substr(i, 4);
        if (brand == "avif"sv || brand == "avis"sv)
            return ImageFormat::Avif;
        if (brand == "crx "sv)
            return ImageFormat::Raw; // Canon CR3
        heif = heif || std::ranges::find(kHeifBrands, brand) != kHeifBrands.end();
    }
    return heif ? ImageFormat::Heic : ImageFormat::Unknown;
}

} // namespace

ImageFormat sniffFormat(std::span<const std::uint8_t> head) noexcept
{
    const std::string_view text(reinterpret_cast<const char*>(head.data()),
                                std::min(head.size(), kSniffBytes));
    for (const Signature& signature : kSignatures)
        if (has(text, signature.offset, signature.bytes))
            return signature.format;
    if (has(text, 0, "RIFF"sv) && has(text, 8, "WEBP"sv))
        return ImageFormat::WebP;
    if (isBmp(text))
        return ImageFormat::Bmp;
    if (has(text, 0, "\0\0"sv) && has(text, 4, "ftyp"sv))
        return sniffBrands(text);
    return ImageFormat::Unknown;
}

bool canCarryAlpha(ImageFormat format) noexcept
{
    return format != ImageFormat::Unknown && format != ImageFormat::Jpeg &&
           format != ImageFormat::Raw;
}

bool hasPhotoExtension(std::string_view name) noexcept
{
    constexpr std::array<std::string_view, 30> kExtensions{
        "jpg", "jpeg", "jpe", "jfif", "png",  "webp", "tif",  "tiff", "bmp", "gif",
        "jp2", "j2k",  "jpf", "heic", "heif", "hif",  "avif", "jxl",  "dng", "nef",
        "nrw", "cr2",  "cr3", "arw",  "orf",  "rw2",  "raf",  "pef",  "srw", "rwl"};
    const std::size_t dot = name.rfind('.');
    if (dot == std::string_view::npos || dot == 0)
        return false;
    const std::string_view extension = name.substr(dot + 1);
    return std::ranges::any_of(
        kExtensions, [&](std::string_view known) { return equalInAnyCase(extension, known); });
}

const char* formatName(ImageFormat format) noexcept
{
    for (const FormatText& text : kFormats)
        if (text.format == format)
            return text.name;
    return "unknown";
}

std::optional<ImageFormat> parseFormat(std::string_view name) noexcept
{
    for (const FormatText& text : kFormats)
        if (text.name == name)
            return text.format;
    return std::nullopt;
}

const char* formatTitle(ImageFormat format) noexcept
{
    for (const FormatText& text : kFormats)
        if (text.format == format)
            return text.title;
    return "Unknown";
}

} // namespace lookalike
