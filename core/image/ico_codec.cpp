// SPDX-License-Identifier: GPL-3.0-or-later
// Decodes the largest picture of a Windows icon: a PNG, or a BMP without its file header and with a
// mask after the colours.
#include "core/image/codecs.h"

#include <algorithm>
#include <array>
#include <tuple>
#include <utility>

namespace lookalike {
namespace {

constexpr std::size_t kDirectoryBytes = 6;
constexpr std::size_t kEntryBytes = 16;

/// Returns the bytes of the largest picture with the most colours; empty if they are incomplete.
Bytes largestPicture(Bytes bytes)
{
    if (bytes.size() < kDirectoryBytes)
        return {};
    const std::size_t count = littleEndian(bytes, 4, 2);
    Bytes largest;
    std::tuple<unsigned, unsigned> best{0, 0};
    for (std::size_t i = 0; i < count; ++i) {
        const std::size_t at = kDirectoryBytes + i * kEntryBytes;
        if (at + kEntryBytes > bytes.size())
            return {};
        const auto side = [&](std::size_t offset) {
            return bytes[at + offset] == 0 ? 256U : unsigned{bytes[at + offset]};
        };
        const std::tuple rank{side(0) * side(1), littleEndian(bytes, at + 6, 2)};
        if (rank <= best)
            continue;
        best = rank;
        const std::size_t size = littleEndian(bytes, at + 8, 4);
        const std::size_t offset = littleEndian(bytes, at + 12, 4);
        largest = offset <= bytes.size() && size <= bytes.size() - offset
                      ? bytes.subspan(offset, size)
                      : Bytes();
    }
    return largest;
}

/// Creates a BMP file from an icon's headerless BMP.
std::vector<std::uint8_t> asBmp(Bytes picture)
{
    constexpr std::size_t kFileHeader = 14;
    constexpr std::size_t kInfoHeader = 40;
    if (picture.size() < kInfoHeader || littleEndian(picture, 0, 4) != kInfoHeader)
        return {};
    const std::uint32_t bits = littleEndian(picture, 14, 2);
    const std::uint32_t compression = littleEndian(picture, 16, 4);
    std::size_t colours = std::min(littleEndian(picture, 32, 4), 256U);
    if (bits <= 8 && colours == 0)
        colours = std::size_t{1} << bits;
    // 32-bit icons have alpha, which their own header type cannot express but this one can.
    constexpr std::array<std::uint8_t, 16> kAlphaMasks{0,    0, 0xFF, 0, 0, 0xFF, 0, 0,
                                                       0xFF, 0, 0,    0, 0, 0,    0, 0xFF};
    constexpr std::uint8_t kAlphaBitFields = 6;
    const bool alpha = bits == 32 && compression == 0;
    const std::size_t masks = compression == 3 ? 12 : alpha ? kAlphaMasks.size() : 0;
    std::vector<std::uint8_t> bmp{'B', 'M', 0, 0, 0, 0, 0, 0, 0, 0};
    const auto put = [&bmp](std::size_t value) {
        for (int i = 0; i < 4; ++i)
            bmp.push_back(static_cast<std::uint8_t>(value >> (8 * i)));
    };
    put(kFileHeader + kInfoHeader + masks + colours * 4);
    bmp.insert(bmp.end(), picture.begin(), picture.begin() + 8);
    put(littleEndian(picture, 8, 4) / 2); // the mask counts as the second half
    bmp.insert(bmp.end(), picture.begin() + 12, picture.end());
    if (alpha) {
        bmp[kFileHeader + 16] = kAlphaBitFields;
        bmp.insert(bmp.begin() + kFileHeader + kInfoHeader, kAlphaMasks.begin(), kAlphaMasks.end());
    }
    return bmp;
}

/// Applies the mask if nothing else defines transparency. Its rows follow the colours, bottom up; a
/// 1 means transparent.
void applyMask(Bytes bmp, StoredPicture& picture)
{
    const std::size_t bits = littleEndian(bmp, 28, 2);
    const auto width = static_cast<std::size_t>(picture.fullWidth);
    const auto height = static_cast<std::size_t>(picture.fullHeight);
    const std::size_t start = littleEndian(bmp, 10, 4) + (width * bits + 31) / 32 * 4 * height;
    const std::size_t stride = (width + 31) / 32 * 4;
    if (!picture.alpha.empty() || picture.image.width != picture.fullWidth ||
        bmp.size() < start + stride * height)
        return;
    std::vector<std::uint8_t> alpha(width * height);
    for (std::size_t y = 0; y < height; ++y)
        for (std::size_t x = 0; x < width; ++x) {
            const std::uint8_t part = bmp[start + (height - 1 - y) * stride + x / 8];
            alpha[y * width + x] = (part >> (7 - x % 8) & 1) == 0 ? 255 : 0;
        }
    const auto seen = std::ranges::count(alpha, 255);
    if (seen > 0 && seen < std::ssize(alpha))
        picture.alpha = std::move(alpha);
}

} // namespace

Result<StoredPicture> decodeIco(Bytes bytes, const DecodeRequest& request)
{
    const Bytes picture = largestPicture(bytes);
    if (picture.empty())
        return brokenPicture("it ends too early"_msg);
    if (sniffFormat(picture) == ImageFormat::Png)
        return decodePng(picture, request);
    const std::vector<std::uint8_t> bmp = asBmp(picture);
    if (bmp.empty())
        return brokenPicture("its header cannot be read"_msg);
    auto decoded = decodeBmp(bmp, request);
    if (decoded)
        applyMask(bmp, *decoded);
    return decoded;
}

} // namespace lookalike
