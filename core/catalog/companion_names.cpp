// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/catalog/companion_names.h"

#include "core/base/ascii.h"
#include "core/base/utf8.h"

#include <algorithm>
#include <optional>
#include <utility>

namespace lookalike {

namespace {

constexpr std::string_view kTakeoutWord = ".supplemental-metadata";
/// Google Takeout truncates what precedes ".json" to 46 characters; tools count characters
/// differently.
constexpr std::size_t kShortestCut = 45;
constexpr std::size_t kLongestCut = 51;
/// The bytes that all truncated names have in common.
constexpr std::size_t kCommonBytes = 43;

bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}

/// Returns the "(2)" at the end of a text; empty if there is none.
std::string_view numberAtEnd(std::string_view text)
{
    const auto open = text.rfind('(');
    if (open == std::string_view::npos || open == 0 || !text.ends_with(')') ||
        open + 2 >= text.size())
        return {};
    const std::string_view digits = text.substr(open + 1, text.size() - open - 2);
    return std::ranges::all_of(digits, isDigit) ? text.substr(open) : std::string_view();
}

std::pair<std::string_view, std::string_view> splitEnding(std::string_view name)
{
    const auto dot = name.rfind('.');
    if (dot == std::string_view::npos || dot == 0)
        return {name, {}};
    return {name.substr(0, dot), name.substr(dot)};
}

std::size_t utf16Units(std::string_view text)
{
    std::size_t units = 0;
    while (!text.empty()) {
        const std::size_t length = std::max<std::size_t>(decodeUtf8(text).length, 1);
        units += length == 4 ? 2 : 1;
        text.remove_prefix(length);
    }
    return units;
}

bool isCutLength(std::string_view text)
{
    const auto isBetween = [](std::size_t size) {
        return size >= kShortestCut && size <= kLongestCut;
    };
    return isBetween(text.size()) || isBetween(utf16Units(text));
}

/// The parts "IMG_" and "1234" of "IMG_1234", "IMG_E1234" and "IMG_O1234".
struct ShotName {
    std::string prefix;
    std::string number;
    char kind = 0; ///< 'E', 'O' or 0
    [[nodiscard]] bool isSameShot(const ShotName& other) const
    {
        return prefix == other.prefix && number == other.number;
    }
};

std::optional<ShotName> shotName(std::string_view stem)
{
    constexpr std::string_view kImage = "IMG_";
    constexpr std::size_t kDecimalDigits = 4;
    if (!equalInAnyCase(stem.substr(0, kImage.size()), kImage))
        return std::nullopt;
    ShotName shot{std::string(stem.substr(0, kImage.size())), {}, 0};
    stem.remove_prefix(kImage.size());
    if (stem.starts_with('E') || stem.starts_with('O')) {
        shot.kind = stem.front();
        stem.remove_prefix(1);
    }
    if (stem.size() < kDecimalDigits || !std::ranges::all_of(stem, isDigit))
        return std::nullopt;
    shot.number = stem;
    return shot;
}

/// Returns true if `base`, without its number, is `name`, its Takeout word, or a truncation of
/// either.
bool isTakeoutBase(std::string_view base, const std::string& name)
{
    if (base.size() >= name.size())
        return std::string_view(name + std::string(kTakeoutWord)).starts_with(base);
    return isCutLength(base) && std::string_view(name).starts_with(base);
}

} // namespace

PhotoName photoName(const std::string& name)
{
    const auto [stem, ending] = splitEnding(name);
    const std::string_view number = numberAtEnd(stem);
    PhotoName photo;
    photo.name = name;
    photo.stem = stem;
    photo.number = number;
    photo.plain = std::string(stem.substr(0, stem.size() - number.size())) + std::string(ending);
    return photo;
}

bool hasNameOf(const PhotoName& photo, std::string_view other)
{
    const std::string_view stem = splitEnding(other).first;
    return stem == photo.stem || stem == photo.name;
}

bool isJsonFor(const PhotoName& photo, std::string_view other)
{
    const auto [base, ending] = splitEnding(other);
    if (!equalInAnyCase(ending, ".json"))
        return false;
    if (base == photo.stem || isTakeoutBase(base, photo.name))
        return true;
    const std::string_view number = numberAtEnd(base);
    return !number.empty() && number == photo.number &&
           isTakeoutBase(base.substr(0, base.size() - number.size()), photo.plain);
}

bool isEditFor(const PhotoName& photo, std::string_view other)
{
    const auto [stem, ending] = splitEnding(other);
    if (!equalInAnyCase(ending, ".aae"))
        return false;
    if (hasNameOf(photo, other))
        return true;
    const auto shot = shotName(photo.stem);
    const auto edit = shotName(stem);
    return shot && edit && shot->kind != 'O' && edit->kind != 'E' && shot->isSameShot(*edit);
}

std::vector<std::string> companionPrefixes(const PhotoName& photo)
{
    std::vector<std::string> prefixes{photo.stem + "."};
    if (const auto [stem, ending] = splitEnding(photo.stem); equalInAnyCase(ending, ".mp"))
        prefixes.push_back(std::string(stem) + ".");
    if (!photo.number.empty())
        prefixes.push_back(std::string(splitEnding(photo.plain).first) + ".");
    if (photo.plain.size() >= kShortestCut)
        prefixes.emplace_back(cutUtf8(photo.plain, kCommonBytes));
    if (const auto shot = shotName(photo.stem))
        for (const char* kind : {"", "E", "O"})
            prefixes.push_back(shot->prefix + kind + shot->number + ".");
    std::ranges::sort(prefixes);
    const auto repeated = std::ranges::unique(prefixes);
    prefixes.erase(repeated.begin(), repeated.end());
    return prefixes;
}

} // namespace lookalike
