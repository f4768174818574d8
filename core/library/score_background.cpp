// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/library/score_background.h"

#include "core/library/stored_embeddings.h"
#include "core/search/kernels.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <numeric>

namespace lookalike {
namespace {

constexpr std::size_t kSample = 4096;
constexpr std::size_t kPartThatMayChange = 50;
constexpr double kLeastSpread = 1e-6;
constexpr double kMostNarrow = 3;
// In a library where words mean nothing, one of a hundred queries has a strong photo and one of
// five a likely one. Real scores have longer tails than normal ones, hence the margins.
constexpr double kChanceOfStrong = 0.01;
constexpr double kMarginOfStrong = 1.25;
constexpr double kChanceOfLikely = 0.2;
constexpr double kMarginOfLikely = 0.25;

/// Mixes the bits of an id, so that a sample has no pattern of folders or dates.
std::uint64_t mixed(std::uint64_t id)
{
    id = (id ^ (id >> 30U)) * 0xBF58476D1CE4E5B9U;
    id = (id ^ (id >> 27U)) * 0x94D049BB133111EBU;
    return id ^ (id >> 31U);
}

/// Whether a library of so many photos can go on with the sample of one of `drawn`: while photos
/// are read, it would be drawn for each search otherwise, which takes half a second among a
/// million.
bool isNearly(std::size_t photos, std::size_t drawn)
{
    return std::min(photos, drawn) > kSample &&
           std::max(photos, drawn) - std::min(photos, drawn) <= drawn / kPartThatMayChange;
}

/// The value that a normal variable exceeds with this probability, by bisection.
double normalQuantile(double probability)
{
    double low = 0;
    double high = 10;
    for (int step = 0; step < 60; ++step) {
        const double middle = (low + high) / 2;
        const bool above = 0.5 * std::erfc(middle / std::sqrt(2.0)) > probability;
        (above ? low : high) = middle;
    }
    return low;
}

std::vector<float> meanOf(const StoredEmbeddings& rows)
{
    std::vector<double> sum(rows.dim);
    std::vector<float> row(rows.dim);
    for (std::size_t i = 0; i < rows.contents.size(); ++i) {
        kernels::widenFloat16(std::span(rows.values).subspan(i * rows.dim, rows.dim), row);
        std::ranges::transform(sum, row, sum.begin(), std::plus<>());
    }
    std::vector<float> mean;
    for (const double value : sum)
        mean.push_back(static_cast<float>(value / static_cast<double>(rows.contents.size())));
    return mean;
}

} // namespace

Result<std::shared_ptr<const ScoreBackground::Sample>>
ScoreBackground::sampleOf(const std::shared_ptr<const EmbeddingIndex>& index, CatalogReader& reader,
                          SpaceId space, const std::stop_token& stop)
{
    const std::lock_guard lock(m_mutex);
    if (m_sample && (m_index.lock() == index || isNearly(index->size(), m_size)))
        return m_sample;
    auto contents = reader.contents({});
    if (!contents)
        return fail(contents);
    if (contents->size() > kSample) {
        const auto byHash = [](ContentId a, ContentId b) {
            return mixed(static_cast<std::uint64_t>(a.value())) <
                   mixed(static_cast<std::uint64_t>(b.value()));
        };
        std::ranges::nth_element(*contents, contents->begin() + kSample, byHash);
        contents->resize(kSample);
    }
    StoredEmbeddings rows;
    for (const ContentId content : *contents) {
        if (stop.stop_requested())
            return fail(ErrorCode::Cancelled, "The search was cancelled"_msg);
        const auto embedding = reader.embedding(space, content);
        if (!embedding)
            return fail(embedding);
        if (*embedding)
            rows.add(content, **embedding);
    }
    std::vector<float> mean = meanOf(rows);
    m_sample = std::make_shared<const Sample>(Sample{std::move(rows.values), std::move(mean)});
    m_index = index;
    m_size = index->size();
    return m_sample;
}

Result<ScoreStatistics> ScoreBackground::of(std::span<const float> query,
                                            const std::shared_ptr<const EmbeddingIndex>& index,
                                            CatalogReader& reader, SpaceId space,
                                            const std::stop_token& stop)
{
    if (!space.isValid())
        return ScoreStatistics();
    const auto sample = sampleOf(index, reader, space, stop);
    if (!sample)
        return fail(sample);
    return statisticsOf(query, (*sample)->rows);
}

Result<std::vector<float>>
ScoreBackground::centre(const std::shared_ptr<const EmbeddingIndex>& index, CatalogReader& reader,
                        SpaceId space, const std::stop_token& stop)
{
    if (!space.isValid())
        return std::vector<float>();
    const auto sample = sampleOf(index, reader, space, stop);
    if (!sample)
        return fail(sample);
    return (*sample)->mean;
}

ScoreStatistics statisticsOf(std::span<const float> query, std::span<const std::uint16_t> rows)
{
    ScoreStatistics statistics;
    const std::vector<double> wide(query.begin(), query.end());
    std::vector<double> cosines;
    for (; !rows.empty() && rows.size() >= wide.size(); rows = rows.subspan(wide.size()))
        cosines.push_back(static_cast<double>(kernels::dotFloat16(rows.first(wide.size()), wide)));
    if (cosines.empty())
        return statistics;
    const auto count = static_cast<double>(cosines.size());
    statistics.mean = std::reduce(cosines.begin(), cosines.end()) / count;
    double variance = 0;
    for (const double cosine : cosines)
        variance += (cosine - statistics.mean) * (cosine - statistics.mean) / count;
    statistics.spread = std::max(std::sqrt(variance), kLeastSpread);
    const auto quantile = [&](double share) {
        const auto at = cosines.begin() + static_cast<std::ptrdiff_t>(share * (count - 1));
        std::ranges::nth_element(cosines, at);
        return *at;
    };
    statistics.median = quantile(0.5);
    // One and two standard deviations below the middle of a normal distribution. Where half of the
    // photos score alike, neither tells anything.
    statistics.spreadBelow =
        std::max({statistics.median - quantile(0.1587), (statistics.median - quantile(0.0228)) / 2,
                  statistics.spread / kMostNarrow});
    return statistics;
}

double likelyStandout(std::size_t photos)
{
    const auto count = static_cast<double>(std::max<std::size_t>(photos, 1));
    return normalQuantile(kChanceOfLikely / count) + kMarginOfLikely;
}

ScoreBand bandOf(double standout, std::size_t photos)
{
    const auto count = static_cast<double>(std::max<std::size_t>(photos, 1));
    if (standout >= normalQuantile(kChanceOfStrong / count) + kMarginOfStrong)
        return ScoreBand::Strong;
    return standout >= likelyStandout(photos) ? ScoreBand::Likely : ScoreBand::Weak;
}

const char* scoreBandName(ScoreBand band) noexcept
{
    switch (band) {
    case ScoreBand::Strong:
        return "strong";
    case ScoreBand::Likely:
        return "likely";
    case ScoreBand::Weak:
        return "weak";
    }
    return "weak";
}

} // namespace lookalike
