// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/encode/torch/training/augmentation.h"

#include <array>
#include <cmath>
#include <vector>

namespace lookalike::training {

namespace {

namespace fn = torch::nn::functional;

double uniform(Random& random, double least, double most)
{
    return std::uniform_real_distribution<double>(least, most)(random);
}

bool happens(Random& random, double probability)
{
    return uniform(random, 0, 1) < probability;
}

/// Chooses a random subset of n photos.
torch::Tensor choose(std::int64_t n, double probability, Random& random)
{
    std::vector<std::int64_t> chosen;
    for (std::int64_t i = 0; i < n; ++i)
        if (happens(random, probability))
            chosen.push_back(i);
    return torch::tensor(chosen, torch::kInt64);
}

/// Changes some of the pictures and keeps the others.
template <class Change>
void changeSome(torch::Tensor& pixels, double probability, Random& random, const Change& change)
{
    const auto chosen = choose(pixels.size(0), probability, random);
    if (chosen.size(0) == 0)
        return;
    const auto indices = chosen.to(pixels.device());
    pixels.index_copy_(0, indices, change(pixels.index_select(0, indices)));
}

torch::Tensor fromValues(const std::vector<float>& values, at::IntArrayRef shape,
                         const torch::Device& device)
{
    return torch::tensor(values, torch::kFloat32).view(shape).to(device);
}

/// Crops, stretches, mirrors and rotates in one resampling.
torch::Tensor geometry(const torch::Tensor& photos, std::int64_t size, const AugmentationSpec& spec,
                       Random& random)
{
    constexpr double kDegree = 3.14159265358979323846 / 180;
    const std::int64_t n = photos.size(0);
    std::vector<float> theta;
    theta.reserve(static_cast<std::size_t>(n) * 6);
    for (std::int64_t i = 0; i < n; ++i) {
        const double area = uniform(random, spec.smallestCrop, 1);
        const double stretch =
            std::exp(uniform(random, -std::log(spec.aspect), std::log(spec.aspect)) / 2);
        const double width = std::min(1.0, std::sqrt(area) * stretch);
        const double height = std::min(1.0, std::sqrt(area) / stretch);
        const double x = uniform(random, width - 1, 1 - width);
        const double y = uniform(random, height - 1, 1 - height);
        const double mirror = happens(random, spec.mirror) ? -1 : 1;
        const double degrees = happens(random, spec.rotate)
                                   ? std::normal_distribution<double>(0, spec.rotateDegrees)(random)
                                   : 0;
        const double cosine = std::cos(degrees * kDegree);
        const double sine = std::sin(degrees * kDegree);
        for (const double value : {mirror * width * cosine, -width * sine, x,
                                   mirror * height * sine, height * cosine, y})
            theta.push_back(static_cast<float>(value));
    }
    const auto pixels = photos.permute({0, 3, 1, 2}).to(torch::kFloat32).contiguous();
    const auto grid = torch::affine_grid_generator(fromValues(theta, {n, 2, 3}, photos.device()),
                                                   {n, 3, size, size}, false);
    return torch::grid_sampler(pixels, grid, 0 /* bilinear */, 2 /* reflection */, false)
        .div_(255.0F);
}

/// An affine map of the three channels: brightness, contrast, saturation and white balance.
torch::Tensor recolour(const torch::Tensor& pixels, Random& random, double greyscale)
{
    constexpr std::array<double, 3> kLuma{0.299, 0.587, 0.114};
    const std::int64_t n = pixels.size(0);
    std::vector<float> matrix;
    std::vector<float> offset;
    for (std::int64_t i = 0; i < n; ++i) {
        const double gain = uniform(random, 0.6, 1.4);
        const double contrast = uniform(random, 0.6, 1.4);
        const double saturation = happens(random, greyscale) ? 0 : uniform(random, 0.5, 1.5);
        for (std::size_t out = 0; out < 3; ++out) {
            const double balance = uniform(random, 0.9, 1.1);
            for (std::size_t in = 0; in < 3; ++in) {
                const double mix = (1 - saturation) * kLuma[in] + (in == out ? saturation : 0);
                matrix.push_back(static_cast<float>(gain * contrast * balance * mix));
            }
            offset.push_back(static_cast<float>(0.45 * gain * (1 - contrast)));
        }
    }
    const auto map = fromValues(matrix, {n, 3, 3}, pixels.device());
    const auto shift = fromValues(offset, {n, 3, 1}, pixels.device());
    return torch::baddbmm(shift, map, pixels.flatten(2)).clamp_(0, 1).view(pixels.sizes());
}

torch::Tensor blur(const torch::Tensor& pixels, Random& random)
{
    const double sigma = uniform(random, 0.5, 1.6);
    const auto x = torch::arange(-3, 4, torch::kFloat32);
    auto line = torch::exp(-x * x / (2 * sigma * sigma));
    line = (line / line.sum()).to(pixels.device());
    const auto plane = pixels.flatten(0, 1).unsqueeze(1);
    const auto padded = fn::pad(plane, fn::PadFuncOptions({3, 3, 3, 3}).mode(torch::kReflect));
    return torch::conv2d(torch::conv2d(padded, line.view({1, 1, 1, 7})), line.view({1, 1, 7, 1}))
        .view(pixels.sizes());
}

torch::Tensor resized(const torch::Tensor& pixels, std::int64_t size, bool bicubic)
{
    auto options = fn::InterpolateFuncOptions()
                       .size(std::vector<std::int64_t>{size, size})
                       .align_corners(false)
                       .antialias(true);
    if (bicubic)
        return fn::interpolate(pixels, options.mode(torch::kBicubic));
    return fn::interpolate(pixels, options.mode(torch::kBilinear));
}

torch::Tensor lowResolution(const torch::Tensor& pixels, Random& random)
{
    const std::int64_t size = pixels.size(2);
    const auto small =
        static_cast<std::int64_t>(static_cast<double>(size) / uniform(random, 1.5, 3));
    return resized(resized(pixels, small, false), size, false);
}

/// Quantises an 8 x 8 cosine transform of luminance and colour, coarser for higher frequencies and
/// for colour, like JPEG without chroma subsampling. Sizes must be divisible by 8.
torch::Tensor jpeg(const torch::Tensor& pixels, Random& random)
{
    constexpr double kPi = 3.14159265358979323846;
    auto basis = torch::empty({8, 8});
    for (int k = 0; k < 8; ++k)
        for (int i = 0; i < 8; ++i)
            basis[k][i] = std::cos(kPi * k * (2 * i + 1) / 16) * (k == 0 ? std::sqrt(0.125) : 0.5);
    const auto frequency = torch::arange(8, torch::kFloat32);
    const double coarseness = uniform(random, 0.6, 2.5);
    const auto step = (10 + 7 * (frequency.view({8, 1}) + frequency)) * (coarseness / 255);
    const auto device = pixels.device();
    const auto toYcc =
        torch::tensor({0.299F, 0.587F, 0.114F, -0.1687F, -0.3313F, 0.5F, 0.5F, -0.4187F, -0.0813F})
            .view({3, 3});
    const auto channelScale = torch::tensor({1.0F, 1.6F, 1.6F}).view({1, 3, 1, 1, 1, 1}).to(device);
    basis = basis.to(device);
    const auto steps = step.view({1, 1, 1, 8, 1, 8}).to(device) * channelScale;

    const std::int64_t n = pixels.size(0);
    const std::int64_t blocks = pixels.size(2) / 8;
    // Index order: photo, channel, block row, row, block column, column.
    auto blocked =
        torch::matmul(toYcc.to(device), pixels.flatten(2)).view({n, 3, blocks, 8, blocks, 8});
    auto coefficients = torch::matmul(blocked, basis.t());
    coefficients = torch::einsum("ki,ncrisj->ncrksj", {basis, coefficients});
    coefficients = torch::round(coefficients / steps) * steps;
    blocked = torch::einsum("ki,ncrksj->ncrisj", {basis, torch::matmul(coefficients, basis)});
    const auto back = torch::linalg_inv(toYcc).to(device);
    return torch::matmul(back, blocked.reshape({n, 3, -1})).clamp_(0, 1).view(pixels.sizes());
}

/// Fills a rectangle of one mask, or lines of irregular bars that look like writing.
void drawOverlay(torch::TensorAccessor<float, 2> mask, Random& random)
{
    const auto side = static_cast<double>(mask.size(0));
    const bool writing = happens(random, 0.6);
    const auto height =
        static_cast<std::int64_t>(side * uniform(random, 0.06, writing ? 0.2 : 0.4));
    const auto width = static_cast<std::int64_t>(
        side * uniform(random, writing ? 0.3 : 0.1, writing ? 0.95 : 0.4));
    const auto top =
        static_cast<std::int64_t>(uniform(random, 0, side - static_cast<double>(height)));
    const auto left =
        static_cast<std::int64_t>(uniform(random, 0, side - static_cast<double>(width)));
    for (std::int64_t column = left; column < left + width;) {
        const auto stroke = static_cast<std::int64_t>(uniform(random, 1, 1 + side / 24));
        const bool inked = !writing || happens(random, 0.6);
        const auto from = top + (writing ? static_cast<std::int64_t>(uniform(random, 0, 0.6) *
                                                                     static_cast<double>(height))
                                         : 0);
        const auto rows = writing && happens(random, 0.5) ? std::max<std::int64_t>(1, height / 4)
                                                          : top + height - from;
        for (std::int64_t x = column; inked && x < std::min(column + stroke, left + width); ++x)
            for (std::int64_t y = from; y < std::min(from + rows, top + height); ++y)
                mask[y][x] = 1;
        column += stroke;
    }
}

torch::Tensor overlay(const torch::Tensor& pixels, Random& random)
{
    const std::int64_t n = pixels.size(0);
    auto mask = torch::zeros({n, pixels.size(2), pixels.size(3)});
    const auto masks = mask.accessor<float, 3>();
    std::vector<float> colours;
    for (std::int64_t i = 0; i < n; ++i) {
        drawOverlay(masks[i], random);
        const bool plain = happens(random, 0.5); // black or white, like captions
        const double grey = happens(random, 0.5) ? 1 : 0;
        for (int c = 0; c < 3; ++c)
            colours.push_back(static_cast<float>(plain ? grey : uniform(random, 0, 1)));
    }
    return torch::lerp(pixels, fromValues(colours, {n, 3, 1, 1}, pixels.device()).expand_as(pixels),
                       mask.unsqueeze(1).to(pixels.device()));
}

torch::Tensor addNoise(const torch::Tensor& pixels, Random& random)
{
    auto generator = at::make_generator<at::CPUGeneratorImpl>(random());
    const auto noise = torch::randn(pixels.sizes(), generator, torch::kFloat32);
    return (pixels + noise.to(pixels.device()) * uniform(random, 0.01, 0.06)).clamp_(0, 1);
}

} // namespace

AugmentationSpec AugmentationSpec::softened(double share) const
{
    AugmentationSpec spec = *this;
    for (double* change : {&spec.rotate, &spec.colour, &spec.greyscale, &spec.blur,
                           &spec.lowResolution, &spec.jpeg, &spec.noise, &spec.overlay})
        *change *= share;
    return spec;
}

torch::Tensor augment(const torch::Tensor& photos, std::int64_t size, const AugmentationSpec& spec,
                      Random& random)
{
    auto pixels = geometry(photos, size, spec, random);
    const auto some = [&](double share, auto&& change) {
        changeSome(pixels, share, random, change);
    };
    some(spec.colour, [&](const auto& x) { return recolour(x, random, spec.greyscale); });
    some(spec.blur, [&](const auto& x) { return blur(x, random); });
    some(spec.lowResolution, [&](const auto& x) { return lowResolution(x, random); });
    some(spec.overlay, [&](const auto& x) { return overlay(x, random); });
    some(spec.noise, [&](const auto& x) { return addNoise(x, random); });
    if (size % 8 == 0)
        some(spec.jpeg, [&](const auto& x) { return jpeg(x, random); });
    return pixels;
}

torch::Tensor wholePhotos(const torch::Tensor& photos, std::int64_t size, bool bicubic)
{
    const auto pixels = photos.permute({0, 3, 1, 2}).to(torch::kFloat32).contiguous();
    if (photos.size(1) == size)
        return pixels / 255.0F;
    return resized(pixels, size, bicubic).round_().clamp_(0, 255).div_(255.0F);
}

} // namespace lookalike::training
