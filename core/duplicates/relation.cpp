// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/duplicates/relation.h"

#include "core/duplicates/homography.h"

#include <utility>

namespace lookalike {

namespace {

constexpr std::array<const char*, kRelationCount> kNames{
    "identical_file", "identical_pixels", "resized",       "recompressed", "cropped",
    "rotated",        "edited",           "raw_jpeg_pair", "similar_shot"};

} // namespace

const char* relationName(Relation relation) noexcept
{
    return kNames[static_cast<std::size_t>(relation)];
}

std::optional<Relation> parseRelation(std::string_view name) noexcept
{
    for (std::size_t i = 0; i < kNames.size(); ++i) {
        if (name == kNames[i])
            return static_cast<Relation>(i);
    }
    return {};
}

PairEvidence reversed(const PairEvidence& evidence)
{
    PairEvidence other = evidence;
    std::swap(other.firstShown, other.secondShown);
    other.scale = evidence.scale > 0 ? 1 / evidence.scale : 1;
    // A mirrored picture that is turned clockwise turns its mirror image clockwise, too.
    other.rotation = evidence.mirrored ? evidence.rotation : -evidence.rotation;
    other.secondToFirst = inverse(evidence.secondToFirst);
    return other;
}

} // namespace lookalike
