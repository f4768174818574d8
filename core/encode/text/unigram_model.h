// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/encode/text/token_model.h"

#include <memory>

namespace lookalike {

/// The unigram language model (Kudo, arXiv:1804.10959): the tokens with the largest sum of scores,
/// found by Viterbi's algorithm.
struct UnigramOptions {
    Vocabulary vocabulary;
    std::vector<double> scores; ///< by id
    std::vector<bool> usable;   ///< by id: may occur in text
    TokenId unknown = 0;
    bool byteFallback = false;
    bool singlePrecision = false; ///< sums are rounded as SentencePiece rounds them
};

/// Fails if a token has no score, or none can be used.
[[nodiscard]] Result<std::unique_ptr<TokenModel>> makeUnigramModel(UnigramOptions options);

} // namespace lookalike
