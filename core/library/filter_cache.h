// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/lru_cache.h"
#include "core/catalog/catalog_reader.h"
#include "core/search/content_set.h"

#include <cstdint>
#include <memory>
#include <string>

namespace lookalike {

/// The contents that pass a filter, remembered until the catalog changes, so that moving a slider
/// asks the catalog nothing. Thread-safe.
class FilterCache {
public:
    FilterCache();

    /// `generation` changes with every change of the catalog. Null means that every content with
    /// an embedding may be found.
    [[nodiscard]] Result<std::shared_ptr<const ContentSet>>
    allowed(const ContentFilter& filter, std::uint64_t generation, CatalogReader& reader);

private:
    LruCache<std::string, std::shared_ptr<const ContentSet>> m_cache;
};

} // namespace lookalike
