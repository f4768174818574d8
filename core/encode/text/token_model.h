// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/encode/text/vocabulary.h"

#include <optional>
#include <string_view>
#include <vector>

namespace lookalike {

/// The last stage of a tokenizer: cuts one piece of text into tokens. Does not change; any thread.
class TokenModel {
public:
    virtual ~TokenModel() = default;
    /// Appends the ids of a piece, which is not empty.
    virtual void encode(std::string_view piece, std::vector<TokenId>& ids) const = 0;
    /// Whether a letter has a token, and is not just unknown or a sequence of bytes.
    [[nodiscard]] virtual bool knows(std::string_view letter) const = 0;
    [[nodiscard]] virtual const Vocabulary& vocabulary() const noexcept = 0;
};

/// The ids of the tokens "<0x00>" to "<0xFF>", or of the character in ASCII where it alone is
/// there. Nothing if a byte has neither.
[[nodiscard]] std::optional<std::vector<TokenId>> byteTokens(const Vocabulary& vocabulary);

} // namespace lookalike
