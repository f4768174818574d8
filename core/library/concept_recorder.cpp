// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/library/concept_recorder.h"

#include "core/base/float16.h"
#include "core/image/carried.h"
#include "core/indexing/photo_reader.h"
#include "core/library/photo_concepts.h"
#include "core/library/region.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <utility>

namespace lookalike {

namespace {

tl::unexpected<Error> noSuchPhoto(const std::filesystem::path& path)
{
    return fail(ErrorCode::NotFound, "The photo is no file any more, and not in the library"_msg,
                path);
}

} // namespace

Result<std::string> conceptName(const std::string& name)
{
    std::string line = carriedLine(name, kMaxConceptNameBytes);
    if (line.empty())
        return fail(ErrorCode::InvalidArgument, "A concept needs a name"_msg);
    return line;
}

Result<> checkSize(const ConceptRow& row)
{
    if (row.terms.size() > kMaxConceptTerms)
        return fail(ErrorCode::TooLarge,
                    "A concept has at most %1 pictures and words"_msg(kMaxConceptTerms));
    if (row.marks.size() > kMaxConceptMarks)
        return fail(ErrorCode::TooLarge,
                    "At most %1 photos can be marked for a concept"_msg(kMaxConceptMarks));
    return {};
}

void putMark(ConceptRow& row, ConceptMark mark)
{
    std::erase_if(row.marks, [&](const ConceptMark& other) { return other.photo == mark.photo; });
    row.marks.push_back(std::move(mark));
}

void mergeInto(ConceptRow& row, const ConceptRow& other, double weight)
{
    for (ConceptTerm term : other.terms) {
        term.weight *= weight;
        if (std::ranges::find(row.terms, term) == row.terms.end())
            row.terms.push_back(std::move(term));
    }
    for (ConceptMark mark : other.marks) {
        mark.isMore = mark.isMore == (weight >= 0);
        if (std::ranges::find(row.marks, mark.photo, &ConceptMark::photo) == row.marks.end())
            row.marks.push_back(std::move(mark));
    }
}

Result<> ConceptRecorder::addTerms(const std::vector<QueryTerm>& added)
{
    for (const QueryTerm& term : added) {
        if (!std::isfinite(term.weight))
            return fail(ErrorCode::InvalidArgument, "A weight is not a number"_msg);
        if (const auto* const id = std::get_if<ConceptId>(&term.picture)) {
            const auto row = m_context.reader.findConcept(*id);
            if (!row)
                return fail(row);
            if (!*row)
                return fail(ErrorCode::NotFound, "There is no such concept"_msg);
            mergeInto(m_row, **row, term.weight);
            continue;
        }
        if (const auto* const words = std::get_if<QueryWords>(&term.picture)) {
            if (words->text.size() > kMaxConceptWordsBytes)
                return fail(ErrorCode::TooLarge, "The words are too long"_msg);
            if (const auto known = m_context.embed(term); !known)
                return fail(known);
            m_row.terms.push_back({words->text, {}, {}, term.weight});
            continue;
        }
        auto picture = record(term);
        if (!picture)
            return fail(picture);
        m_row.terms.push_back({{}, picture->picture, std::move(picture->path), term.weight});
    }
    return checkSize(m_row);
}

Result<> ConceptRecorder::addMarks(const std::vector<QueryMark>& added)
{
    for (const QueryMark& mark : added) {
        const auto* const path = std::get_if<std::filesystem::path>(&mark.photo);
        auto photo = path != nullptr ? record({*path, 1, std::nullopt})
                                     : recordPhoto(std::get<ContentId>(mark.photo));
        if (!photo && path != nullptr && photo.error().code == ErrorCode::NotFound) {
            // It was moved or deleted: the library may know it still.
            std::error_code error;
            const auto known =
                m_context.reader.fileByPath(std::filesystem::weakly_canonical(*path, error));
            if (!known)
                return fail(known);
            if (!*known || !(*known)->content.isValid())
                return noSuchPhoto(*path);
            photo = recordPhoto((*known)->content);
        }
        if (!photo)
            return fail(photo);
        putMark(m_row,
                {photo->picture.hash, std::move(photo->path), mark.kind == QueryMark::Kind::More});
    }
    return checkSize(m_row);
}

Result<ContentHash> ConceptRecorder::hashOf(const QueryTerm& term, ContentId content) const
{
    if (content.isValid()) {
        const auto row = m_context.reader.content(content);
        if (!row)
            return fail(row);
        if (*row)
            return (*row)->hash;
    }
    if (const auto* const bytes = std::get_if<PictureBytes>(&term.picture))
        return hashContent(**bytes);
    if (const auto* const path = std::get_if<std::filesystem::path>(&term.picture)) {
        const auto photo = readPhoto(std::filesystem::canonical(*path));
        if (!photo)
            return fail(photo);
        return photo->hash;
    }
    return noSuchPhoto({});
}

Result<ConceptRecorder::Picture> ConceptRecorder::record(const QueryTerm& term)
{
    Picture recorded{{{}, clampRegion(term.region)}, {}};
    QueryTerm named = term;
    if (const auto* const id = std::get_if<FileId>(&term.picture)) {
        const auto file = m_context.reader.file(*id);
        if (!file)
            return fail(file);
        if (!*file)
            return noSuchPhoto({});
        named.picture = (*file)->path;
        if ((*file)->content.isValid() && !recorded.picture.region) {
            auto photo = recordPhoto((*file)->content);
            if (photo)
                photo->path = (*file)->path;
            return photo;
        }
    }
    const auto vector = m_context.embed(named);
    if (!vector)
        return fail(vector);
    const auto hash = hashOf(named, vector->content);
    if (!hash)
        return fail(hash);
    recorded.picture.hash = *hash;
    if (const auto* const path = std::get_if<std::filesystem::path>(&named.picture)) {
        std::error_code error;
        recorded.path = std::filesystem::canonical(*path, error);
    }
    if (!vector->content.isValid() || recorded.picture.region) {
        ConceptVector kept{recorded.picture, m_context.embedder.space().id, {}};
        std::ranges::transform(vector->embedding, std::back_inserter(kept.vector), toFloat16);
        m_vectors.push_back(std::move(kept));
    }
    return recorded;
}

Result<ConceptRecorder::Picture> ConceptRecorder::recordPhoto(ContentId content) const
{
    const auto row = m_context.reader.content(content);
    if (!row)
        return fail(row);
    if (!*row)
        return fail(ErrorCode::NotFound, "The photo is no longer in the library"_msg);
    const auto files = m_context.reader.filesOfContent(content);
    if (!files)
        return fail(files);
    return Picture{{(*row)->hash, std::nullopt},
                   files->empty() ? std::filesystem::path() : files->front().path};
}

} // namespace lookalike
