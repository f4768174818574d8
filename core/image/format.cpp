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
    FormatText{ImageFormat::Pnm, "pnm", "PNM"},
    FormatText{ImageFormat::Tga, "tga", "TGA"},
    FormatText{ImageFormat::Psd, "psd", "Photoshop"},
    FormatText{ImageFormat::Ico, "ico", "Windows icon"},
};

struct Signature {
    std::size_t offset;
    std::string_view bytes;
    ImageFormat format;
};

/// The first match wins, because a Canon CR2 begins like any TIFF.
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
    Signature{0, "8BPS\0\1"sv, ImageFormat::Psd},
    Signature{0, "8BPS\0\2"sv, ImageFormat::Psd},
    Signature{0, "II+\0"sv, ImageFormat::Tiff}, // BigTIFF
    Signature{0, "MM\0+"sv, ImageFormat::Tiff},
};

bool has(std::string_view head, std::size_t offset, std::string_view bytes)
{
    return head.size() >= offset + bytes.size() && head.substr(offset, bytes.size()) == bytes;
}

/// A BMP states the size of its second header; only a few sizes exist.
bool isBmp(std::string_view head)
{
    constexpr std::array<unsigned char, 8> kHeaderSizes{12, 16, 40, 52, 56, 64, 108, 124};
    return has(head, 0, "BM"sv) && has(head, 15, "\0\0\0"sv) &&
           std::ranges::find(kHeaderSizes, static_cast<unsigned char>(head[14])) !=
               kHeaderSizes.end();
}

unsigned byteAt(std::string_view head, std::size_t offset)
{
    return static_cast<unsigned char>(head[offset]);
}

unsigned wordAt(std::string_view head, std::size_t offset)
{
    return byteAt(head, offset) + 256 * byteAt(head, offset + 1);
}

/// Requires "P", a digit and numbers, because a text may begin with the first two.
bool isPnm(std::string_view head)
{
    constexpr std::string_view kSpace = " \t\n\r\v\f"sv;
    if (head.size() < 4 || head[0] != 'P' || head[1] < '1' || head[1] > '7' ||
        kSpace.find(head[2]) == std::string_view::npos)
        return false;
    if (head[1] == '7')
        return head[2] == '\n' && (head[3] == '#' || (head[3] >= 'A' && head[3] <= 'Z'));
    std::string_view rest = head.substr(2);
    for (int number = 0; number < 2; ++number) {
        rest.remove_prefix(std::min(rest.find_first_not_of(kSpace), rest.size()));
        if (rest.empty() || rest[0] == '#')
            return true; // a comment, which any text may follow
        const std::size_t digits = std::min(rest.find_first_not_of("0123456789"sv), rest.size());
        rest.remove_prefix(digits);
        if (digits == 0 || (!rest.empty() && kSpace.find(rest[0]) == std::string_view::npos))
            return false;
    }
    return true;
}

/// The first directory entry of an icon must be after the directory and have a plausible number of
/// colours.
bool isIco(std::string_view head)
{
    if (!has(head, 0, "\0\0\1\0"sv) || head.size() < 22)
        return false;
    const unsigned count = wordAt(head, 4);
    constexpr std::array kDepths{0U, 1U, 4U, 8U, 16U, 24U, 32U};
    return count > 0 && count <= 256 && head[9] == 0 && wordAt(head, 10) <= 1 &&
           std::ranges::find(kDepths, wordAt(head, 12)) != kDepths.end() &&
           wordAt(head, 18) + 65536 * wordAt(head, 20) >= 6 + 16 * count;
}

/// A TGA has no signature, so every field of its header must be valid.
bool isTga(std::string_view head)
{
    if (head.size() < 18)
        return false;
    const unsigned type = byteAt(head, 2);
    const unsigned bits = byteAt(head, 16);
    const unsigned alphaBits = byteAt(head, 17) & 15U;
    if (wordAt(head, 12) == 0 || wordAt(head, 14) == 0 || (byteAt(head, 17) & 0xC0U) != 0 ||
        (alphaBits != 0 && alphaBits != 1 && alphaBits != 8))
        return false;
    if (type == 1 || type == 9) {
        const unsigned paletteBits = byteAt(head, 7);
        return byteAt(head, 1) == 1 && bits == 8 && wordAt(head, 5) > 0 && wordAt(head, 5) <= 256 &&
               (paletteBits == 15 || paletteBits == 16 || paletteBits == 24 || paletteBits == 32);
    }
    const bool colours = type == 2 || type == 10;
    const bool grey = type == 3 || type == 11;
    return has(head, 1, "\0"sv) && has(head, 3, "\0\0\0\0\0"sv) &&
           ((colours && (bits == 15 || bits == 16 || bits == 24 || bits == 32)) ||
            (grey && (bits == 8 || bits == 16)));
}

/// Detects formats in ISO base media files (ISO/IEC 14496-12) by the brands of the first box: the
/// major brand first, then the compatible ones.
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
    if (isPnm(text))
        return ImageFormat::Pnm;
    if (isIco(text))
        return ImageFormat::Ico;
    if (isTga(text))
        return ImageFormat::Tga;
    return ImageFormat::Unknown;
}

bool hasPhotoExtension(std::string_view name) noexcept
{
    constexpr std::array<std::string_view, 39> kExtensions{
        "jpg", "jpeg", "jpe", "jfif", "png",  "webp", "tif",  "tiff", "bmp", "gif",
        "jp2", "j2k",  "jpf", "heic", "heif", "hif",  "avif", "jxl",  "dng", "nef",
        "nrw", "cr2",  "cr3", "arw",  "orf",  "rw2",  "raf",  "pef",  "srw", "rwl",
        "tga", "psd",  "psb", "pbm",  "pgm",  "ppm",  "pnm",  "pam",  "ico"};
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

bool formatMayHaveAlpha(ImageFormat format) noexcept
{
    return format != ImageFormat::Jpeg && format != ImageFormat::Raw;
}

} // namespace lookalike
