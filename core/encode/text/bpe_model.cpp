// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/encode/text/bpe_model.h"

#include "core/encode/text/byte_level.h"
#include "core/encode/text/unicode.h"

#include <algorithm>
#include <bit>
#include <functional>
#include <queue>
#include <tuple>
#include <utility>

namespace lookalike {
namespace {

constexpr std::size_t kNoSymbol = static_cast<std::size_t>(-1);

/// A token of the piece while it is merged, in a doubly linked list.
struct Symbol {
    TokenId id = 0;
    std::size_t previous = kNoSymbol;
    std::size_t next = kNoSymbol;
    bool gone = false;
};

/// A merge that may be made: the lowest rank first, then from the left.
struct Candidate {
    std::uint32_t rank;
    std::size_t position;
    TokenId left, right, joined;
    bool operator>(const Candidate& other) const
    {
        return std::tie(rank, position) > std::tie(other.rank, other.position);
    }
};

class BpeModel final : public TokenModel {
public:
    explicit BpeModel(BpeOptions options)
        : m_options(std::move(options))
    {
        if (m_options.byteFallback)
            m_bytes = byteTokens(m_options.vocabulary).value_or(std::vector<TokenId>());
    }

    const Vocabulary& vocabulary() const noexcept override { return m_options.vocabulary; }

    void encode(std::string_view piece, std::vector<TokenId>& ids) const override
    {
        if (m_options.wholePieces)
            if (const auto whole = m_options.vocabulary.find(piece)) {
                ids.push_back(*whole);
                return;
            }
        mergeAll(symbolsOf(piece), ids);
    }

    bool knows(std::string_view letter) const override
    {
        const std::string text =
            m_options.byteLevel ? toByteCharacters(letter) : std::string(letter);
        return m_options.vocabulary.find(text) ||
               m_options.vocabulary.find(text + m_options.suffix);
    }

private:
    [[nodiscard]] std::vector<TokenId> symbolsOf(std::string_view piece) const
    {
        std::vector<TokenId> symbols;
        bool afterUnknown = false;
        std::size_t at = 0;
        forEachCodePoint(piece, [&](char32_t, std::string_view character) {
            std::string token = at > 0 ? m_options.prefix : std::string();
            token += character;
            at += character.size();
            if (at == piece.size())
                token += m_options.suffix;
            if (const auto id = m_options.vocabulary.find(token)) {
                symbols.push_back(*id);
            } else if (!m_bytes.empty()) {
                for (const char byte : token)
                    symbols.push_back(m_bytes[static_cast<unsigned char>(byte)]);
            } else if (m_options.unknown) {
                if (!afterUnknown || !m_options.fuseUnknown)
                    symbols.push_back(*m_options.unknown);
                afterUnknown = true;
                return;
            }
            afterUnknown = false;
        });
        return symbols;
    }

    [[nodiscard]] std::optional<MergeTable::Merge> mergeOf(TokenId left, TokenId right) const
    {
        if (m_options.ranks.empty())
            return m_options.merges.find(left, right);
        std::string joined(m_options.vocabulary.token(left));
        joined += m_options.vocabulary.token(right);
        const auto id = m_options.vocabulary.find(joined);
        if (!id || *id >= m_options.ranks.size() || m_options.ranks[*id] == kNoRank)
            return std::nullopt;
        return MergeTable::Merge{m_options.ranks[*id], *id};
    }

    void mergeAll(const std::vector<TokenId>& tokens, std::vector<TokenId>& ids) const
    {
        std::vector<Symbol> symbols(tokens.size());
        std::priority_queue<Candidate, std::vector<Candidate>, std::greater<>> candidates;
        const auto consider = [&](std::size_t left) {
            const std::size_t right = left == kNoSymbol ? kNoSymbol : symbols[left].next;
            if (right == kNoSymbol)
                return;
            if (const auto merge = mergeOf(symbols[left].id, symbols[right].id))
                candidates.push(
                    {merge->rank, left, symbols[left].id, symbols[right].id, merge->joined});
        };
        for (std::size_t i = 0; i < tokens.size(); ++i)
            symbols[i] = {tokens[i], i == 0 ? kNoSymbol : i - 1,
                          i + 1 == tokens.size() ? kNoSymbol : i + 1, false};
        for (std::size_t i = 0; i < tokens.size(); ++i)
            consider(i);
        while (!candidates.empty()) {
            const Candidate candidate = candidates.top();
            candidates.pop();
            Symbol& left = symbols[candidate.position];
            // An earlier merge may have taken one of the two.
            if (left.gone || left.id != candidate.left || left.next == kNoSymbol ||
                symbols[left.next].id != candidate.right)
                continue;
            Symbol& right = symbols[left.next];
            right.gone = true;
            left.id = candidate.joined;
            left.next = right.next;
            if (left.next != kNoSymbol)
                symbols[left.next].previous = candidate.position;
            consider(left.previous);
            consider(candidate.position);
        }
        for (const Symbol& symbol : symbols)
            if (!symbol.gone)
                ids.push_back(symbol.id);
    }

    BpeOptions m_options;
    std::vector<TokenId> m_bytes; ///< by byte; empty without byte fallback
};

} // namespace

void MergeTable::reserve(std::size_t count)
{
    m_pairs.clear();
    m_pairs.reserve(count);
    m_slots.assign(std::bit_ceil(std::max<std::size_t>(16, count + count / 2)), kFree);
}

std::size_t MergeTable::slotOf(TokenId left, TokenId right) const
{
    const std::size_t mask = m_slots.size() - 1;
    const std::uint64_t key = (std::uint64_t{left} << 32U) | right;
    auto slot = static_cast<std::size_t>((key * 0x9E3779B97F4A7C15U) >> 40U) & mask;
    const auto isOther = [&](const Pair& pair) { return pair.left != left || pair.right != right; };
    while (m_slots[slot] != kFree && isOther(m_pairs[m_slots[slot]]))
        slot = (slot + 1) & mask;
    return slot;
}

void MergeTable::add(TokenId left, TokenId right, std::uint32_t rank, TokenId joined)
{
    std::uint32_t& place = m_slots[slotOf(left, right)];
    if (place != kFree) {
        m_pairs[place].merge = {rank, joined};
        return;
    }
    place = static_cast<std::uint32_t>(m_pairs.size());
    m_pairs.push_back({left, right, {rank, joined}});
}

std::optional<MergeTable::Merge> MergeTable::find(TokenId left, TokenId right) const
{
    if (m_slots.empty())
        return std::nullopt;
    const std::uint32_t place = m_slots[slotOf(left, right)];
    return place == kFree ? std::nullopt : std::optional(m_pairs[place].merge);
}

Result<std::unique_ptr<TokenModel>> makeBpeModel(BpeOptions options)
{
    bool complete = !options.byteFallback || byteTokens(options.vocabulary).has_value();
    for (int byte = 0; options.byteLevel && byte < 256; ++byte)
        complete &=
            options.vocabulary.find(toByteCharacters(std::string(1, static_cast<char>(byte))))
                .has_value();
    if (!complete)
        return fail(ErrorCode::Broken, "\"%1\" lacks tokens of single bytes"_msg("vocab"));
    return std::unique_ptr<TokenModel>(std::make_unique<BpeModel>(std::move(options)));
}

} // namespace lookalike
