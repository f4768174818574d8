// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/duplicates/verify/full_picture.h"

namespace lookalike {

FullPicture makeFullPicture(const Image& image)
{
    FullPicture picture{image.width, image.height, {}};
    picture.grey.resize(image.pixels.size() / 3);
    const std::uint8_t* in = image.pixels.data();
    for (std::uint8_t& grey : picture.grey) {
        grey =
            static_cast<std::uint8_t>((299U * in[0] + 587U * in[1] + 114U * in[2] + 500U) / 1000U);
        in += 3;
    }
    return picture;
}

} // namespace lookalike
