// SPDX-License-Identifier: GPL-3.0-or-later
// Files of every format that the decoder opens: what a stranger's photo can be. The first byte says
// how the picture is asked for, the rest is the file.
#include "core/image/decoder.h"
#include "tests/core/image/picture_writers.h"
#include "tests/core/image/test_pictures.h"
#include "tests/core/image/tiff_writer.h"
#include "tests/fuzz/fuzz_target.h"

#include <cmath>
#include <memory>

using namespace lookalike;
using namespace lookalike::testing;

namespace {

constexpr std::uint64_t kMostPixels = 1'000'000; // larger ones take time and find nothing more
constexpr int kShortSide = 32;

enum Wish : std::uint8_t { Smaller = 1, WithMetadata = 2, WithDigest = 4 };

void check(const DecodedImage& picture, const DecodeRequest& request)
{
    const Image& image = picture.image;
    promise(image.width > 0 && image.height > 0, "a picture has a size");
    promise(image.pixels.size() ==
                static_cast<std::size_t>(image.width) * static_cast<std::size_t>(image.height) * 3,
            "the pixels have the picture's size");
    promise(image.width <= picture.fullWidth && image.height <= picture.fullHeight,
            "a picture is never enlarged");
    promise(static_cast<std::uint64_t>(picture.fullWidth) *
                    static_cast<std::uint64_t>(picture.fullHeight) <=
                kMostPixels,
            "a picture over the limit is refused");
    promise(request.wantedShortSide > 0 ||
                (image.width == picture.fullWidth && image.height == picture.fullHeight),
            "a picture asked for at full size has it");
    promise(picture.format != ImageFormat::Unknown, "a picture has a format");
    promise(picture.facts.frames >= 1 && picture.facts.bits >= 8 &&
                (picture.facts.extras & ~kAllExtras) == 0,
            "facts are in their range");
    promise(picture.digest.empty() || (request.wantDigest && picture.digest.size() == 64),
            "a digest is one");
    const Metadata& metadata = picture.metadata;
    promise(metadata.orientation >= 1 && metadata.orientation <= 8, "an orientation is one");
    promise(!metadata.latitude || std::abs(*metadata.latitude) <= 90.0, "a latitude is one");
    promise(!metadata.longitude || std::abs(*metadata.longitude) <= 180.0, "a longitude is one");
}

std::string asked(std::uint8_t wish, const FileBytes& file)
{
    return std::string(1, static_cast<char>(wish)) + std::string(file.begin(), file.end());
}

FileBytes bytesOf(std::string_view head, std::size_t zeros, std::uint8_t filling = 77)
{
    FileBytes bytes(head.begin(), head.end());
    bytes.resize(bytes.size() + zeros, filling);
    return bytes;
}

template <std::size_t Size>
constexpr std::string_view text(const char (&literal)[Size])
{
    return {literal, Size - 1};
}

/// Of few colours, some of them transparent, as a GIF takes them.
RgbaPicture gradient(int red)
{
    RgbaPicture picture(24, 16);
    for (int y = 0; y < picture.height; ++y)
        for (int x = 0; x < picture.width; ++x)
            picture.at(x, y) = {static_cast<std::uint8_t>(red), static_cast<std::uint8_t>(x * 10),
                                0, static_cast<std::uint8_t>(y < 3 ? 0 : 255)};
    return picture;
}

/// Formats that are written by hand; each picture has 4 x 3 pixels or so.
std::vector<FileBytes> rareFiles()
{
    const auto psd = [](char version, std::string_view rest) {
        const std::string head = std::string(text("8BPS\0")) + version +
                                 std::string(text("\0\0\0\0\0\0\0\3\0\0\0\3\0\0\0\4\0\10\0\3"
                                                  "\0\0\0\0\0\0\0\0")) +
                                 std::string(version == 2 ? 8 : 4, '\0') + std::string(rest);
        return bytesOf(head, 36);
    };
    const FileBytes png = pngBytes({4, 3}, PngKind::Alpha);
    FileBytes icon = bytesOf(text("\0\0\1\0\1\0\4\3\0\0\1\0\40\0"), 0);
    for (const std::size_t number : {png.size(), std::size_t{22}})
        for (int shift = 0; shift < 32; shift += 8)
            icon.push_back(static_cast<std::uint8_t>(number >> shift));
    icon.insert(icon.end(), png.begin(), png.end());
    return {
        bytesOf("P6 4 3 255\n", 36),
        bytesOf("P5\n# grey\n4 3\n65535\n", 24),
        bytesOf("P4\n9 3\n", 6),
        bytesOf("P3 2 1 255 1 2 3 4 5 6\n", 0),
        bytesOf("P7\nWIDTH 4\nHEIGHT 3\nDEPTH 4\nMAXVAL 255\nTUPLTYPE RGB_ALPHA\nENDHDR\n", 48),
        bytesOf(text("\0\0\2\0\0\0\0\0\0\0\0\0\4\0\3\0\40\10"), 48),
        bytesOf(text("\0\0\12\0\0\0\0\0\0\0\0\0\4\0\3\0\30\0\x8B\1\2\3"), 0),
        bytesOf(text("\0\1\11\0\0\2\0\30\0\0\0\0\4\0\3\0\10\0\1\2\3\0\0\xFF\x8B\1"), 0),
        psd(1, text("\0\0")),
        psd(2, text("\0\1\0\0\0\2\0\0\0\2\0\0\0\2")),
        icon,
    };
}

} // namespace

