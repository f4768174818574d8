// SPDX-License-Identifier: GPL-3.0-or-later
// Photos of labels that lie a little apart, in a space in which most of what they differ by says
// nothing.
#pragma once

#include "core/fit/labelled_rows.h"

#include <cmath>
#include <random>
#include <string>
#include <vector>

namespace lookalike {

class LabelledClouds {
public:
    explicit LabelledClouds(std::size_t dim, std::uint32_t seed = 1)
        : m_random(seed)
        , m_dim(dim)
    {}
    /// A photo of a label; their order decides where it lies.
    std::vector<float> photo(std::size_t label)
    {
        std::normal_distribution<float> noise(0, 1);
        std::vector<float> row(m_dim);
        float squares = 0;
        for (std::size_t i = 0; i < m_dim; ++i) {
            // Much noise in the first half; in the second half, where a label lies counts.
            row[i] = i < m_dim / 2 ? 1.2F * noise(m_random) : 0.4F * noise(m_random);
            if (i == m_dim / 2 + label)
                row[i] += 2.5F;
            squares += row[i] * row[i];
        }
        for (float& value : row)
            value /= std::sqrt(squares);
        return row;
    }
    LabelledRows rows(std::size_t labels, std::size_t photosEach)
    {
        LabelledRows rows;
        for (std::size_t label = 0; label < labels; ++label)
            for (std::size_t i = 0; i < photosEach; ++i)
                rows.add(photo(label), {std::to_string(label)});
        return rows;
    }

private:
    std::mt19937 m_random;
    std::size_t m_dim;
};

} // namespace lookalike
