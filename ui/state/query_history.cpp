// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/state/query_history.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace lookalike {

namespace {

constexpr std::size_t kMostEntries = 100;
const QString kEntriesKey = QStringLiteral("query/history");
const QString kPositionKey = QStringLiteral("query/position");

} // namespace

QueryHistory::QueryHistory(QObject* parent)
    : QObject(parent)
{}

void QueryHistory::push(Query query)
{
    query.origin.clear();
    // What a score means depends on the words, and is another thing for pictures.
    if (query.hasWords() || current().hasWords())
        query.minScore.reset();
    if (current().isEmpty()) {
        replace(std::move(query));
        return;
    }
    m_entries.resize(m_at + 1);
    m_entries.push_back(std::move(query));
    if (m_entries.size() > kMostEntries)
        m_entries.erase(m_entries.begin());
    m_at = m_entries.size() - 1;
    Q_EMIT queryChanged();
}

void QueryHistory::replace(Query query)
{
    m_entries[m_at] = std::move(query);
    Q_EMIT queryChanged();
}

void QueryHistory::setTerms(std::vector<NamedTerm> terms)
{
    Query query = current();
    query.terms = std::move(terms);
    query.marks.clear();
    Q_EMIT termsReplaced();
    push(std::move(query));
}

void QueryHistory::addTerms(const std::vector<NamedTerm>& terms)
{
    if (terms.empty())
        return;
    Query query = current();
    for (const NamedTerm& added : terms) {
        const auto same = std::ranges::find_if(
            query.terms, [&](const NamedTerm& other) { return other.isSame(added); });
        if (same == query.terms.end())
            query.terms.push_back(added);
        else
            same->term.weight = added.term.weight;
    }
    push(std::move(query));
}

void QueryHistory::removeTerm(std::size_t index)
{
    Query query = current();
    if (index >= query.terms.size())
        return;
    query.terms.erase(query.terms.begin() + static_cast<std::ptrdiff_t>(index));
    if (query.isEmpty())
        query.marks.clear();
    push(std::move(query));
}

void QueryHistory::setWeight(std::size_t index, double weight)
{
    Query query = current();
    if (index >= query.terms.size() || query.terms[index].term.weight == weight)
        return;
    query.terms[index].term.weight = weight;
    replace(std::move(query));
}

void QueryHistory::setRegion(std::size_t index, const std::optional<Region>& region)
{
    Query query = current();
    if (index >= query.terms.size() || query.terms[index].term.region == region)
        return;
    query.terms[index].term.region = region;
    replace(std::move(query));
}

void QueryHistory::clear()
{
    if (!current().isEmpty())
        setTerms({});
}

void QueryHistory::setMarks(std::vector<NamedMark> marks)
{
    m_entries[m_at].marks = std::move(marks);
    Q_EMIT marksChanged();
}

void QueryHistory::setFilter(const ContentFilter& filter)
{
    Query query = current();
    query.filter = filter;
    replace(std::move(query));
}

void QueryHistory::setTopK(int topK)
{
    if (m_entries[m_at].topK == topK)
        return;
    m_entries[m_at].topK = topK;
    Q_EMIT limitsChanged();
}

void QueryHistory::setMinScore(double minScore)
{
    if (m_entries[m_at].minScore == minScore)
        return;
    m_entries[m_at].minScore = minScore;
    Q_EMIT limitsChanged();
}

void QueryHistory::setOrigin(const QString& page)
{
    m_entries[m_at].origin = page;
    Q_EMIT originChanged();
}

void QueryHistory::back()
{
    if (!canGoBack())
        return;
    --m_at;
    Q_EMIT termsReplaced();
    Q_EMIT queryChanged();
}

void QueryHistory::forward()
{
    if (!canGoForward())
        return;
    ++m_at;
    Q_EMIT termsReplaced();
    Q_EMIT queryChanged();
}

void QueryHistory::forgetIds()
{
    for (Query& query : m_entries) {
        std::erase_if(query.terms, [](const NamedTerm& named) { return named.isConcept(); });
        query.filter.concepts.clear();
        for (NamedTerm& named : query.terms)
            if (std::holds_alternative<FileId>(named.term.picture))
                named.term.picture = named.path;
        for (NamedMark& named : query.marks)
            named.mark.photo = named.path;
    }
}

void QueryHistory::save(QSettings& settings) const
{
    QJsonArray entries;
    int position = 0;
    for (std::size_t i = 0; i < m_entries.size(); ++i) {
        if (!m_entries[i].canBeKept())
            continue;
        if (i <= m_at)
            position = static_cast<int>(entries.size());
        entries.append(toJson(m_entries[i]));
    }
    // A query that ends empty stays empty: the user cleared it.
    if (current().isEmpty())
        position = -1;
    settings.setValue(kEntriesKey, QJsonDocument(entries).toJson(QJsonDocument::Compact));
    settings.setValue(kPositionKey, position);
}

void QueryHistory::restore(const QSettings& settings)
{
    const QJsonArray array =
        QJsonDocument::fromJson(settings.value(kEntriesKey).toByteArray()).array();
    std::vector<Query> entries;
    for (const QJsonValue value : array)
        if (auto query = queryFromJson(value.toObject()))
            entries.push_back(std::move(*query));
    const int position = settings.value(kPositionKey, -1).toInt();
    if (position < 0 || static_cast<std::size_t>(position) >= entries.size()) {
        entries.emplace_back();
        m_at = entries.size() - 1;
    } else {
        m_at = static_cast<std::size_t>(position);
    }
    m_entries = std::move(entries);
    Q_EMIT queryChanged();
}

} // namespace lookalike
