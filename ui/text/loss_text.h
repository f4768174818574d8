// SPDX-License-Identifier: GPL-3.0-or-later
// What would be lost with a photo, and what belongs to it, in words. GUI thread.
#pragma once

#include "core/duplicates/review/duplicate_group.h"
#include "core/image/metadata_merge.h"

#include <QString>

namespace lookalike::text {

/// "Lost with IMG_2.jpg: date, keywords (lake)." Empty where nothing is. `kept` is the photo that
/// stays.
[[nodiscard]] QString losses(const std::vector<KeeperLoss>& losses,
                             const std::filesystem::path& kept);
/// "keywords (lake)".
[[nodiscard]] QString loss(const KeeperLoss& loss);
/// "keywords": what a sidecar takes up.
[[nodiscard]] QString mergedField(MergedField field);
/// "sidecar", "video": what lies next to a photo.
[[nodiscard]] QString companion(CompanionKind kind);

} // namespace lookalike::text
