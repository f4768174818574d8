// SPDX-License-Identifier: GPL-3.0-or-later
// If these fail, the program offers a fine-tuned model that is no better than what it has, or keeps
// a better one to itself.
#include "core/evaluate/tuning_gate.h"
#include "tests/testing.h"

#include <algorithm>
#include <cmath>
#include <random>
#include <utility>
#include <vector>

using namespace lookalike;

namespace {

constexpr int kDim = 24;
constexpr int kGateLabels = 5;

/// Photos around the direction of their label, or of none.
class Cloud {
public:
    explicit Cloud(unsigned seed)
        : m_random(seed)
    {
        for (int label = 0; label < kGateLabels; ++label)
            m_centres.push_back(noise());
    }
    void add(std::vector<float>& rows, int label, float noisy)
    {
        std::vector<float> row = noise();
        float squares = 0;
        for (std::size_t i = 0; i < row.size(); ++i) {
            row[i] *= noisy;
            if (label >= 0)
                row[i] += m_centres[static_cast<std::size_t>(label)][i];
            squares += row[i] * row[i];
        }
        for (const float value : row)
            rows.push_back(value / std::sqrt(squares));
    }
    /// A little nearer to the direction of its label.
    [[nodiscard]] std::vector<float> pulled(std::vector<float> rows, const std::vector<int>& labels,
                                            float amount) const
    {
        for (std::size_t i = 0; i < rows.size(); ++i)
            rows[i] += amount * m_centres[static_cast<std::size_t>(labels[i / kDim])][i % kDim] /
                       std::sqrt(static_cast<float>(kDim));
        return rows;
    }

private:
    std::vector<float> noise()
    {
        std::normal_distribution<float> normal;
        std::vector<float> values(kDim);
        for (float& value : values)
            value = normal(m_random);
        return values;
    }

    std::mt19937 m_random;
    std::vector<std::vector<float>> m_centres;
};

struct Noises {
    float general = 3;
    float tuned = 3;
};

TuningTrial trialOf(unsigned seed, int photos, const Noises& noises, int candidates = 3)
{
    Cloud cloud(seed);
    TuningTrial trial;
    trial.dim = kDim;
    for (int i = 0; i < 100; ++i) {
        trial.taughtLabels.push_back(i % kGateLabels);
        cloud.add(trial.taught, i % kGateLabels, noises.general);
    }
    for (int i = 0; i < photos; ++i) {
        trial.labels.push_back(i % kGateLabels);
        cloud.add(trial.general, i % kGateLabels, noises.general);
    }
    for (int i = 0; i < 40; ++i)
        cloud.add(trial.generalOthers, -1, 1);
    for (int c = 0; c < candidates; ++c) {
        TuningTrial::Candidate candidate{c, {}, trial.generalOthers};
        for (const int label : trial.labels)
            cloud.add(candidate.tuned, label, noises.tuned);
        trial.candidates.push_back(std::move(candidate));
    }
    return trial;
}

} // namespace

class TestTuningGate : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void aBetterModelIsOffered();
    void theFitIsWhatHasToBeBeaten();
    void luckAmongManyMomentsIsNoGain();
    void fewPhotosDecideNothing();
    void otherPhotosHaveToStay();
    void theSameTrialGetsTheSameVerdict();
};

void TestTuningGate::aBetterModelIsOffered()
{
    for (unsigned seed = 1; seed <= 10; ++seed) {
        const auto verdict = judgeTuning(trialOf(seed, 100, {.general = 3, .tuned = 0.7F}), 1, {});
        VERIFY_RESULT(verdict);
        QVERIFY2(verdict->isOffered, verdict->reason.english().c_str());
        QCOMPARE(verdict->photos, std::size_t{100});
        QVERIFY(verdict->tuned > verdict->fitted);
        QVERIFY(verdict->fitted > verdict->general);
    }
}

/// A model that is better than the general one, and worse than that with a fit, is refused.
void TestTuningGate::theFitIsWhatHasToBeBeaten()
{
    for (unsigned seed = 1; seed <= 10; ++seed) {
        TuningTrial trial = trialOf(seed, 100, {.general = 2.6F});
        for (auto& candidate : trial.candidates)
            candidate.tuned = Cloud(seed).pulled(trial.general, trial.labels, 0.01F);
        const auto verdict = judgeTuning(trial, 1, {});
        VERIFY_RESULT(verdict);
        QVERIFY(verdict->isFitOn);
        QVERIFY(verdict->tuned > verdict->general);
        QVERIFY(verdict->tuned < verdict->fitted);
        QVERIFY(verdict->gain < 0);
        QVERIFY2(!verdict->isOffered, verdict->reason.english().c_str());
    }
}

void TestTuningGate::luckAmongManyMomentsIsNoGain()
{
    int offered = 0;
    for (unsigned seed = 1; seed <= 20; ++seed) {
        TuningTrial trial = trialOf(seed, 60, {.general = 3, .tuned = 3}, 40);
        trial.taughtLabels.clear(); // no fit either
        trial.taught.clear();
        const auto verdict = judgeTuning(trial, seed, {});
        VERIFY_RESULT(verdict);
        offered += verdict->isOffered ? 1 : 0;
    }
    QVERIFY2(offered == 0, qPrintable(QString::number(offered)));
}

void TestTuningGate::fewPhotosDecideNothing()
{
    const auto verdict = judgeTuning(trialOf(1, 15, {.general = 3, .tuned = 0.3F}), 1, {});
    VERIFY_RESULT(verdict);
    QVERIFY(!verdict->isOffered);
    QVERIFY(verdict->gain > 0.1);
}

void TestTuningGate::otherPhotosHaveToStay()
{
    TuningTrial trial = trialOf(1, 100, {.general = 3, .tuned = 0.7F});
    Cloud cloud(77);
    for (auto& candidate : trial.candidates) {
        candidate.tunedOthers.clear();
        for (std::size_t i = 0; i < trial.generalOthers.size() / kDim; ++i)
            cloud.add(candidate.tunedOthers, -1, 1);
    }
    const auto verdict = judgeTuning(trial, 1, {});
    VERIFY_RESULT(verdict);
    QVERIFY(!verdict->isOffered);
    QVERIFY(verdict->keptOthers < 0.5);

    // It has to be known.
    trial = trialOf(1, 100, {.general = 3, .tuned = 0.7F});
    trial.generalOthers.clear();
    for (auto& candidate : trial.candidates)
        candidate.tunedOthers.clear();
    const auto unknown = judgeTuning(trial, 1, {});
    VERIFY_RESULT(unknown);
    QVERIFY(!unknown->isOffered);
    QVERIFY(unknown->gain > 0.1);
}

void TestTuningGate::theSameTrialGetsTheSameVerdict()
{
    const TuningTrial trial = trialOf(3, 60, {.general = 3, .tuned = 1.5F});
    const auto first = judgeTuning(trial, 5, {});
    const auto second = judgeTuning(trial, 5, {});
    VERIFY_RESULT(first);
    VERIFY_RESULT(second);
    QCOMPARE(first->gain, second->gain);
    QCOMPARE(first->shuffledSpread, second->shuffledSpread);
    QCOMPARE(first->isOffered, second->isOffered);
    std::stop_source stop;
    stop.request_stop();
    VERIFY_ERROR(judgeTuning(trial, 5, stop.get_token()), ErrorCode::Cancelled);
}

QTEST_GUILESS_MAIN(TestTuningGate)
#include "tst_tuning_gate.moc"
