// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/duplicates/verify/relation_classifier.h"

#include "core/duplicates/verify/tone_changes.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace lookalike {

namespace {

struct Geometry {
    double rotation = 0; ///< clockwise rotation of the second, degrees
    double scale = 1;    ///< second's pixels per first's pixel, along a side
};

/// Computed in full pixels, because a rotation mixes the fractions of width and height.
Geometry geometryOf(const VerifiablePicture& first, const VerifiablePicture& second,
                    const Alignment& alignment)
{
    const Homography pixels =
        composed(scaling(first.fullWidth, first.fullHeight),
                 composed(alignment.secondToFirst,
                          scaling(1.0 / second.fullWidth, 1.0 / second.fullHeight)));
    auto d = derivative(pixels, {second.fullWidth / 2.0, second.fullHeight / 2.0});
    // A mirrored second picture is the first's mirror image, then rotated.
    if (alignment.mirrored) {
        d[0] = -d[0];
        d[1] = -d[1];
    }
    Geometry geometry;
    geometry.rotation = std::atan2(d[1] - d[2], d[0] + d[3]) * 180 / std::numbers::pi;
    geometry.scale = 1 / std::sqrt(std::max(1e-9, std::abs(d[0] * d[3] - d[1] * d[2])));
    return geometry;
}

constexpr double kShownWhole = 0.98;
constexpr double kLeastTilt = 0.5; ///< degrees

/// Returns true if the copy was changed beyond moving, cropping and compressing its pixels.
bool isEdited(const PictureComparison& c)
{
    const double middle = c.toneGain * 128 + c.toneOffset - 128;
    const bool toned = c.toneGain < 0.91 || c.toneGain > 1.1 || std::abs(middle) > 7;
    const bool filtered = c.sharpness < 0.7 || c.sharpness > 1.4;
    const bool framed = c.tilt < kLeastTilt && ((c.borderOnFirst && c.firstShown < kShownWhole) ||
                                                (c.borderOnSecond && c.secondShown < kShownWhole));
    const bool retouched = c.changed > 0.01 || c.localChange > kLocalChange;
    return toned || filtered || framed || retouched || c.chromaDifference > 3.5;
}

/// The corners of one picture are plain where the other shows nothing. Of two such pictures, none
/// is the original of the other.
Tilted tiltedOf(const PictureComparison& c)
{
    if (c.tilt < kLeastTilt || c.borderOnFirst == c.borderOnSecond)
        return Tilted::None;
    return c.borderOnFirst ? Tilted::First : Tilted::Second;
}

} // namespace

RelationEvidence evidenceOf(const VerifiablePicture& first, const VerifiablePicture& second,
                            const PictureComparison& c, bool sameStem)
{
    const Geometry geometry = geometryOf(first, second, c.alignment);
    RelationEvidence evidence;
    evidence.score = static_cast<float>(
        std::clamp((c.textured < 0.03 ? 1.0 : c.agreement) * (1 - c.changed), 0.0, 1.0));
    evidence.difference = static_cast<float>(c.difference);
    evidence.firstShown = static_cast<float>(c.firstShown);
    evidence.secondShown = static_cast<float>(c.secondShown);
    evidence.scale = static_cast<float>(geometry.scale);
    evidence.rotation = static_cast<float>(geometry.rotation);
    evidence.mirrored = c.alignment.mirrored;
    evidence.secondToFirst = c.alignment.secondToFirst;
    evidence.tilted = tiltedOf(c);

    const bool turned = c.alignment.mirrored || std::abs(geometry.rotation) > 1;
    // Rotating a picture within its frame cuts off corners, which does not count as a crop.
    const double corners =
        0.9 * std::abs(std::sin(2 * geometry.rotation * std::numbers::pi / 180)) / 2;
    const double shown = std::min(c.firstShown, c.secondShown);
    const bool oneIsRaw = (first.format == ImageFormat::Raw) != (second.format == ImageFormat::Raw);
    if (oneIsRaw && !turned && shown > (sameStem ? 0.8 : 0.95))
        evidence.relation = Relation::RawJpegPair;
    else if (isEdited(c))
        evidence.relation = Relation::Edited;
    else if (evidence.tilted == Tilted::None && shown < kShownWhole - corners)
        evidence.relation = Relation::Cropped;
    else if (turned || evidence.tilted != Tilted::None)
        evidence.relation = Relation::Rotated;
    else if (first.fullWidth != second.fullWidth || first.fullHeight != second.fullHeight)
        evidence.relation = Relation::Resized;
    else
        evidence.relation = Relation::Recompressed;
    return evidence;
}

} // namespace lookalike
