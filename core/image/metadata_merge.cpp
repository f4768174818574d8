// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/image/metadata_merge.h"

#include "core/base/ascii.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace lookalike {

namespace {

constexpr std::string_view kBetweenTitles = " / ";
constexpr std::string_view kBetweenCaptions = "\n";

/// Adds the new items of all lists in sorted order.
template <class Item>
void unite(std::vector<Item>& list, std::vector<Item> more)
{
    std::ranges::sort(more);
    for (Item& item : more)
        if (std::ranges::find(list, item) == list.end())
            list.push_back(std::move(item));
}

template <class Item, class Get>
std::vector<Item> ofAll(std::span<const MergeSource> sources, Get get)
{
    std::vector<Item> all;
    for (const MergeSource& source : sources) {
        const std::vector<Item>& list = get(source.metadata);
        all.insert(all.end(), list.begin(), list.end());
    }
    return all;
}

/// Returns true if `part` is one of the joined texts, or several consecutive ones.
bool holdsPart(std::string_view text, std::string_view part, std::string_view between)
{
    for (auto at = text.find(part); at != std::string_view::npos; at = text.find(part, at + 1)) {
        const std::string_view before = text.substr(0, at);
        const std::string_view after = text.substr(at + part.size());
        if ((before.empty() || before.ends_with(between)) &&
            (after.empty() || after.starts_with(between)))
            return true;
    }
    return false;
}

/// Adds longer texts first, so that a shorter text that they contain is not repeated.
void join(std::string& text, std::vector<std::string> parts, std::string_view between)
{
    std::ranges::sort(parts, [](const std::string& a, const std::string& b) {
        return a.size() != b.size() ? a.size() > b.size() : a < b;
    });
    for (const std::string& part : parts) {
        if (part.empty() || holdsPart(text, part, between))
            continue;
        if (!text.empty())
            text += between;
        text += part;
    }
}

template <class Get>
std::vector<std::string> textsOf(std::span<const MergeSource> sources, Get get)
{
    std::vector<std::string> texts;
    for (const MergeSource& source : sources)
        texts.push_back(get(source.metadata));
    return texts;
}

bool isFace(const PhotoRegion& region)
{
    return region.type.empty() || equalInAnyCase(region.type, "face");
}

bool isNamed(const DescriptiveMetadata& metadata, const std::string& name)
{
    return std::ranges::find(metadata.list(WordList::People), name) !=
               metadata.list(WordList::People).end() ||
           std::ranges::any_of(metadata.regions,
                               [&name](const PhotoRegion& region) { return region.name == name; });
}

/// Merges regions if the frames are the same; otherwise only names.
void uniteRegions(DescriptiveMetadata& merged, std::span<const MergeSource> sources)
{
    std::vector<PhotoRegion> regions;
    std::vector<std::string> names;
    for (const MergeSource& source : sources)
        for (const PhotoRegion& region : source.metadata.regions) {
            if (region.name.empty())
                continue;
            if (source.sameFrame)
                regions.push_back(region);
            else if (isFace(region))
                names.push_back(region.name);
        }
    std::ranges::sort(regions);
    for (PhotoRegion& region : regions)
        if (std::ranges::none_of(merged.regions, [&region](const PhotoRegion& other) {
                return other.name == region.name && other.type == region.type;
            }))
            merged.regions.push_back(std::move(region));
    std::erase_if(names, [&merged](const std::string& name) { return isNamed(merged, name); });
    unite(merged.list(WordList::People), std::move(names));
}

void fillEmpty(DescriptiveMetadata& merged, std::span<const MergeSource> sources)
{
    std::string date;
    std::optional<PhotoPlace> place;
    std::array<std::string, 4> names;
    for (const MergeSource& source : sources) {
        const DescriptiveMetadata& other = source.metadata;
        // The earliest date wins, because copying never makes a date earlier.
        if (!other.takenAt.empty() && (date.empty() || other.takenAt < date))
            date = other.takenAt;
        if (other.place && (!place || *other.place < *place))
            place = other.place;
        if (other.placeNames > names)
            names = other.placeNames;
    }
    if (merged.takenAt.empty())
        merged.takenAt = date;
    if (!merged.place)
        merged.place = place;
    if (std::ranges::all_of(merged.placeNames, &std::string::empty))
        merged.placeNames = names;
}

} // namespace

