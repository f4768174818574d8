// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/library/query_marks.h"

#include "core/search/query_algebra.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <utility>

namespace lookalike {
namespace {

// Measured with `lookalike-bench feedback`: the weights of the means of many marks beside the
// query, and the number of marks that weighs half of that. Without it, one mark outweighs the
// query.
constexpr double kMoreWeight = 2;
constexpr double kLessWeight = 1;
constexpr double kHalfWeight = 5;
/// A photo this near to the mean of all says nothing.
constexpr double kShortestMark = 1e-4;

/// A file that was moved or deleted counts as the photo that it was; empty: nothing is known of it.
Result<std::optional<QueryVector>> embedMarkedFile(const std::filesystem::path& path,
                                                   const QueryContext& context)
{
    auto vector = context.embed({path, 1, std::nullopt});
    if (vector)
        return std::move(*vector);
    if (vector.error().code != ErrorCode::NotFound)
        return fail(vector);
    std::error_code error;
    const auto known = context.reader.fileByPath(std::filesystem::weakly_canonical(path, error));
    if (!known)
        return fail(known);
    if (!*known || !(*known)->content.isValid())
        return std::nullopt;
    return context.embed((*known)->content);
}

bool isSamePhoto(const QueryVector& a, const QueryVector& b)
{
    return a.content.isValid() && b.content.isValid() ? a.content == b.content
                                                      : a.embedding == b.embedding;
}

/// The vectors as seen from the centre, without those that are it.
std::vector<std::vector<float>> seenFrom(std::span<const float> centre,
                                         const std::vector<std::vector<float>>& vectors)
{
    std::vector<std::vector<float>> seen;
    for (std::vector<float> vector : vectors) {
        double squares = 0;
        for (std::size_t i = 0; i < vector.size(); ++i) {
            vector[i] -= i < centre.size() ? centre[i] : 0;
            squares += static_cast<double>(vector[i]) * static_cast<double>(vector[i]);
        }
        if (std::sqrt(squares) > kShortestMark)
            seen.push_back(std::move(vector));
    }
    return seen;
}

void addTerms(std::vector<WeightedEmbedding>& terms, const std::vector<std::vector<float>>& marks,
              double weight)
{
    const auto count = static_cast<double>(marks.size());
    for (const std::vector<float>& mark : marks)
        terms.push_back({mark, static_cast<float>(weight / (count + kHalfWeight))});
}

/// Each photo once, as its last mark says.
struct LastMarks {
    std::vector<std::pair<QueryVector, QueryMark::Kind>> photos;
    std::vector<std::size_t> unknown;

    void add(QueryVector photo, QueryMark::Kind kind)
    {
        std::erase_if(photos, [&](const auto& other) { return isSamePhoto(other.first, photo); });
        photos.emplace_back(std::move(photo), kind);
    }
};

Result<LastMarks> lastMarks(const std::vector<QueryMark>& marks, const QueryContext& context)
{
    LastMarks last;
    for (std::size_t i = 0; i < marks.size(); ++i) {
        const QueryMark& mark = marks[i];
        const auto* const path = std::get_if<std::filesystem::path>(&mark.photo);
        auto photo = path != nullptr ? embedMarkedFile(*path, context)
                                     : context.embed(std::get<ContentId>(mark.photo));
        if (!photo)
            return fail(photo);
        if (*photo)
            last.add(std::move(**photo), mark.kind);
        else
            last.unknown.push_back(i);
    }
    return last;
}

} // namespace

Result<std::vector<float>> movedByMarks(std::span<const float> query, const MarkVectors& marks,
                                        std::span<const float> centre)
{
    const auto more = seenFrom(centre, marks.more);
    const auto less = seenFrom(centre, marks.less);
    std::vector<WeightedEmbedding> terms{{query, 1}};
    addTerms(terms, more, kMoreWeight);
    addTerms(terms, less, -kLessWeight);
    return combine(terms);
}

Result<> moveByMarks(CombinedQuery& query, const MarkVectors& marks, const QueryContext& context)
{
    const auto centre =
        context.background.centre(context.index, context.reader, context.space, context.stop);
    if (!centre)
        return fail(centre);
    auto moved = movedByMarks(query.vector, marks, *centre);
    if (!moved)
        return fail(moved);
    const auto before = query.background ? Result<ScoreStatistics>(*query.background)
                                         : context.scoresOf(query.vector);
    const auto after = context.scoresOf(*moved);
    if (!before || !after)
        return fail(before ? after : before);
    const double ratio = before->spread / after->spread;
    query.offset += query.scale * (before->mean - ratio * after->mean);
    query.scale *= ratio;
    query.vector = std::move(*moved);
    if (query.background)
        query.background = *after;
    return {};
}

Result<std::vector<std::size_t>>
applyMarks(CombinedQuery& query, const std::vector<QueryMark>& marks, const QueryContext& context)
{
    auto last = lastMarks(marks, context);
    if (!last)
        return fail(last);
    if (last->photos.empty())
        return std::move(last->unknown);
    MarkVectors vectors;
    for (auto& [photo, kind] : last->photos)
        (kind == QueryMark::Kind::More ? vectors.more : vectors.less)
            .push_back(std::move(photo.embedding));
    if (auto moved = moveByMarks(query, vectors, context); !moved)
        return fail(moved);
    return std::move(last->unknown);
}

} // namespace lookalike
