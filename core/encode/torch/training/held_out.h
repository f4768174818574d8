// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <cstdint>
#include <span>
#include <vector>

namespace lookalike::training {

/// Which photos a run learns from and by which it is measured. Indices, ascending.
struct TuningSplit {
    std::vector<std::int64_t> training;
    std::vector<std::int64_t> heldOut;       ///< by which a run is measured
    std::vector<std::int64_t> heldOutOthers; ///< without a label
};

/// Holds out a share of each label's photos and of those without one (label -1). Photos with the
/// same number in `copies`, an index of a photo, stay on one side, as do, with `keepLabels`, those
/// of one label: otherwise what was trained on would be measured. Labels of fewer than four
/// different photos are trained on alone. Fails with InvalidArgument where nothing is left for one
/// of the sides.
[[nodiscard]] Result<TuningSplit> splitForTuning(std::span<const std::int64_t> labels,
                                                 std::span<const std::int64_t> copies, double share,
                                                 bool keepLabels, std::uint64_t seed);

} // namespace lookalike::training
