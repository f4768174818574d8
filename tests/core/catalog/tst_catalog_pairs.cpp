// SPDX-License-Identifier: GPL-3.0-or-later
// If these fail, what the user decided is forgotten, or what was verified is verified again.
#include "tests/core/catalog/catalog_fixture.h"

#include <algorithm>

using namespace lookalike;
using namespace lookalike::testing;

class TestCatalogPairs : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_fixture = std::make_unique<CatalogFixture>();
        VERIFY_RESULT(m_fixture->open());
        const FolderId root = m_fixture->addFolder(m_fixture->photos);
        for (int i = 0; i < 4; ++i) {
            m_contents.push_back(m_fixture->addContent(i));
            m_files.push_back(m_fixture->addFile(root, m_fixture->photos / std::to_string(i),
                                                 FileState::Indexed, m_contents.back()));
        }
        m_root = root;
    }
    void cleanup()
    {
        m_fixture.reset();
        m_contents.clear();
        m_files.clear();
    }

    void pairsAreKept();
    void anotherVerifierHasNotLooked();
    void pairsGoWithTheirContent();
    void aPairOfWhatIsGoneIsSkipped();
    void onlyOriginalsLeavesOutTheLesserCopies();
    void copiesAmongSomeContents();
    void decisionsStayWhateverHappens();
    void marksGoWithTheirContent();
    void copiesAndHashes();
    void protectedFoldersAndSettings();

private:
    [[nodiscard]] RelationRow pair(std::size_t a, std::size_t b, int relation) const
    {
        return {m_contents[a], m_contents[b], relation, relation < 0 ? "" : "evidence"};
    }
    [[nodiscard]] std::vector<RelationRow> pairs(int verifier, bool relatedOnly) const
    {
        std::vector<RelationRow> rows;
        const auto visited = m_fixture->reader()->forEachPair(
            verifier, relatedOnly, [&](const RelationRow& row) { rows.push_back(row); });
        return visited ? rows : std::vector<RelationRow>(99);
    }
    Result<> put(int verifier, const std::vector<RelationRow>& rows)
    {
        return m_fixture->change(
            [&](CatalogWriter& writer) { return writer.putPairs(verifier, rows); });
    }

    std::unique_ptr<CatalogFixture> m_fixture;
    std::vector<ContentId> m_contents;
    std::vector<FileId> m_files;
    FolderId m_root;
};

void TestCatalogPairs::pairsAreKept()
{
    VERIFY_RESULT(put(1, {pair(0, 1, 2), pair(1, 2, RelationRow::kUnrelated)}));
    VERIFY_RESULT(m_fixture->open());
    QCOMPARE(pairs(1, false).size(), std::size_t{2});
    const auto related = pairs(1, true);
    QCOMPARE(related.size(), std::size_t{1});
    QVERIFY(related[0].first == m_contents[0] && related[0].second == m_contents[1]);
    QCOMPARE(related[0].relation, 2);
    QCOMPARE(related[0].evidence, std::string("evidence"));
    const auto found = m_fixture->reader()->pair(1, m_contents[1], m_contents[0]);
    VERIFY_RESULT(found);
    QVERIFY(found->has_value() && (*found)->relation == 2);
    VERIFY_RESULT(put(1, {pair(0, 1, 5)}));
    QCOMPARE(pairs(1, true)[0].relation, 5);
    VERIFY_ERROR(put(1, {pair(1, 0, 5)}), ErrorCode::InvalidArgument);
}

void TestCatalogPairs::anotherVerifierHasNotLooked()
{
    VERIFY_RESULT(put(1, {pair(0, 1, 2)}));
    QVERIFY(pairs(2, false).empty());
    const auto found = m_fixture->reader()->pair(2, m_contents[0], m_contents[1]);
    VERIFY_RESULT(found);
    QVERIFY(!found->has_value());
    VERIFY_RESULT(put(2, {pair(0, 1, 3)}));
    QVERIFY(pairs(1, false).empty());
    QCOMPARE(pairs(2, false).size(), std::size_t{1});
}

