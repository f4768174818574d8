// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/encode/encoder.h"

#include <torch/types.h>

#include <exception>
#include <string>

namespace lookalike {

/// Returns the message of a LibTorch exception without its stack trace.
[[nodiscard]] std::string torchMessage(const std::exception& exception);

/// Returns an available device. For Auto: CUDA, then MPS, then the CPU. Fails if a device that was
/// requested by name is missing.
[[nodiscard]] Result<DeviceKind> chooseDevice(DeviceKind wanted);
[[nodiscard]] torch::Device torchDevice(DeviceKind device);

/// Returns "CPU", "Apple GPU", or the name reported by the CUDA driver.
[[nodiscard]] std::string deviceText(DeviceKind device);

/// Makes LibTorch and the BLAS compute on the calling thread only from now on. With one caller per
/// core this is fastest: the thread pools of OpenMP and OpenBLAS compete and halve the speed.
void computeOnThisThreadOnly();

} // namespace lookalike
