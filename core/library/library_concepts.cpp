// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/library/library_concepts.h"

#include "core/base/ascii.h"
#include "core/base/natural_order.h"
#include "core/catalog/space_rows.h"
#include "core/files/file_reader.h"
#include "core/library/concept_query.h"
#include "core/library/concept_recorder.h"
#include "core/library/concept_transfer.h"

#include <algorithm>
#include <chrono>
#include <numeric>
#include <utility>

namespace lookalike {

namespace {

std::int64_t secondsNow()
{
    return std::chrono::duration_cast<std::chrono::seconds>(
               std::chrono::system_clock::now().time_since_epoch())
        .count();
}

std::size_t countMarks(const ConceptRow& row, bool isMore)
{
    return static_cast<std::size_t>(std::ranges::count(row.marks, isMore, &ConceptMark::isMore));
}

/// There is at least one example.
ClosestExample closestTo(std::span<const float> embedding,
                         std::span<const EmbeddedConcept::Photo> examples)
{
    const EmbeddedConcept::Photo* best = nullptr;
    float highest = -2;
    for (const EmbeddedConcept::Photo& example : examples) {
        const float similarity = std::inner_product(embedding.begin(), embedding.end(),
                                                    example.vector.embedding.begin(), 0.0F);
        if (similarity > highest) {
            highest = similarity;
            best = &example;
        }
    }
    return {best->mark, best->vector.content, std::clamp(highest, -1.0F, 1.0F)};
}

} // namespace

LibraryConcepts::LibraryConcepts(const LibraryParts& parts, Engines& engines, ConceptAlbums& albums)
    : m_parts(parts)
    , m_engines(engines)
    , m_albums(albums)
    , m_keywords(parts)
    , m_store(parts.catalog)
{}

Result<std::vector<ConceptSummary>> LibraryConcepts::list()
{
    const auto reader = m_parts.catalog.reader();
    if (!reader)
        return fail(reader);
    const auto rows = (*reader)->concepts();
    if (!rows)
        return fail(rows);
    std::vector<ConceptSummary> list;
    for (const ConceptRow& row : *rows)
        list.push_back({row.id, row.name, row.strictness, countMarks(row, true),
                        countMarks(row, false), m_albums.lastCount(row.id)});
    std::ranges::sort(list, [](const ConceptSummary& a, const ConceptSummary& b) {
        return compareNaturally(a.name, b.name) < 0;
    });
    return list;
}

Result<ConceptDetails> LibraryConcepts::details(ConceptId id)
{
    ConceptDetails details;
    auto row = m_store.row(id);
    if (!row)
        return fail(row);
    details.row = std::move(*row);
    const auto reader = m_parts.catalog.reader();
    if (!reader)
        return fail(reader);
    for (const ConceptMark& mark : details.row.marks) {
        const auto content = (*reader)->contentByHash(mark.photo);
        if (!content)
            return fail(content);
        bool isThere = false;
        if (*content) {
            const auto files = (*reader)->filesOfContent(**content);
            if (!files)
                return fail(files);
            isThere = !files->empty();
        }
        details.examples.push_back({mark, isThere ? **content : ContentId()});
    }
    return details;
}

Result<ConceptId> LibraryConcepts::find(const std::string& name)
{
    const auto wanted = conceptName(name);
    if (!wanted)
        return fail(wanted);
    const auto all = list();
    if (!all)
        return fail(all);
    auto found = std::ranges::find(*all, *wanted, &ConceptSummary::name);
    if (found == all->end())
        found = std::ranges::find_if(
            *all, [&](const ConceptSummary& one) { return equalInAnyCase(one.name, *wanted); });
    if (found == all->end())
        return fail(ErrorCode::NotFound, "There is no concept \"%1\""_msg(*wanted));
    return found->id;
}

Result<ConceptUndo> LibraryConcepts::add(const std::string& name, const SearchRequest& query,
                                         const std::stop_token& stop)
{
    const auto line = conceptName(name);
    if (!line)
        return fail(line);
    const auto session = QuerySession::open(m_parts, m_engines, stop);
    if (!session)
        return fail(session);
    const QueryContext context = session->context();
    ConceptRecorder recorder(context);
    if (auto added = recorder.addTerms(query.terms); !added)
        return fail(added);
    if (auto added = recorder.addMarks(query.marks); !added)
        return fail(added);
    ConceptRow& row = recorder.row();
    row.name = *line;
    row.createdAt = secondsNow();
    if (row.terms.empty() && countMarks(row, true) == 0)
        return fail(ErrorCode::InvalidArgument,
                    "A concept needs a picture, words, or a photo that belongs to it"_msg);
    const auto changing = m_store.lock();
    const auto all = list();
    if (!all)
        return fail(all);
    if (all->size() >= kMaxConcepts)
        return fail(ErrorCode::TooLarge, "There are at most %1 concepts"_msg(kMaxConcepts));
    return m_store.add(row, recorder.vectors());
}

Result<ConceptUndo> LibraryConcepts::addFromKeyword(const std::string& name,
                                                    const std::string& keyword,
                                                    const std::stop_token& stop)
{
    const auto reader = m_parts.catalog.reader();
    if (!reader)
        return fail(reader);
    ContentFilter filter;
    filter.keywords = {keyword};
    const auto contents = (*reader)->contents(filter);
    if (!contents)
        return fail(contents);
    if (contents->empty())
        return fail(ErrorCode::NotFound, "No photo has the keyword \"%1\""_msg(keyword));
    SearchRequest query;
    const std::size_t count = std::min(contents->size(), kMaxConceptMarks);
    for (std::size_t i = 0; i < count; ++i)
        query.marks.push_back({(*contents)[i * contents->size() / count], QueryMark::Kind::More});
    return add(name, query, stop);
}

Result<ConceptUndo> LibraryConcepts::mark(ConceptId id, const std::vector<QueryMark>& marks,
                                          const std::stop_token& stop)
{
    const auto session = QuerySession::open(m_parts, m_engines, stop);
    if (!session)
        return fail(session);
    const QueryContext context = session->context();
    ConceptRecorder recorder(context);
    if (auto added = recorder.addMarks(marks); !added)
        return fail(added);
    return m_store.change(
        id,
        [&](ConceptRow& row) -> Result<> {
            for (const ConceptMark& added : recorder.row().marks)
                putMark(row, added);
            return checkSize(row);
        },
        recorder.vectors());
}

Result<std::shared_ptr<const ConceptMembers>> LibraryConcepts::members(ConceptId id,
                                                                       const std::stop_token& stop)
{
    const auto session = QuerySession::open(m_parts, m_engines, stop);
    if (!session)
        return fail(session);
    return m_albums.members(id, *session);
}

Result<std::vector<std::optional<ClosestExample>>>
LibraryConcepts::closestExamples(ConceptId id, std::span<const ContentId> contents,
                                 const std::stop_token& stop)
{
    const auto session = QuerySession::open(m_parts, m_engines, stop);
    if (!session)
        return fail(session);
    const auto row = m_store.row(id);
    if (!row)
        return fail(row);
    const QueryContext context = session->context();
    auto embedded = embedConcept(*row, context);
    if (!embedded)
        return fail(embedded);
    std::vector<EmbeddedConcept::Photo> examples = std::move(embedded->more);
    examples.insert(examples.end(), embedded->pictures.begin(), embedded->pictures.end());
    std::vector<std::optional<ClosestExample>> closest(contents.size());
    for (std::size_t i = 0; i < contents.size() && !examples.empty(); ++i) {
        if (stop.stop_requested())
            return fail(ErrorCode::Cancelled, "Stopped"_msg);
        const auto vector = context.embed(contents[i]);
        if (!vector)
            return fail(vector);
        if (*vector)
            closest[i] = closestTo((*vector)->embedding, examples);
    }
    return closest;
}

Result<ConceptUndo> LibraryConcepts::setStrictness(ConceptId id, double strictness)
{
    if (!(strictness >= 0 && strictness <= 1)) // NaN fails, too
        return fail(ErrorCode::InvalidArgument, "The strictness is a number from 0 to 1"_msg);
    return m_store.change(id, [&](ConceptRow& row) -> Result<> {
        row.strictness = strictness;
        return {};
    });
}

Result<ConceptUndo> LibraryConcepts::rename(ConceptId id, const std::string& name)
{
    const auto line = conceptName(name);
    if (!line)
        return fail(line);
    return m_store.change(id, [&](ConceptRow& row) -> Result<> {
        row.name = *line;
        return {};
    });
}

Result<KeywordsWritten> LibraryConcepts::writeKeywords(ConceptId id, const std::stop_token& stop)
{
    const auto row = m_store.row(id);
    if (!row)
        return fail(row);
    const auto album = members(id, stop);
    if (!album)
        return fail(album);
    const auto changing = m_store.lock();
    return m_keywords.write(row->name, (*album)->contents, stop);
}

Result<KeywordsWritten> LibraryConcepts::undoKeywords()
{
    const auto changing = m_store.lock();
    return m_keywords.undo();
}

Result<std::size_t> LibraryConcepts::exportTo(std::span<const ConceptId> ids,
                                              const std::filesystem::path& file)
{
    if (const auto there = statFile(file); there && m_parts.catalog.ownsFile(file, there->identity))
        return fail(ErrorCode::PermissionDenied, "This file belongs to the catalog"_msg, file);
    const auto reader = m_parts.catalog.reader();
    if (!reader)
        return fail(reader);
    const auto spaces = (*reader)->spaces();
    if (!spaces)
        return fail(spaces);
    std::vector<ConceptId> wanted(ids.begin(), ids.end());
    if (wanted.empty()) {
        const auto rows = (*reader)->concepts();
        if (!rows)
            return fail(rows);
        for (const ConceptRow& row : *rows)
            wanted.push_back(row.id);
    }
    const SpaceRow* const space = currentSpace(*spaces);
    const auto exported =
        exportConcepts(wanted, space != nullptr ? std::optional(*space) : std::nullopt, **reader);
    if (!exported)
        return fail(exported);
    if (auto written = writeConcepts(*exported, file); !written)
        return fail(written);
    return exported->size();
}

Result<ConceptImport> LibraryConcepts::importFrom(const std::filesystem::path& file)
{
    const auto read = readConcepts(file);
    if (!read)
        return fail(read);
    const auto changing = m_store.lock();
    return importConcepts(*read, m_parts.catalog);
}

} // namespace lookalike
