// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/catalog/schema.h"
#include "core/catalog/sqlite_catalog.h"
#include "tests/core/catalog/catalog_fixture.h"

#include <SQLiteCpp/SQLiteCpp.h>

#include <algorithm>
#include <array>
#include <cmath>

using namespace lookalike;
using namespace lookalike::testing;
namespace fs = std::filesystem;

namespace {

using Vector = std::vector<std::uint16_t>;

ContentHash hashOf(int number)
{
    return CatalogFixture::contentOf(number).hash;
}

} // namespace

// If this fails, what the user taught the program is lost with a deleted photo, an older catalog or
// a backup.
class TestCatalogConcepts : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup() { m.reset(); }
    void aConceptIsReadAsItWasStored();
    void namesAreUnique();
    void impossibleRowsAreRefused();
    void vectorsStayAsLongAsTheyAreNeeded();
    void aDeletedContentLeavesItsVector();
    void olderHashesAreReplaced();
    void backupsHoldThem();
    void keywordsOfOlderCatalogsAreKnown();
    void sidecarsAreJournalled();

private:
    Result<ConceptId> put(const ConceptRow& row, const std::vector<ConceptVector>& vectors = {})
    {
        Result<ConceptId> id = ConceptId();
        const auto written = m->change([&](CatalogWriter& writer) -> Result<> {
            id = writer.putConcept(row, vectors);
            if (!id)
                return fail(id);
            return {};
        });
        if (!written)
            return fail(written);
        return id;
    }
    /// A region of picture 1, words, and marks of contents 2 and 3.
    static ConceptRow example(const std::string& name = "A\xC3\xA4")
    {
        ConceptRow row{{}, name, 0.25, 77};
        row.terms.push_back({"", {hashOf(1), Region{0, 0.5, 0.25, 0.5}}, "/p/\xFF.jpg", -2.5});
        row.terms.push_back({"red bicycle", {}, {}, 1});
        row.marks.push_back({hashOf(3), "/p/3.jpg", true});
        row.marks.push_back({hashOf(2), {}, false});
        return row;
    }

    std::unique_ptr<CatalogFixture> m;
};

void TestCatalogConcepts::init()
{
    m = std::make_unique<CatalogFixture>();
    VERIFY_RESULT(m->open());
}

void TestCatalogConcepts::aConceptIsReadAsItWasStored()
{
    ConceptRow row = example();
    const auto id = put(row);
    VERIFY_RESULT(id);
    row.id = *id;
    QVERIFY(*m->reader()->findConcept(*id) == row);
    row.terms.pop_back();
    row.strictness = 1;
    row.marks[0].isMore = false;
    QCOMPARE(*put(row), *id);
    QVERIFY(*m->reader()->findConcept(*id) == row);
    const auto other = put(example("B"));
    VERIFY_RESULT(other);
    const auto all = m->reader()->concepts();
    VERIFY_RESULT(all);
    QCOMPARE(all->size(), std::size_t{2});
    QVERIFY(all->front() == row);
    VERIFY_RESULT(m->change([&](CatalogWriter& writer) { return writer.removeConcept(*id); }));
    QVERIFY(!m->reader()->findConcept(*id)->has_value());
    VERIFY_ERROR(m->change([&](CatalogWriter& writer) { return writer.removeConcept(*id); }),
                 ErrorCode::NotFound);
    QCOMPARE(*put(row), *id); // back under its id
    QVERIFY(*m->reader()->findConcept(*id) == row);
    VERIFY_SOUND(*m->catalog);
}

void TestCatalogConcepts::namesAreUnique()
{
    const auto id = put(example("Cats"));
    VERIFY_RESULT(id);
    VERIFY_ERROR(put(example("cATS")), ErrorCode::Conflict);
    ConceptRow same = example("CATS");
    same.id = *id;
    VERIFY_RESULT(put(same));
    QCOMPARE(m->reader()->concepts()->size(), std::size_t{1});
}

