// SPDX-License-Identifier: GPL-3.0-or-later
// The reference fixtures for text encoders: one directory a model, with texts.json.
#pragma once

#include "core/encode/json_file.h"
#include "tests/testing.h"

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <vector>

namespace lookalike::testing {

inline constexpr std::uint64_t kMaxTextsBytes = 16U << 20U;

/// LOOKALIKE_TEXT_FIXTURES, or the shared folder's; empty where there are none.
inline std::filesystem::path textFixturesFolder()
{
    if (const char* folder = std::getenv("LOOKALIKE_TEXT_FIXTURES"); folder != nullptr)
        return std::filesystem::is_directory(folder) ? folder : "";
    const std::filesystem::path shared = sharedFolder() / "text-fixtures";
    return !sharedFolder().empty() && std::filesystem::is_directory(shared)
               ? shared
               : std::filesystem::path();
}

/// Every directory that holds `file`, by name.
inline std::vector<std::filesystem::path> textFixtures(const char* file)
{
    std::vector<std::filesystem::path> fixtures;
    const std::filesystem::path folder = textFixturesFolder();
    if (folder.empty())
        return fixtures;
    for (const auto& entry : std::filesystem::directory_iterator(folder))
        if (std::filesystem::exists(entry.path() / file))
            fixtures.push_back(entry.path());
    std::sort(fixtures.begin(), fixtures.end());
    return fixtures;
}

/// The `model_type` of a fixture; empty where it has no config.json.
inline std::string modelTypeOf(const std::filesystem::path& fixture)
{
    const auto config = readJsonFile(fixture / "config.json", kMaxTextsBytes);
    return config && config->contains("model_type") ? (*config)["model_type"].get<std::string>()
                                                    : std::string();
}

} // namespace lookalike::testing
