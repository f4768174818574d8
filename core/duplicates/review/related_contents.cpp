// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/duplicates/review/related_contents.h"

#include "core/catalog/companions.h"
#include "core/duplicates/verify/pair_verifier.h"

#include <cstdlib>
#include <set>
#include <unordered_map>

namespace lookalike {

namespace {

class Loader {
public:
    Loader(CatalogReader& reader, const DuplicateScope& scope, const ScopeFiles& files,
           const DecidedPairs& decided, const std::stop_token& stop)
        : m_reader(reader)
        , m_scope(scope)
        , m_files(files)
        , m_decided(decided)
        , m_stop(stop)
    {}
    [[nodiscard]] Result<> load();
    [[nodiscard]] RelatedContents take() { return std::move(m_graph); }

private:
    [[nodiscard]] Result<> loadPairs();
    [[nodiscard]] Result<> loadNodes();
    [[nodiscard]] Result<> loadNode(ContentId content);
    /// Of two contents it is unknown which one was turned or edited; of several copies, it is the
    /// one that differs from most of the others.
    void markOddOnes();
    [[nodiscard]] bool areTooFarApart(const RelatedContent& a, const RelatedContent& b) const;

    CatalogReader& m_reader;
    const DuplicateScope& m_scope;
    const ScopeFiles& m_files;
    const DecidedPairs& m_decided;
    const std::stop_token& m_stop;

    struct VerifiedPair {
        ContentId first;
        ContentId second;
        RelationEvidence evidence;
    };
    std::vector<VerifiedPair> m_pairs;
    std::vector<ContentId> m_copied; ///< contents with more than one file
    std::unordered_map<ContentId, std::uint32_t> m_numbers;
    RelatedContents m_graph;
};

Result<> Loader::load()
{
    if (auto loaded = loadPairs(); !loaded)
        return loaded;
    if (auto loaded = loadNodes(); !loaded)
        return loaded;
    for (VerifiedPair& pair : m_pairs) {
        const auto first = m_numbers.find(pair.first);
        const auto second = m_numbers.find(pair.second);
        if (first == m_numbers.end() || second == m_numbers.end())
            continue;
        RelatedContent& a = m_graph.nodes[first->second];
        RelatedContent& b = m_graph.nodes[second->second];
        if (m_decided.hasPair(a.content.hash, b.content.hash) || areTooFarApart(a, b))
            continue;
        if (pair.evidence.relation == Relation::Cropped) {
            // The one of which less is shown by the other has more to show.
            (pair.evidence.firstShown < pair.evidence.secondShown ? b : a).isDerived = true;
        }
        a.isEnlarged = a.isEnlarged || isFirstEnlarged(pair.evidence);
        b.isEnlarged = b.isEnlarged || isSecondEnlarged(pair.evidence);
        if (pair.evidence.sharpened != Sharpened::None)
            (pair.evidence.sharpened == Sharpened::First ? a : b).isDerived = true;
        m_graph.edges.push_back({first->second, second->second});
        m_graph.evidence.push_back(pair.evidence);
    }
    m_pairs.clear();
    markOddOnes();
    return {};
}

bool Loader::areTooFarApart(const RelatedContent& a, const RelatedContent& b) const
{
    if (!m_scope.similarShots || m_scope.secondsApart == 0)
        return false;
    const auto& first = a.content.metadata.takenAt;
    const auto& second = b.content.metadata.takenAt;
    return !first || !second || std::abs(*first - *second) > m_scope.secondsApart;
}

void Loader::markOddOnes()
{
    constexpr std::size_t kEnough = 3;
    std::vector<std::size_t> all(m_graph.nodes.size());
    std::vector<std::size_t> odd(m_graph.nodes.size());
    std::vector<std::size_t> edits(m_graph.nodes.size());
    for (std::size_t i = 0; i < m_graph.edges.size(); ++i) {
        const Relation relation = m_graph.evidence[i].relation;
        const bool changed = relation == Relation::Rotated || relation == Relation::Edited;
        for (const std::uint32_t node : {m_graph.edges[i].a, m_graph.edges[i].b}) {
            ++all[node];
            odd[node] += changed ? 1 : 0;
            edits[node] += isReworked(m_graph.evidence[i]) ? 1U : 0U;
        }
    }
    for (std::size_t node = 0; node < m_graph.nodes.size(); ++node) {
        if (all[node] >= kEnough && 2 * odd[node] > all[node])
            m_graph.nodes[node].isDerived = true;
        m_graph.nodes[node].isEdited = all[node] > 0 && edits[node] == all[node];
    }
}

Result<> Loader::loadPairs()
{
    auto visited = m_reader.forEachPair(kVerifierVersion, true, [&](const RelationRow& row) {
        const auto evidence = unpackEvidence(row.evidence);
        if (evidence && (evidence->relation == Relation::SimilarShot) == m_scope.similarShots)
            m_pairs.push_back({row.first, row.second, *evidence});
    });
    if (!visited || m_scope.similarShots)
        return visited;
    auto copied = m_reader.contentsWithCopies();
    if (!copied)
        return fail(copied);
    m_copied = std::move(*copied);
    return {};
}

Result<> Loader::loadNodes()
{
    std::set<ContentId> contents(m_copied.begin(), m_copied.end());
    for (const VerifiedPair& pair : m_pairs) {
        contents.insert(pair.first);
        contents.insert(pair.second);
    }
    m_numbers.reserve(contents.size());
    for (const ContentId content : contents) {
        if (m_stop.stop_requested())
            return fail(ErrorCode::Cancelled, "Stopped"_msg);
        if (auto loaded = loadNode(content); !loaded)
            return loaded;
    }
    return {};
}

Result<> Loader::loadNode(ContentId content)
{
    const auto row = m_reader.content(content);
    if (!row)
        return fail(row);
    auto files = m_reader.filesOfContent(content);
    if (!files)
        return fail(files);
    if (!*row)
        return {};
    RelatedContent node;
    node.content = **row;
    std::set<FileIdentity> identities; // two names of one file are not two copies
    for (FileRow& file : *files) {
        const FileSide side = m_files.sideOf(file.path);
        if (side == FileSide::Outside || !identities.insert(file.stamp.identity).second)
            continue;
        auto companions = companionsOf(file, node.content, m_reader);
        if (!companions)
            return fail(companions);
        node.files.push_back(std::move(file));
        node.sides.push_back(side);
        node.companions.push_back(std::move(*companions));
    }
    if (node.files.empty())
        return {};
    m_numbers.emplace(content, static_cast<std::uint32_t>(m_graph.nodes.size()));
    m_graph.nodes.push_back(std::move(node));
    return {};
}

} // namespace

Result<RelatedContents> loadRelatedContents(CatalogReader& reader, const DuplicateScope& scope,
                                            const ScopeFiles& files, const DecidedPairs& decided,
                                            const std::stop_token& stop)
{
    Loader loader(reader, scope, files, decided, stop);
    if (auto loaded = loader.load(); !loaded)
        return fail(loaded);
    return loader.take();
}

} // namespace lookalike
