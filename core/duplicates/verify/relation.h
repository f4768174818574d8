// SPDX-License-Identifier: GPL-3.0-or-later
// The relation between two pictures, and its evidence.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace lookalike {

/// The catalog stores these numbers, so they must never be reused. All except SimilarShot mean "the
/// same photo" and are only assigned after verification. If several apply (a crop that was also
/// re-compressed), the most significant change is named: Edited before Cropped before Rotated
/// before Resized before Recompressed. The evidence tells the rest.
enum class Relation : std::uint8_t {
    IdenticalFile = 0,   ///< byte for byte
    IdenticalPixels = 1, ///< every page and frame, with alpha, at full depth; other bytes
    Resized = 2,         ///< the same picture with more or fewer pixels
    Recompressed = 3,    ///< the same size; pixels differ as by lossy compression
    Cropped = 4,         ///< one shows a part of the other
    Rotated = 5,         ///< rotated or mirrored
    Edited = 6,          ///< exposure, colour, filter, text, border
    RawJpegPair = 7,     ///< a camera's raw file and the JPEG it wrote beside it
    SimilarShot = 8,     ///< another photo of the same scene: a burst, a bracket
};
inline constexpr int kRelationCount = 9;

/// Returns a stable lower-case name for JSON and filters ("identical_file", "raw_jpeg_pair").
[[nodiscard]] const char* relationName(Relation relation) noexcept;
[[nodiscard]] std::optional<Relation> parseRelation(std::string_view name) noexcept;

/// The picture of a pair that is an enlargement of the other: it has more pixels but no finer
/// detail.
enum class Enlarged : std::uint8_t { None = 0, First = 1, Second = 2 };

/// The picture of a pair that is a sharpened copy of the other, of the same size.
enum class Sharpened : std::uint8_t { None = 0, First = 1, Second = 2 };

/// The picture of a pair that was turned by some degrees, which left plain corners around what both
/// show.
enum class Tilted : std::uint8_t { None = 0, First = 1, Second = 2 };

/// The result of verifying a pair (first, second). Coordinates are fractions of the upright
/// picture's width and height, 0 to 1, from its top left corner.
struct RelationEvidence {
    Relation relation = Relation::SimilarShot;
    float score = 0;       ///< agreement of the aligned pictures, 0 to 1; 1 if identical
    float cosine = 0;      ///< of the embeddings; 0 if there are none
    float difference = 0;  ///< mean absolute difference of the aligned pixels, 0 to 255
    float firstShown = 1;  ///< fraction of the first's area that the second shows
    float secondShown = 1; ///< fraction of the second's area that the first shows
    float scale = 1;       ///< second's pixels per first's pixel, along a side
    float rotation = 0;    ///< clockwise rotation of the second against the first, degrees
    bool mirrored = false;
    Enlarged enlarged = Enlarged::None; ///< only examined if the metadata suggest it
    Sharpened sharpened = Sharpened::None;
    Tilted tilted = Tilted::None;
    /// Row-major homography from the second's coordinates to the first's.
    std::array<double, 9> secondToFirst{1, 0, 0, 0, 1, 0, 0, 0, 1};

    bool operator==(const RelationEvidence&) const = default;
};

/// Returns true if more pixels are no merit of this picture: it is an enlargement, or was turned
/// within a larger one.
[[nodiscard]] bool isFirstEnlarged(const RelationEvidence& evidence);
[[nodiscard]] bool isSecondEnlarged(const RelationEvidence& evidence);

/// Returns true if the bytes of the two files do not tell which one is better: a filter or turning
/// by some degrees makes files larger or smaller.
[[nodiscard]] bool isReworked(const RelationEvidence& evidence);

/// Returns the evidence of two files with the same bytes.
[[nodiscard]] RelationEvidence identicalFiles();

/// Serialises evidence for the catalog, and parses it. Parsing returns nothing for invalid bytes.
[[nodiscard]] std::string packEvidence(const RelationEvidence& evidence);
[[nodiscard]] std::optional<RelationEvidence> unpackEvidence(std::string_view bytes);

/// Returns the same evidence with the pictures swapped.
[[nodiscard]] RelationEvidence reversed(const RelationEvidence& evidence);

} // namespace lookalike
