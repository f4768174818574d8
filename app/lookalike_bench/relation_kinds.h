// SPDX-License-Identifier: GPL-3.0-or-later
// Copies that are the same photo, and pairs that only look like it.
#pragma once

#include "core/image/image.h"

#include <cstdint>
#include <functional>
#include <string>
#include <utility>
#include <vector>

namespace lookalike {

enum class KindGroup {
    Common,   ///< must be found
    HalfCrop, ///< half of the area or a little more is left
    DeepCrop, ///< about a third of the area is left
};

[[nodiscard]] inline const char* groupName(KindGroup group) noexcept
{
    return group == KindGroup::Common ? "common"
                                      : (group == KindGroup::HalfCrop ? "half_crop" : "deep_crop");
}

/// One thing that is done to a photo. What is random follows from the seed. Any thread.
struct CopyKind {
    std::string name;
    KindGroup group = KindGroup::Common;
    std::function<Image(const Image&, std::uint64_t seed)> apply;
};
[[nodiscard]] std::vector<CopyKind> copyKinds();

/// Two pictures made from two different photos that share much and are not the same photo.
struct LookalikeKind {
    std::string name;
    std::function<std::pair<Image, Image>(const Image&, const Image&, std::uint64_t seed)> apply;
};
[[nodiscard]] std::vector<LookalikeKind> lookalikeKinds();

} // namespace lookalike
