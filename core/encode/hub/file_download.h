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

/// Downloads one file of a model into `folder` under its name. The file appears there complete and
/// verified, or not at all: the bytes are hashed and written to NAME.part, which a later call
/// resumes; a file that does not match is deleted and downloaded once more. `onBytes` receives the
/// number of bytes present, on this thread. An existing file is verified and kept.
[[nodiscard]] Result<FileRecord> downloadFile(const RemoteModel& model, const RemoteFile& file,
                                              const std::filesystem::path& folder,
                                              const HubOptions& options,
                                              const std::function<void(std::uint64_t)>& onBytes,
                                              const std::stop_token& stop);

} // namespace lookalike
