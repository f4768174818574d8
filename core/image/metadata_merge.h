// SPDX-License-Identifier: GPL-3.0-or-later
// Merges metadata from the copies to be removed into the photo to be kept. Pure functions; any
// thread.
#pragma once

#include "core/base/result.h"
#include "core/image/descriptive_metadata.h"

#include <cstdint>
#include <span>
#include <vector>

namespace lookalike {

/// One copy that will be removed.
struct MergeSource {
    DescriptiveMetadata metadata;
    /// True if both pictures show the same frame, stored in the same orientation, so that their
    /// regions can be exchanged.
    bool sameFrame = false;
};

/// A kind of field that a merge can change.
enum class MergedField : std::uint8_t {
    Keywords,
    Albums,
    People,
    Rating,
    Title,
    Caption,
    Date,
    Place,
    PlaceName
};
/// Returns a stable lower-case name for JSON ("keywords", "place_name").
[[nodiscard]] const char* mergedFieldName(MergedField field) noexcept;

/// Returns what a program shows that reads a sidecar on top of the embedded metadata: single fields
/// of the sidecar if it has them, and the words of both.
[[nodiscard]] DescriptiveMetadata withSidecar(DescriptiveMetadata embedded,
                                              const DescriptiveMetadata& sidecar);

/// Returns the keeper's metadata with the additions from `sources`, independent of their order: the
/// words and albums of all, the highest rating (rejections are ignored), titles and captions joined
/// without repetitions, and a date, a place and place names only if the keeper has none. Regions of
/// a different frame only contribute their names. Nothing of the keeper's is lost or changed. Fails
/// with TooLarge if the result exceeds the limits of a sidecar.
[[nodiscard]] Result<DescriptiveMetadata> mergedMetadata(const DescriptiveMetadata& keeper,
                                                         std::span<const MergeSource> sources);

/// Returns the fields in which `after` differs, in enumeration order. If empty, nothing has to be
/// written.
[[nodiscard]] std::vector<MergedField> changedFields(const DescriptiveMetadata& before,
                                                     const DescriptiveMetadata& after);

} // namespace lookalike
