// SPDX-License-Identifier: GPL-3.0-or-later
// Queries of words and pictures together, and of a picture alone, with marks and with a fit, in a
// large library, from the terms to the photos that the user sees, beside the exact scores of all
// photos.
#include "app/lookalike_bench/command.h"
#include "app/lookalike_bench/figures.h"
#include "app/lookalike_bench/lending_encoder.h"
#include "app/lookalike_bench/scratch_folder.h"
#include "app/lookalike_bench/search_rows.h"
#include "app/lookalike_bench/window_run.h"
#include "core/fit/fit_gate.h"
#include "core/fit/label_ridge.h"
#include "core/fit/vectors.h"
#include "core/library/query_marks.h"
#include "core/library/searcher.h"
#include "core/library/stored_fit.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <random>
#include <set>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace lookalike {

namespace {

struct MixtureBenchOptions {
    std::size_t photos = 1'000'000;
    int dim = 384;
    std::size_t queries = 50;
    std::size_t topK = 100;
    std::size_t marks = 10;        ///< of the queries with marks
    std::size_t labels = 200;      ///< of the fit
    std::size_t labelled = 20'000; ///< photos
};

/// Words are numbers of photos, which their vectors are about as near to as CLIP's are.
class NumberWords final : public TextEncoder {
public:
    explicit NumberWords(const SearchRows& rows)
        : m_rows(rows)
    {}
    int dim() const noexcept override { return static_cast<int>(m_rows.dim()); }
    Result<TextEmbedding> encode(std::string_view text, const std::stop_token&) const override
    {
        constexpr float kCosine = 0.3F;
        const auto number = static_cast<std::size_t>(std::stoull(std::string(text)));
        TextEmbedding embedding;
        embedding.values.resize(m_rows.dim());
        m_rows.row(number, embedding.values);
        std::mt19937_64 random(number);
        const auto dim = static_cast<float>(m_rows.dim());
        std::normal_distribution<float> noise(0, std::sqrt((1 - kCosine * kCosine) / dim));
        float squares = 0;
        for (float& value : embedding.values) {
            value = kCosine * value + noise(random);
            squares += value * value;
        }
        for (float& value : embedding.values)
            value /= std::sqrt(squares);
        return embedding;
    }
    Result<std::vector<float>> encodeIds(std::span<const std::uint32_t>,
                                         const std::stop_token&) const override
    {
        return fail(ErrorCode::Unsupported, {});
    }

private:
    const SearchRows& m_rows;
};

/// Reads numbers alone: the library lends the embeddings of its photos.
class NumberEncoder final : public LendingEncoder {
public:
    NumberEncoder(EmbeddingSpace space, const SearchRows& rows)
        : LendingEncoder(std::move(space))
        , m_words(std::make_shared<const NumberWords>(rows))
    {}
    Result<std::shared_ptr<const TextEncoder>> textEncoder(const std::stop_token&) const override
    {
        return m_words;
    }

private:
    const std::shared_ptr<const TextEncoder> m_words;
};

class MixtureBench {
public:
    explicit MixtureBench(const MixtureBenchOptions& options)
        : m_options(options)
        , m_rows(syntheticRows(options.photos, options.dim))
    {}
    [[nodiscard]] Result<> run();

private:
    [[nodiscard]] Result<> open();
    /// Two words, of which one is not wanted, and a photo.
    [[nodiscard]] SearchRequest request(std::size_t number) const;
    /// A photo, and marks of which every third is of a photo that is not wanted.
    [[nodiscard]] SearchRequest markedRequest(std::size_t number) const;
    /// A photo alone, one that the fit has to do with.
    [[nodiscard]] SearchRequest plainRequest(std::size_t number) const;
    /// Labels photos by the most similar of some of them, fits to that, and prints what that took.
    [[nodiscard]] Result<> fit();
    using Ids = std::set<std::int64_t>;
    /// The photos with the largest sums of standardised scores.
    [[nodiscard]] Result<Ids> exact(const SearchRequest& request, const FloatRows& floats);
    /// The photos with the largest scores of a query of one vector.
    [[nodiscard]] Result<Ids> exactVector(const SearchRequest& request, const FloatRows& floats);
    [[nodiscard]] Ids best(const std::vector<double>& scores) const;
    using RequestMaker = SearchRequest (MixtureBench::*)(std::size_t number) const;
    using ExactScan = Result<Ids> (MixtureBench::*)(const SearchRequest&, const FloatRows&);
    /// Times the queries and prints their figures; `prefix` is that of the metrics.
    [[nodiscard]] Result<> measure(const std::string& prefix, RequestMaker make, ExactScan scan);

