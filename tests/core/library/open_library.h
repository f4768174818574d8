// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/library/library_core.h"

#include <memory>
#include <utility>

namespace lookalike::testing {

/// Opens a library that embeds with this encoder.
[[nodiscard]] inline Result<std::unique_ptr<PhotoLibrary>>
openLibrary(const LibraryOptions& options, std::shared_ptr<const Encoder> encoder)
{
    return LibraryCore::open(
        options, [encoder = std::move(encoder)]() -> Result<std::shared_ptr<const Encoder>> {
            return encoder;
        });
}

} // namespace lookalike::testing
