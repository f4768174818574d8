// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/duplicates/review/photo_name.h"

#include "core/base/ascii.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <string>
#include <vector>

namespace lookalike {

namespace {

/// Whether a space or a sign of Unicode begins `text`, and how many bytes it takes; 0 for none.
std::size_t wideSignBytes(std::string_view text)
{
    const auto startsWithin = [&](std::string_view lead, unsigned char first, unsigned char last) {
        return text.size() > lead.size() && text.starts_with(lead) &&
               static_cast<unsigned char>(text[lead.size()]) >= first &&
               static_cast<unsigned char>(text[lead.size()]) <= last;
    };
    if (startsWithin("\xC2", 0xA0, 0xBF)) // no-break space to inverted question mark
        return 2;
    const bool isSign = startsWithin("\xE2", 0x80, 0x81) ||     // general punctuation
                        startsWithin("\xE3\x80", 0x80, 0xBF) || // of East Asia
                        startsWithin("\xEF\xBC", 0x81, 0x8F);   // the same in full width
    return isSign ? 3 : 0;
}

/// The words of a name: what stands between spaces, punctuation, digits and its ends.
std::vector<std::string> wordsOf(std::string_view name)
{
    std::vector<std::string> words(1);
    const auto end = [&words] {
        if (!words.back().empty())
            words.emplace_back();
    };
    while (!name.empty()) {
        const auto first = static_cast<unsigned char>(name.front());
        const std::size_t sign =
            first < 0x80 ? (std::isalpha(first) != 0 ? 0 : 1) : wideSignBytes(name);
        if (sign == 0)
            words.back() += name.front();
        else
            end();
        name.remove_prefix(std::max<std::size_t>(sign, 1));
    }
    return words;
}

/// A name's word that says "I am a copy", as programs and file managers write it.
bool isSignOfCopy(const std::string& word)
{
    static constexpr std::array<std::string_view, 43> kSigns{
        "copy",       "copies",          "kopie",      "kopia",        "kopi",       "copie",
        "copia",      "c\u00F3pia",      "edit",       "edited",       "edits",      "editado",
        "editada",    "\u00E9dit\u00E9", "bearbeitet", "modifi\u00E9", "modificato", "bewerkt",
        "resize",     "resized",         "rescaled",   "scaled",       "upscaled",   "upscale",
        "downscaled", "enlarged",        "small",      "thumb",        "thumbs",     "thumbnail",
        "thumbnails", "klein",           "cropped",    "sharpen",      "sharpened",  "denoise",
        "denoised",   "enhanced",        "retouched",  "filtered",     "contrast",   "saturation",
        "saturated"};
    return std::ranges::find(kSigns, word) != kSigns.end();
}

} // namespace

int nameRank(std::string_view stem)
{
    const std::string text = asciiLower(stem);
    if (std::ranges::any_of(wordsOf(text), isSignOfCopy))
        return 0;
    // "beach (1)", as browsers and file managers number them
    if (text.size() > 3 && text.back() == ')') {
        const auto open = text.rfind('(');
        if (open != std::string::npos && open + 2 < text.size() &&
            std::all_of(text.begin() + static_cast<std::ptrdiff_t>(open) + 1, text.end() - 1,
                        [](unsigned char c) { return std::isdigit(c) != 0; }))
            return 0;
    }
    return isCameraName(stem) ? 2 : 1;
}

bool isCameraName(std::string_view stem)
{
    static constexpr std::array<std::string_view, 12> kPrefixes{
        "img", "dsc", "dscn", "dscf", "pxl", "p", "dji", "gopr", "mvimg", "sam", "cimg", "_mg"};
    const std::string text = asciiLower(stem);
    std::string_view rest(text);
    std::size_t longest = 0;
    for (const std::string_view prefix : kPrefixes)
        if (rest.starts_with(prefix))
            longest = std::max(longest, prefix.size());
    rest.remove_prefix(longest);
    // "20240512_101530" has no prefix and is a telephone's
    if (longest == 0 && !(rest.size() >= 15 && rest.starts_with("20")))
        return false;
    const auto isPart = [](char c) {
        return std::isdigit(static_cast<unsigned char>(c)) != 0 || c == '_' || c == '-';
    };
    const auto digits = std::ranges::count_if(
        rest, [](char c) { return std::isdigit(static_cast<unsigned char>(c)) != 0; });
    return digits >= 4 && std::ranges::all_of(rest, isPart);
}

} // namespace lookalike
