// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/map/assignment.h"

#include <limits>

namespace lookalike {

std::array<std::uint8_t, kMaxAssigned> assign(std::span<const float> costs,
                                              std::size_t size) noexcept
{
    // Row and column `size` stand for "none yet".
    constexpr std::size_t kLines = kMaxAssigned + 1;
    constexpr float kInfinite = std::numeric_limits<float>::infinity();
    const std::size_t none = size;
    std::array<float, kLines> rowPrice{};
    std::array<float, kLines> columnPrice{};
    std::array<std::size_t, kLines> rowOf{};
    rowOf.fill(none);
    for (std::size_t row = 0; row < size; ++row) {
        std::array<float, kLines> shortest{};
        std::array<std::size_t, kLines> before{};
        std::array<bool, kLines> isReached{};
        shortest.fill(kInfinite);
        before.fill(none);
        std::size_t column = none;
        rowOf[none] = row;
        do {
            isReached[column] = true;
            const std::size_t at = rowOf[column];
            float least = kInfinite;
            std::size_t next = none;
            for (std::size_t j = 0; j < size; ++j) {
                if (isReached[j])
                    continue;
                const float cost = costs[at * size + j] - rowPrice[at] - columnPrice[j];
                if (cost < shortest[j]) {
                    shortest[j] = cost;
                    before[j] = column;
                }
                if (shortest[j] < least) {
                    least = shortest[j];
                    next = j;
                }
            }
            for (std::size_t j = 0; j <= size; ++j) {
                if (isReached[j]) {
                    rowPrice[rowOf[j]] += least;
                    columnPrice[j] -= least;
                } else {
                    shortest[j] -= least;
                }
            }
            column = next;
        } while (rowOf[column] != none);
        while (column != none) {
            rowOf[column] = rowOf[before[column]];
            column = before[column];
        }
    }
    std::array<std::uint8_t, kMaxAssigned> photoOf{};
    for (std::size_t j = 0; j < size; ++j)
        photoOf[j] = static_cast<std::uint8_t>(rowOf[j]);
    return photoOf;
}

} // namespace lookalike
