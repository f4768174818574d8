// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/lookalike_bench/tar_photos.h"

#include "core/image/decoder.h"

#include <charconv>
#include <fstream>

namespace lookalike {

namespace {

constexpr std::size_t kBlock = 512;
constexpr std::size_t kMostBytes = 64 << 20; ///< of one picture

} // namespace

Result<std::vector<Image>> readTarPhotos(const std::filesystem::path& tar, std::size_t step,
                                         std::size_t most)
{
    std::ifstream file(tar, std::ios::binary);
    if (!file)
        return fail(ErrorCode::NotFound, "The file cannot be opened"_msg, tar);
    const auto decoder = makeInProcessDecoder();
    std::vector<Image> images;
    std::array<char, kBlock> header{};
    std::size_t entries = 0;
    while (images.size() < most && file.read(header.data(), header.size()) && header[0] != '\0') {
        std::size_t size = 0;
        const auto parsed = std::from_chars(&header[124], &header[135], size, 8);
        if (parsed.ec != std::errc() || size > kMostBytes)
            return fail(ErrorCode::Broken, "An entry has a size that makes no sense"_msg, tar);
        std::vector<std::uint8_t> bytes(size);
        file.read(reinterpret_cast<char*>(bytes.data()), static_cast<std::streamsize>(size));
        file.ignore(static_cast<std::streamsize>((kBlock - size % kBlock) % kBlock));
        if (header[156] != '0' || entries++ % step != 0)
            continue;
        if (auto decoded = decoder->decode(bytes, {}))
            images.push_back(std::move(decoded->image));
    }
    return images;
}

} // namespace lookalike
