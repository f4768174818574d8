// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/duplicates/candidates/similar_pairs.h"

#include "core/base/task_pool.h"
#include "core/duplicates/candidates/exact_cosines.h"

#include <algorithm>
#include <new>
#include <string>

namespace lookalike {

namespace {

constexpr std::size_t kMaxDim = 16384;
// Shares of the progress: reading, tables, exact cosines.
constexpr double kReading = 0.4;
constexpr double kTables = 0.4;

/// A pair from the perspective of one of its rows.
struct Partner {
    std::uint32_t row;
    std::uint32_t other;
    std::size_t pair;
    float cosine;
};

/// Drops pairs that neither row needs: each row needs its `most` best pairs and the one with the
/// lowest row number. Marks rows that lost pairs in `truncated`.
void keepBest(std::vector<LshCandidate>& pairs, std::vector<float>& cosines, std::size_t most,
              std::vector<bool>& truncated)
{
    std::vector<std::uint32_t> degrees(truncated.size());
    for (const LshCandidate& pair : pairs) {
        ++degrees[pair.a];
        ++degrees[pair.b];
    }
    std::vector<Partner> partners; // of rows with too many
    std::vector<bool> isKept(pairs.size());
    for (std::size_t i = 0; i < pairs.size(); ++i) {
        const LshCandidate& pair = pairs[i];
        isKept[i] = degrees[pair.a] <= most || degrees[pair.b] <= most;
        if (degrees[pair.a] > most)
            partners.push_back({pair.a, pair.b, i, cosines[i]});
        if (degrees[pair.b] > most)
            partners.push_back({pair.b, pair.a, i, cosines[i]});
    }
    std::sort(partners.begin(), partners.end(), [](const Partner& a, const Partner& b) {
        if (a.row != b.row)
            return a.row < b.row;
        return a.cosine != b.cosine ? a.cosine > b.cosine : a.other < b.other;
    });
    const auto forRows = [&partners](const auto& work) {
        for (auto first = partners.begin(); first != partners.end();) {
            const auto last =
                std::find_if(first, partners.end(),
                             [row = first->row](const Partner& p) { return p.row != row; });
            work(first, last);
            first = last;
        }
    };
    forRows([&](auto first, auto last) {
        for (auto partner = first; partner != first + static_cast<std::ptrdiff_t>(most); ++partner)
            isKept[partner->pair] = true;
        const auto lowest = std::min_element(
            first, last, [](const Partner& a, const Partner& b) { return a.other < b.other; });
        isKept[lowest->pair] = true;
    });
    for (const Partner& partner : partners) {
        if (!isKept[partner.pair])
            truncated[partner.row] = true;
    }
    std::size_t kept = 0;
    for (std::size_t i = 0; i < pairs.size(); ++i) {
        if (!isKept[i])
            continue;
        pairs[kept] = pairs[i];
        cosines[kept++] = cosines[i];
    }
    pairs.resize(kept);
    cosines.resize(kept);
}

/// Drops candidates whose cosine is too low.
void dropDistant(std::vector<LshCandidate>& pairs, std::vector<float>& cosines, float minCosine)
{
    std::size_t kept = 0;
    for (std::size_t i = 0; i < pairs.size(); ++i) {
        if (!(cosines[i] >= minCosine))
            continue;
        pairs[kept] = pairs[i];
        cosines[kept++] = cosines[i];
    }
    pairs.resize(kept);
    cosines.resize(kept);
}

Result<SimilarPairs> search(EmbeddingSource& source, std::size_t dim,
                            const SimilarPairOptions& options)
{
    const auto report = [&options](double fraction) {
        if (options.progress)
            options.progress(std::min(1.0, fraction));
    };
    TaskPool pool;
    const std::size_t threads =
        options.threads == 0 ? pool.width() : std::min(options.threads, pool.width());
    const auto version = source.version();
    if (!version)
        return fail(version);
    const auto count = static_cast<double>(std::max<std::uint64_t>(1, version->count));
    auto rows = readLshSketches(source, dim, options, pool, threads, [&](std::uint64_t seen) {
        report(kReading * std::min(1.0, static_cast<double>(seen) / count));
    });
    if (!rows)
        return fail(rows);

    const auto cancelled = [] {
        return fail(ErrorCode::Cancelled, "The search for pairs was cancelled"_msg);
    };
    if (options.stop.stop_requested())
        return cancelled();

    SimilarPairs result;
    result.rows = rows->size();
    if (rows->size() < 2) {
        report(1);
        return result;
    }
    const LshParameters plan = chooseLshParameters(*rows, static_cast<double>(options.minCosine));
    auto found = findLshCandidates(*rows, plan, options.maxPartners, pool, threads, options.stop,
                                   [&](double part) { report(kReading + kTables * part); });
    if (options.stop.stop_requested())
        return cancelled();
    auto cosines = exactCosines(source, dim, *rows, found.pairs, pool, threads, options.stop,
                                [&](double part) {
                                    const double before = kReading + kTables;
                                    report(before + (1 - before) * part);
                                });
    if (!cosines)
        return fail(cosines);

    dropDistant(found.pairs, *cosines, options.minCosine);
    keepBest(found.pairs, *cosines, options.maxPartners, found.isCut);
    result.pairs.reserve(found.pairs.size());
    for (std::size_t i = 0; i < found.pairs.size(); ++i) {
        result.pairs.push_back({ContentId(rows->contents[found.pairs[i].a]),
                                ContentId(rows->contents[found.pairs[i].b]), (*cosines)[i]});
    }
    std::sort(result.pairs.begin(), result.pairs.end(),
              [](const SimilarPair& a, const SimilarPair& b) {
                  if (a.cosine != b.cosine)
                      return a.cosine > b.cosine;
                  return a.first != b.first ? a.first < b.first : a.second < b.second;
              });
    for (std::size_t row = 0; row < rows->size(); ++row) {
        if (found.isCut[row])
            result.truncated.emplace_back(rows->contents[row]);
    }
    report(1);
    return result;
}

} // namespace

Result<SimilarPairs> findSimilarPairs(EmbeddingSource& source, int dim,
                                      const SimilarPairOptions& options)
{
    if (dim < 1 || static_cast<std::size_t>(dim) > kMaxDim) {
        return fail(ErrorCode::InvalidArgument, "Embeddings cannot have %1 dimensions"_msg(dim));
    }
    if (!(options.minCosine >= 0.8F && options.minCosine <= 1.0F) || options.maxPartners < 1) {
        return fail(ErrorCode::InvalidArgument,
                    "Pairs need a cosine of 0.8 to 1 and at least one partner a photo"_msg);
    }
    try {
        return search(source, static_cast<std::size_t>(dim), options);
    } catch (const std::bad_alloc&) {
        return fail(ErrorCode::OutOfMemory, "There is not enough memory to look for pairs"_msg);
    }
}

} // namespace lookalike
