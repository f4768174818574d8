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

/// Keys stay in the order in which they were written.
using Json = nlohmann::ordered_json;

/// One line on standard output, at once. Strings that are not UTF-8 are made so.
void printJson(const Json& object);
/// A line of text on standard output.
void printLine(const std::string& text);
/// A line on standard error: "lookalike-cli: TEXT".
void printError(const std::string& text);
/// The error on standard error; returns what the program then returns.
ExitCode couldNotRun(const Error& error);

/// A path for JSON: as it is where it is UTF-8; otherwise readable, with the bytes in hexadecimal
/// beside it under KEY_hex.
void putPath(Json& object, const std::string& key, const std::filesystem::path& path);
/// [{"path": ..., "kind": "sidecar"}]
[[nodiscard]] Json companionsJson(const std::vector<Companion>& companions);
/// In double quotes (RFC 4180).
[[nodiscard]] std::string csvField(const std::string& text);

/// Lines in columns that are as wide as they need to be; the first row is the heading. Columns
/// whose heading begins with '>' are aligned right.
void printTable(const std::vector<std::vector<std::string>>& rows);

[[nodiscard]] std::string fixed(double value, int digits);
[[nodiscard]] std::string humanBytes(std::uint64_t bytes);
/// "1 photo", "2 photos".
[[nodiscard]] std::string countText(std::uint64_t count, const std::string& singular);

/// Broken and unreadable files: a list for the user on standard error, or one JSON event each.
void printFailures(const std::vector<FileRow>& files, bool json);

} // namespace lookalike::cli
