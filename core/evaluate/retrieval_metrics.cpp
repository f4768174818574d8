// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/evaluate/retrieval_metrics.h"

#include <algorithm>
#include <atomic>
#include <mutex>
#include <numeric>
#include <set>
#include <thread>
#include <vector>

namespace lookalike {

namespace {

struct QueryFigures {
    bool counts = false;
    double hit = 0;
    double precision = 0;
    double averagePrecision = 0;
};

QueryFigures measureQuery(std::span<const int> labels, std::size_t query, std::size_t k,
                          std::span<const float> scores, std::vector<std::size_t>& order)
{
    order.resize(labels.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    order.erase(order.begin() + static_cast<std::ptrdiff_t>(query));
    std::ranges::stable_sort(order,
                             [&](std::size_t a, std::size_t b) { return scores[a] > scores[b]; });
    QueryFigures figures;
    std::size_t found = 0;
    for (std::size_t rank = 0; rank < order.size(); ++rank) {
        if (labels[order[rank]] != labels[query])
            continue;
        ++found;
        if (rank == 0)
            figures.hit = 1;
        if (rank < k)
            figures.precision += 1;
        figures.averagePrecision += static_cast<double>(found) / static_cast<double>(rank + 1);
    }
    if (found == 0)
        return {};
    figures.counts = true;
    figures.precision /= static_cast<double>(std::max<std::size_t>(k, 1));
    figures.averagePrecision /= static_cast<double>(found);
    return figures;
}

std::vector<QueryFigures> measureQueries(std::span<const int> labels, std::size_t k,
                                         const ScoreRow& scores)
{
    std::vector<QueryFigures> figures(labels.size());
    std::atomic<std::size_t> next{0};
    const auto work = [&] {
        std::vector<float> row(labels.size());
        std::vector<std::size_t> order;
        for (std::size_t query = next++; query < labels.size(); query = next++) {
            scores(query, row);
            figures[query] = measureQuery(labels, query, k, row, order);
        }
    };
    {
        std::vector<std::jthread> threads;
        for (unsigned i = 0; i < std::max(1U, std::thread::hardware_concurrency()); ++i)
            threads.emplace_back(work);
    }
    return figures;
}

} // namespace

std::vector<double> averagePrecisions(std::span<const int> labels, const ScoreRow& scores)
{
    std::vector<double> result;
    for (const QueryFigures& figure : measureQueries(labels, 1, scores))
        result.push_back(figure.counts ? figure.averagePrecision : -1);
    return result;
}

RetrievalMetrics measureRetrieval(std::span<const int> labels, std::size_t k,
                                  const ScoreRow& scores)
{
    RetrievalMetrics metrics;
    metrics.images = labels.size();
    metrics.labels = std::set<int>(labels.begin(), labels.end()).size();
    metrics.k = k;
    std::size_t counted = 0;
    for (const QueryFigures& figure : measureQueries(labels, k, scores)) {
        if (!figure.counts)
            continue;
        ++counted;
        metrics.recallAt1 += figure.hit;
        metrics.precisionAtK += figure.precision;
        metrics.meanAveragePrecision += figure.averagePrecision;
    }
    if (counted > 0) {
        metrics.recallAt1 /= static_cast<double>(counted);
        metrics.precisionAtK /= static_cast<double>(counted);
        metrics.meanAveragePrecision /= static_cast<double>(counted);
    }
    return metrics;
}

RetrievalMetrics measureRetrieval(std::span<const int> labels, std::size_t k,
                                  std::span<const float> embeddings, int dim)
{
    const auto width = static_cast<std::size_t>(dim);
    return measureRetrieval(labels, k, [&](std::size_t query, std::span<float> out) {
        const float* const a = embeddings.data() + query * width;
        for (std::size_t i = 0; i < out.size(); ++i) {
            const float* const b = embeddings.data() + i * width;
            out[i] = std::inner_product(a, a + width, b, 0.0F);
        }
    });
}

} // namespace lookalike
