// SPDX-License-Identifier: GPL-3.0-or-later
// If these fail, every quality figure that the project publishes is wrong.
#include "core/evaluate/retrieval_metrics.h"
#include "tests/testing.h"

#include <algorithm>
#include <numeric>
#include <random>
#include <vector>

using namespace lookalike;

namespace {

/// The definitions written down as they are read, with a full sort a query.
RetrievalMetrics reference(const std::vector<int>& labels, std::size_t k,
                           const std::vector<float>& rows, int dim)
{
    RetrievalMetrics sum;
    double queries = 0;
    const auto size = static_cast<std::size_t>(dim);
    for (std::size_t query = 0; query < labels.size(); ++query) {
        std::vector<std::pair<float, std::size_t>> ranking;
        for (std::size_t other = 0; other < labels.size(); ++other)
            if (other != query)
                ranking.emplace_back(-std::inner_product(rows.begin() + long(query * size),
                                                         rows.begin() + long((query + 1) * size),
                                                         rows.begin() + long(other * size), 0.0F),
                                     other);
        std::ranges::sort(ranking);
        double hits = 0;
        double precisions = 0;
        double inTopK = 0;
        for (std::size_t rank = 0; rank < ranking.size(); ++rank) {
            if (labels[ranking[rank].second] != labels[query])
                continue;
            precisions += ++hits / static_cast<double>(rank + 1);
            inTopK += rank < k ? 1 : 0;
            sum.recallAt1 += rank == 0 ? 1 : 0;
        }
        if (hits == 0)
            continue;
        ++queries;
        sum.meanAveragePrecision += precisions / hits;
        sum.precisionAtK += inTopK / static_cast<double>(k);
    }
    sum.recallAt1 /= queries;
    sum.precisionAtK /= queries;
    sum.meanAveragePrecision /= queries;
    return sum;
}

} // namespace

class TestRetrievalMetrics : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void agreeWithTheDefinitions()
    {
        std::mt19937 random(3);
        std::normal_distribution<float> normal;
        constexpr int kDim = 6;
        std::vector<int> labels;
        std::vector<float> rows;
        for (int i = 0; i < 90; ++i) {
            labels.push_back(i == 0 ? 99 : i % 7); // the first is alone with its label
            for (int d = 0; d < kDim; ++d)
                rows.push_back(normal(random) + (d == i % 7 ? 1.5F : 0.0F));
        }
        const auto expected = reference(labels, 5, rows, kDim);
        const auto metrics = measureRetrieval(labels, 5, rows, kDim);
        QCOMPARE(metrics.images, std::size_t{90});
        QCOMPARE(metrics.labels, std::size_t{8});
        QVERIFY(expected.recallAt1 > 0.2 && expected.recallAt1 < 0.95); // neither all nor nothing
        QVERIFY(std::abs(metrics.recallAt1 - expected.recallAt1) < 1e-9);
        QVERIFY(std::abs(metrics.precisionAtK - expected.precisionAtK) < 1e-9);
        QVERIFY(std::abs(metrics.meanAveragePrecision - expected.meanAveragePrecision) < 1e-9);
    }

    void aPerfectRankingScoresOneAndTheWorstWhatItMust()
    {
        const std::vector<int> labels{0, 0, 1, 1};
        const auto ranked = [&](bool sameFirst) {
            return measureRetrieval(labels, 1, [&](std::size_t query, std::span<float> out) {
                for (std::size_t i = 0; i < out.size(); ++i)
                    out[i] = (labels[i] == labels[query]) == sameFirst ? 1.0F : 0.0F;
            });
        };
        QCOMPARE(ranked(true).meanAveragePrecision, 1.0);
        QCOMPARE(ranked(true).precisionAtK, 1.0);
        QCOMPARE(ranked(false).meanAveragePrecision, 1.0 / 3); // the one other is third of three
        QCOMPARE(ranked(false).recallAt1, 0.0);
    }
};

QTEST_GUILESS_MAIN(TestRetrievalMetrics)
#include "tst_retrieval_metrics.moc"
