// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/encode/encoder.h"

#include <span>
#include <utility>

namespace lookalike {

/// Encodes nothing: the library lends the embeddings of all its photos. Immutable; any thread.
class LendingEncoder : public Encoder {
public:
    explicit LendingEncoder(EmbeddingSpace space) { m_info.space = std::move(space); }
    const EncoderInfo& info() const noexcept override { return m_info; }
    Result<> encode(std::span<const Image>, std::span<float>) const override
    {
        return fail(ErrorCode::Unsupported, {});
    }
    Result<> encodePixelValues(std::span<const float>, std::size_t, std::span<float>) const override
    {
        return fail(ErrorCode::Unsupported, {});
    }

private:
    EncoderInfo m_info;
};

} // namespace lookalike
