// SPDX-License-Identifier: GPL-3.0-or-later
// Pictures a second decoded in this process and in decoder processes, taking turns so that both see
// the same machine.
#include "app/lookalike_bench/command.h"
#include "app/lookalike_bench/figures.h"
#include "core/image/worker/worker_decoder.h"
#include "core/indexing/directory_walker.h"
#include "core/indexing/photo_reader.h"

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <filesystem>
#include <iostream>
#include <memory>
#include <thread>
#include <utility>
#include <vector>

namespace lookalike {

namespace {

struct DecodeBenchOptions {
    std::filesystem::path folder;
    std::size_t threads = 0; ///< 0: one a core
    int shortSide = 224;     ///< that the pictures are wanted at; 0: full size
    double seconds = 5;      ///< of each measurement
    std::size_t rounds = 3;  ///< of both, one after the other
};

class Photos : public TreeVisitor {
public:
    std::vector<std::vector<std::uint8_t>> files;
    std::size_t bytes = 0;
    void file(std::filesystem::path path, const FileStamp&) override
    {
        constexpr std::size_t kMostBytes = std::size_t{1} << 30;
        if (bytes > kMostBytes)
            return;
        if (auto photo = readPhoto(path)) {
            bytes += photo->contents.bytes.size();
            files.push_back(std::move(photo->contents.bytes));
        }
    }
    void unknown(Error error) override { std::cerr << error.text() << '\n'; }
};

/// Only files that can be decoded: how long a refusal takes is no throughput.
void keepGood(std::vector<std::vector<std::uint8_t>>& files, const DecodeRequest& request)
{
    const auto decoder = makeInProcessDecoder();
    std::erase_if(files, [&](const auto& bytes) { return !decoder->decode(bytes, request); });
}

double picturesPerSecond(const std::vector<std::vector<std::uint8_t>>& files,
                         const Decoder& decoder, const DecodeRequest& request, std::size_t threads,
                         double seconds)
{
    std::atomic<std::size_t> next{0};
    std::atomic<std::size_t> done{0};
    const auto start = Clock::now();
    {
        std::vector<std::jthread> workers;
        for (std::size_t i = 0; i < threads; ++i)
            workers.emplace_back([&] {
                while (secondsSince(start) < seconds)
                    if (decoder.decode(files[next++ % files.size()], request))
                        ++done;
            });
    }
    return static_cast<double>(done) / secondsSince(start);
}

Result<> runBench(const DecodeBenchOptions& options)
{
    Photos photos;
    if (auto walked = walkTree(options.folder, photos, {}); !walked)
        return walked;
    DecodeRequest request;
    request.wantedShortSide = options.shortSide;
    request.wantMetadata = true;
    keepGood(photos.files, request);
    if (photos.files.empty())
        return fail(ErrorCode::NotFound, "There is no photo in this folder"_msg, options.folder);
    const auto here = makeInProcessDecoder();
    const auto there = makeWorkerDecoder({});
    if (!there)
        return fail(there);

    const std::size_t threads =
        options.threads > 0 ? options.threads : std::max(1U, std::thread::hardware_concurrency());
    std::vector<double> hereRates;
    std::vector<double> thereRates;
    std::vector<double> ratios;
    picturesPerSecond(photos.files, **there, request, threads, 0.5); // all processes are up
    for (std::size_t round = 0; round < options.rounds; ++round) {
        hereRates.push_back(
            picturesPerSecond(photos.files, *here, request, threads, options.seconds));
        thereRates.push_back(
            picturesPerSecond(photos.files, **there, request, threads, options.seconds));
        ratios.push_back(thereRates.back() / hereRates.back());
    }
    const nlohmann::ordered_json params{{"photos", photos.files.size()},
                                        {"threads", threads},
                                        {"short_side", options.shortSide},
                                        {"isolation", (*there)->isolationText().english()}};
    printFigure("decode", "in_process_per_second", quantile(hereRates, 0.5), "1/s", params);
    printFigure("decode", "workers_per_second", quantile(thereRates, 0.5), "1/s", params);
    printFigure("decode", "ratio", quantile(ratios, 0.5), "1", params);
    printFigure("decode", "best_ratio", *std::ranges::max_element(ratios), "1", params);
    return {};
}

} // namespace

void addDecodeBench(const Program& program)
{
    CLI::App* const command =
        program.app.add_subcommand("decode", "Pictures a second, here and in decoder processes");
    const auto options = std::make_shared<DecodeBenchOptions>();
    command->add_option("FOLDER", options->folder, "Photos to decode")->required();
    command->add_option("--threads", options->threads, "At a time; one a core unless given");
    command->add_option("--short-side", options->shortSide, "Pixels that are wanted; 0: all");
    command->add_option("--seconds", options->seconds, "Of each measurement");
    command->add_option("--rounds", options->rounds, "How often both are measured");
    command->callback([options, &run = program.run] {
        run = [options] { return exitStatus(runBench(*options)); };
    });
}

} // namespace lookalike
