// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/image/descriptive_metadata.h"

#include "core/image/carried.h"

#include <algorithm>
#include <charconv>
#include <utility>

namespace lookalike {

namespace {

constexpr std::int64_t kBillion = 1'000'000'000;
constexpr std::size_t kMaxDateBytes = 40;

// Each field is a tag, a value, and a zero byte, which texts cannot contain.
void put(std::string& out, char tag, std::string_view value)
{
    out += tag;
    out += value;
    out += '\0';
}

std::string numbers(std::initializer_list<std::int64_t> values)
{
    std::string text;
    for (const std::int64_t value : values)
        (text += std::to_string(value)) += '\n';
    return text;
}

std::string_view takeUntil(std::string_view& text, char end)
{
    const std::size_t size = std::min(text.find(end), text.size());
    const std::string_view part = text.substr(0, size);
    text.remove_prefix(std::min(size + 1, text.size()));
    return part;
}

std::optional<std::int64_t> takeNumber(std::string_view& text, std::int64_t most)
{
    const std::string_view part = takeUntil(text, '\n');
    std::int64_t value = 0;
    const auto [end, error] = std::from_chars(part.data(), part.data() + part.size(), value);
    if (error != std::errc() || end != part.data() + part.size() || value < -most || value > most)
        return std::nullopt;
    return value;
}

std::string wordFrom(std::string_view text)
{
    return carriedLine(text, kMaxDescriptiveWordBytes);
}

std::optional<PhotoRegion> regionFrom(std::string_view text)
{
    PhotoRegion region;
    for (std::int64_t* const field : {&region.x, &region.y, &region.width, &region.height}) {
        const auto value = takeNumber(text, 10 * kBillion);
        if (!value)
            return std::nullopt;
        *field = *value;
    }
    region.type = wordFrom(takeUntil(text, '\n'));
    region.name = wordFrom(text);
    return region;
}

std::optional<PhotoPlace> placeFrom(std::string_view text)
{
    const auto latitude = takeNumber(text, 90 * kBillion);
    const auto longitude = takeNumber(text, 180 * kBillion);
    if (!latitude || !longitude)
        return std::nullopt;
    return PhotoPlace{*latitude, *longitude, takeNumber(text, 1000 * kBillion)};
}

template <class Item>
void addOnce(std::vector<Item>& list, Item item)
{
    if (std::ranges::find(list, item) == list.end())
        list.push_back(std::move(item));
}

void take(DescriptiveMetadata& into, char tag, std::string_view value)
{
    const bool isFull = descriptiveItems(into) >= kMaxDescriptiveItems;
    if (tag >= '0' && tag < static_cast<char>('0' + kWordLists)) {
        if (std::string word = wordFrom(value); !word.empty() && !isFull)
            addOnce(into.words[static_cast<std::size_t>(tag - '0')], std::move(word));
    } else if (tag >= 'A' && tag <= 'D') {
        into.placeNames[static_cast<std::size_t>(tag - 'A')] = wordFrom(value);
    } else if (tag == 'a' && !isFull) {
        PhotoAlbum album;
        album.uri = wordFrom(takeUntil(value, '\n'));
        album.name = wordFrom(value);
        if (!album.name.empty())
            addOnce(into.albums, std::move(album));
    } else if (tag == 'f' && !isFull) {
        if (auto region = regionFrom(value))
            addOnce(into.regions, std::move(*region));
    } else if (tag == 'r') {
        if (const auto rating = takeNumber(value, 5); rating && *rating >= -1)
            into.rating = static_cast<int>(*rating);
    } else if (tag == 't') {
        into.title = wordFrom(value);
    } else if (tag == 'c') {
        into.caption = carriedParagraphs(value, kMaxDescriptiveTextBytes);
    } else if (tag == 'd') {
        if (isXmpDate(value))
            into.takenAt = value;
    } else if (tag == 'g') {
        into.place = placeFrom(value);
    }
}

} // namespace

std::size_t descriptiveItems(const DescriptiveMetadata& metadata)
{
    std::size_t items = metadata.albums.size() + metadata.regions.size();
    for (const auto& list : metadata.words)
        items += list.size();
    return items;
}

std::string descriptiveText(const DescriptiveMetadata& metadata)
{
    std::string text;
    for (std::size_t list = 0; list < kWordLists; ++list)
        for (const std::string& word : metadata.words[list])
            put(text, static_cast<char>('0' + list), word);
    for (std::size_t i = 0; i < metadata.placeNames.size(); ++i)
        if (!metadata.placeNames[i].empty())
            put(text, static_cast<char>('A' + i), metadata.placeNames[i]);
    for (const PhotoAlbum& album : metadata.albums)
        put(text, 'a', album.uri + '\n' + album.name);
    for (const PhotoRegion& region : metadata.regions)
        put(text, 'f',
            numbers({region.x, region.y, region.width, region.height}) + region.type + '\n' +
                region.name);
    if (metadata.rating)
        put(text, 'r', std::to_string(*metadata.rating));
    if (const auto& place = metadata.place)
        put(text, 'g',
            numbers({place->latitude, place->longitude}) +
                (place->altitude ? std::to_string(*place->altitude) : std::string()));
    for (const auto& [tag, field] :
         {std::pair('t', &metadata.title), {'c', &metadata.caption}, {'d', &metadata.takenAt}})
        if (!field->empty())
            put(text, tag, *field);
    return text;
}

DescriptiveMetadata descriptiveFromText(std::string_view text)
{
    DescriptiveMetadata metadata;
    while (!text.empty()) {
        const std::string_view field = takeUntil(text, '\0');
        if (!field.empty())
            take(metadata, field.front(), field.substr(1));
    }
    return metadata;
}

bool isXmpDate(std::string_view text)
{
    constexpr std::string_view kShape = "0000-00-00T00:00:00";
    const bool isDay = text.size() == 4 || text.size() == 7 || text.size() == 10;
    if (!isDay && (text.size() < 16 || text.size() > kMaxDateBytes))
        return false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const bool digit = text[i] >= '0' && text[i] <= '9';
        const bool asShape = i < kShape.size() && (kShape[i] == '0' ? digit : text[i] == kShape[i]);
        const bool asZone = i >= 16 && (digit || text[i] == ':' || text[i] == '.' ||
                                        text[i] == '+' || text[i] == '-' || text[i] == 'Z');
        if (!asShape && !asZone)
            return false;
    }
    return true;
}

} // namespace lookalike
