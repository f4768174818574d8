// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/evaluate/tuning_gate.h"

#include "core/evaluate/kept_neighbours.h"
#include "core/evaluate/retrieval_metrics.h"
#include "core/fit/fit_gate.h"
#include "core/fit/label_ridge.h"
#include "core/fit/vectors.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <random>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace lookalike {

namespace {

/// With fewer the answer is chance.
constexpr std::size_t kFewestSearched = 20;
constexpr double kClearTuningGain = 0.02;
/// In standard errors, or in standard deviations of shuffled labels.
constexpr double kFarAboveChance = 3;
constexpr std::size_t kShufflings = 20;
/// Of the ten nearest of a photo of another kind. Two good models share about as many.
constexpr double kFewestKept = 0.5;
/// With fewer photos of other kinds it is not known whether they stay: without any in training, a
/// model that was tuned to flowers found a fifth less among everything else.
constexpr std::size_t kFewestOthers = 20;

using Precisions = std::vector<double>;

std::span<const float> rowOf(std::span<const float> rows, std::size_t row, int dim)
{
    const auto width = static_cast<std::size_t>(dim);
    return rows.subspan(row * width, width);
}

ScoreRow cosines(std::span<const float> rows, int dim)
{
    return [rows, dim](std::size_t query, std::span<float> out) {
        const auto vector = rowOf(rows, query, dim);
        for (std::size_t i = 0; i < out.size(); ++i)
            out[i] = dotOf(vector, rowOf(rows, i, dim).data());
    };
}

ScoreRow fittedScores(const LabelFit& fit, std::span<const float> rows, int dim)
{
    return [&fit, rows, dim](std::size_t query, std::span<float> out) {
        const auto fitted = fit.apply(rowOf(rows, query, dim));
        const float* const vector = fitted ? fitted->vector.data() : rowOf(rows, query, dim).data();
        for (std::size_t i = 0; i < out.size(); ++i)
            out[i] = dotOf(rowOf(rows, i, dim), vector);
    };
}

/// Of the queries that count.
double meanOf(const Precisions& precisions)
{
    double sum = 0;
    std::size_t count = 0;
    for (const double precision : precisions) {
        if (precision < 0)
            continue;
        sum += precision;
        ++count;
    }
    return count > 0 ? sum / static_cast<double>(count) : 0;
}

/// The held-out photos of a trial in two halves; of each label half are in either. Each is searched
/// by itself, so that nothing of one is in what is found in the other.
class Halves {
public:
    explicit Halves(const std::vector<int>& labels)
    {
        std::map<int, bool> isSecond;
        for (std::size_t photo = 0; photo < labels.size(); ++photo) {
            bool& second = isSecond[labels[photo]];
            m_members[second ? 1 : 0].push_back(photo);
            second = !second;
        }
    }
    /// -1 for photos whose label no other photo of their half has.
    [[nodiscard]] Precisions precisions(std::size_t half, const std::vector<int>& labels,
                                        std::span<const float> rows, int dim,
                                        const LabelFit* fit = nullptr) const
    {
        std::vector<int> ofHalf;
        std::vector<float> rowsOfHalf;
        for (const std::size_t photo : m_members[half]) {
            ofHalf.push_back(labels[photo]);
            const auto row = rowOf(rows, photo, dim);
            rowsOfHalf.insert(rowsOfHalf.end(), row.begin(), row.end());
        }
        return averagePrecisions(ofHalf, fit == nullptr ? cosines(rowsOfHalf, dim)
                                                        : fittedScores(*fit, rowsOfHalf, dim));
    }
    /// Of one half after the other.
    [[nodiscard]] Precisions precisions(const std::vector<int>& labels, std::span<const float> rows,
                                        int dim, const LabelFit* fit = nullptr) const
    {
        return joined(precisions(0, labels, rows, dim, fit), precisions(1, labels, rows, dim, fit));
    }
    [[nodiscard]] static Precisions joined(Precisions first, const Precisions& second)
    {
        first.insert(first.end(), second.begin(), second.end());
        return first;
    }

private:
    std::array<std::vector<std::size_t>, 2> m_members;
};

/// The tuned model as the gate searches with it: in each half at the moment that did best in the
/// other one.
class Chosen {
public:
    Chosen(const TuningTrial& trial, const Halves& halves)
        : m_trial(trial)
        , m_halves(halves)
    {
        for (const std::size_t half : {std::size_t{0}, std::size_t{1}}) {
            double most = -1;
            for (std::size_t i = 0; i < trial.candidates.size(); ++i) {
                const double mean = meanOf(halves.precisions(1 - half, trial.labels,
                                                             trial.candidates[i].tuned, trial.dim));
                if (mean > most) {
                    most = mean;
                    m_moment[half] = i;
                }
            }
        }
    }
    [[nodiscard]] const TuningTrial::Candidate& of(std::size_t half) const
    {
        return m_trial.candidates[m_moment[half]];
    }
    [[nodiscard]] Precisions precisions(const std::vector<int>& labels) const
    {
        return Halves::joined(m_halves.precisions(0, labels, of(0).tuned, m_trial.dim),
                              m_halves.precisions(1, labels, of(1).tuned, m_trial.dim));
    }

private:
    const TuningTrial& m_trial;
    const Halves& m_halves;
    std::array<std::size_t, 2> m_moment{};
};

struct Gain {
    double mean = 0;
    double error = 0;
    std::size_t queries = 0;
};

Gain gainOf(const Precisions& with, const Precisions& without)
{
    Gain gain;
    double squares = 0;
    for (std::size_t i = 0; i < with.size(); ++i) {
        if (with[i] < 0)
            continue;
        ++gain.queries;
        gain.mean += with[i] - without[i];
        squares += (with[i] - without[i]) * (with[i] - without[i]);
    }
    const auto count = static_cast<double>(std::max<std::size_t>(gain.queries, 1));
    gain.mean /= count;
    gain.error = std::sqrt(std::max(0.0, squares / count - gain.mean * gain.mean) / count);
    return gain;
}

Message reasonOf(const TuningVerdict& verdict, bool isFar, std::size_t others)
{
    const auto points = [](double gain) { return std::lround(gain * 100); };
    if (verdict.isOffered)
        return "On %1 photos that it was not trained on, the fine-tuned model finds more of what "
               "belongs together than the general model does: mean average precision rises by %2 "
               "percentage points"_msg(verdict.photos, points(verdict.gain));
    if (verdict.photos < kFewestSearched)
        return "Too few photos were held out to compare the models: %1 of at least %2"_msg(
            verdict.photos, kFewestSearched);
    if (verdict.gain < kClearTuningGain)
        return "The fine-tuned model does not find clearly more of what belongs together than the "
               "general model does (%1 percentage points on %2 photos that it was not trained "
               "on)"_msg(points(verdict.gain), verdict.photos);
    if (!isFar)
        return "The gain of %1 percentage points on %2 photos may be chance. More photos with "
               "labels would tell"_msg(points(verdict.gain), verdict.photos);
    if (others < kFewestOthers)
        return "The fine-tuned model finds more of what belongs together, but too few photos of "
               "other kinds were held out to know whether these are found as before: %1 of at "
               "least %2"_msg(others, kFewestOthers);
    return "The fine-tuned model finds more of what belongs together, but it changes what is alike "
           "among other photos: only %1 % of the nearest stay"_msg(points(verdict.keptOthers));
}

/// The general model's, with its fit where that is better and allowed.
Result<Precisions> generalPrecisions(const TuningTrial& trial, const Halves& halves,
                                     std::uint64_t seed, TuningVerdict& verdict,
                                     const std::stop_token& stop)
{
    Precisions plain = halves.precisions(trial.labels, trial.general, trial.dim);
    verdict.general = meanOf(plain);
    verdict.fitted = verdict.general;
    if (trial.taughtLabels.empty())
        return plain;
    LabelledRows rows;
    for (std::size_t i = 0; i < trial.taughtLabels.size(); ++i)
        rows.add(rowOf(trial.taught, i, trial.dim), {std::to_string(trial.taughtLabels[i])});
    rows = rows.merged();
    TaskPool pool;
    const auto fitVerdict = judgeFit(rows, seed, pool, stop);
    if (!fitVerdict)
        return fail(fitVerdict);
    const LabelFit fit = fitToLabels(rows, pool, stop);
    Precisions fitted = halves.precisions(trial.labels, trial.general, trial.dim, &fit);
    verdict.fitted = meanOf(fitted);
    verdict.isFitOn = fitVerdict->isOn;
    return verdict.isFitOn && verdict.fitted > verdict.general ? fitted : plain;
}

} // namespace