std::vector<std::string> lookalike::testing::fuzzSeeds()
{
    const RgbaPicture picture = gradient(200);
    std::vector<FileBytes> files = rareFiles();
    for (const PngKind kind :
         {PngKind::Alpha, PngKind::Alpha16, PngKind::PaletteAlpha, PngKind::ColourKey})
        for (const bool interlaced : {false, true})
            files.push_back(pngBytes(picture, kind, interlaced));
    for (const auto& frames : {std::vector{picture}, std::vector{picture, gradient(40)}}) {
        files.push_back(webpBytes(frames));
        files.push_back(gifBytes(frames));
    }
    files.push_back(bmpAlphaBytes(picture));
    files.push_back(bmpBytes(smoothPicture(24, 16)));
    files.push_back(jpeg2000Bytes(picture));
    files.push_back(jpegXlBytes(picture));
    files.push_back(avifBytes(picture));
    files.push_back(withXmp(withExif(greyJpeg(), exifBlock(6)), "xmp:Rating=\"3\"", ""));
    for (const std::uint16_t bits : {std::uint16_t{8}, std::uint16_t{12}, std::uint16_t{32}})
        for (const std::uint16_t samples : {std::uint16_t{3}, std::uint16_t{4}})
            files.push_back(tiffBytes(std::vector(
                2, TiffPage{4,
                            3,
                            samples == 3 ? kTiffRgb : kTiffCmyk,
                            samples,
                            bits,
                            FileBytes(static_cast<std::size_t>(samples * bits * 4 * 3 / 8), 99),
                            {}})));
    std::vector<std::string> seeds;
    for (const FileBytes& file : files)
        if (!file.empty()) // where a library was built without its encoder
            for (const int wish : {0, Smaller | WithMetadata, int{WithDigest}})
                seeds.push_back(asked(static_cast<std::uint8_t>(wish), file));
    return seeds;
}

// libheif 1.15 and dav1d 1.0 forget memory with some damaged AVIF files. Decoder processes end
// after a while. NOLINTNEXTLINE(bugprone-reserved-identifier): the leak checker calls it by this
// name.
extern "C" const char* __lsan_default_suppressions();
extern "C" const char* __lsan_default_suppressions()
{
    return "leak:libdav1d\nleak:heif_image_create\n";
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    static const std::unique_ptr<Decoder> decoder = makeInProcessDecoder(kMostPixels);
    InputReader input({data, size});
    const std::uint8_t wish = input.byte();
    DecodeRequest request;
    request.wantedShortSide = (wish & Smaller) != 0 ? kShortSide : 0;
    request.wantMetadata = (wish & WithMetadata) != 0;
    request.wantDigest = (wish & WithDigest) != 0;
    const auto picture = decoder->decode(input.take(size), request);
    if (picture)
        check(*picture, request);
    else
        promise(!picture.error().message.empty(), "an error says what is wrong");
    return 0;
}
