// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <vector>

namespace lookalike {

/// Indices into names, ascending.
using Labels = std::vector<std::uint32_t>;

/// Photos by their embeddings, and what the user calls them. A photo may have several labels.
class LabelledRows {
public:
    /// Adds a photo. Leaves out one whose embedding is not finite, is zero or is not as long as the
    /// first one, and one without labels.
    void add(std::span<const float> embedding, const std::vector<std::string>& labels);

    [[nodiscard]] std::size_t size() const noexcept { return m_labels.size(); }
    [[nodiscard]] std::size_t dim() const noexcept { return m_dim; }
    [[nodiscard]] std::span<const float> row(std::size_t photo) const
    {
        return std::span(m_values).subspan(photo * m_dim, m_dim);
    }
    [[nodiscard]] const std::vector<Labels>& labels() const noexcept { return m_labels; }
    [[nodiscard]] const std::vector<std::string>& names() const noexcept { return m_names; }
    /// The number of photos of each label.
    [[nodiscard]] std::vector<std::size_t> counts() const;

    /// The same with each photo once: where photos are equal but for rounding, one has the labels
    /// of all. A copy in another folder would otherwise contradict its original, and vouch for it
    /// when the fit is judged.
    [[nodiscard]] LabelledRows merged() const;
    /// At most `most` of the photos, evenly from all.
    [[nodiscard]] LabelledRows sample(std::size_t most) const;

private:
    void append(std::span<const float> row, Labels labels);

    std::size_t m_dim = 0;
    std::vector<float> m_values; ///< row-major
    std::vector<Labels> m_labels;
    std::vector<std::string> m_names;
    std::map<std::string, std::uint32_t> m_indices; ///< of names
};

} // namespace lookalike
