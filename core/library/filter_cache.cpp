// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/library/filter_cache.h"

#include "core/base/path_bytes.h"

#include <algorithm>
#include <sstream>

namespace lookalike {

namespace {

constexpr std::size_t kMaxCachedFilters = 8;

template <class T>
void append(std::ostringstream& key, const std::optional<T>& value)
{
    if (value)
        key << *value;
    key << ';';
}

std::string keyOf(const ContentFilter& filter, std::uint64_t generation)
{
    std::ostringstream key;
    key << generation << ';';
    append(key, filter.takenAfter);
    append(key, filter.takenBefore);
    append(key, filter.minPixels);
    append(key, filter.maxPixels);
    key << static_cast<int>(filter.shape) << ';' << filter.cameraOnly << filter.originalsOnly
        << filter.withSubfolders << ';';
    for (const ImageFormat format : filter.formats)
        key << static_cast<int>(format) << ',';
    for (const std::string& keyword : filter.keywords)
        key << ';' << keyword.size() << ':' << keyword;
    for (const auto& folder : filter.folders)
        key << ';' << pathToBytes(folder) << '\0';
    return std::move(key).str();
}

/// Whether some content may have an embedding but no file that could be shown.
Result<bool> hasHiddenContents(CatalogReader& reader)
{
    const auto counts = reader.counts();
    if (!counts)
        return fail(counts);
    return std::ranges::any_of(*counts, [](const FolderCounts& folder) {
        return folder.missing + folder.pending + folder.unreadable > 0;
    });
}

} // namespace

FilterCache::FilterCache()
    : m_cache(kMaxCachedFilters)
{}

Result<std::shared_ptr<const ContentSet>> FilterCache::allowed(const ContentFilter& filter,
                                                               CatalogReader& reader)
{
    std::string key = keyOf(filter, m_generation);
    if (auto cached = m_cache.find(key))
        return std::move(*cached);
    std::shared_ptr<const ContentSet> set;
    bool everything = false;
    if (filter.isEmpty()) {
        const auto hidden = hasHiddenContents(reader);
        if (!hidden)
            return fail(hidden);
        everything = !*hidden;
    }
    if (!everything) {
        const auto contents = reader.contents(filter);
        if (!contents)
            return fail(contents);
        auto filled = std::make_shared<ContentSet>();
        for (const ContentId content : *contents)
            filled->insert(content);
        set = std::move(filled);
    }
    m_cache.insert(std::move(key), set);
    return set;
}

} // namespace lookalike
