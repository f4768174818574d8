// SPDX-License-Identifier: GPL-3.0-or-later
// Words for the space of ColourEncoder: a toy whose words are aligned with its pictures.
#pragma once

#include "core/encode/text_encoder.h"
#include "tests/core/library/colour_encoder.h"

#include <atomic>
#include <cmath>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace lookalike::testing {

inline std::vector<float> normalised(std::vector<float> values)
{
    double squares = 0;
    for (const float value : values)
        squares += static_cast<double>(value) * static_cast<double>(value);
    for (float& value : values)
        value = static_cast<float>(static_cast<double>(value) / std::sqrt(squares));
    return values;
}

/// Knows the names of colours, in the space of ColourEncoder. A letter that is not ASCII is
/// unknown.
class ColourWords final : public TextEncoder {
public:
    int dim() const noexcept override { return 4; }
    Result<TextEmbedding> encode(std::string_view text, const std::stop_token& stop) const override
    {
        if (stop.stop_requested())
            return fail(ErrorCode::Cancelled, "The search was cancelled"_msg);
        static const std::map<std::string, std::vector<float>, std::less<>> kColours = {
            {"red", {1, -1, -1, .5F}}, {"green", {-1, 1, -1, .5F}}, {"blue", {-1, -1, 1, .5F}}};
        const auto found = kColours.find(text);
        if (found != kColours.end())
            return TextEmbedding{normalised(found->second), false, {}};
        return TextEmbedding{normalised({0, 0, 0, 1}), false, std::string(text)};
    }
    Result<std::vector<float>> encodeIds(std::span<const std::uint32_t>,
                                         const std::stop_token&) const override
    {
        return fail(ErrorCode::Unsupported, "Colours have no ids"_msg);
    }
};

/// ColourEncoder with ColourWords.
class SpeakingEncoder final : public Encoder {
public:
    explicit SpeakingEncoder(const std::string& name = "colours")
        : pictures(name)
        , m_info(pictures.info())
    {
        m_info.knowsWords = true;
    }
    const EncoderInfo& info() const noexcept override { return m_info; }
    Result<> encode(std::span<const Image> images, std::span<float> out) const override
    {
        return pictures.encode(images, out);
    }
    Result<> encodePixelValues(std::span<const float> values, std::size_t count,
                               std::span<float> out) const override
    {
        return pictures.encodePixelValues(values, count, out);
    }
    Result<std::shared_ptr<const TextEncoder>>
    textEncoder(const std::stop_token& stop) const override
    {
        if (!speaks)
            return Encoder::textEncoder(stop);
        return std::make_shared<const ColourWords>();
    }

    ColourEncoder pictures;
    std::atomic<bool> speaks{true};

private:
    EncoderInfo m_info;
};

} // namespace lookalike::testing
