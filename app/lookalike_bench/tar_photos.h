// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/image/image.h"

#include <filesystem>
#include <vector>

namespace lookalike {

/// The pictures in a plain tar file (ustar), decoded, in its order, every `step`-th of them until
/// there are `most`. What is no picture is skipped. Fails as reading files does, and with Broken
/// where an entry's size makes no sense.
[[nodiscard]] Result<std::vector<Image>> readTarPhotos(const std::filesystem::path& tar,
                                                       std::size_t step, std::size_t most);

} // namespace lookalike