void TestCatalogConcepts::impossibleRowsAreRefused()
{
    VERIFY_ERROR(put(example("")), ErrorCode::InvalidArgument);
    for (const double wrong : {std::nan(""), -0.1, 1.1}) {
        ConceptRow row = example();
        row.strictness = wrong;
        VERIFY_ERROR(put(row), ErrorCode::InvalidArgument);
    }
    ConceptRow row = example();
    row.terms[0].weight = std::numeric_limits<double>::infinity();
    VERIFY_ERROR(put(row), ErrorCode::InvalidArgument);
    QVERIFY(m->reader()->concepts()->empty());
}

void TestCatalogConcepts::vectorsStayAsLongAsTheyAreNeeded()
{
    const ConceptPicture part{hashOf(1), Region{0, 0.5, 0.25, 0.5}};
    const ConceptPicture marked{hashOf(3), std::nullopt};
    const auto first = put(example("A"), {{part, "s", {1, 2}}, {marked, "s", {3, 4}}});
    VERIFY_RESULT(first);
    ConceptRow other{{}, "B", 0.5, 1};
    other.marks.push_back({hashOf(3), {}, true});
    const auto second = put(other);
    VERIFY_RESULT(second);
    const auto reader = m->reader();
    QCOMPARE(**reader->conceptVector(part, "s"), (Vector{1, 2}));
    QVERIFY(!reader->conceptVector(part, "t")->has_value());
    QVERIFY(!reader->conceptVector({hashOf(1), std::nullopt}, "s")->has_value());
    QCOMPARE(reader->conceptVectors(*first)->size(), std::size_t{2});
    QCOMPARE(reader->conceptVectors(*second)->size(), std::size_t{1});
    VERIFY_RESULT(m->change([&](CatalogWriter& writer) { return writer.removeConcept(*first); }));
    QVERIFY(!reader->conceptVector(part, "s")->has_value());
    QCOMPARE(**reader->conceptVector(marked, "s"), (Vector{3, 4}));
    VERIFY_RESULT(m->change([&](CatalogWriter& writer) { return writer.removeConcept(*second); }));
    QVERIFY(!reader->conceptVector(marked, "s")->has_value());
}

void TestCatalogConcepts::aDeletedContentLeavesItsVector()
{
    const FolderId root = m->addFolder(m->photos);
    const SpaceId space = m->addSpace("space");
    for (int i = 1; i <= 4; ++i) {
        const ContentId content = m->addContent(i);
        static_cast<void>(
            m->addFile(root, m->photos / std::to_string(i), FileState::Indexed, content));
        VERIFY_RESULT(m->addEmbedding(space, content));
    }
    const auto id = put(example());
    VERIFY_RESULT(id);
    QVERIFY(m->reader()->conceptVectors(*id)->empty());
    VERIFY_RESULT(m->change([&](CatalogWriter& writer) { return writer.removeFolder(root); }));
    QVERIFY(!m->reader()->contentByHash(hashOf(3))->has_value());
    for (const int number : {1, 2, 3})
        QCOMPARE(**m->reader()->conceptVector({hashOf(number), std::nullopt}, "space"),
                 (Vector{0x3C00, 0, 0, 0}));
    QVERIFY(!m->reader()->conceptVector({hashOf(4), std::nullopt}, "space")->has_value());
    VERIFY_SOUND(*m->catalog);
}

void TestCatalogConcepts::olderHashesAreReplaced()
{
    ContentHash former;
    former.kind = HashKind::Xxh3;
    former.bytes[0] = 9;
    ConceptRow row = example();
    row.marks[0].photo = former;
    row.terms[0].picture.hash = former;
    const auto id = put(row, {{{former, std::nullopt}, "s", {7}}});
    VERIFY_RESULT(id);
    row.id = *id;
    QVERIFY(*m->reader()->findConcept(*id) == row);
    VERIFY_RESULT(
        m->change([&](CatalogWriter& writer) { return writer.moveDecisions(former, hashOf(8)); }));
    row.marks[0].photo = hashOf(8);
    row.terms[0].picture.hash = hashOf(8);
    QVERIFY(*m->reader()->findConcept(*id) == row);
    QCOMPARE(**m->reader()->conceptVector({hashOf(8), std::nullopt}, "s"), Vector{7});
}

