// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/fit/label_ridge.h"
#include "tests/core/fit/labelled_clouds.h"
#include "tests/testing.h"

#include <algorithm>
#include <limits>
#include <numeric>

using namespace lookalike;

namespace {

LabelFit fitTo(const LabelledRows& rows)
{
    TaskPool pool(2);
    return fitToLabels(rows, pool, {});
}

/// The share of photos of the query's label among those that score best.
double precision(const LabelFit* fit, const LabelledRows& photos, std::size_t query)
{
    std::vector<std::pair<double, bool>> ranked;
    const auto row = photos.row(query);
    const auto fitted = fit != nullptr ? fit->apply(row) : std::nullopt;
    const std::vector<float> vector =
        fitted ? fitted->vector : std::vector<float>(row.begin(), row.end());
    std::size_t relevant = 0;
    for (std::size_t i = 0; i < photos.size(); ++i) {
        if (i == query)
            continue;
        const bool isOf = photos.labels()[i] == photos.labels()[query];
        relevant += isOf ? 1 : 0;
        const auto other = photos.row(i);
        ranked.emplace_back(-std::inner_product(other.begin(), other.end(), vector.begin(), 0.0F),
                            isOf);
    }
    std::ranges::sort(ranked);
    const auto end = ranked.begin() + static_cast<std::ptrdiff_t>(relevant);
    return static_cast<double>(
               std::count_if(ranked.begin(), end, [](const auto& each) { return each.second; })) /
           static_cast<double>(relevant);
}

double meanPrecision(const LabelFit* fit, const LabelledRows& photos)
{
    double sum = 0;
    for (std::size_t query = 0; query < photos.size(); ++query)
        sum += precision(fit, photos, query);
    return sum / static_cast<double>(photos.size());
}

} // namespace

/// A failure means that a fit to labels does harm or good where it should not, or ends the program
/// on odd labels.
class TestLabelFit : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void findsMoreOfWhatWasTaught_data()
    {
        QTest::addColumn<int>("photos");
        QTest::newRow("fewer than dimensions") << 8;
        QTest::newRow("more than dimensions") << 40;
    }
    void findsMoreOfWhatWasTaught()
    {
        QFETCH(const int, photos);
        LabelledClouds clouds(64);
        const LabelFit fit = fitTo(clouds.rows(4, static_cast<std::size_t>(photos)));
        const LabelledRows others = clouds.rows(4, 20);
        const double without = meanPrecision(nullptr, others);
        const double with = meanPrecision(&fit, others);
        QVERIFY2(with > without + 0.1,
                 qPrintable(QStringLiteral("%1 -> %2").arg(without).arg(with)));
    }
    void fewerPhotosThanDimensionsAreTheSameRegression()
    {
        // Inverting the products of photos or of dimensions is the same thing: with a photo more
        // than there are dimensions, and with one less, nearly the same comes out.
        LabelledClouds clouds(64);
        const LabelledRows rows = clouds.rows(2, 32);
        std::vector<std::size_t> members(rows.size());
        std::iota(members.begin(), members.end(), std::size_t{0});
        TaskPool pool(1);
        const LabelFit primal = LabelRidge(rows, members, pool, {}).fit(rows.labels());
        members.pop_back();
        const LabelFit dual = LabelRidge(rows, members, pool, {}).fit(rows.labels());
        double error = 0;
        double size = 0;
        for (std::size_t i = 0; i < primal.directions.size(); ++i) {
            error += std::pow(static_cast<double>(primal.directions[i] - dual.directions[i]), 2);
            size += std::pow(static_cast<double>(primal.directions[i]), 2);
        }
        QVERIFY2(error < 0.05 * size, qPrintable(QString::number(error / size)));
        QVERIFY(std::abs(primal.ownScore - dual.ownScore) < 0.1F * primal.ownScore);
    }
    void whatWasNotTaughtStays()
    {
        LabelledClouds clouds(64);
        const LabelFit fit = fitTo(clouds.rows(4, 40));
        std::vector<float> opposite(64);
        opposite[40] = -1; // where no label lies
        QVERIFY(!fit.apply(opposite));
        QVERIFY(!fit.apply(std::vector<float>(63, 0.1F))); // of another space
    }
    void scoresStayOnTheScaleOfCosines()
    {
        LabelledClouds clouds(64);
        const LabelledRows rows = clouds.rows(4, 40);
        const LabelFit fit = fitTo(rows);
        for (std::size_t query = 0; query < rows.size(); ++query) {
            const auto fitted = fit.apply(rows.row(query));
            if (!fitted)
                continue;
            const auto row = rows.row(query);
            const double self = static_cast<double>(std::inner_product(
                                    row.begin(), row.end(), fitted->vector.begin(), 0.0F)) +
                                fitted->offset;
            QVERIFY2(self > 0.5 && self < 1.6, qPrintable(QString::number(self)));
        }
    }
    void labelsThatSayNothingAddNothing()
    {
        LabelledClouds clouds(64);
        LabelledRows everything;
        for (int i = 0; i < 20; ++i)
            everything.add(clouds.photo(0), {"a", "b"});
        for (std::size_t i = 0; i < everything.size(); ++i)
            QVERIFY(!fitTo(everything).apply(everything.row(i)));

        LabelledRows equal;
        for (int i = 0; i < 20; ++i)
            equal.add(std::vector<float>(64, 0.125F), {i % 2 == 0 ? "a" : "b"});
        QVERIFY(!fitTo(equal).apply(equal.row(0)));
        QVERIFY(!fitTo(LabelledRows()).apply(std::vector<float>(64, 0.125F)));
    }
    void oddPhotosAreLeftOut()
    {
        LabelledRows rows;
        rows.add(std::vector<float>{1, 0}, {"a\nb"});
        rows.add(std::vector<float>{std::numeric_limits<float>::quiet_NaN(), 0}, {"a"});
        rows.add(std::vector<float>{std::numeric_limits<float>::infinity(), 0}, {"a"});
        rows.add(std::vector<float>{0, 0}, {"a"});
        rows.add(std::vector<float>{1, 0, 0}, {"a"});
        rows.add(std::vector<float>{0, 1}, {});
        rows.add({}, {"a"});
        QCOMPARE(rows.size(), std::size_t{1});
        QCOMPARE(rows.names(), std::vector<std::string>{"a\nb"});
    }
    void equalPhotosBecomeOneWithAllLabels()
    {
        LabelledClouds clouds(64);
        LabelledRows rows;
        const std::vector<float> copy = clouds.photo(0);
        std::vector<float> rounded = copy;
        rounded[3] += 1e-4F;
        rows.add(copy, {"a"});
        rows.add(clouds.photo(0), {"a"});
        rows.add(rounded, {"b", "b"});
        rows.add(clouds.photo(1), {"b"});
        const LabelledRows merged = rows.merged();
        QCOMPARE(merged.size(), std::size_t{3});
        QCOMPARE(merged.counts(), (std::vector<std::size_t>{2, 2}));
        std::vector<Labels> labels = merged.labels();
        std::ranges::sort(labels);
        QCOMPARE(labels, (std::vector<Labels>{{0}, {0, 1}, {1}}));
    }
};

QTEST_GUILESS_MAIN(TestLabelFit)
#include "tst_label_fit.moc"
