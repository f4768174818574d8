// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace lookalike::training {

/// Which photos each step sees. Photos of a label come by fours, so that a batch holds pairs
/// however many labels there are; a share of each batch are photos without a label. The order
/// depends on the seed and the step alone, so that a resumed run goes on with the same photos. A
/// value; one thread.
class BatchOrder {
public:
    using Photos = std::vector<std::int64_t>;
    /// `labels` are -1 without one; `training` are the photos to draw from, at least one.
    /// `othersShare` counts where there are photos with and without a label.
    BatchOrder(std::span<const std::int64_t> labels, std::span<const std::int64_t> training,
               std::int64_t batch, double othersShare, std::uint64_t seed);

    /// At most `batch` photos.
    [[nodiscard]] Photos at(std::int64_t step);

private:
    /// An endless sequence of epochs.
    struct Sequence {
        std::vector<Photos> labels; ///< photos that stay together
        std::int64_t size = 0;
        std::int64_t epoch = -1;
        Photos order;
    };
    void draw(Sequence& sequence, std::int64_t first, std::int64_t count, Photos& to) const;
    [[nodiscard]] Photos orderOf(const Sequence& sequence, std::int64_t epoch) const;

    Sequence m_labelled;
    Sequence m_others;
    std::int64_t m_ofLabelled; ///< a step
    std::int64_t m_ofOthers;
    std::uint64_t m_seed;
};

} // namespace lookalike::training
