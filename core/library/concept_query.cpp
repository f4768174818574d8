// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/library/concept_query.h"

#include "core/base/float16.h"
#include "core/library/query_marks.h"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <optional>
#include <utility>

namespace lookalike {
namespace {

/// A mark's score is added up in another order than a member's.
constexpr double kRounding = 1e-3;
/// The loosest limit takes half of the photos, or more.
constexpr double kLoosest = 0;
/// The query was moved to its examples: other photos of the kind score less than the lowest one.
/// Measured on labelled photos: a higher share finds fewer of them, a lower one much else.
constexpr double kShareOfExample = 0.6;
/// Where there is no example, the strictest limit lies this many standard deviations higher.
constexpr double kStrictestStep = 3;

bool isWholeVector(const std::vector<std::uint16_t>& vector, const QueryContext& context)
{
    return vector.size() == static_cast<std::size_t>(context.embedder.space().dim);
}

Result<std::optional<QueryVector>> embedRegion(const ConceptPicture& picture, ContentId content,
                                               const QueryContext& context)
{
    const auto files = context.reader.filesOfContent(content);
    if (!files)
        return fail(files);
    for (const FileRow& file : *files) {
        auto vector = context.embed({file.path, 1, picture.region});
        if (vector)
            return std::move(*vector);
        if (vector.error().code == ErrorCode::Cancelled)
            return fail(vector);
    }
    return std::nullopt;
}

/// The embedding that the library has, or else the one that was kept with the concept.
Result<std::optional<QueryVector>> embedPicture(const ConceptPicture& picture,
                                                const QueryContext& context)
{
    if (context.stop.stop_requested())
        return fail(ErrorCode::Cancelled, "Stopped"_msg);
    const auto content = context.reader.contentByHash(picture.hash);
    if (!content)
        return fail(content);
    if (*content && !picture.region) {
        auto vector = context.embed(**content);
        if (vector && *vector)
            return vector;
        if (!vector && vector.error().code == ErrorCode::Cancelled)
            return vector;
    }
    const auto stored = context.reader.conceptVector(picture, context.embedder.space().id);
    if (!stored)
        return fail(stored);
    if (*stored && isWholeVector(**stored, context)) {
        QueryVector vector;
        vector.content = content->value_or(ContentId());
        std::ranges::transform(**stored, std::back_inserter(vector.embedding), toFloat32);
        return vector;
    }
    return *content && picture.region ? embedRegion(picture, **content, context)
                                      : Result<std::optional<QueryVector>>(std::nullopt);
}

Result<> addTerm(EmbeddedConcept& embedded, const ConceptTerm& term, const QueryContext& context)
{
    if (!term.words.empty()) {
        auto words = context.embed(QueryTerm{QueryWords{term.words}, 1, std::nullopt});
        if (words)
            embedded.terms.push_back({std::move(*words), term.weight, EmbeddedTerm::Scale::Words});
        else if (words.error().code != ErrorCode::Unsupported) // the model knows pictures alone
            return fail(words);
        return {};
    }
    auto picture = embedPicture(term.picture, context);
    if (!picture)
        return fail(picture);
    if (!*picture)
        return {};
    if (term.weight > 0)
        embedded.pictures.push_back({{term.picture.hash, term.path, true}, **picture});
    embedded.terms.push_back({std::move(**picture), term.weight, EmbeddedTerm::Scale::Pictures});
    return {};
}

std::vector<std::vector<float>> embeddingsOf(const std::vector<EmbeddedConcept::Photo>& photos)
{
    std::vector<std::vector<float>> embeddings;
    for (const EmbeddedConcept::Photo& photo : photos)
        embeddings.push_back(photo.vector.embedding);
    return embeddings;
}

/// Stands for terms that were not given.
std::vector<EmbeddedTerm> termsOf(const std::vector<EmbeddedConcept::Photo>& examples)
{
    std::vector<EmbeddedTerm> terms;
    for (const EmbeddedConcept::Photo& photo : examples)
        terms.push_back({{photo.vector.embedding}, 1, EmbeddedTerm::Scale::Pictures});
    return terms;
}

std::vector<double> scoresOf(const std::vector<EmbeddedConcept::Photo>& photos,
                             const CombinedQuery& query)
{
    std::vector<double> scores;
    for (const EmbeddedConcept::Photo& photo : photos) {
        const std::vector<float>& row = photo.vector.embedding;
        const double cosine = std::inner_product(
            row.begin(), row.end(), query.vector.begin(), 0.0, std::plus<>(),
            [](float a, float b) { return static_cast<double>(a) * static_cast<double>(b); });
        scores.push_back(query.background->standout(cosine));
    }
    return scores;
}

/// The limit that tells both best apart: most of `more` above it, fewest of `less`. Of several, the
/// lowest; neither may be empty.
double bestCut(std::span<const double> more, std::span<const double> less)
{
    std::vector<double> all(more.begin(), more.end());
    all.insert(all.end(), less.begin(), less.end());
    std::ranges::sort(all);
    const auto shareAbove = [](std::span<const double> scores, double limit) {
        return static_cast<double>(
                   std::ranges::count_if(scores, [&](double score) { return score >= limit; })) /
               static_cast<double>(scores.size());
    };
    double best = all.front();
    double gain = 0;
    for (std::size_t i = 1; i < all.size(); ++i) {
        const double limit = (all[i - 1] + all[i]) / 2;
        const double here = shareAbove(more, limit) - shareAbove(less, limit);
        if (here > gain) {
            gain = here;
            best = limit;
        }
    }
    return best;
}

} // namespace

Result<EmbeddedConcept> embedConcept(const ConceptRow& row, const QueryContext& context)
{
    EmbeddedConcept embedded;
    for (const ConceptTerm& term : row.terms)
        if (auto added = addTerm(embedded, term, context); !added)
            return fail(added);
    for (const ConceptMark& mark : row.marks) {
        auto photo = embedPicture({mark.photo, std::nullopt}, context);
        if (!photo)
            return fail(photo);
        if (*photo)
            (mark.isMore ? embedded.more : embedded.less).push_back({mark, std::move(**photo)});
    }
    return embedded;
}

double leastScore(std::span<const double> more, std::span<const double> less, double likely,
                  double strictness)
{
    double middle = likely;
    if (!more.empty()) {
        middle = std::min(likely, kShareOfExample * std::ranges::min(more));
        if (!less.empty())
            middle = std::max(middle, bestCut(more, less));
    } else if (!less.empty()) {
        middle = std::max(likely, std::ranges::max(less) + 2 * kRounding);
    }
    const double loosest = std::min({middle / 2, middle - 1, kLoosest});
    const double strictest =
        more.empty() ? middle + kStrictestStep : std::max(middle, std::ranges::max(more));
    const double limit = strictness < 0.5 ? std::lerp(loosest, middle, 2 * strictness)
                                          : std::lerp(middle, strictest, 2 * strictness - 1);
    return limit - kRounding;
}

Result<ConceptQuery> queryOf(const ConceptRow& row, const QueryContext& context)
{
    const auto embedded = embedConcept(row, context);
    if (!embedded)
        return fail(embedded);
    const std::vector<EmbeddedTerm> terms =
        embedded->terms.empty() ? termsOf(embedded->more) : embedded->terms;
    if (terms.empty())
        return fail(ErrorCode::NotFound,
                    "Nothing that \"%1\" was made from can be searched for at present: the photos "
                    "are not in the library, or the model knows no words"_msg(row.name));
    auto combined = combineVectors(terms, context);
    if (!combined)
        return fail(combined);
    ConceptQuery result;
    result.query = std::move(*combined);
    const MarkVectors marks{embeddingsOf(embedded->more), embeddingsOf(embedded->less)};
    if (!marks.more.empty() || !marks.less.empty())
        if (auto moved = moveByMarks(result.query, marks, context); !moved)
            return fail(moved);
    if (!result.query.background) {
        const auto scores = context.scoresOf(result.query.vector);
        if (!scores)
            return fail(scores);
        result.query.background = *scores;
    }
    result.query.contents.clear(); // its photos are what is looked for
    // A picture that the user searched with is an example as long as nothing else is.
    const auto& examples = embedded->more.empty() ? embedded->pictures : embedded->more;
    result.least =
        leastScore(scoresOf(examples, result.query), scoresOf(embedded->less, result.query),
                   likelyStandout(context.index->size()), row.strictness);
    return result;
}

Result<ConceptQuery> queryOf(ConceptId id, const QueryContext& context)
{
    const auto row = context.reader.findConcept(id);
    if (!row)
        return fail(row);
    if (!*row)
        return fail(ErrorCode::NotFound, "There is no such concept"_msg);
    return queryOf(**row, context);
}

} // namespace lookalike
