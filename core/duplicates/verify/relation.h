// SPDX-License-Identifier: GPL-3.0-or-later
// What two pictures are to each other, and what shows it.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace lookalike {

/// Numbers are stored in the catalog and never reused. All but SimilarShot say "the same photo" and
/// are only given after verification. Where several apply (a crop that was also re-compressed), the
/// one that changes most is named: Edited before Cropped before Rotated before Resized before
/// Recompressed; the evidence tells the rest.
enum class Relation : std::uint8_t {
    IdenticalFile = 0,   ///< byte for byte
    IdenticalPixels = 1, ///< every page and frame, with alpha and at full depth; other bytes
    Resized = 2,         ///< the same picture with more or fewer pixels
    Recompressed = 3,    ///< the same size, pixels differ as lossy coding makes them
    Cropped = 4,         ///< one shows a part of the other
    Rotated = 5,         ///< turned or mirrored
    Edited = 6,          ///< exposure, colour, filter, text, border
    RawJpegPair = 7,     ///< a camera's raw file and the JPEG it wrote beside it
    SimilarShot = 8,     ///< another photo of the same scene: a burst, a bracket
};
inline constexpr int kRelationCount = 9;

/// A stable lower-case name for JSON and filters ("identical_file", "raw_jpeg_pair").
[[nodiscard]] const char* relationName(Relation relation) noexcept;
[[nodiscard]] std::optional<Relation> parseRelation(std::string_view name) noexcept;

/// Which picture of a pair is an enlargement of the other: it has more pixels and no finer detail.
enum class Enlarged : std::uint8_t { None = 0, First = 1, Second = 2 };

/// What verification found out about a pair (first, second). Coordinates are fractions of the
/// upright picture's width and height, 0 to 1, from its top left corner.
struct RelationEvidence {
    Relation relation = Relation::SimilarShot;
    float score = 0;      ///< agreement of the aligned pictures, 0 to 1; 1 where they are identical
    float cosine = 0;     ///< of the embeddings; 0 where there are none
    float difference = 0; ///< mean absolute difference of the aligned pixels, 0 to 255
    float firstShown = 1; ///< part of the first picture's area that the second shows
    float secondShown = 1; ///< and the other way round
    float scale = 1;       ///< second's pixels to the first's, a side
    float rotation = 0;    ///< degrees clockwise that the second is turned against the first
    bool mirrored = false;
    Enlarged enlarged = Enlarged::None; ///< only looked for where the metadata suggests it
    /// Row-major homography from the second's coordinates to the first's.
    std::array<double, 9> secondToFirst{1, 0, 0, 0, 1, 0, 0, 0, 1};

    bool operator==(const RelationEvidence&) const = default;
};

/// As bytes for the catalog, and back; nothing where the bytes are no evidence.
[[nodiscard]] std::string packEvidence(const RelationEvidence& evidence);
[[nodiscard]] std::optional<RelationEvidence> unpackEvidence(std::string_view bytes);

/// The same evidence seen from the other picture.
[[nodiscard]] RelationEvidence reversed(const RelationEvidence& evidence);

} // namespace lookalike
