// SPDX-License-Identifier: GPL-3.0-or-later
// How cameras, phones and programs name the files that belong to a photo. Pure functions of names;
// any thread.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace lookalike {

/// The parts of a photo's file name.
struct PhotoName {
    std::string name;   ///< "IMG_1(2).jpg"
    std::string stem;   ///< "IMG_1(2)"
    std::string number; ///< "(2)"; empty if there is none
    std::string plain;  ///< "IMG_1.jpg": the name without the number
};
[[nodiscard]] PhotoName photoName(const std::string& name);

/// Returns true if `other` is the photo's name, with or without its extension, plus an extension of
/// its own: "IMG_1.xmp" and "IMG_1.jpg.xmp" for "IMG_1.jpg".
[[nodiscard]] bool hasNameOf(const PhotoName& photo, std::string_view other);

/// Returns true if `other` is a JSON file named after the photo: "IMG_1.jpg.json", "IMG_1.json", or
/// Google Takeout's "IMG_1.jpg.supplemental-metadata.json", also with that word or a long name
/// truncated, and "IMG_1.jpg.supplemental-metadata(2).json" for "IMG_1(2).jpg".
[[nodiscard]] bool isJsonFor(const PhotoName& photo, std::string_view other);

/// Returns true if `other` holds a phone's edits of the photo: "IMG_1234.AAE" for "IMG_1234.HEIC"
/// and for the edited picture "IMG_E1234.HEIC"; "IMG_O1234.AAE" for both.
[[nodiscard]] bool isEditFor(const PhotoName& photo, std::string_view other);

/// Returns the prefixes that the names of such files have.
[[nodiscard]] std::vector<std::string> companionPrefixes(const PhotoName& photo);

} // namespace lookalike