    const MixtureBenchOptions& m_options;
    const std::unique_ptr<SearchRows> m_rows;
    const EmbeddingSpace m_space{"synthetic", "synthetic", m_options.dim};
    const ScratchFolder m_scratch;
    const std::unique_ptr<Decoder> m_decoder = makeInProcessDecoder();
    FilterCache m_filters;
    std::unique_ptr<Catalog> m_catalog;
    std::unique_ptr<Engines> m_engines;
    std::unique_ptr<ConceptAlbums> m_albums;
    std::unique_ptr<Searcher> m_searcher;
    TaskPool m_pool;
    FitBlock m_fit;
    std::vector<std::int64_t> m_changed; ///< ids of photos that the fit has to do with
};

Result<> MixtureBench::open()
{
    const auto file = m_scratch.path() / "catalog.db";
    const auto photos = m_scratch.path() / "photos";
    std::filesystem::create_directories(photos);
    auto filled =
        fillCatalog(file, photos, m_space, m_options.photos,
                    [this](std::size_t number, std::span<float> out) { m_rows->row(number, out); });
    if (!filled)
        return filled;
    std::filesystem::remove(photos); // as on a drive that is not plugged in: nothing is read
    auto catalog = Catalog::open(file);
    if (!catalog)
        return fail(catalog);
    m_catalog = std::move(*catalog);
    const LibraryParts parts{*m_catalog, *m_decoder, nullptr, m_filters};
    m_engines = std::make_unique<Engines>(
        parts,
        [this]() -> Result<std::shared_ptr<const Encoder>> {
            return std::make_shared<const NumberEncoder>(m_space, *m_rows);
        },
        SpaceEncoderLoader(), [] {});
    m_albums = std::make_unique<ConceptAlbums>(parts);
    m_searcher = std::make_unique<Searcher>(parts, *m_engines, *m_albums);
    return {};
}

SearchRequest MixtureBench::request(std::size_t number) const
{
    std::mt19937_64 random(number);
    const auto any = [&] { return random() % m_options.photos; };
    SearchRequest request;
    request.topK = m_options.topK;
    request.terms = {{QueryWords{std::to_string(any())}, 1, std::nullopt},
                     {FileId(static_cast<std::int64_t>(any() + 1)), 1, std::nullopt},
                     {QueryWords{std::to_string(any())}, -0.5, std::nullopt}};
    return request;
}

SearchRequest MixtureBench::markedRequest(std::size_t number) const
{
    std::mt19937_64 random(number);
    const auto any = [&] { return static_cast<std::int64_t>(random() % m_options.photos + 1); };
    SearchRequest request;
    request.topK = m_options.topK;
    request.terms = {{FileId(any()), 1, std::nullopt}};
    for (std::size_t i = 0; i < m_options.marks; ++i) {
        QueryMark& mark = request.marks.emplace_back();
        mark.photo = ContentId(any());
        mark.kind = i % 3 == 2 ? QueryMark::Kind::Less : QueryMark::Kind::More;
    }
    return request;
}

SearchRequest MixtureBench::plainRequest(std::size_t number) const
{
    SearchRequest request;
    request.topK = m_options.topK;
    request.terms = {{FileId(m_changed[number % m_changed.size()]), 1, std::nullopt}};
    return request;
}

Result<> MixtureBench::fit()
{
    const std::size_t photos = std::min(m_options.labelled, m_options.photos);
    const std::size_t dim = m_rows->dim();
    std::vector<float> examples(m_options.labels * dim);
    for (std::size_t label = 0; label < m_options.labels; ++label)
        m_rows->row(label, std::span(examples).subspan(label * dim, dim));
    LabelledRows rows;
    std::vector<float> row(dim);
    for (std::size_t photo = 0; photo < photos; ++photo) {
        m_rows->row(photo, row);
        std::pair<float, std::size_t> best{-2, 0};
        for (std::size_t label = 0; label < m_options.labels; ++label)
            best = std::max(best, {dotOf(row, &examples[label * dim]), label});
        rows.add(row, {std::to_string(best.second)});
    }
    const auto start = Clock::now();
    const LabelledRows merged = rows.merged();
    const auto verdict = judgeFit(merged, 1, m_pool, {});
    if (!verdict)
        return fail(verdict);
    m_fit = {fitToLabels(merged, m_pool, {}), "examples"};
    const double seconds = secondsSince(start);
    for (std::size_t photo = 0; photo < photos && m_changed.size() < m_options.queries; ++photo) {
        m_rows->row(photo, row);
        if (m_fit.fit.apply(row))
            m_changed.push_back(static_cast<std::int64_t>(photo + 1));
    }
    if (m_changed.empty())
        return fail(ErrorCode::InvalidArgument, "The fit changes no query"_msg);
    const nlohmann::ordered_json params{
        {"labels", m_options.labels}, {"labelled", photos}, {"dim", m_options.dim}};
    printFigure("mixture", "fit_s", seconds, "s", params);
    printFigure("mixture", "fit_cv_gain", verdict->gain, "", params);
    return {};
}

MixtureBench::Ids MixtureBench::best(const std::vector<double>& scores) const
{
    TopRows rows(m_options.topK);
    for (std::size_t i = 0; i < scores.size(); ++i)
        rows.add(ContentId(static_cast<std::int64_t>(i + 1)), static_cast<float>(scores[i]));
    Ids ids;
    for (const Neighbor& neighbor : rows.sorted())
        ids.insert(neighbor.content.value());
    return ids;
}

Result<MixtureBench::Ids> MixtureBench::exact(const SearchRequest& request, const FloatRows& floats)
{
    const auto engine = m_engines->ensureSearchEngine();
    const auto reader = m_catalog->reader();
    if (!engine || !reader)
        return fail(ErrorCode::Internal, {});
    std::vector<double> sums(floats.count());
    std::vector<float> scores(floats.count());
    for (const QueryTerm& term : request.terms) {
        const auto vector = (*engine)->queries().embed(term, **reader, (*engine)->spaceId());
        if (!vector)
            return fail(vector);
        const auto background = (*engine)->background().of(vector->embedding, (*engine)->index(),
                                                           **reader, (*engine)->spaceId(), {});
        if (!background)
            return fail(background);
        scoreRows(floats.values().data(), floats.count(), floats.padded(vector->embedding),
                  scores.data());
        for (std::size_t i = 0; i < sums.size(); ++i)
            sums[i] += term.weight * background->standardised(static_cast<double>(scores[i]));
    }
    return best(sums);
}

Result<MixtureBench::Ids> MixtureBench::exactVector(const SearchRequest& request,
                                                    const FloatRows& floats)
{
    const auto engine = m_engines->ensureSearchEngine();
    const auto reader = m_catalog->reader();
    if (!engine || !reader)
        return fail(ErrorCode::Internal, {});
    const std::stop_token stop;
    const auto index = (*engine)->index();
    const auto fitted = (*engine)->fit();
    const QueryContext context{
        (*engine)->queries(), (*engine)->background(), index, **reader, (*engine)->spaceId(), stop,
        fitted.get()};
    auto query = combineTerms(request.terms, context);
    if (!query)
        return fail(query);
    if (auto applied = applyMarks(*query, request.marks, context); !applied)
        return fail(applied);
    std::vector<float> scores(floats.count());
    scoreRows(floats.values().data(), floats.count(), floats.padded(query->vector), scores.data());
    return best(std::vector<double>(scores.begin(), scores.end()));
}

Result<> MixtureBench::measure(const std::string& prefix, RequestMaker make, ExactScan scan)
{
    std::vector<double> times;
    std::vector<Ids> found(m_options.queries);
    for (std::size_t i = 0; i < m_options.queries; ++i) {
        const auto start = Clock::now();
        const auto response = m_searcher->search((this->*make)(i), {});
        times.push_back(secondsSince(start) * 1e3);
        if (!response)
            return fail(response);
        for (const SearchHit& hit : response->hits)
            found[i].insert(hit.content.value());
    }
    const FloatRows floats(*m_rows, m_options.photos, m_pool);
    double recall = 0;
    for (std::size_t i = 0; i < m_options.queries; ++i) {
        const auto wanted = (this->*scan)((this->*make)(i), floats);
        if (!wanted)
            return fail(wanted);
        recall += static_cast<double>(std::ranges::count_if(
                      *wanted, [&](std::int64_t id) { return found[i].contains(id); })) /
                  static_cast<double>(wanted->size());
    }
    const nlohmann::ordered_json params{{"photos", m_options.photos},
                                        {"dim", m_options.dim},
                                        {"top", m_options.topK},
                                        {"queries", m_options.queries}};
    printFigure("mixture", prefix + "median_ms", quantile(times, 0.5), "ms", params);
    printFigure("mixture", prefix + "p99_ms", quantile(times, 0.99), "ms", params);
    printFigure("mixture", prefix + "recall_at_" + std::to_string(m_options.topK),
                recall / static_cast<double>(m_options.queries), "", params);
    return {};
}

Result<> MixtureBench::run()
{
    if (auto opened = open(); !opened)
        return opened;
    if (const auto first = m_searcher->search(request(0), {}); !first) // builds the index
        return fail(first);
    if (auto measured = measure("", &MixtureBench::request, &MixtureBench::exact); !measured)
        return measured;
    if (auto measured = measure("marks_", &MixtureBench::markedRequest, &MixtureBench::exactVector);
        !measured)
        return measured;
    if (auto fitted = fit(); !fitted)
        return fitted;
    if (auto measured = measure("photo_", &MixtureBench::plainRequest, &MixtureBench::exactVector);
        !measured)
        return measured;
    if (auto written = writeFit(m_fit, m_space, fitFile(*m_catalog, m_space)); !written)
        return written;
    return measure("fitted_", &MixtureBench::plainRequest, &MixtureBench::exactVector);
}

} // namespace

void addMixtureBench(const Program& program)
{
    CLI::App* const command = program.app.add_subcommand(
        "mixture",
        "Queries of words and pictures together, of a picture alone, with marks and with "
        "a fit, in a large library");
    const auto options = std::make_shared<MixtureBenchOptions>();
    command->add_option("--photos,--rows", options->photos)->check(CLI::PositiveNumber);
    command->add_option("--dim", options->dim, "Of the embeddings, a multiple of 64")
        ->check(CLI::Range(64, 4096));
    command->add_option("--queries", options->queries)->check(CLI::PositiveNumber);
    command->add_option("--top", options->topK)->check(CLI::PositiveNumber);
    command->add_option("--marks", options->marks)->check(CLI::PositiveNumber);
    command->add_option("--labels", options->labels, "Of the fit")->check(CLI::PositiveNumber);
    command->add_option("--labelled", options->labelled, "Photos that have them")
        ->check(CLI::PositiveNumber);
    command->callback([options, &run = program.run] {
        run = [options] { return exitStatus(MixtureBench(*options).run()); };
    });
}

} // namespace lookalike
