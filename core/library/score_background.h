// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/catalog/catalog_reader.h"
#include "core/library/search_request.h"
#include "core/search/embedding_index.h"

#include <cstdint>
#include <memory>
#include <mutex>
#include <span>
#include <stop_token>
#include <vector>

namespace lookalike {

/// What a query scores over the library as a whole.
struct ScoreStatistics {
    double mean = 0;
    double spread = 1; ///< standard deviation of its cosines
    // The same of the photos that it does not mean, also where it means many: a beach is not less
    // of a beach because a third of the photos show one.
    double median = 0;
    double spreadBelow = 1; ///< as a standard deviation, of the lower half

    /// What is added up over the terms of a query.
    [[nodiscard]] double standardised(double cosine) const { return (cosine - mean) / spread; }
    /// How clearly a photo stands out, in standard deviations.
    [[nodiscard]] double standout(double cosine) const { return (cosine - median) / spreadBelow; }
};

/// Scores of words lie on another scale than those of pictures, and on another one for each model:
/// they mean something against the library's own photos alone: all of a small library, of a larger
/// one a sample that stays the same until a fiftieth of the photos came or went. It is kept in
/// memory, at most some 5 MB. Thread-safe.
class ScoreBackground {
public:
    /// `query` is of the space; `index` says whether the library is still the same. Fails as the
    /// catalog does, and with Cancelled.
    [[nodiscard]] Result<ScoreStatistics> of(std::span<const float> query,
                                             const std::shared_ptr<const EmbeddingIndex>& index,
                                             CatalogReader& reader, SpaceId space,
                                             const std::stop_token& stop);
    /// The mean of the library's embeddings, the centre that marks are seen from; empty where there
    /// are none. Fails as of() does.
    [[nodiscard]] Result<std::vector<float>>
    centre(const std::shared_ptr<const EmbeddingIndex>& index, CatalogReader& reader, SpaceId space,
           const std::stop_token& stop);

private:
    struct Sample {
        std::vector<std::uint16_t> rows; ///< embeddings, one behind the other
        std::vector<float> mean;         ///< of them
    };
    [[nodiscard]] Result<std::shared_ptr<const Sample>>
    sampleOf(const std::shared_ptr<const EmbeddingIndex>& index, CatalogReader& reader,
             SpaceId space, const std::stop_token& stop);

    std::mutex m_mutex;                          ///< held while a sample is read
    std::weak_ptr<const EmbeddingIndex> m_index; ///< that the sample was drawn for
    std::size_t m_size = 0;                      ///< of that
    std::shared_ptr<const Sample> m_sample;
};

/// The statistics of a query among `rows`, float16 embeddings of its space one behind the other.
/// Nothing is moved or scaled where there are none.
[[nodiscard]] ScoreStatistics statisticsOf(std::span<const float> query,
                                           std::span<const std::uint16_t> rows);

/// From how many standard deviations on a photo is likely to be what the words mean, among so many.
[[nodiscard]] double likelyStandout(std::size_t photos);
/// The band of a photo that stands out like this among so many: where words mean nothing, at most
/// one of a hundred queries has a strong photo.
[[nodiscard]] ScoreBand bandOf(double standout, std::size_t photos);

} // namespace lookalike
