// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/fit/labelled_rows.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <utility>

namespace lookalike {

namespace {

/// Unit vectors nearer than this differ by the rounding of stored embeddings.
constexpr float kSameDistance = 1e-3F;

float squaredDistance(std::span<const float> a, std::span<const float> b)
{
    float sum = 0;
    for (std::size_t i = 0; i < a.size() && sum <= kSameDistance * kSameDistance; ++i)
        sum += (a[i] - b[i]) * (a[i] - b[i]);
    return sum;
}

/// Along a direction that says nothing in particular: equal rows lie next to each other.
float alongAnyDirection(std::span<const float> row)
{
    float sum = 0;
    for (std::size_t i = 0; i < row.size(); ++i)
        sum += row[i] * ((i * 2654435761U >> 7U & 1U) != 0 ? 1.0F : -1.0F);
    return sum / std::sqrt(static_cast<float>(std::max<std::size_t>(row.size(), 1)));
}

} // namespace

void LabelledRows::add(std::span<const float> embedding, const std::vector<std::string>& labels)
{
    const float squares =
        std::inner_product(embedding.begin(), embedding.end(), embedding.begin(), 0.0F);
    if (!std::isfinite(squares) || squares <= 0 || labels.empty() ||
        (m_dim != 0 && embedding.size() != m_dim))
        return;
    m_dim = embedding.size();
    Labels indices;
    for (const std::string& name : labels) {
        const auto [known, isNew] =
            m_indices.try_emplace(name, static_cast<std::uint32_t>(m_names.size()));
        if (isNew)
            m_names.push_back(name);
        indices.push_back(known->second);
    }
    std::ranges::sort(indices);
    indices.erase(std::ranges::unique(indices).begin(), indices.end());
    append(embedding, std::move(indices));
}

void LabelledRows::append(std::span<const float> row, Labels labels)
{
    m_values.insert(m_values.end(), row.begin(), row.end());
    m_labels.push_back(std::move(labels));
}

std::vector<std::size_t> LabelledRows::counts() const
{
    std::vector<std::size_t> counts(m_names.size());
    for (const Labels& labels : m_labels)
        for (const std::uint32_t label : labels)
            ++counts[label];
    return counts;
}

LabelledRows LabelledRows::merged() const
{
    std::vector<float> places;
    for (std::size_t photo = 0; photo < size(); ++photo)
        places.push_back(alongAnyDirection(row(photo)));
    std::vector<std::size_t> order(size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::ranges::stable_sort(order, {}, [&](std::size_t photo) { return places[photo]; });

    std::vector<Labels> labels = m_labels;
    std::vector<bool> isCopy(size());
    for (std::size_t i = 0; i < order.size(); ++i) {
        const std::size_t first = order[i];
        for (std::size_t j = i + 1; !isCopy[first] && j < order.size() &&
                                    places[order[j]] - places[first] <= kSameDistance;
             ++j) {
            const std::size_t other = order[j];
            if (isCopy[other] ||
                squaredDistance(row(first), row(other)) > kSameDistance * kSameDistance)
                continue;
            isCopy[other] = true;
            Labels both;
            std::ranges::set_union(labels[first], labels[other], std::back_inserter(both));
            labels[first] = std::move(both);
        }
    }
    LabelledRows result;
    result.m_dim = m_dim;
    result.m_names = m_names;
    result.m_indices = m_indices;
    for (std::size_t photo = 0; photo < size(); ++photo)
        if (!isCopy[photo])
            result.append(row(photo), std::move(labels[photo]));
    return result;
}

LabelledRows LabelledRows::sample(std::size_t most) const
{
    if (size() <= most)
        return *this;
    LabelledRows result;
    result.m_dim = m_dim;
    result.m_names = m_names;
    result.m_indices = m_indices;
    for (std::size_t i = 0; i < most; ++i) {
        const std::size_t photo = i * size() / most;
        result.append(row(photo), m_labels[photo]);
    }
    return result;
}

} // namespace lookalike
