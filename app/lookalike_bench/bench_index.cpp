// SPDX-License-Identifier: GPL-3.0-or-later
// Indexes copies of the folder's photos on the CPU and compares the rate with the stages measured
// alone on one core.
#include "app/lookalike_bench/command.h"
#include "app/lookalike_bench/figures.h"
#include "app/lookalike_bench/scratch_folder.h"
#include "core/base/path_bytes.h"
#include "core/encode/model_directory.h"
#include "core/image/decoder.h"
#include "core/indexing/directory_walker.h"
#include "core/indexing/photo_reader.h"
#include "core/library/photo_library.h"

#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <memory>
#include <string>
#include <thread>
#include <vector>

namespace lookalike {

namespace {

struct IndexBenchOptions {
    std::filesystem::path folder;
    std::string model;
    std::size_t repeatTo = 400; ///< photos, each with bytes of its own
    std::size_t synthetic = 0;  ///< made-up photos instead of the folder's
};

class IndexedPhotos : public TreeVisitor {
public:
    std::vector<ReadPhoto> photos;
    void file(std::filesystem::path path, const FileStamp&) override
    {
        if (auto photo = readPhoto(path))
            photos.push_back(std::move(*photo));
    }
    void unknown(Error error) override { std::cerr << error.text() << '\n'; }
};

struct StageSeconds {
    double decode = 0;
    double preprocess = 0;
    double encode = 0;
};

/// Seconds a photo of each stage, alone on this thread.
Result<StageSeconds> measureStages(const std::vector<ReadPhoto>& photos, const Encoder& encoder)
{
    const std::size_t rounds = 1 + 40 / photos.size();
    const auto decoder = makeInProcessDecoder();
    const PreprocessSpec& spec = encoder.info().preprocess;
    DecodeRequest request;
    request.wantedShortSide = spec.wantedShortSide();
    std::vector<Image> inputs;
    StageSeconds sum;
    std::size_t encoded = 0;
    for (std::size_t round = 0; round < rounds; ++round) {
        for (const ReadPhoto& photo : photos) {
            auto start = Clock::now();
            const auto decoded = decoder->decode(photo.contents.bytes, request);
            if (!decoded)
                return fail(decoded);
            sum.decode += secondsSince(start);
            start = Clock::now();
            inputs.push_back(preprocess(decoded->image, spec));
            sum.preprocess += secondsSince(start);
            if (inputs.size() < encoder.info().batchSize)
                continue;
            std::vector<float> out(inputs.size() *
                                   static_cast<std::size_t>(encoder.info().space.dim));
            start = Clock::now();
            if (auto done = encoder.encode(inputs, out); !done)
                return fail(done);
            sum.encode += secondsSince(start);
            encoded += inputs.size();
            inputs.clear();
        }
    }
    const auto count = static_cast<double>(rounds * photos.size());
    return StageSeconds{sum.decode / count, sum.preprocess / count,
                        sum.encode / static_cast<double>(std::max<std::size_t>(encoded, 1))};
}

/// Copies of the given photos, each with bytes of its own.
void copyPhotos(const std::vector<ReadPhoto>& photos, std::size_t count,
                const std::filesystem::path& folder)
{
    for (std::size_t i = 0; i < count; ++i) {
        const auto& bytes = photos[i % photos.size()].contents.bytes;
        std::ofstream file(folder / (std::to_string(i) + ".jpg"), std::ios::binary);
        file.write(reinterpret_cast<const char*>(bytes.data()),
                   static_cast<std::streamsize>(bytes.size()));
        file << i; // behind the picture: another content, the same work
    }
}

/// Different JPEGs of one size: coarse noise, scaled up.
void writeSyntheticPhotos(std::size_t count, const std::filesystem::path& folder)
{
    cv::RNG random(1);
    for (std::size_t i = 0; i < count; ++i) {
        cv::Mat coarse(12, 16, CV_8UC3);
        random.fill(coarse, cv::RNG::UNIFORM, 0, 256);
        cv::Mat photo;
        cv::resize(coarse, photo, {1024, 768}, 0, 0, cv::INTER_LINEAR);
        cv::imwrite(pathToBytes(folder / (std::to_string(i) + ".jpg")), photo);
    }
}

Result<std::shared_ptr<const Encoder>> openEncoder(const std::string& name)
{
    return loadEncoder(name, {.device = DeviceKind::Cpu, .threads = 0});
}

struct IndexRun {
    IndexingSummary summary;
    double seconds = 0;
};

Result<IndexRun> indexFolder(const std::filesystem::path& folder,
                             const std::filesystem::path& catalog, const std::string& model)
{
    const auto library =
        PhotoLibrary::open({.catalog = catalog, .model = model, .device = DeviceKind::Cpu});
    if (!library)
        return fail(library);
    if (auto ready = (*library)->prepare(); !ready)
        return fail(ready);
    if (auto added = (*library)->addFolder(folder); !added)
        return fail(added);
    const auto start = Clock::now();
    auto summary = (*library)->index({}, {});
    if (!summary)
        return fail(summary);
    return IndexRun{std::move(*summary), secondsSince(start)};
}

/// How far the rate lies below what the cores could do if only the stages cost time.
Result<> printStages(const std::vector<ReadPhoto>& photos, const std::string& model, double rate,
                     std::size_t cores, const nlohmann::ordered_json& params)
{
    const auto encoder = openEncoder(model);
    if (!encoder)
        return fail(encoder);
    const auto stages = measureStages(photos, **encoder);
    if (!stages)
        return fail(stages);
    const double bound =
        static_cast<double>(cores) / (stages->decode + stages->preprocess + stages->encode);
    printFigure("index", "ratio_to_bound", rate / bound, "1", params);
    printFigure("index", "decode_ms", stages->decode * 1000, "ms", params);
    printFigure("index", "preprocess_ms", stages->preprocess * 1000, "ms", params);
    printFigure("index", "encode_ms", stages->encode * 1000, "ms", params);
    return {};
}

Result<> runBench(const IndexBenchOptions& options)
{
    const ScratchFolder scratch;
    const auto folder = scratch.path() / "photos";
    std::filesystem::create_directories(folder);
    IndexedPhotos source;
    if (options.synthetic > 0) {
        writeSyntheticPhotos(options.synthetic, folder);
    } else {
        if (auto walked = walkTree(options.folder, source, {}); !walked)
            return walked;
        if (source.photos.empty())
            return fail(ErrorCode::NotFound, "There is no photo in this folder"_msg,
                        options.folder);
        copyPhotos(source.photos, options.repeatTo, folder);
    }
    const auto done = indexFolder(folder, scratch.path() / "catalog.db", options.model);
    if (!done)
        return fail(done);

    const std::size_t cores = std::max(1U, std::thread::hardware_concurrency());
    const double rate = static_cast<double>(done->summary.embedded) / done->seconds;
    const nlohmann::ordered_json params{
        {"photos", done->summary.embedded},
        {"failed", done->summary.failed},
        {"model", options.model.empty() ? "built-in" : options.model},
        {"cores", cores}};
    printFigure("index", "photos_per_second", rate, "1/s", params);
    printFigure("index", "peak_rss_mb", peakMemoryMb(), "MiB", params);
    if (source.photos.empty()) {
        if (auto read = readPhoto(folder / "0.jpg"))
            source.photos.push_back(std::move(*read));
    }
    return printStages(source.photos, options.model, rate, cores, params);
}

} // namespace

void addIndexBench(const Program& program)
{
    CLI::App* const command = program.app.add_subcommand("index", "Photos a second, end to end");
    const auto options = std::make_shared<IndexBenchOptions>();
    command->add_option("FOLDER", options->folder, "Photos to copy");
    command->add_option("--model", options->model, "A model directory or name");
    command->add_option("--repeat-to", options->repeatTo, "How many photos to index");
    command->add_option("--synthetic", options->synthetic, "Index so many made-up photos instead");
    command->callback([options, &run = program.run] {
        if (options->folder.empty() && options->synthetic == 0)
            throw CLI::RequiredError("FOLDER or --synthetic");
        run = [options] { return exitStatus(runBench(*options)); };
    });
}

} // namespace lookalike
