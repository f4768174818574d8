// SPDX-License-Identifier: GPL-3.0-or-later
// The program's log. Messages pass through displayText(), so a file name can neither forge a line
// nor reorder one. Any thread.
#pragma once

#include "core/base/result.h"

#include <filesystem>
#include <string>
#include <string_view>

namespace lookalike {

enum class LogLevel { Debug, Info, Warning, Error, Off };

struct LogOptions {
    std::filesystem::path folder; ///< created where missing; empty: no file
    std::string name =
        "lookalike"; ///< of the program; the file is NAME.log, two older ones are kept
    LogLevel fileLevel = LogLevel::Info;
    LogLevel stderrLevel = LogLevel::Warning;
};

/// Starts logging as asked. Before, and where the file cannot be written (the error says why),
/// warnings go to standard error alone.
[[nodiscard]] Result<> startLog(const LogOptions& options);

void logDebug(std::string_view message);
void logInfo(std::string_view message);
void logWarning(std::string_view message);
void logError(std::string_view message);

} // namespace lookalike
