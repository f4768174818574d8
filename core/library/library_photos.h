// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/library/library_parts.h"
#include "core/library/photo_library.h"

#include <cstdint>
#include <filesystem>
#include <span>
#include <stop_token>
#include <vector>

namespace lookalike {

/// What the catalog knows of photos, as PhotoLibrary says. Any thread.
class LibraryPhotos {
public:
    explicit LibraryPhotos(const LibraryParts& parts)
        : m_parts(parts)
    {}

    [[nodiscard]] Result<std::vector<SearchHit>> photos(std::span<const ContentId> contents,
                                                        const ContentFilter& filter) const;
    [[nodiscard]] Result<std::uint64_t> writeList(ListFormat format,
                                                  const std::filesystem::path& file,
                                                  const std::stop_token& stop) const;
    [[nodiscard]] Result<std::vector<KeywordRow>> keywords() const;
    [[nodiscard]] Result<PhotoDetails> details(FileId file) const;
    [[nodiscard]] Result<std::vector<FileRow>> failures(std::size_t limit) const;
    [[nodiscard]] Result<> retryFailures() const;

private:
    const LibraryParts m_parts;
};

} // namespace lookalike
