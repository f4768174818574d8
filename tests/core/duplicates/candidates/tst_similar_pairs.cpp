// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/float16.h"
#include "core/duplicates/candidates/lsh_parameters.h"
#include "core/duplicates/candidates/similar_pairs.h"
#include "tests/core/search/memory_source.h"
#include "tests/testing.h"

#include <cmath>
#include <random>
#include <set>

using namespace lookalike;
using namespace lookalike::testing;

// If this fails, duplicates stay hidden, or a folder of blank scans takes the program down.
class TestSimilarPairs : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void nearlyAllPairsAreFound_data();
    void nearlyAllPairsAreFound();
    void planKeepsItsPromise_data();
    void planKeepsItsPromise();
    void fewRowsAreCompared_data();
    void fewRowsAreCompared();
    void aCrowdOfCopiesIsBounded_data();
    void aCrowdOfCopiesIsBounded();
    void aCrowdHidesNobodyElse();
    void bestPartnersAreKept();
    void copiesAreFoundAmongMuchThatLooksAlike();
    void setsRestrictPairs_data();
    void setsRestrictPairs();
    void threadsDoNotMatter();
    void cancelledWhenAskedToStop();
    void progressRisesToOne();
    void rowsOfAnotherLengthAreLeftOut();
    void rowsThatVanishAreLeftOut();
    void nonsenseIsRefused();
};

namespace {

constexpr int kDim = 128;
using Ids = std::pair<std::int64_t, std::int64_t>;

/// Rows of which every fifth is a copy of another, with noise that puts many pairs at about 0.92.
void fillWithCopies(MemorySource& source, std::size_t count, int dim = kDim)
{
    const SyntheticEmbeddings set(count, dim);
    std::vector<float> row(set.dim());
    std::mt19937_64 random(11);
    for (std::size_t i = 0; i < count; ++i) {
        const float noise = 0.6F * static_cast<float>(random() >> 40) * 0x1p-24F;
        const std::size_t original = random() % count;
        if (i % 5 == 0)
            set.nearCopy(original, noise, i, row);
        else
            set.row(i, row);
        source.put(static_cast<std::int64_t>(i + 1), halves(row));
    }
}

/// `count` contents from `first` on that all but equal each other.
void addCrowd(MemorySource& source, std::int64_t first, std::size_t count, float noise)
{
    const SyntheticEmbeddings set(1000, kDim, 5);
    std::vector<float> row(set.dim());
    for (std::size_t i = 0; i < count; ++i) {
        set.nearCopy(0, noise, i + 1, row);
        source.put(first + static_cast<std::int64_t>(i), halves(row));
    }
}

/// The truth, computed the slow way.
std::map<Ids, float> allPairs(const MemorySource& source, float minCosine)
{
    std::vector<std::pair<std::int64_t, std::vector<float>>> rows;
    for (const auto& [content, row] : source.rows()) {
        rows.emplace_back(content, row.size());
        std::transform(row.begin(), row.end(), rows.back().second.begin(), toFloat32);
    }
    std::map<Ids, float> pairs;
    for (std::size_t b = 0; b < rows.size(); ++b) {
        for (std::size_t a = 0; a < b; ++a) {
            float sum = 0;
            for (std::size_t i = 0; i < rows[a].second.size(); ++i)
                sum += rows[a].second[i] * rows[b].second[i];
            if (sum >= minCosine)
                pairs[{rows[a].first, rows[b].first}] = std::min(1.0F, sum);
        }
    }
    return pairs;
}

Ids idsOf(const SimilarPair& pair)
{
    return {pair.first.value(), pair.second.value()};
}

std::set<Ids> idsOf(const SimilarPairs& found)
{
    std::set<Ids> ids;
    for (const SimilarPair& pair : found.pairs)
        ids.insert(idsOf(pair));
    return ids;
}

ContentSet contents(std::int64_t first, std::int64_t last)
{
    ContentSet set;
    for (std::int64_t content = first; content <= last; ++content)
        set.insert(ContentId(content));
    return set;
}

} // namespace

