// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/encode/hub/hub.h"
#include "core/encode/hub/model_record.h"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <stop_token>

namespace lookalike {

/// Fetches one file of a model into `folder` under its name. It appears there whole and checked, or
/// not at all: bytes go to NAME.part, which a later call goes on with, are hashed as they come, and
/// what does not match is thrown away and fetched once more. `onBytes` gets how much of the file is
/// there, on this thread. A file that is there already is checked and kept.
[[nodiscard]] Result<FileRecord> downloadFile(const RemoteModel& model, const RemoteFile& file,
                                              const std::filesystem::path& folder,
                                              const HubOptions& options,
                                              const std::function<void(std::uint64_t)>& onBytes,
                                              const std::stop_token& stop);

} // namespace lookalike
