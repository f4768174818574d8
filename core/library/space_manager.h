// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/indexing/indexing_summary.h"
#include "core/library/engines.h"

#include <optional>

namespace lookalike {

/// The embedding spaces of a library: which one searches use, and when another one takes its place.
/// Any thread.
class SpaceManager {
public:
    /// The engines outlive this object.
    SpaceManager(const LibraryParts& parts, Engines& engines);

    /// Nothing where no photo has been indexed yet.
    [[nodiscard]] Result<std::optional<SpaceRow>> current() const;

    /// Before a run of indexing: adds the space of the model that embeds. The first one is current
    /// at once; a later one only when it is complete, so that the old one stays usable until then.
    /// Where only the preprocessing of the current space is another, copies the embeddings that are
    /// the same with either, so that their photos are not read again.
    [[nodiscard]] Result<SpaceId> add(const EncoderInfo& info);
    /// After a run: makes the space current unless photos that are there would be found no more,
    /// which the summary then tells.
    [[nodiscard]] Result<> promoteIfComplete(const EmbeddingSpace& space, IndexingSummary& summary);

    /// As PhotoLibrary::useSpace() and removeSpace().
    [[nodiscard]] Result<> use(SpaceId space);
    [[nodiscard]] Result<> remove(SpaceId space);

private:
    [[nodiscard]] Result<SpaceRow> find(SpaceId space) const;
    [[nodiscard]] Result<> copyEmbeddings(SpaceId from, SpaceId to);
    [[nodiscard]] Result<> makeCurrent(const EmbeddingSpace& space);

    const LibraryParts m_parts;
    Engines& m_engines;
};

} // namespace lookalike
