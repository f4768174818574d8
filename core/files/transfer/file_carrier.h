// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/files/checked_file.h"
#include "core/files/trash/trash_system.h"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>

namespace lookalike {

/// Brings a checked file to a free name in another folder: by renaming on one file system, else by
/// a copy that is compared byte by byte before the original goes. Never replaces a file. Both
/// outlive it. Use it on one thread.
class FileCarrier {
public:
    FileCarrier(TrashSystem& system, FileChecker& checker);

    struct Destination {
        const OpenNode& folder;
        std::string name;
        std::filesystem::path path; ///< for messages
    };
    enum class Arrival : std::uint8_t {
        Arrived, ///< it is there, and after a move nowhere else
        Stayed,  ///< nothing was changed
        Taken,   ///< another file has the name; nothing was changed
        Unknown, ///< it cannot be told now: the next start looks
    };
    struct Outcome {
        Arrival arrival = Arrival::Stayed;
        std::optional<Error> error; ///< where it did not arrive
        bool isBare = false;        ///< see TransferredFile
    };

    /// `draft` is a draftName() that is free in both folders.
    [[nodiscard]] Outcome move(CheckedFile& file, const Destination& to, const std::string& draft);
    [[nodiscard]] Outcome copy(const CheckedFile& file, const Destination& to,
                               const std::string& draft);
    /// Removes a file of which an equal one was verified to be elsewhere. It gets the name `draft`
    /// first and is looked at again under that, so that no other file can go in its place. `file`
    /// is closed then.
    [[nodiscard]] Outcome remove(CheckedFile& file, const std::string& draft);

private:
    [[nodiscard]] Outcome moveByCopy(CheckedFile& file, const Destination& to,
                                     const std::string& draft);
    /// Makes the empty `draft`, whose name is `name`, a verified copy.
    [[nodiscard]] Result<CheckedFile> fillDraft(OpenNode draft, const std::string& name,
                                                const CheckedFile& file, const Destination& to,
                                                bool& isBare);
    /// Times, rights and tags; false where some are lost.
    [[nodiscard]] bool dress(const OpenNode& draft, const CheckedFile& file);
    /// Gives the draft its name; `identity` becomes that of the copy.
    [[nodiscard]] Outcome place(const CheckedFile& file, const Destination& to,
                                const std::string& draft, FileIdentity& identity);
    [[nodiscard]] static Outcome stayed(Error error);

    TrashSystem& m_system;
    FileChecker& m_checker;
};

} // namespace lookalike
