// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/library/build_versions.h"

namespace lookalike {

std::vector<UsedLibrary> usedLibraries()
{
    std::vector<UsedLibrary> all{
        {"LibTorch", LOOKALIKE_WITH_TORCH, "BSD-3-Clause"},
        {"OpenCV", LOOKALIKE_WITH_OPENCV, "Apache-2.0"},
        {"SQLite", LOOKALIKE_WITH_SQLITE, "Public domain"},
        {"SQLiteCpp", LOOKALIKE_WITH_SQLITECPP, "MIT"},
        {"libheif", LOOKALIKE_WITH_HEIF, "LGPL-3.0-or-later"},
        {"LibRaw", LOOKALIKE_WITH_RAW, "LGPL-2.1-only OR CDDL-1.0"},
        {"libjxl", LOOKALIKE_WITH_JPEGXL, "BSD-3-Clause"},
        {"libjpeg-turbo", LOOKALIKE_WITH_JPEG, "IJG AND BSD-3-Clause"},
        {"libpng", LOOKALIKE_WITH_PNG, "libpng-2.0"},
        {"libtiff", LOOKALIKE_WITH_TIFF, "libtiff"},
        {"libwebp", LOOKALIKE_WITH_WEBP, "BSD-3-Clause"},
        {"GIFLIB", LOOKALIKE_WITH_GIF, "MIT"},
        {"OpenJPEG", LOOKALIKE_WITH_OPENJPEG, "BSD-2-Clause"},
        {"Little CMS", LOOKALIKE_WITH_LCMS, "MIT"},
        {"Exiv2", LOOKALIKE_WITH_EXIV2, "GPL-2.0-or-later"},
        {"OpenSSL", LOOKALIKE_WITH_OPENSSL, "Apache-2.0"},
        {"utf8proc", LOOKALIKE_WITH_UTF8PROC, "MIT"},
        {"xxHash", LOOKALIKE_WITH_XXHASH, "BSD-2-Clause"},
        {"zlib", LOOKALIKE_WITH_ZLIB, "Zlib"},
        {"Highway", LOOKALIKE_WITH_HWY, "Apache-2.0"},
        {"libcurl", LOOKALIKE_WITH_CURL, "curl"},
        {"nlohmann/json", LOOKALIKE_WITH_JSON, "MIT"},
        {"spdlog", LOOKALIKE_WITH_SPDLOG, "MIT"},
        {"CLI11", LOOKALIKE_WITH_CLI11, "BSD-3-Clause"},
        {"tl::expected", LOOKALIKE_WITH_EXPECTED, "CC0-1.0"},
    };
    // An optional one that is not there has no version.
    std::erase_if(all, [](const UsedLibrary& library) { return library.version.empty(); });
    return all;
}

} // namespace lookalike
