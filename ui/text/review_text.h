// SPDX-License-Identifier: GPL-3.0-or-later
// What a review of duplicates did, in sentences. GUI thread.
#pragma once

#include "core/duplicates/review/duplicate_review.h"

#include <QString>

namespace lookalike::text {

[[nodiscard]] QString decision(DecisionKind kind);
/// "Remembered: all photos of 2 groups stay."
[[nodiscard]] QString decided(DecisionKind kind, int groups);
/// What the user should know of a scan that has ended. Empty where it is nothing.
[[nodiscard]] QString scanned(const DuplicateScanSummary& summary);
/// "3 photos moved to the trash, 12.4 MB. 1 photo stayed where they are."
[[nodiscard]] QString moved(const TrashReport& report);
/// What an undo put back, and what it could not.
[[nodiscard]] QString putBack(const TrashReport& report);

} // namespace lookalike::text
