// SPDX-License-Identifier: GPL-3.0-or-later
// The program's log. Messages pass through displayText(), so that a file name can neither forge nor
// reorder lines. Any thread.
#pragma once

#include "core/base/result.h"

#include <filesystem>
#include <string>
#include <string_view>

namespace lookalike {

enum class LogLevel { Debug, Info, Warning, Error, Off };

struct LogOptions {
    std::filesystem::path folder; ///< created if missing; empty: no log file
    /// The name of the program. The file is NAME.log; two older ones are kept.
    std::string name = "lookalike";
    LogLevel fileLevel = LogLevel::Info;
    LogLevel stderrLevel = LogLevel::Warning;
};

/// Starts logging. Before that, and if the file cannot be written (the error gives the reason),
/// warnings only go to standard error.
[[nodiscard]] Result<> startLog(const LogOptions& options);

void logDebug(std::string_view message);
void logInfo(std::string_view message);
void logWarning(std::string_view message);
void logError(std::string_view message);

} // namespace lookalike
