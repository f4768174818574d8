// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/encode/encoder.h"
#include "ui/bridge/preferences.h"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace lookalike {

/// What `lookalike [options] [FOLDER...]` asks for. Paths are absolute, their bytes as given.
struct CommandLine {
    std::vector<std::filesystem::path> folders;
    std::vector<std::filesystem::path> similarTo;
    std::filesystem::path catalog; ///< empty: the default place
    std::string model;
    DeviceKind device = DeviceKind::Auto;
    FixedByCommandLine fixed; ///< what was said, against what the user set in the window
    bool portable = false;
};

/// Parses before anything of Qt exists, so that --help needs no display. Where the program should
/// end at once (help, version, a mistake), prints what is to be said and sets `exitCode`.
[[nodiscard]] std::optional<CommandLine> parseCommandLine(int argc, char** argv, int& exitCode);

} // namespace lookalike
