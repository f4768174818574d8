// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/library/photo_transfers.h"

#include <QString>
#include <filesystem>

namespace lookalike::text {

/// "Moved 12 photos (34 MB) to Holiday. Left in place: 1 photo."
[[nodiscard]] QString transferred(const TransferOutcome& outcome,
                                  const std::filesystem::path& folder);
/// "12 photos are back in their folders.", "Removed the copies of 12 photos."
[[nodiscard]] QString transferUndone(const TransferOutcome& outcome);
/// What to consider before photos leave the library.
[[nodiscard]] QString leavesLibrary(const TransferPreview& preview,
                                    const std::filesystem::path& folder);
/// Photos that were asked for and did not go, less those that a stop left.
[[nodiscard]] std::uint64_t failedPhotos(const TransferOutcome& outcome);

} // namespace lookalike::text
