// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/lookalike_bench/search_rows.h"

#include "app/lookalike_bench/synthetic_embeddings.h"
#include "core/base/float16.h"
#include "core/encode/safetensors.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstring>
#include <numeric>
#include <random>

namespace lookalike {

namespace {

constexpr std::size_t kBatch = 8192;

class Synthetic final : public SearchRows {
public:
    Synthetic(std::size_t rows, int dim)
        : m_embeddings(rows, dim)
        , m_size(rows)
    {}
    [[nodiscard]] std::size_t size() const override { return m_size; }
    [[nodiscard]] std::size_t dim() const override { return m_embeddings.dim(); }
    void row(std::size_t number, std::span<float> out) const override
    {
        m_embeddings.row(number, out);
    }
    void query(std::size_t number, std::span<float> out) const override
    {
        m_embeddings.query(number, out);
    }

private:
    SyntheticEmbeddings m_embeddings;
    std::size_t m_size;
};

void normalise(std::span<float> vector)
{
    const float square = std::inner_product(vector.begin(), vector.end(), vector.begin(), 0.0F);
    for (float& value : vector)
        value /= std::sqrt(std::max(square, 1e-30F));
}

class Real final : public SearchRows {
public:
    Real(std::vector<float> values, std::size_t dim)
        : m_values(std::move(values))
        , m_dim(dim)
    {
        for (std::size_t i = 0; i < size(); ++i)
            normalise(std::span(m_values).subspan(i * dim, dim));
    }
    [[nodiscard]] std::size_t size() const override { return m_values.size() / m_dim; }
    [[nodiscard]] std::size_t dim() const override { return m_dim; }
    void row(std::size_t number, std::span<float> out) const override
    {
        const auto row = std::span(m_values).subspan(number % size() * m_dim, m_dim);
        std::copy(row.begin(), row.end(), out.begin());
    }
    void query(std::size_t number, std::span<float> out) const override
    {
        row(number, out);
        std::mt19937_64 random(number);
        std::normal_distribution<float> noise(0, 0.1F / std::sqrt(static_cast<float>(m_dim)));
        for (float& value : out)
            value += noise(random);
        normalise(out);
    }

private:
    std::vector<float> m_values;
    std::size_t m_dim;
};

} // namespace

std::unique_ptr<SearchRows> syntheticRows(std::size_t rows, int dim)
{
    return std::make_unique<Synthetic>(rows, dim);
}

Result<std::unique_ptr<SearchRows>> rowsFromFile(const std::filesystem::path& path)
{
    auto file = SafetensorsFile::open(path);
    if (!file)
        return fail(file);
    for (const TensorInfo& tensor : file->tensors()) {
        const bool half = tensor.dtype == Dtype::F16;
        if (tensor.shape.size() != 2 || tensor.elements() == 0 ||
            (!half && tensor.dtype != Dtype::F32)) {
            continue;
        }
        std::vector<std::byte> bytes(tensor.bytes);
        if (auto done = file->read(tensor, bytes); !done)
            return fail(done);
        std::vector<float> values(static_cast<std::size_t>(tensor.elements()));
        if (half) {
            std::vector<std::uint16_t> halves(values.size());
            std::memcpy(halves.data(), bytes.data(), bytes.size());
            std::transform(halves.begin(), halves.end(), values.begin(), toFloat32);
        } else {
            std::memcpy(values.data(), bytes.data(), bytes.size());
        }
        return std::make_unique<Real>(std::move(values), static_cast<std::size_t>(tensor.shape[1]));
    }
    return fail(ErrorCode::Unsupported, "No two-dimensional F32 or F16 tensor in the file"_msg,
                path);
}

Result<> RowsSource::forEach(ContentId after, const Visitor& visit)
{
    const std::size_t dim = m_rows.dim();
    std::vector<std::uint16_t> halves;
    // Batches grow, since some callers want one row only.
    std::size_t batch = 1;
    for (auto first = static_cast<std::size_t>(after.value()); first < m_count; first += batch) {
        batch = std::min({batch * 64, kBatch, m_count - first});
        halves.resize(batch * dim);
        const auto start = std::chrono::steady_clock::now();
        constexpr std::size_t kPart = 128;
        m_pool.run((batch + kPart - 1) / kPart, m_pool.width(), [&](std::size_t part, std::size_t) {
            std::vector<float> row(dim);
            for (std::size_t i = part * kPart; i < std::min(batch, (part + 1) * kPart); ++i) {
                m_rows.row(first + i, row);
                std::transform(row.begin(), row.end(),
                               halves.begin() + static_cast<std::ptrdiff_t>(i * dim), toFloat16);
            }
        });
        m_secondsMaking +=
            std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
        for (std::size_t i = 0; i < batch; ++i) {
            const ContentId content(static_cast<std::int64_t>(first + i + 1));
            if (!visit(content, std::span(halves).subspan(i * dim, dim)))
                return {};
        }
    }
    return {};
}

FloatRows::FloatRows(const SearchRows& rows, std::size_t count, TaskPool& pool)
    : m_stride((rows.dim() + 63) / 64 * 64)
    , m_values(count * m_stride)
{
    constexpr std::size_t kPart = 1024;
    pool.run((count + kPart - 1) / kPart, pool.width(), [&](std::size_t part, std::size_t) {
        for (std::size_t i = part * kPart; i < std::min(count, (part + 1) * kPart); ++i) {
            rows.row(i, std::span(m_values).subspan(i * m_stride, rows.dim()));
        }
    });
}

std::vector<float> FloatRows::padded(std::span<const float> query) const
{
    std::vector<float> result(query.begin(), query.end());
    result.resize(m_stride);
    return result;
}

std::vector<std::vector<Neighbor>> exactByStreaming(const SearchRows& rows,
                                                    std::span<const std::vector<float>> queries,
                                                    std::size_t k, const ContentSet* allowed,
                                                    TaskPool& pool)
{
    constexpr std::size_t kPart = 1024;
    std::vector<std::vector<TopRows>> best(pool.width(),
                                           std::vector<TopRows>(queries.size(), TopRows(k)));
    const std::size_t stride = queries.front().size();
    pool.run((rows.size() + kPart - 1) / kPart, pool.width(),
             [&](std::size_t part, std::size_t slot) {
                 const std::size_t first = part * kPart;
                 const std::size_t count = std::min(kPart, rows.size() - first);
                 std::vector<float> values(count * stride);
                 std::vector<float> scores(count);
                 for (std::size_t i = 0; i < count; ++i) {
                     rows.row(first + i, std::span(values).subspan(i * stride, rows.dim()));
                 }
                 for (std::size_t q = 0; q < queries.size(); ++q) {
                     scoreRows(values.data(), count, queries[q], scores.data());
                     for (std::size_t i = 0; i < count; ++i) {
                         const ContentId content(static_cast<std::int64_t>(first + i + 1));
                         if (allowed == nullptr || allowed->contains(content))
                             best[slot][q].add(content, scores[i]);
                     }
                 }
             });
    std::vector<std::vector<Neighbor>> result;
    for (std::size_t q = 0; q < queries.size(); ++q) {
        for (std::size_t slot = 1; slot < best.size(); ++slot)
            best[0][q].add(best[slot][q]);
        result.push_back(best[0][q].sorted());
    }
    return result;
}

} // namespace lookalike
