// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/encode/encoder.h"
#include "ui/bridge/preferences.h"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace lookalike {

/// The parsed arguments of `lookalike`. Paths are absolute and keep their bytes.
struct CommandLine {
    std::vector<std::filesystem::path> folders;
    std::vector<std::filesystem::path> similarTo;
    std::filesystem::path catalog; ///< empty: the default catalog
    std::string model;
    DeviceKind device = DeviceKind::Auto;
    FixedByCommandLine fixed; ///< given here, overriding the settings of the window
    bool portable = false;
};

/// Parses before Qt is initialised, so that --help needs no display. If the program should exit at
/// once (help, version, wrong usage), prints the text, sets `exitCode` and returns nothing.
[[nodiscard]] std::optional<CommandLine> parseCommandLine(int argc, char** argv, int& exitCode);

} // namespace lookalike