void TestCatalogConcepts::backupsHoldThem()
{
    const auto id = put(example(), {{{hashOf(3), std::nullopt}, "s", {5}}});
    VERIFY_RESULT(id);
    const fs::path file = m->folder / "backup.db";
    VERIFY_RESULT(m->catalog->backup(file));
    const auto backup = Catalog::open(file);
    VERIFY_RESULT(backup);
    const auto reader = (*backup)->reader();
    QCOMPARE((*reader)->concepts()->size(), std::size_t{1});
    QCOMPARE(**(*reader)->conceptVector({hashOf(3), std::nullopt}, "s"), Vector{5});
}

void TestCatalogConcepts::keywordsOfOlderCatalogsAreKnown()
{
    constexpr std::size_t kVersion = 10;
    m->catalog.reset();
    fs::remove(m->file);
    {
        SQLite::Database database(m->file.string(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
        migrate(database, migrations().first(kVersion));
        for (const char* keywords : {"", "lake", "Z\xC3\xBCrich\nlake\na|b"}) {
            SQLite::Statement insert(
                database, "INSERT INTO contents (hash, bytes, width, height, format, camera, lens,"
                          " orientation, perceptual_hash, present, keywords)"
                          " VALUES (randomblob(32), 9, 4, 3, 2, 'C', '', 1, 5, 1, ?)");
            insert.bind(1, keywords);
            insert.exec();
        }
    }
    VERIFY_RESULT(m->open());
    const auto keywords = m->reader()->keywords();
    VERIFY_RESULT(keywords);
    const std::vector<KeywordRow> expected{{"a|b", 1}, {"lake", 2}, {"Z\xC3\xBCrich", 1}};
    QVERIFY(*keywords == expected);
}

void TestCatalogConcepts::sidecarsAreJournalled()
{
    const auto add = [this](std::int64_t batch, const char* path,
                            std::optional<std::vector<std::uint8_t>> former) {
        return m->make([&](CatalogWriter& writer) {
            return writer.addWrittenSidecar({0, batch, path, std::move(former), hashOf(1)});
        });
    };
    QVERIFY(m->reader()->lastWrittenSidecars()->empty());
    const WrittenSidecar first = add(0, "/a.xmp", std::nullopt);
    static_cast<void>(add(first.batch, "/b.xmp", std::vector<std::uint8_t>{0, 1, 255}));
    const WrittenSidecar later = add(0, "/c.xmp", std::vector<std::uint8_t>{});
    QVERIFY(later.batch != first.batch);
    auto rows = m->reader()->lastWrittenSidecars();
    VERIFY_RESULT(rows);
    QCOMPARE(rows->size(), std::size_t{1});
    QVERIFY(rows->front().former.has_value() && rows->front().former->empty());
    VERIFY_RESULT(
        m->change([&](CatalogWriter& writer) { return writer.removeWrittenSidecar(later.id); }));
    rows = m->reader()->lastWrittenSidecars();
    QCOMPARE(rows->size(), std::size_t{2});
    QCOMPARE(rows->at(0).path, fs::path("/a.xmp"));
    QVERIFY(!rows->at(0).former.has_value());
    QCOMPARE(*rows->at(1).former, (std::vector<std::uint8_t>{0, 1, 255}));
    QCOMPARE(rows->at(1).hash, hashOf(1));
}

QTEST_GUILESS_MAIN(TestCatalogConcepts)
#include "tst_catalog_concepts.moc"
