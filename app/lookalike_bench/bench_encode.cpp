// SPDX-License-Identifier: GPL-3.0-or-later
// Images a second of the encoder alone, with one caller and with as many as it asks for.
#include "app/lookalike_bench/command.h"
#include "app/lookalike_bench/figures.h"
#include "core/encode/encoder.h"
#include "core/encode/model_directory.h"

#include <atomic>
#include <memory>
#include <random>
#include <string>
#include <thread>

namespace lookalike {

namespace {

struct EncodeBenchOptions {
    std::string model;
    std::string device = "auto";
    double seconds = 5; ///< of each measurement
};

std::vector<Image> noise(const EncoderInfo& info)
{
    std::mt19937 random(1);
    std::vector<Image> images(info.batchSize,
                              Image(info.preprocess.inputWidth(), info.preprocess.inputHeight()));
    for (Image& image : images)
        for (std::uint8_t& value : image.pixels)
            value = static_cast<std::uint8_t>(random());
    return images;
}

/// Images a second with so many threads that call the encoder.
Result<double> rate(const Encoder& encoder, std::size_t callers, double seconds)
{
    const std::vector<Image> images = noise(encoder.info());
    std::atomic<std::size_t> encoded{0};
    std::vector<Result<>> results(callers);
    const auto work = [&](std::size_t caller) {
        std::vector<float> out(images.size() * static_cast<std::size_t>(encoder.info().space.dim));
        const auto start = Clock::now();
        while (results[caller] && secondsSince(start) < seconds) {
            results[caller] = encoder.encode(images, out);
            encoded += images.size();
        }
    };
    const auto start = Clock::now();
    {
        std::vector<std::jthread> threads;
        for (std::size_t i = 0; i < callers; ++i)
            threads.emplace_back(work, i);
    }
    const double taken = secondsSince(start);
    for (Result<>& result : results)
        if (!result)
            return fail(result);
    return static_cast<double>(encoded) / taken;
}

Result<> runBench(const EncodeBenchOptions& options)
{
    const auto device = parseDevice(options.device);
    if (!device)
        return fail(device);
    const auto loaded = loadEncoder(options.model, {.device = *device, .threads = 0});
    if (!loaded)
        return fail(loaded);
    const Encoder& encoder = **loaded;
    if (auto warm = rate(encoder, encoder.info().concurrency, 1); !warm)
        return fail(warm);
    const auto one = rate(encoder, 1, options.seconds);
    if (!one)
        return fail(one);
    const auto all = rate(encoder, encoder.info().concurrency, options.seconds);
    if (!all)
        return fail(all);
    const nlohmann::ordered_json params{{"model", encoder.info().space.model},
                                        {"device", encoder.info().deviceText},
                                        {"batch", encoder.info().batchSize},
                                        {"callers", encoder.info().concurrency}};
    printFigure("encode", "images_per_second_one_core", *one, "1/s", params);
    printFigure("encode", "images_per_second_all_cores", *all, "1/s", params);
    printFigure("encode", "scaling", *all / *one, "x", params);
    return {};
}

} // namespace

void addEncodeBench(const Program& program)
{
    CLI::App* const command =
        program.app.add_subcommand("encode", "Images a second of the encoder alone");
    const auto options = std::make_shared<EncodeBenchOptions>();
    command->add_option("--model", options->model, "A model directory or name");
    command->add_option("--device", options->device, "auto, cpu, cuda or mps");
    command->add_option("--seconds", options->seconds, "Of each measurement")
        ->check(CLI::PositiveNumber);
    command->callback([options, &run = program.run] {
        run = [options] { return exitStatus(runBench(*options)); };
    });
}

} // namespace lookalike
