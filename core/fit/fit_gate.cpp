// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/fit/fit_gate.h"

#include "core/fit/label_ridge.h"
#include "core/fit/vectors.h"

#include <algorithm>
#include <cmath>
#include <memory>
#include <numeric>
#include <random>
#include <utility>

namespace lookalike {

namespace {

/// More photos make the verdict no surer.
constexpr std::size_t kJudgedPhotos = 2000;
constexpr std::size_t kQueriesOfHalf = 150;
/// Few photos are halved more often, and shuffled more often.
constexpr std::size_t kFewPhotos = 100;
constexpr std::size_t kManyPhotos = 600;
/// What a gain must be to be clear, and above that of shuffled labels, in standard deviations.
constexpr double kClearGain = 0.01;
constexpr double kClearlyAbove = 3;

bool shareLabel(const Labels& a, const Labels& b)
{
    return std::ranges::find_first_of(a, b) != a.end();
}

/// One half of the photos learnt from, the other searched in.
class HalfTrial {
public:
    HalfTrial(const LabelledRows& rows, std::vector<std::size_t> learnt,
              std::vector<std::size_t> searched, TaskPool& pool, const std::stop_token& stop)
        : m_rows(rows)
        , m_searched(std::move(searched))
        , m_ridge(rows, std::move(learnt), pool, stop)
    {}

    struct Gain {
        double sum = 0;
        std::size_t queries = 0;
    };
    [[nodiscard]] Gain gain(const std::vector<Labels>& labels, TaskPool& pool) const
    {
        const LabelFit fit = m_ridge.fit(labels);
        const std::size_t queries = std::min(m_searched.size(), kQueriesOfHalf);
        std::vector<std::pair<double, double>> found(queries, {-1, -1});
        pool.run(queries, pool.width(), [&](std::size_t i, std::size_t) {
            const std::size_t query = i * m_searched.size() / queries;
            const auto row = m_rows.row(m_searched[query]);
            found[i].first = averagePrecision(row, query, labels);
            const auto fitted = fit.apply(row);
            found[i].second =
                fitted ? averagePrecision(fitted->vector, query, labels) : found[i].first;
        });
        Gain gain;
        for (const auto& [without, with] : found) {
            if (without < 0)
                continue;
            gain.sum += with - without;
            ++gain.queries;
        }
        return gain;
    }

private:
    /// Negative where no other photo has a label of the query's.
    [[nodiscard]] double averagePrecision(std::span<const float> vector, std::size_t query,
                                          const std::vector<Labels>& labels) const
    {
        std::vector<std::pair<float, bool>> ranked;
        for (std::size_t i = 0; i < m_searched.size(); ++i) {
            if (i == query)
                continue;
            const auto row = m_rows.row(m_searched[i]);
            ranked.emplace_back(-dotOf(row, vector.data()),
                                shareLabel(labels[m_searched[i]], labels[m_searched[query]]));
        }
        std::ranges::sort(ranked); // of equal scores, those that are wrong come first
        double sum = 0;
        std::size_t relevant = 0;
        for (std::size_t rank = 0; rank < ranked.size(); ++rank)
            if (ranked[rank].second)
                sum += static_cast<double>(++relevant) / static_cast<double>(rank + 1);
        return relevant > 0 ? sum / static_cast<double>(relevant) : -1;
    }