void TestCatalogPairs::pairsGoWithTheirContent()
{
    VERIFY_RESULT(put(1, {pair(0, 1, 2), pair(1, 2, 3), pair(2, 3, 4)}));
    VERIFY_RESULT(
        m_fixture->change([&](CatalogWriter& writer) { return writer.removeFolder(m_root); }));
    QVERIFY(pairs(1, false).empty());
    VERIFY_SOUND(*m_fixture->catalog);
}

void TestCatalogPairs::aPairOfWhatIsGoneIsSkipped()
{
    VERIFY_RESULT(put(1, {{m_contents[0], ContentId(999), 2, "evidence"}, pair(0, 1, 2)}));
    QCOMPARE(pairs(1, false).size(), std::size_t{1});
    VERIFY_SOUND(*m_fixture->catalog);
}

void TestCatalogPairs::onlyOriginalsLeavesOutTheLesserCopies()
{
    ContentRow large = CatalogFixture::contentOf(1);
    large.width = 400;
    static_cast<void>(
        m_fixture->make([&](CatalogWriter& writer) { return writer.putContent(large); }));
    constexpr int kResized = 2;
    constexpr int kRawJpegPair = 7;
    VERIFY_RESULT(put(
        1, {pair(0, 1, kResized), pair(1, 2, kRawJpegPair), pair(2, 3, RelationRow::kUnrelated)}));
    ContentFilter originals;
    originals.originalsOnly = true;
    QCOMPARE(*m_fixture->reader()->contents(originals),
             (std::vector<ContentId>{m_contents[1], m_contents[2], m_contents[3]}));
    // The better copy is gone: what is left is the original now.
    VERIFY_RESULT(m_fixture->change([&](CatalogWriter& writer) {
        return writer.setFileState(std::vector<FileId>{m_files[1]}, FileState::Missing);
    }));
    QCOMPARE(*m_fixture->reader()->contents(originals),
             (std::vector<ContentId>{m_contents[0], m_contents[2], m_contents[3]}));
}

void TestCatalogPairs::copiesAmongSomeContents()
{
    constexpr int kResized = 2;
    constexpr int kEdited = 6;
    constexpr int kSimilarShot = 8;
    VERIFY_RESULT(put(1, {pair(0, 1, kResized), pair(0, 2, kSimilarShot), pair(0, 3, kEdited),
                          pair(1, 2, RelationRow::kUnrelated), pair(1, 3, kResized)}));
    const auto among = [&](int verifier, const std::vector<std::size_t>& which) {
        std::vector<ContentId> contents;
        for (const std::size_t i : which)
            contents.push_back(m_contents[i]);
        const auto found = m_fixture->reader()->copiesAmong(verifier, contents);
        return found ? *found : std::vector<CatalogReader::CopyPair>(99);
    };
    using Pairs = std::vector<CatalogReader::CopyPair>;
    const auto& ids = m_contents;
    QCOMPARE(among(1, {3, 2, 1, 0}), (Pairs{{ids[0], ids[1]}, {ids[0], ids[3]}, {ids[1], ids[3]}}));
    QCOMPARE(among(1, {3, 0}), (Pairs{{ids[0], ids[3]}}));
    QCOMPARE(among(1, {2, 0}), Pairs());
    QCOMPARE(among(2, {0, 1, 3}), Pairs()); // of another verification nothing is known
    // What the user called different photos is none; what is kept on purpose is a copy all the
    // same.
    DecisionRow decision;
    for (const int kind : {0, 2}) {
        const std::size_t other = kind == 0 ? 1 : 3;
        decision.kind = kind;
        decision.contents = {{CatalogFixture::contentOf(0).hash, 1, m_fixture->photos / "0"},
                             {CatalogFixture::contentOf(static_cast<int>(other)).hash, 1,
                              m_fixture->photos / std::to_string(other)}};
        static_cast<void>(
            m_fixture->make([&](CatalogWriter& writer) { return writer.addDecision(decision); }));
    }
    QCOMPARE(among(1, {0, 1, 3}), (Pairs{{ids[0], ids[3]}, {ids[1], ids[3]}}));
}

