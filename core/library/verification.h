// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/progress.h"
#include "core/indexing/photo_reader.h"
#include "core/library/engines.h"
#include "core/library/photo_library.h"

#include <stop_token>
#include <string>
#include <vector>

namespace lookalike {

/// Whether a library is sound: its catalog, what is derived from it, and the photos behind it. Any
/// thread.
class Verification {
public:
    /// The engines outlive this object.
    Verification(const LibraryParts& parts, Engines& engines);

    /// As PhotoLibrary::verify() and verifyDeep().
    [[nodiscard]] Result<std::vector<std::string>> verify() const;
    [[nodiscard]] Result<DeepVerification> verifyDeep(std::uint64_t sample,
                                                      const ProgressCallback& progress,
                                                      const std::stop_token& stop) const;

private:
    [[nodiscard]] Result<> verifySpace(const SpaceRow& space, CatalogReader& reader,
                                       std::vector<std::string>& lines) const;
    /// Reads one photo again, and adds what is found to `result`.
    [[nodiscard]] Result<> verifyContent(Engine& engine, ContentId content, CatalogReader& reader,
                                         DeepVerification& result) const;
    /// The embedding of a photo as it would be stored now.
    [[nodiscard]] Result<std::vector<float>> encodeAgain(Engine& engine, const ReadPhoto& photo,
                                                         const std::filesystem::path& file) const;

    const LibraryParts m_parts;
    Engines& m_engines;
};

} // namespace lookalike
