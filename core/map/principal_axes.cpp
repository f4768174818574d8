// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/map/principal_axes.h"

#include "core/base/gram_matrix.h"

#include <algorithm>
#include <cmath>
#include <random>

namespace lookalike {

namespace {

constexpr std::size_t kSampleRows = 4096;
constexpr int kIterations = 12;
/// Rows of one task: cancelling waits for one.
constexpr std::size_t kTaskRows = 512;

/// A matrix of `dim` columns, row by row.
using Matrix = std::vector<float>;

void readFinite(const MapRows& rows, std::size_t row, std::span<float> out)
{
    rows.read(row, out);
    for (float& value : out)
        if (!std::isfinite(value))
            value = 0;
}

std::vector<float> meanOf(const Matrix& sample, std::size_t dim)
{
    std::vector<double> sums(dim);
    for (std::size_t i = 0; i < sample.size(); ++i)
        sums[i % dim] += static_cast<double>(sample[i]);
    std::vector<float> mean(dim);
    const auto count = static_cast<double>(std::max<std::size_t>(sample.size() / dim, 1));
    std::ranges::transform(sums, mean.begin(),
                           [count](double sum) { return static_cast<float>(sum / count); });
    return mean;
}

/// Makes the kMapAxes rows of `axes` orthonormal; a row that depends on earlier ones becomes zero.
void orthonormalise(Matrix& axes, std::size_t dim)
{
    constexpr float kNothing = 1e-6F; ///< of a squared length, the rest is rounding
    for (std::size_t i = 0; i < kMapAxes; ++i) {
        float* const axis = &axes[i * dim];
        const auto squaredLength = [&] {
            float sum = 0;
            for (std::size_t j = 0; j < dim; ++j)
                sum += axis[j] * axis[j];
            return sum;
        };
        const float before = squaredLength();
        for (std::size_t k = 0; k < i; ++k) {
            const float* const earlier = &axes[k * dim];
            float along = 0;
            for (std::size_t j = 0; j < dim; ++j)
                along += axis[j] * earlier[j];
            for (std::size_t j = 0; j < dim; ++j)
                axis[j] -= along * earlier[j];
        }
        const float length = squaredLength();
        const float factor = length > kNothing * before ? 1 / std::sqrt(length) : 0;
        for (std::size_t j = 0; j < dim; ++j)
            axis[j] *= factor;
    }
}

Matrix principalAxes(const Matrix& spread, std::size_t dim, std::uint64_t seed,
                     const std::stop_token& stop)
{
    Matrix axes(kMapAxes * dim);
    std::mt19937_64 random(seed);
    for (float& value : axes)
        value = static_cast<float>(random() >> 40U) / float(1U << 23U) - 1;
    orthonormalise(axes, dim);
    Matrix next(axes.size());
    for (int round = 0; round < kIterations && !stop.stop_requested(); ++round) {
        for (std::size_t i = 0; i < kMapAxes; ++i)
            for (std::size_t k = 0; k < dim; ++k) {
                const float* const line = &spread[k * dim];
                const float* const axis = &axes[i * dim];
                float sum = 0;
                for (std::size_t j = 0; j < dim; ++j)
                    sum += line[j] * axis[j];
                next[i * dim + k] = sum;
            }
        axes.swap(next);
        orthonormalise(axes, dim);
    }
    return axes;
}

MapPoint project(std::span<const float> row, const Matrix& axes)
{
    MapPoint point{};
    for (std::size_t i = 0; i < kMapAxes; ++i) {
        const float* const axis = &axes[i * row.size()];
        for (std::size_t j = 0; j < row.size(); ++j)
            point[i] += row[j] * axis[j];
    }
    return point;
}

} // namespace

Result<std::vector<MapPoint>> projectRows(const MapRows& rows, std::uint64_t seed, TaskPool& pool,
                                          const std::stop_token& stop)
{
    const std::size_t dim = rows.dim;
    if (rows.count == 0)
        return std::vector<MapPoint>();
    const std::size_t sampled = std::min(rows.count, kSampleRows);
    Matrix sample(sampled * dim);
    for (std::size_t i = 0; i < sampled; ++i)
        readFinite(rows, i * rows.count / sampled, std::span(sample).subspan(i * dim, dim));
    const std::vector<float> mean = meanOf(sample, dim);
    for (std::size_t i = 0; i < sample.size(); ++i)
        sample[i] -= mean[i % dim];
    const Matrix axes = principalAxes(gramMatrix(sample, dim, pool, stop), dim, seed, stop);

    std::vector<MapPoint> points(rows.count);
    const std::size_t tasks = (rows.count + kTaskRows - 1) / kTaskRows;
    pool.run(tasks, pool.width(), [&](std::size_t task, std::size_t) {
        std::vector<float> row(dim);
        const std::size_t end = std::min(rows.count, (task + 1) * kTaskRows);
        for (std::size_t i = task * kTaskRows; i < end && !stop.stop_requested(); ++i) {
            readFinite(rows, i, row);
            for (std::size_t j = 0; j < dim; ++j)
                row[j] -= mean[j];
            points[i] = project(row, axes);
        }
    });
    if (stop.stop_requested())
        return fail(ErrorCode::Cancelled, "Stopped"_msg);
    return points;
}

} // namespace lookalike
