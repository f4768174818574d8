// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/library/library_core.h"
#include "tests/core/library/colour_encoder.h"
#include "ui/bridge/library_session.h"

#include <filesystem>
#include <memory>

namespace lookalike::testing {

/// Opens a real library with this encoder, which sees colours alone. Until it has read all photos,
/// searches use `previous`, where there is one.
[[nodiscard]] inline LibrarySession::Opener openerOf(const std::filesystem::path& catalog,
                                                     std::shared_ptr<const Encoder> encoder,
                                                     std::shared_ptr<const Encoder> previous = {})
{
    SpaceEncoderLoader loadPrevious;
    if (previous)
        loadPrevious = [previous](const EmbeddingSpace&) -> Result<std::shared_ptr<const Encoder>> {
            return previous;
        };
    return [=]() -> Result<std::unique_ptr<PhotoLibrary>> {
        LibraryOptions options;
        options.catalog = catalog;
        auto opened = LibraryCore::open(
            options, [=]() -> Result<std::shared_ptr<const Encoder>> { return encoder; },
            loadPrevious);
        if (!opened)
            return fail(opened);
        return std::unique_ptr<PhotoLibrary>(std::move(*opened));
    };
}

} // namespace lookalike::testing
