// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/encode/text/text_steps.h"

#include <algorithm>
#include <utility>

namespace lookalike {
namespace {

bool isAsciiPunctuation(char32_t c)
{
    return (c >= '!' && c <= '/') || (c >= ':' && c <= '@') || (c >= '[' && c <= '`') ||
           (c >= '{' && c <= '~');
}

/// The blocks that BERT takes for ideographs.
bool isIdeograph(char32_t c)
{
    return (c >= 0x4E00 && c <= 0x9FFF) || (c >= 0x3400 && c <= 0x4DBF) ||
           (c >= 0x20000 && c <= 0x2A6DF) || (c >= 0x2A700 && c <= 0x2B73F) ||
           (c >= 0x2B740 && c <= 0x2B81F) || (c >= 0x2B920 && c <= 0x2CEAF) ||
           (c >= 0xF900 && c <= 0xFAFF) || (c >= 0x2F800 && c <= 0x2FA1F);
}

bool isDroppedByBert(char32_t c)
{
    if (c == 0 || c == 0xFFFD)
        return true;
    if (c == '\t' || c == '\n' || c == '\r')
        return false;
    const Category category = categoryOf(c);
    return category.major == 'C' &&
           (category.minor == 'c' || category.minor == 'f' || category.minor == 'o');
}

/// Calls `change(c, bytes, result)` for each code point; what it appends is the result.
template <class Change>
std::string changed(std::string_view text, Change change)
{
    std::string result;
    forEachCodePoint(text, [&](char32_t c, std::string_view bytes) { change(c, bytes, result); });
    return result;
}

std::string withoutMarks(std::string_view text)
{
    return changed(normalForm(text, NormalForm::Nfd),
                   [](char32_t c, std::string_view bytes, std::string& out) {
                       const Category category = categoryOf(c);
                       if (category.major != 'M' || category.minor != 'n')
                           out += bytes;
                   });
}

} // namespace

TextStep lowerCaseStep()
{
    return [](const std::string& text) { return lowerCase(text); };
}

TextStep normalFormStep(NormalForm form)
{
    return [form](const std::string& text) { return normalForm(text, form); };
}

TextStep replaceStep(Pattern pattern, std::string content)
{
    return [pattern = std::move(pattern), content = std::move(content)](const std::string& text) {
        std::string result;
        std::size_t at = 0;
        for (const TextSpan& span : pattern.findAll(text)) {
            result.append(text, at, span.begin - at).append(content);
            at = span.end;
        }
        return result.append(text, at, std::string::npos);
    };
}

TextStep stripStep(bool left, bool right, bool python)
{
    return [=](const std::string& text) {
        std::size_t begin = text.size();
        std::size_t end = 0;
        std::size_t at = 0;
        forEachCodePoint(text, [&](char32_t c, std::string_view bytes) {
            if (!(python ? isPythonSpace(c) : isWhiteSpace(c))) {
                begin = std::min(begin, at);
                end = at + bytes.size();
            }
            at += bytes.size();
        });
        if (!left)
            begin = 0;
        if (!right)
            end = text.size();
        return begin < end ? text.substr(begin, end - begin) : std::string();
    };
}

TextStep collapsePythonSpaceStep()
{
    return [](const std::string& text) {
        bool inSpace = false;
        return changed(text, [&](char32_t c, std::string_view bytes, std::string& out) {
            const bool space = isPythonSpace(c);
            if (!space)
                out += bytes;
            else if (!inSpace)
                out += ' ';
            inSpace = space;
        });
    };
}

TextStep removeAsciiPunctuationStep()
{
    return [](const std::string& text) {
        return changed(text, [](char32_t c, std::string_view bytes, std::string& out) {
            if (!isAsciiPunctuation(c))
                out += bytes;
        });
    };
}

TextStep stripAccentsStep()
{
    return [](const std::string& text) { return withoutMarks(text); };
}

TextStep prependStep(std::string prefix)
{
    return [prefix = std::move(prefix)](const std::string& text) {
        return text.empty() ? text : prefix + text;
    };
}

TextStep precompiledStep(std::shared_ptr<const PrecompiledMap> map)
{
    return [map = std::move(map)](const std::string& text) { return map->apply(text); };
}

TextStep bertStep(const BertCleaning& cleaning)
{
    return [cleaning](std::string text) {
        text = changed(text, [&](char32_t c, std::string_view bytes, std::string& out) {
            if (cleaning.cleanText && isDroppedByBert(c))
                return;
            const bool apart = cleaning.separateIdeographs && isIdeograph(c);
            if (apart)
                out += ' ';
            if (cleaning.cleanText && isWhiteSpace(c))
                out += ' ';
            else
                out += bytes;
            if (apart)
                out += ' ';
        });
        if (cleaning.stripAccents)
            text = withoutMarks(text);
        return cleaning.lowerCase ? lowerCase(text) : text;
    };
}

CutStep bertWordsStep()
{
    return [](std::string_view piece, bool, std::vector<std::string>& pieces) {
        std::string word;
        const auto flush = [&] {
            if (!word.empty())
                pieces.push_back(std::exchange(word, {}));
        };
        forEachCodePoint(piece, [&](char32_t c, std::string_view bytes) {
            if (isWhiteSpace(c)) {
                flush();
            } else if (isAsciiPunctuation(c) || categoryOf(c).major == 'P') {
                flush();
                pieces.emplace_back(bytes);
            } else {
                word += bytes;
            }
        });
        flush();
    };
}

} // namespace lookalike
