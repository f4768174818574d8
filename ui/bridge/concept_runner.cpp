// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/bridge/concept_runner.h"

#include "core/base/display_text.h"

#include <algorithm>
#include <tuple>
#include <utility>

namespace lookalike {

namespace {

auto conceptKey(const ConceptSummary& summary)
{
    return std::tuple(summary.id, summary.name, summary.strictness, summary.examples,
                      summary.counterexamples, summary.members);
}

} // namespace

ConceptRunner::ConceptRunner(Background& background)
    : m_listing(background, BackgroundRunner::Policy::LatestWins)
    , m_counting(background, BackgroundRunner::Policy::LatestWins)
    , m_strictness(background, BackgroundRunner::Policy::LatestWins)
    , m_changing(background, BackgroundRunner::Policy::Queue)
{
    connect(&background, &Background::libraryChanged, this, &ConceptRunner::refresh);
}

const ConceptSummary* ConceptRunner::find(ConceptId id) const
{
    const auto found = std::ranges::find(m_list, id, &ConceptSummary::id);
    return found == m_list.end() ? nullptr : &*found;
}

QString ConceptRunner::nameOf(ConceptId id) const
{
    const ConceptSummary* const summary = find(id);
    return summary == nullptr
               ? QString()
               : QString::fromStdString(displayText(std::string_view(summary->name)));
}

void ConceptRunner::refresh()
{
    m_counting.cancel();
    const bool isAsked = m_listing.start(
        this,
        [](PhotoLibrary& library, const std::stop_token&) { return library.concepts().list(); },
        [this](std::vector<ConceptSummary> list) {
            take(std::move(list));
            count();
        },
        [this](const Error&) { take({}); });
    if (!isAsked)
        take({});
}

void ConceptRunner::renew()
{
    if (m_list.empty())
        return;
    refresh();
    Q_EMIT membersChanged();
}

void ConceptRunner::count()
{
    if (m_list.empty())
        return;
    m_counting.start(
        this,
        [list = m_list](PhotoLibrary& library, const std::stop_token& stop) {
            for (const ConceptSummary& summary : list)
                if (!stop.stop_requested()) // it has no count where that fails
                    static_cast<void>(library.concepts().members(summary.id, stop));
            return library.concepts().list();
        },
        &ConceptRunner::take, [](const Error&) {});
}

void ConceptRunner::take(std::vector<ConceptSummary> list)
{
    const bool isSame = std::ranges::equal(list, m_list, {}, &conceptKey, &conceptKey);
    m_list = std::move(list);
    if (!isSame)
        Q_EMIT listed();
}

void ConceptRunner::make(BackgroundRunner& runner, Change change, const QString& name, Work work)
{
    runner.start(
        this,
        [work = std::move(work)](PhotoLibrary& library, const std::stop_token& stop) {
            return work(library.concepts(), stop);
        },
        [this, change, name](const ConceptUndo& undo) {
            refresh();
            Q_EMIT membersChanged();
            Q_EMIT changed(change, name, undo);
        },
        &ConceptRunner::failed);
}

void ConceptRunner::add(const QString& name, const SearchRequest& query)
{
    make(m_changing, Change::Added, name,
         [name = name.toStdString(), query](PhotoConcepts& concepts, const std::stop_token& stop) {
             return concepts.add(name, query, stop);
         });
}

void ConceptRunner::setStrictness(ConceptId id, double strictness)
{
    make(m_strictness, Change::Stricter, nameOf(id),
         [id, strictness](PhotoConcepts& concepts, const std::stop_token&) {
             return concepts.setStrictness(id, strictness);
         });
}

void ConceptRunner::rename(ConceptId id, const QString& name)
{
    make(m_changing, Change::Renamed, nameOf(id),
         [id, name = name.toStdString()](PhotoConcepts& concepts, const std::stop_token&) {
             return concepts.rename(id, name);
         });
}

void ConceptRunner::merge(ConceptId id, ConceptId other)
{
    make(m_changing, Change::Merged, nameOf(other),
         [id, other](PhotoConcepts& concepts, const std::stop_token&) {
             return concepts.merge(id, other);
         });
}

void ConceptRunner::remove(ConceptId id)
{
    make(m_changing, Change::Removed, nameOf(id),
         [id](PhotoConcepts& concepts, const std::stop_token&) { return concepts.remove(id); });
}

void ConceptRunner::restore(const ConceptUndo& before)
{
    m_changing.start(
        this,
        [before](PhotoLibrary& library, const std::stop_token&) {
            return library.concepts().restore(before);
        },
        [this](const ConceptUndo&) {
            refresh();
            Q_EMIT membersChanged();
            Q_EMIT restored();
        },
        &ConceptRunner::failed);
}

void ConceptRunner::exportTo(const std::vector<ConceptId>& ids, const std::filesystem::path& file)
{
    m_changing.start(
        this,
        [ids, file](PhotoLibrary& library, const std::stop_token&) {
            return library.concepts().exportTo(ids, file);
        },
        [this, file](std::size_t concepts) { Q_EMIT exported(concepts, file); },
        &ConceptRunner::failed);
}

void ConceptRunner::importFrom(const std::filesystem::path& file)
{
    m_changing.start(
        this,
        [file](PhotoLibrary& library, const std::stop_token&) {
            return library.concepts().importFrom(file);
        },
        [this](const ConceptImport& import) {
            refresh();
            Q_EMIT imported(import);
        },
        &ConceptRunner::failed);
}

} // namespace lookalike
