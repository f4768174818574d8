// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/library/photo_library.h"
#include "core/library/space_manager.h"

#include <mutex>

namespace lookalike {

/// The map of a library: sorted once, stored beside the catalog, and kept up to date as photos come
/// and go. Any thread.
class LibraryMap {
public:
    /// The engines and spaces outlive this object.
    LibraryMap(const LibraryParts& parts, Engines& engines, const SpaceManager& spaces);

    /// As PhotoLibrary::map().
    [[nodiscard]] Result<PhotoMap> get(MapOrder order, const std::stop_token& stop);

private:
    [[nodiscard]] Result<PhotoMap> sort(CatalogReader& reader, const SpaceRow& space,
                                        const std::vector<ContentId>& present,
                                        const std::stop_token& stop) const;
    /// Removes what is no longer there and adds what is new. Nothing where too much has changed for
    /// the order to make sense.
    [[nodiscard]] Result<std::optional<PhotoMap>> update(PhotoMap map, CatalogReader& reader,
                                                         const SpaceRow& space,
                                                         const std::vector<ContentId>& present,
                                                         const std::stop_token& stop);
    /// Small maps are not stored: they are sorted at once.
    void store(const PhotoMap& map, const EmbeddingSpace& space) const;

    const LibraryParts m_parts;
    Engines& m_engines;
    const SpaceManager& m_spaces;
    std::mutex m_mutex; ///< one map is made at a time
};

} // namespace lookalike
