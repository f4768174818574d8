// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <cstdint>
#include <filesystem>
#include <stop_token>
#include <string>
#include <vector>

namespace lookalike {

/// One file of an installed model at the time of installation.
struct FileRecord {
    std::string name;
    std::uint64_t bytes = 0;
    std::string sha256;
    /// Who vouched for the content: "compiled-in", "hub" (it stated the SHA-256 or git's object
    /// name), "first-use" (only its size was stated), "local" (copied from a folder).
    std::string trust;
};

/// The contents of lookalike.json in an installed model's folder: its origin and its files.
struct ModelRecord {
    std::string id;     ///< "owner/name"; empty for a model from a folder
    std::string commit; ///< 40 hexadecimal digits, or empty
    std::string source; ///< the endpoint or the folder, for the user
    std::string licence;
    std::vector<FileRecord> files;
};

inline constexpr const char* kModelRecordFile = "lookalike.json";

/// Fails with NotFound if the folder has no record. Any thread.
[[nodiscard]] Result<ModelRecord> readModelRecord(const std::filesystem::path& folder);
[[nodiscard]] Result<> writeModelRecord(const std::filesystem::path& folder,
                                        const ModelRecord& record);

/// Returns the size and SHA-256 of a file. Fails with Cancelled after a stop request.
[[nodiscard]] Result<FileRecord> describeFile(const std::filesystem::path& file,
                                              const std::stop_token& stop);

} // namespace lookalike
