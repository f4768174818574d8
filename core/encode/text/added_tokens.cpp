// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/encode/text/added_tokens.h"

#include "core/encode/text/unicode.h"

#include <algorithm>
#include <utility>

namespace lookalike {
namespace {

bool isPartOfWord(char32_t c)
{
    const Category category = categoryOf(c);
    return category.major == 'L' || category.major == 'M' || category.major == 'N' || c == '_';
}

char32_t lastCharacter(std::string_view text)
{
    std::size_t at = text.size() - 1;
    while (at > 0 && (static_cast<unsigned char>(text[at]) & 0xC0U) == 0x80U)
        --at;
    return decodeUtf8(text.substr(at)).value;
}

bool standsAlone(std::string_view before, std::string_view behind)
{
    return (before.empty() || !isPartOfWord(lastCharacter(before))) &&
           (behind.empty() || !isPartOfWord(decodeUtf8(behind).value));
}

std::size_t spaceAtStart(std::string_view text)
{
    std::size_t length = 0;
    while (length < text.size()) {
        const CodePoint point = decodeUtf8(text.substr(length));
        if (!isPythonSpace(point.value) || point.length == 0)
            break;
        length += point.length;
    }
    return length;
}

/// The length of the text without white space at its end.
std::size_t lengthWithoutSpace(std::string_view text)
{
    std::size_t end = 0;
    std::size_t at = 0;
    forEachCodePoint(text, [&](char32_t c, std::string_view bytes) {
        at += bytes.size();
        if (!isPythonSpace(c))
            end = at;
    });
    return end;
}

} // namespace

void AddedTokens::add(AddedToken token)
{
    if (token.content.empty())
        return;
    auto& same = m_byFirstByte[static_cast<unsigned char>(token.content[0])];
    const auto place = std::find_if(same.begin(), same.end(), [&](std::size_t index) {
        return m_tokens[index].content.size() < token.content.size();
    });
    same.insert(place, m_tokens.size());
    m_tokens.push_back(std::move(token));
}

const AddedToken* AddedTokens::tokenAt(std::string_view text) const
{
    for (const std::size_t index : m_byFirstByte[static_cast<unsigned char>(text[0])])
        if (text.starts_with(m_tokens[index].content))
            return &m_tokens[index];
    return nullptr;
}

std::vector<AddedTokens::Part> AddedTokens::split(std::string_view text) const
{
    std::vector<Part> parts;
    std::size_t begin = 0; // of the text that is in no part yet
    for (std::size_t at = 0; at < text.size();) {
        const AddedToken* token = tokenAt(text.substr(at));
        if (token == nullptr) {
            ++at;
            continue;
        }
        std::size_t end = at + token->content.size();
        const std::string_view before = text.substr(begin, at - begin);
        if (token->singleWord && !standsAlone(text.substr(0, at), text.substr(end))) {
            at = end;
            continue;
        }
        if (token->rightStrip)
            end += spaceAtStart(text.substr(end));
        const std::size_t length = token->leftStrip ? lengthWithoutSpace(before) : before.size();
        if (length > 0)
            parts.push_back({before.substr(0, length), nullptr});
        parts.push_back({text.substr(at, token->content.size()), token});
        at = end;
        begin = end;
    }
    if (begin < text.size())
        parts.push_back({text.substr(begin), nullptr});
    return parts;
}

} // namespace lookalike