void TestSimilarPairs::nearlyAllPairsAreFound_data()
{
    QTest::addColumn<int>("rows");
    QTest::addColumn<int>("dim");
    QTest::addColumn<float>("minCosine");
    QTest::newRow("at the default cosine") << 2500 << 128 << 0.92F;
    QTest::newRow("at a low cosine") << 2000 << 128 << 0.85F;
    QTest::newRow("at a high cosine") << 2500 << 128 << 0.98F;
    QTest::newRow("of many dimensions") << 1000 << 768 << 0.92F;
}

void TestSimilarPairs::nearlyAllPairsAreFound()
{
    QFETCH(int, rows);
    QFETCH(int, dim);
    QFETCH(float, minCosine);
    MemorySource source;
    fillWithCopies(source, static_cast<std::size_t>(rows), dim);
    SimilarPairOptions options;
    options.minCosine = minCosine;
    options.maxPartners = 4000;
    const auto found = findSimilarPairs(source, dim, options);
    VERIFY_RESULT(found);
    QCOMPARE(found->rows, static_cast<std::uint64_t>(rows));
    QVERIFY(found->truncated.empty());

    const auto truth = allPairs(source, minCosine - 1e-5F);
    QVERIFY(truth.size() > 100);
    float last = 2;
    for (const SimilarPair& pair : found->pairs) {
        QVERIFY(pair.first < pair.second);
        QVERIFY(pair.cosine >= minCosine && pair.cosine <= last);
        last = pair.cosine;
        const auto exact = truth.find(idsOf(pair));
        QVERIFY(exact != truth.end());
        QVERIFY(std::abs(exact->second - pair.cosine) < 1e-5F);
    }
    QCOMPARE(idsOf(*found).size(), found->pairs.size());
    const auto wanted = allPairs(source, minCosine).size();
    QVERIFY2(static_cast<double>(found->pairs.size()) >= 0.99 * static_cast<double>(wanted),
             qPrintable(QString("%1 of %2").arg(found->pairs.size()).arg(wanted)));
}

void TestSimilarPairs::planKeepsItsPromise_data()
{
    QTest::addColumn<double>("cosine");
    for (const double cosine : {0.8, 0.85, 0.92, 0.98, 1.0})
        QTest::addRow("at a cosine of %.2f", cosine) << cosine;
}

void TestSimilarPairs::planKeepsItsPromise()
{
    QFETCH(double, cosine);
    LshSketches rows;
    std::mt19937_64 random(2);
    for (std::int64_t i = 0; i < 50000; ++i) {
        rows.contents.push_back(i + 1);
        rows.sides.push_back(LshSketches::InBoth);
        for (std::size_t word = 0; word < kernels::kSketchWords; ++word)
            rows.sketches.push_back(random());
    }
    const LshParameters plan = chooseLshParameters(rows, cosine);
    QVERIFY(plan.bits > 0);
    // The sum over all distances is a guarantee; pairs above the threshold are found more often.
    QVERIFY(hitProbability(plan, cosine) >= 0.99);
    QVERIFY(hitProbability(plan, (1 + cosine) / 2) >= hitProbability(plan, cosine));

    // The formula against what happens to sketches that differ in random bits.
    const double differing = std::acos(cosine) / 3.14159265358979;
    std::size_t hits = 0;
    constexpr std::size_t kTrials = 2000;
    std::vector<LshMask> masks;
    for (std::size_t table = 0; table < plan.tables; ++table)
        masks.push_back(lshMask(table, plan.bits));
    for (std::size_t trial = 0; trial < kTrials; ++trial) {
        LshMask difference{};
        std::uint32_t distance = 0;
        for (std::size_t bit = 0; bit < LshSketches::kBits; ++bit) {
            if (static_cast<double>(random() >> 11) * 0x1p-53 < differing) {
                difference[bit / 64] |= std::uint64_t{1} << (bit % 64);
                ++distance;
            }
        }
        const bool meets = std::any_of(masks.begin(), masks.end(), [&](const LshMask& mask) {
            return lshHash(difference.data(), mask) == 0;
        });
        hits += meets && distance <= plan.maxDistance ? 1U : 0U;
    }
    QVERIFY2(static_cast<double>(hits) >= 0.985 * kTrials, qPrintable(QString::number(hits)));
}

