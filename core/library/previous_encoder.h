// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/encode/encoder.h"

#include <algorithm>
#include <memory>
#include <utility>

namespace lookalike {

/// Whether the space is of the same model under an earlier version of preprocessing.
[[nodiscard]] inline bool isFormerSpace(const EncoderInfo& info, const EmbeddingSpace& space)
{
    return std::ranges::find(info.formerSpaces, space.id) != info.formerSpaces.end();
}

/// The encoder of a space that the same model made under an earlier version of preprocessing, for
/// searches in it. Only queries with alpha come out a little different from what they did.
class PreviousEncoder final : public Encoder {
public:
    PreviousEncoder(std::shared_ptr<const Encoder> encoder, EmbeddingSpace former)
        : m_encoder(std::move(encoder))
        , m_info(m_encoder->info())
    {
        m_info.space = std::move(former);
        m_info.formerSpaces.clear();
    }
    const EncoderInfo& info() const noexcept override { return m_info; }
    Result<> encode(std::span<const Image> images, std::span<float> out) const override
    {
        return m_encoder->encode(images, out);
    }
    Result<> encodePixelValues(std::span<const float> pixelValues, std::size_t count,
                               std::span<float> out) const override
    {
        return m_encoder->encodePixelValues(pixelValues, count, out);
    }
    Result<std::shared_ptr<const TextEncoder>>
    textEncoder(const std::stop_token& stop) const override
    {
        return m_encoder->textEncoder(stop);
    }

private:
    const std::shared_ptr<const Encoder> m_encoder;
    EncoderInfo m_info;
};

} // namespace lookalike
