// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/lookalike_cli/command.h"
#include "core/library/photo_library.h"

#include <memory>

namespace lookalike::cli {

/// The decoder options that the global options ask for.
[[nodiscard]] DecoderOptions decoderOptions(const GlobalOptions& global);
/// Opens the library that the global options name.
[[nodiscard]] Result<std::unique_ptr<PhotoLibrary>> openLibrary(const GlobalOptions& global,
                                                                bool mustExist);
/// Opens only the encoder, for commands that need no catalog.
[[nodiscard]] Result<std::shared_ptr<const Encoder>> openEncoder(const GlobalOptions& global,
                                                                 const std::string& model);
/// Prints the encoder's warning, such as a slow BLAS library, on standard error.
void printWarning(const EncoderInfo& info);

} // namespace lookalike::cli