void TestSimilarPairs::fewRowsAreCompared_data()
{
    QTest::addColumn<int>("rows");
    QTest::newRow("no row") << 0;
    QTest::newRow("one row") << 1;
    QTest::newRow("two equal rows") << 2;
    QTest::newRow("seven equal rows") << 7;
}

void TestSimilarPairs::fewRowsAreCompared()
{
    QFETCH(int, rows);
    MemorySource source;
    addCrowd(source, 1, static_cast<std::size_t>(rows), 0);
    SimilarPairOptions options;
    options.minCosine = 0.999F;
    const auto found = findSimilarPairs(source, kDim, options);
    VERIFY_RESULT(found);
    QCOMPARE(found->rows, static_cast<std::uint64_t>(rows));
    QCOMPARE(found->pairs.size(), static_cast<std::size_t>(rows * (rows - 1) / 2));
    QVERIFY(found->truncated.empty());
}

void TestSimilarPairs::aCrowdOfCopiesIsBounded_data()
{
    QTest::addColumn<float>("noise");
    QTest::newRow("of equal rows") << 0.0F;
    QTest::newRow("of nearly equal rows") << 0.03F;
    QTest::newRow("of similar rows") << 0.1F;
}

void TestSimilarPairs::aCrowdOfCopiesIsBounded()
{
    QFETCH(float, noise);
    constexpr std::size_t kCrowd = 20000;
    constexpr std::size_t kPartners = 16;
    MemorySource source;
    addCrowd(source, 1, kCrowd, noise);
    SimilarPairOptions options;
    options.maxPartners = kPartners;
    const auto found = findSimilarPairs(source, kDim, options);
    VERIFY_RESULT(found);
    std::vector<std::size_t> partners(kCrowd + 1);
    for (const SimilarPair& pair : found->pairs) {
        ++partners[static_cast<std::size_t>(pair.first.value())];
        ++partners[static_cast<std::size_t>(pair.second.value())];
    }
    QVERIFY(*std::min_element(partners.begin() + 1, partners.end()) >= kPartners);
    QVERIFY(found->pairs.size() <= kCrowd * (kPartners + 1));
    QVERIFY(found->truncated.size() > kCrowd * 9 / 10);
    // Nobody stands apart: everyone is a partner of a member of lower id, down to the first.
    std::vector<bool> belongs(kCrowd + 1);
    belongs[1] = true;
    std::set<Ids> bySecond;
    for (const SimilarPair& pair : found->pairs)
        bySecond.insert({pair.second.value(), pair.first.value()});
    for (const auto& [second, first] : bySecond)
        belongs[static_cast<std::size_t>(second)] =
            belongs[static_cast<std::size_t>(second)] || belongs[static_cast<std::size_t>(first)];
    QVERIFY(std::find(belongs.begin() + 1, belongs.end(), false) == belongs.end());
}

void TestSimilarPairs::aCrowdHidesNobodyElse()
{
    MemorySource source;
    fillWithCopies(source, 2000);
    const auto truth = allPairs(source, 0.92F);
    addCrowd(source, 100001, 6000, 0.05F);
    SimilarPairOptions options;
    options.maxPartners = 100;
    const auto found = findSimilarPairs(source, kDim, options);
    VERIFY_RESULT(found);
    const std::set<Ids> ids = idsOf(*found);
    std::size_t missing = 0;
    for (const auto& [pair, cosine] : truth)
        missing += ids.contains(pair) ? 0U : 1U;
    QVERIFY2(missing * 100 <= truth.size(), qPrintable(QString::number(missing)));
}

