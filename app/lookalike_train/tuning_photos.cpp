// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/lookalike_train/tuning_photos.h"

#include "core/base/path_bytes.h"
#include "core/base/task_pool.h"
#include "core/encode/json_file.h"
#include "core/encode/torch/training/packed_photos.h"
#include "core/evaluate/labelled_folder.h"
#include "core/evaluate/same_shots.h"
#include "core/files/file_reader.h"
#include "core/image/decoder.h"
#include "core/image/format.h"
#include "core/indexing/directory_walker.h"
#include "core/indexing/photo_reader.h"

#include <cmath>
#include <map>
#include <mutex>
#include <optional>
#include <utility>

namespace lookalike {

namespace {

constexpr std::uint64_t kMostListing = 4096;

class PhotoFiles : public TreeVisitor {
public:
    void file(std::filesystem::path path, const FileStamp& /*stamp*/) override
    {
        const auto head = readFileHead(path, kSniffBytes);
        if (head && sniffFormat(head->bytes) != ImageFormat::Unknown)
            m_files.push_back({std::move(path), {}});
    }
    void unknown(Error /*error*/) override {} // nothing to train on
    [[nodiscard]] std::vector<TuningFile> take() { return std::move(m_files); }

private:
    std::vector<TuningFile> m_files;
};

/// The model's preprocessing for larger pictures.
PreprocessSpec enlarged(PreprocessSpec spec, int side)
{
    const double factor = static_cast<double>(side) / spec.inputWidth();
    const auto scale = [&](int& pixels) {
        pixels = static_cast<int>(std::lround(pixels * factor));
    };
    scale(spec.resizeWidth);
    scale(spec.resizeHeight);
    scale(spec.shortestEdge);
    if (spec.centerCrop)
        spec.cropWidth = spec.cropHeight = side;
    else
        spec.resizeWidth = spec.resizeHeight = side;
    if (!spec.centerCrop || spec.resizeMode == PreprocessSpec::ResizeMode::None)
        spec.resizeMode = PreprocessSpec::ResizeMode::Exact;
    return spec;
}

struct ReadForTuning {
    Image picture;
    ShotPhoto shot;
};

Result<ReadForTuning> readForTuning(const std::filesystem::path& path, const Decoder& decoder,
                                    const PreprocessSpec& spec, const std::stop_token& stop)
{
    const auto photo = readPhoto(path);
    if (!photo)
        return fail(photo);
    DecodeRequest request;
    request.wantedShortSide = spec.wantedShortSide();
    request.wantMetadata = true;
    request.stop = stop;
    const auto decoded = decoder.decode(photo->contents.bytes, request);
    if (!decoded)
        return failFor(path, decoded);
    return ReadForTuning{
        preprocess(decoded->image, spec),
        {path, photo->hash, decoded->metadata.takenAt, decoded->format == ImageFormat::Raw}};
}

/// A hash of what would be packed, so that a run that goes on need not read everything again.
std::string listingOf(const std::vector<TuningFile>& files, const TuningPackOptions& options)
{
    ContentHasher hasher(HashKind::Sha256);
    const auto add = [&](const std::string& text) {
        const std::vector<std::uint8_t> bytes(text.begin(), text.end());
        hasher.update(bytes);
        hasher.update(std::vector<std::uint8_t>{0});
    };
    add(std::to_string(options.side) + (options.shotsAreLabels ? " shots" : " labels"));
    for (const TuningFile& file : files) {
        const auto stamp = statFile(file.path);
        add(pathToBytes(file.path));
        add(file.label);
        add(stamp ? std::to_string(stamp->size) + ' ' + std::to_string(stamp->modifiedNs) : "");
    }
    return hasher.finish().hex();
}

std::filesystem::path listingFileFor(const TuningPackOptions& options)
{
    auto path = options.output;
    path.replace_extension(".json");
    return path;
}

std::optional<TuningPack> packedBefore(const std::string& listing, const TuningPackOptions& options)
{
    std::error_code error;
    if (!std::filesystem::exists(options.output, error))
        return std::nullopt;
    const auto json = readJsonFile(listingFileFor(options), kMostListing);
    if (!json || json->value("listing", std::string()) != listing)
        return std::nullopt;
    return TuningPack{json->value("photos", std::size_t{0}),
                      json->value("unreadable", std::size_t{0}),
                      json->value("labels", std::size_t{0})};
}

/// Labels for photos that share a shot with others; empty for those that are alone.
std::vector<std::string> shotLabels(const std::vector<ReadForTuning>& photos)
{
    std::vector<ShotPhoto> shots;
    for (const ReadForTuning& photo : photos)
        shots.push_back(photo.shot);
    const auto first = sameShots(shots);
    std::vector<std::size_t> members(photos.size());
    for (const std::size_t shot : first)
        ++members[shot];
    std::vector<std::string> labels;
    for (const std::size_t shot : first)
        labels.push_back(members[shot] > 1 ? std::to_string(shot) : std::string());
    return labels;
}

} // namespace

Result<std::vector<TuningFile>> labelledFiles(const std::filesystem::path& folder,
                                              const std::stop_token& stop)
{
    const auto read = readLabelledFolder(folder, stop);
    if (!read)
        return fail(read);
    std::vector<TuningFile> files;
    for (std::size_t i = 0; i < read->files.size(); ++i)
        files.push_back({read->files[i], read->names[static_cast<std::size_t>(read->labels[i])]});
    return files;
}

Result<std::vector<TuningFile>> unlabelledFiles(const std::filesystem::path& folder,
                                                const std::stop_token& stop)
{
    PhotoFiles files;
    if (auto walked = walkTree(folder, files, stop); !walked)
        return fail(walked);
    return files.take();
}

Result<TuningPack> packForTuning(const std::vector<TuningFile>& files,
                                 const TuningPackOptions& options,
                                 const std::function<void(std::int64_t, std::int64_t)>& progress,
                                 const std::stop_token& stop)
{
    const std::string listing = listingOf(files, options);
    if (const auto packed = packedBefore(listing, options))
        return *packed;
    const PreprocessSpec spec = enlarged(options.preprocess, options.side);
    const auto decoder = makeInProcessDecoder();
    std::vector<std::optional<ReadForTuning>> read(files.size());
    std::mutex mutex;
    std::int64_t done = 0;
    TaskPool pool;
    pool.run(files.size(), pool.width(), [&](std::size_t i, std::size_t) {
        if (stop.stop_requested())
            return;
        auto photo = readForTuning(files[i].path, *decoder, spec, stop);
        if (photo)
            read[i] = std::move(*photo);
        const std::lock_guard lock(mutex);
        ++done;
        if (progress)
            progress(done, static_cast<std::int64_t>(files.size()));
    });
    if (stop.stop_requested())
        return fail(ErrorCode::Cancelled, "Stopped before the last photo"_msg);

    TuningPack pack;
    std::vector<ReadForTuning> photos;
    std::vector<std::string> labels;
    for (std::size_t i = 0; i < read.size(); ++i) {
        if (!read[i]) {
            ++pack.unreadable;
            continue;
        }
        photos.push_back(std::move(*read[i]));
        labels.push_back(files[i].label);
    }
    if (options.shotsAreLabels)
        labels = shotLabels(photos);
    std::map<std::string, std::size_t> counts;
    std::vector<training::PhotoOrigin> origins;
    for (const std::string& label : labels) {
        if (!label.empty() && ++counts[label] == 2)
            ++pack.labels;
        origins.push_back({label.empty() ? "others" : "photos", label});
    }
    auto writer = training::PackedPhotosWriter::create(options.output, options.side, origins);
    if (!writer)
        return fail(writer);
    for (const ReadForTuning& photo : photos)
        if (auto added = writer->add(photo.picture); !added)
            return fail(added);
    if (auto written = writer->commit(); !written)
        return fail(written);
    pack.photos = photos.size();
    if (auto written = writeJsonFile(listingFileFor(options), {{"listing", listing},
                                                               {"photos", pack.photos},
                                                               {"unreadable", pack.unreadable},
                                                               {"labels", pack.labels}});
        !written)
        return fail(written);
    return pack;
}

} // namespace lookalike
