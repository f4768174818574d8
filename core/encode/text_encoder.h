// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <cstdint>
#include <span>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

namespace lookalike {

/// Words as a vector in the embedding space of the same model's pictures.
struct TextEmbedding {
    std::vector<float> values; ///< L2-normalised
    bool isCut = false;        ///< the text was longer than the model takes
    /// The letters that the model does not know, each once; UTF-8.
    std::string unknownLetters;
};

/// Turns words into embeddings, and remembers the last ones. Thread-safe.
class TextEncoder {
public:
    virtual ~TextEncoder() = default;
    [[nodiscard]] virtual int dim() const noexcept = 0;

    /// Fails with InvalidArgument for a text without a word and with Cancelled, which takes as long
    /// as one layer of the model at most.
    [[nodiscard]] virtual Result<TextEmbedding> encode(std::string_view text,
                                                       const std::stop_token& stop = {}) const = 0;

    /// Takes the ids of tokens, with padding, and does not L2-normalise. For comparison with a
    /// reference implementation.
    [[nodiscard]] virtual Result<std::vector<float>>
    encodeIds(std::span<const std::uint32_t> ids, const std::stop_token& stop = {}) const = 0;
};

} // namespace lookalike
