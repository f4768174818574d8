// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/encode/text/unigram_model.h"

#include "core/encode/text/unicode.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

namespace lookalike {
namespace {

constexpr double kUnknownPenalty = 10;
constexpr std::size_t kUnreached = static_cast<std::size_t>(-1);

/// The best way to cut the text up to one place.
struct Cut {
    std::size_t begin = kUnreached; ///< of the last token
    double score = 0;
    TokenId id = 0;
};

class UnigramModel final : public TokenModel {
public:
    UnigramModel(UnigramOptions options, double unknownScore)
        : m_options(std::move(options))
        , m_unknownScore(unknownScore)
    {
        if (m_options.byteFallback)
            m_bytes = byteTokens(m_options.vocabulary).value_or(std::vector<TokenId>());
    }

    const Vocabulary& vocabulary() const noexcept override { return m_options.vocabulary; }

    void encode(std::string_view piece, std::vector<TokenId>& ids) const override
    {
        const std::vector<Cut> cuts = bestCuts(piece);
        std::vector<TokenId> reversed;
        bool afterUnknown = false; // neighbours that are unknown become one token
        for (std::size_t end = piece.size(); end > 0; end = cuts[end].begin) {
            const Cut& cut = cuts[end];
            const bool isUnknown = cut.id == m_options.unknown;
            if (isUnknown && !m_bytes.empty()) {
                for (std::size_t i = end; i > cut.begin; --i)
                    reversed.push_back(m_bytes[static_cast<unsigned char>(piece[i - 1])]);
            } else if (!isUnknown || !afterUnknown) {
                reversed.push_back(cut.id);
            }
            afterUnknown = isUnknown;
        }
        ids.insert(ids.end(), reversed.rbegin(), reversed.rend());
    }

    bool knows(std::string_view letter) const override
    {
        const auto id = m_options.vocabulary.find(letter);
        return id && m_options.usable[*id];
    }

private:
    [[nodiscard]] std::vector<Cut> bestCuts(std::string_view piece) const
    {
        std::vector<Cut> cuts(piece.size() + 1);
        cuts[0].begin = 0;
        const auto reach = [&](std::size_t begin, std::size_t end, TokenId id, double score) {
            double sum = cuts[begin].score + score;
            if (m_options.singlePrecision)
                sum = static_cast<double>(static_cast<float>(sum));
            if (cuts[end].begin == kUnreached || sum > cuts[end].score)
                cuts[end] = {begin, sum, id};
        };
        for (std::size_t begin = 0; begin < piece.size();) {
            const std::size_t character =
                std::max<std::size_t>(1, decodeUtf8(piece.substr(begin)).length);
            bool hasCharacter = false;
            const std::size_t most =
                std::min(piece.size() - begin, m_options.vocabulary.longestToken());
            for (std::size_t length = character; length <= most; ++length) {
                const auto id = m_options.vocabulary.find(piece.substr(begin, length));
                if (!id || !m_options.usable[*id])
                    continue;
                reach(begin, begin + length, *id, m_options.scores[*id]);
                hasCharacter |= length == character;
            }
            if (!hasCharacter)
                reach(begin, begin + character, m_options.unknown, m_unknownScore);
            begin += character;
        }
        return cuts;
    }

    UnigramOptions m_options;
    double m_unknownScore;
    std::vector<TokenId> m_bytes; ///< by byte; empty without byte fallback
};

} // namespace

Result<std::unique_ptr<TokenModel>> makeUnigramModel(UnigramOptions options)
{
    const std::size_t count = options.vocabulary.idLimit();
    if (options.unknown >= count)
        return fail(ErrorCode::Broken, "\"%1\" is not the id of a token"_msg("unk_id"));
    if (options.scores.size() != count || options.usable.size() != count)
        return fail(ErrorCode::Internal, "Tokens without scores"_msg);
    double least = std::numeric_limits<double>::infinity();
    for (std::size_t id = 0; id < count; ++id)
        if (options.usable[id])
            least = std::min(least, options.scores[id]);
    if (!std::isfinite(least))
        return fail(ErrorCode::Broken, "\"%1\" has no scores"_msg("vocab"));
    double unknownScore = least - kUnknownPenalty;
    if (options.singlePrecision)
        unknownScore = static_cast<double>(static_cast<float>(unknownScore));
    return std::unique_ptr<TokenModel>(
        std::make_unique<UnigramModel>(std::move(options), unknownScore));
}

} // namespace lookalike
