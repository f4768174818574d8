// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/search/index_builder.h"

#include "core/base/log.h"

#include <algorithm>
#include <cmath>
#include <mutex>
#include <numeric>
#include <optional>
#include <string>

namespace lookalike {

namespace {

/// The number of rows that one thread sketches per task. Whole blocks, because the rows of a block
/// share bytes.
constexpr std::size_t kRowsPerTask = 8 * kernels::kBlockRows;

template <class Value>
void copyGrown(const std::vector<Value>* from, std::vector<Value>& to, std::size_t size)
{
    to.reserve(size);
    if (from != nullptr)
        to.assign(from->begin(), from->end());
}

} // namespace

IndexBuilder::IndexBuilder(std::shared_ptr<const Sketcher> sketcher, std::shared_ptr<TaskPool> pool,
                           std::shared_ptr<Sidecar> sidecar)
    : m_sketcher(std::move(sketcher))
    , m_pool(std::move(pool))
    , m_sidecar(std::move(sidecar))
{}

bool IndexBuilder::isValid(std::span<const std::uint16_t> vector, std::size_t dim)
{
    if (vector.size() != dim)
        return false;
    std::vector<float> wide(dim);
    kernels::widenFloat16(vector, wide);
    const float square = std::inner_product(wide.begin(), wide.end(), wide.begin(), 0.0F);
    return std::abs(square - 1.0F) < 0.02F; // false for NaN
}

std::size_t IndexBuilder::pendingRows() const noexcept
{
    return m_pending.size() / RowRecord::words(m_sketcher->dim());
}

void IndexBuilder::add(ContentId content, std::span<const std::uint16_t> vector)
{
    m_last = std::max(m_last, content);
    if (!isValid(vector, m_sketcher->dim())) {
        ++m_refused;
        logWarning("The embedding of content " + std::to_string(content.value()) +
                   " is damaged and will not be found");
        return;
    }
    RowRecord::append(m_pending, content, vector);
    ++m_rows;
    if (pendingRows() == kChunkRows)
        flush();
}

void IndexBuilder::setDead(std::size_t segment, std::size_t row, bool dead)
{
    std::shared_ptr<DeadRows>& edited = m_edited[segment];
    if (edited == nullptr) {
        const auto& shared = m_segments[segment].dead;
        edited = shared != nullptr ? std::make_shared<DeadRows>(*shared)
                                   : std::make_shared<DeadRows>(DeadRows{});
    }
    std::uint64_t& word = (*edited)[row / 64];
    const std::uint64_t bit = std::uint64_t{1} << (row % 64);
    if (((word & bit) != 0) == dead)
        return;
    word ^= bit;
    if (dead)
        ++m_dead;
    else
        --m_dead;
}

void IndexBuilder::commit(const EmbeddingSource::Version& version)
{
    flush();
    for (const auto& [segment, dead] : m_edited)
        m_segments[segment].dead = dead;
    m_version = version;
    m_complete = true;
    if (m_sidecar != nullptr) {
        if (auto done = write(version); !done)
            stopWriting(done.error());
    }
    m_edited.clear();
}

Result<> IndexBuilder::write(const EmbeddingSource::Version& version)
{
    for (const auto& [segment, dead] : m_edited) {
        const Chunk& chunk = *m_segments[segment].chunk;
        if (auto done = m_sidecar->writeHead(chunk.number, chunk, *dead, false); !done)
            return done;
    }
    return m_sidecar->writeCommit(
        {0, version, m_rows, m_refused, m_last, deadChecksum(m_segments)});
}

void IndexBuilder::stopWriting(const Error& error)
{
    logWarning("The search index stays in memory from here on: " + error.text());
    m_sidecar = nullptr;
}

void IndexBuilder::flush()
{
    while (!m_pending.empty()) {
        // Without the sidecar, flushing cannot fail.
        if (auto done = flushChunk(); !done)
            stopWriting(done.error());
    }
}

Result<> IndexBuilder::flushChunk()
{
    const std::size_t words = RowRecord::words(m_sketcher->dim());
    const bool grows = !m_segments.empty() && m_segments.back().chunk->size() < kChunkRows &&
                       m_segments.back().chunk->file == m_sidecar;
    const Chunk* old = grows ? m_segments.back().chunk.get() : nullptr;
    const std::size_t first = grows ? old->size() : 0;
    const std::size_t size = std::min(kChunkRows, first + pendingRows());
    const auto records = std::span<const std::uint16_t>(m_pending).first((size - first) * words);

    const auto chunk = std::make_shared<Chunk>();
    chunk->file = m_sidecar;
    chunk->number = grows ? old->number : m_segments.size();
    if (m_sidecar != nullptr) {
        if (auto done = m_sidecar->writeRecords(chunk->number, first, records); !done)
            return done;
    } else {
        copyGrown(grows ? &old->records : nullptr, chunk->records, size * words);
        chunk->records.insert(chunk->records.end(), records.begin(), records.end());
    }
    copyGrown(grows ? &old->ids : nullptr, chunk->ids, size);
    copyGrown(grows ? &old->checksums : nullptr, chunk->checksums, size);
    chunk->allocatePlanes(size, m_sketcher->blockBytes());
    if (grows) {
        std::copy_n(old->signs.get(), old->planeBytes, chunk->signs.get());
        std::copy_n(old->levels.get(), old->planeBytes, chunk->levels.get());
    }
    sketch(*chunk, first, records);

    if (!grows)
        m_segments.emplace_back();
    m_segments.back().chunk = chunk;
    m_pending.erase(m_pending.begin(),
                    m_pending.begin() + static_cast<std::ptrdiff_t>(records.size()));
    if (m_sidecar == nullptr || size < kChunkRows)
        return {};
    const auto& dead = m_segments.back().dead;
    return m_sidecar->writeHead(chunk->number, *chunk, dead != nullptr ? *dead : DeadRows{}, true);
}

void IndexBuilder::sketch(Chunk& chunk, std::size_t first,
                          std::span<const std::uint16_t> records) const
{
    const std::size_t dim = m_sketcher->dim();
    const std::size_t words = RowRecord::words(dim);
    const std::size_t end = first + records.size() / words;
    std::vector<std::uint16_t> vectors;
    vectors.reserve((end - first) * dim);
    for (std::size_t row = first; row < end; ++row) {
        const auto record = records.subspan((row - first) * words, words);
        const auto vector = record.first(dim);
        vectors.insert(vectors.end(), vector.begin(), vector.end());
        chunk.ids.push_back(RowRecord::content(record).value());
        chunk.checksums.push_back(static_cast<std::uint32_t>(RowRecord::checksum(record)));
    }
    const std::size_t firstTask = first / kRowsPerTask;
    const std::size_t tasks = (end + kRowsPerTask - 1) / kRowsPerTask - firstTask;
    m_pool->run(tasks, m_pool->width(), [&](std::size_t task, std::size_t) {
        const std::size_t begin = std::max(first, (firstTask + task) * kRowsPerTask);
        const std::size_t stop = std::min(end, (firstTask + task + 1) * kRowsPerTask);
        m_sketcher->encode(std::span<const std::uint16_t>(vectors).subspan((begin - first) * dim,
                                                                           (stop - begin) * dim),
                           begin, chunk.signs.get(), chunk.levels.get());
    });
}

Result<std::unique_ptr<IndexBuilder>> IndexBuilder::load(std::shared_ptr<const Sketcher> sketcher,
                                                         std::shared_ptr<TaskPool> pool,
                                                         std::shared_ptr<Sidecar> sidecar)
{
    auto builder = std::make_unique<IndexBuilder>(std::move(sketcher), std::move(pool), sidecar);
    const SidecarCommit& commit = sidecar->commit();
    builder->m_version = commit.version;
    builder->m_rows = commit.rows;
    builder->m_refused = commit.refused;
    builder->m_last = commit.last;
    if (auto done = builder->loadChunks(*sidecar); !done)
        return fail(done);
    if (auto done = builder->loadTail(commit.rows % kChunkRows); !done)
        return fail(done);
    builder->m_complete = deadChecksum(builder->m_segments) == commit.deadChecksum;
    for (Segment& segment : builder->m_segments) {
        if (!builder->m_complete)
            segment.dead = nullptr;
        builder->m_dead += segment.deadCount();
    }
    if (!sidecar->isWritable())
        builder->m_sidecar = nullptr;
    return builder;
}

Result<> IndexBuilder::loadChunks(const Sidecar& sidecar)
{
    m_segments.resize(m_rows / kChunkRows);
    std::mutex mutex;
    std::optional<Error> error;
    m_pool->run(m_segments.size(), m_pool->width(), [&](std::size_t number, std::size_t) {
        const auto chunk = std::make_shared<Chunk>();
        const auto dead = std::make_shared<DeadRows>();
        chunk->file = m_sidecar;
        chunk->number = number;
        auto done = sidecar.readSketches(number, *chunk, *dead);
        m_segments[number] = {chunk, dead};
        if (m_segments[number].deadCount() == 0)
            m_segments[number].dead = nullptr;
        if (done)
            return;
        const std::lock_guard lock(mutex);
        error = std::move(done).error();
    });
    if (error)
        return fail(std::move(*error));
    return {};
}

Result<> IndexBuilder::loadTail(std::size_t rows)
{
    if (rows == 0)
        return {};
    const std::size_t words = RowRecord::words(m_sketcher->dim());
    const auto chunk = std::make_shared<Chunk>();
    chunk->file = m_sidecar;
    chunk->number = m_segments.size();
    std::vector<std::uint16_t> records(rows * words);
    if (auto done = m_sidecar->readRecords(chunk->number, 0, records); !done)
        return done;
    for (std::size_t row = 0; row < rows; ++row) {
        const auto record = std::span<const std::uint16_t>(records).subspan(row * words, words);
        const auto vector = record.first(m_sketcher->dim());
        if (RowRecord::checksum(record) != rowChecksum(RowRecord::content(record), vector)) {
            return fail(ErrorCode::Broken, "The index is damaged"_msg, m_sidecar->path());
        }
    }
    chunk->ids.reserve(rows);
    chunk->checksums.reserve(rows);
    chunk->allocatePlanes(rows, m_sketcher->blockBytes());
    sketch(*chunk, 0, records);
    const auto dead = std::make_shared<DeadRows>(m_sidecar->readDeadRows(chunk->number));
    m_segments.push_back({chunk, dead});
    if (m_segments.back().deadCount() == 0)
        m_segments.back().dead = nullptr;
    return {};
}

} // namespace lookalike
