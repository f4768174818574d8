// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/catalog/catalog.h"

#include <deque>
#include <memory>
#include <mutex>
#include <optional>

namespace lookalike {

/// Provides the files to be read, page by page from the catalog, so that memory does not grow with
/// the library. Files that were put back come once more at the end. Thread-safe.
class PhotoFeed {
public:
    PhotoFeed(std::unique_ptr<CatalogReader> reader, SpaceId space);

    struct Item {
        FileRow file;
        bool lastTry = false; ///< the file was put back before
    };
    /// Returns the next file, or nothing. Nothing is only final once no worker holds an item.
    [[nodiscard]] Result<std::optional<Item>> next();
    /// Schedules this file again after all others.
    void putBack(FileRow file);

private:
    std::mutex m_mutex;
    const std::unique_ptr<CatalogReader> m_reader;
    const SpaceId m_space;
    FileId m_last;
    std::deque<FileRow> m_page;
    std::deque<FileRow> m_again;
    bool m_exhausted = false;
};

} // namespace lookalike