const char* mergedFieldName(MergedField field) noexcept
{
    constexpr std::array kNames{"keywords", "albums", "people", "rating",    "title",
                                "caption",  "date",   "place",  "place_name"};
    return kNames[static_cast<std::size_t>(field)];
}

DescriptiveMetadata withSidecar(DescriptiveMetadata embedded, const DescriptiveMetadata& sidecar)
{
    // The sidecar's items come first, in its order, so that its lists stay unchanged if they are
    // complete.
    const auto put = [](auto& list, const auto& first) {
        auto both = first;
        for (auto& item : list)
            if (std::ranges::find(both, item) == both.end())
                both.push_back(std::move(item));
        list = std::move(both);
    };
    for (std::size_t i = 0; i < kWordLists; ++i)
        put(embedded.words[i], sidecar.words[i]);
    put(embedded.albums, sidecar.albums);
    if (!sidecar.regions.empty())
        embedded.regions = sidecar.regions;
    if (sidecar.rating)
        embedded.rating = sidecar.rating;
    if (!sidecar.title.empty())
        embedded.title = sidecar.title;
    if (!sidecar.caption.empty())
        embedded.caption = sidecar.caption;
    if (!sidecar.takenAt.empty())
        embedded.takenAt = sidecar.takenAt;
    if (sidecar.place)
        embedded.place = sidecar.place;
    if (!std::ranges::all_of(sidecar.placeNames, &std::string::empty))
        embedded.placeNames = sidecar.placeNames;
    return embedded;
}

Result<DescriptiveMetadata> mergedMetadata(const DescriptiveMetadata& keeper,
                                           std::span<const MergeSource> sources)
{
    DescriptiveMetadata merged = keeper;
    for (std::size_t i = 0; i < kWordLists; ++i)
        unite(merged.words[i], ofAll<std::string>(sources, [i](const DescriptiveMetadata& other) {
                  return other.words[i];
              }));
    unite(merged.albums, ofAll<PhotoAlbum>(sources, [](const DescriptiveMetadata& other) {
              return other.albums;
          }));
    uniteRegions(merged, sources);
    for (const MergeSource& source : sources)
        if (source.metadata.rating.value_or(0) > std::max(merged.rating.value_or(0), 0))
            merged.rating = source.metadata.rating;
    join(merged.title,
         textsOf(sources, [](const DescriptiveMetadata& other) { return other.title; }),
         kBetweenTitles);
    join(merged.caption,
         textsOf(sources, [](const DescriptiveMetadata& other) { return other.caption; }),
         kBetweenCaptions);
    fillEmpty(merged, sources);
    if (descriptiveItems(merged) > kMaxDescriptiveItems ||
        merged.title.size() > kMaxDescriptiveWordBytes ||
        merged.caption.size() > kMaxDescriptiveTextBytes)
        return fail(ErrorCode::TooLarge,
                    "Its keywords and captions are more than a sidecar can hold"_msg);
    return merged;
}

std::vector<MergedField> changedFields(const DescriptiveMetadata& before,
                                       const DescriptiveMetadata& after)
{
    const auto differs = [&](std::initializer_list<WordList> lists) {
        return std::ranges::any_of(
            lists, [&](WordList list) { return before.list(list) != after.list(list); });
    };
    std::vector<MergedField> fields;
    const auto note = [&fields](MergedField field, bool isChanged) {
        if (isChanged)
            fields.push_back(field);
    };
    note(MergedField::Keywords, differs({WordList::Subject, WordList::HierarchicalSubject,
                                         WordList::TagsList, WordList::LastKeyword}));
    note(MergedField::Albums, before.albums != after.albums ||
                                  differs({WordList::CatalogSets, WordList::ExpressionSets}));
    note(MergedField::People, before.regions != after.regions || differs({WordList::People}));
    note(MergedField::Rating, before.rating != after.rating);
    note(MergedField::Title, before.title != after.title);
    note(MergedField::Caption, before.caption != after.caption);
    note(MergedField::Date, before.takenAt != after.takenAt);
    note(MergedField::Place, before.place != after.place);
    note(MergedField::PlaceName, before.placeNames != after.placeNames);
    return fields;
}

} // namespace lookalike
