// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/library/engines.h"
#include "core/library/library_watch.h"
#include "core/library/photo_library.h"

#include <filesystem>
#include <string>
#include <vector>

namespace lookalike {

/// The folders of a library, as PhotoLibrary says. Any thread.
class LibraryFolders {
public:
    /// The engines and the watch outlive this object.
    LibraryFolders(const LibraryParts& parts, Engines& engines, LibraryWatch& watch);

    [[nodiscard]] Result<AddedFolder> add(const std::filesystem::path& folder);
    [[nodiscard]] Result<> remove(FolderId folder);
    [[nodiscard]] Result<> setExclusions(FolderId folder, const std::vector<std::string>& patterns);
    [[nodiscard]] Result<std::vector<std::string>> exclude(FolderId root,
                                                           const std::filesystem::path& folder);
    [[nodiscard]] Result<std::vector<SubfolderRow>>
    subfolders(FolderId root, const std::filesystem::path& folder) const;

private:
    const LibraryParts m_parts;
    Engines& m_engines;
    LibraryWatch& m_watch;
};

} // namespace lookalike
