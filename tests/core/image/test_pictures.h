// SPDX-License-Identifier: GPL-3.0-or-later
// Pictures and file pieces that the tests of core/image synthesise.
#pragma once

#include "core/image/image.h"

#include <cmath>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace lookalike::testing {

using FileBytes = std::vector<std::uint8_t>;

/// Smooth colours without any symmetry.
inline Image smoothPicture(int width, int height)
{
    Image image(width, height);
    for (int y = 0; y < height; ++y)
        for (int x = 0; x < width; ++x) {
            const double u = static_cast<double>(x) / width;
            const double v = static_cast<double>(y) / height;
            std::uint8_t* pixel = image.row(y) + 3 * x;
            pixel[0] = static_cast<std::uint8_t>(20.0 + 200.0 * u * u);
            pixel[1] = static_cast<std::uint8_t>(128.0 + 100.0 * std::sin(5.0 * v + 2.0 * u));
            pixel[2] = static_cast<std::uint8_t>(220.0 - 180.0 * v * u);
        }
    return image;
}

inline FileBytes readFile(const std::filesystem::path& path)
{
    std::ifstream stream(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(stream), {}};
}

/// A little-endian EXIF block that holds an orientation and nothing else.
inline FileBytes exifBlock(int orientation)
{
    return {'I',
            'I',
            42,
            0,
            8,
            0,
            0,
            0,
            1,
            0,
            0x12,
            0x01,
            3,
            0,
            1,
            0,
            0,
            0,
            static_cast<std::uint8_t>(orientation),
            0,
            0,
            0,
            0,
            0,
            0,
            0};
}

/// A JPEG with the EXIF block put after its first marker.
inline FileBytes withExif(FileBytes jpeg, const FileBytes& exif)
{
    const std::size_t size = exif.size() + 8;
    FileBytes segment{0xFF,
                      0xE1,
                      static_cast<std::uint8_t>(size >> 8),
                      static_cast<std::uint8_t>(size & 0xFF),
                      'E',
                      'x',
                      'i',
                      'f',
                      0,
                      0};
    segment.insert(segment.end(), exif.begin(), exif.end());
    jpeg.insert(jpeg.begin() + 2, segment.begin(), segment.end());
    return jpeg;
}

/// A segment of a JPEG: its marker, its length and what it holds.
inline FileBytes jpegSegment(std::uint8_t marker, std::string_view contents)
{
    const std::size_t size = contents.size() + 2;
    FileBytes bytes{0xFF, marker, static_cast<std::uint8_t>(size >> 8),
                    static_cast<std::uint8_t>(size & 0xFF)};
    bytes.insert(bytes.end(), contents.begin(), contents.end());
    return bytes;
}

/// A grey JPEG of 8 x 8 pixels: one block, whose two codes are a bit each.
inline FileBytes greyJpeg()
{
    FileBytes bytes{0xFF, 0xD8};
    const std::string oneCode = '\1' + std::string(16, '\0');
    for (const auto& [marker, contents] :
         {std::pair<std::uint8_t, std::string>{0xDB, '\0' + std::string(64, '\1')},
          {0xC0, std::string("\x08\0\x08\0\x08\1\1\x11\0", 9)},
          {0xC4, '\0' + oneCode},
          {0xC4, '\x10' + oneCode},
          {0xDA, std::string("\1\1\0\0\x3F\0", 6)}}) {
        const FileBytes segment = jpegSegment(marker, contents);
        bytes.insert(bytes.end(), segment.begin(), segment.end());
    }
    bytes.insert(bytes.end(), {0x3F, 0xFF, 0xD9});
    return bytes;
}

/// A JPEG with the XMP packet put after its first marker. `description` is what stands in the
/// rdf:Description, "<dc:subject>...", with the namespaces that it needs in `attributes`.
inline FileBytes withXmp(FileBytes jpeg, const std::string& attributes,
                         const std::string& description)
{
    const std::string packet =
        std::string("http://ns.adobe.com/xap/1.0/\0", 29) +
        "<x:xmpmeta xmlns:x='adobe:ns:meta/'><rdf:RDF"
        " xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'><rdf:Description rdf:about='' " +
        attributes + ">" + description + "</rdf:Description></rdf:RDF></x:xmpmeta>";
    const FileBytes segment = jpegSegment(0xE1, packet);
    jpeg.insert(jpeg.begin() + 2, segment.begin(), segment.end());
    return jpeg;
}

