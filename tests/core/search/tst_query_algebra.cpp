// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/search/query_algebra.h"
#include "tests/testing.h"

#include <cmath>
#include <limits>

using namespace lookalike;

// If this fails, "like these, not like that" searches for something else.
class TestQueryAlgebra : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void weighsNormalisedTerms();
    void refusesWhatHasNoDirection();
};

void TestQueryAlgebra::weighsNormalisedTerms()
{
    const std::vector<float> a = {10, 0, 0};
    const std::vector<float> b = {0, 0.5F, 0};
    const std::vector<WeightedEmbedding> terms = {{a, 1}, {b, -1}};
    const auto sum = combine(terms);
    VERIFY_RESULT(sum);
    const float half = std::sqrt(0.5F);
    QVERIFY(std::abs((*sum)[0] - half) < 1e-6F);
    QVERIFY(std::abs((*sum)[1] + half) < 1e-6F);
    QCOMPARE((*sum)[2], 0.0F);
}

void TestQueryAlgebra::refusesWhatHasNoDirection()
{
    const std::vector<float> a = {1, 0};
    const std::vector<float> zero = {0, 0};
    const std::vector<float> longer = {1, 0, 0};
    const std::vector<float> nan = {std::numeric_limits<float>::quiet_NaN(), 0};
    using Terms = std::vector<WeightedEmbedding>;
    for (const Terms& terms : {Terms{}, Terms{{a, 1}, {a, -1}}, Terms{{zero, 1}}, Terms{{nan, 1}},
                               Terms{{a, 1}, {longer, 1}}, Terms{{a, 0}}}) {
        VERIFY_ERROR(combine(terms), ErrorCode::InvalidArgument);
    }
}

QTEST_GUILESS_MAIN(TestQueryAlgebra)
#include "tst_query_algebra.moc"
