// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/duplicates/verify/relation.h"

#include "core/duplicates/verify/homography.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <utility>

namespace lookalike {

namespace {

constexpr std::array<const char*, kRelationCount> kRelationNames{
    "identical_file", "identical_pixels", "resized",       "recompressed", "cropped",
    "rotated",        "edited",           "raw_jpeg_pair", "similar_shot"};

constexpr std::size_t kNumbers = 7; ///< number of floats in packed evidence

// The places of the values in the byte of flags.
constexpr unsigned kEnlargedShift = 1;
constexpr unsigned kSharpenedShift = 3;
constexpr unsigned kTiltedShift = 5;

/// Names the other picture of the pair.
template <class Which>
Which otherOne(Which which)
{
    if (which == Which::None)
        return which;
    return which == Which::First ? Which::Second : Which::First;
}

} // namespace

const char* relationName(Relation relation) noexcept
{
    return kRelationNames[static_cast<std::size_t>(relation)];
}

std::optional<Relation> parseRelation(std::string_view name) noexcept
{
    for (std::size_t i = 0; i < kRelationNames.size(); ++i) {
        if (name == kRelationNames[i])
            return static_cast<Relation>(i);
    }
    return {};
}

bool isFirstEnlarged(const RelationEvidence& evidence)
{
    return evidence.enlarged == Enlarged::First || evidence.tilted == Tilted::First;
}

bool isSecondEnlarged(const RelationEvidence& evidence)
{
    return evidence.enlarged == Enlarged::Second || evidence.tilted == Tilted::Second;
}

bool isReworked(const RelationEvidence& evidence)
{
    constexpr double kQuarter = 90;
    constexpr double kTurned = 0.5;
    const double degrees = std::remainder(double{evidence.rotation}, kQuarter);
    return evidence.relation == Relation::Edited ||
           (evidence.relation == Relation::Rotated && std::abs(degrees) > kTurned);
}

RelationEvidence identicalFiles()
{
    RelationEvidence identical;
    identical.relation = Relation::IdenticalFile;
    identical.score = 1;
    identical.cosine = 1;
    return identical;
}

std::string packEvidence(const RelationEvidence& evidence)
{
    const std::array<float, kNumbers> numbers{
        evidence.score,       evidence.cosine, evidence.difference, evidence.firstShown,
        evidence.secondShown, evidence.scale,  evidence.rotation};
    std::string bytes;
    bytes += static_cast<char>(evidence.relation);
    bytes += static_cast<char>(unsigned{evidence.mirrored} |
                               static_cast<unsigned>(evidence.enlarged) << kEnlargedShift |
                               static_cast<unsigned>(evidence.sharpened) << kSharpenedShift |
                               static_cast<unsigned>(evidence.tilted) << kTiltedShift);
    bytes.append(reinterpret_cast<const char*>(numbers.data()), sizeof numbers);
    bytes.append(reinterpret_cast<const char*>(evidence.secondToFirst.data()),
                 sizeof evidence.secondToFirst);
    return bytes;
}

std::optional<RelationEvidence> unpackEvidence(std::string_view bytes)
{
    RelationEvidence evidence;
    std::array<float, kNumbers> numbers{};
    if (bytes.size() != 2 + sizeof numbers + sizeof evidence.secondToFirst)
        return {};
    const auto relation = static_cast<std::uint8_t>(bytes[0]);
    if (relation >= kRelationCount)
        return {};
    evidence.relation = static_cast<Relation>(relation);
    const auto flags = static_cast<std::uint8_t>(bytes[1]);
    const unsigned enlarged = flags >> kEnlargedShift & 3U;
    const unsigned sharpened = flags >> kSharpenedShift & 3U;
    const unsigned tilted = flags >> kTiltedShift;
    if (enlarged > 2 || sharpened > 2 || tilted > 2)
        return {};
    evidence.mirrored = (flags & 1U) != 0;
    evidence.enlarged = static_cast<Enlarged>(enlarged);
    evidence.sharpened = static_cast<Sharpened>(sharpened);
    evidence.tilted = static_cast<Tilted>(tilted);
    std::memcpy(numbers.data(), bytes.data() + 2, sizeof numbers);
    std::memcpy(evidence.secondToFirst.data(), bytes.data() + 2 + sizeof numbers,
                sizeof evidence.secondToFirst);
    const auto finite = [](auto value) { return std::isfinite(value); };
    if (!std::all_of(numbers.begin(), numbers.end(), finite) ||
        !std::all_of(evidence.secondToFirst.begin(), evidence.secondToFirst.end(), finite))
        return {};
    evidence.score = numbers[0];
    evidence.cosine = numbers[1];
    evidence.difference = numbers[2];
    evidence.firstShown = numbers[3];
    evidence.secondShown = numbers[4];
    evidence.scale = numbers[5];
    evidence.rotation = numbers[6];
    return evidence;
}

RelationEvidence reversed(const RelationEvidence& evidence)
{
    RelationEvidence other = evidence;
    std::swap(other.firstShown, other.secondShown);
    other.enlarged = otherOne(evidence.enlarged);
    other.sharpened = otherOne(evidence.sharpened);
    other.tilted = otherOne(evidence.tilted);
    other.scale = evidence.scale > 0 ? 1 / evidence.scale : 1;
    // A mirrored picture that is rotated clockwise also rotates its mirror image clockwise.
    other.rotation = evidence.mirrored ? evidence.rotation : -evidence.rotation;
    other.secondToFirst = inverse(evidence.secondToFirst);
    return other;
}

} // namespace lookalike
