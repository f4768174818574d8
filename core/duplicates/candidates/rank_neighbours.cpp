// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/duplicates/candidates/rank_neighbours.h"

#include "core/base/float16.h"

#include <algorithm>
#include <atomic>
#include <exception>
#include <mutex>
#include <optional>
#include <thread>

namespace lookalike {

namespace {

constexpr std::size_t kBlock = 4096; ///< rows read before searching for them

struct Block {
    std::vector<ContentId> contents;
    std::vector<float> rows;
    ContentId last; ///< the last one read, in scope or not
    bool more = false;
};

Result<Block> readBlock(const RankSearch& search, ContentId after)
{
    Block block;
    block.last = after;
    auto read = search.embeddings.forEach(
        after, [&](ContentId content, std::span<const std::uint16_t> row) {
            if (block.contents.size() == kBlock) {
                block.more = true;
                return false;
            }
            block.last = content;
            // Embeddings that the index refused (wrong length or dimension) have no neighbours.
            if (search.from.contains(content) &&
                row.size() == static_cast<std::size_t>(search.index.dim())) {
                block.contents.push_back(content);
                std::ranges::transform(row, std::back_inserter(block.rows), toFloat32);
            }
            return !search.stop.stop_requested();
        });
    if (!read)
        return fail(read);
    return block;
}

Result<> searchOne(const RankSearch& search, ContentId content, std::span<const float> row,
                   std::vector<SimilarPair>& pairs)
{
    NeighborQuery query;
    query.topK = search.neighbours + 1; // plus the content itself
    query.minScore = search.minCosine;
    query.allowed = &search.among;
    query.threads = 1;
    query.stop = search.stop;
    const auto neighbours = search.index.search(row, query);
    if (!neighbours) {
        if (neighbours.error().code == ErrorCode::InvalidArgument)
            return {};
        return fail(neighbours);
    }
    std::size_t kept = 0;
    for (const Neighbor& neighbour : *neighbours) {
        if (neighbour.content == content || kept == search.neighbours)
            continue;
        pairs.push_back({std::min(content, neighbour.content), std::max(content, neighbour.content),
                         neighbour.score});
        ++kept;
    }
    return {};
}

Result<> searchBlock(const RankSearch& search, const Block& block, std::vector<SimilarPair>& pairs)
{
    const auto dim = static_cast<std::size_t>(search.index.dim());
    std::atomic<std::size_t> next{0};
    std::mutex mutex; // guards pairs and error
    std::optional<Error> error;
    const auto work = [&] {
        std::vector<SimilarPair> found;
        std::optional<Error> wrong;
        try {
            for (std::size_t i = next++; i < block.contents.size() && !wrong; i = next++)
                if (auto done = searchOne(search, block.contents[i],
                                          std::span(block.rows).subspan(i * dim, dim), found);
                    !done)
                    wrong = std::move(done).error();
        } catch (const std::exception& exception) {
            wrong = Error{
                ErrorCode::Internal, "An unexpected error occurred: %1"_msg(exception.what()), {}};
        }
        const std::lock_guard lock(mutex);
        pairs.insert(pairs.end(), found.begin(), found.end());
        if (wrong && !error)
            error = std::move(wrong);
    };
    {
        std::vector<std::jthread> threads;
        for (unsigned i = 1; i < std::max(1U, std::thread::hardware_concurrency()); ++i)
            threads.emplace_back(work);
        work();
    }
    if (error)
        return fail(std::move(*error));
    return {};
}

} // namespace

Result<std::vector<SimilarPair>> rankNeighbours(const RankSearch& search)
{
    std::vector<SimilarPair> pairs;
    std::size_t done = 0;
    Block block;
    do {
        auto read = readBlock(search, block.last);
        if (!read)
            return fail(read);
        block = std::move(*read);
        if (search.stop.stop_requested())
            return fail(ErrorCode::Cancelled, "Stopped"_msg);
        if (auto searched = searchBlock(search, block, pairs); !searched)
            return fail(searched);
        done += block.contents.size();
        if (search.progress && search.from.size() > 0)
            search.progress(
                std::min(1.0, static_cast<double>(done) / static_cast<double>(search.from.size())));
    } while (block.more);
    return pairs;
}

} // namespace lookalike