    const LabelledRows& m_rows;
    const std::vector<std::size_t> m_searched;
    const LabelRidge m_ridge;
};

/// Halves the photos so that of each label (a photo's first) half are in either.
std::vector<bool> halve(const LabelledRows& rows, std::mt19937_64& random)
{
    std::vector<std::size_t> order(rows.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::shuffle(order.begin(), order.end(), random);
    std::ranges::stable_sort(order, {},
                             [&](std::size_t photo) { return rows.labels()[photo].front(); });
    std::vector<bool> isFirst(rows.size());
    for (std::size_t i = 0; i < order.size(); ++i)
        isFirst[order[i]] = i % 2 == 0;
    return isFirst;
}

class Trials {
public:
    Trials(const LabelledRows& rows, std::size_t halvings, std::mt19937_64& random, TaskPool& pool,
           const std::stop_token& stop)
    {
        for (std::size_t i = 0; i < halvings; ++i) {
            const std::vector<bool> isFirst = halve(rows, random);
            std::vector<std::size_t> first;
            std::vector<std::size_t> second;
            for (std::size_t photo = 0; photo < rows.size(); ++photo)
                (isFirst[photo] ? first : second).push_back(photo);
            m_trials.push_back(std::make_unique<HalfTrial>(rows, first, second, pool, stop));
            m_trials.push_back(std::make_unique<HalfTrial>(rows, second, first, pool, stop));
        }
    }
    /// The mean over all queries.
    [[nodiscard]] double gain(const std::vector<Labels>& labels, TaskPool& pool) const
    {
        HalfTrial::Gain all;
        for (const auto& trial : m_trials) {
            const auto [sum, queries] = trial->gain(labels, pool);
            all.sum += sum;
            all.queries += queries;
        }
        return all.queries > 0 ? all.sum / static_cast<double>(all.queries) : 0;
    }

private:
    std::vector<std::unique_ptr<HalfTrial>> m_trials;
};

/// For a sentence.
long percentagePoints(double gain)
{
    return std::lround(gain * 100);
}

Message reasonFor(const FitVerdict& verdict)
{
    if (verdict.isOn)
        return "Among %1 photos with %2 labels, the fit finds more of what belongs together: mean "
               "average precision rises by %3 percentage points on photos that it was not made of"_msg(
                   verdict.photos, verdict.labels, percentagePoints(verdict.gain));
    if (verdict.gain < kClearGain)
        return "The fit does not find clearly more of what belongs together (%1 percentage "
               "points): the photos of a label look too different, or those of several labels too "
               "much alike, or a label has too few photos"_msg(percentagePoints(verdict.gain));
    return "The gain of %1 percentage points may be chance: the same photos with shuffled labels "
           "gain nearly as much. More photos with labels would tell"_msg(
               percentagePoints(verdict.gain));
}

} // namespace

Result<FitVerdict> judgeFit(const LabelledRows& rows, std::uint64_t seed, TaskPool& pool,
                            const std::stop_token& stop, ProgressReporter* progress)
{
    FitVerdict verdict;
    verdict.photos = rows.size();
    const auto counts = rows.counts();
    verdict.labels = static_cast<std::size_t>(
        std::ranges::count_if(counts, [](std::size_t count) { return count >= kPhotosForLabel; }));
    if (verdict.labels < 2) {
        verdict.reason =
            "A fit needs at least two labels with %1 different photos each; there are %2"_msg(
                kPhotosForLabel, verdict.labels);
        return verdict;
    }
    std::mt19937_64 random(seed);
    const LabelledRows judged = rows.sample(kJudgedPhotos);
    const std::size_t shuffles = judged.size() <= kManyPhotos ? 20 : 6;
    if (progress != nullptr)
        progress->setStage(Stage::Reading, shuffles + 1);
    const auto advance = [&] {
        if (progress != nullptr)
            progress->advance({}, false);
    };
    const Trials trials(judged, judged.size() <= kFewPhotos ? 8 : 2, random, pool, stop);
    verdict.gain = trials.gain(judged.labels(), pool);
    advance();
    std::vector<double> shuffled;
    for (std::size_t i = 0; i < shuffles; ++i) {
        if (stop.stop_requested())
            return fail(ErrorCode::Cancelled, "Stopped"_msg);
        std::vector<Labels> labels = judged.labels();
        std::shuffle(labels.begin(), labels.end(), random);
        shuffled.push_back(trials.gain(labels, pool));
        advance();
    }
    const auto count = static_cast<double>(shuffled.size());
    verdict.shuffledGain = std::reduce(shuffled.begin(), shuffled.end()) / count;
    for (const double gain : shuffled)
        verdict.shuffledSpread += (gain - verdict.shuffledGain) * (gain - verdict.shuffledGain);
    verdict.shuffledSpread = std::sqrt(verdict.shuffledSpread / (count - 1));
    const double needed =
        std::max(kClearGain, verdict.shuffledGain +
                                 std::max(kClearGain, kClearlyAbove * verdict.shuffledSpread));
    verdict.isOn = verdict.gain >= needed;
    verdict.reason = reasonFor(verdict);
    return verdict;
}

} // namespace lookalike
