// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/files/checked_file.h"
#include "core/files/trash/trash_system.h"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <vector>

namespace lookalike {

/// Folders whose files stay where they are, known again under any name: through links, and where a
/// bind mount shows them elsewhere. `system` outlives it. Use it on one thread.
class ProtectedPlaces {
public:
    ProtectedPlaces(TrashSystem& system, std::span<const std::filesystem::path> folders);

    /// Why one of the folders cannot be looked at: then no file is known to lie outside of it.
    [[nodiscard]] const std::optional<Error>& unknown() const noexcept { return m_unknown; }
    /// Whether the file lies in or below one of the folders.
    [[nodiscard]] bool hold(const CheckedFile& file) const;

private:
    struct Place {
        std::uint64_t device;
        std::uint64_t mount;
        std::optional<std::string> path; ///< in its file system; none where that is not known
    };
    [[nodiscard]] bool holdUnderMount(const CheckedFile& file) const;

    TrashSystem& m_system;
    std::set<FileIdentity> m_folders;
    std::vector<std::filesystem::path> m_paths;
    std::vector<Place> m_places;
    std::optional<Error> m_unknown;
};

} // namespace lookalike
