// SPDX-License-Identifier: GPL-3.0-or-later
// Opening concepts in a large library: how long it takes for the first time, again and after a
// change of the strictness, and which members it finds, beside the exact scores of all photos.
#include "app/lookalike_bench/command.h"
#include "app/lookalike_bench/figures.h"
#include "app/lookalike_bench/lending_encoder.h"
#include "app/lookalike_bench/scratch_folder.h"
#include "app/lookalike_bench/search_rows.h"
#include "app/lookalike_bench/window_run.h"
#include "core/library/concept_query.h"
#include "core/library/library_concepts.h"
#include "core/library/query_session.h"

#include <algorithm>
#include <cstddef>
#include <filesystem>
#include <memory>
#include <random>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace lookalike {

namespace {

struct ConceptsBenchOptions {
    std::size_t photos = 1'000'000;
    int dim = 384;
    std::size_t concepts = 300;
    std::size_t examples = 10;
};

class ConceptsBench {
public:
    explicit ConceptsBench(const ConceptsBenchOptions& options)
        : m_options(options)
        , m_rows(syntheticRows(options.photos, options.dim))
    {}
    [[nodiscard]] Result<> run();

private:
    [[nodiscard]] Result<> open();
    /// Of a photo, with the nearest photos as examples and some farther ones as counterexamples.
    [[nodiscard]] Result<> addConcepts();
    /// Milliseconds for each concept.
    [[nodiscard]] Result<std::vector<double>> openAll();
    /// The exact members of some concepts: prints what share of them was found, and the time.
    [[nodiscard]] Result<> compare();
    void print(const std::string& metric, double value, const char* unit) const;

