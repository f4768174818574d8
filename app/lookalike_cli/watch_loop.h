// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/lookalike_cli/command.h"
#include "core/library/photo_library.h"

#include <stop_token>

namespace lookalike::cli {

/// Reads what changes in the folders of the library, and prints what was done, until a stop
/// request. The library is being watched already.
[[nodiscard]] ExitCode watchFolders(PhotoLibrary& library, const std::stop_token& stop, bool json);

/// Prints the summary's problems on standard error, or as one JSON event each.
void printProblems(const IndexingSummary& summary, bool json);

} // namespace lookalike::cli
