// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/lookalike_cli/command.h"
#include "core/catalog/companions.h"
#include "core/catalog/rows.h"

#include <nlohmann/json.hpp>

#include <cstdint>
#include <string>
#include <vector>

namespace lookalike::cli {

/// Keys keep the order in which they are added.
using Json = nlohmann::ordered_json;

/// Prints one line on standard output and flushes it. Invalid UTF-8 is replaced.
void printJson(const Json& object);
/// Prints one line of text on standard output.
void printLine(const std::string& text);
/// Prints one line on standard error: "lookalike-cli: TEXT".
void printError(const std::string& text);
/// Prints the error on standard error and returns the exit status for it.
ExitCode couldNotRun(const Error& error);

/// Adds a path: unchanged if it is valid UTF-8; otherwise in a readable form, with its bytes in
/// hexadecimal under KEY_hex.
void putPath(Json& object, const std::string& key, const std::filesystem::path& path);
/// [{"path": ..., "kind": "sidecar"}]
[[nodiscard]] Json companionsJson(const std::vector<Companion>& companions);
/// The text in double quotes (RFC 4180).
[[nodiscard]] std::string csvField(const std::string& text);

/// Prints a table; the first row is the heading. Columns whose heading begins with '>' are aligned
/// right.
void printTable(const std::vector<std::vector<std::string>>& rows);

[[nodiscard]] std::string fixed(double value, int digits);
[[nodiscard]] std::string humanBytes(std::uint64_t bytes);
/// "1 photo", "2 photos".
[[nodiscard]] std::string countText(std::uint64_t count, const std::string& singular);

/// Prints broken and unreadable files as a list on standard error, or as one JSON event each.
void printFailures(const std::vector<FileRow>& files, bool json);

} // namespace lookalike::cli
