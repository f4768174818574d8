// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/files/checked_file.h"
#include "core/files/moves/move_record.h"
#include "core/files/trash/trash_system.h"

#include <filesystem>
#include <optional>
#include <stop_token>
#include <string>
#include <system_error>

namespace lookalike {

/// Whether an error says that there is nothing of the name.
[[nodiscard]] inline bool isMissing(const std::error_code& error)
{
    return error == std::errc::no_such_file_or_directory || error == std::errc::not_a_directory;
}

/// Looks where the files of the journal are, and removes what a move that was cut short left. The
/// system outlives it. Use it on one thread.
class TrashFinder {
public:
    /// A path, its folder opened, and what is there.
    struct Spot {
        std::filesystem::path path;
        std::string name;
        OpenNode folder; ///< not open where the folder is missing
        std::optional<NodeInfo> info;
        std::optional<Error> unknown; ///< why it cannot be looked at
    };
    /// The two places of an entry's file, and which of them holds it.
    struct Places {
        Spot origin;
        Spot trash;
        bool atOrigin = false;
        bool inTrash = false;
        [[nodiscard]] bool known() const { return !origin.unknown && !trash.unknown; }
    };

    TrashFinder(TrashSystem& system, std::stop_token stop);

    [[nodiscard]] Spot look(const std::string& path);
    void lookAgain(Spot& spot);
    /// Where the .trashinfo of an intent lies.
    [[nodiscard]] Spot lookAtInfo(const MoveIntent& intent);
    [[nodiscard]] Places find(const MoveIntent& intent);
    /// Whether the link that took the file's place is there.
    [[nodiscard]] static bool isLink(const Spot& spot, const MoveIntent& intent);
    /// What is left in the trash of a file that is at its origin: another name of it or of the
    /// link, and a .trashinfo. False where something could not be removed yet.
    [[nodiscard]] bool tidyUp(const MoveIntent& intent, const FileIdentity& file, Spot& trash);
    /// Removes a name of a file that has others. True where no such name is left.
    [[nodiscard]] bool removeSpareName(Spot& spot, const FileIdentity& identity);
    /// Makes the folders of a spot that are gone, and opens the last one.
    [[nodiscard]] Result<> makeFolders(Spot& spot);
    /// Opens `path`, or the lowest folder above it that exists; cuts `path` to what it opened.
    [[nodiscard]] SystemResult<TrashSystem::Handle> openNearest(std::string& path);
    /// Whether the file has the content of the intent; false where it cannot be read.
    [[nodiscard]] bool hasContentOf(const Spot& spot, const MoveIntent& intent);
    [[nodiscard]] FileChecker& checker() noexcept { return m_checker; }

private:
    [[nodiscard]] bool removeInfo(const MoveIntent& intent, const Spot& trash);

    TrashSystem& m_system;
    FileChecker m_checker;
};

} // namespace lookalike
