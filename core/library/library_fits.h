// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/fit/fit_block.h"
#include "core/library/photo_fits.h"
#include "core/library/searcher.h"
#include "core/library/space_manager.h"

#include <mutex>

namespace lookalike {

/// The fits of a library, of which searches use that of the current space. They lie beside the
/// catalog.
class LibraryFits final : public PhotoFits {
public:
    /// The engines, the spaces and the searcher outlive this object.
    LibraryFits(const LibraryParts& parts, Engines& engines, const SpaceManager& spaces,
                Searcher& searcher);

    Result<FitReport> report(const FitSource& source, const ProgressCallback& progress,
                             const std::stop_token& stop) override;
    Result<FitReport> fit(const FitSource& source, const ProgressCallback& progress,
                          const std::stop_token& stop) override;
    Result<bool> remove() override;
    Result<bool> undo() override;
    Result<FitStatus> status() override;

private:
    [[nodiscard]] Result<FitReport> judge(const FitSource& source, bool stores,
                                          const ProgressCallback& callback,
                                          const std::stop_token& stop);
    [[nodiscard]] Result<> store(FitBlock block, const EmbeddingSpace& space);
    [[nodiscard]] static std::optional<FitBlock> storedFit(const EmbeddingSpace& space,
                                                           const std::filesystem::path& file);
    /// Says whether another space has a fit.
    [[nodiscard]] Result<bool> hasFitOfAnother(const EmbeddingSpace& space) const;

    /// A fit before the last change.
    struct Before {
        EmbeddingSpace space;
        std::filesystem::path file;
        std::optional<FitBlock> block; ///< empty: there was none
    };

    const LibraryParts m_parts;
    Engines& m_engines;
    const SpaceManager& m_spaces;
    Searcher& m_searcher;
    std::mutex m_mutex; ///< of m_before, and held while the fit is changed
    std::optional<Before> m_before;
};

} // namespace lookalike
