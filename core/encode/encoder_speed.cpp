// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/encode/encoder_speed.h"

#include <atomic>
#include <random>
#include <thread>
#include <vector>

namespace lookalike {

namespace {

using Clock = std::chrono::steady_clock;

std::vector<Image> noise(const EncoderInfo& info)
{
    std::mt19937 random(1);
    std::vector<Image> images(std::max<std::size_t>(1, info.batchSize),
                              Image(info.preprocess.inputWidth(), info.preprocess.inputHeight()));
    for (Image& image : images)
        for (std::uint8_t& value : image.pixels)
            value = static_cast<std::uint8_t>(random());
    return images;
}

Result<double> rateFor(const Encoder& encoder, const std::vector<Image>& images,
                       std::chrono::milliseconds duration, const std::stop_token& stop)
{
    const std::size_t callers = std::max<std::size_t>(1, encoder.info().concurrency);
    std::atomic<std::size_t> encoded{0};
    std::vector<Result<>> results(callers);
    const auto start = Clock::now();
    {
        std::vector<std::jthread> threads;
        for (Result<>& result : results)
            threads.emplace_back([&] {
                std::vector<float> out(images.size() *
                                       static_cast<std::size_t>(encoder.info().space.dim));
                do {
                    result = encoder.encode(images, out);
                    encoded += images.size();
                } while (result && !stop.stop_requested() && Clock::now() - start < duration);
            });
    }
    if (stop.stop_requested())
        return fail(ErrorCode::Cancelled, "Cancelled"_msg);
    for (Result<>& result : results)
        if (!result)
            return fail(result);
    return static_cast<double>(encoded) /
           std::chrono::duration<double>(Clock::now() - start).count();
}

} // namespace

Result<double> measureSpeed(const Encoder& encoder, std::chrono::milliseconds duration,
                            const std::stop_token& stop)
{
    const std::vector<Image> images = noise(encoder.info());
    if (auto warm = rateFor(encoder, images, std::chrono::milliseconds(0), stop); !warm)
        return warm;
    return rateFor(encoder, images, duration, stop);
}

} // namespace lookalike
