// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/catalog/backup_list.h"
#include "tests/core/catalog/catalog_fixture.h"
#include "tests/core/catalog/old_catalog.h"

#include <set>

using namespace lookalike;
using namespace lookalike::testing;

namespace {

ContentHash hashOf(char letter, HashKind kind)
{
    return hashContent({static_cast<std::uint8_t>(letter)}, kind);
}

ContentHash oldHash(char letter)
{
    return hashOf(letter, HashKind::Xxh3);
}

ContentHash newHash(char letter)
{
    return hashOf(letter, HashKind::Sha256);
}

} // namespace

// If this fails, an old hash that anybody can make a second file for passes for an identity, or an
// update of the program costs embeddings and decisions.
class TestContentIdentity : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup() { m.reset(); }
    void nothingIsLostByTheUpdate();
    void oldHashesAreNoIdentity();
    void aFileThatWasReadGivesItsContentAnIdentity();
    void theFirstFileOfAContentTakesIt();
    void anIdentityThatHasAContentKeepsIt();
    void decisionsFollowWithoutAContent();
    void anOldHashIsNeverWrittenAgain();
    void theBackupOfBeforeTheUpdateIsSound();

private:
    /// What the one decision is about.
    [[nodiscard]] std::set<ContentHash> decided()
    {
        std::set<ContentHash> hashes;
        const auto decisions = m->reader()->decisions();
        for (const DecidedContent& content : decisions->front().contents)
            hashes.insert(content.hash);
        return hashes;
    }
    std::unique_ptr<CatalogFixture> m;
    static constexpr SpaceId kSpace{1};
};

// Content 1 ("a") has three files and one that is missing, content 2 ("b") one.
void TestContentIdentity::init()
{
    m = std::make_unique<CatalogFixture>();
    OldCatalog old(m->file);
    old.addFolder(m->photos, 1);
    old.addSpace("s");
    old.addContent(1, oldHash('a'));
    old.addContent(2, oldHash('b'));
    const auto stamp = [](std::uint64_t number) { return CatalogFixture::stampOf(number); };
    old.addFile("a1.bmp", stamp(1), 1, 1);
    old.addFile("a2.bmp", stamp(2), 1, 1);
    old.addFile("a3.bmp", stamp(3), 1, 1);
    old.addFile("a4.bmp", stamp(4), 5, 1);
    old.addFile("b.bmp", stamp(5), 1, 2);
    old.exec("INSERT INTO pairs (first_id, second_id, verifier, relation, evidence)"
             " VALUES (1, 2, 7, 0, x'00')");
    old.addDecision(oldHash('a'), oldHash('b'));
    old.close();
    VERIFY_RESULT(m->open());
}

void TestContentIdentity::nothingIsLostByTheUpdate()
{
    VERIFY_SOUND(*m->catalog);
    const auto reader = m->reader();
    QVERIFY((*reader->content(ContentId(1)))->hash == oldHash('a'));
    QVERIFY(*reader->hasEmbedding(kSpace, ContentId(1)));
    QCOMPARE(reader->counts()->front().indexed, std::uint64_t{4});
    QVERIFY(reader->pair(7, ContentId(1), ContentId(2))->has_value());
    QVERIFY(decided() == std::set<ContentHash>({oldHash('a'), oldHash('b')}));
}

void TestContentIdentity::oldHashesAreNoIdentity()
{
    const auto reader = m->reader();
    QVERIFY(!(*reader->content(ContentId(1)))->hash.isIdentity());
    QVERIFY(reader->contentsWithCopies()->empty());
    QVERIFY(*reader->isOutdated(ContentId(1)));
    QCOMPARE(*reader->countToIndex(kSpace), std::uint64_t{4});
    QCOMPARE(reader->filesToIndex(kSpace, {}, 100)->size(), std::size_t{4});
}

void TestContentIdentity::aFileThatWasReadGivesItsContentAnIdentity()
{
    const auto identify = [&](CatalogWriter& writer) {
        return writer.identifyContent(ContentId(1), oldHash('a'), newHash('a'), FileId(1));
    };
    QVERIFY(m->make(identify));
    VERIFY_SOUND(*m->catalog);
    const auto reader = m->reader();
    QVERIFY((*reader->content(ContentId(1)))->hash == newHash('a'));
    QVERIFY(*reader->contentByHash(newHash('a')) == ContentId(1));
    QVERIFY(*reader->hasEmbedding(kSpace, ContentId(1)));
    QVERIFY(reader->pair(7, ContentId(1), ContentId(2))->has_value());
    QVERIFY(decided() == std::set<ContentHash>({newHash('a'), oldHash('b')}));
    // The others have to tell for themselves.
    QVERIFY((*reader->file(FileId(1)))->state == FileState::Indexed);
    QVERIFY((*reader->file(FileId(2)))->state == FileState::Pending);
    QVERIFY((*reader->file(FileId(3)))->state == FileState::Pending);
    QVERIFY((*reader->file(FileId(4)))->state == FileState::Missing);
    QVERIFY(!(*reader->file(FileId(4)))->content.isValid());
}

void TestContentIdentity::theFirstFileOfAContentTakesIt()
{
    const auto identify = [&](char letter, FileId file) {
        return m->make([&](CatalogWriter& writer) {
            return writer.identifyContent(ContentId(1), oldHash('a'), newHash(letter), file);
        });
    };
    QVERIFY(identify('a', FileId(1)));
    QVERIFY(!identify('x', FileId(2)));
    QVERIFY((*m->reader()->content(ContentId(1)))->hash == newHash('a'));
}

void TestContentIdentity::anIdentityThatHasAContentKeepsIt()
{
    const ContentId known = m->make([&](CatalogWriter& writer) {
        ContentRow row = CatalogFixture::contentOf(9);
        row.hash = newHash('a');
        return writer.putContent(row);
    });
    QVERIFY(!m->make([&](CatalogWriter& writer) {
        return writer.identifyContent(ContentId(1), oldHash('a'), newHash('a'), FileId(1));
    }));
    QVERIFY(*m->reader()->contentByHash(newHash('a')) == known);
    QVERIFY((*m->reader()->content(ContentId(1)))->hash == oldHash('a'));
}

void TestContentIdentity::decisionsFollowWithoutAContent()
{
    VERIFY_RESULT(
        m->change([](CatalogWriter& writer) { return writer.removeFolder(FolderId(1)); }));
    VERIFY_RESULT(m->change(
        [](CatalogWriter& writer) { return writer.moveDecisions(oldHash('b'), newHash('b')); }));
    QVERIFY(decided() == std::set<ContentHash>({oldHash('a'), newHash('b')}));
}

void TestContentIdentity::anOldHashIsNeverWrittenAgain()
{
    VERIFY_ERROR(m->change([](CatalogWriter& writer) -> Result<> {
        ContentRow row = CatalogFixture::contentOf(9);
        row.hash = oldHash('z');
        auto put = writer.putContent(row);
        return put ? Result<>() : fail(put);
    }),
                 ErrorCode::InvalidArgument);
}

void TestContentIdentity::theBackupOfBeforeTheUpdateIsSound()
{
    const auto backups = backupsOf(m->file);
    QCOMPARE(backups.size(), std::size_t{1});
    VERIFY_RESULT(checkBackup(backups.front()));
}

QTEST_GUILESS_MAIN(TestContentIdentity)
#include "tst_content_identity.moc"