void TestCatalogPairs::decisionsStayWhateverHappens()
{
    DecisionRow decision;
    decision.kind = 2;
    decision.decidedAt = 1234;
    decision.contents = {{CatalogFixture::contentOf(0).hash, 2, m_fixture->photos / "0"},
                         {CatalogFixture::contentOf(1).hash, 1, m_fixture->photos / "n\xff.jpg"}};
    const auto id =
        m_fixture->make([&](CatalogWriter& writer) { return writer.addDecision(decision); });
    VERIFY_RESULT(
        m_fixture->change([&](CatalogWriter& writer) { return writer.removeFolder(m_root); }));
    VERIFY_RESULT(m_fixture->open());
    const auto rows = m_fixture->reader()->decisions();
    VERIFY_RESULT(rows);
    QCOMPARE(rows->size(), std::size_t{1});
    const DecisionRow& row = rows->front();
    QCOMPARE(row.id, id);
    QCOMPARE(row.kind, 2);
    QCOMPARE(row.decidedAt, std::int64_t{1234});
    QCOMPARE(row.contents.size(), std::size_t{2});
    QVERIFY(row.contents[0].hash == decision.contents[0].hash);
    QCOMPARE(row.contents[0].files, std::uint64_t{2});
    QVERIFY(row.contents[1].path == decision.contents[1].path);

    VERIFY_RESULT(
        m_fixture->change([&](CatalogWriter& writer) { return writer.removeDecision(id); }));
    QVERIFY(m_fixture->reader()->decisions()->empty());
    VERIFY_ERROR(
        m_fixture->change([&](CatalogWriter& writer) { return writer.removeDecision(id); }),
        ErrorCode::NotFound);
    VERIFY_ERROR(m_fixture->change([&](CatalogWriter& writer) {
        return writer.addDecision({}).map([](auto) {});
    }),
                 ErrorCode::InvalidArgument);
}

void TestCatalogPairs::marksGoWithTheirContent()
{
    const auto markOf = [&](int number, const char* name) {
        ReviewMark mark;
        mark.content = CatalogFixture::contentOf(number).hash;
        mark.path = m_fixture->photos / name;
        mark.goes = number % 2 == 0;
        mark.keeper = !mark.goes;
        mark.byHand = number > 1;
        mark.markedAt = 1000 + number;
        return mark;
    };
    const auto put = [&](const std::vector<ReviewMark>& marks) {
        return m_fixture->change(
            [&](CatalogWriter& writer) { return writer.putReviewMarks(marks); });
    };
    const auto stored = [&] { return *m_fixture->reader()->reviewMarks(); };
    std::vector<ReviewMark> marks{markOf(0, "0"), markOf(0, "copy of 0"), markOf(1, "n\xff.jpg"),
                                  markOf(2, "2")};
    VERIFY_RESULT(put(marks));
    VERIFY_RESULT(put({markOf(77, "unknown")})); // no such content
    VERIFY_RESULT(m_fixture->open());
    QVERIFY(stored() == marks);
    VERIFY_SOUND(*m_fixture->catalog);

    // A file has one mark, whatever it held before.
    VERIFY_RESULT(put({markOf(3, "2")}));
    marks[3] = markOf(3, "2");
    QVERIFY(stored() == marks);
    VERIFY_RESULT(m_fixture->change([&](CatalogWriter& writer) {
        return writer.removeReviewMarks({&marks[1].path, 1});
    }));
    marks.erase(marks.begin() + 1);
    QVERIFY(stored() == marks);
    VERIFY_RESULT(m_fixture->change([&](CatalogWriter& writer) {
        return writer.moveDecisions(marks[0].content, CatalogFixture::contentOf(2).hash);
    }));
    QVERIFY(stored()[1].content == CatalogFixture::contentOf(2).hash);

    // Files that are not there now keep theirs; contents that are deleted do not.
    VERIFY_RESULT(m_fixture->change(
        [&](CatalogWriter& writer) { return writer.setFileState(m_files, FileState::Missing); }));
    QCOMPARE(stored().size(), std::size_t{3});
    VERIFY_RESULT(
        m_fixture->change([&](CatalogWriter& writer) { return writer.removeFolder(m_root); }));
    QVERIFY(stored().empty());
    VERIFY_SOUND(*m_fixture->catalog);
}

