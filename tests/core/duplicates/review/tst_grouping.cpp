// SPDX-License-Identifier: GPL-3.0-or-later
// If these fail, a photo that was never compared with the keeper is offered for the trash.
#include "core/duplicates/review/grouping.h"
#include "tests/testing.h"

#include <algorithm>
#include <numeric>
#include <random>
#include <set>
#include <sstream>

using namespace lookalike;

namespace {

/// "ab bc" as edges; nodes are letters.
std::vector<RelationEdge> edgesOf(const std::string& text)
{
    std::vector<RelationEdge> edges;
    std::istringstream words(text);
    for (std::string word; words >> word;)
        edges.push_back(
            {static_cast<std::uint32_t>(word[0] - 'a'), static_cast<std::uint32_t>(word[1] - 'a')});
    return edges;
}

std::vector<std::uint32_t> orderOf(const std::string& text)
{
    std::vector<std::uint32_t> order;
    for (const char c : text)
        order.push_back(static_cast<std::uint32_t>(c - 'a'));
    return order;
}

std::uint32_t memberOf(const Star& star, std::size_t edge, std::span<const RelationEdge> edges)
{
    return edges[edge].a == star.keeper ? edges[edge].b : edges[edge].a;
}

/// "a:bc d:e", keepers in their order, members sorted.
std::string textOf(const std::vector<Star>& stars, std::span<const RelationEdge> edges)
{
    std::string text;
    for (const Star& star : stars) {
        std::string members;
        for (const std::size_t edge : star.edges)
            members += static_cast<char>('a' + memberOf(star, edge, edges));
        std::ranges::sort(members);
        text += (text.empty() ? "" : " ") + std::string(1, static_cast<char>('a' + star.keeper)) +
                ":" + members;
    }
    return text;
}

} // namespace

class TestGrouping : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void stars_data();
    void stars();
    void whatIsWorthVerifying();
    void groupsAreBounded();
    void anyGraph();
};

void TestGrouping::stars_data()
{
    QTest::addColumn<QString>("edges");
    QTest::addColumn<QString>("order");
    QTest::addColumn<QString>("expected");
    QTest::addRow("nothing related") << ""
                                     << "abc"
                                     << "";
    QTest::addRow("a pair keeps the better one") << "ab"
                                                 << "ba"
                                                 << "b:a";
    QTest::addRow("a chain is not one group") << "ab bc"
                                              << "abc"
                                              << "a:b";
    QTest::addRow("the middle of a chain keeps both ends") << "ab bc"
                                                           << "bac"
                                                           << "b:ac";
    QTest::addRow("two groups") << "ab ac de"
                                << "abcde"
                                << "a:bc d:e";
    QTest::addRow("a member is not shared") << "ab cb cd"
                                            << "acbd"
                                            << "a:b c:d";
    QTest::addRow("who is not in the order never keeps") << "ab"
                                                         << "b"
                                                         << "b:a";
    QTest::addRow("nobody may keep") << "ab"
                                     << ""
                                     << "";
}

void TestGrouping::stars()
{
    QFETCH(QString, edges);
    QFETCH(QString, order);
    QFETCH(QString, expected);
    const auto graph = edgesOf(edges.toStdString());
    const auto stars = coverWithStars(8, graph, orderOf(order.toStdString()));
    QCOMPARE(QString::fromStdString(textOf(stars, graph)), expected);
}

void TestGrouping::whatIsWorthVerifying()
{
    const auto edges = edgesOf("ab bc bd");
    const auto stars = coverWithStars(4, edges, orderOf("abcd"));
    const auto none = [](RelationEdge) { return false; };
    QCOMPARE(pairsToComplete(4, edges, stars, none),
             (std::vector<RelationEdge>{{0, 2}, {0, 3}})); // a with the copies of its copy
    const auto known = [](RelationEdge pair) { return pair == RelationEdge{0, 2}; };
    QCOMPARE(pairsToComplete(4, edges, stars, known), (std::vector<RelationEdge>{{0, 3}}));
}

void TestGrouping::groupsAreBounded()
{
    constexpr std::uint32_t kNodes = 3000;
    std::vector<RelationEdge> edges;
    for (std::uint32_t node = 1; node < kNodes; ++node)
        edges.push_back({0, node});
    std::vector<std::uint32_t> order(kNodes);
    std::iota(order.begin(), order.end(), 0U);
    const auto stars = coverWithStars(kNodes, edges, order);
    QCOMPARE(stars.size(), std::size_t{1});
    QCOMPARE(stars.front().edges.size() + 1, kMaxGroupMembers);
}

void TestGrouping::anyGraph()
{
    std::mt19937 random(7);
    const auto below = [&](std::uint32_t bound) {
        return static_cast<std::uint32_t>(random() % bound);
    };
    for (int round = 0; round < 2000; ++round) {
        const std::uint32_t nodes = 1 + below(40);
        std::vector<RelationEdge> edges;
        std::set<std::pair<std::uint32_t, std::uint32_t>> all;
        for (std::uint32_t i = below(2 * nodes); i > 0; --i) {
            const std::uint32_t a = below(nodes);
            const std::uint32_t b = below(nodes);
            if (a != b && all.insert(std::minmax(a, b)).second)
                edges.push_back({a, b});
        }
        std::vector<std::uint32_t> order(nodes);
        std::iota(order.begin(), order.end(), 0U);
        std::ranges::shuffle(order, random);
        std::vector<std::uint32_t> rank(nodes);
        for (std::uint32_t i = 0; i < nodes; ++i)
            rank[order[i]] = i;

        const auto stars = coverWithStars(nodes, edges, order);
        std::set<std::uint32_t> used;
        for (const Star& star : stars) {
            QVERIFY(!star.edges.empty());
            QVERIFY(used.insert(star.keeper).second);
            for (const std::size_t edge : star.edges) {
                QVERIFY(edges[edge].a == star.keeper || edges[edge].b == star.keeper);
                const std::uint32_t member = memberOf(star, edge, edges);
                QVERIFY(used.insert(member).second);
                QVERIFY(rank[star.keeper] < rank[member]);
            }
        }
        // Nothing related is left over that could still be a group.
        for (const RelationEdge& edge : edges)
            QVERIFY(used.contains(edge.a) || used.contains(edge.b));
        for (const RelationEdge& pair :
             pairsToComplete(nodes, edges, stars, [](RelationEdge) { return false; })) {
            QVERIFY(pair.a < pair.b);
            QVERIFY(!all.contains({pair.a, pair.b}));
        }
    }
}

QTEST_GUILESS_MAIN(TestGrouping)
#include "tst_grouping.moc"
