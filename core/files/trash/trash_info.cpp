// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/files/trash/trash_info.h"

#include "core/base/local_time.h"

#include <algorithm>
#include <array>
#include <ctime>

namespace lookalike {

namespace {

constexpr std::string_view kHead = "[Trash Info]\nPath=";
constexpr std::size_t kLongestExtension = 32;

bool isPlain(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
           c == '_' || c == '.' || c == '~' || c == '/';
}

int digit(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'A' && c <= 'F')
        return c - 'A' + 10;
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    return -1;
}

std::string localTimeText(std::int64_t instant)
{
    const auto parts = localTime(instant);
    std::array<char, 32> text{};
    return parts ? std::string(text.data(), std::strftime(text.data(), text.size(),
                                                          "%Y-%m-%dT%H:%M:%S", &*parts))
                 : std::string();
}

bool continuesCharacter(char c)
{
    return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U;
}

// At most `most` bytes, and no half of a UTF-8 character at the end. A run of more than three
// continuation bytes is no UTF-8: then any byte is as good as another.
std::string_view shortened(std::string_view text, std::size_t most)
{
    if (text.size() <= most)
        return text;
    std::size_t end = most;
    while (end > 0 && most - end < 4 && continuesCharacter(text[end]))
        --end;
    return text.substr(0, most - end < 4 && end > 0 ? end : most);
}

} // namespace

std::string percentEncoded(std::string_view bytes)
{
    constexpr char kDigits[] = "0123456789ABCDEF";
    std::string text;
    text.reserve(bytes.size());
    for (const char c : bytes) {
        if (isPlain(c)) {
            text.push_back(c);
        } else {
            const auto byte = static_cast<unsigned char>(c);
            text.push_back('%');
            text.push_back(kDigits[byte >> 4U]);
            text.push_back(kDigits[byte & 0xFU]);
        }
    }
    return text;
}

std::optional<std::string> percentDecoded(std::string_view text)
{
    std::string bytes;
    bytes.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] != '%') {
            bytes.push_back(text[i]);
            continue;
        }
        if (i + 2 >= text.size())
            return std::nullopt;
        const int high = digit(text[i + 1]), low = digit(text[i + 2]);
        if (high < 0 || low < 0)
            return std::nullopt;
        bytes.push_back(static_cast<char>(high * 16 + low));
        i += 2;
    }
    return bytes;
}

std::string trashInfoText(std::string_view origin, std::int64_t deletedAt)
{
    std::string text(kHead);
    text += percentEncoded(origin);
    text += "\nDeletionDate=";
    text += localTimeText(deletedAt);
    text += '\n';
    return text;
}

bool isTrashInfoOf(std::string_view text, std::string_view origin)
{
    std::string start(kHead);
    start += percentEncoded(origin);
    start += '\n';
    return text.starts_with(start) || std::string_view(start).starts_with(text);
}

std::string nameInTrash(std::string_view name, std::string_view distinction, std::size_t most)
{
    const std::size_t dot = name.rfind('.');
    const bool hasExtension =
        dot != std::string_view::npos && dot > 0 && name.size() - dot <= kLongestExtension;
    const std::string_view extension = hasExtension ? name.substr(dot) : std::string_view();
    const std::string_view stem = name.substr(0, name.size() - extension.size());
    const std::size_t tail = distinction.size() + extension.size();
    std::string result(shortened(stem, most > tail ? most - tail : 1));
    result += distinction;
    result += extension;
    return result;
}

} // namespace lookalike
