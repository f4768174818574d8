// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <nlohmann/json.hpp>

#include <cstdint>
#include <filesystem>

namespace lookalike {

/// Reads a JSON file of at most `maxBytes` whose nesting depth is at most 32. Any thread.
[[nodiscard]] Result<nlohmann::json> readJsonFile(const std::filesystem::path& path,
                                                  std::uint64_t maxBytes);

/// Writes a JSON file atomically. Replaces invalid UTF-8. Any thread.
[[nodiscard]] Result<> writeJsonFile(const std::filesystem::path& path,
                                     const nlohmann::ordered_json& json);

} // namespace lookalike
