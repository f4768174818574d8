// SPDX-License-Identifier: GPL-3.0-or-later
// lookalike-encode-check: compares models with the reference outputs beside them and measures their
// speed on a machine with only LibTorch. Prints one JSON line per value.
#include "core/encode/safetensors.h"
#include "core/encode/torch/torch_encoder.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <random>
#include <string_view>
#include <thread>

namespace {

using namespace lookalike;

constexpr double kTimedSeconds = 5;

void print(const char* metric, double value, const char* unit, const nlohmann::json& params)
{
    const nlohmann::json line = {{"bench", "encode-check"},
                                 {"metric", metric},
                                 {"value", value},
                                 {"unit", unit},
                                 {"params", params}};
    std::puts(line.dump(-1, ' ', true, nlohmann::json::error_handler_t::replace).c_str());
}

/// Compares with expected.safetensors: `pixel_values` are the input, `embedding` the output.
Result<> compare(const Encoder& encoder, const std::filesystem::path& file,
                 const nlohmann::json& params)
{
    auto reference = SafetensorsFile::open(file);
    if (!reference)
        return fail(reference);
    const auto pixels = reference->readFloats("pixel_values");
    const auto expected = reference->readFloats("embedding");
    if (!pixels || !expected)
        return {}; // this file holds other references
    const auto dim = static_cast<std::size_t>(encoder.info().space.dim);
    const std::size_t count = expected->size() / dim;
    std::vector<float> actual(count * dim);
    if (auto done = encoder.encodePixelValues(*pixels, count, actual); !done)
        return done;
    double largest = 0;
    double leastCosine = 1;
    for (std::size_t row = 0; row < count; ++row) {
        double dot = 0, aa = 0, bb = 0;
        for (std::size_t i = row * dim; i < (row + 1) * dim; ++i) {
            const auto a = static_cast<double>(actual[i]);
            const auto b = static_cast<double>((*expected)[i]);
            largest = std::max(largest, std::abs(a - b));
            dot += a * b;
            aa += a * a;
            bb += b * b;
        }
        leastCosine = std::min(leastCosine, dot / std::sqrt(aa * bb));
    }
    print("largest_difference", largest, "1", params);
    print("least_cosine", leastCosine, "1", params);
    return {};
}

/// Encodes random pictures with as many callers as the encoder recommends.
Result<> time(const Encoder& encoder, nlohmann::json params)
{
    const EncoderInfo& info = encoder.info();
    std::vector<Image> images(info.batchSize,
                              Image(info.preprocess.inputWidth(), info.preprocess.inputHeight()));
    std::mt19937 random(1);
    for (Image& image : images)
        for (std::uint8_t& byte : image.pixels)
            byte = static_cast<std::uint8_t>(random());
    std::vector<std::size_t> done(info.concurrency, 0);
    std::vector<Result<>> results(info.concurrency);
    const auto start = std::chrono::steady_clock::now();
    const auto seconds = [&] {
        return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    };
    {
        std::vector<std::jthread> threads;
        for (std::size_t i = 0; i < info.concurrency; ++i)
            threads.emplace_back([&, i] {
                std::vector<float> out(images.size() * static_cast<std::size_t>(info.space.dim));
                while (results[i] && seconds() < kTimedSeconds) {
                    results[i] = encoder.encode(images, out);
                    done[i] += images.size();
                }
            });
    }
    const double elapsed = seconds();
    std::size_t total = 0;
    for (std::size_t i = 0; i < info.concurrency; ++i) {
        if (!results[i])
            return results[i];
        total += done[i];
    }
    params["batch"] = info.batchSize;
    params["callers"] = info.concurrency;
    print("images_per_second", static_cast<double>(total) / elapsed, "1/s", params);
    return {};
}

Result<> check(const std::filesystem::path& folder, DeviceKind device)
{
    const auto model = openModelDirectory(folder);
    if (!model)
        return fail(model);
    const auto encoder = makeTorchEncoder(*model, {device, 0});
    if (!encoder)
        return fail(encoder);
    const EncoderInfo& info = (*encoder)->info();
    if (!info.warning.empty())
        std::fprintf(stderr, "%s\n", info.warning.english().c_str());
    const nlohmann::json params = {{"model", model->name}, {"device", info.deviceText}};
    const std::filesystem::path reference = folder / "expected.safetensors";
    if (std::filesystem::exists(reference))
        if (auto done = compare(**encoder, reference, params); !done)
            return done;
    return time(**encoder, params);
}

} // namespace

int main(int argumentCount, char** arguments)
{
    DeviceKind device = DeviceKind::Auto;
    int first = 1;
    if (argumentCount > 2 && std::string_view(arguments[1]) == "--device") {
        const auto parsed = parseDevice(arguments[2]);
        if (!parsed) {
            std::fprintf(stderr, "%s\n", parsed.error().text().c_str());
            return 2;
        }
        device = *parsed;
        first = 3;
    }
    if (first >= argumentCount) {
        std::fputs("Usage: lookalike-encode-check [--device auto|cpu|cuda|mps] FOLDER...\n",
                   stderr);
        return 2;
    }
    int status = 0;
    for (int i = first; i < argumentCount; ++i) {
        if (const auto done = check(arguments[i], device); !done) {
            std::fprintf(stderr, "%s\n", done.error().text().c_str());
            status = 1;
        }
    }
    return status;
}
