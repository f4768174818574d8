// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace lookalike {

/// The character map of SentencePiece models: a double-array trie of what is replaced, and the
/// replacements. Immutable; any thread. Damaged maps replace nothing or something wrong, but are
/// never read outside their bounds.
class PrecompiledMap {
public:
    /// Fails with Broken, without a path, if the sizes do not fit each other.
    [[nodiscard]] static Result<PrecompiledMap> parse(std::string_view bytes);

    struct Match {
        std::size_t length = 0; ///< of what is replaced
        std::string_view replacement;
    };
    /// The longest entry that `text` begins with.
    [[nodiscard]] std::optional<Match> longest(std::string_view text) const;
    /// The shortest one.
    [[nodiscard]] std::optional<Match> shortest(std::string_view text) const;

    /// Replaces as the tokenizers library does: character by character as users see them, where
    /// that has an entry that it begins with, otherwise each code point.
    [[nodiscard]] std::string apply(std::string_view text) const;

private:
    [[nodiscard]] std::optional<Match> search(std::string_view text, bool longest) const;
    std::vector<std::uint32_t> m_units;
    std::string m_replacements; ///< each ends with a zero
};

} // namespace lookalike
