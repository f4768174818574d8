// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/lookalike_cli/command.h"
#include "core/library/photo_library.h"

#include <memory>

namespace lookalike::cli {

/// How the global options want pictures decoded.
[[nodiscard]] DecoderOptions decoderOptions(const GlobalOptions& global);
/// Opens the library that the global options name.
[[nodiscard]] Result<std::unique_ptr<PhotoLibrary>> openLibrary(const GlobalOptions& global,
                                                                bool mustExist);
/// The encoder alone, for commands that need no catalog.
[[nodiscard]] Result<std::shared_ptr<const Encoder>> openEncoder(const GlobalOptions& global,
                                                                 const std::string& model);
/// Tells on standard error what the user should know of the encoder (a slow BLAS, say).
void printWarning(const EncoderInfo& info);

} // namespace lookalike::cli
