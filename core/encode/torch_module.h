// SPDX-License-Identifier: GPL-3.0-or-later
// The only function of the module lookalike_torch, which loads LibTorch into the process.
#pragma once

#include "core/encode/model_directory.h"

namespace lookalike {

/// Program and module must come from the same build, because they exchange C++ objects.
inline constexpr int kTorchModuleVersion = 3;

struct TorchModuleCall {
    int version = kTorchModuleVersion;
    const ModelDirectory* model = nullptr;
    const EncoderOptions* options = nullptr;
    Result<std::shared_ptr<const Encoder>> encoder = fail(
        ErrorCode::Conflict, "The LibTorch module belongs to another version of the program"_msg);
};

/// Fills call->encoder. Does not throw.
using TorchModuleEntry = void (*)(TorchModuleCall* call);
inline constexpr const char* kTorchModuleSymbol = "lookalike_create_encoder";

} // namespace lookalike
