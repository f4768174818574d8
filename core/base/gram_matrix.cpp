// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/gram_matrix.h"

namespace lookalike {

// One task a row of the result: threads change nothing.
std::vector<float> gramMatrix(std::span<const float> rows, std::size_t dim, TaskPool& pool,
                              const std::stop_token& stop)
{
    std::vector<float> product(dim * dim);
    pool.run(dim, pool.width(), [&](std::size_t i, std::size_t) {
        if (stop.stop_requested())
            return;
        float* const out = &product[i * dim];
        for (std::size_t row = 0; row < rows.size(); row += dim) {
            const float factor = rows[row + i];
            const float* const values = &rows[row];
            for (std::size_t j = 0; j < dim; ++j)
                out[j] += factor * values[j];
        }
    });
    return product;
}

} // namespace lookalike
