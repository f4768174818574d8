// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/encode/text/wordpiece_model.h"

#include "core/encode/text/unicode.h"

#include <utility>

namespace lookalike {
namespace {

class WordPieceModel final : public TokenModel {
public:
    explicit WordPieceModel(WordPieceOptions options)
        : m_options(std::move(options))
    {}

    const Vocabulary& vocabulary() const noexcept override { return m_options.vocabulary; }

    void encode(std::string_view piece, std::vector<TokenId>& ids) const override
    {
        std::vector<std::size_t> ends; // of the characters
        forEachCodePoint(piece, [&](char32_t, std::string_view bytes) {
            ends.push_back((ends.empty() ? 0 : ends.back()) + bytes.size());
        });
        const std::size_t before = ids.size();
        std::size_t begin = 0;
        bool known = ends.size() <= m_options.maxCharacters;
        while (known && begin < piece.size()) {
            known = false;
            for (auto end = ends.rbegin(); end != ends.rend() && *end > begin; ++end) {
                std::string token = begin > 0 ? m_options.prefix : std::string();
                token += piece.substr(begin, *end - begin);
                const auto id = m_options.vocabulary.find(token);
                if (!id)
                    continue;
                ids.push_back(*id);
                begin = *end;
                known = true;
                break;
            }
        }
        if (known)
            return;
        ids.resize(before);
        ids.push_back(m_options.unknown);
    }

    bool knows(std::string_view letter) const override
    {
        return m_options.vocabulary.find(letter).has_value() ||
               m_options.vocabulary.find(m_options.prefix + std::string(letter)).has_value();
    }

private:
    WordPieceOptions m_options;
};

} // namespace

std::unique_ptr<TokenModel> makeWordPieceModel(WordPieceOptions options)
{
    return std::make_unique<WordPieceModel>(std::move(options));
}

} // namespace lookalike
