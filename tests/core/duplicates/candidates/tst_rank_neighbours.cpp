// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/duplicates/candidates/rank_neighbours.h"
#include "tests/core/search/memory_source.h"
#include "tests/testing.h"

#include <QTemporaryDir>
#include <set>

using namespace lookalike;
using namespace lookalike::testing;

class TestRankNeighbours : public QObject {
    Q_OBJECT

private:
    static constexpr std::size_t kRows = 5000; // more than one block
    static constexpr int kDim = 64;
    static constexpr std::int64_t kStride = 100;
    using Ids = std::set<std::pair<std::int64_t, std::int64_t>>;

    QTemporaryDir m_folder;
    MemorySource m_source;
    std::unique_ptr<IndexStore> m_store;
    std::shared_ptr<const EmbeddingIndex> m_index;
    ContentSet m_all;
    ContentSet m_odd;
    ContentSet m_even;

    /// What asking some of `from` the slow way gives.
    [[nodiscard]] Ids expected(const ContentSet& from, const ContentSet& among, std::size_t k) const
    {
        Ids pairs;
        for (const auto& [content, row] : m_source.rows()) {
            if (!from.contains(ContentId(content)) || content % kStride > 1)
                continue;
            std::vector<float> query(row.size());
            std::ranges::transform(row, query.begin(), toFloat32);
            std::size_t kept = 0;
            for (const Neighbor& near : bruteForce(m_source, query, k + 1, &among))
                if (near.content.value() != content && kept++ < k)
                    pairs.emplace(content, near.content.value());
        }
        return pairs;
    }

private Q_SLOTS:
    void initTestCase()
    {
        fill(m_source, SyntheticEmbeddings(kRows, kDim), 0, kRows);
        auto store = IndexStore::open((m_folder.path() + "/index").toStdString(), {"s", "m", kDim},
                                      m_source);
        VERIFY_RESULT(store);
        m_store = std::move(*store);
        m_index = m_store->snapshot();
        for (std::int64_t id = 1; id <= static_cast<std::int64_t>(kRows); ++id) {
            m_all.insert(ContentId(id));
            (id % 2 == 0 ? m_even : m_odd).insert(ContentId(id));
        }
    }

    void everyPhotoHasItsNearest_data()
    {
        QTest::addColumn<bool>("apart");
        QTest::addRow("among all") << false;
        QTest::addRow("from one set of folders in another") << true;
    }
    void everyPhotoHasItsNearest()
    {
        QFETCH(bool, apart);
        const ContentSet& from = apart ? m_odd : m_all;
        const ContentSet& among = apart ? m_even : m_all;
        double told = 0;
        const auto found = rankNeighbours({.index = *m_index,
                                           .embeddings = m_source,
                                           .from = from,
                                           .among = among,
                                           .neighbours = 4,
                                           .minCosine = -1,
                                           .progress = [&](double part) { told = part; },
                                           .stop = {}});
        VERIFY_RESULT(found);
        QCOMPARE(told, 1.0);
        QCOMPARE(found->size(), from.size() * 4);
        Ids ids;
        for (const SimilarPair& pair : *found) {
            QVERIFY(pair.first < pair.second);
            ids.emplace(pair.first.value(), pair.second.value());
        }
        // The index is allowed to miss one in a hundred.
        const Ids truth = expected(from, among, 4);
        std::size_t missed = 0;
        for (const auto& [content, near] : truth)
            missed += ids.contains(std::minmax(content, near)) ? 0U : 1U;
        QVERIFY(truth.size() >= 200);
        QVERIFY2(missed * 100 <= truth.size(), qPrintable(QString::number(missed)));
    }

    void nothingIsFartherThanAsked()
    {
        const auto found = rankNeighbours({.index = *m_index,
                                           .embeddings = m_source,
                                           .from = m_all,
                                           .among = m_all,
                                           .minCosine = 0.7F,
                                           .progress = {},
                                           .stop = {}});
        VERIFY_RESULT(found);
        QVERIFY(!found->empty());
        for (const SimilarPair& pair : *found)
            QVERIFY(pair.cosine >= 0.7F);
    }

    void stopsWhenAskedTo()
    {
        std::stop_source stop;
        stop.request_stop();
        VERIFY_ERROR(rankNeighbours({.index = *m_index,
                                     .embeddings = m_source,
                                     .from = m_all,
                                     .among = m_all,
                                     .progress = {},
                                     .stop = stop.get_token()}),
                     ErrorCode::Cancelled);
    }
};

QTEST_GUILESS_MAIN(TestRankNeighbours)
#include "tst_rank_neighbours.moc"
