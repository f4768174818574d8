// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/encode/text/byte_level.h"
#include "core/encode/text/text_steps.h"

#include <algorithm>
#include <ranges>
#include <utility>

namespace lookalike {
namespace {

/// A part of a text that matched or did not.
struct Stretch {
    TextSpan span;
    bool matched = false;
};

std::vector<Stretch> stretchesOf(const Pattern& pattern, std::string_view text, bool invert)
{
    std::vector<Stretch> stretches;
    std::size_t at = 0;
    for (const TextSpan& span : pattern.findAll(text)) {
        if (span.begin > at)
            stretches.push_back({{at, span.begin}, invert});
        stretches.push_back({span, !invert});
        at = span.end;
    }
    if (at < text.size())
        stretches.push_back({{at, text.size()}, invert});
    return stretches;
}

std::vector<TextSpan> mergedWithPrevious(const std::vector<Stretch>& stretches)
{
    std::vector<TextSpan> spans;
    bool afterMatch = false;
    for (const Stretch& stretch : stretches) {
        if (stretch.matched && !afterMatch && !spans.empty())
            spans.back().end = stretch.span.end;
        else
            spans.push_back(stretch.span);
        afterMatch = stretch.matched;
    }
    return spans;
}

std::vector<TextSpan> mergedWithNext(const std::vector<Stretch>& stretches)
{
    std::vector<TextSpan> spans; // from the right
    bool beforeMatch = false;
    for (const Stretch& stretch : std::views::reverse(stretches)) {
        if (stretch.matched && !beforeMatch && !spans.empty())
            spans.back().begin = stretch.span.begin;
        else
            spans.push_back(stretch.span);
        beforeMatch = stretch.matched;
    }
    std::reverse(spans.begin(), spans.end());
    return spans;
}

std::vector<TextSpan> cutBy(const std::vector<Stretch>& stretches, CutBehaviour behaviour)
{
    std::vector<TextSpan> spans;
    switch (behaviour) {
    case CutBehaviour::MergedWithPrevious:
        return mergedWithPrevious(stretches);
    case CutBehaviour::MergedWithNext:
        return mergedWithNext(stretches);
    case CutBehaviour::Removed:
        for (const Stretch& stretch : stretches)
            if (!stretch.matched)
                spans.push_back(stretch.span);
        return spans;
    case CutBehaviour::Isolated:
        for (const Stretch& stretch : stretches)
            spans.push_back(stretch.span);
        return spans;
    case CutBehaviour::Contiguous:
        for (std::size_t i = 0; i < stretches.size(); ++i)
            if (i > 0 && stretches[i].matched == stretches[i - 1].matched)
                spans.back().end = stretches[i].span.end;
            else
                spans.push_back(stretches[i].span);
        return spans;
    }
    return spans;
}

/// How GPT-2 cuts; the pattern is of a kind that parse() accepts.
const Pattern& gpt2Pattern()
{
    static const Pattern pattern =
        *Pattern::parse("'s|'t|'re|'ve|'m|'ll|'d| ?\\p{L}+| ?\\p{N}+| ?[^\\s\\p{L}\\p{N}]+|"
                        "\\s+(?!\\S)|\\s+");
    return pattern;
}

} // namespace

CutStep patternStep(Pattern pattern, CutBehaviour behaviour, bool invert)
{
    return [pattern = std::move(pattern), behaviour, invert](std::string_view piece, bool,
                                                             std::vector<std::string>& pieces) {
        for (const TextSpan& span : cutBy(stretchesOf(pattern, piece, invert), behaviour))
            pieces.emplace_back(piece.substr(span.begin, span.end - span.begin));
    };
}

CutStep byteLevelStep(bool prefixSpace, bool split)
{
    return [prefixSpace, split](std::string_view piece, bool, std::vector<std::string>& pieces) {
        std::string text(piece);
        if (prefixSpace && !text.starts_with(' '))
            text.insert(text.begin(), ' ');
        if (!split) {
            pieces.push_back(toByteCharacters(text));
            return;
        }
        for (const Stretch& stretch : stretchesOf(gpt2Pattern(), text, false))
            pieces.push_back(toByteCharacters(std::string_view(text).substr(
                stretch.span.begin, stretch.span.end - stretch.span.begin)));
    };
}

CutStep metaspaceStep(std::string replacement, MetaspacePrefix prefix, bool split)
{
    return [replacement = std::move(replacement), prefix, split](std::string_view piece, bool first,
                                                                 std::vector<std::string>& pieces) {
        std::string text;
        for (const char c : piece)
            text += c == ' ' ? std::string_view(replacement) : std::string_view(&c, 1);
        const bool wanted =
            prefix == MetaspacePrefix::Always || (prefix == MetaspacePrefix::First && first);
        if (wanted && !text.starts_with(replacement))
            text.insert(0, replacement);
        if (!split) {
            pieces.push_back(std::move(text));
            return;
        }
        const auto stretches = stretchesOf(Pattern::literal(replacement), text, false);
        for (const TextSpan& span : mergedWithNext(stretches))
            pieces.push_back(text.substr(span.begin, span.end - span.begin));
    };
}

} // namespace lookalike
