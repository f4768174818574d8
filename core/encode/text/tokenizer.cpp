// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/encode/text/tokenizer.h"

#include "core/base/utf8.h"

#include <algorithm>
#include <utility>

namespace lookalike {
namespace {

/// Longer texts are cut; no model takes a hundredth of it.
constexpr std::size_t kMaxTextBytes = 32U << 10U;
constexpr std::size_t kMaxUnknownLetterBytes = 256;

} // namespace

Tokenizer::Tokenizer(TokenizerParts parts)
    : m_parts(std::move(parts))
    , m_idLimit(m_parts.model->vocabulary().idLimit())
{
    for (const AddedTokens* tokens : {&m_parts.rawTokens, &m_parts.normalizedTokens})
        for (const AddedToken& token : tokens->tokens())
            m_idLimit = std::max<std::size_t>(m_idLimit, std::size_t{token.id} + 1);
    for (const auto* ends : {&m_parts.prefix, &m_parts.suffix})
        for (const TokenId id : *ends)
            m_idLimit = std::max<std::size_t>(m_idLimit, std::size_t{id} + 1);
}

TokenizedText Tokenizer::encode(std::string_view text, std::size_t most) const
{
    const std::string valid = toUtf8(text);
    std::string whole(cutUtf8(valid, kMaxTextBytes));
    TokenizedText result;
    result.isCut = whole.size() < valid.size();
    if (m_parts.before)
        whole = m_parts.before(std::move(whole));
    for (const AddedTokens::Part& part : m_parts.rawTokens.split(whole))
        if (part.token != nullptr)
            result.ids.push_back(part.token->id);
        else
            encodePart(std::string(part.text), part.text.data() == whole.data(), result);

    const std::size_t ends = m_parts.prefix.size() + m_parts.suffix.size();
    const std::size_t room = most > ends ? most - ends : 0;
    if (result.ids.size() > room) {
        result.ids.resize(room);
        result.isCut = true;
    }
    const bool ended = m_parts.suffixOnce && !m_parts.suffix.empty() && !result.ids.empty() &&
                       result.ids.back() == m_parts.suffix.back();
    result.ids.insert(result.ids.begin(), m_parts.prefix.begin(), m_parts.prefix.end());
    if (!ended)
        result.ids.insert(result.ids.end(), m_parts.suffix.begin(), m_parts.suffix.end());
    return result;
}

void Tokenizer::encodePart(std::string text, bool first, TokenizedText& result) const
{
    for (const TextStep& step : m_parts.normalizers)
        text = step(std::move(text));
    for (const AddedTokens::Part& part : m_parts.normalizedTokens.split(text)) {
        if (part.token != nullptr) {
            result.ids.push_back(part.token->id);
            continue;
        }
        noteLetters(part.text, result.unknownLetters);
        const bool begins = first && part.text.data() == text.data();
        std::vector<std::string> pieces{std::string(part.text)};
        for (const CutStep& cut : m_parts.cuts) {
            std::vector<std::string> smaller;
            for (std::size_t i = 0; i < pieces.size(); ++i)
                if (!pieces[i].empty())
                    cut(pieces[i], begins && i == 0, smaller);
            pieces = std::move(smaller);
        }
        for (const std::string& piece : pieces)
            if (!piece.empty())
                m_parts.model->encode(piece, result.ids);
    }
}

void Tokenizer::noteLetters(std::string_view text, std::string& unknown) const
{
    forEachCodePoint(text, [&](char32_t c, std::string_view letter) {
        if (c >= 0x80 && unknown.size() < kMaxUnknownLetterBytes && isLetter(c) &&
            unknown.find(letter) == std::string::npos && !m_parts.model->knows(letter))
            unknown += letter;
    });
}

} // namespace lookalike
