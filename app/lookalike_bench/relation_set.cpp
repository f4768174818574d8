// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/lookalike_bench/relation_set.h"

#include "app/lookalike_bench/descriptors.h"
#include "app/lookalike_bench/figures.h"
#include "app/lookalike_bench/tar_photos.h"
#include "core/image/decoder.h"
#include "core/image/perceptual_hash.h"
#include "core/image/plain_border.h"
#include "core/indexing/photo_reader.h"

#include <algorithm>
#include <optional>
#include <random>

namespace lookalike {

namespace {

namespace fs = std::filesystem;

std::vector<Image> readFolders(const std::vector<fs::path>& folders, std::size_t most)
{
    std::vector<fs::path> files;
    for (const fs::path& folder : folders)
        for (const auto& entry : fs::recursive_directory_iterator(folder))
            if (entry.is_regular_file())
                files.push_back(entry.path());
    std::sort(files.begin(), files.end());
    std::shuffle(files.begin(), files.end(), std::mt19937(1));
    files.resize(std::min(files.size(), most));
    const auto decoder = makeInProcessDecoder();
    std::vector<Image> images(files.size());
    forEachOnAllCores(files.size(), [&](std::size_t i) {
        const auto photo = readPhoto(files[i]);
        if (!photo)
            return;
        if (auto decoded = decoder->decode(photo->contents.bytes, {}))
            images[i] = std::move(decoded->image);
    });
    std::erase_if(images, [](const Image& image) { return image.isNull(); });
    return images;
}

} // namespace

Result<std::unique_ptr<RelationSet>> RelationSet::make(const RelationSetOptions& options)
{
    auto set = std::make_unique<RelationSet>();
    std::vector<Image> images =
        readFolders(options.photos, options.originals + options.distractors);
    for (const fs::path& tar : options.tars) {
        const std::size_t wanted = options.originals + options.distractors;
        if (images.size() >= wanted)
            break;
        auto more = readTarPhotos(tar, 3, wanted - images.size());
        if (!more)
            return fail(more);
        std::move(more->begin(), more->end(), std::back_inserter(images));
    }
    if (images.size() < 2)
        return fail(ErrorCode::InvalidArgument, "There are no photos to make copies of"_msg);
    for (std::size_t i = 0; i < images.size(); ++i)
        set->m_photos.push_back({std::move(images[i]), i, -1, {}, {}, 0, {}});
    set->m_originals = std::min(options.originals, set->m_photos.size());
    const std::size_t plain = set->m_photos.size();
    const std::size_t kinds = set->m_kinds.size();
    set->m_photos.resize(plain + set->m_originals * kinds);
    forEachOnAllCores(set->m_originals * kinds, [&](std::size_t i) {
        RelationPhoto& copy = set->m_photos[plain + i];
        copy.source = i / kinds;
        copy.kind = static_cast<int>(i % kinds);
        copy.image = set->m_kinds[i % kinds].apply(set->m_photos[copy.source].image, i);
    });
    if (auto done = set->describe(options.model); !done)
        return fail(done);
    return set;
}

Result<> RelationSet::describe(const std::string& model)
{
    const auto encoder = encoderDescriptor(model);
    if (!encoder)
        return fail(encoder);
    std::optional<Error> error;
    forEachOnAllCores(m_photos.size(), [&](std::size_t i) {
        RelationPhoto& photo = m_photos[i];
        photo.hashes = dctHashOrientations(photo.image);
        if (const auto inside = insidePlainBorder(photo.image))
            photo.framedHashes = dctHashOrientations(*inside);
        photo.differenceHash = differenceHash(photo.image);
        auto embedding = (*encoder)->describe(photo.image);
        if (embedding) {
            photo.embedding = std::move(*embedding);
            return;
        }
        const std::scoped_lock lock(m_mutex);
        error = embedding.error();
    });
    if (error)
        return fail(*error);
    m_verifiable.resize(m_photos.size());
    m_once = std::make_unique<std::once_flag[]>(m_photos.size());
    return {};
}

const VerifiablePicture& RelationSet::verifiable(std::size_t photo)
{
    std::call_once(m_once[photo], [&] {
        const Image& image = m_photos[photo].image;
        const auto start = Clock::now();
        auto made = makeVerifiablePicture(image, image.width, image.height, ImageFormat::Jpeg);
        const double ms = secondsSince(start) * 1000;
        if (made)
            m_verifiable[photo] = std::move(*made);
        const std::scoped_lock lock(m_mutex);
        m_prepareMs.push_back(ms);
    });
    return m_verifiable[photo];
}

} // namespace lookalike
