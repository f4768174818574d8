// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace lookalike {

/// The name of a file beside another of its name: "IMG_1 (2).jpg" for "IMG_1.jpg". `photo` is the
/// name of the photo that it belongs to: what begins with the photo's name up to the extension gets
/// the number there, so that "IMG_1.jpg.xmp" becomes "IMG_1 (2).jpg.xmp" and still belongs to it.
/// 1 is the name itself. Names are bytes.
[[nodiscard]] std::string numberedName(std::string_view name, std::string_view photo, int number);

} // namespace lookalike
