// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/lru_cache.h"
#include "core/catalog/catalog_reader.h"
#include "core/search/content_set.h"

#include <atomic>
#include <cstdint>
#include <memory>
#include <string>

namespace lookalike {

/// The contents that pass a filter, remembered until the catalog changes, so that moving a slider
/// asks the catalog nothing. Thread-safe.
class FilterCache {
public:
    FilterCache();

    /// Null means that every content with an embedding may be found.
    [[nodiscard]] Result<std::shared_ptr<const ContentSet>> allowed(const ContentFilter& filter,
                                                                    CatalogReader& reader);
    /// To be called after every change of the catalog.
    void catalogChanged() noexcept { ++m_generation; }

private:
    std::atomic<std::uint64_t> m_generation{0}; ///< of the catalog, as far as this object was told
    LruCache<std::string, std::shared_ptr<const ContentSet>> m_cache;
};

} // namespace lookalike
