// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/lookalike_train/pack.h"

#include "core/base/path_bytes.h"
#include "core/encode/torch/training/packed_photos.h"
#include "core/image/decoder.h"
#include "core/image/preprocess.h"

#include <algorithm>
#include <fstream>
#include <iterator>

namespace lookalike {

namespace {

constexpr std::uintmax_t kMaxPhotoBytes = 64U << 20;

struct Photo {
    std::filesystem::path path;
    training::PhotoOrigin origin;
};

/// SOURCE/LABEL/photo below the folder, sorted by path.
Result<std::vector<Photo>> listPhotos(const PackOptions& options)
{
    std::error_code error;
    std::filesystem::recursive_directory_iterator entries(options.photos, error);
    if (error)
        return fail(ErrorCode::NotFound, "The folder of photos cannot be read"_msg, options.photos);
    const auto isName = [&](const std::string& name) {
        return std::find(options.unlabelled.begin(), options.unlabelled.end(), name) ==
               options.unlabelled.end();
    };
    std::vector<Photo> photos;
    for (; entries != std::filesystem::recursive_directory_iterator(); entries.increment(error)) {
        if (error)
            return fail(ErrorCode::IoError, "A folder cannot be read"_msg, options.photos);
        if (entries.depth() != 2 || !entries->is_regular_file(error))
            continue;
        const auto folder = entries->path().parent_path();
        const std::string source = pathToBytes(folder.parent_path().filename());
        const std::string label = pathToBytes(folder.filename());
        photos.push_back(
            {entries->path(), {source, isName(source) && isName(label) ? label : std::string()}});
    }
    std::sort(photos.begin(), photos.end(),
              [](const Photo& a, const Photo& b) { return a.path < b.path; });
    return photos;
}

Result<std::vector<std::uint8_t>> readTrainingPhoto(const std::filesystem::path& path)
{
    std::error_code error;
    const auto size = std::filesystem::file_size(path, error);
    if (error || size > kMaxPhotoBytes)
        return fail(ErrorCode::TooLarge, "The photo is missing or too large"_msg, path);
    std::vector<std::uint8_t> bytes(static_cast<std::size_t>(size));
    std::ifstream stream(path, std::ios::binary);
    stream.read(reinterpret_cast<char*>(bytes.data()), static_cast<std::streamsize>(bytes.size()));
    if (!stream)
        return fail(ErrorCode::IoError, "The photo cannot be read"_msg, path);
    return bytes;
}

} // namespace

Result<> pack(const PackOptions& options,
              const std::function<void(std::int64_t, std::int64_t)>& progress, std::stop_token stop)
{
    auto photos = listPhotos(options);
    if (!photos)
        return fail(photos);
    std::vector<training::PhotoOrigin> origins;
    origins.reserve(photos->size());
    for (const Photo& photo : *photos)
        origins.push_back(photo.origin);
    auto writer = training::PackedPhotosWriter::create(options.output, options.side, origins);
    if (!writer)
        return fail(writer);

    const auto decoder = makeInProcessDecoder();
    std::int64_t done = 0;
    for (const Photo& photo : *photos) {
        if (stop.stop_requested())
            return fail(ErrorCode::Cancelled, "Stopped before the last photo"_msg);
        auto bytes = readTrainingPhoto(photo.path);
        if (!bytes)
            return fail(bytes);
        const auto decoded = decoder->decode(*bytes, {.wantedShortSide = options.side});
        if (!decoded)
            return fail(decoded.error().code, decoded.error().message, photo.path);
        const Image square = resize(decoded->image, options.side, options.side, Resample::Bicubic);
        if (auto added = writer->add(square); !added)
            return added;
        if (progress)
            progress(++done, static_cast<std::int64_t>(photos->size()));
    }
    return writer->commit();
}

} // namespace lookalike
