// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/catalog/catalog.h"
#include "core/indexing/in_flight.h"
#include "core/indexing/outcome.h"

#include <functional>
#include <vector>

namespace lookalike {

/// Stores outcomes in batches, one transaction each. One thread.
class OutcomeWriter {
public:
    /// `onStored` is called for each outcome once it is committed.
    OutcomeWriter(Catalog& catalog, SpaceId space, InFlight& inFlight,
                  std::function<void(const PhotoOutcome&)> onStored);

    /// Writes a batch and the copies that waited for it. If the catalog rejects an outcome (for
    /// example a vector that is not finite), its file becomes Broken and the others are stored.
    /// Fails if the catalog cannot be written at all; then nothing of the batch is stored.
    [[nodiscard]] Result<> write(std::vector<PhotoOutcome> batch);

private:
    [[nodiscard]] Result<> store(CatalogWriter& writer, PhotoOutcome& outcome) const;
    /// Replaces the legacy hash of a known content by its identity. Returns false if the outcome
    /// relies on such a content and another file has taken it.
    [[nodiscard]] static Result<bool> identify(CatalogWriter& writer, const PhotoOutcome& outcome);
    [[nodiscard]] Result<> storeAll(std::vector<PhotoOutcome>& batch);
    [[nodiscard]] Result<> storeEach(std::vector<PhotoOutcome>& batch);

    Catalog& m_catalog;
    const SpaceId m_space;
    InFlight& m_inFlight;
    const std::function<void(const PhotoOutcome&)> m_onStored;
};

} // namespace lookalike
