// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/encode/text/sentencepiece.h"

#include "core/encode/text/unicode.h"

#include <algorithm>
#include <utility>

namespace lookalike {
namespace {

constexpr std::string_view kSpaceSymbol = "\u2581";

class SentencePieceModel final : public TokenModel {
public:
    SentencePieceModel(SentencePieceText text, std::unique_ptr<TokenModel> model,
                       std::string prefix)
        : m_text(std::move(text))
        , m_model(std::move(model))
        , m_prefix(std::move(prefix))
    {
        std::vector<TokenId> ids;
        if (!m_prefix.empty())
            encodePrepared(m_prefix, ids);
        m_prefixIds = ids.size();
    }

    const Vocabulary& vocabulary() const noexcept override { return m_model->vocabulary(); }

    void encode(std::string_view piece, std::vector<TokenId>& ids) const override
    {
        std::vector<TokenId> all;
        encodePrepared(m_prefix + std::string(piece), all);
        const std::size_t skipped = all.size() >= m_prefixIds ? m_prefixIds : 0;
        ids.insert(ids.end(), all.begin() + static_cast<std::ptrdiff_t>(skipped), all.end());
    }

    bool knows(std::string_view letter) const override
    {
        SentencePieceText bare = m_text;
        bare.dummyPrefix = false;
        bool known = true;
        forEachCodePoint(bare.prepare(letter), [&](char32_t c, std::string_view bytes) {
            known &= !isLetter(c) || m_model->knows(bytes);
        });
        return known;
    }

private:
    void encodePrepared(std::string_view text, std::vector<TokenId>& ids) const
    {
        const std::string prepared = m_text.prepare(text);
        for (const AddedTokens::Part& part : m_text.userDefined.split(prepared))
            if (part.token != nullptr)
                ids.push_back(part.token->id);
            else
                m_model->encode(part.text, ids);
    }

    SentencePieceText m_text;
    std::unique_ptr<TokenModel> m_model;
    std::string m_prefix;
    std::size_t m_prefixIds = 0;
};

} // namespace

std::string SentencePieceText::prepare(std::string_view text) const
{
    /// What the text begins with, and what it becomes.
    const auto next = [&](std::string_view rest) {
        if (map)
            if (const auto match = map->longest(rest))
                return std::pair(match->length, match->replacement);
        const std::size_t length = std::max<std::size_t>(1, decodeUtf8(rest).length);
        return std::pair(length, rest.substr(0, length));
    };
    if (removeExtraSpaces)
        while (!text.empty()) {
            const auto [length, becomes] = next(text);
            if (becomes != " ")
                break;
            text.remove_prefix(length);
        }
    std::string prepared;
    if (text.empty())
        return prepared;
    if (dummyPrefix)
        prepared += kSpaceSymbol;
    bool afterSpace = removeExtraSpaces;
    while (!text.empty()) {
        auto [length, becomes] = next(text);
        text.remove_prefix(length);
        while (afterSpace && becomes.starts_with(' '))
            becomes.remove_prefix(1);
        for (const char& c : becomes)
            prepared += c == ' ' ? kSpaceSymbol : std::string_view(&c, 1);
        if (!becomes.empty())
            afterSpace = removeExtraSpaces && becomes.ends_with(' ');
    }
    while (removeExtraSpaces && prepared.ends_with(kSpaceSymbol))
        prepared.resize(prepared.size() - kSpaceSymbol.size());
    return prepared;
}

std::unique_ptr<TokenModel> makeSentencePieceModel(SentencePieceText text,
                                                   std::unique_ptr<TokenModel> model,
                                                   std::string prefix)
{
    return std::make_unique<SentencePieceModel>(std::move(text), std::move(model),
                                                std::move(prefix));
}

} // namespace lookalike