void TestCatalogPairs::copiesAndHashes()
{
    m_fixture->addFile(m_root, m_fixture->photos / "copy", FileState::Indexed, m_contents[2]);
    const auto copies = m_fixture->reader()->contentsWithCopies();
    VERIFY_RESULT(copies);
    QCOMPARE(*copies, std::vector<ContentId>{m_contents[2]});

    ContentRow row = CatalogFixture::contentOf(1);
    row.perceptualHashes = {~std::uint64_t{0}, 1, 2, 3, 4, 5, 6, 7};
    static_cast<void>(
        m_fixture->make([&](CatalogWriter& writer) { return writer.putContent(row); }));
    VERIFY_RESULT(m_fixture->change([&](CatalogWriter& writer) {
        return writer.setFileState(std::vector<FileId>{m_files[3]}, FileState::Missing);
    }));
    const auto seen = [&] {
        std::vector<ContentId> contents;
        auto visited = m_fixture->reader()->forEachPerceptualHash(
            [&](ContentId content, const std::array<std::uint64_t, 8>& hashes) {
                const bool isFramed = !contents.empty() && contents.back() == content;
                contents.push_back(content);
                QCOMPARE(hashes == (isFramed ? row.framedHashes : row.perceptualHashes),
                         content == m_contents[1]);
            });
        return visited ? contents : std::vector<ContentId>();
    };
    QCOMPARE(seen(), (std::vector<ContentId>{m_contents[0], m_contents[1], m_contents[2]}));

    row.framedHashes = std::array<std::uint64_t, 8>{9, 8, 7, 6, 5, 4, 3, ~std::uint64_t{0}};
    static_cast<void>(
        m_fixture->make([&](CatalogWriter& writer) { return writer.putContent(row); }));
    QCOMPARE(seen(),
             (std::vector<ContentId>{m_contents[0], m_contents[1], m_contents[1], m_contents[2]}));
    const auto read = m_fixture->reader()->content(m_contents[1]);
    QVERIFY(read && *read);
    QVERIFY((*read)->framedHashes == row.framedHashes);
}

void TestCatalogPairs::protectedFoldersAndSettings()
{
    const auto protect = [&](const char* folder, bool on) {
        return m_fixture->change(
            [&](CatalogWriter& writer) { return writer.setProtected(folder, on); });
    };
    VERIFY_RESULT(protect("/b\xff", true));
    VERIFY_RESULT(protect("/a", true));
    VERIFY_RESULT(protect("/a", true));
    QCOMPARE(*m_fixture->reader()->protectedFolders(),
             (std::vector<std::filesystem::path>{"/a", "/b\xff"}));
    VERIFY_RESULT(protect("/a", false));
    QCOMPARE(m_fixture->reader()->protectedFolders()->size(), std::size_t{1});

    QVERIFY(!m_fixture->reader()->setting("rules")->has_value());
    for (const char* value : {"one", "two"})
        VERIFY_RESULT(m_fixture->change(
            [&](CatalogWriter& writer) { return writer.putSetting("rules", value); }));
    QCOMPARE(**m_fixture->reader()->setting("rules"), std::string("two"));
}

QTEST_GUILESS_MAIN(TestCatalogPairs)
#include "tst_catalog_pairs.moc"
