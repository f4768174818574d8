// SPDX-License-Identifier: GPL-3.0-or-later
// Copying the files of a model directory.
#pragma once

#include "core/base/result.h"
#include "core/encode/hub/byte_progress.h"
#include "core/encode/hub/model_record.h"
#include "core/encode/model_directory.h"

#include <cstdint>
#include <filesystem>
#include <stop_token>
#include <vector>

namespace lookalike {

/// Returns the files of a directory that a model needs, and its tokenizer and a licence text if
/// they are there.
[[nodiscard]] std::vector<std::filesystem::path> filesToCopy(const ModelDirectory& model);

/// Copies and hashes a file; reads the copy back and compares it. `before` bytes of the model were
/// copied already. Fails with Changed where the file changed meanwhile, and with Cancelled.
[[nodiscard]] Result<FileRecord> copyChecked(const std::filesystem::path& from,
                                             const std::filesystem::path& to, std::uint64_t before,
                                             ByteProgress& progress, const std::stop_token& stop);

} // namespace lookalike
