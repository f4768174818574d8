// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/encode/text/vocabulary.h"

#include <array>
#include <string>
#include <string_view>
#include <vector>

namespace lookalike {

/// A token that is found in the text before the model sees it, such as "<|endoftext|>".
struct AddedToken {
    std::string content;
    TokenId id = 0;
    bool singleWord = false; ///< not as a part of a word
    bool leftStrip = false;  ///< takes the white space before it
    bool rightStrip = false; ///< takes the white space behind it
};

/// Finds the added tokens in a text. Immutable once it is filled; then any thread.
class AddedTokens {
public:
    void add(AddedToken token);

    /// A part of the text, or a token between the parts.
    struct Part {
        std::string_view text;
        const AddedToken* token = nullptr;
    };
    /// From the left, the longest token at each place. Empty parts are left out.
    [[nodiscard]] std::vector<Part> split(std::string_view text) const;
    [[nodiscard]] const std::vector<AddedToken>& tokens() const noexcept { return m_tokens; }

private:
    [[nodiscard]] const AddedToken* tokenAt(std::string_view text) const;
    std::vector<AddedToken> m_tokens;
    std::array<std::vector<std::size_t>, 256> m_byFirstByte; ///< indices, the longest token first
};

} // namespace lookalike
