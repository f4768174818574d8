// SPDX-License-Identifier: GPL-3.0-or-later
// What would be lost with a photo, and what belongs to it, in words. GUI thread.
#pragma once

#include "core/duplicates/review/duplicate_group.h"
#include "core/image/metadata_merge.h"

#include <QString>

namespace lookalike::text {

/// "Would be lost: the rating, which IMG_2.jpg has." Empty where nothing is.
[[nodiscard]] QString losses(const DuplicateGroup& group);
/// "the keywords, which IMG_2.jpg has (lake)".
[[nodiscard]] QString loss(const KeeperLoss& loss);
/// "keywords": what a sidecar takes up.
[[nodiscard]] QString mergedField(MergedField field);
/// "sidecar", "video": what lies next to a photo.
[[nodiscard]] QString companion(CompanionKind kind);

} // namespace lookalike::text
