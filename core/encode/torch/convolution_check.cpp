// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/encode/torch/convolution_check.h"

#include <torch/torch.h>

#include <cmath>
#include <set>
#include <sstream>

namespace lookalike {
namespace {

/// Relative to the largest value. Rounding errors are below 1e-5; wrong sums are off by about 1.
constexpr double kTolerance = 1e-3;

constexpr std::int64_t kPictures = 2;
/// The number of floats in the widest registers.
constexpr std::int64_t kRegister = 16;

/// Returns an input with enough pixels for a kernel's edges and inside, but few enough for
/// milliseconds.
torch::Tensor pattern(const torch::nn::Conv2dImpl& convolution)
{
    const auto& options = convolution.options;
    const auto side = [&](std::size_t axis) {
        return options.kernel_size()->at(axis) + options.stride()->at(axis);
    };
    const std::int64_t count = kPictures * options.in_channels() * side(0) * side(1);
    return torch::arange(count, torch::kFloat).sin_().view({kPictures, -1, side(0), side(1)});
}

bool agree(const torch::Tensor& actual, const torch::Tensor& exact)
{
    const double scale = exact.abs().max().item().toDouble();
    if (!std::isfinite(scale))
        return true; // meaningless weights: nothing to compare
    const double difference = (actual.to(torch::kDouble) - exact).abs().max().item().toDouble();
    return difference <= kTolerance * scale; // false for NaN
}

/// Returns true if the channels fill whole registers. These use the common, well-tested code, and
/// checking a wide convolution takes as long as running it.
bool fillsRegisters(const torch::nn::Conv2dImpl& convolution)
{
    const auto& options = convolution.options;
    return options.in_channels() / options.groups() % kRegister == 0 &&
           options.out_channels() / options.groups() % kRegister == 0;
}

bool isRight(torch::nn::Conv2dImpl& convolution)
{
    const auto exact = std::dynamic_pointer_cast<torch::nn::Conv2dImpl>(convolution.clone());
    exact->to(torch::kDouble);
    const torch::Tensor x = pattern(convolution);
    const torch::Tensor expected = exact->forward(x.to(torch::kDouble));
    for (const auto format : {torch::MemoryFormat::Contiguous, torch::MemoryFormat::ChannelsLast})
        for (const std::int64_t pictures : {std::int64_t{1}, kPictures}) {
            const torch::Tensor some = x.narrow(0, 0, pictures).contiguous(format);
            if (!agree(convolution.forward(some), expected.narrow(0, 0, pictures)))
                return false;
        }
    return true;
}

bool areConvolutionsRight(torch::nn::Module& model)
{
    const torch::NoGradGuard noGrad;
    std::set<std::string> seen;
    for (const auto& module : model.modules(/*include_self=*/false)) {
        auto* convolution = module->as<torch::nn::Conv2dImpl>();
        if (convolution == nullptr || fillsRegisters(*convolution))
            continue;
        std::ostringstream shape;
        convolution->pretty_print(shape);
        if (seen.insert(shape.str()).second && !isRight(*convolution))
            return false;
    }
    return true;
}

} // namespace

Message avoidWrongConvolutions(torch::nn::Module& model)
{
    at::Context& context = at::globalContext();
    if (!at::Context::hasMKLDNN() || (context.userEnabledMkldnn() && areConvolutionsRight(model)))
        return {};
    // A switch for the whole process. Models that are running have been found right either way.
    context.setUserEnabledMkldnn(false);
    return "This computer's oneDNN computes some convolutions wrongly, so slower code "
           "is used. A newer version of the library helps"_msg;
}

} // namespace lookalike