void TestSimilarPairs::bestPartnersAreKept()
{
    // Ten equal rows of high id, and farther ones that all see them first.
    MemorySource source;
    addCrowd(source, 1, 20, 0.3F);
    addCrowd(source, 100, 10, 0);
    SimilarPairOptions options;
    options.maxPartners = 9;
    const auto found = findSimilarPairs(source, kDim, options);
    VERIFY_RESULT(found);
    const std::set<Ids> ids = idsOf(*found);
    for (std::int64_t a = 100; a < 110; ++a) {
        for (std::int64_t b = a + 1; b < 110; ++b)
            QVERIFY(ids.contains({a, b}));
    }
    QVERIFY(!found->truncated.empty());
}

void TestSimilarPairs::copiesAreFoundAmongMuchThatLooksAlike()
{
    // Nearly everybody has too many partners, and each of the last hundred has a copy.
    constexpr std::int64_t kAlike = 1500;
    MemorySource source;
    addCrowd(source, 1, kAlike, 0.55F);
    for (std::int64_t copy = 0; copy < 100; ++copy)
        source.put(kAlike + 1 + copy, source.rows().at(kAlike - copy));
    SimilarPairOptions options;
    options.maxPartners = 16;
    const auto found = findSimilarPairs(source, kDim, options);
    VERIFY_RESULT(found);
    const std::set<Ids> ids = idsOf(*found);
    std::size_t copies = 0;
    for (std::int64_t copy = 0; copy < 100; ++copy)
        copies += ids.contains({kAlike - copy, kAlike + 1 + copy}) ? 1U : 0U;
    QVERIFY(found->truncated.size() > 1000);
    QCOMPARE(copies, std::size_t{100});
}

void TestSimilarPairs::setsRestrictPairs_data()
{
    QTest::addColumn<int>("kind");
    QTest::newRow("one folder against another") << 0;
    QTest::newRow("what is new against everything") << 1;
    QTest::newRow("within a folder") << 2;
    QTest::newRow("sets that overlap") << 3;
    QTest::newRow("against nothing") << 4;
}

void TestSimilarPairs::setsRestrictPairs()
{
    QFETCH(int, kind);
    MemorySource source;
    fillWithCopies(source, 3000);
    const ContentSet low = contents(1, 1200);
    const ContentSet high = contents(1201, 2700);
    const ContentSet added = contents(2801, 3000);
    const ContentSet overlapping = contents(800, 2500);
    const ContentSet none;
    const std::array<std::pair<const ContentSet*, const ContentSet*>, 5> kinds{
        {{&low, &high}, {&added, nullptr}, {&low, &low}, {&low, &overlapping}, {&low, &none}}};
    SimilarPairOptions options;
    options.maxPartners = 1000;
    std::tie(options.first, options.second) = kinds[static_cast<std::size_t>(kind)];
    const auto found = findSimilarPairs(source, kDim, options);
    VERIFY_RESULT(found);

    const auto in = [](const ContentSet* set, std::int64_t content) {
        return set == nullptr || set->contains(ContentId(content));
    };
    std::set<Ids> wanted;
    for (const auto& [pair, cosine] : allPairs(source, 0.92F)) {
        const auto [a, b] = pair;
        if ((in(options.first, a) && in(options.second, b)) ||
            (in(options.first, b) && in(options.second, a)))
            wanted.insert(pair);
    }
    QCOMPARE(wanted.empty(), kind == 4);
    const std::set<Ids> ids = idsOf(*found);
    QCOMPARE(ids.size(), found->pairs.size());
    QVERIFY(std::includes(wanted.begin(), wanted.end(), ids.begin(), ids.end()));
    QVERIFY2(ids.size() + 1 + wanted.size() / 100 >= wanted.size(),
             qPrintable(QString("%1 of %2").arg(ids.size()).arg(wanted.size())));
}

