// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/encode/encoder.h"

#include <torch/types.h>

#include <exception>
#include <string>

namespace lookalike {

/// What an exception of LibTorch says, without the list of its own functions.
[[nodiscard]] std::string torchMessage(const std::exception& exception);

/// A device that is there: CUDA, then MPS, then the CPU where `wanted` is Auto; an error where one
/// is asked for by name and missing.
[[nodiscard]] Result<DeviceKind> chooseDevice(DeviceKind wanted);
[[nodiscard]] torch::Device torchDevice(DeviceKind device);

/// "CPU", "Apple GPU", or the name that the CUDA driver gives.
[[nodiscard]] std::string deviceText(DeviceKind device);

/// From now on LibTorch and the BLAS compute on the calling thread alone. With one caller a core
/// that is the fastest way: thread pools of OpenMP and OpenBLAS fight with each other and halve
/// the speed.
void computeOnThisThreadOnly();

} // namespace lookalike
