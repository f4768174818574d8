// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/duplicates/candidates/duplicate_candidates.h"

#include "core/catalog/companions.h"
#include "core/duplicates/candidates/hash_neighbours.h"
#include "core/duplicates/candidates/rank_neighbours.h"
#include "core/duplicates/candidates/similar_pairs.h"
#include "core/search/content_set.h"

#include <algorithm>
#include <array>
#include <utility>

namespace lookalike {

namespace {

constexpr double kHashShare = 0.2; ///< share of the progress
constexpr double kNearShare = 0.3;

ContentSet setOf(const std::vector<ContentId>& contents)
{
    ContentSet set;
    for (const ContentId content : contents)
        set.insert(content);
    return set;
}

CandidatePair ordered(ContentId a, ContentId b)
{
    CandidatePair pair;
    pair.first = std::min(a, b);
    pair.second = std::max(a, b);
    return pair;
}

/// The two sides of a scope; both are the same without reference folders.
struct Sides {
    ContentSet inside;
    ContentSet reference;
    bool isTwo = false;

    [[nodiscard]] bool contains(ContentId content) const
    {
        return inside.contains(content) || (isTwo && reference.contains(content));
    }
    [[nodiscard]] bool allows(ContentId a, ContentId b) const
    {
        if (!isTwo)
            return inside.contains(a) && inside.contains(b);
        return (inside.contains(a) && reference.contains(b)) ||
               (inside.contains(b) && reference.contains(a));
    }
};

Result<Sides> sidesOf(CatalogReader& reader, const DuplicateScope& scope)
{
    Sides sides;
    ContentFilter filter;
    filter.folders = scope.folders;
    auto inside = reader.contents(filter);
    if (!inside)
        return fail(inside);
    sides.inside = setOf(*inside);
    if (!scope.referenceFolders.empty()) {
        sides.isTwo = true;
        filter.folders = scope.referenceFolders;
        auto reference = reader.contents(filter);
        if (!reference)
            return fail(reference);
        sides.reference = setOf(*reference);
    }
    if (scope.photos.empty())
        return sides;
    ContentSet photos;
    for (const ContentId photo : scope.photos)
        if (sides.contains(photo))
            photos.insert(photo);
    if (!sides.isTwo)
        sides.reference = std::move(sides.inside);
    sides.inside = std::move(photos);
    sides.isTwo = true;
    return sides;
}

Result<> addHashNeighbours(CatalogReader& reader, const Sides& sides, const std::stop_token& stop,
                           std::vector<CandidatePair>& pairs)
{
    std::vector<ContentId> contents; // contents with a border occur twice
    std::vector<std::array<std::uint64_t, 8>> hashes;
    auto visited = reader.forEachPerceptualHash(
        [&](ContentId content, const std::array<std::uint64_t, 8>& perceptual) {
            if (!sides.contains(content))
                return;
            contents.push_back(content);
            hashes.push_back(perceptual);
        });
    if (!visited)
        return visited;
    const HashNeighbours neighbours = hashNeighbours(hashes, kHashRadius, stop);
    if (neighbours.cancelled)
        return fail(ErrorCode::Cancelled, "Stopped"_msg);
    for (const HashPair& pair : neighbours.pairs) {
        const ContentId a = contents[pair.first];
        const ContentId b = contents[pair.second];
        if (a != b && sides.allows(a, b))
            pairs.push_back(ordered(a, b));
    }
    return {};
}

Result<> addEmbeddingNeighbours(const CandidateSearch& search, const Sides& sides,
                                const std::function<void(double)>& progress,
                                const std::stop_token& stop, std::vector<CandidatePair>& pairs)
{
    if (search.embeddings == nullptr)
        return {};
    SimilarPairOptions options;
    options.minCosine = search.scope.similarShots ? kBurstCosine : kSimilarShotCosine;
    options.first = &sides.inside;
    options.second = sides.isTwo ? &sides.reference : &sides.inside;
    options.stop = stop;
    options.progress = progress;
    const auto similar = findSimilarPairs(*search.embeddings, search.dim, options);
    if (!similar)
        return fail(similar);
    for (const SimilarPair& pair : similar->pairs) {
        CandidatePair candidate = ordered(pair.first, pair.second);
        candidate.cosine = pair.cosine;
        pairs.push_back(candidate);
    }
    return {};
}

Result<> addRankNeighbours(const CandidateSearch& search, const Sides& sides,
                           const std::function<void(double)>& progress, const std::stop_token& stop,
                           std::vector<CandidatePair>& pairs)
{
    if (search.embeddings == nullptr || search.index == nullptr || search.scope.similarShots)
        return {};
    std::vector<std::pair<const ContentSet*, const ContentSet*>> ways{
        {&sides.inside, sides.isTwo ? &sides.reference : &sides.inside}};
    // One search for each photo of a library is too much to ask for some of them.
    if (sides.isTwo && search.scope.photos.empty())
        ways.emplace_back(&sides.reference, &sides.inside);
    double done = 0;
    for (const auto& [from, among] : ways) {
        const double share = 1 / static_cast<double>(ways.size());
        RankSearch rank{.index = *search.index,
                        .embeddings = *search.embeddings,
                        .from = *from,
                        .among = *among,
                        .progress = [&](double part) { progress(done + part * share); },
                        .stop = stop};
        const auto near = rankNeighbours(rank);
        if (!near)
            return fail(near);
        for (const SimilarPair& pair : *near) {
            CandidatePair candidate = ordered(pair.first, pair.second);
            candidate.cosine = pair.cosine;
            pairs.push_back(candidate);
        }
        done += share;
    }
    return {};
}

/// Adds pairs like IMG_1.CR2 and IMG_1.JPG, marked as siblings for verification.
Result<> addSiblings(CatalogReader& reader, const Sides& sides, std::vector<CandidatePair>& pairs)
{
    ContentFilter raws;
    raws.formats = {ImageFormat::Raw};
    const auto contents = reader.contents(raws);
    if (!contents)
        return fail(contents);
    for (const ContentId raw : *contents) {
        const auto row = reader.content(raw);
        if (!row)
            return fail(row);
        if (!*row)
            continue;
        const auto files = reader.filesOfContent(raw);
        if (!files)
            return fail(files);
        for (const FileRow& file : *files) {
            const auto companions = companionsOf(file, **row, reader);
            if (!companions)
                return fail(companions);
            for (const Companion& companion : *companions) {
                if (companion.kind != CompanionKind::Picture ||
                    !sides.allows(raw, companion.file.content))
                    continue;
                CandidatePair pair = ordered(raw, companion.file.content);
                pair.siblings = true;
                pairs.push_back(pair);
            }
        }
    }
    return {};
}

/// Sorts the pairs and merges those found in several ways.
void merge(std::vector<CandidatePair>& pairs)
{
    std::ranges::sort(pairs, [](const CandidatePair& a, const CandidatePair& b) {
        return a.first != b.first ? a.first < b.first : a.second < b.second;
    });
    std::size_t kept = 0;
    for (const CandidatePair& pair : pairs) {
        if (kept > 0 && pairs[kept - 1].first == pair.first &&
            pairs[kept - 1].second == pair.second) {
            CandidatePair& earlier = pairs[kept - 1];
            earlier.cosine = std::max(earlier.cosine, pair.cosine);
            earlier.siblings = earlier.siblings || pair.siblings;
        } else {
            pairs[kept++] = pair;
        }
    }
    pairs.resize(kept);
}

} // namespace

Result<CandidatePairs> findCandidatePairs(const CandidateSearch& search,
                                          const std::function<void(double)>& progress,
                                          const std::stop_token& stop)
{
    auto reader = search.catalog.reader();
    if (!reader)
        return fail(reader);
    const auto sides = sidesOf(**reader, search.scope);
    if (!sides)
        return fail(sides);
    CandidatePairs candidates;
    candidates.contents = sides->inside.size() + sides->reference.size();
    if (auto added = addHashNeighbours(**reader, *sides, stop, candidates.pairs); !added)
        return fail(added);
    progress(kHashShare);
    const auto near = [&](double part) { progress(kHashShare + kNearShare * part); };
    if (auto added = addEmbeddingNeighbours(search, *sides, near, stop, candidates.pairs); !added)
        return fail(added);
    const auto rank = [&](double part) {
        progress(kHashShare + kNearShare + (1 - kHashShare - kNearShare) * part);
    };
    if (auto added = addRankNeighbours(search, *sides, rank, stop, candidates.pairs); !added)
        return fail(added);
    if (auto added = addSiblings(**reader, *sides, candidates.pairs); !added)
        return fail(added);
    merge(candidates.pairs);
    progress(1);
    return candidates;
}

} // namespace lookalike
