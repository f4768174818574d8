// SPDX-License-Identifier: GPL-3.0-or-later
// An encoder that sees nothing but the mean colour, and counts what it is asked for: a whole
// library can be tried with it in milliseconds, and a test knows which photos are alike.
#pragma once

#include "core/encode/encoder.h"

#include <atomic>
#include <cmath>
#include <functional>
#include <string>

namespace lookalike::testing {

class ColourEncoder final : public Encoder {
public:
    explicit ColourEncoder(const std::string& name = "colours")
    {
        m_info.space = {name + "-0123456789abcdef", name, 4};
        m_info.preprocess.resizeWidth = 4;
        m_info.preprocess.resizeHeight = 4;
        m_info.deviceText = "CPU";
        m_info.batchSize = 4;
        m_info.concurrency = 2;
    }

    /// The same model with earlier preprocessing.
    void follow(const ColourEncoder& former)
    {
        m_info.space.model = former.m_info.space.model;
        m_info.formerSpaces = {former.m_info.space.id};
    }

    const EncoderInfo& info() const noexcept override { return m_info; }

    Result<> encode(std::span<const Image> images, std::span<float> out) const override
    {
        for (std::size_t i = 0; i < images.size(); ++i) {
            const std::span<float> row = out.subspan(4 * i, 4);
            meanColour(images[i], row);
            if (refuses && refuses(row))
                return fail(ErrorCode::Broken, "The embedding is not finite"_msg);
        }
        encoded += images.size();
        return breaksDown ? Result<>(fail(ErrorCode::OutOfMemory, "Memory ran out"_msg))
                          : Result<>();
    }
    Result<> encodePixelValues(std::span<const float>, std::size_t, std::span<float>) const override
    {
        return fail(ErrorCode::Unsupported, "Colours are read from pictures alone"_msg);
    }

    mutable std::atomic<std::size_t> encoded{0};
    std::function<bool(std::span<const float>)> refuses;
    std::atomic<bool> breaksDown{false};

private:
    /// Distance from grey, and a little constant so that grey has a direction, too.
    static void meanColour(const Image& image, std::span<float> row)
    {
        double sums[4] = {0, 0, 0, 0};
        for (std::size_t i = 0; i < image.pixels.size(); ++i)
            sums[i % 3] += image.pixels[i] - 127.5;
        sums[3] = static_cast<double>(image.pixels.size());
        double squares = 0;
        for (const double sum : sums)
            squares += sum * sum;
        for (std::size_t i = 0; i < 4; ++i)
            row[i] = static_cast<float>(sums[i] / std::sqrt(squares));
    }

    EncoderInfo m_info;
};

} // namespace lookalike::testing
