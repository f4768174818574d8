// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/task_pool.h"
#include "core/fit/label_fit.h"
#include "core/fit/labelled_rows.h"

#include <cstddef>
#include <span>
#include <stop_token>
#include <vector>

namespace lookalike {

/// Ridge regression of labels on embeddings (Hoerl and Kennard, Technometrics, 1970), in closed
/// form. What does not depend on the labels is computed once, so that other labels of the same
/// photos, shuffled ones, cost little. Immutable; any thread.
class LabelRidge {
public:
    /// Of the `members` of `rows`, which outlives this object. Unfinished once `stop` was
    /// requested.
    LabelRidge(const LabelledRows& rows, std::vector<std::size_t> members, TaskPool& pool,
               const std::stop_token& stop);

    /// `labels` has those of all rows. Members that are equal, or a label that all of them have,
    /// give a fit that adds nothing.
    [[nodiscard]] LabelFit fit(const std::vector<Labels>& labels) const;

private:
    [[nodiscard]] std::span<const float> seen(std::size_t member) const
    {
        return std::span(m_seen).subspan(member * m_rows.dim(), m_rows.dim());
    }
    [[nodiscard]] float leverage(std::size_t member) const;
    void findMeans(const std::vector<Labels>& labels, LabelFit& fit) const;
    void findDirections(const std::vector<Labels>& labels, LabelFit& fit) const;
    void findOwn(const std::vector<Labels>& labels, LabelFit& fit) const;

    const LabelledRows& m_rows;
    const std::vector<std::size_t> m_members;
    std::vector<float> m_centre;
    std::vector<float> m_seen;    ///< members x dim: from the centre
    bool m_isDual = false;        ///< fewer members than dimensions: their products are inverted
    std::vector<float> m_inverse; ///< of the regularised matrix; empty if there is none
    float m_penalty = 0;
    float m_meanSquare = 0;        ///< squared mean distance from the centre
    std::vector<float> m_leverage; ///< of the sampled members: how much a member's own label counts
    std::size_t m_step = 1;        ///< every so many members are sampled
};

/// The fit to all of the rows, or of very many an even sample.
[[nodiscard]] LabelFit fitToLabels(const LabelledRows& rows, TaskPool& pool,
                                   const std::stop_token& stop);

} // namespace lookalike
