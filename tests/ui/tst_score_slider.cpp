// SPDX-License-Identifier: GPL-3.0-or-later
// The slider for the lowest score, and what it hides. If this fails, part of the track means
// nothing or a photo is hidden that shows the score that was asked for.
#include "tests/testing.h"
#include "ui/models/results_model.h"
#include "ui/text/amounts.h"
#include "ui/widgets/score_slider.h"

#include <QSignalSpy>
#include <random>
#include <set>

using namespace lookalike;

namespace {

/// Descending, as the library answers.
std::vector<float> randomScores(std::mt19937& random)
{
    std::uniform_real_distribution<float> score(-0.2F, 1.0F);
    std::vector<float> scores(1 + random() % 200);
    for (float& each : scores)
        each = random() % 10 == 0 ? 0.99999F : score(random);
    std::ranges::sort(scores, std::greater());
    return scores;
}

} // namespace

class TestScoreSlider : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void theTrackCoversTheAnswer();
    void theLimitStays();
    void aLimitKeepsWhatShowsItsScore();
    void everyPlaceOfTheTrackCanBeReached();
};

void TestScoreSlider::theTrackCoversTheAnswer()
{
    std::mt19937 random(14); // NOLINT(cert-msc51-cpp): the same scores each time
    for (int i = 0; i < 200; ++i) {
        const auto scores = randomScores(random);
        ScoreSlider slider;
        const QSignalSpy changes(&slider, &QAbstractSlider::valueChanged);
        slider.setScores(scores);
        QCOMPARE(slider.maximum(), text::hundredths(double(scores.front())));
        QVERIFY(slider.minimum() == text::hundredths(double(scores.back())) ||
                slider.minimum() == slider.maximum() - 1);
        QCOMPARE(slider.minimumScore(), -1.0);
        QCOMPARE(changes.count(), 0);
    }
}

void TestScoreSlider::theLimitStays()
{
    std::mt19937 random(15); // NOLINT(cert-msc51-cpp): the same scores each time
    for (const double limit : {-0.5, 0.0, 0.31, 0.8, 1.0}) {
        ScoreSlider slider;
        slider.setMinimumScore(limit);
        QSignalSpy changes(&slider, &QAbstractSlider::valueChanged);
        for (int i = 0; i < 50; ++i) {
            slider.setScores(randomScores(random));
            QCOMPARE(slider.minimumScore(), limit);
        }
        slider.setScores({});
        QCOMPARE(slider.minimumScore(), limit);
        QCOMPARE(changes.count(), 0);
        slider.setMinimumScore(-1);
        QCOMPARE(slider.minimumScore(), -1.0);
        QCOMPARE(changes.count(), 1);
    }
}

void TestScoreSlider::aLimitKeepsWhatShowsItsScore()
{
    std::mt19937 random(16); // NOLINT(cert-msc51-cpp): the same scores each time
    ResultsModel model(nullptr);
    for (int i = 0; i < 100; ++i) {
        const auto scores = randomScores(random);
        std::vector<SearchHit> hits(scores.size());
        for (std::size_t at = 0; at < scores.size(); ++at)
            hits[at].score = scores[at];
        model.setHits(hits);
        ScoreSlider slider;
        slider.setScores(scores);
        for (int value = slider.minimum(); value <= slider.maximum(); ++value) {
            slider.setValue(value);
            model.setLimits(1000, slider.minimumScore());
            int expected = 0; // compared as the user does, by what is shown
            for (const float score : scores)
                expected +=
                    int(value == slider.minimum() || text::score(double(score)).toDouble() >=
                                                         text::score(value / 100.0).toDouble());
            QCOMPARE(model.rowCount(), expected);
        }
        QVERIFY(model.rowCount() > 0); // the end of the track is the best photo
    }
}

void TestScoreSlider::everyPlaceOfTheTrackCanBeReached()
{
    ScoreSlider slider;
    slider.setScores({0.97F, 0.93F, 0.88F});
    for (const int width : {96, 180}) {
        slider.resize(width, slider.sizeHint().height());
        slider.show();
        std::set<int> values;
        for (int x = 0; x < width; ++x) {
            QTest::mouseClick(&slider, Qt::LeftButton, {}, QPoint(x, slider.height() / 2));
            values.insert(slider.value());
        }
        QCOMPARE(values.size(), std::size_t{10});
        QCOMPARE(*values.begin(), 88);
        QCOMPARE(*values.rbegin(), 97);
    }
}

QTEST_MAIN(TestScoreSlider)
#include "tst_score_slider.moc"
