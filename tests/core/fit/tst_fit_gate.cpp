// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/fit/fit_gate.h"
#include "tests/core/fit/labelled_clouds.h"
#include "tests/testing.h"

using namespace lookalike;

namespace {

FitVerdict judge(const LabelledRows& rows, std::uint64_t seed = 1)
{
    TaskPool pool(2);
    auto verdict = judgeFit(rows.merged(), seed, pool, {});
    return verdict ? *verdict : FitVerdict{true, 0, 0, 0, 0, 0, {}};
}

} // namespace

/// A failure means that searches are fitted to labels that say nothing, or not to those that do.
class TestFitGate : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void labelsThatSayWhatPhotosShowPass()
    {
        LabelledClouds clouds(64);
        const FitVerdict verdict = judge(clouds.rows(4, 20));
        QVERIFY2(verdict.isOn, verdict.reason.english().c_str());
        QCOMPARE(verdict.photos, std::size_t{80});
        QCOMPARE(verdict.labels, std::size_t{4});
        QVERIFY(verdict.gain > 0.05);
        QVERIFY(std::abs(verdict.shuffledGain) < 0.05);
    }
    void theSameLabelsGetTheSameVerdict()
    {
        LabelledClouds clouds(64);
        const LabelledRows rows = clouds.rows(3, 10);
        QCOMPARE(judge(rows).gain, judge(rows).gain);
        QCOMPARE(judge(rows).shuffledGain, judge(rows).shuffledGain);
    }
    void groupsThatSayNothingAreRefused()
    {
        int passed = 0;
        for (std::uint32_t seed = 1; seed <= 20; ++seed) {
            LabelledClouds clouds(64, seed);
            std::mt19937 random(seed);
            LabelledRows rows;
            for (std::size_t i = 0; i < 30 + seed; ++i)
                rows.add(clouds.photo(i % 4), {std::to_string(random() % (2 + seed % 4))});
            passed += judge(rows, seed).isOn ? 1 : 0;
        }
        QVERIFY2(passed <= 1, qPrintable(QString::number(passed)));
    }
    void tooFewAreRefusedWithWords_data()
    {
        QTest::addColumn<int>("labels");
        QTest::addColumn<int>("photos");
        QTest::newRow("one label") << 1 << 50;
        QTest::newRow("few photos") << 5 << 4;
        QTest::newRow("none") << 0 << 0;
    }
    void tooFewAreRefusedWithWords()
    {
        QFETCH(const int, labels);
        QFETCH(const int, photos);
        LabelledClouds clouds(64);
        const FitVerdict verdict =
            judge(clouds.rows(static_cast<std::size_t>(labels), static_cast<std::size_t>(photos)));
        QVERIFY(!verdict.isOn);
        QVERIFY2(verdict.reason.english().find("at least two labels") != std::string::npos,
                 verdict.reason.english().c_str());
    }
    void labelsOfTheSamePhotosAreRefused_data()
    {
        QTest::addColumn<int>("labels");
        QTest::newRow("two identical") << 2;
        QTest::newRow("everything in every one") << 5;
    }
    void labelsOfTheSamePhotosAreRefused()
    {
        QFETCH(const int, labels);
        LabelledClouds clouds(64);
        LabelledRows rows;
        for (std::size_t i = 0; i < 40; ++i) {
            const std::vector<float> photo = clouds.photo(i % 4);
            for (int label = 0; label < labels; ++label)
                rows.add(photo, {std::to_string(label)});
        }
        const FitVerdict verdict = judge(rows);
        QVERIFY(!verdict.isOn);
        QVERIFY(!verdict.reason.english().empty());
    }
    void equalPhotosAreRefused()
    {
        LabelledRows rows;
        for (int i = 0; i < 40; ++i)
            rows.add(std::vector<float>(64, 0.125F), {i % 2 == 0 ? "a" : "b"});
        QVERIFY(!judge(rows).isOn);
    }
    void stops()
    {
        LabelledClouds clouds(64);
        TaskPool pool(1);
        std::stop_source stop;
        stop.request_stop();
        VERIFY_ERROR(judgeFit(clouds.rows(4, 20), 1, pool, stop.get_token()), ErrorCode::Cancelled);
    }
};

QTEST_GUILESS_MAIN(TestFitGate)
#include "tst_fit_gate.moc"
