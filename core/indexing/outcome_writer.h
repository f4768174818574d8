// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/catalog/catalog.h"
#include "core/indexing/in_flight.h"
#include "core/indexing/outcome.h"

#include <functional>
#include <vector>

namespace lookalike {

/// Stores outcomes, many in one transaction. One thread.
class OutcomeWriter {
public:
    /// `onStored` is called for each outcome that is safe on disk.
    OutcomeWriter(Catalog& catalog, SpaceId space, InFlight& inFlight,
                  std::function<void(const PhotoOutcome&)> onStored);

    /// Writes a batch, and the copies that waited for it. Where the catalog refuses one outcome
    /// (a vector that is not finite, say), that file becomes Broken and the others are stored.
    /// Fails where the catalog cannot be written at all; then nothing of the batch was stored.
    [[nodiscard]] Result<> write(std::vector<PhotoOutcome> batch);

private:
    [[nodiscard]] Result<> store(CatalogWriter& writer, PhotoOutcome& outcome) const;
    /// Gives what the catalog knew by an old hash its identity. False where the outcome relies on
    /// such a content and another file has taken it.
    [[nodiscard]] static Result<bool> identify(CatalogWriter& writer, const PhotoOutcome& outcome);
    [[nodiscard]] Result<> storeAll(std::vector<PhotoOutcome>& batch);
    [[nodiscard]] Result<> storeEach(std::vector<PhotoOutcome>& batch);

    Catalog& m_catalog;
    const SpaceId m_space;
    InFlight& m_inFlight;
    const std::function<void(const PhotoOutcome&)> m_onStored;
};

} // namespace lookalike
