// SPDX-License-Identifier: GPL-3.0-or-later
// Builds an index, compares it with the exact float32 scan in the same run and prints one JSON line
// a figure.
#include "app/lookalike_bench/command.h"
#include "app/lookalike_bench/figures.h"
#include "app/lookalike_bench/scratch_folder.h"
#include "app/lookalike_bench/search_rows.h"
#include "core/base/unique_handle.h"

#include <hwy/targets.h>

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <filesystem>
#include <memory>
#include <random>
#include <set>
#include <string>
#include <thread>

#ifdef __linux__
#include <fcntl.h>
#include <unistd.h>
#endif

namespace lookalike {

namespace {

struct SearchBenchOptions {
    std::size_t rows = 1'000'000;
    int dim = 384;
    std::filesystem::path file;   ///< safetensors with real embeddings instead of synthetic ones
    std::filesystem::path folder; ///< for the sidecar; empty: the system's temporary folder
    std::size_t queries = 100;
    std::size_t topK = 100;
    std::size_t threads = 0;     ///< for one search; 0: one a core
    double filter = 0;           ///< part of the rows that a filter keeps; 0: no filter
    std::size_t append = 0;      ///< rows to add while searches run
    std::size_t concurrency = 0; ///< searches at once, one thread each
    bool cold = false;           ///< also search after the sidecar left the page cache
    std::string target = "best"; ///< instruction set: best, avx2, sse4
};

/// Rows that the exact scan keeps in memory as floats; beyond, it is timed on these and scaled.
constexpr std::size_t kFloatBytes = std::size_t{3} << 30;

double recall(const std::vector<Neighbor>& found, const std::vector<Neighbor>& exact, std::size_t k)
{
    const auto topOf = [k](const std::vector<Neighbor>& rows) {
        std::set<std::int64_t> ids;
        for (std::size_t i = 0; i < std::min(k, rows.size()); ++i)
            ids.insert(rows[i].content.value());
        return ids;
    };
    const std::set<std::int64_t> truth = topOf(exact);
    std::size_t hits = 0;
    for (const std::int64_t id : topOf(found))
        hits += truth.count(id);
    return truth.empty() ? 1.0 : static_cast<double>(hits) / static_cast<double>(truth.size());
}

void dropFromPageCache(const std::filesystem::path& file)
{
#ifdef __linux__
    const UniqueHandle handle(::open(file.c_str(), O_RDONLY | O_CLOEXEC));
    if (!handle.isValid())
        return;
    ::fdatasync(handle.get());
    ::posix_fadvise(handle.get(), 0, 0, POSIX_FADV_DONTNEED);
#else
    (void)file;
#endif
}

/// Deletes its folder at the end.
class SearchBench {
public:
    SearchBench(const SearchBenchOptions& options, std::unique_ptr<SearchRows> rows)
        : m_options(options)
        , m_rows(std::move(rows))
        , m_threads(options.threads == 0 ? m_pool.width()
                                         : std::min(options.threads, m_pool.width()))
        , m_scratch(options.folder)
        , m_source(*m_rows, m_pool, m_rows->size())
    {
        m_space = {"synthetic", "synthetic", static_cast<int>(m_rows->dim())};
    }

    [[nodiscard]] Result<> run();

private:
    void print(const char* metric, double value, const char* unit, nlohmann::json more = {}) const;
    void makeQueries();
    void measureExact();
    [[nodiscard]] Result<> build();
    [[nodiscard]] Result<> reopen();
    [[nodiscard]] Result<> measureSearches();
    [[nodiscard]] Result<> measureCold();
    [[nodiscard]] Result<> measureConcurrency();
    [[nodiscard]] Result<> measureAppend();
    [[nodiscard]] NeighborQuery query() const;
    [[nodiscard]] std::filesystem::path sidecarFile() const
    {
        return m_scratch.path() / "bench.index";
    }

