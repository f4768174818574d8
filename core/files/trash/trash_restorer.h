// SPDX-License-Identifier: GPL-3.0-or-later
// Looks where the files of the journal are, and brings them back from the trash.
#pragma once

#include "core/files/checked_file.h"
#include "core/files/trash/trash.h"
#include "core/files/trash/trash_ledger.h"

#include <cstdint>
#include <optional>
#include <string>
#include <system_error>

namespace lookalike {

/// Whether an error says that there is nothing of the name.
[[nodiscard]] inline bool isMissing(const std::error_code& error)
{
    return error == std::errc::no_such_file_or_directory || error == std::errc::not_a_directory;
}

/// The ledger outlives it. Use it on one thread.
class TrashRestorer {
public:
    TrashRestorer(TrashLedger& ledger, std::stop_token stop);

    /// Closes what a crash left open, by where each file is. What cannot be looked at now (a
    /// device that is away) stays open.
    void recoverAll();
    /// Puts one file back. The entry's outcome is written to the journal.
    [[nodiscard]] FileOutcome restore(std::int64_t entry);

private:
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

    void recover(std::int64_t number, const TrashEntry& entry);
    [[nodiscard]] Result<> tryPutBack(std::int64_t number, FileOutcome& outcome);
    /// Says why the file is not in the trash, and notes it where that is for good.
    [[nodiscard]] Result<> explainAbsence(std::int64_t number, const Places& places,
                                          FileOutcome& outcome);
    [[nodiscard]] Result<> moveTo(Places& places, const TrashIntent& intent);
    [[nodiscard]] Result<> replaceLink(Places& places, const TrashIntent& intent);
    [[nodiscard]] Result<> replaceLinkInSteps(Places& places, const TrashIntent& intent);
    [[nodiscard]] Result<> restoreStamp(const OpenNode& file, const TrashIntent& intent,
                                        const std::filesystem::path& path);
    [[nodiscard]] Result<> makeFolders(Spot& spot);
    /// Opens `path`, or the lowest folder above it that exists; cuts `path` to what it opened.
    [[nodiscard]] SystemResult<TrashSystem::Handle> openNearest(std::string& path);

    [[nodiscard]] Spot look(const std::string& path);
    void lookAgain(Spot& spot);
    [[nodiscard]] Places find(const TrashIntent& intent);
    [[nodiscard]] bool hasContentOf(const Spot& spot, const TrashIntent& intent);
    /// What is left in the trash of a file that is at its origin: another name of it or of the
    /// link, and a .trashinfo. False where something could not be removed yet.
    [[nodiscard]] bool tidyUp(const TrashIntent& intent, const FileIdentity& file, Spot& trash);
    [[nodiscard]] bool removeSpareName(Spot& spot, const FileIdentity& identity);
    [[nodiscard]] bool removeInfo(const TrashIntent& intent, const Spot& trash);
    void completeInfo(const TrashIntent& intent);

    TrashLedger& m_ledger;
    TrashSystem& m_system;
    FileChecker m_checker;
};

} // namespace lookalike
