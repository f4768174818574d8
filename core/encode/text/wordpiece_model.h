// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/encode/text/token_model.h"

#include <memory>
#include <string>

namespace lookalike {

/// WordPiece as BERT has it (arXiv:1810.04805): from the left the longest token that fits; a word
/// that cannot be cut so is unknown as a whole.
struct WordPieceOptions {
    Vocabulary vocabulary;
    TokenId unknown = 0;
    std::string prefix = "##"; ///< of tokens that do not begin a word
    std::size_t maxCharacters = 100;
};

[[nodiscard]] std::unique_ptr<TokenModel> makeWordPieceModel(WordPieceOptions options);

} // namespace lookalike
