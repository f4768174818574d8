// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/fit/label_ridge.h"

#include "core/base/gram_matrix.h"
#include "core/fit/vectors.h"

#include <opencv2/core.hpp>

#include <algorithm>
#include <cmath>
#include <functional>
#include <numeric>
#include <utility>

namespace lookalike {

namespace {

/// In units of the mean variance of a dimension. Measured on labelled sets, as is the strength.
constexpr double kPenalty = 4;
constexpr float kStrength = 1.4F;
/// What a photo of a label scores for it is taken from about so many.
constexpr std::size_t kSampledMembers = 1000;
/// A score for the own label below this is noise.
constexpr float kLeastOwnScore = 0.05F;
constexpr float kNoVariance = 1e-9F;
/// More photos would take memory and change little.
constexpr std::size_t kMostFloats = std::size_t{16} << 20U;

cv::Mat asMatrix(const std::vector<float>& values, std::size_t columns)
{
    return {static_cast<int>(values.size() / columns), static_cast<int>(columns), CV_32F,
            const_cast<float*>(values.data())}; // NOLINT: read only
}

std::vector<float> toVector(const cv::Mat& matrix)
{
    return {matrix.begin<float>(), matrix.end<float>()};
}

} // namespace

LabelRidge::LabelRidge(const LabelledRows& rows, std::vector<std::size_t> members, TaskPool& pool,
                       const std::stop_token& stop)
    : m_rows(rows)
    , m_members(std::move(members))
    , m_centre(rows.dim())
    , m_isDual(m_members.size() < rows.dim())
    , m_step(1 + m_members.size() / kSampledMembers)
{
    const std::size_t dim = rows.dim();
    const auto count = static_cast<float>(std::max<std::size_t>(m_members.size(), 1));
    std::vector<double> sums(dim);
    for (const std::size_t member : m_members)
        std::ranges::transform(sums, rows.row(member), sums.begin(), std::plus<>());
    std::ranges::transform(sums, m_centre.begin(), [count](double sum) {
        return static_cast<float>(sum / static_cast<double>(count));
    });
    float variance = 0;
    float distance = 0;
    for (const std::size_t member : m_members) {
        m_seen.insert(m_seen.end(), rows.row(member).begin(), rows.row(member).end());
        float* const values = m_seen.data() + m_seen.size() - dim;
        addScaled(values, m_centre, -1);
        const float squares = dotOf({values, dim}, values);
        variance += squares;
        distance += std::sqrt(squares);
    }
    m_meanSquare = distance / count * (distance / count);
    if (!(variance > kNoVariance * count) || stop.stop_requested())
        return;
    m_penalty =
        static_cast<float>(kPenalty * static_cast<double>(variance) / static_cast<double>(dim));
    cv::Mat system;
    if (m_isDual)
        cv::mulTransposed(asMatrix(m_seen, dim), system, false);
    else
        system = asMatrix(gramMatrix(m_seen, dim, pool, stop), dim).clone();
    system += cv::Mat::eye(system.size(), CV_32F) * m_penalty;
    cv::Mat inverse;
    if (!stop.stop_requested() && cv::invert(system, inverse, cv::DECOMP_CHOLESKY) != 0)
        m_inverse = toVector(inverse);
    if (m_inverse.empty())
        return;
    for (std::size_t member = 0; member < m_members.size(); member += m_step)
        m_leverage.push_back(leverage(member));
}

/// The share of a member's own label in its score, with that in the mean of all.
float LabelRidge::leverage(std::size_t member) const
{
    const std::size_t dim = m_rows.dim();
    const float ofMean = 1 / static_cast<float>(m_members.size());
    if (m_isDual)
        return ofMean + 1 - m_penalty * m_inverse[member * (m_members.size() + 1)];
    float sum = ofMean;
    for (std::size_t i = 0; i < dim; ++i)
        sum += seen(member)[i] * dotOf(seen(member), &m_inverse[i * dim]);
    return sum;
}

LabelFit LabelRidge::fit(const std::vector<Labels>& labels) const
{
    LabelFit fit;
    fit.names = m_rows.names();
    fit.centre = m_centre;
    const std::size_t cells = fit.names.size() * m_rows.dim();
    fit.directions.resize(cells);
    fit.means.resize(cells);
    fit.shares.resize(fit.names.size());
    if (m_inverse.empty())
        return fit;
    findMeans(labels, fit);
    findDirections(labels, fit);
    findOwn(labels, fit);
    fit.strength = kStrength * m_meanSquare;
    return fit;
}

/// The sums, until findOwn() has no more use for them.
void LabelRidge::findMeans(const std::vector<Labels>& labels, LabelFit& fit) const
{
    for (std::size_t i = 0; i < m_members.size(); ++i)
        for (const std::uint32_t label : labels[m_members[i]]) {
            fit.shares[label] += 1;
            addScaled(&fit.means[label * m_rows.dim()], seen(i), 1);
        }
    for (float& share : fit.shares)
        share /= static_cast<float>(m_members.size());
}

void LabelRidge::findDirections(const std::vector<Labels>& labels, LabelFit& fit) const
{
    const std::size_t dim = m_rows.dim();
    const std::size_t count = m_members.size();
    cv::Mat found;
    if (!m_isDual) {
        // The rows are centred, so that the labels need not be.
        found = asMatrix(fit.means, dim) * asMatrix(m_inverse, dim);
    } else {
        std::vector<float> targets(fit.names.size() * count);
        for (std::size_t label = 0; label < fit.names.size(); ++label)
            std::fill_n(targets.begin() + static_cast<std::ptrdiff_t>(label * count), count,
                        -fit.shares[label]);
        for (std::size_t i = 0; i < count; ++i)
            for (const std::uint32_t label : labels[m_members[i]])
                targets[label * count + i] += 1;
        found = asMatrix(targets, count) * asMatrix(m_inverse, count) * asMatrix(m_seen, dim);
    }
    fit.directions = toVector(found);
}

/// What members score for their labels, and how near they are to their means, each as if it had
/// not been there itself.
void LabelRidge::findOwn(const std::vector<Labels>& labels, LabelFit& fit) const
{
    const std::size_t dim = m_rows.dim();
    double scores = 0;
    double cosines = 0;
    double squares = 0;
    std::size_t count = 0;
    std::vector<float> others(dim);
    for (std::size_t i = 0; i < m_leverage.size(); ++i) {
        const auto row = seen(i * m_step);
        const float self = std::min(m_leverage[i], 0.99F);
        for (const std::uint32_t label : labels[m_members[i * m_step]]) {
            const float share = fit.shares[label];
            const float score = dotOf(row, &fit.directions[label * dim]) + share;
            scores += static_cast<double>((score - self) / (1 - self) - share);
            std::copy_n(&fit.means[label * dim], dim, others.begin());
            addScaled(others.data(), row, -1);
            const float lengths = std::sqrt(dotOf(row, row.data()) * dotOf(others, others.data()));
            const double cosine =
                lengths > 0 ? static_cast<double>(dotOf(row, others.data()) / lengths) : 0;
            cosines += cosine;
            squares += cosine * cosine;
            ++count;
        }
    }
    if (count > 0) {
        const auto number = static_cast<double>(count);
        fit.ownScore = std::max(static_cast<float>(scores / number), kLeastOwnScore);
        const double mean = cosines / number;
        fit.ownCosine = static_cast<float>(mean);
        fit.ownSpread =
            static_cast<float>(std::sqrt(std::max(squares / number - mean * mean, 0.0)));
    }
    for (std::size_t label = 0; label < fit.names.size(); ++label) {
        float* const mean = &fit.means[label * dim];
        const float length = std::sqrt(dotOf({mean, dim}, mean));
        for (std::size_t i = 0; i < dim; ++i)
            mean[i] = length > 0 ? mean[i] / length : 0;
    }
}

LabelFit fitToLabels(const LabelledRows& rows, TaskPool& pool, const std::stop_token& stop)
{
    const LabelledRows sample = rows.sample(kMostFloats / std::max<std::size_t>(rows.dim(), 1));
    std::vector<std::size_t> members(sample.size());
    std::iota(members.begin(), members.end(), std::size_t{0});
    return LabelRidge(sample, std::move(members), pool, stop).fit(sample.labels());
}

} // namespace lookalike
