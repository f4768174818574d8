// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/duplicates/review/duplicate_assembly.h"

#include "core/duplicates/review/related_contents.h"
#include "core/duplicates/review/stored_decisions.h"

#include <xxhash.h>

#include <algorithm>
#include <numeric>

namespace lookalike {

namespace {

class Assembly {
public:
    Assembly(CatalogReader& reader, const DuplicateScope& scope, const AssemblyRules& rules,
             const std::stop_token& stop)
        : m_reader(reader)
        , m_scope(scope)
        , m_rules(rules)
        , m_files(scope, rules.protectedFolders)
        , m_protectedPhotos(protectedPhotos(rules.decisions))
        , m_decided(scope.includeDecided ? std::vector<DecisionRow>() : rules.decisions)
        , m_stop(stop)
    {}

    [[nodiscard]] Result<> load();
    void cover();
    [[nodiscard]] std::vector<DuplicateGroup> groups() const;
    [[nodiscard]] std::vector<RelatedPair>
    incomplete(const std::vector<std::pair<ContentId, ContentId>>& known) const;

private:
    [[nodiscard]] bool isWanted(Relation relation) const;
    [[nodiscard]] KeeperCandidate candidate(const RelatedContent& node, std::size_t file) const;
    [[nodiscard]] DuplicateMember member(const RelatedContent& node, std::size_t file,
                                         const RelationEvidence& evidence) const;
    [[nodiscard]] std::vector<DuplicateMember> membersOf(const Star& star) const;
    [[nodiscard]] bool canKeep(const RelatedContent& node) const;
    void finish(DuplicateGroup& group) const;
    [[nodiscard]] std::vector<std::vector<ComparedContents>> comparedInStars() const;

    CatalogReader& m_reader;
    const DuplicateScope& m_scope;
    const AssemblyRules& m_rules;
    const ScopeFiles m_files;
    const std::set<ContentHash> m_protectedPhotos;
    const DecidedPairs m_decided;
    const std::stop_token& m_stop;

