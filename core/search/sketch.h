// SPDX-License-Identifier: GPL-3.0-or-later
// Sketches reduce an embedding to two bits per dimension, from which cosines can be estimated with
// a known error. Method: "RaBitQ" (Gao and Long, SIGMOD 2024) for the sign bits, and its multi-bit
// extension (Gao et al., SIGMOD 2025) for the second plane, which refines the first.
#pragma once

#include "core/base/embedding_space.h"
#include "core/search/kernels.h"
#include "core/search/rotation.h"

#include <hwy/aligned_allocator.h>

#include <cstddef>
#include <cstdint>
#include <span>

namespace lookalike {

/// A query prepared for both planes. Read-only once made, so threads may share it.
struct SketchQuery {
    hwy::AlignedFreeUniquePtr<std::uint8_t[]> table; ///< sums of the query over four dimensions
    std::size_t groups = 0;
    float step = 0;  ///< one unit of the table
    float base = 0;  ///< sum of the query over set bits = step * table sum + base
    float total = 0; ///< sum of the query over all dimensions

    /// Returns a query for the rows of the sign plane whose cosine may reach `cosine`.
    [[nodiscard]] kernels::PlaneQuery reaching(float cosine) const noexcept;
    /// Returns an unbiased estimate of a row's cosine from its sums in both planes and its second
    /// norm.
    [[nodiscard]] float estimate(std::uint16_t signSum, std::uint16_t levelSum,
                                 float norm) const noexcept;
    /// Returns the standard error of estimate() for rows whose cosine is about `cosine`.
    [[nodiscard]] float standardError(float cosine) const noexcept;
};

/// Sketches the embeddings of one space. Immutable; any thread. The rotation is derived from the
/// space's id, so that sketches can be stored.
class Sketcher {
public:
    explicit Sketcher(const EmbeddingSpace& space);

    [[nodiscard]] std::size_t dim() const noexcept { return m_dim; }
    /// dim() rounded up to a multiple of 64.
    [[nodiscard]] std::size_t sketchDim() const noexcept
    {
        return static_cast<std::size_t>(m_rotation.dim());
    }
    [[nodiscard]] std::size_t blockBytes() const noexcept
    {
        return kernels::blockBytes(sketchDim() / 4);
    }

    /// Writes float16 rows (row-major, normalised) into the two planes of kernels.h as rows
    /// `first`, `first` + 1, and so on. The target bits must be zero.
    void encode(std::span<const std::uint16_t> rows, std::size_t first, std::uint8_t* signs,
                std::uint8_t* levels) const;
    /// `query` must hold dim() floats and have length 1.
    [[nodiscard]] SketchQuery prepare(std::span<const float> query) const;

private:
    /// Rotates and normalises a vector. `scratch` must hold sketchDim() floats and start with the
    /// vector.
    void rotate(std::span<float> scratch) const noexcept;

    std::size_t m_dim;
    RandomRotation m_rotation;
};

} // namespace lookalike
