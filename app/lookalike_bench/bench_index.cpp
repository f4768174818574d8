// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/lookalike_bench/bench_index.h"

#include "core/encode/model_directory.h"
#include "core/image/decoder.h"
#include "core/indexing/directory_walker.h"
#include "core/indexing/photo_reader.h"
#include "core/library/photo_library.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <chrono>
#include <fstream>
#include <iostream>
#include <thread>
#include <vector>

namespace lookalike {

namespace {

using Clock = std::chrono::steady_clock;

double secondsSince(Clock::time_point start)
{
    return std::chrono::duration<double>(Clock::now() - start).count();
}

class Photos : public TreeVisitor {
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
    constexpr std::size_t kRounds = 20;
    const auto decoder = makeInProcessDecoder();
    const PreprocessSpec& spec = encoder.info().preprocess;
    DecodeRequest request;
    request.wantedShortSide = spec.wantedShortSide();
    std::vector<Image> inputs;
    StageSeconds sum;
    std::size_t encoded = 0;
    for (std::size_t round = 0; round < kRounds; ++round) {
        for (const ReadPhoto& photo : photos) {
            auto start = Clock::now();
            const auto decoded = decoder->decode(photo.contents.bytes, request);
            if (!decoded)
                return tl::unexpected(decoded.error());
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
                return fail(std::move(done));
            sum.encode += secondsSince(start);
            encoded += inputs.size();
            inputs.clear();
        }
    }
    const auto count = static_cast<double>(kRounds * photos.size());
    return StageSeconds{sum.decode / count, sum.preprocess / count,
                        sum.encode / static_cast<double>(std::max<std::size_t>(encoded, 1))};
}

void print(const char* metric, double value, const char* unit, const nlohmann::ordered_json& params)
{
    const nlohmann::ordered_json line{{"bench", "index"},
                                      {"metric", metric},
                                      {"value", value},
                                      {"unit", unit},
                                      {"params", params}};
    std::cout << line.dump() << std::endl;
}

Result<> run(const IndexBenchOptions& options)
{
    Photos source;
    if (auto walked = walkTree(options.folder, source, {}); !walked)
        return walked;
    if (source.photos.empty())
        return fail(ErrorCode::NotFound, "There is no photo in this folder", options.folder);
    const auto model = findModel(options.model);
    if (!model)
        return tl::unexpected(model.error());
    const auto directory = openModelDirectory(*model);
    if (!directory)
        return tl::unexpected(directory.error());
    const auto encoder = loadEncoder(*directory, {.device = DeviceKind::Cpu, .threads = 0});
    if (!encoder)
        return tl::unexpected(encoder.error());
    const auto stages = measureStages(source.photos, **encoder);
    if (!stages)
        return tl::unexpected(stages.error());

    const auto scratch =
        std::filesystem::temp_directory_path() /
        ("lookalike-bench-" + std::to_string(Clock::now().time_since_epoch().count()));
    std::filesystem::create_directories(scratch / "photos");
    for (std::size_t i = 0; i < options.repeatTo; ++i) {
        const auto& bytes = source.photos[i % source.photos.size()].contents.bytes;
        std::ofstream file(scratch / "photos" / (std::to_string(i) + ".jpg"), std::ios::binary);
        file.write(reinterpret_cast<const char*>(bytes.data()),
                   static_cast<std::streamsize>(bytes.size()));
        file << i; // bytes behind the picture: another content, the same work
    }
    auto library = PhotoLibrary::open(
        {.catalog = scratch / "catalog.db", .model = options.model, .device = DeviceKind::Cpu});
    if (!library)
        return fail(std::move(library));
    if (auto ready = (*library)->prepare(); !ready)
        return fail(std::move(ready));
    if (auto added = (*library)->addFolder(scratch / "photos"); !added)
        return fail(std::move(added));
    const auto start = Clock::now();
    const auto summary = (*library)->index({}, {});
    const double seconds = secondsSince(start);
    library->reset();
    std::error_code ignored;
    std::filesystem::remove_all(scratch, ignored);
    if (!summary)
        return tl::unexpected(summary.error());

    const std::size_t cores = std::max(1U, std::thread::hardware_concurrency());
    const double rate = static_cast<double>(summary->embedded) / seconds;
    const double bound =
        static_cast<double>(cores) / (stages->decode + stages->preprocess + stages->encode);
    const nlohmann::ordered_json params{{"photos", summary->embedded},
                                        {"failed", summary->failed},
                                        {"model", directory->name},
                                        {"cores", cores}};
    print("photos_per_second", rate, "1/s", params);
    print("ratio_to_bound", rate / bound, "1", params);
    print("decode_ms", stages->decode * 1000, "ms", params);
    print("preprocess_ms", stages->preprocess * 1000, "ms", params);
    print("encode_ms", stages->encode * 1000, "ms", params);
    return {};
}

} // namespace

CLI::App* addIndexBench(CLI::App& app, IndexBenchOptions& options)
{
    CLI::App* const command = app.add_subcommand("index", "Photos a second, end to end");
    command->add_option("FOLDER", options.folder, "Photos to copy")->required();
    command->add_option("--model", options.model, "A model directory or name");
    command->add_option("--repeat-to", options.repeatTo, "How many photos to index");
    return command;
}

int runIndexBench(const IndexBenchOptions& options)
{
    if (auto done = run(options); !done) {
        std::cerr << "lookalike-bench: " << done.error().text() << '\n';
        return 3;
    }
    return 0;
}

} // namespace lookalike
