// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/search/index_store.h"

#include "core/base/log.h"
#include "core/base/system_error.h"
#include "core/search/index_builder.h"
#include "core/search/sketch_index.h"

#include <algorithm>
#include <mutex>

namespace lookalike {

namespace {

// The largest dimension that is sketched. Encoders have some hundreds of dimensions.
constexpr int kMaxDim = 16384;
// How many rows open() compares with the source, because the sidecar may belong to another catalog.
constexpr std::size_t kSamples = 32;

std::filesystem::path temporary(const std::filesystem::path& file)
{
    std::filesystem::path path = file;
    path += ".new";
    return path;
}

/// The position of a content's newest row.
struct RowPlace {
    std::int64_t content = 0;
    std::uint32_t segment = 0;
    std::uint32_t row = 0;
};

/// Returns rows in ascending content id; for a replaced content, only the newest row.
std::vector<RowPlace> newestRows(std::span<const Segment> segments, std::size_t rows)
{
    std::vector<RowPlace> places;
    places.reserve(rows);
    for (std::size_t segment = 0; segment < segments.size(); ++segment) {
        const Chunk& chunk = *segments[segment].chunk;
        for (std::size_t row = 0; row < chunk.size(); ++row) {
            places.push_back({chunk.ids[row], static_cast<std::uint32_t>(segment),
                              static_cast<std::uint32_t>(row)});
        }
    }
    const auto byContent = [](const RowPlace& a, const RowPlace& b) {
        return a.content < b.content;
    };
    if (!std::is_sorted(places.begin(), places.end(), byContent)) {
        std::stable_sort(places.begin(), places.end(), byContent);
    }
    const auto newest =
        std::unique(places.rbegin(), places.rend(),
                    [](const RowPlace& a, const RowPlace& b) { return a.content == b.content; });
    places.erase(places.begin(), newest.base());
    return places;
}

class Store final : public IndexStore {
public:
    Store(std::filesystem::path file, EmbeddingSpace space)
        : m_file(std::move(file))
        , m_space(std::move(space))
        , m_sketcher(std::make_shared<Sketcher>(m_space))
        , m_pool(std::make_shared<TaskPool>())
    {}

    [[nodiscard]] Result<> start(EmbeddingSource& source);
    [[nodiscard]] std::shared_ptr<const EmbeddingIndex> snapshot() const override
    {
        return current();
    }
    [[nodiscard]] Result<> refresh(EmbeddingSource& source) override;
    [[nodiscard]] Result<> verify() const override { return current()->verify(); }

private:
    [[nodiscard]] std::shared_ptr<const SketchIndex> current() const
    {
        const std::lock_guard lock(m_mutex);
        return m_snapshot;
    }
    [[nodiscard]] Result<std::unique_ptr<IndexBuilder>> load() const;
    void publish();
    [[nodiscard]] bool isSample(EmbeddingSource& source) const;
    [[nodiscard]] Result<bool> append(EmbeddingSource& source,
                                      const EmbeddingSource::Version& version);
    [[nodiscard]] Result<> compare(EmbeddingSource& source,
                                   const EmbeddingSource::Version& version);
    [[nodiscard]] Result<> rebuild(EmbeddingSource& source);
    [[nodiscard]] std::shared_ptr<Sidecar> newSidecar() const;
    /// Commits to the version that the builder has reached. It may be newer than `version` if the
    /// source has grown meanwhile.
    [[nodiscard]] Result<> commit(EmbeddingSource& source, IndexBuilder& builder,
                                  const EmbeddingSource::Version& version) const;

