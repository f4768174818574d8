// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <cstdint>
#include <filesystem>
#include <stop_token>
#include <string>
#include <vector>

namespace lookalike {

/// One file of an installed model, as it was when it was installed.
struct FileRecord {
    std::string name;
    std::uint64_t bytes = 0;
    std::string sha256;
    /// Who vouched for it: "compiled-in", "hub" (SHA-256 or git's name, stated by the hub),
    /// "first-use" (only its size was stated), "local" (copied from a folder).
    std::string trust;
};

/// lookalike.json beside an installed model: where it is from and what its files were.
struct ModelRecord {
    std::string id;     ///< "owner/name", or empty for one from a folder
    std::string commit; ///< 40 hexadecimal digits, or empty
    std::string source; ///< the endpoint or the folder, for the user
    std::string licence;
    std::vector<FileRecord> files;
};

inline constexpr const char* kModelRecordFile = "lookalike.json";

/// NotFound where the folder has none. Any thread.
[[nodiscard]] Result<ModelRecord> readModelRecord(const std::filesystem::path& folder);
[[nodiscard]] Result<> writeModelRecord(const std::filesystem::path& folder,
                                        const ModelRecord& record);

/// Size and SHA-256 of a file. Stops at a stop request (ErrorCode::Cancelled).
[[nodiscard]] Result<FileRecord> describeFile(const std::filesystem::path& file,
                                              const std::stop_token& stop);

} // namespace lookalike