/// A box of an MP4 file.
inline FileBytes movieBox(std::string_view type, std::string_view contents)
{
    const std::size_t size = contents.size() + 8;
    FileBytes bytes{static_cast<std::uint8_t>(size >> 24), static_cast<std::uint8_t>(size >> 16),
                    static_cast<std::uint8_t>(size >> 8), static_cast<std::uint8_t>(size)};
    bytes.insert(bytes.end(), type.begin(), type.end());
    bytes.insert(bytes.end(), contents.begin(), contents.end());
    return bytes;
}

/// A video as far as its boxes go: an "ftyp" and an "mdat" of `bytes` bytes, 24 more in all.
inline FileBytes movie(std::size_t bytes, std::string_view brand = "mp42")
{
    FileBytes movie = movieBox("ftyp", std::string(brand) + std::string(4, '\0'));
    const FileBytes data = movieBox("mdat", std::string(bytes, 'v'));
    movie.insert(movie.end(), data.begin(), data.end());
    return movie;
}

/// One colour.
inline Image plainPicture(int width, int height, std::uint8_t red, std::uint8_t green,
                          std::uint8_t blue)
{
    Image image(width, height);
    for (std::size_t i = 0; i < image.pixels.size(); i += 3) {
        image.pixels[i] = red;
        image.pixels[i + 1] = green;
        image.pixels[i + 2] = blue;
    }
    return image;
}

/// A picture as an uncompressed 24-bit BMP.
inline FileBytes bmpBytes(const Image& image)
{
    const auto width = static_cast<std::size_t>(image.width);
    const auto height = static_cast<std::size_t>(image.height);
    const std::size_t stride = (3 * width + 3) / 4 * 4;
    FileBytes bytes{'B', 'M'};
    const auto put = [&](std::size_t value, int count) {
        for (int i = 0; i < count; ++i)
            bytes.push_back(static_cast<std::uint8_t>(value >> (8 * i)));
    };
    put(54 + stride * height, 4);
    put(0, 4);
    put(54, 4);
    put(40, 4);
    put(width, 4);
    put(height, 4);
    put(1, 2);
    put(24, 2);
    bytes.resize(bytes.size() + 24);
    for (std::size_t y = height; y-- > 0;) {
        const std::uint8_t* row = image.row(static_cast<int>(y));
        for (std::size_t x = 0; x < width; ++x)
            bytes.insert(bytes.end(), {row[3 * x + 2], row[3 * x + 1], row[3 * x]});
        bytes.resize(bytes.size() + stride - 3 * width);
    }
    return bytes;
}

inline void writeFile(const std::filesystem::path& path, const FileBytes& bytes)
{
    std::filesystem::create_directories(path.parent_path());
    std::ofstream(path, std::ios::binary)
        .write(reinterpret_cast<const char*>(bytes.data()),
               static_cast<std::streamsize>(bytes.size()));
}

/// Writes a small photo of one colour.
inline void writePlainPhoto(const std::filesystem::path& path, int red, int green, int blue)
{
    const auto byte = [](int value) { return static_cast<std::uint8_t>(value); };
    writeFile(path, bmpBytes(plainPicture(12, 10, byte(red), byte(green), byte(blue))));
}

/// Mean absolute difference of two pictures of one size; 255 where the sizes differ.
inline double difference(const Image& a, const Image& b)
{
    if (a.width != b.width || a.height != b.height || a.isNull())
        return 255.0;
    double sum = 0.0;
    for (std::size_t i = 0; i < a.pixels.size(); ++i)
        sum += std::abs(a.pixels[i] - b.pixels[i]);
    return sum / static_cast<double>(a.pixels.size());
}

} // namespace lookalike::testing
