// SPDX-License-Identifier: GPL-3.0-or-later
// Pictures and file pieces that the tests of core/image synthesise.
#pragma once

#include "core/image/image.h"

#include <cmath>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <iterator>
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
    put(0, 24);
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
