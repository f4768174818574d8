// SPDX-License-Identifier: GPL-3.0-or-later
// What verification needs to know of a picture, made once and compared many times.
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

/// Short side to which a picture needs to be decoded at least (DecodeRequest::wantedShortSide).
inline constexpr int kVerifyShortSide = 320;

/// About 200 KB. Filled by makeVerifiablePicture() and not changed afterwards: any number of
/// threads may read it at once.
struct VerifiablePicture {
    /// Where a feature lies, as fractions of the picture's width and height.
    struct Keypoint {
        float x = 0;
        float y = 0;
    };
    static constexpr std::size_t kDescriptorBytes = 128;

    int fullWidth = 0; ///< of the stored picture, upright
    int fullHeight = 0;
    ImageFormat format = ImageFormat::Unknown;
    PictureFacts facts; ///< of the whole file; what follows is of its first page or frame
    ShotFacts shot;     ///< by its metadata
    std::array<std::uint64_t, 8> hashes{}; ///< dctHashOrientations()
    int width = 0;                         ///< of `grey`, at most about 77,000 pixels
    int height = 0;
    std::vector<std::uint8_t> grey; ///< row-major luma
    Image colour;                   ///< the same at about 5,000 pixels
    std::vector<Keypoint> keypoints;
    std::vector<std::uint8_t> descriptors; ///< kDescriptorBytes a keypoint: RootSIFT x 512
    std::uint64_t digest = 0;              ///< of what stands above: gives pairs one fixed order

    [[nodiscard]] std::size_t bytes() const noexcept;
};

/// `image` is upright sRGB, of any scale at or above kVerifyShortSide (smaller where the picture
/// is). Any thread; one picture costs one core 20 ms or so. Fails with InvalidArgument for a null
/// image and with OutOfMemory.
[[nodiscard]] Result<VerifiablePicture> makeVerifiablePicture(const Image& image, int fullWidth,
                                                              int fullHeight, ImageFormat format,
                                                              const PictureFacts& facts = {},
                                                              const ShotFacts& shot = {});

} // namespace lookalike
