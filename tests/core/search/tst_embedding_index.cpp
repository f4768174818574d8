// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/search/memory_source.h"
#include "tests/testing.h"

#include <QTemporaryDir>
#include <limits>
#include <set>
#include <thread>

using namespace lookalike;
using namespace lookalike::testing;

// If this fails, people do not find photos that they have.
class TestEmbeddingIndex : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void smallSetsEqualBruteForce();
    void sketchesFindNearlyAll();
    void filtersCostNoRecall();
    void equalScoresComeInAscendingId();
    void refusesBadQueries();
    void stopsWhenAsked();
    void concurrentSearchesEqualSerialOnes();

private:
    static constexpr std::size_t kRows = 50'000;
    QTemporaryDir m_folder;
    SyntheticEmbeddings m_set{kRows, 192};
    MemorySource m_source;
    std::unique_ptr<IndexStore> m_store;

    [[nodiscard]] std::filesystem::path file(const char* name) const
    {
        return std::filesystem::path(m_folder.path().toStdString()) / name;
    }
};

void TestEmbeddingIndex::initTestCase()
{
    fill(m_source, m_set, 0, kRows);
    auto store = IndexStore::open(file("large"), {"space", "m", 192}, m_source);
    VERIFY_RESULT(store);
    m_store = std::move(*store);
    QCOMPARE(m_store->snapshot()->size(), kRows);
    QVERIFY(m_store->snapshot()->residentBytes() < kRows * 80);
}

void TestEmbeddingIndex::smallSetsEqualBruteForce()
{
    MemorySource source;
    auto empty = IndexStore::open(file("empty"), {"space", "m", 192}, source);
    VERIFY_RESULT(empty);
    const std::vector<float> query = embedding(m_set, 3, true);
    const auto none = (*empty)->snapshot()->search(query, {});
    VERIFY_RESULT(none);
    QVERIFY(none->empty());

    fill(source, m_set, 0, 300);
    VERIFY_RESULT((*empty)->refresh(source));
    for (const std::size_t k : {1U, 60U, 300U, 1000U}) {
        NeighborQuery options;
        options.topK = k;
        const auto found = (*empty)->snapshot()->search(query, options);
        const auto exact = bruteForce(source, query, k);
        VERIFY_RESULT(found);
        QCOMPARE(found->size(), exact.size());
        for (std::size_t i = 0; i < exact.size(); ++i) {
            QVERIFY((*found)[i].content == exact[i].content);
            QVERIFY(std::abs((*found)[i].score - exact[i].score) < 1e-5F);
        }
    }
}

void TestEmbeddingIndex::sketchesFindNearlyAll()
{
    std::size_t hits = 0;
    NeighborQuery options;
    options.topK = 100;
    for (std::size_t i = 0; i < 20; ++i) {
        const std::vector<float> query = embedding(m_set, i * 2411, true);
        const auto found = m_store->snapshot()->search(query, options);
        VERIFY_RESULT(found);
        std::set<std::int64_t> ids;
        for (const Neighbor& neighbor : *found)
            ids.insert(neighbor.content.value());
        for (const Neighbor& exact : bruteForce(m_source, query, 100)) {
            hits += ids.count(exact.content.value());
        }
    }
    QVERIFY2(hits >= 1980, QByteArray::number(static_cast<qulonglong>(hits)));
}

void TestEmbeddingIndex::filtersCostNoRecall()
{
    const std::vector<float> query = embedding(m_set, 77, true);
    for (const std::int64_t every : {2, 1000}) {
        ContentSet allowed;
        for (std::int64_t id = every; id <= static_cast<std::int64_t>(kRows); id += every) {
            allowed.insert(ContentId(id));
        }
        NeighborQuery options;
        options.topK = 20;
        options.allowed = &allowed;
        const auto found = m_store->snapshot()->search(query, options);
        VERIFY_RESULT(found);
        const auto exact = bruteForce(m_source, query, 20, &allowed);
        std::size_t hits = 0;
        for (const Neighbor& neighbor : *found) {
            QVERIFY(allowed.contains(neighbor.content));
            hits += static_cast<std::size_t>(
                std::count_if(exact.begin(), exact.end(),
                              [&](const Neighbor& e) { return e.content == neighbor.content; }));
        }
        QVERIFY(hits >= (every == 2 ? 19U : 20U));
    }
    NeighborQuery strict;
    strict.minScore = 0.6F;
    const auto found = m_store->snapshot()->search(query, strict);
    VERIFY_RESULT(found);
    for (const Neighbor& neighbor : *found)
        QVERIFY(neighbor.score >= 0.6F);
}

void TestEmbeddingIndex::equalScoresComeInAscendingId()
{
    MemorySource source;
    for (std::int64_t id = 1; id <= 50; ++id)
        source.put(id, halves(embedding(m_set, 1, false)));
    auto store = IndexStore::open(file("equal"), {"space", "m", 192}, source);
    VERIFY_RESULT(store);
    NeighborQuery options;
    options.topK = 10;
    const auto found = (*store)->snapshot()->search(embedding(m_set, 1, true), options);
    VERIFY_RESULT(found);
    for (std::size_t i = 0; i < 10; ++i) {
        QCOMPARE((*found)[i].content.value(), static_cast<std::int64_t>(i + 1));
    }
}

void TestEmbeddingIndex::refusesBadQueries()
{
    const auto index = m_store->snapshot();
    std::vector<float> query = embedding(m_set, 1, true);
    VERIFY_ERROR(index->search(std::span(query).first(100), {}), ErrorCode::InvalidArgument);
    query[5] = std::numeric_limits<float>::quiet_NaN();
    VERIFY_ERROR(index->search(query, {}), ErrorCode::InvalidArgument);
    const std::vector<float> zero(192);
    VERIFY_ERROR(index->search(zero, {}), ErrorCode::InvalidArgument);
}

void TestEmbeddingIndex::stopsWhenAsked()
{
    std::stop_source stop;
    stop.request_stop();
    NeighborQuery options;
    options.stop = stop.get_token();
    VERIFY_ERROR(m_store->snapshot()->search(embedding(m_set, 1, true), options),
                 ErrorCode::Cancelled);
}

void TestEmbeddingIndex::concurrentSearchesEqualSerialOnes()
{
    const auto index = m_store->snapshot();
    NeighborQuery serial;
    serial.threads = 1;
    std::vector<std::vector<Neighbor>> expected(8);
    std::vector<std::vector<Neighbor>> found(8);
    for (std::size_t i = 0; i < 8; ++i) {
        expected[i] = index->search(embedding(m_set, i * 100, true), serial).value();
    }
    {
        std::vector<std::jthread> threads;
        for (std::size_t i = 0; i < 8; ++i) {
            threads.emplace_back(
                [&, i] { found[i] = index->search(embedding(m_set, i * 100, true), {}).value(); });
        }
    }
    for (std::size_t i = 0; i < 8; ++i) {
        QCOMPARE(found[i].size(), expected[i].size());
        // Which rows are scored may differ at the very end of the list; a score never does.
        for (std::size_t j = 0; j + 3 < found[i].size(); ++j) {
            QVERIFY(found[i][j] == expected[i][j]);
        }
    }
}

QTEST_GUILESS_MAIN(TestEmbeddingIndex)
#include "tst_embedding_index.moc"
