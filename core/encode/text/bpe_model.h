// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/encode/text/token_model.h"

#include <cstdint>
#include <memory>
#include <string>

namespace lookalike {

/// Which tokens join, and which pairs join first. Packed like the vocabulary.
class MergeTable {
public:
    void reserve(std::size_t count);
    /// A pair that is there already gets the new rank.
    void add(TokenId left, TokenId right, std::uint32_t rank, TokenId joined);

    struct Merge {
        std::uint32_t rank = 0;
        TokenId joined = 0;
    };
    [[nodiscard]] std::optional<Merge> find(TokenId left, TokenId right) const;
    [[nodiscard]] bool empty() const noexcept { return m_pairs.empty(); }

private:
    struct Pair {
        TokenId left = 0, right = 0;
        Merge merge;
    };
    [[nodiscard]] std::size_t slotOf(TokenId left, TokenId right) const;

    static constexpr std::uint32_t kFree = 0xFFFFFFFFU;
    std::vector<Pair> m_pairs;
    std::vector<std::uint32_t> m_slots; ///< hash table with open addressing, of places in m_pairs
};

/// The rank of a token that no two others join to.
inline constexpr std::uint32_t kNoRank = 0xFFFFFFFFU;

/// Byte pair encoding (Sennrich et al., arXiv:1508.07909), over characters or, if the text was
/// mapped to byte characters before, over bytes.
struct BpeOptions {
    Vocabulary vocabulary;
    MergeTable merges;
    /// Ranks by id in place of merges: two tokens join if their text together is a token, the
    /// lowest rank first, as in SentencePiece. Empty if there are merges.
    std::vector<std::uint32_t> ranks;
    std::optional<TokenId> unknown;
    std::string prefix; ///< of characters that do not begin a piece
    std::string suffix; ///< of the last character of a piece: "</w>"
    bool fuseUnknown = false;
    bool byteFallback = false; ///< unknown characters become "<0xE2>" and so on
    bool byteLevel = false;    ///< the text consists of byte characters
    bool wholePieces = false;  ///< a piece that is a token stays whole, whatever the merges say
};

/// Fails with Broken, without a path, if a vocabulary of bytes lacks some of them.
[[nodiscard]] Result<std::unique_ptr<TokenModel>> makeBpeModel(BpeOptions options);

} // namespace lookalike
