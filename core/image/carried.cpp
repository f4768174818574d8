// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/image/carried.h"

#include "core/base/utf8.h"

#include <algorithm>
#include <charconv>
#include <utility>

namespace lookalike {

namespace {

bool isControl(char c)
{
    return static_cast<unsigned char>(c) < 0x20 || c == 0x7F;
}

std::string trimmed(std::string_view text)
{
    const auto first = text.find_first_not_of(" \n");
    if (first == std::string_view::npos)
        return {};
    return std::string(text.substr(first, text.find_last_not_of(" \n") - first + 1));
}

/// If `keepLineEnds`, line ends become '\n'; otherwise they become spaces.
std::string cleaned(std::string_view text, std::size_t mostBytes, bool keepLineEnds)
{
    // Latin-1 text becomes at most twice as long, so later bytes cannot be part of the result.
    std::string clean = toUtf8(cutUtf8(text, 2 * mostBytes));
    for (char& c : clean) {
        if (!isControl(c))
            continue;
        const bool isEnd = c == '\n' || c == '\r';
        c = isEnd && keepLineEnds ? '\n' : ' ';
    }
    return trimmed(cutUtf8(trimmed(clean), mostBytes));
}

std::string_view takeField(std::string_view& text, char end)
{
    const std::size_t size = std::min(text.find(end), text.size());
    const std::string_view field = text.substr(0, size);
    text.remove_prefix(std::min(size + 1, text.size()));
    return field;
}

} // namespace

std::string carriedLine(std::string_view text, std::size_t mostBytes)
{
    return cleaned(text, mostBytes, false);
}

std::string carriedParagraphs(std::string_view text, std::size_t mostBytes)
{
    return cleaned(text, mostBytes, true);
}

void addCarriedWord(std::vector<std::string>& list, std::string_view word)
{
    std::string line = carriedLine(word, kMaxCarriedWordBytes);
    std::size_t bytes = line.size();
    for (const std::string& other : list)
        bytes += other.size() + 1;
    if (!line.empty() && list.size() < kMaxCarriedWords && bytes <= kMaxCarriedListBytes &&
        std::ranges::find(list, line) == list.end())
        list.push_back(std::move(line));
}

void setCarriedCaption(Carried& carried, std::string_view text)
{
    carried.caption = carriedParagraphs(text, kMaxCaptionBytes);
}

std::string carriedLines(const std::vector<std::string>& words)
{
    std::string lines;
    for (const std::string& word : words)
        lines += (lines.empty() ? "" : "\n") + word;
    return lines;
}

std::vector<std::string> carriedWords(std::string_view lines)
{
    std::vector<std::string> words;
    lines = cutUtf8(lines, kMaxCarriedListBytes);
    while (!lines.empty() && words.size() < kMaxCarriedWords)
        addCarriedWord(words, takeField(lines, '\n'));
    return words;
}

std::string carriedText(const Carried& carried)
{
    std::string text = std::to_string(carried.videoBytes);
    for (const std::string& field : {carried.title, carried.caption, carried.placeName,
                                     carriedLines(carried.faces), carriedLines(carried.keywords)})
        (text += '\0') += field;
    return text;
}

Carried carriedFromText(std::string_view text)
{
    Carried carried;
    const std::string_view video = takeField(text, '\0');
    std::from_chars(video.data(), video.data() + video.size(), carried.videoBytes);
    carried.title = carriedLine(takeField(text, '\0'), kMaxTitleBytes);
    setCarriedCaption(carried, takeField(text, '\0'));
    carried.placeName = carriedLine(takeField(text, '\0'), kMaxTitleBytes);
    carried.faces = carriedWords(takeField(text, '\0'));
    carried.keywords = carriedWords(takeField(text, '\0'));
    return carried;
}

} // namespace lookalike
