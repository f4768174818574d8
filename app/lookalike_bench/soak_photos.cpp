// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/lookalike_bench/soak_photos.h"

#include "core/base/path_bytes.h"
#include "core/base/system_error.h"

#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <array>
#include <fstream>
#include <functional>
#include <string_view>
#include <vector>

namespace lookalike {

namespace {

using Bytes = std::vector<unsigned char>;

constexpr std::size_t kFilesInFolder = 500;
constexpr std::size_t kCopyEach = 3;
constexpr std::size_t kUnsupportedEach = 200;
constexpr std::array kFormats{".jpg", ".jpg", ".jpg", ".jpg", ".jpg",
                              ".png", ".png", ".bmp", ".tif", ".webp"};

/// One way to break a photo of one format.
struct Damage {
    const char* name;
    const char* format;
    std::function<void(Bytes&, cv::RNG&)> apply;
};

auto cutTo(double part)
{
    return [part](Bytes& bytes, cv::RNG&) {
        bytes.resize(static_cast<std::size_t>(static_cast<double>(bytes.size()) * part));
    };
}

auto keep(std::size_t count)
{
    return [count](Bytes& bytes, cv::RNG&) { bytes.resize(std::min(count, bytes.size())); };
}

auto set(std::size_t at, std::string_view value)
{
    return [at, value](Bytes& bytes, cv::RNG&) {
        for (std::size_t i = 0; i < value.size() && at + i < bytes.size(); ++i)
            bytes[at + i] = static_cast<unsigned char>(value[i]);
    };
}

auto noiseAfter(std::size_t start)
{
    return [start](Bytes& bytes, cv::RNG& random) {
        // Without 255, which begins every mark of a JPEG: it might ask for a rare kind of JPEG.
        for (std::size_t i = start; i < bytes.size(); ++i)
            bytes[i] = static_cast<unsigned char>(random.uniform(0, 255));
    };
}

auto noiseWithHead(std::string_view head)
{
    return [head](Bytes& bytes, cv::RNG& random) {
        bytes.assign(head.begin(), head.end());
        for (int i = 0; i < 400; ++i)
            bytes.push_back(static_cast<unsigned char>(random.uniform(0, 256)));
    };
}

void zeroTail(Bytes& bytes, cv::RNG&)
{
    std::fill(bytes.begin() + static_cast<std::ptrdiff_t>(bytes.size() / 2), bytes.end(),
              static_cast<unsigned char>(0));
}

void flipInTheMiddle(Bytes& bytes, cv::RNG&)
{
    bytes[bytes.size() / 2] ^= 0x55U;
}

using namespace std::string_view_literals;

const std::vector<Damage>& damages()
{
    static const std::vector<Damage> all{
        {"JPEG, a third of it", ".jpg", cutTo(0.3)},
        {"JPEG, two thirds", ".jpg", cutTo(0.66)},
        {"JPEG, all but the end", ".jpg", cutTo(0.95)},
        {"JPEG, its head alone", ".jpg", keep(20)},
        {"JPEG, its mark alone", ".jpg", keep(4)},
        {"JPEG, zeros behind its middle", ".jpg", zeroTail},
        {"JPEG, noise behind its mark", ".jpg", noiseAfter(4)},
        {"JPEG, no size", ".jpg", noiseAfter(150)},
        {"PNG, a third of it", ".png", cutTo(0.3)},
        {"PNG, two thirds", ".png", cutTo(0.66)},
        {"PNG, its mark alone", ".png", keep(8)},
        {"PNG, a flipped byte", ".png", flipInTheMiddle},
        {"PNG, a false width", ".png", set(16, "\x7F\xFF\xFF\xFF"sv)},
        {"PNG, noise behind its mark", ".png", noiseAfter(8)},
        {"PNG, noise behind its head", ".png", noiseAfter(60)},
        {"PNG, zeros behind its middle", ".png", zeroTail},
        {"WebP, a third of it", ".webp", cutTo(0.3)},
        {"WebP, two thirds", ".webp", cutTo(0.66)},
        {"WebP, its head alone", ".webp", keep(16)},
        {"WebP, noise behind its head", ".webp", noiseAfter(20)},
        {"TIFF, a third of it", ".tif", cutTo(0.3)},
        {"TIFF, its directory elsewhere", ".tif", set(4, "\xF0\xFF\xFF\x7F"sv)},
        {"TIFF, its head alone", ".tif", keep(8)},
        {"BMP, a third of it", ".bmp", cutTo(0.3)},
        {"BMP, its head alone", ".bmp", keep(40)},
        {"BMP, a false width", ".bmp", set(18, "\xFF\xFF\xFF\x7F"sv)},
        {"GIF, noise behind its head", ".gif", noiseWithHead("GIF89a\x40\0\x40\0\xF7\0\0"sv)},
        {"HEIC, noise behind its head", ".heic",
         noiseWithHead("\0\0\0\x18"
                       "ftypheic\0\0\0\0heicmif1"sv)},
        {"JPEG 2000, noise behind its head", ".jp2",
         noiseWithHead("\0\0\0\x0CjP  \r\n\x87\n\0\0\0\x14"
                       "ftypjp2 \0\0\0\0jp2 "sv)},
        {"JPEG XL, noise behind its head", ".jxl", noiseWithHead("\0\0\0\x0CJXL \r\n\x87\n"sv)}};
    return all;
}

/// Coarse noise, scaled up: no two alike.
Bytes photo(const std::string& format, cv::RNG& random)
{
    cv::Mat coarse(6, 8, CV_8UC3);
    random.fill(coarse, cv::RNG::UNIFORM, 0, 256);
    cv::Mat picture;
    cv::resize(coarse, picture, {64, 48}, 0, 0, cv::INTER_CUBIC);
    Bytes bytes;
    const bool encodes = format == ".jpg" || format == ".png" || format == ".webp" ||
                         format == ".tif" || format == ".bmp";
    cv::imencode(encodes ? format : ".jpg", picture, bytes);
    return bytes;
}

Result<> write(const std::filesystem::path& path, const Bytes& bytes)
{
    std::ofstream file(path, std::ios::binary);
    file.write(reinterpret_cast<const char*>(bytes.data()),
               static_cast<std::streamsize>(bytes.size()));
    file.close();
    return file ? Result<>() : failSystem(lastSystemError(), "Cannot write a photo"_msg, path);
}

std::filesystem::path subfolder(std::size_t number)
{
    const std::size_t folder = number / kFilesInFolder;
    return std::filesystem::path(std::to_string(folder % 7)) / ("year " + std::to_string(folder));
}

} // namespace

std::size_t soakDamages() noexcept
{
    return damages().size();
}

const char* soakDamageName(std::size_t damage) noexcept
{
    return damages()[damage].name;
}

std::size_t soakDamageOf(const std::string& path)
{
    return std::stoul(path.substr(path.rfind("broken-") + 7));
}

Result<SoakPhotos> makeSoakPhotos(const std::filesystem::path& folder, std::size_t count,
                                  double broken, std::uint64_t seed)
{
    SoakPhotos made;
    cv::RNG random(seed);
    Bytes last;
    std::size_t damaged = 0;
    for (std::size_t i = 0; i < count; ++i) {
        const std::filesystem::path below = subfolder(i);
        if (i % kFilesInFolder == 0)
            std::filesystem::create_directories(folder / below);
        const std::string number = std::to_string(i);
        Bytes bytes;
        std::string name;
        // Spread evenly: a broken one whenever the share so far falls behind.
        if (static_cast<double>(damaged) < broken * static_cast<double>(i + 1)) {
            const std::size_t which = damaged / (kCopyEach + 1) % damages().size();
            const Damage& damage = damages()[which];
            const bool copies = damaged++ % (kCopyEach + 1) == kCopyEach;
            if (!copies) {
                last = photo(damage.format, random);
                damage.apply(last, random);
            }
            bytes = last;
            name = "broken-" + std::to_string(which) + "-" + number + damage.format;
            made.broken.insert(pathToBytes(below / name));
        } else if (i % kUnsupportedEach == 0) {
            const std::string text = "no photo " + number;
            bytes.assign(text.begin(), text.end());
            name = number + ".jpg";
            ++made.unsupported;
        } else {
            const std::string format = kFormats[i % kFormats.size()];
            bytes = photo(format, random);
            name = number + format;
            ++made.good;
        }
        if (auto written = write(folder / below / name, bytes); !written)
            return fail(written);
    }
    return made;
}

} // namespace lookalike
