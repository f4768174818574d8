// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/lookalike_cli/command.h"
#include "core/library/photo_library.h"

#include <string>
#include <vector>

namespace lookalike::cli {

/// The options that `duplicates` and `trash` share: which groups they handle.
struct DuplicateOptions {
    std::vector<std::filesystem::path> folders;
    std::vector<std::filesystem::path> against;
    std::vector<std::string> relations;
    bool skipSameFolder = false;
    bool similar = false;
    std::string within = "any"; ///< of similar shots: "5s", "1min", "1h" or "any"
    bool decided = false;

    void addTo(CLI::App& command);
    /// The scope, with folders as the library knows them. NotFound for a folder that is not in the
    /// library.
    [[nodiscard]] Result<DuplicateScope> scope(PhotoLibrary& library) const;
};

/// Searches for duplicates in `scope` with progress on standard error. `stop` ends it early.
[[nodiscard]] Result<DuplicateScanSummary>
scanDuplicates(PhotoLibrary& library, const DuplicateScope& scope, const std::stop_token& stop);

} // namespace lookalike::cli
