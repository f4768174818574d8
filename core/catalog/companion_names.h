// SPDX-License-Identifier: GPL-3.0-or-later
// How cameras, telephones and programs name what belongs to a photo. Pure functions of names; any
// thread.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace lookalike {

/// A photo's file name, taken apart.
struct PhotoName {
    std::string name;   ///< "IMG_1(2).jpg"
    std::string stem;   ///< "IMG_1(2)"
    std::string number; ///< "(2)"; empty where there is none
    std::string plain;  ///< "IMG_1.jpg": the name without the number
};
[[nodiscard]] PhotoName photoName(const std::string& name);

/// "IMG_1.xmp" and "IMG_1.jpg.xmp" for "IMG_1.jpg": the other name is the photo's, with or without
/// its ending, and an ending of its own.
[[nodiscard]] bool hasNameOf(const PhotoName& photo, std::string_view other);

/// Whether `other` is a JSON file named for the photo: "IMG_1.jpg.json", "IMG_1.json", or as Google
/// Takeout names it: "IMG_1.jpg.supplemental-metadata.json", that word or a long name cut short,
/// and "IMG_1.jpg.supplemental-metadata(2).json" for "IMG_1(2).jpg".
[[nodiscard]] bool isJsonFor(const PhotoName& photo, std::string_view other);

/// Whether `other` holds what a telephone changed in the photo: "IMG_1234.AAE" for "IMG_1234.HEIC"
/// and for "IMG_E1234.HEIC", the changed picture; "IMG_O1234.AAE" for both.
[[nodiscard]] bool isEditFor(const PhotoName& photo, std::string_view other);

/// What the names of such files begin with.
[[nodiscard]] std::vector<std::string> companionPrefixes(const PhotoName& photo);

} // namespace lookalike
