// SPDX-License-Identifier: GPL-3.0-or-later
// What would be lost with the copies of a photo that are not kept. Any thread.
#pragma once

#include "core/duplicates/review/keeper.h"

#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <vector>

namespace lookalike {

/// What would go with a copy that is not kept.
enum class KeeperLossKind : std::uint8_t {
    Date,
    Place,
    Camera,
    Rating,
    Pixels,
    Animation,
    Pages,
    Transparency,
    BitDepth,
    GainMap,
    SecondPicture,
    DepthMap,
    Keywords,
    Title,
    Caption,
    Faces,
    PlaceName,
    Video,         ///< inside the file
    RawBeside,     ///< from here on: companion files
    PictureBeside, ///< the picture of a raw file
    VideoBeside,
    SidecarBeside,
    JsonBeside,
    EditsBeside
};
struct KeeperLoss {
    KeeperLossKind kind = KeeperLossKind::Date;
    std::filesystem::path holder; ///< the first of the others that has it
    std::string detail = {};      ///< the words that would be lost; may be empty. Hostile text.
};

/// What the others have and the keeper lacks: metadata, pixels, parts inside the file, and
/// companion files.
[[nodiscard]] std::vector<KeeperLoss> keeperLosses(const KeeperCandidate& keeper,
                                                   std::span<const KeeperCandidate> others);

} // namespace lookalike
