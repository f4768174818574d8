// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/encode/torch/blas_speed.h"

#include "core/encode/torch/device.h"

#include <ATen/ATen.h>
#include <c10/core/InferenceMode.h>

#include <algorithm>
#include <chrono>
#include <cmath>
#include <ctime>
#include <limits>

namespace lookalike {

namespace {

constexpr double kSlow = 10; // the reference BLAS reaches about 3, OpenBLAS more than 40

/// Returns the processor time of the calling thread in seconds. Windows measures it too coarsely,
/// so the wall-clock time is used there.
double threadSeconds()
{
#ifdef _WIN32
    const auto now = std::chrono::steady_clock::now().time_since_epoch();
    return std::chrono::duration<double>(now).count();
#else
    std::timespec time{};
    ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) * 1e-9;
#endif
}

} // namespace

double gigaflopsOf(double operations, double enough, const std::function<void()>& work)
{
    constexpr int kTries = 20;
    double best = 0;
    for (int i = 0; i < kTries && best < enough; ++i) {
        const double start = threadSeconds();
        work();
        const double seconds = threadSeconds() - start;
        best = seconds > 0 ? std::max(best, operations / seconds / 1e9)
                           : std::numeric_limits<double>::infinity();
    }
    return best;
}

double blasGigaflops()
{
    // A thread pool would have to wait for processors that other programs use.
    computeOnThisThreadOnly();
    const c10::InferenceMode inference;
    constexpr std::int64_t kSize = 256;
    const auto a = at::rand({kSize, kSize});
    const auto b = at::rand({kSize, kSize});
    return gigaflopsOf(2.0 * kSize * kSize * kSize, kSlow,
                       [&] { static_cast<void>(at::mm(a, b)); });
}

Message slowBlasWarning(double gigaflops)
{
    if (gigaflops >= kSlow)
        return {};
    return "Matrix multiplication is very slow on this computer (%1 GFLOP/s), so "
           "encoding takes many times longer than necessary. Install OpenBLAS: on "
           "Debian and Ubuntu, the package libopenblas0"_msg(std::lround(gigaflops));
}

} // namespace lookalike
