// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/encode/text/added_tokens.h"
#include "core/encode/text/text_steps.h"
#include "core/encode/text/token_model.h"

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace lookalike {

/// What the readers of tokenizer files put together.
struct TokenizerParts {
    TextStep before;                   ///< on the whole text, also on added tokens; may be empty
    AddedTokens rawTokens;             ///< found in the text as it is
    std::vector<TextStep> normalizers; ///< on what lies between them
    AddedTokens normalizedTokens;      ///< found in the result
    std::vector<CutStep> cuts;
    std::unique_ptr<TokenModel> model;
    std::vector<TokenId> prefix; ///< ids before every text
    std::vector<TokenId> suffix; ///< ids behind every text
    bool suffixOnce = false;     ///< not if the text ends with it
    TokenId padding = 0;
};

struct TokenizedText {
    std::vector<TokenId> ids; ///< with prefix and suffix, without padding
    bool isCut = false;       ///< the text was longer than the model takes
    /// The letters that the model does not know, each once, in their order; UTF-8.
    std::string unknownLetters;
};

/// Turns a text into the ids that a model takes. Immutable; any thread.
class Tokenizer {
public:
    explicit Tokenizer(TokenizerParts parts);

    /// Keeps at most `most` ids, of which the last are always the suffix. Invalid UTF-8 is read as
    /// Latin-1.
    [[nodiscard]] TokenizedText encode(std::string_view text, std::size_t most) const;

    [[nodiscard]] TokenId padding() const noexcept { return m_parts.padding; }
    /// One more than the largest id.
    [[nodiscard]] std::size_t idLimit() const noexcept { return m_idLimit; }

private:
    void encodePart(std::string text, bool first, TokenizedText& result) const;
    void noteLetters(std::string_view text, std::string& unknown) const;

    TokenizerParts m_parts;
    std::size_t m_idLimit = 0;
};

} // namespace lookalike
