// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/encode/encoder.h"

namespace lookalike {

const char* deviceName(DeviceKind device) noexcept
{
    switch (device) {
    case DeviceKind::Auto:
        return "auto";
    case DeviceKind::Cpu:
        return "cpu";
    case DeviceKind::Cuda:
        return "cuda";
    case DeviceKind::Mps:
        return "mps";
    }
    return "auto";
}

Result<DeviceKind> parseDevice(std::string_view name)
{
    for (const DeviceKind device :
         {DeviceKind::Auto, DeviceKind::Cpu, DeviceKind::Cuda, DeviceKind::Mps})
        if (name == deviceName(device))
            return device;
    return fail(ErrorCode::InvalidArgument,
                "The device \"%1\" is unknown: use auto, cpu, cuda or mps"_msg(name));
}

Result<std::shared_ptr<const TextEncoder>> Encoder::textEncoder(const std::stop_token&) const
{
    return fail(ErrorCode::Unsupported,
                "The model %1 knows pictures alone, not words"_msg(info().space.model));
}

} // namespace lookalike
