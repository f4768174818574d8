// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/duplicates/relation.h"

#include <cmath>
#include <utility>

namespace lookalike {

namespace {

constexpr std::array<const char*, kRelationCount> kNames{
    "identical_file", "identical_pixels", "resized",       "recompressed", "cropped",
    "rotated",        "edited",           "raw_jpeg_pair", "similar_shot"};

/// Inverse of a 3 x 3 matrix, scaled so that its last entry is 1; the identity where there is none.
std::array<double, 9> inverse(const std::array<double, 9>& m)
{
    const std::array<double, 9> adjugate{
        m[4] * m[8] - m[5] * m[7], m[2] * m[7] - m[1] * m[8], m[1] * m[5] - m[2] * m[4],
        m[5] * m[6] - m[3] * m[8], m[0] * m[8] - m[2] * m[6], m[2] * m[3] - m[0] * m[5],
        m[3] * m[7] - m[4] * m[6], m[1] * m[6] - m[0] * m[7], m[0] * m[4] - m[1] * m[3]};
    const double determinant = m[0] * adjugate[0] + m[1] * adjugate[3] + m[2] * adjugate[6];
    if (std::abs(determinant) < 1e-12 || std::abs(adjugate[8]) < 1e-12)
        return {1, 0, 0, 0, 1, 0, 0, 0, 1};
    std::array<double, 9> result{};
    for (std::size_t i = 0; i < result.size(); ++i)
        result[i] = adjugate[i] / adjugate[8];
    return result;
}

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