    std::vector<RelatedContent> m_nodes;
    std::vector<RelationEdge> m_edges;
    std::vector<RelationEvidence> m_evidence; ///< of the edges: (a, b)
    std::vector<Star> m_stars;
};

Result<> Assembly::load()
{
    auto loaded = loadRelatedContents(m_reader, m_scope, m_files, m_decided, m_stop);
    if (!loaded)
        return fail(loaded);
    m_nodes = std::move(loaded->nodes);
    m_edges = std::move(loaded->edges);
    m_evidence = std::move(loaded->evidence);
    return {};
}

KeeperCandidate Assembly::candidate(const RelatedContent& node, std::size_t file) const
{
    return {&node.files[file],
            &node.content,
            node.sides[file] == FileSide::Reference || m_files.isProtected(node.files[file].path) ||
                m_protectedPhotos.contains(node.content.hash),
            node.isDerived,
            node.companions[file],
            node.isEnlarged,
            node.isEdited};
}

bool Assembly::canKeep(const RelatedContent& node) const
{
    return m_scope.referenceFolders.empty() || node.sides[node.best] == FileSide::Reference;
}

void Assembly::cover()
{
    for (RelatedContent& node : m_nodes)
        for (std::size_t file = 1; file < node.files.size(); ++file) {
            const bool sideFirst =
                !m_scope.referenceFolders.empty() && node.sides[file] != node.sides[node.best];
            const bool better = sideFirst ? node.sides[file] == FileSide::Reference
                                          : isBetterKeeper(m_rules.keeper, candidate(node, file),
                                                           candidate(node, node.best));
            if (better)
                node.best = file;
        }
    std::vector<std::uint32_t> order(m_nodes.size());
    std::iota(order.begin(), order.end(), 0U);
    std::erase_if(order, [&](std::uint32_t node) { return !canKeep(m_nodes[node]); });
    std::ranges::sort(order, [&](std::uint32_t a, std::uint32_t b) {
        return isBetterKeeper(m_rules.keeper, candidate(m_nodes[a], m_nodes[a].best),
                              candidate(m_nodes[b], m_nodes[b].best));
    });
    m_stars = coverWithStars(m_nodes.size(), m_edges, order);
    std::vector<bool> taken(m_nodes.size());
    for (const Star& star : m_stars) {
        taken[star.keeper] = true;
        for (const std::size_t edge : star.edges) {
            taken[m_edges[edge].a] = true;
            taken[m_edges[edge].b] = true;
        }
    }
    // Identical files that are related to nothing else are groups of their own.
    for (const std::uint32_t node : order)
        if (!taken[node] && m_nodes[node].files.size() > 1)
            m_stars.push_back({node, {}});
}

bool Assembly::isWanted(Relation relation) const
{
    return m_scope.relations.empty() ||
           std::ranges::find(m_scope.relations, relation) != m_scope.relations.end();
}

DuplicateMember Assembly::member(const RelatedContent& node, std::size_t file,
                                 const RelationEvidence& evidence) const
{
    DuplicateMember member;
    member.file = node.files[file];
    member.content = node.content;
    member.evidence = evidence;
    member.isProtected = candidate(node, file).isProtected;
    member.companions = node.companions[file];
    return member;
}

std::vector<DuplicateMember> Assembly::membersOf(const Star& star) const
{
    const RelatedContent& keeper = m_nodes[star.keeper];
    const auto keeperFolder = keeper.files[keeper.best].path.parent_path();
    std::vector<DuplicateMember> members;
    const auto add = [&](const RelatedContent& node, const RelationEvidence& evidence) {
        for (std::size_t file = 0; file < node.files.size(); ++file) {
            const bool isKeeper = &node == &keeper && file == keeper.best;
            const bool sameSide =
                !m_scope.referenceFolders.empty() && node.sides[file] == FileSide::Reference;
            const bool sameFolder =
                m_scope.skipSameFolder && node.files[file].path.parent_path() == keeperFolder;
            // A shot has to be looked at once, however many copies of it there are.
            const bool isRepeat = m_scope.similarShots && file != node.best;
            if (!isKeeper && !sameSide && !sameFolder && !isRepeat && isWanted(evidence.relation))
                members.push_back(member(node, file, evidence));
        }
    };
    const RelationEvidence identical = identicalFiles();
    members.push_back(member(keeper, keeper.best, identical));
    members.front().isKeeper = true;
    // A decision about these very copies hides them among themselves, not from other photos.
    if (!m_decided.hasCopies(keeper.content.hash, keeper.files.size()) && !m_scope.similarShots)
        add(keeper, identical);
    for (const std::size_t edge : star.edges) {
        const bool keeperIsFirst = m_edges[edge].a == star.keeper;
        const RelatedContent& node = m_nodes[keeperIsFirst ? m_edges[edge].b : m_edges[edge].a];
        add(node, keeperIsFirst ? m_evidence[edge] : reversed(m_evidence[edge]));
    }
    std::stable_sort(members.begin() + 1, members.end(),
                     [](const DuplicateMember& a, const DuplicateMember& b) {
                         return a.evidence.score > b.evidence.score;
                     });
    return members;
}

void Assembly::finish(DuplicateGroup& group) const
{
    std::vector<ContentHash> hashes;
    for (std::size_t i = 0; i < group.members.size(); ++i) {
        const DuplicateMember& member = group.members[i];
        hashes.push_back(member.content.hash);
        group.relation = std::max(group.relation, member.evidence.relation);
        if (maySuggestToGo(group, i, 0))
            group.bytesToGain += member.content.bytes;
    }
    group.reasons = reasonsToKeep(group, 0, m_rules.keeper);
    group.losses = lossesOf(group, 0, std::vector<bool>(group.members.size(), true));
    std::ranges::sort(hashes);
    const auto hash = XXH3_64bits(hashes.data(), hashes.size() * sizeof(ContentHash));
    group.id = GroupId(static_cast<std::int64_t>(hash >> 1 | 1U));
}

/// What is known of pairs within each star beyond those with its keeper.
std::vector<std::vector<ComparedContents>> Assembly::comparedInStars() const
{
    std::vector<std::size_t> starOf(m_nodes.size(), m_stars.size());
    for (std::size_t star = 0; star < m_stars.size(); ++star)
        for (const std::size_t edge : m_stars[star].edges)
            starOf[m_edges[edge].a] = starOf[m_edges[edge].b] = star;
    std::vector<std::vector<ComparedContents>> compared(m_stars.size());
    for (std::size_t edge = 0; edge < m_edges.size(); ++edge) {
        const auto [a, b] = m_edges[edge];
        const std::size_t star = starOf[a];
        if (star == m_stars.size() || star != starOf[b] || a == m_stars[star].keeper ||
            b == m_stars[star].keeper)
            continue;
        const ContentId first = m_nodes[a].content.id;
        const ContentId second = m_nodes[b].content.id;
        compared[star].push_back(first < second
                                     ? ComparedContents{first, second, m_evidence[edge]}
                                     : ComparedContents{second, first, reversed(m_evidence[edge])});
    }
    for (std::vector<ComparedContents>& pairs : compared)
        std::ranges::sort(pairs, {}, [](const ComparedContents& pair) {
            return std::pair(pair.first, pair.second);
        });
    return compared;
}

std::vector<DuplicateGroup> Assembly::groups() const
{
    std::vector<DuplicateGroup> groups;
    auto compared = comparedInStars();
    for (std::size_t i = 0; i < m_stars.size(); ++i) {
        DuplicateGroup group;
        group.members = membersOf(m_stars[i]);
        group.compared = std::move(compared[i]);
        if (group.members.size() < 2)
            continue;
        finish(group);
        groups.push_back(std::move(group));
    }
    std::ranges::sort(groups, [](const DuplicateGroup& a, const DuplicateGroup& b) {
        return a.bytesToGain != b.bytesToGain ? a.bytesToGain > b.bytesToGain : a.id < b.id;
    });
    return groups;
}

std::vector<RelatedPair>
Assembly::incomplete(const std::vector<std::pair<ContentId, ContentId>>& known) const
{
    const auto contents = [&](RelationEdge pair) {
        return std::minmax(m_nodes[pair.a].content.id, m_nodes[pair.b].content.id);
    };
    const auto isKnown = [&](RelationEdge pair) {
        const auto [first, second] = contents(pair);
        return std::ranges::binary_search(known, std::pair(first, second)) ||
               m_decided.hasPair(m_nodes[pair.a].content.hash, m_nodes[pair.b].content.hash);
    };
    std::vector<RelatedPair> pairs;
    for (const RelationEdge pair : pairsToComplete(m_nodes.size(), m_edges, m_stars, isKnown)) {
        const auto [first, second] = contents(pair);
        pairs.push_back({first, second});
    }
    return pairs;
}

} // namespace

Result<std::vector<DuplicateGroup>> assembleGroups(CatalogReader& reader,
                                                   const DuplicateScope& scope,
                                                   const AssemblyRules& rules,
                                                   const std::stop_token& stop)
{
    Assembly assembly(reader, scope, rules, stop);
    if (auto loaded = assembly.load(); !loaded)
        return fail(loaded);
    assembly.cover();
    return assembly.groups();
}

Result<std::vector<RelatedPair>>
incompletePairs(CatalogReader& reader, const DuplicateScope& scope, const AssemblyRules& rules,
                const std::vector<std::pair<ContentId, ContentId>>& known,
                const std::stop_token& stop)
{
    Assembly assembly(reader, scope, rules, stop);
    if (auto loaded = assembly.load(); !loaded)
        return fail(loaded);
    assembly.cover();
    return assembly.incomplete(known);
}

} // namespace lookalike