    const SearchBenchOptions& m_options;
    TaskPool m_pool;
    std::unique_ptr<SearchRows> m_rows;
    std::size_t m_threads;
    ScratchFolder m_scratch;
    RowsSource m_source;
    EmbeddingSpace m_space;
    ContentSet m_allowed;
    std::vector<std::vector<float>> m_queries;
    std::vector<std::vector<Neighbor>> m_exact;
    double m_exactMs = 0;
    std::unique_ptr<IndexStore> m_store;
};

void SearchBench::print(const char* metric, double value, const char* unit,
                        nlohmann::json more) const
{
    nlohmann::json params = {{"rows", m_rows->size()},
                             {"dim", m_rows->dim()},
                             {"top", m_options.topK},
                             {"queries", m_queries.size()},
                             {"threads", m_threads},
                             {"target", m_options.target},
                             {"data", m_options.file.empty() ? "synthetic" : "file"}};
    if (m_options.filter > 0)
        params["filter"] = m_options.filter;
    params.update(more.is_null() ? nlohmann::json::object() : more);
    printFigure("search", metric, value, unit, params);
}

void SearchBench::makeQueries()
{
    std::mt19937_64 random(7);
    for (std::size_t i = 0; i < m_options.queries; ++i) {
        m_queries.emplace_back(m_rows->dim());
        m_rows->query(random() % m_rows->size(), m_queries.back());
    }
    for (std::size_t i = 0; m_options.filter > 0 && i < m_rows->size(); ++i) {
        const double draw = static_cast<double>(random() >> 11) * 0x1p-53;
        if (draw < m_options.filter)
            m_allowed.insert(ContentId(static_cast<std::int64_t>(i + 1)));
    }
}

/// Bandwidth, time and results of the exact scan. The floats are freed again before the index is
/// built.
void SearchBench::measureExact()
{
    const std::size_t rowBytes = (m_rows->dim() + 63) / 64 * 64 * sizeof(float);
    const std::size_t kept = std::min(m_rows->size(), kFloatBytes / rowBytes);
    const FloatRows floats(*m_rows, kept, m_pool);
    const ContentSet* allowed = m_options.filter > 0 ? &m_allowed : nullptr;

    std::vector<double> rates;
    float sum = 0;
    for (int i = 0; i < 5; ++i) {
        const auto start = Clock::now();
        sum += readAll(floats.values(), m_pool, m_threads);
        rates.push_back(static_cast<double>(floats.values().size_bytes()) / secondsSince(start) /
                        1e9);
    }
    print("bandwidth_gb_s", quantile(rates, 1.0), "GB/s", {{"checksum", sum}});

    std::vector<double> times;
    std::vector<std::vector<float>> padded;
    for (const auto& query : m_queries) {
        padded.push_back(floats.padded(query));
        const auto start = Clock::now();
        auto exact =
            exactSearch(floats.values(), padded.back(), m_options.topK, allowed, m_pool, m_threads);
        times.push_back(secondsSince(start) * 1e3);
        m_exact.push_back(std::move(exact));
    }
    const double scale = static_cast<double>(m_rows->size()) / static_cast<double>(kept);
    m_exactMs = quantile(times, 0.5) * scale;
    print("exact_ms", m_exactMs, "ms", {{"measured_rows", kept}});
    if (kept < m_rows->size()) {
        m_exact = exactByStreaming(*m_rows, padded, m_options.topK, allowed, m_pool);
    }
}

Result<> SearchBench::build()
{
    const auto start = Clock::now();
    auto store = IndexStore::open(sidecarFile(), m_space, m_source);
    if (!store)
        return fail(store);
    print("build_s", secondsSince(start) - m_source.secondsMaking(), "s");
    return {};
}

Result<> SearchBench::reopen()
{
    m_store.reset();
    const auto start = Clock::now();
    auto store = IndexStore::open(sidecarFile(), m_space, m_source);
    if (!store)
        return fail(store);
    m_store = std::move(*store);
    print("startup_s", secondsSince(start), "s");
    print("bytes_per_row",
          static_cast<double>(m_store->snapshot()->residentBytes()) /
              static_cast<double>(m_rows->size()),
          "B");
    return {};
}

NeighborQuery SearchBench::query() const
{
    NeighborQuery query;
    query.topK = m_options.topK;
    query.threads = m_threads;
    query.allowed = m_options.filter > 0 ? &m_allowed : nullptr;
    return query;
}

Result<> SearchBench::measureSearches()
{
    const auto index = m_store->snapshot();
    std::vector<double> times;
    double at10 = 0;
    double atK = 0;
    constexpr int kRounds = 4; // the first one warms up and is counted for recall only
    for (int round = 0; round < kRounds; ++round) {
        for (std::size_t i = 0; i < m_queries.size(); ++i) {
            const auto start = Clock::now();
            const auto found = index->search(m_queries[i], query());
            if (!found)
                return fail(found);
            if (round > 0) {
                times.push_back(secondsSince(start) * 1e3);
                continue;
            }
            at10 += recall(*found, m_exact[i], 10);
            atK += recall(*found, m_exact[i], m_options.topK);
        }
    }
    const auto count = static_cast<double>(m_queries.size());
    print("median_ms", quantile(times, 0.5), "ms");
    print("p99_ms", quantile(times, 0.99), "ms");
    print("speedup", m_exactMs / quantile(times, 0.5), "x");
    print("recall_at_10", at10 / count, "");
    print(("recall_at_" + std::to_string(m_options.topK)).c_str(), atK / count, "");
    return {};
}

Result<> SearchBench::measureCold()
{
    const auto index = m_store->snapshot();
    std::vector<double> times;
    for (std::size_t i = 0; i < std::min<std::size_t>(20, m_queries.size()); ++i) {
        dropFromPageCache(sidecarFile());
        const auto start = Clock::now();
        const auto found = index->search(m_queries[i], query());
        if (!found)
            return fail(found);
        times.push_back(secondsSince(start) * 1e3);
    }
    print("cold_median_ms", quantile(times, 0.5), "ms");
    m_store.reset();
    dropFromPageCache(sidecarFile());
    const auto start = Clock::now();
    auto store = IndexStore::open(sidecarFile(), m_space, m_source);
    if (!store)
        return fail(store);
    m_store = std::move(*store);
    print("cold_startup_s", secondsSince(start), "s");
    return {};
}

Result<> SearchBench::measureConcurrency()
{
    const auto index = m_store->snapshot();
    NeighborQuery one = query();
    one.threads = 1;
    std::atomic<bool> failed = false;
    const auto searchesPerSecond = [&](std::size_t clients) {
        std::atomic<std::size_t> done = 0;
        const auto start = Clock::now();
        {
            std::vector<std::jthread> threads;
            for (std::size_t client = 0; client < clients; ++client) {
                threads.emplace_back([&, client] {
                    for (std::size_t i = client; secondsSince(start) < 2.0; ++i, ++done) {
                        if (!index->search(m_queries[i % m_queries.size()], one))
                            failed = true;
                    }
                });
            }
        }
        return static_cast<double>(done) / secondsSince(start);
    };
    const double serial = searchesPerSecond(1);
    const double concurrent = searchesPerSecond(m_options.concurrency);
    if (failed)
        return fail(ErrorCode::Internal, "A concurrent search failed"_msg);
    print("serial_qps", serial, "1/s");
    print("concurrent_qps", concurrent, "1/s", {{"concurrency", m_options.concurrency}});
    return {};
}

Result<> SearchBench::measureAppend()
{
    std::vector<double> times;
    std::atomic<bool> done = false;
    double seconds = 0;
    Result<> refreshed;
    {
        const std::jthread searcher([&] {
            for (std::size_t i = 0; !done; ++i) {
                const auto start = Clock::now();
                const auto found =
                    m_store->snapshot()->search(m_queries[i % m_queries.size()], query());
                if (found)
                    times.push_back(secondsSince(start) * 1e3);
            }
        });
        const double making = m_source.secondsMaking();
        m_source.setCount(m_rows->size() + m_options.append);
        const auto start = Clock::now();
        refreshed = m_store->refresh(m_source);
        seconds = secondsSince(start) - (m_source.secondsMaking() - making);
        done = true;
    }
    if (!refreshed)
        return refreshed;
    print("append_s", seconds, "s", {{"appended", m_options.append}});
    if (!times.empty())
        print("append_search_max_ms", quantile(times, 1.0), "ms");
    if (m_store->snapshot()->size() != m_rows->size() + m_options.append) {
        return fail(ErrorCode::Internal, "The appended rows are not in the index"_msg);
    }
    return {};
}

Result<> SearchBench::run()
{
    makeQueries();
    measureExact();
    if (auto done = build(); !done)
        return done;
    if (auto done = reopen(); !done)
        return done;
    if (auto done = measureSearches(); !done)
        return done;
    if (m_options.concurrency > 0) {
        if (auto done = measureConcurrency(); !done)
            return done;
    }
    if (m_options.cold) {
        if (auto done = measureCold(); !done)
            return done;
    }
    if (m_options.append > 0)
        return measureAppend();
    return {};
}

/// Never more than the machine has.
void selectTarget(const std::string& target)
{
    std::int64_t wanted = hwy::SupportedTargets();
    if (target == "avx2")
        wanted = HWY_AVX2 | HWY_SSE4 | HWY_SSSE3;
    if (target == "sse4")
        wanted = HWY_SSE4 | HWY_SSSE3;
    hwy::SetSupportedTargetsForTest(wanted & hwy::SupportedTargets());
}

Result<> runBench(const SearchBenchOptions& options)
{
    selectTarget(options.target);
    auto rows = options.file.empty()
                    ? Result<std::unique_ptr<SearchRows>>(syntheticRows(options.rows, options.dim))
                    : rowsFromFile(options.file);
    if (!rows)
        return fail(rows);
    return SearchBench(options, std::move(*rows)).run();
}

} // namespace

void addSearchBench(const Program& program)
{
    CLI::App* const command =
        program.app.add_subcommand("search", "Search an index, beside the exact scan");
    const auto options = std::make_shared<SearchBenchOptions>();
    command->add_option("--rows", options->rows, "Synthetic embeddings")
        ->check(CLI::PositiveNumber);
    command->add_option("--dim", options->dim, "Their dimension, a multiple of 64")
        ->check(CLI::Range(64, 4096))
        ->check([](const std::string& dim) {
            return std::stoi(dim) % 64 == 0 ? std::string() : std::string("not a multiple of 64");
        });
    command->add_option("--file", options->file, "Real embeddings: a safetensors file");
    command->add_option("--folder", options->folder, "Where to put the sidecar");
    command->add_option("--queries", options->queries)->check(CLI::PositiveNumber);
    command->add_option("--top", options->topK)->check(CLI::PositiveNumber);
    command->add_option("--threads", options->threads, "For one search; 0: one a core");
    command->add_option("--filter", options->filter, "Part of the rows that a filter keeps")
        ->check(CLI::Range(0.0, 1.0));
    command->add_option("--append", options->append, "Rows to add while searches run");
    command->add_option("--concurrency", options->concurrency, "Searches at once, a thread each");
    command->add_flag("--cold", options->cold, "Also with the sidecar out of the page cache");
    command->add_option("--target", options->target, "Instruction set")
        ->check(CLI::IsMember({"best", "avx2", "sse4"}));
    command->callback([options, &run = program.run] {
        run = [options] { return exitStatus(runBench(*options)); };
    });
}

} // namespace lookalike
