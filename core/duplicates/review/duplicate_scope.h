// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/duplicates/review/duplicate_group.h"

#include <filesystem>
#include <span>
#include <vector>

namespace lookalike {

/// Where a file stands in a scope of two sets; with one set all that is in it is Inside.
enum class FileSide { Outside, Inside, Reference };

/// Tells by paths, as bytes, what a scope says about files. Immutable; any thread.
class ScopeFiles {
public:
    ScopeFiles(const DuplicateScope& scope,
               std::span<const std::filesystem::path> protectedFolders);

    /// A file of both sets is Reference: it is the one to stay.
    [[nodiscard]] FileSide sideOf(const std::filesystem::path& file) const;
    [[nodiscard]] bool isProtected(const std::filesystem::path& file) const;

private:
    std::vector<std::string> m_folders;
    std::vector<std::string> m_referenceFolders;
    std::vector<std::string> m_protected;
};

} // namespace lookalike
