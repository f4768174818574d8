// SPDX-License-Identifier: GPL-3.0-or-later
// The data of a picture that verification needs, computed once and compared many times.
#pragma once

#include "core/base/result.h"
#include "core/image/format.h"
#include "core/image/image.h"
#include "core/image/picture_facts.h"
#include "core/image/shot_facts.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace lookalike {

/// The minimum short side for decoding (DecodeRequest::wantedShortSide).
inline constexpr int kVerifyShortSide = 320;

/// Takes about 200 KB. makeVerifiablePicture() fills it, and it does not change afterwards: any
/// number of threads may read it at once.
struct VerifiablePicture {
    /// The position of a feature in fractions of the picture's width and height.
    struct Keypoint {
        float x = 0;
        float y = 0;
    };
    static constexpr std::size_t kDescriptorBytes = 128;

    int fullWidth = 0; ///< of the stored picture, upright
    int fullHeight = 0;
    ImageFormat format = ImageFormat::Unknown;
    PictureFacts facts; ///< of the whole file; the members below describe its first page or frame
    ShotFacts shot;     ///< from its metadata
    std::array<std::uint64_t, 8> hashes{}; ///< result of dctHashOrientations()
    int width = 0;                         ///< of `grey`, at most about 77,000 pixels
    int height = 0;
    std::vector<std::uint8_t> grey; ///< row-major luma
    Image colour;                   ///< the picture at about 5,000 pixels
    std::vector<Keypoint> keypoints;
    std::vector<std::uint8_t> descriptors; ///< kDescriptorBytes per keypoint: RootSIFT x 512
    std::uint64_t digest = 0;              ///< of the members above; gives pairs a fixed order

    [[nodiscard]] std::size_t bytes() const noexcept;
};

/// `image` must be upright sRGB whose short side is at least kVerifyShortSide, unless the picture
/// is smaller. Any thread. Takes about 20 ms of one core. Fails with InvalidArgument for a null
/// image and with OutOfMemory.
[[nodiscard]] Result<VerifiablePicture> makeVerifiablePicture(const Image& image, int fullWidth,
                                                              int fullHeight, ImageFormat format,
                                                              const PictureFacts& facts = {},
                                                              const ShotFacts& shot = {});

} // namespace lookalike