void TestSimilarPairs::threadsDoNotMatter()
{
    MemorySource source;
    fillWithCopies(source, 4000);
    addCrowd(source, 5001, 4000, 0.05F);
    SimilarPairOptions options;
    options.maxPartners = 8;
    options.threads = 1;
    const auto one = findSimilarPairs(source, kDim, options);
    VERIFY_RESULT(one);
    options.threads = 0;
    const auto many = findSimilarPairs(source, kDim, options);
    VERIFY_RESULT(many);
    QVERIFY(one->pairs == many->pairs);
    QVERIFY(one->truncated == many->truncated);
}

void TestSimilarPairs::cancelledWhenAskedToStop()
{
    MemorySource source;
    fillWithCopies(source, 3000);
    for (const double when : {0.0, 0.5, 0.99}) {
        std::stop_source stop;
        SimilarPairOptions options;
        options.stop = stop.get_token();
        if (when == 0.0)
            stop.request_stop();
        options.progress = [&](double fraction) {
            if (fraction >= when && fraction < 1)
                stop.request_stop();
        };
        const auto found = findSimilarPairs(source, kDim, options);
        if (when < 0.9 || !found)
            VERIFY_ERROR(found, ErrorCode::Cancelled);
    }
}

void TestSimilarPairs::progressRisesToOne()
{
    MemorySource source;
    fillWithCopies(source, 9000);
    std::vector<double> fractions;
    SimilarPairOptions options;
    options.progress = [&](double fraction) { fractions.push_back(fraction); };
    VERIFY_RESULT(findSimilarPairs(source, kDim, options));
    QVERIFY(fractions.size() > 3);
    QVERIFY(std::is_sorted(fractions.begin(), fractions.end()));
    QCOMPARE(fractions.back(), 1.0);
}

void TestSimilarPairs::rowsOfAnotherLengthAreLeftOut()
{
    MemorySource source;
    addCrowd(source, 1, 3, 0);
    source.put(2, std::vector<std::uint16_t>(64));
    const auto found = findSimilarPairs(source, kDim);
    VERIFY_RESULT(found);
    QCOMPARE(found->rows, std::uint64_t{2});
    QVERIFY(idsOf(*found) == std::set<Ids>({{1, 3}}));
}

void TestSimilarPairs::rowsThatVanishAreLeftOut()
{
    MemorySource source;
    addCrowd(source, 1, 4, 0);
    SimilarPairOptions options;
    // Between the two times that the source is read.
    options.progress = [&](double fraction) {
        if (fraction > 0.5 && source.rows().contains(1)) {
            source.remove(1);
            source.remove(3);
            source.put(9, source.rows().at(2));
        }
    };
    const auto found = findSimilarPairs(source, kDim, options);
    VERIFY_RESULT(found);
    QVERIFY(idsOf(*found) == std::set<Ids>({{2, 4}}));
}

void TestSimilarPairs::nonsenseIsRefused()
{
    MemorySource source;
    VERIFY_ERROR(findSimilarPairs(source, 0), ErrorCode::InvalidArgument);
    SimilarPairOptions options;
    options.minCosine = 0.5F;
    VERIFY_ERROR(findSimilarPairs(source, kDim, options), ErrorCode::InvalidArgument);
    options.minCosine = std::nanf("");
    VERIFY_ERROR(findSimilarPairs(source, kDim, options), ErrorCode::InvalidArgument);
    options = {};
    options.maxPartners = 0;
    VERIFY_ERROR(findSimilarPairs(source, kDim, options), ErrorCode::InvalidArgument);
}

QTEST_GUILESS_MAIN(TestSimilarPairs)
#include "tst_similar_pairs.moc"
