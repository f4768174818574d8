// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/image/preprocess.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <limits>
#include <numbers>

// One build runs well on old and new processors: the compiler generates several versions of the two
// convolution loops, and the loader picks one. Sanitizers do not support that mechanism.
#if defined(__x86_64__) && defined(__gnu_linux__) && defined(__GNUC__) && !defined(__clang__) &&   \
    !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
#define LOOKALIKE_MULTIVERSION __attribute__((target_clones("avx2", "sse4.1", "default")))
#else
#define LOOKALIKE_MULTIVERSION
#endif

namespace lookalike {
namespace {

constexpr int kChannels = 3;
/// Coefficients are fixed-point with this many fraction bits: 32 minus 8 for the pixel and 2 for
/// the overshoot of filters with negative lobes.
constexpr int kPrecisionBits = 32 - 8 - 2;
constexpr std::int32_t kHalf = 1 << (kPrecisionBits - 1);

std::size_t at(int index)
{
    return static_cast<std::size_t>(index);
}

double sinc(double x)
{
    if (x == 0.0)
        return 1.0;
    x *= std::numbers::pi;
    return std::sin(x) / x;
}

/// Returns half the width of a filter's support, in source pixels when enlarging.
double filterSupport(Resample filter)
{
    switch (filter) {
    case Resample::Box:
        return 0.5;
    case Resample::Bilinear:
    case Resample::Hamming:
        return 1.0;
    case Resample::Bicubic:
        return 2.0;
    case Resample::Lanczos:
        return 3.0;
    case Resample::Nearest:
        break;
    }
    return 0.0;
}

double filterValue(Resample filter, double x)
{
    const double distance = std::abs(x);
    switch (filter) {
    case Resample::Box:
        return x > -0.5 && x <= 0.5 ? 1.0 : 0.0;
    case Resample::Bilinear:
        return distance < 1.0 ? 1.0 - distance : 0.0;
    case Resample::Hamming: {
        if (distance == 0.0)
            return 1.0;
        if (distance >= 1.0)
            return 0.0;
        const double angle = distance * std::numbers::pi;
        return std::sin(angle) / angle * (0.54 + 0.46 * std::cos(angle));
    }
    case Resample::Bicubic: {
        constexpr double a = -0.5; // Keys, 1981
        if (distance < 1.0)
            return ((a + 2.0) * distance - (a + 3.0)) * distance * distance + 1.0;
        if (distance < 2.0)
            return (((distance - 5.0) * distance + 8.0) * distance - 4.0) * a;
        return 0.0;
    }
    case Resample::Lanczos:
        return x >= -3.0 && x < 3.0 ? sinc(x) * sinc(x / 3.0) : 0.0;
    case Resample::Nearest:
        break;
    }
    return 0.0;
}

/// A range of positions on an axis. It may extend beyond the axis (padding).
struct Range {
    int first = 0;
    int count = 0;
};

/// The weighted sums for the outputs of one axis: output i is the sum of `lengths[i]` source values
/// starting at `starts[i]`, with the weights starting at `weights[i * stride]`.
struct Kernel {
    int stride = 0;
    std::vector<int> starts;
    std::vector<int> lengths;
    std::vector<std::int32_t> weights;
};

/// Returns the kernel for the outputs `range` of `outputSize`, which must all be inside it.
Kernel makeKernel(int inputSize, int outputSize, Range range, Resample filter)
{
    const double scale = static_cast<double>(inputSize) / outputSize;
    const double filterScale = std::max(scale, 1.0);
    const double support = filterSupport(filter) * filterScale;
    Kernel kernel;
    kernel.stride = static_cast<int>(std::ceil(support)) * 2 + 1;
    kernel.starts.resize(at(range.count));
    kernel.lengths.resize(at(range.count));
    kernel.weights.resize(at(range.count) * at(kernel.stride));
    std::vector<double> values(at(kernel.stride));
    for (int i = 0; i < range.count; ++i) {
        const double center = (range.first + i + 0.5) * scale;
        // Rounded as Pillow does. NOLINTNEXTLINE(bugprone-incorrect-roundings)
        const int start = std::max(static_cast<int>(center - support + 0.5), 0);
        // NOLINTNEXTLINE(bugprone-incorrect-roundings)
        const int end = std::min(static_cast<int>(center + support + 0.5), inputSize);
        const int length = end - start;
        double sum = 0.0;
        for (int k = 0; k < length; ++k) {
            values[at(k)] = filterValue(filter, (k + start - center + 0.5) * (1.0 / filterScale));
            sum += values[at(k)];
        }
        kernel.starts[at(i)] = start;
        kernel.lengths[at(i)] = length;
        for (int k = 0; k < length; ++k) {
            const double weight = (sum != 0.0 ? values[at(k)] / sum : values[at(k)]) *
                                  static_cast<double>(1 << kPrecisionBits);
            kernel.weights[at(i) * at(kernel.stride) + at(k)] =
                static_cast<std::int32_t>(weight < 0.0 ? weight - 0.5 : weight + 0.5);
        }
    }
    return kernel;
}

inline std::uint8_t toByte(std::int32_t sum)
{
    return static_cast<std::uint8_t>(std::clamp(sum >> kPrecisionBits, 0, 255));
}

/// The number of rows that the horizontal pass handles at once. They are interleaved, so that its
/// inner loop accesses adjacent memory.
constexpr int kLanes = 16;

LOOKALIKE_MULTIVERSION
void convolveLanes(const std::uint8_t* columns, const Kernel& kernel, std::uint8_t* out,
                   std::size_t outStride, int rows)
{
    const int count = static_cast<int>(kernel.starts.size());
    for (int x = 0; x < count; ++x) {
        const std::int32_t* weights = kernel.weights.data() + at(x) * at(kernel.stride);
        const std::uint8_t* from = columns + at(kernel.starts[at(x)]) * kChannels * kLanes;
        const int length = kernel.lengths[at(x)];
        std::int32_t sums[kChannels * kLanes];
        for (std::int32_t& sum : sums)
            sum = kHalf;
        for (int k = 0; k < length; ++k) {
            const std::int32_t weight = weights[k];
            const std::uint8_t* column = from + at(k) * kChannels * kLanes;
            for (int i = 0; i < kChannels * kLanes; ++i)
                sums[i] += column[i] * weight;
        }
        for (int row = 0; row < rows; ++row)
            for (int c = 0; c < kChannels; ++c)
                out[at(row) * outStride + at(x * kChannels + c)] = toByte(sums[c * kLanes + row]);
    }
}

/// The number of columns that the vertical pass keeps in registers.
constexpr int kColumns = 64;

LOOKALIKE_MULTIVERSION
void convolveRows(const std::uint8_t* rows, std::size_t stride, const std::int32_t* weights,
                  int length, std::uint8_t* out, int width)
{
    for (int x = 0; x < width; x += kColumns) {
        const int count = std::min(kColumns, width - x);
        std::int32_t sums[kColumns];
        for (std::int32_t& sum : sums)
            sum = kHalf;
        if (count == kColumns) {
            for (int k = 0; k < length; ++k) {
                const std::uint8_t* row = rows + at(k) * stride + at(x);
                const std::int32_t weight = weights[k];
                for (int i = 0; i < kColumns; ++i)
                    sums[i] += row[i] * weight;
            }
        } else {
            for (int k = 0; k < length; ++k) {
                const std::uint8_t* row = rows + at(k) * stride + at(x);
                for (int i = 0; i < count; ++i)
                    sums[i] += row[i] * weights[k];
            }
        }
        for (int i = 0; i < count; ++i)
            out[x + i] = toByte(sums[i]);
    }
}

/// Resizes the rows `rows` of `source` to `range` of `outputWidth` columns.
Image resampleWidth(const Image& source, Range rows, int outputWidth, Range range, Resample filter)
{
    const Kernel kernel = makeKernel(source.width, outputWidth, range, filter);
    Image out(range.count, rows.count);
    const std::size_t values = at(source.width) * kChannels;
    std::vector<std::uint8_t> columns(values * kLanes);
    for (int y = 0; y < rows.count; y += kLanes) {
        const int count = std::min(kLanes, rows.count - y);
        for (std::size_t block = 0; block < values; block += kColumns) {
            const std::size_t end = std::min(values, block + kColumns);
            for (int lane = 0; lane < count; ++lane) {
                const std::uint8_t* row = source.row(rows.first + y + lane);
                for (std::size_t i = block; i < end; ++i)
                    columns[i * kLanes + at(lane)] = row[i];
            }
        }
        convolveLanes(columns.data(), kernel, out.row(y), at(out.width) * kChannels, count);
    }
    return out;
}

/// Resizes vertically with `kernel`. `source` holds the rows starting at `firstRow` of a picture of
/// `inputHeight` rows.
Image resampleHeight(const Image& source, int firstRow, const Kernel& kernel)
{
    Image out(source.width, static_cast<int>(kernel.starts.size()));
    const std::size_t stride = at(source.width) * kChannels;
    for (int y = 0; y < out.height; ++y)
        convolveRows(source.row(kernel.starts[at(y)] - firstRow), stride,
                     kernel.weights.data() + at(y) * at(kernel.stride), kernel.lengths[at(y)],
                     out.row(y), out.width * kChannels);
    return out;
}

/// Returns the source positions of nearest-neighbour sampling. Steps are added up from the first
/// pixel's centre, as in the reference implementation.
std::vector<int> nearestPositions(int inputSize, int outputSize, Range range)
{
    const double step = static_cast<double>(inputSize) / outputSize;
    std::vector<int> positions;
    positions.reserve(at(range.count));
    double position = step * 0.5;
    for (int i = 0; i < range.first + range.count; ++i, position += step)
        if (i >= range.first)
            positions.push_back(std::min(static_cast<int>(position), inputSize - 1));
    return positions;
}

Image resampleNearest(const Image& source, int width, int height, Range columns, Range rows)
{
    const std::vector<int> xs = nearestPositions(source.width, width, columns);
    const std::vector<int> ys = nearestPositions(source.height, height, rows);
    Image out(columns.count, rows.count);
    for (int y = 0; y < rows.count; ++y) {
        const std::uint8_t* from = source.row(ys[at(y)]);
        std::uint8_t* to = out.row(y);
        for (int x = 0; x < columns.count; ++x)
            std::memcpy(to + at(x) * kChannels, from + at(xs[at(x)]) * kChannels, kChannels);
    }
    return out;
}

Image copyWindow(const Image& source, Range columns, Range rows)
{
    Image out(columns.count, rows.count);
    for (int y = 0; y < rows.count; ++y)
        std::memcpy(out.row(y), source.row(rows.first + y) + at(columns.first) * kChannels,
                    at(columns.count) * kChannels);
    return out;
}

/// Computes the window `columns` x `rows` of `source` resized to `width` x `height`, and only what
/// the window needs. Skips a pass that would not change the size.
Image resizeWindow(const Image& source, int width, int height, Range columns, Range rows,
                   Resample filter)
{
    const bool sameWidth = width == source.width;
    const bool sameHeight = height == source.height;
    if (sameWidth && sameHeight)
        return copyWindow(source, columns, rows);
    if (filter == Resample::Nearest)
        return resampleNearest(source, width, height, columns, rows);
    const auto narrow = [&](Range needed) {
        return sameWidth ? copyWindow(source, columns, needed)
                         : resampleWidth(source, needed, width, columns, filter);
    };
    if (sameHeight)
        return narrow(rows);
    const Kernel kernel = makeKernel(source.height, height, rows, filter);
    const int first = kernel.starts.front();
    const int last = kernel.starts.back() + kernel.lengths.back();
    return resampleHeight(narrow({first, last - first}), first, kernel);
}

/// Returns the start of a centred crop of `crop` on an axis of `size`: (size - crop) / 2 rounded
/// down, even if it is negative.
int cropOffset(int size, int crop)
{
    const int difference = size - crop;
    return difference >= 0 ? difference / 2 : -((-difference + 1) / 2);
}

/// Returns the part of a crop that is on the axis.
Range cropRange(int size, int crop, int offset)
{
    const int first = std::max(offset, 0);
    return {first, std::min(offset + crop, size) - first};
}

} // namespace

int PreprocessSpec::wantedShortSide() const noexcept
{
    switch (resizeMode) {
    case ResizeMode::None:
        return 0;
    case ResizeMode::Exact:
        return std::max(resizeWidth, resizeHeight);
    case ResizeMode::ShortestEdge:
        return shortestEdge;
    }
    return 0;
}

Image resize(const Image& source, int width, int height, Resample filter)
{
    return resizeWindow(source, width, height, {0, width}, {0, height}, filter);
}

Image preprocess(const Image& source, const PreprocessSpec& spec)
{
    int width = source.width;
    int height = source.height;
    if (spec.resizeMode == PreprocessSpec::ResizeMode::Exact) {
        width = spec.resizeWidth;
        height = spec.resizeHeight;
    } else if (spec.resizeMode == PreprocessSpec::ResizeMode::ShortestEdge) {
        const std::int64_t shortSide = std::min(width, height);
        const std::int64_t longSide = std::int64_t{spec.shortestEdge} * std::max(width, height);
        const int scaled = static_cast<int>(
            std::min<std::int64_t>(longSide / shortSide, std::numeric_limits<int>::max()));
        (source.width <= source.height ? height : width) = scaled;
        (source.width <= source.height ? width : height) = spec.shortestEdge;
    }
    if (!spec.centerCrop)
        return resize(source, width, height, spec.resample);

    const int left = cropOffset(width, spec.cropWidth);
    const int top = cropOffset(height, spec.cropHeight);
    const Range columns = cropRange(width, spec.cropWidth, left);
    const Range rows = cropRange(height, spec.cropHeight, top);
    Image window = resizeWindow(source, width, height, columns, rows, spec.resample);
    if (columns.count == spec.cropWidth && rows.count == spec.cropHeight)
        return window;
    Image padded(spec.cropWidth, spec.cropHeight);
    for (int y = 0; y < rows.count; ++y)
        std::memcpy(padded.row(rows.first - top + y) + at(columns.first - left) * kChannels,
                    window.row(y), at(columns.count) * kChannels);
    return padded;
}

} // namespace lookalike
