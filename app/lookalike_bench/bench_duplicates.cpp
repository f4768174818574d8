// SPDX-License-Identifier: GPL-3.0-or-later
// Looks for pairs of close embeddings, compares them with the exact ones in the same run and prints
// one JSON line a figure.
#include "app/lookalike_bench/command.h"
#include "app/lookalike_bench/exact_scan.h"
#include "app/lookalike_bench/figures.h"
#include "app/lookalike_bench/search_rows.h"
#include "app/lookalike_bench/synthetic_embeddings.h"
#include "core/base/float16.h"
#include "core/duplicates/candidates/similar_pairs.h"
#include "core/search/kernels.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <filesystem>
#include <iterator>
#include <memory>
#include <random>

namespace lookalike {

namespace {

struct DuplicatesBenchOptions {
    std::size_t rows = 100'000;
    int dim = 384;
    std::filesystem::path file; ///< safetensors with real embeddings instead of synthetic ones
    float minCosine = 0.92F;
    std::size_t threads = 0; ///< 0: one a core
    /// Rows that are compared exactly with all; 0: every row up to 100,000 of them, else 2,000.
    std::size_t sample = 0;
};

constexpr std::size_t kExactRows = 100'000;
constexpr std::size_t kSample = 2'000;
constexpr std::size_t kCopiesIn = 10;   ///< one row in so many is a copy
constexpr float kMostNoise = 0.6F;      ///< of a copy; 0.52 gives a cosine of 0.92
constexpr std::size_t kQueryBlock = 16; ///< rows of one side that stay in the first cache

/// The bench's own catalog: all rows in memory; row i is content i + 1.
class HalfRows final : public EmbeddingSource {
public:
    HalfRows(std::size_t rows, std::size_t dim)
        : m_dim(dim)
        , m_values(rows * dim)
    {}
    [[nodiscard]] std::size_t size() const { return m_values.size() / m_dim; }
    [[nodiscard]] std::size_t dim() const { return m_dim; }
    [[nodiscard]] std::span<const std::uint16_t> row(std::size_t i) const
    {
        return std::span(m_values).subspan(i * m_dim, m_dim);
    }
    void set(std::size_t i, std::span<const float> row)
    {
        std::transform(row.begin(), row.end(),
                       m_values.begin() + static_cast<std::ptrdiff_t>(i * m_dim), toFloat16);
    }
    [[nodiscard]] Result<Version> version() override { return Version{size(), size()}; }
    [[nodiscard]] Result<> forEach(ContentId after, const Visitor& visit) override
    {
        for (auto i = static_cast<std::size_t>(after.value()); i < size(); ++i) {
            if (!visit(ContentId(static_cast<std::int64_t>(i + 1)), row(i)))
                break;
        }
        return {};
    }

private:
    std::size_t m_dim;
    std::vector<std::uint16_t> m_values;
};

HalfRows makeRows(std::size_t count, int dim, TaskPool& pool)
{
    const SyntheticEmbeddings set(count, dim);
    HalfRows rows(count, set.dim());
    constexpr std::size_t kPart = 1024;
    pool.run((count + kPart - 1) / kPart, pool.width(), [&](std::size_t part, std::size_t) {
        std::vector<float> values(set.dim());
        for (std::size_t i = part * kPart; i < std::min(count, (part + 1) * kPart); ++i) {
            std::mt19937_64 random(i);
            const std::size_t original = random() % count;
            const float noise = kMostNoise * static_cast<float>(random() >> 40) * 0x1p-24F;
            if (i % kCopiesIn == 0 && original != i)
                set.nearCopy(original, noise, i, values);
            else
                set.row(i, values);
            rows.set(i, values);
        }
    });
    return rows;
}

Result<HalfRows> readRows(const std::filesystem::path& file)
{
    auto read = rowsFromFile(file);
    if (!read)
        return fail(read);
    HalfRows rows((*read)->size(), (*read)->dim());
    std::vector<float> values(rows.dim());
    for (std::size_t i = 0; i < rows.size(); ++i) {
        (*read)->row(i, values);
        rows.set(i, values);
    }
    return rows;
}

/// Rows as floats, padded with zeros to a multiple of 64 as scoreRows() wants them.
std::vector<float> widen(const HalfRows& rows, std::span<const std::size_t> numbers)
{
    const std::size_t stride = (rows.dim() + 63) / 64 * 64;
    std::vector<float> values(numbers.size() * stride);
    for (std::size_t i = 0; i < numbers.size(); ++i) {
        kernels::widenFloat16(rows.row(numbers[i]),
                              std::span(values).subspan(i * stride, rows.dim()));
    }
    return values;
}

/// All pairs of a sampled row with any other, ascending, by exact dot products block by block.
std::vector<SimilarPair> exactPairs(const HalfRows& rows, std::span<const std::size_t> sample,
                                    float minCosine, TaskPool& pool, std::size_t threads)
{
    constexpr std::size_t kBlock = 128;
    const std::size_t stride = (rows.dim() + 63) / 64 * 64;
    const std::vector<float> queries = widen(rows, sample);
    const bool isComplete = sample.size() == rows.size();
    std::vector<std::vector<SimilarPair>> found(threads);
    pool.run((rows.size() + kBlock - 1) / kBlock, threads, [&](std::size_t task, std::size_t slot) {
        std::vector<std::size_t> numbers;
        for (std::size_t i = task * kBlock; i < std::min(rows.size(), (task + 1) * kBlock); ++i)
            numbers.push_back(i);
        const std::vector<float> block = widen(rows, numbers);
        std::array<float, kQueryBlock> scores;
        for (std::size_t q = 0; q < sample.size(); q += kQueryBlock) {
            if (isComplete && q > numbers.back())
                break;
            const std::size_t count = std::min(kQueryBlock, sample.size() - q);
            for (std::size_t i = 0; i < numbers.size(); ++i) {
                scoreRows(queries.data() + q * stride, count,
                          std::span(block).subspan(i * stride, stride), scores.data());
                for (std::size_t j = 0; j < count; ++j) {
                    const std::size_t a = std::min(sample[q + j], numbers[i]);
                    const std::size_t b = std::max(sample[q + j], numbers[i]);
                    if (scores[j] < minCosine || a == b || (isComplete && sample[q + j] != a))
                        continue;
                    found[slot].push_back({ContentId(static_cast<std::int64_t>(a + 1)),
                                           ContentId(static_cast<std::int64_t>(b + 1)), scores[j]});
                }
            }
        }
    });
    std::vector<SimilarPair> pairs;
    for (const auto& part : found)
        pairs.insert(pairs.end(), part.begin(), part.end());
    return pairs;
}

bool byIds(const SimilarPair& a, const SimilarPair& b)
{
    return a.first != b.first ? a.first < b.first : a.second < b.second;
}

/// The part of `exact` that is in `found`, both sorted by ids.
double recall(std::vector<SimilarPair> exact, const std::vector<SimilarPair>& found,
              float maxCosine)
{
    std::erase_if(exact, [maxCosine](const SimilarPair& pair) { return pair.cosine > maxCosine; });
    std::vector<SimilarPair> both;
    std::set_intersection(exact.begin(), exact.end(), found.begin(), found.end(),
                          std::back_inserter(both), byIds);
    return exact.empty() ? 1.0
                         : static_cast<double>(both.size()) / static_cast<double>(exact.size());
}

Result<> measure(const DuplicatesBenchOptions& options)
{
    TaskPool pool;
    const std::size_t threads =
        options.threads == 0 ? pool.width() : std::min(options.threads, pool.width());
    auto rows = options.file.empty() ? Result<HalfRows>(makeRows(options.rows, options.dim, pool))
                                     : readRows(options.file);
    if (!rows)
        return fail(rows);
    nlohmann::ordered_json params = {{"rows", rows->size()},
                                     {"dim", rows->dim()},
                                     {"min_cosine", options.minCosine},
                                     {"threads", threads},
                                     {"data", options.file.empty() ? "synthetic" : "file"}};
    if (options.file.empty()) {
        params["copies"] = 1.0 / kCopiesIn;
        params["copy_noise"] = "0 to 0.6, evenly";
    }
    const auto print = [&params](const char* metric, double value, const char* unit) {
        printFigure("duplicates", metric, value, unit, params);
    };

    SimilarPairOptions search;
    search.minCosine = options.minCosine;
    search.threads = threads;
    const double before = peakMemoryMb();
    const auto start = Clock::now();
    auto found = findSimilarPairs(*rows, static_cast<int>(rows->dim()), search);
    const double seconds = secondsSince(start);
    if (!found)
        return fail(found);
    print("seconds", seconds, "s");
    print("memory_mb", peakMemoryMb() - before, "MiB");
    print("pairs", static_cast<double>(found->pairs.size()), "");
    print("truncated", static_cast<double>(found->truncated.size()), "");

    std::vector<std::size_t> sample;
    const std::size_t wanted = options.sample != 0
                                   ? options.sample
                                   : (rows->size() <= kExactRows ? rows->size() : kSample);
    for (std::size_t i = 0; i < std::min(wanted, rows->size()); ++i)
        sample.push_back(i * rows->size() / std::min(wanted, rows->size()));
    params["exact_rows"] = sample.size();
    const auto exactStart = Clock::now();
    auto exact = exactPairs(*rows, sample, options.minCosine, pool, threads);
    // A sampled row meets every other one, of a complete run only half of them.
    const double scale = sample.size() == rows->size() ? 1.0
                                                       : static_cast<double>(rows->size()) / 2 /
                                                             static_cast<double>(sample.size());
    print("exact_s", secondsSince(exactStart) * scale, "s");
    std::sort(exact.begin(), exact.end(), byIds);
    exact.erase(std::unique(exact.begin(), exact.end(),
                            [](const SimilarPair& a, const SimilarPair& b) {
                                return a.first == b.first && a.second == b.second;
                            }),
                exact.end());
    std::sort(found->pairs.begin(), found->pairs.end(), byIds);
    print("exact_pairs", static_cast<double>(exact.size()), "");
    print("recall", recall(exact, found->pairs, 2), "");
    print("recall_near_threshold", recall(exact, found->pairs, options.minCosine + 0.01F), "");
    return {};
}

} // namespace

void addDuplicatesBench(const Program& program)
{
    CLI::App* command = program.app.add_subcommand(
        "duplicates", "Find all pairs of close embeddings, beside exact search");
    const auto options = std::make_shared<DuplicatesBenchOptions>();
    command->add_option("--rows", options->rows, "Synthetic embeddings")
        ->check(CLI::PositiveNumber);
    command->add_option("--dim", options->dim, "Their dimension, a multiple of 64")
        ->check(CLI::Range(64, 4096))
        ->check([](const std::string& dim) {
            return std::stoi(dim) % 64 == 0 ? std::string() : std::string("not a multiple of 64");
        });
    command->add_option("--file", options->file, "Real embeddings: a safetensors file");
    command->add_option("--min-cosine", options->minCosine)->check(CLI::Range(0.8, 1.0));
    command->add_option("--threads", options->threads, "0: one a core");
    command->add_option("--sample", options->sample, "Rows to compare exactly with all");
    command->callback([options, &run = program.run] {
        run = [options] { return exitStatus(measure(*options)); };
    });
}

} // namespace lookalike
