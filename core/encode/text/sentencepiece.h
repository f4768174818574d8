// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/encode/text/added_tokens.h"
#include "core/encode/text/precompiled_map.h"
#include "core/encode/text/token_model.h"

#include <memory>
#include <string>

namespace lookalike {

/// How a SentencePiece model prepares its text (Kudo and Richardson, arXiv:1808.06226).
struct SentencePieceText {
    std::shared_ptr<const PrecompiledMap> map; ///< may be null
    bool dummyPrefix = true;                   ///< a space before the text
    bool removeExtraSpaces = true;
    AddedTokens userDefined; ///< found in the prepared text; the model sees what is between them

    /// Returns the text as the model takes it, with U+2581 for spaces.
    [[nodiscard]] std::string prepare(std::string_view text) const;
};

/// A model that prepares its text. If `prefix` is not empty, it is put before every piece and its
/// tokens are taken off again, which keeps the space before a piece from being lost.
[[nodiscard]] std::unique_ptr<TokenModel> makeSentencePieceModel(SentencePieceText text,
                                                                 std::unique_ptr<TokenModel> model,
                                                                 std::string prefix);

} // namespace lookalike
