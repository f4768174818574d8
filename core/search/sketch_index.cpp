// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/search/sketch_index.h"

#include "core/search/sidecar.h"

#include <algorithm>
#include <cmath>
#include <mutex>
#include <new>
#include <optional>

namespace lookalike {

namespace {

/// At most this many rows are all scored exactly, because sketches would save too little.
constexpr std::size_t kExactRows = 16384;
/// The number of candidates that one thread scores per task.
constexpr std::size_t kCandidatesPerTask = 64;
/// Waking another thread takes as long as scoring this many rows.
constexpr std::size_t kRowsPerThread = 128;

bool ranksBefore(const Neighbor& a, const Neighbor& b) noexcept
{
    return a.score != b.score ? a.score > b.score : a.content < b.content;
}

tl::unexpected<Error> cancelled()
{
    return fail(ErrorCode::Cancelled, "The search was cancelled"_msg);
}

/// Sorts best first, keeps scores of at least minScore and at most topK results.
void rank(std::vector<Neighbor>& found, std::size_t topK, float minScore)
{
    std::erase_if(found,
                  [minScore](const Neighbor& neighbor) { return neighbor.score < minScore; });
    const std::size_t kept = std::min(topK, found.size());
    std::partial_sort(found.begin(), found.begin() + static_cast<std::ptrdiff_t>(kept), found.end(),
                      ranksBefore);
    found.resize(kept);
}

} // namespace

SketchIndex::SketchIndex(std::shared_ptr<const Sketcher> sketcher, std::vector<Segment> segments,
                         std::shared_ptr<TaskPool> pool, std::shared_ptr<std::atomic<bool>> damaged)
    : m_sketcher(std::move(sketcher))
    , m_segments(std::move(segments))
    , m_pool(std::move(pool))
    , m_damaged(std::move(damaged))
{
    for (const Segment& segment : m_segments)
        m_size += segment.chunk->size() - segment.deadCount();
}

std::size_t SketchIndex::residentBytes() const noexcept
{
    std::size_t bytes = sizeof *this;
    for (const Segment& segment : m_segments) {
        bytes += sizeof segment + sizeof(Chunk) + segment.chunk->residentBytes() +
                 (segment.dead != nullptr ? sizeof(DeadRows) : 0);
    }
    return bytes;
}

Result<> SketchIndex::verify() const
{
    const std::size_t words = RowRecord::words(m_sketcher->dim());
    std::vector<std::uint16_t> buffer;
    for (const Segment& segment : m_segments) {
        const Chunk& chunk = *segment.chunk;
        if (chunk.file != nullptr && chunk.size() == kChunkRows) {
            Chunk stored;
            DeadRows dead;
            auto done = chunk.file->readSketches(chunk.number, stored, dead);
            if (!done)
                return done;
        }
        const auto records = chunk.read(0, chunk.size(), m_sketcher->dim(), buffer);
        if (!records)
            return fail(records);
        for (std::size_t row = 0; row < chunk.size(); ++row) {
            const auto record = records->subspan(row * words, words);
            const ContentId content(chunk.ids[row]);
            const std::uint64_t checksum = rowChecksum(content, record.first(m_sketcher->dim()));
            if (RowRecord::content(record) != content || RowRecord::checksum(record) != checksum ||
                chunk.checksums[row] != static_cast<std::uint32_t>(checksum)) {
                return fail(ErrorCode::Broken, "The index is damaged"_msg);
            }
        }
    }
    return {};
}

Result<std::vector<Neighbor>> SketchIndex::search(std::span<const float> query,
                                                  const NeighborQuery& options) const
{
    if (query.size() != m_sketcher->dim()) {
        return fail(ErrorCode::InvalidArgument, "The query has %1 dimensions, the index %2"_msg(
                                                    query.size(), m_sketcher->dim()));
    }
    double square = 0;
    for (const float value : query)
        square += static_cast<double>(value) * static_cast<double>(value);
    if (!std::isfinite(square) || square <= 0) {
        return fail(ErrorCode::InvalidArgument, "The query has no direction"_msg);
    }
    if (options.stop.stop_requested())
        return cancelled();
    Request request{{}, {}, options, std::min(options.topK, m_size), m_pool->width()};
    if (options.threads != 0)
        request.width = std::min(request.width, options.threads);
    if (request.topK == 0)
        return std::vector<Neighbor>();
    try {
        const double scale = 1.0 / std::sqrt(square);
        for (const float value : query) {
            request.wide.push_back(static_cast<double>(value) * scale);
            request.unit.push_back(static_cast<float>(request.wide.back()));
            // Rounded to float as callers see it, which also keeps the products exact.
            request.wide.back() = static_cast<double>(request.unit.back());
        }
        const std::size_t asked =
            options.allowed != nullptr ? std::min(m_size, options.allowed->size()) : m_size;
        const bool few = asked <= kExactRows || asked / 2 <= request.topK;
        auto found = few ? searchExactly(request) : searchSketches(request);
        if (found)
            rank(*found, request.topK, options.minScore);
        return found;
    } catch (const std::bad_alloc&) {
        return fail(ErrorCode::OutOfMemory, "There is not enough memory for the search"_msg);
    }
}

Result<std::vector<Neighbor>> SketchIndex::searchSketches(const Request& request) const
{
    const SketchQuery query = m_sketcher->prepare(request.unit);
    SketchScan scan(m_segments, query, request.options, request.topK, request.width);
    m_pool->run(m_segments.size(), request.width, [&](std::size_t segment, std::size_t slot) {
        if (!request.options.stop.stop_requested())
            scan.scan(segment, slot);
    });
    if (request.options.stop.stop_requested())
        return cancelled();

    const std::vector<Candidate> candidates = scan.candidates();
    const std::span<const Candidate> all(candidates);
    // The most promising candidates set the cosine that the others have to reach.
    const std::size_t first = std::min(all.size(), request.topK + request.topK / 8);
    auto found = score(all.first(first), request);
    if (!found || first < request.topK || first == all.size())
        return found;
    const auto last = found->begin() + static_cast<std::ptrdiff_t>(request.topK - 1);
    std::nth_element(found->begin(), last, found->end(), ranksBefore);
    const std::size_t reaching = scan.countReaching(all, last->score);
    if (reaching <= first)
        return found;
    const auto rest = score(all.subspan(first, reaching - first), request);
    if (!rest)
        return rest;
    found->insert(found->end(), rest->begin(), rest->end());
    return found;
}

Result<std::vector<Neighbor>> SketchIndex::searchExactly(const Request& request) const
{
    const ContentSet* allowed = request.options.allowed;
    std::vector<std::vector<Candidate>> perSegment(m_segments.size());
    m_pool->run(m_segments.size(), allowed != nullptr ? request.width : 1,
                [&](std::size_t segment, std::size_t) {
                    const Chunk& chunk = *m_segments[segment].chunk;
                    for (std::size_t row = 0; row < chunk.size(); ++row) {
                        if (m_segments[segment].isDead(row))
                            continue;
                        if (allowed != nullptr && !allowed->contains(ContentId(chunk.ids[row])))
                            continue;
                        perSegment[segment].push_back({0, static_cast<std::uint32_t>(segment),
                                                       static_cast<std::uint32_t>(row)});
                    }
                });
    std::vector<Candidate> candidates;
    for (const auto& rows : perSegment)
        candidates.insert(candidates.end(), rows.begin(), rows.end());
    return score(candidates, request);
}

Result<std::vector<Neighbor>> SketchIndex::score(std::span<const Candidate> candidates,
                                                 const Request& request) const
{
    // Sort into file order, so that adjacent rows are read at once.
    std::vector<Candidate> sorted(candidates.begin(), candidates.end());
    std::sort(sorted.begin(), sorted.end(), [](const Candidate& a, const Candidate& b) {
        return a.segment != b.segment ? a.segment < b.segment : a.row < b.row;
    });
    std::vector<Neighbor> found(sorted.size());
    std::mutex mutex;
    std::optional<Error> error;
    const std::size_t tasks = (sorted.size() + kCandidatesPerTask - 1) / kCandidatesPerTask;
    const std::size_t width = std::min(request.width, 1 + sorted.size() / kRowsPerThread);
    m_pool->run(tasks, width, [&](std::size_t task, std::size_t) {
        if (request.options.stop.stop_requested())
            return;
        const std::size_t begin = task * kCandidatesPerTask;
        const std::size_t count = std::min(kCandidatesPerTask, sorted.size() - begin);
        auto done =
            scoreSorted(std::span(sorted).subspan(begin, count), request, found.data() + begin);
        if (done)
            return;
        const std::lock_guard lock(mutex);
        error = std::move(done).error();
    });
    if (request.options.stop.stop_requested())
        return cancelled();
    if (error)
        return fail(std::move(*error));
    return found;
}

Result<> SketchIndex::scoreSorted(std::span<const Candidate> candidates, const Request& request,
                                  Neighbor* out) const
{
    const std::size_t dim = m_sketcher->dim();
    const std::size_t words = RowRecord::words(dim);
    std::vector<std::uint16_t> buffer;
    while (!candidates.empty()) {
        std::size_t run = 1;
        while (run < candidates.size() && candidates[run].segment == candidates[0].segment &&
               candidates[run].row == candidates[0].row + run) {
            ++run;
        }
        const Chunk& chunk = *m_segments[candidates[0].segment].chunk;
        const std::size_t first = candidates[0].row;
        const auto records = chunk.read(first, run, dim, buffer);
        if (!records) {
            if (records.error().code == ErrorCode::Broken)
                *m_damaged = true;
            return fail(records);
        }
        for (std::size_t i = 0; i < run; ++i) {
            const auto row = records->subspan(i * words, dim);
            const ContentId content(chunk.ids[first + i]);
            if (static_cast<std::uint32_t>(rowChecksum(content, row)) !=
                chunk.checksums[first + i]) {
                *m_damaged = true;
                return fail(ErrorCode::Broken, "The index is damaged and will be rebuilt"_msg);
            }
            *out++ = {content, std::clamp(kernels::dotFloat16(row, request.wide), -1.0F, 1.0F)};
        }
        candidates = candidates.subspan(run);
    }
    return {};
}

} // namespace lookalike
