// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/encode/text/unicode.h"

#include <utf8proc.h>

#include <array>
#include <cstdlib>
#include <memory>

namespace lookalike {
namespace {

constexpr char32_t kCapitalDottedI = 0x130;
constexpr char32_t kCombiningDot = 0x307;

utf8proc_option_t optionsOf(NormalForm form)
{
    switch (form) {
    case NormalForm::Nfc:
        return UTF8PROC_COMPOSE;
    case NormalForm::Nfd:
        return UTF8PROC_DECOMPOSE;
    case NormalForm::Nfkc:
        return static_cast<utf8proc_option_t>(UTF8PROC_COMPOSE | UTF8PROC_COMPAT);
    case NormalForm::Nfkd:
        return static_cast<utf8proc_option_t>(UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT);
    }
    return UTF8PROC_COMPOSE;
}

} // namespace

Category categoryOf(char32_t c) noexcept
{
    const char* name = utf8proc_category_string(static_cast<utf8proc_int32_t>(c));
    return {name[0], name[1]};
}

bool isLetter(char32_t c) noexcept
{
    return categoryOf(c).major == 'L';
}

bool isWhiteSpace(char32_t c) noexcept
{
    return (c >= 0x09 && c <= 0x0D) || c == 0x20 || c == 0x85 || c == 0xA0 || c == 0x1680 ||
           (c >= 0x2000 && c <= 0x200A) || c == 0x2028 || c == 0x2029 || c == 0x202F ||
           c == 0x205F || c == 0x3000;
}

bool isPythonSpace(char32_t c) noexcept
{
    return isWhiteSpace(c) || (c >= 0x1C && c <= 0x1F);
}

void appendUtf8(std::string& text, char32_t c)
{
    std::array<utf8proc_uint8_t, 4> bytes{};
    const auto count = utf8proc_encode_char(static_cast<utf8proc_int32_t>(c), bytes.data());
    text.append(bytes.begin(), bytes.begin() + count);
}

std::string lowerCase(std::string_view text)
{
    std::string lower;
    lower.reserve(text.size());
    forEachCodePoint(text, [&](char32_t c, std::string_view bytes) {
        if (c == kCapitalDottedI) {
            lower += 'i';
            appendUtf8(lower, kCombiningDot);
        } else if (const auto small = utf8proc_tolower(static_cast<utf8proc_int32_t>(c));
                   small != static_cast<utf8proc_int32_t>(c)) {
            appendUtf8(lower, static_cast<char32_t>(small));
        } else {
            lower += bytes;
        }
    });
    return lower;
}

std::string normalForm(std::string_view text, NormalForm form)
{
    utf8proc_uint8_t* mapped = nullptr;
    const auto length =
        utf8proc_map(reinterpret_cast<const utf8proc_uint8_t*>(text.data()),
                     static_cast<utf8proc_ssize_t>(text.size()), &mapped, optionsOf(form));
    const std::unique_ptr<utf8proc_uint8_t, decltype(&std::free)> owner(mapped, &std::free);
    // Only a lack of memory is left as a reason to fail.
    return length < 0 ? std::string(text) : std::string(mapped, mapped + length);
}

std::vector<std::string_view> graphemesOf(std::string_view text)
{
    std::vector<std::string_view> graphemes;
    utf8proc_int32_t state = 0;
    utf8proc_int32_t previous = -1;
    std::size_t begin = 0;
    std::size_t at = 0;
    forEachCodePoint(text, [&](char32_t c, std::string_view bytes) {
        const auto current = static_cast<utf8proc_int32_t>(c);
        if (previous >= 0 && utf8proc_grapheme_break_stateful(previous, current, &state) != 0) {
            graphemes.push_back(text.substr(begin, at - begin));
            begin = at;
        }
        previous = current;
        at += bytes.size();
    });
    if (at > begin)
        graphemes.push_back(text.substr(begin));
    return graphemes;
}

} // namespace lookalike
