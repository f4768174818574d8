// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/encode/text/token_model.h"

#include <string>

namespace lookalike {

std::optional<std::vector<TokenId>> byteTokens(const Vocabulary& vocabulary)
{
    constexpr std::string_view kDigits = "0123456789ABCDEF";
    std::vector<TokenId> ids;
    for (std::size_t byte = 0; byte < 256; ++byte) {
        const std::string name{'<', '0', 'x', kDigits[byte / 16], kDigits[byte % 16], '>'};
        auto id = vocabulary.find(name);
        if (!id && byte < 128) // Gemma has the tabulator as a character alone
            id = vocabulary.find(std::string(1, static_cast<char>(byte)));
        if (!id)
            return std::nullopt;
        ids.push_back(*id);
    }
    return ids;
}

} // namespace lookalike