    const std::filesystem::path m_file;
    const EmbeddingSpace m_space;
    const std::shared_ptr<const Sketcher> m_sketcher;
    const std::shared_ptr<TaskPool> m_pool;
    std::unique_ptr<IndexBuilder> m_builder;
    std::shared_ptr<std::atomic<bool>> m_damaged; ///< set by searches of the current rows
    bool m_mustCompare = false;                   ///< compare every row with the source
    mutable std::mutex m_mutex;
    std::shared_ptr<const SketchIndex> m_snapshot; ///< guarded by m_mutex
};

Result<> Store::start(EmbeddingSource& source)
{
    auto builder = load();
    if (builder) {
        m_builder = std::move(*builder);
        m_damaged = std::make_shared<std::atomic<bool>>(false);
        m_mustCompare = !m_builder->isComplete() || !isSample(source);
        if (auto done = refresh(source); !done)
            return done;
        if (current() == nullptr)
            publish();
        return {};
    }
    if (builder.error().code != ErrorCode::NotFound) {
        logInfo("The search index is being rebuilt: " + builder.error().text());
    }
    return rebuild(source);
}

Result<std::unique_ptr<IndexBuilder>> Store::load() const
{
    auto sidecar = Sidecar::open(m_file, m_space, *m_sketcher);
    if (!sidecar)
        return fail(sidecar);
    return IndexBuilder::load(m_sketcher, m_pool, std::move(*sidecar));
}

void Store::publish()
{
    const auto segments = m_builder->segments();
    auto snapshot = std::make_shared<const SketchIndex>(
        m_sketcher, std::vector<Segment>(segments.begin(), segments.end()), m_pool, m_damaged);
    const std::lock_guard lock(m_mutex);
    m_snapshot = std::move(snapshot);
}

/// Returns true if a sample of rows spread over the index matches the source. Catalogs with equal
/// counts may still differ: one may be a copy or a backup of the other.
bool Store::isSample(EmbeddingSource& source) const
{
    std::vector<const Segment*> segments;
    for (const Segment& segment : m_builder->segments())
        segments.push_back(&segment);
    const std::size_t samples = std::min(kSamples, m_builder->rows());
    for (std::size_t sample = 0; sample < samples; ++sample) {
        const Segment& segment = *segments[sample * segments.size() / samples];
        const std::size_t row = sample * segment.chunk->size() / samples;
        if (segment.isDead(row))
            continue;
        const ContentId content(segment.chunk->ids[row]);
        bool same = false;
        const auto visited = source.forEach(
            ContentId(content.value() - 1),
            [&](ContentId found, std::span<const std::uint16_t> vector) {
                same = found == content && static_cast<std::uint32_t>(rowChecksum(found, vector)) ==
                                               segment.chunk->checksums[row];
                return false;
            });
        if (!visited || !same)
            return false;
    }
    return true;
}

Result<> Store::refresh(EmbeddingSource& source)
{
    if (*m_damaged) {
        logWarning("The search index was damaged and is being rebuilt");
        return rebuild(source);
    }
    const auto version = source.version();
    if (!version)
        return fail(version);
    if (*version == m_builder->version() && !m_mustCompare)
        return {};
    const auto appended = append(source, *version);
    if (!appended)
        return fail(appended);
    if (!*appended) {
        m_mustCompare = true;
        if (auto done = compare(source, *version); !done)
            return done;
        m_mustCompare = false;
        if (m_builder->deadRows() * 4 > m_builder->rows())
            return rebuild(source);
    }
    publish();
    return {};
}

/// Appends new embeddings. Returns false if they do not explain the source's version, which means
/// that embeddings were removed or replaced.
Result<bool> Store::append(EmbeddingSource& source, const EmbeddingSource::Version& version)
{
    const EmbeddingSource::Version before = m_builder->version();
    if (m_mustCompare || version.count < before.count ||
        version.revision - before.revision != version.count - before.count) {
        return false;
    }
    const auto visited = source.forEach(
        m_builder->last(), [&](ContentId content, std::span<const std::uint16_t> vector) {
            // Embeddings added after the version was read are left to the next refresh.
            if (m_builder->known() >= version.count)
                return false;
            m_builder->add(content, vector);
            return true;
        });
    if (!visited)
        return fail(visited);
    if (m_builder->known() != version.count)
        return false;
    m_builder->commit(version);
    return true;
}

/// Walks all embeddings of the source and all rows of the index in parallel.
Result<> Store::compare(EmbeddingSource& source, const EmbeddingSource::Version& version)
{
    // Rows that are added but not committed must be moved into segments first.
    m_builder->commit(m_builder->version());
    const std::vector<RowPlace> places = newestRows(m_builder->segments(), m_builder->rows());
    m_builder->forgetRefused();
    auto place = places.begin();
    const auto visited =
        source.forEach(ContentId(), [&](ContentId content, std::span<const std::uint16_t> vector) {
            for (; place != places.end() && place->content < content.value(); ++place) {
                m_builder->setDead(place->segment, place->row, true);
            }
            if (place == places.end() || place->content != content.value()) {
                m_builder->add(content, vector);
                return true;
            }
            // Segments may have grown meanwhile, so they are read again each time.
            const Chunk& chunk = *m_builder->segments()[place->segment].chunk;
            const bool same = static_cast<std::uint32_t>(rowChecksum(content, vector)) ==
                              chunk.checksums[place->row];
            m_builder->setDead(place->segment, place->row, !same);
            if (!same)
                m_builder->add(content, vector);
            ++place;
            return true;
        });
    if (!visited)
        return visited;
    for (; place != places.end(); ++place)
        m_builder->setDead(place->segment, place->row, true);
    return commit(source, *m_builder, version);
}

Result<> Store::commit(EmbeddingSource& source, IndexBuilder& builder,
                       const EmbeddingSource::Version& version) const
{
    const auto now = source.version();
    if (!now)
        return fail(now);
    builder.commit(now->count == builder.known() ? *now : version);
    return {};
}

std::shared_ptr<Sidecar> Store::newSidecar() const
{
    std::error_code ignored;
    std::filesystem::create_directories(m_file.parent_path(), ignored);
    // If another program is writing the old sidecar, leave it alone and work in memory.
    const bool ours = m_builder == nullptr || m_builder->isWriting();
    if (m_builder == nullptr) {
        const auto old = PositionalFile::open(m_file, PositionalFile::Access::ReadWrite);
        if (!old && old.error().code == ErrorCode::Conflict)
            return nullptr;
    }
    if (!ours)
        return nullptr;
    auto sidecar = Sidecar::create(temporary(m_file), m_space, *m_sketcher);
    if (sidecar)
        return *sidecar;
    logWarning("The search index stays in memory: " + sidecar.error().text());
    return nullptr;
}

Result<> Store::rebuild(EmbeddingSource& source)
{
    const auto version = source.version();
    if (!version)
        return fail(version);
    auto builder = std::make_unique<IndexBuilder>(m_sketcher, m_pool, newSidecar());
    const auto visited =
        source.forEach(ContentId(), [&](ContentId content, std::span<const std::uint16_t> vector) {
            builder->add(content, vector);
            return true;
        });
    if (!visited)
        return visited;
    if (auto done = commit(source, *builder, *version); !done)
        return done;
    if (builder->isWriting()) {
        std::error_code error; // not synced: damage after a power failure is repaired by rebuilding
        std::filesystem::rename(temporary(m_file), m_file, error);
        if (error)
            logWarning("The search index was not kept: " + error.message());
    }
    m_builder = std::move(builder);
    m_damaged = std::make_shared<std::atomic<bool>>(false);
    m_mustCompare = false;
    publish();
    return {};
}

} // namespace

Result<std::unique_ptr<IndexStore>> IndexStore::open(const std::filesystem::path& file,
                                                     const EmbeddingSpace& space,
                                                     EmbeddingSource& source)
{
    if (space.dim < 1 || space.dim > kMaxDim) {
        return fail(ErrorCode::InvalidArgument,
                    "Embeddings cannot have %1 dimensions"_msg(space.dim));
    }
    try {
        auto store = std::make_unique<Store>(file, space);
        if (auto done = store->start(source); !done)
            return fail(done);
        return store;
    } catch (const std::bad_alloc&) {
        return fail(ErrorCode::OutOfMemory, "There is not enough memory for the index"_msg, file);
    }
}

Result<> IndexStore::discard(const std::filesystem::path& file)
{
    for (const std::filesystem::path& path : {temporary(file), file}) {
        std::error_code error;
        std::filesystem::remove(path, error);
        if (error)
            return failSystem(error, "Cannot delete the index"_msg, path);
    }
    return {};
}

} // namespace lookalike
