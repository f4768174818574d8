// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/encode/torch/device.h"

#include <ATen/Parallel.h>
#include <torch/torch.h>

#include <array>

#ifdef _WIN32
#include <windows.h>
#else
#include <dlfcn.h>
#endif

namespace lookalike {
namespace {

/// Returns a function of a loaded library, or null. LibTorch's CUDA libraries may be missing at
/// build time, so the driver is looked up at run time instead of linked.
void* findFunction([[maybe_unused]] const char* library, const char* name)
{
#ifdef _WIN32
    const HMODULE module = GetModuleHandleA(library);
    return module == nullptr ? nullptr : reinterpret_cast<void*>(GetProcAddress(module, name));
#else
    void* handle = library == nullptr ? RTLD_DEFAULT : dlopen(library, RTLD_LAZY | RTLD_NOLOAD);
    return handle == nullptr && library != nullptr ? nullptr : dlsym(handle, name);
#endif
}

} // namespace

std::string torchMessage(const std::exception& exception)
{
    const auto* error = dynamic_cast<const c10::Error*>(&exception);
    std::string text = error != nullptr ? error->what_without_backtrace() : exception.what();
    return text.substr(0, text.find('\n'));
}

Result<DeviceKind> chooseDevice(DeviceKind wanted)
{
    const bool cuda = torch::cuda::is_available();
    const bool mps = at::hasMPS();
    if (wanted == DeviceKind::Auto)
        return cuda ? DeviceKind::Cuda : mps ? DeviceKind::Mps : DeviceKind::Cpu;
    if ((wanted == DeviceKind::Cuda && !cuda) || (wanted == DeviceKind::Mps && !mps))
        return fail(ErrorCode::Unsupported,
                    "There is no usable device \"%1\" here, or this LibTorch was built without "
                    "it; use auto or cpu"_msg(deviceName(wanted)));
    return wanted;
}

torch::Device torchDevice(DeviceKind device)
{
    switch (device) {
    case DeviceKind::Cuda:
        return torch::Device(torch::kCUDA, 0);
    case DeviceKind::Mps:
        return torch::Device(torch::kMPS);
    default:
        return torch::Device(torch::kCPU);
    }
}

std::string deviceText(DeviceKind device)
{
    if (device == DeviceKind::Mps)
        return "Apple GPU";
    if (device != DeviceKind::Cuda)
        return "CPU";
#ifdef _WIN32
    constexpr const char* kDriver = "nvcuda.dll";
#else
    constexpr const char* kDriver = "libcuda.so.1";
#endif
    // CUDA driver API: CUresult cuDeviceGetName(char* name, int length, CUdevice device).
    using DeviceName = int (*)(char*, int, int);
    std::array<char, 256> name{};
    const auto function = reinterpret_cast<DeviceName>(findFunction(kDriver, "cuDeviceGetName"));
    if (function != nullptr && function(name.data(), static_cast<int>(name.size()), 0) == 0)
        return displayText(name.data());
    return "CUDA GPU";
}

void computeOnThisThreadOnly()
{
#ifndef _WIN32
    // OpenBLAS has one setting per process; Debian's build uses its own thread pool.
    static const bool openBlasSet = [] {
        using SetThreads = void (*)(int);
        const auto function =
            reinterpret_cast<SetThreads>(findFunction(nullptr, "openblas_set_num_threads"));
        if (function != nullptr)
            function(1);
        return function != nullptr;
    }();
    static_cast<void>(openBlasSet);
#endif
    // OpenMP's number of threads belongs to the calling thread.
    thread_local const bool torchSet = [] {
        at::set_num_threads(1);
        return true;
    }();
    static_cast<void>(torchSet);
}

} // namespace lookalike
