// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/duplicates/review/metadata_merges.h"
#include "core/library/library_parts.h"
#include "core/library/photo_concepts.h"

#include <filesystem>
#include <span>
#include <stop_token>
#include <string>
#include <vector>

namespace lookalike {

/// Writes a keyword into XMP sidecars beside photos, and takes that back. What is to be written,
/// and what was there before, is in the catalog durably before a file is touched, so that a crash
/// leaves nothing that cannot be taken back. Photos are never written. Any thread; one call at a
/// time.
class KeywordWriter {
public:
    /// All outlive this object.
    explicit KeywordWriter(const LibraryParts& parts);

    /// As PhotoConcepts::writeKeywords() and undoKeywords().
    [[nodiscard]] Result<KeywordsWritten> write(const std::string& keyword,
                                                std::span<const ContentId> contents,
                                                const std::stop_token& stop);
    [[nodiscard]] Result<KeywordsWritten> undo();

private:
    /// One run of write().
    struct Run {
        CatalogReader& reader;
        MetadataMerges merges;
        std::vector<std::filesystem::path> protectedFolders;
        std::int64_t batch = 0; ///< 0 until something was written
    };
    /// Returns whether a sidecar was written; false: the photo has the keyword.
    [[nodiscard]] Result<bool> writeBeside(ContentId content, const std::string& keyword, Run& run);
    [[nodiscard]] Result<> store(const SidecarWrite& sidecar, Run& run);

    const LibraryParts m_parts;
};

} // namespace lookalike