    const ConceptsBenchOptions& m_options;
    const std::unique_ptr<SearchRows> m_rows;
    const EmbeddingSpace m_space{"synthetic", "synthetic", m_options.dim};
    const ScratchFolder m_scratch;
    const std::unique_ptr<Decoder> m_decoder = makeInProcessDecoder();
    FilterCache m_filters;
    std::unique_ptr<Catalog> m_catalog;
    std::unique_ptr<Engines> m_engines;
    std::unique_ptr<ConceptAlbums> m_albums;
    std::unique_ptr<LibraryConcepts> m_concepts;
    std::vector<ConceptId> m_ids;
    TaskPool m_pool;
};

void ConceptsBench::print(const std::string& metric, double value, const char* unit) const
{
    printFigure("concepts", metric, value, unit,
                {{"photos", m_options.photos},
                 {"dim", m_options.dim},
                 {"concepts", m_options.concepts},
                 {"examples", m_options.examples}});
}

Result<> ConceptsBench::open()
{
    const auto file = m_scratch.path() / "catalog.db";
    const auto photos = m_scratch.path() / "photos";
    std::filesystem::create_directories(photos);
    auto filled =
        fillCatalog(file, photos, m_space, m_options.photos,
                    [this](std::size_t number, std::span<float> out) { m_rows->row(number, out); });
    if (!filled)
        return filled;
    auto catalog = Catalog::open(file);
    if (!catalog)
        return fail(catalog);
    m_catalog = std::move(*catalog);
    const LibraryParts parts{*m_catalog, *m_decoder, nullptr, m_filters};
    m_engines = std::make_unique<Engines>(
        parts,
        [this]() -> Result<std::shared_ptr<const Encoder>> {
            return std::make_shared<const LendingEncoder>(m_space);
        },
        SpaceEncoderLoader(), [] {});
    m_albums = std::make_unique<ConceptAlbums>(parts);
    m_concepts = std::make_unique<LibraryConcepts>(parts, *m_engines, *m_albums);
    return {};
}

Result<> ConceptsBench::addConcepts()
{
    const LibraryParts parts{*m_catalog, *m_decoder, nullptr, m_filters};
    const auto session = QuerySession::open(parts, *m_engines, {});
    if (!session)
        return fail(session);
    std::mt19937_64 random(1);
    std::vector<float> row(m_rows->dim());
    for (std::size_t i = 0; i < m_options.concepts; ++i) {
        const std::size_t number = random() % m_options.photos;
        m_rows->row(number, row);
        NeighborQuery near;
        near.topK = 10 * m_options.examples;
        const auto neighbors = session->index()->search(row, near);
        if (!neighbors)
            return fail(neighbors);
        SearchRequest query;
        query.terms = {{FileId(static_cast<std::int64_t>(number + 1)), 1, std::nullopt}};
        for (std::size_t rank = 1; rank < neighbors->size(); ++rank)
            if (rank <= m_options.examples)
                query.marks.push_back({(*neighbors)[rank].content, QueryMark::Kind::More});
            else if (rank + 3 >= neighbors->size())
                query.marks.push_back({(*neighbors)[rank].content, QueryMark::Kind::Less});
        const auto added = m_concepts->add("Concept " + std::to_string(i), query, {});
        if (!added)
            return fail(added);
        m_ids.push_back(added->id());
    }
    return {};
}

Result<std::vector<double>> ConceptsBench::openAll()
{
    std::vector<double> times;
    for (const ConceptId id : m_ids) {
        const auto start = Clock::now();
        const auto members = m_concepts->members(id, {});
        times.push_back(secondsSince(start) * 1e3);
        if (!members)
            return fail(members);
    }
    return times;
}

Result<> ConceptsBench::compare()
{
    constexpr std::size_t kCompared = 20;
    const LibraryParts parts{*m_catalog, *m_decoder, nullptr, m_filters};
    const auto session = QuerySession::open(parts, *m_engines, {});
    if (!session)
        return fail(session);
    const FloatRows floats(*m_rows, m_options.photos, m_pool);
    std::vector<float> scores(floats.count());
    std::vector<double> times;
    std::vector<double> sizes;
    double found = 0;
    double wanted = 0;
    for (std::size_t i = 0; i < std::min(kCompared, m_ids.size()); ++i) {
        const auto members = m_concepts->members(m_ids[i], {});
        if (!members)
            return fail(members);
        const auto query = queryOf(m_ids[i], session->context());
        if (!query)
            return fail(query);
        const ScoreStatistics& background = *query->query.background;
        const double least = background.median + query->least * background.spreadBelow;
        const auto start = Clock::now();
        scoreRows(floats.values().data(), floats.count(), floats.padded(query->query.vector),
                  scores.data());
        std::vector<ContentId> exact;
        for (std::size_t row = 0; row < scores.size(); ++row)
            if (static_cast<double>(scores[row]) >= least)
                exact.emplace_back(static_cast<std::int64_t>(row + 1));
        times.push_back(secondsSince(start) * 1e3);
        ContentSet set;
        for (const ContentId content : (*members)->contents)
            set.insert(content);
        wanted += static_cast<double>(exact.size());
        found += static_cast<double>(
            std::ranges::count_if(exact, [&](ContentId content) { return set.contains(content); }));
        sizes.push_back(static_cast<double>((*members)->contents.size()));
    }
    print("exact_scan_ms", quantile(times, 0.5), "ms");
    print("members_median", quantile(sizes, 0.5), "");
    print("recall", found / std::max(wanted, 1.0), "");
    return {};
}

Result<> ConceptsBench::run()
{
    if (auto opened = open(); !opened)
        return opened;
    if (auto added = addConcepts(); !added)
        return added;
    const auto first = openAll();
    if (!first)
        return fail(first);
    print("open_median_ms", quantile(*first, 0.5), "ms");
    print("open_p99_ms", quantile(*first, 0.99), "ms");
    if (m_ids.size() > 20)
        m_ids.resize(20); // that many are remembered
    if (const auto warmed = openAll(); !warmed)
        return fail(warmed);
    const auto again = openAll();
    if (!again)
        return fail(again);
    print("open_again_median_ms", quantile(*again, 0.5), "ms");
    std::vector<double> times;
    for (const ConceptId id : m_ids) {
        const auto start = Clock::now();
        const auto changed = m_concepts->setStrictness(id, 0.4);
        const auto members = m_concepts->members(id, {});
        times.push_back(secondsSince(start) * 1e3);
        if (!changed || !members)
            return changed ? fail(members) : fail(changed);
    }
    print("strictness_median_ms", quantile(times, 0.5), "ms");
    const auto start = Clock::now();
    if (const auto list = m_concepts->list(); !list)
        return fail(list);
    print("list_ms", secondsSince(start) * 1e3, "ms");
    return compare();
}

} // namespace

void addConceptsBench(const Program& program)
{
    CLI::App* const command = program.app.add_subcommand(
        "concepts", "Opening concepts in a large library, beside the exact scores of all photos");
    const auto options = std::make_shared<ConceptsBenchOptions>();
    command->add_option("--photos,--rows", options->photos)->check(CLI::PositiveNumber);
    command->add_option("--dim", options->dim, "Of the embeddings, a multiple of 64")
        ->check(CLI::Range(64, 4096));
    command->add_option("--concepts", options->concepts)->check(CLI::PositiveNumber);
    command->add_option("--examples", options->examples, "Of each concept")
        ->check(CLI::PositiveNumber);
    command->callback([options, &run = program.run] {
        run = [options] { return exitStatus(ConceptsBench(*options).run()); };
    });
}

} // namespace lookalike
