// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/encode/torch/torch_encoder.h"
#include "core/encode/torch_module.h"

#include <exception>

#ifdef _WIN32
#define LOOKALIKE_EXPORT __declspec(dllexport)
#else
#define LOOKALIKE_EXPORT __attribute__((visibility("default")))
#endif

extern "C" LOOKALIKE_EXPORT void lookalike_create_encoder(lookalike::TorchModuleCall* call)
{
    using namespace lookalike;
    if (call->version != kTorchModuleVersion)
        return;
    try {
        call->encoder = makeTorchEncoder(*call->model, *call->options);
    } catch (const std::exception& exception) {
        call->encoder =
            fail(ErrorCode::Internal, "The model cannot be loaded: %1"_msg(exception.what()),
                 call->model->path);
    }
}
