// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/lookalike_cli/command.h"
#include "core/library/photo_transfers.h"

#include <cstdint>
#include <optional>

namespace lookalike::cli {

/// Takes back a move or copy of photos, the newest one without a batch, and prints what came back.
[[nodiscard]] ExitCode undoTransfer(PhotoTransfers& transfers, bool json,
                                    std::optional<std::int64_t> batch);
/// Prints one line for each move and copy, newest first.
[[nodiscard]] Result<> listTransfers(PhotoTransfers& transfers, bool json);
/// When the newest one was that can be taken back; nothing without one. Seconds since 1970.
[[nodiscard]] std::optional<std::int64_t> newestTransfer(PhotoTransfers& transfers);

} // namespace lookalike::cli
