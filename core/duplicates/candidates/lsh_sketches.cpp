// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/duplicates/candidates/lsh_sketches.h"

#include "core/base/task_pool.h"
#include "core/search/rotation.h"

#include <algorithm>
#include <bit>
#include <limits>

namespace lookalike {

namespace {

constexpr std::uint64_t kPlaneSeed = 0x6C6F6F6B;
constexpr std::size_t kSketchBatch = 8192; ///< rows sketched at once
constexpr std::size_t kPart = 256;         ///< rows per task

/// Signs after random rotations. The axes of a rotation are orthogonal hyperplanes, which estimate
/// an angle better than independent ones.
class SignSketcher {
public:
    explicit SignSketcher(std::size_t dim)
        : m_dim(dim)
    {
        const std::size_t padded = (dim + 63) / 64 * 64;
        for (std::size_t bits = 0; bits < LshSketches::kBits; bits += padded) {
            m_rotations.emplace_back(static_cast<int>(padded), kPlaneSeed + bits);
        }
    }

    void sketch(std::span<const std::uint16_t> row, std::uint64_t* words,
                std::vector<float>& scratch) const
    {
        const auto padded = static_cast<std::size_t>(m_rotations.front().dim());
        scratch.resize(2 * padded);
        const std::span<float> vector = std::span(scratch).first(padded);
        const std::span<float> rotated = std::span(scratch).last(padded);
        kernels::widenFloat16(row, vector.first(m_dim));
        std::fill(vector.begin() + static_cast<std::ptrdiff_t>(m_dim), vector.end(), 0.0F);
        std::size_t word = 0;
        for (const RandomRotation& rotation : m_rotations) {
            std::copy(vector.begin(), vector.end(), rotated.begin());
            rotation.apply(rotated);
            for (std::size_t i = 0; i < padded && word < kernels::kSketchWords; i += 64, ++word)
                words[word] = signs(rotated.subspan(i, 64));
        }
    }

private:
    static std::uint64_t signs(std::span<const float> values)
    {
        std::uint64_t bits = 0;
        for (std::size_t i = 0; i < 64; ++i)
            bits |= static_cast<std::uint64_t>(std::bit_cast<std::uint32_t>(values[i]) >> 31) << i;
        return bits;
    }

    std::size_t m_dim;
    std::vector<RandomRotation> m_rotations;
};

} // namespace

Result<LshSketches> readLshSketches(EmbeddingSource& source, std::size_t dim,
                                    const SimilarPairOptions& options, TaskPool& pool,
                                    std::size_t threads,
                                    const std::function<void(std::uint64_t)>& visited)
{
    const SignSketcher sketcher(dim);
    LshSketches rows;
    std::vector<std::uint16_t> batch;
    std::vector<std::vector<float>> scratch(threads);
    const auto flush = [&] {
        const std::size_t count = batch.size() / dim;
        const std::size_t first = rows.size() - count;
        rows.sketches.resize(rows.size() * kernels::kSketchWords);
        pool.run((count + kPart - 1) / kPart, threads, [&](std::size_t part, std::size_t slot) {
            for (std::size_t i = part * kPart; i < std::min(count, (part + 1) * kPart); ++i) {
                sketcher.sketch(std::span(batch).subspan(i * dim, dim),
                                rows.sketches.data() + (first + i) * kernels::kSketchWords,
                                scratch[slot]);
            }
        });
        batch.clear();
    };
    std::uint64_t seen = 0;
    const auto read =
        source.forEach(ContentId(), [&](ContentId content, std::span<const std::uint16_t> row) {
            if (++seen % kSketchBatch == 0)
                visited(seen);
            std::uint8_t side = 0;
            if (options.first == nullptr || options.first->contains(content))
                side |= LshSketches::InFirst;
            if (options.second == nullptr || options.second->contains(content))
                side |= LshSketches::InSecond;
            if (side == 0 || row.size() != dim)
                return !options.stop.stop_requested();
            rows.contents.push_back(content.value());
            rows.sides.push_back(side);
            rows.isRestricted = rows.isRestricted || side != LshSketches::InBoth;
            batch.insert(batch.end(), row.begin(), row.end());
            if (batch.size() == kSketchBatch * dim)
                flush();
            return !options.stop.stop_requested();
        });
    if (!read)
        return fail(read);
    if (rows.size() > std::numeric_limits<std::uint32_t>::max())
        return fail(ErrorCode::TooLarge, "There are too many embeddings to compare"_msg);
    flush();
    return rows;
}

} // namespace lookalike
