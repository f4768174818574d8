// SPDX-License-Identifier: GPL-3.0-or-later
// What a photo that stays takes over from its copies that go. Pure functions; any thread.
#pragma once

#include "core/base/result.h"
#include "core/image/descriptive_metadata.h"

#include <cstdint>
#include <span>
#include <vector>

namespace lookalike {

/// One copy that goes.
struct MergeSource {
    DescriptiveMetadata metadata;
    /// Both pictures show the same frame, stored the same way up: a region of one is the same
    /// region of the other.
    bool sameFrame = false;
};

/// A kind of field that a merge changes.
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
/// A stable lower-case name for JSON ("keywords", "place_name").
[[nodiscard]] const char* mergedFieldName(MergedField field) noexcept;

/// What a program shows that reads `sidecar` over what is in the file: the sidecar's single fields
/// where it has them, and the words of both.
[[nodiscard]] DescriptiveMetadata withSidecar(DescriptiveMetadata embedded,
                                              const DescriptiveMetadata& sidecar);

/// The keeper's metadata with what `sources` add, the same for every order of them: words and
/// albums of all, the highest rating (a rejection never counts), titles and captions joined
/// without repeats, and a date, a place and its names only where the keeper has none. People of
/// another frame are added by name. Nothing of the keeper's is lost or changed. Fails with TooLarge
/// where that is more than a sidecar may hold.
[[nodiscard]] Result<DescriptiveMetadata> mergedMetadata(const DescriptiveMetadata& keeper,
                                                         std::span<const MergeSource> sources);

/// In what `after` differs, in the order of the enumeration; empty: there is nothing to write.
[[nodiscard]] std::vector<MergedField> changedFields(const DescriptiveMetadata& before,
                                                     const DescriptiveMetadata& after);

} // namespace lookalike