Result<TuningVerdict> judgeTuning(const TuningTrial& trial, std::uint64_t seed,
                                  const std::stop_token& stop)
{
    TuningVerdict verdict;
    const Halves halves(trial.labels);
    const auto general = generalPrecisions(trial, halves, seed, verdict, stop);
    if (!general)
        return fail(general);
    const Chosen chosen(trial, halves);
    const Precisions tuned = chosen.precisions(trial.labels);
    verdict.tuned = meanOf(tuned);
    const Gain gain = gainOf(tuned, *general);
    verdict.photos = gain.queries;
    verdict.gain = gain.mean;
    verdict.error = gain.error;

    std::mt19937_64 random(seed);
    std::vector<double> shuffled;
    for (std::size_t i = 0; i < kShufflings; ++i) {
        if (stop.stop_requested())
            return fail(ErrorCode::Cancelled, "Stopped"_msg);
        std::vector<int> labels = trial.labels;
        std::shuffle(labels.begin(), labels.end(), random);
        shuffled.push_back(
            gainOf(chosen.precisions(labels), halves.precisions(labels, trial.general, trial.dim))
                .mean);
    }
    for (const double value : shuffled)
        verdict.shuffledGain += value / static_cast<double>(kShufflings);
    for (const double value : shuffled)
        verdict.shuffledSpread += (value - verdict.shuffledGain) * (value - verdict.shuffledGain);
    verdict.shuffledSpread =
        std::sqrt(verdict.shuffledSpread / static_cast<double>(kShufflings - 1));
    for (const std::size_t half : {std::size_t{0}, std::size_t{1}})
        verdict.keptOthers =
            std::min(verdict.keptOthers,
                     keptNeighbours(trial.generalOthers, chosen.of(half).tunedOthers, trial.dim));

    const bool isFar =
        verdict.gain >= kFarAboveChance * verdict.error &&
        verdict.gain >= verdict.shuffledGain + kFarAboveChance * verdict.shuffledSpread;
    const std::size_t others = trial.generalOthers.size() / static_cast<std::size_t>(trial.dim);
    verdict.isOffered = verdict.photos >= kFewestSearched && verdict.gain >= kClearTuningGain &&
                        isFar && others >= kFewestOthers && verdict.keptOthers >= kFewestKept;
    verdict.reason = reasonOf(verdict, isFar, others);
    return verdict;
}

} // namespace lookalike
