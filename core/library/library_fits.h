// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/library/photo_fits.h"
#include "core/library/space_manager.h"

namespace lookalike {

/// The fits of a library, of which searches use that of the current space. They lie beside the
/// catalog.
class LibraryFits final : public PhotoFits {
public:
    /// The engines and spaces outlive this object.
    LibraryFits(const LibraryParts& parts, Engines& engines, const SpaceManager& spaces);

    Result<FitReport> report(const FitSource& source, const std::stop_token& stop) override;
    Result<FitReport> fit(const FitSource& source, const std::stop_token& stop) override;
    Result<bool> remove() override;
    Result<FitStatus> status() override;

private:
    [[nodiscard]] Result<FitReport> judge(const FitSource& source, bool store,
                                          const std::stop_token& stop);

    const LibraryParts m_parts;
    Engines& m_engines;
    const SpaceManager& m_spaces;
};

} // namespace lookalike
