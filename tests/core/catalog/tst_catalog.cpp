// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/catalog/catalog_fixture.h"

#include <algorithm>
#include <array>
#include <atomic>
#include <map>
#include <random>
#include <stdexcept>
#include <thread>

using namespace lookalike;
using namespace lookalike::testing;
namespace fs = std::filesystem;

// If this fails, photos are forgotten, shown twice, read again for nothing, or searched by vectors
// that do not belong to them.
class TestCatalog : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init();
    void cleanup() { m.reset(); }

    void rowsComeBackAsTheyWerePut();
    void factsAreFilledInWhereTheyAreNotKnown();
    void pathsAreBytes();
    void aFileMustLieInItsFolder();
    void contentsAreKeyedByHash();
    void aPendingFileKeepsItsContent();
    void anOutcomeNeedsTheSameStamp();
    void aForgottenFileTakesItsContentWithItOnceItWasTheLast();
    void aReplacedContentGoesWithItsLastFile();
    void anIndexedFileNeedsAContent();
    void missingFilesKeepTheirRows();
    void theFilesOfADirectory();
    void theFoldersOfADirectory();
    void exclusionsBelongToTheirFolder();

    void overlappingRootsAreRefused_data();
    void overlappingRootsAreRefused();
    void removingARootCollectsWhatOnlyItHad();

    void embeddingsAreRefusedAtTheDoor_data();
    void embeddingsAreRefusedAtTheDoor();
    void spacesAreFoundAgainAndOneIsCurrent();
    void theVersionChangesExactlyWithTheEmbeddings();
    void theVersionCountsWhatIsAdded();
    void embeddingsComeInAscendingOrder();

    void filesToIndexComeInPathOrderAndPages();
    void aNewSpaceNeedsEveryPresentContent();
    void offlineRootsAreLeftAlone();
    void failuresAreListed();

    void aFailedWriteLeavesNothing();
    void aWriteWithinAWriteIsRefused();
    void readersSeeOneCommitAtATime();
    void keptCountsStayTrueUnderRandomWork();

private:
    std::unique_ptr<CatalogFixture> m;
    FolderId m_root;
    SpaceId m_space;
};

void TestCatalog::init()
{
    m = std::make_unique<CatalogFixture>();
    VERIFY_RESULT(m->open());
    m_root = m->addFolder(m->photos);
    m_space = m->addSpace("first");
}

void TestCatalog::factsAreFilledInWhereTheyAreNotKnown()
{
    const PictureFacts pages{3, false, false, 8, 0};
    const PictureFacts others{9, true, true, 16, kSecondPicture};
    const ContentId content = m->addContent(1);
    const auto known = [&] { return (**m->reader()->content(content)).facts; };
    QVERIFY(!known().has_value());
    for (const PictureFacts& facts : {pages, others})
        VERIFY_RESULT(m->catalog->write(
            [&](CatalogWriter& writer) { return writer.putFacts(content, facts); }));
    QVERIFY(known() == pages);
    VERIFY_RESULT(m->catalog->write(
        [&](CatalogWriter& writer) { return writer.putFacts(ContentId(99), pages); }));
}

void TestCatalog::rowsComeBackAsTheyWerePut()
{
    ContentRow content = CatalogFixture::contentOf(1);
    content.bytes = std::uint64_t{1} << 40;
    content.perceptualHashes = {
        0xFEDC'BA98'7654'3210, 1, 2, 3, 4, 5, 6, 7}; // beyond a signed integer
    content.metadata = {-5, "Canon EOS", std::string("a\0b", 3), 48.5, -11.25, 4, 6};
    content.metadata.carried = {{"lake", "Places|Rome"}, "Title", "two\nlines", {"Oma"}, "Rome",
                                std::uint64_t{1} << 40};
    content.facts = PictureFacts{7, true, true, 16, kGainMap | kDepthMap};
    content.id = m->make([&](CatalogWriter& writer) { return writer.putContent(content); });
    FileRow file;
    file.folder = m_root;
    file.path = m->photos / "sub" / "a.jpg";
    file.stamp = {{~std::uint64_t{0}, std::uint64_t{1} << 63}, 5, -1, std::int64_t{1} << 62};
    file.state = FileState::Broken;
    file.content = content.id;
    file.error = "The picture is damaged or incomplete (%1)"_msg("it ends too early"_msg);
    file.id = m->make([&](CatalogWriter& writer) { return writer.putFile(file); });

    const auto reader = m->reader();
    const auto same = [&](const FileRow& row) {
        return row.id == file.id && row.folder == file.folder && row.path == file.path &&
               row.stamp == file.stamp && row.content == file.content && row.state == file.state &&
               row.error == file.error;
    };
    const auto byId = reader->file(file.id);
    VERIFY_RESULT(byId);
    QVERIFY(*byId && same(**byId));
    QVERIFY(same(**reader->fileByPath(file.path)));
    QVERIFY(same(reader->filesOf(m_root)->at(file.path)));
    QVERIFY(!*reader->file(FileId(99)));
    QVERIFY(!*reader->fileByPath(m->photos / "sub"));

    const auto back = reader->content(content.id);
    VERIFY_RESULT(back);
    const ContentRow& row = **back;
    QVERIFY(row.hash == content.hash && row.bytes == content.bytes);
    QVERIFY(row.width == 40 && row.height == 30 && row.format == ImageFormat::Jpeg);
    QVERIFY(row.perceptualHashes == content.perceptualHashes);
    QVERIFY(row.metadata.takenAt == -5 && row.metadata.rating == 4);
    QVERIFY(row.metadata.camera == "Canon EOS" && row.metadata.lens == content.metadata.lens);
    QVERIFY(row.metadata.latitude == 48.5 && row.metadata.longitude == -11.25);
    QCOMPARE(row.metadata.orientation, 6);
    QCOMPARE(row.metadata.carried, content.metadata.carried);
    QVERIFY(row.facts == content.facts);
    QVERIFY(!*reader->content(ContentId(99)));

    const auto folders = reader->folders();
    QCOMPARE(folders->size(), std::size_t{1});
    QVERIFY(folders->front().path == m->photos && folders->front().online &&
            !folders->front().scannedAt);
    VERIFY_RESULT(m->change(
        [&](CatalogWriter& writer) { return writer.setFolderScanned(m_root, 42, 1000); }));
    QVERIFY(reader->folders()->front().device == 42 &&
            reader->folders()->front().scannedAt == 1000);
}

void TestCatalog::pathsAreBytes()
{
#ifndef Q_OS_WIN
    const std::vector<std::string> names{"caf\xE9.jpg", "cafe\xCC\x81.jpg", "caf\xC3\xA9.jpg",
                                         "a\nb.jpg",    "a%.jpg",           "a_'\";--.jpg",
                                         " .jpg",       "\xFF\xFE"};
    for (const std::string& name : names)
        m->addFile(m_root, m->photos / name);
    const auto reader = m->reader();
    QCOMPARE(reader->filesOf(m_root)->size(), names.size());
    for (const std::string& name : names) {
        const auto row = reader->fileByPath(m->photos / name);
        VERIFY_RESULT(row);
        QVERIFY2(*row, displayText(name).c_str());
        QCOMPARE((*row)->path.native(), (m->photos / name).native());
    }
#else
    QSKIP("names are Unicode here");
#endif
}

void TestCatalog::aFileMustLieInItsFolder()
{
    for (const fs::path& path : {m->folder / "a.jpg", m->photos, fs::path("a.jpg"),
                                 m->folder / "photos-of-others" / "a.jpg"}) {
        FileRow row;
        row.folder = m_root;
        row.path = path;
        const auto put = m->change([&](CatalogWriter& writer) -> Result<> {
            auto id = writer.putFile(row);
            return id ? Result<>() : fail(id);
        });
        VERIFY_ERROR(put, ErrorCode::InvalidArgument);
    }
}

void TestCatalog::contentsAreKeyedByHash()
{
    const ContentId first = m->addContent(1);
    const ContentId second = m->addContent(2);
    QVERIFY(first.isValid() && second != first);
    ContentRow known = CatalogFixture::contentOf(1);
    known.width = 4000;
    QVERIFY(m->make([&](CatalogWriter& writer) { return writer.putContent(known); }) == first);
    const auto reader = m->reader();
    QCOMPARE((*reader->content(first))->width, 4000);
    QVERIFY(*reader->contentByHash(known.hash) == first);
    QVERIFY(!*reader->contentByHash(CatalogFixture::contentOf(3).hash));
}

void TestCatalog::aPendingFileKeepsItsContent()
{
    const ContentId content = m->addContent(1);
    const fs::path path = m->photos / "a.jpg";
    const FileId file = m->addFile(m_root, path, FileState::Indexed, content);
    for (const FileState state : {FileState::Pending, FileState::Missing, FileState::Unreadable}) {
        QVERIFY(m->addFile(m_root, path, state) == file);
        QVERIFY((*m->reader()->file(file))->content == content);
    }
    QVERIFY(m->addFile(m_root, path, FileState::Unsupported) == file);
    QVERIFY(!(*m->reader()->file(file))->content.isValid());
}

void TestCatalog::anOutcomeNeedsTheSameStamp()
{
    const ContentId content = m->addContent(1);
    const FileId file = m->addFile(m_root, m->photos / "a.jpg");
    const FileStamp stamp = (*m->reader()->file(file))->stamp;
    FileStamp other = stamp;
    ++other.changedNs;
    const auto finish = [&](const FileStamp& seen) {
        return m->change([&](CatalogWriter& writer) {
            return writer.setFileOutcome(file, seen, FileState::Indexed, content, {});
        });
    };
    VERIFY_RESULT(finish(other));
    QCOMPARE((*m->reader()->file(file))->state, FileState::Pending);
    VERIFY_RESULT(finish(stamp));
    QCOMPARE((*m->reader()->file(file))->state, FileState::Indexed);
    QVERIFY((*m->reader()->file(file))->content == content);
    QCOMPARE(m->reader()->filesOfContent(content)->size(), std::size_t{1});
    // It went to the trash while somebody was still reading it.
    VERIFY_RESULT(m->change([&](CatalogWriter& writer) {
        return writer.setFileState(std::array{file}, FileState::Missing);
    }));
    VERIFY_RESULT(finish(stamp));
    QCOMPARE((*m->reader()->file(file))->state, FileState::Missing);
}

void TestCatalog::aForgottenFileTakesItsContentWithItOnceItWasTheLast()
{
    const ContentId content = m->addContent(1);
    const FileId first = m->addFile(m_root, m->photos / "a.jpg", FileState::Indexed, content);
    const FileId second = m->addFile(m_root, m->photos / "b.jpg", FileState::Indexed, content);
    const auto forget = [&](FileId file) {
        return m->change([&](CatalogWriter& writer) { return writer.removeFiles({&file, 1}); });
    };
    VERIFY_RESULT(forget(first));
    QVERIFY(!m->reader()->file(first)->has_value());
    QVERIFY(m->reader()->content(content)->has_value());
    VERIFY_RESULT(forget(first)); // once more is no error
    VERIFY_RESULT(forget(second));
    QVERIFY(!m->reader()->content(content)->has_value());
    const auto counts = m->reader()->counts();
    VERIFY_RESULT(counts);
    QCOMPARE(counts->front().files + counts->front().missing, std::uint64_t{0});
}

void TestCatalog::aReplacedContentGoesWithItsLastFile()
{
    const ContentId before = m->addContent(1);
    const ContentId after = m->addContent(2);
    VERIFY_RESULT(m->addEmbedding(m_space, before));
    const FileId file = m->addFile(m_root, m->photos / "a.jpg", FileState::Indexed, before);
    const FileId copy = m->addFile(m_root, m->photos / "b.jpg", FileState::Indexed, before);
    const auto replace = [&](FileId id) {
        const FileStamp stamp = (*m->reader()->file(id))->stamp;
        return m->change([&](CatalogWriter& writer) {
            return writer.setFileOutcome(id, stamp, FileState::Indexed, after, {});
        });
    };
    VERIFY_RESULT(replace(file));
    const auto clearUp = [&] {
        return m->change([](CatalogWriter& writer) { return writer.removeOrphans(); });
    };
    VERIFY_RESULT(clearUp());
    QVERIFY2(*m->reader()->content(before), "a copy still has it");
    VERIFY_RESULT(replace(copy));
    QVERIFY2(*m->reader()->content(before), "a file that moved may have it");
    VERIFY_RESULT(clearUp());
    QVERIFY(!*m->reader()->content(before));
    QCOMPARE(m->reader()->embeddingsVersion(m_space)->count, std::uint64_t{0});
    // What was deleted never lends its number to another photo.
    QVERIFY(m->addContent(3) > after);
    VERIFY_SOUND(*m->catalog);
}

void TestCatalog::anIndexedFileNeedsAContent()
{
    const FileId file = m->addFile(m_root, m->photos / "a.jpg");
    const auto set = m->change([&](CatalogWriter& writer) {
        return writer.setFileState(std::span(&file, 1), FileState::Indexed);
    });
    VERIFY_ERROR(set, ErrorCode::InvalidArgument);
}

void TestCatalog::theFilesOfADirectory()
{
    for (const char* name : {"a.jpg", "x/b.jpg", "x/deep/c.jpg", "x/deep/er/d.jpg", "x/e.jpg",
                             "x-ray/f.jpg", "x.jpg", "z/g.jpg"})
        m->addFile(m_root, m->photos / name);
    m->addFile(m->addFolder(m->folder / "other"), m->folder / "other" / "x" / "h.jpg");
    const auto names = [&](const fs::path& directory, bool withFoldersBelow) {
        std::string all;
        const auto rows = m->reader()->filesIn(m_root, directory, withFoldersBelow);
        if (rows)
            for (const auto& [path, row] : *rows)
                all += row.path == path ? path.filename().string().substr(0, 1) : "?";
        return all;
    };
    QCOMPARE(names(m->photos, false), std::string("ax"));
    QCOMPARE(names(m->photos, true).size(), std::size_t{8});
    QCOMPARE(names(m->photos / "x", false), std::string("be"));
    QCOMPARE(names(m->photos / "x", true), std::string("bcde"));
    QCOMPARE(names(m->photos / "x/deep", false), std::string("c"));
    QCOMPARE(names(m->photos / "nothing", true), std::string());
    QCOMPARE(names(m->folder / "other", true), std::string()); // of another root
}

void TestCatalog::theFoldersOfADirectory()
{
    const ContentId content = m->addContent(1);
    for (const char* name : {"a.jpg", "x/b.jpg", "x/deep/c.jpg", "x/deep/er/d.jpg", "x/e.jpg",
                             "x-ray/f.jpg", "x.jpg", "Day 10/g.jpg", "day 9/h.jpg", "\xFF/i.jpg"})
        m->addFile(m_root, m->photos / name, FileState::Indexed, content);
    m->addFile(m_root, m->photos / "unread" / "j.jpg");
    const FolderId other = m->addFolder(m->folder / "other");
    m->addFile(other, m->folder / "other" / "x" / "k.jpg", FileState::Indexed, content);
    using Rows = std::vector<SubfolderRow>;
    const auto in = [&](FolderId root, const fs::path& folder) {
        return m->reader()->subfolders(root, folder).value_or(Rows{{"failed"}});
    };
    QCOMPARE(in(m_root, m->photos), (Rows{{m->photos / "day 9", 1, false},
                                          {m->photos / "Day 10", 1, false},
                                          {m->photos / "x", 4, true},
                                          {m->photos / "x-ray", 1, false},
                                          {m->photos / "\xFF", 1, false}}));
    QCOMPARE(in(m_root, m->photos / "x"), (Rows{{m->photos / "x/deep", 2, true}}));
    QCOMPARE(in(m_root, m->photos / "x/deep"), (Rows{{m->photos / "x/deep/er", 1, false}}));
    QCOMPARE(in(m_root, m->photos / "x/deep/er"), Rows());
    QCOMPARE(in(other, m->folder / "other"), (Rows{{m->folder / "other" / "x", 1, false}}));
    QCOMPARE(in(m_root, m->folder / "other"), Rows()); // of another root
    QCOMPARE(in(FolderId(99), m->photos), Rows());
}

void TestCatalog::exclusionsBelongToTheirFolder()
{
    using Patterns = std::vector<std::string>;
    const FolderId other = m->addFolder(m->folder / "other");
    const auto set = [&](FolderId folder, const Patterns& patterns) {
        return m->change(
            [&](CatalogWriter& writer) { return writer.setExclusions(folder, patterns); });
    };
    const auto patternsOf = [&](FolderId folder) {
        const auto folders = m->reader()->folders();
        return std::ranges::find(*folders, folder, &FolderRow::id)->exclusions;
    };
    VERIFY_RESULT(set(m_root, {"raw", "*/x/*", "raw", "caf\xe9"}));
    QCOMPARE(patternsOf(m_root), (Patterns{"*/x/*", "caf\xe9", "raw"}));
    QVERIFY(patternsOf(other).empty());
    VERIFY_RESULT(set(m_root, {"*.gif"}));
    QCOMPARE(patternsOf(m_root), Patterns{"*.gif"});
    VERIFY_ERROR(set(FolderId(99), {"raw"}), ErrorCode::NotFound);
    VERIFY_RESULT(m->change([&](CatalogWriter& writer) { return writer.removeFolder(m_root); }));
    VERIFY_SOUND(*m->catalog);
}

void TestCatalog::missingFilesKeepTheirRows()
{
    const ContentId content = m->addContent(1);
    VERIFY_RESULT(m->addEmbedding(m_space, content));
    const FileId file = m->addFile(m_root, m->photos / "a.jpg", FileState::Indexed, content);
    const auto set = [&](FileState state) {
        return m->change(
            [&](CatalogWriter& writer) { return writer.setFileState(std::span(&file, 1), state); });
    };
    VERIFY_RESULT(set(FileState::Missing));
    const auto reader = m->reader();
    QVERIFY(reader->filesOfContent(content)->empty());
    QVERIFY(reader->contents({})->empty());
    QVERIFY(*reader->hasEmbedding(m_space, content));
    const FolderCounts counts = reader->counts()->front();
    QVERIFY(counts.files == 0 && counts.missing == 1 && counts.indexed == 0);
    VERIFY_RESULT(set(FileState::Indexed));
    QCOMPARE(reader->contents({})->size(), std::size_t{1});
    QCOMPARE(*reader->countToIndex(m_space), std::uint64_t{0});
}

void TestCatalog::overlappingRootsAreRefused_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<bool>("apart");
    QTest::addRow("the same folder") << "photos" << false;
    QTest::addRow("with a slash at its end") << "photos/" << false;
    QTest::addRow("by way of dots") << "photos/sub/../../photos" << false;
    QTest::addRow("a folder inside") << "photos/sub" << false;
    QTest::addRow("the folder around") << "" << false;
    QTest::addRow("a link to the same") << "link" << false;
    QTest::addRow("a link to a folder inside") << "link-inside" << false;
    QTest::addRow("a folder inside by way of a link") << "link/sub" << false;
    QTest::addRow("a neighbour whose name begins alike") << "photos-of-others" << true;
    QTest::addRow("a folder inside of which a link leads to the root") << "around" << true;
}

void TestCatalog::overlappingRootsAreRefused()
{
    QFETCH(QString, path);
    QFETCH(bool, apart);
    fs::create_directories(m->photos / "sub");
    fs::create_directories(m->folder / "photos-of-others");
    fs::create_directories(m->folder / "around");
    fs::create_directory_symlink(m->photos, m->folder / "link");
    fs::create_directory_symlink(m->photos / "sub", m->folder / "link-inside");
    fs::create_directory_symlink(m->photos, m->folder / "around" / "link");
    const auto added = m->change([&](CatalogWriter& writer) -> Result<> {
        auto id = writer.addFolder(m->folder / path.toStdString(), 1);
        return id ? Result<>() : fail(id);
    });
    if (apart) {
        VERIFY_RESULT(added);
        return;
    }
    VERIFY_ERROR(added, ErrorCode::Conflict);
    QVERIFY(added.error().message.english().find(m->photos.string()) != std::string::npos);
    QCOMPARE(m->reader()->folders()->size(), std::size_t{1});
}

void TestCatalog::removingARootCollectsWhatOnlyItHad()
{
    const FolderId other = m->addFolder(m->folder / "other");
    const ContentId alone = m->addContent(1);
    const ContentId shared = m->addContent(2);
    for (const ContentId content : {alone, shared})
        VERIFY_RESULT(m->addEmbedding(m_space, content));
    m->addFile(m_root, m->photos / "a.jpg", FileState::Indexed, alone);
    m->addFile(m_root, m->photos / "b.jpg", FileState::Indexed, shared);
    m->addFile(m_root, m->photos / "c.jpg", FileState::Broken);
    m->addFile(other, m->folder / "other" / "b.jpg", FileState::Missing, shared);
    VERIFY_RESULT(m->change([&](CatalogWriter& writer) { return writer.removeFolder(m_root); }));
    const auto reader = m->reader();
    QVERIFY(!*reader->content(alone));
    QVERIFY2(*reader->content(shared), "a missing file may come back");
    QCOMPARE(reader->embeddingsVersion(m_space)->count, std::uint64_t{1});
    QCOMPARE(reader->counts()->size(), std::size_t{1});
    VERIFY_SOUND(*m->catalog);
    VERIFY_ERROR(m->change([&](CatalogWriter& writer) { return writer.removeFolder(m_root); }),
                 ErrorCode::NotFound);
    // The folder can come back, under a number of its own.
    QVERIFY(m->addFolder(m->photos) > other);
}

void TestCatalog::embeddingsAreRefusedAtTheDoor_data()
{
    QTest::addColumn<std::vector<std::uint16_t>>("halves");
    QTest::addColumn<bool>("good");
    using Halves = std::vector<std::uint16_t>;
    QTest::addRow("a unit vector") << Halves{0x3C00, 0, 0, 0} << true;
    QTest::addRow("the smallest number") << Halves{1, 0, 0, 0} << true;
    QTest::addRow("NaN") << Halves{0x3C00, 0x7E00, 0, 0} << false;
    QTest::addRow("a negative NaN") << Halves{0x3C00, 0, 0, 0xFE01} << false;
    QTest::addRow("infinity") << Halves{0x7C00, 0, 0, 0} << false;
    QTest::addRow("negative infinity") << Halves{0, 0, 0xFC00, 0} << false;
    QTest::addRow("zero") << Halves{0, 0, 0, 0} << false;
    QTest::addRow("negative zero") << Halves{0x8000, 0, 0x8000, 0} << false;
    QTest::addRow("too short") << Halves{0x3C00, 0, 0} << false;
    QTest::addRow("too long") << Halves{0x3C00, 0, 0, 0, 0} << false;
    QTest::addRow("empty") << Halves{} << false;
}

void TestCatalog::embeddingsAreRefusedAtTheDoor()
{
    QFETCH(std::vector<std::uint16_t>, halves);
    QFETCH(bool, good);
    const ContentId content = m->addContent(1);
    const auto put = [&](SpaceId space, ContentId of) {
        return m->change([&](CatalogWriter& writer) {
            return writer.putEmbedding(space, {of, halves});
        });
    };
    const auto result = put(m_space, content);
    if (!good) {
        VERIFY_ERROR(result, ErrorCode::InvalidArgument);
        QVERIFY(!*m->reader()->hasEmbedding(m_space, content));
        return;
    }
    VERIFY_RESULT(result);
    QVERIFY(**m->reader()->embedding(m_space, content) == halves);
    VERIFY_ERROR(put(SpaceId(99), content), ErrorCode::NotFound);
    VERIFY_ERROR(put(m_space, ContentId(99)), ErrorCode::InvalidArgument);
}

void TestCatalog::spacesAreFoundAgainAndOneIsCurrent()
{
    const SpaceId second = m->addSpace("second", false);
    QVERIFY(m->addSpace("first", true) == m_space);
    auto spaces = *m->reader()->spaces();
    QCOMPARE(spaces.size(), std::size_t{2});
    QVERIFY(spaces[0].id == m_space && spaces[0].current && spaces[0].space.dim == kDim);
    QVERIFY(spaces[1].id == second && !spaces[1].current &&
            spaces[1].space.model == "model second");
    m->addSpace("second", true);
    spaces = *m->reader()->spaces();
    QVERIFY(!spaces[0].current && spaces[1].current);
    const auto other = m->change([&](CatalogWriter& writer) -> Result<> {
        auto id = writer.putSpace({"first", "x", kDim + 1}, false);
        return id ? Result<>() : fail(id);
    });
    VERIFY_ERROR(other, ErrorCode::Conflict);
    const ContentId content = m->addContent(1);
    VERIFY_RESULT(m->addEmbedding(m_space, content));
    VERIFY_RESULT(m->addEmbedding(second, content));
    VERIFY_RESULT(m->change([&](CatalogWriter& writer) { return writer.removeSpace(m_space); }));
    QVERIFY(!*m->reader()->hasEmbedding(m_space, content));
    QVERIFY(*m->reader()->hasEmbedding(second, content));
    VERIFY_ERROR(m->reader()->embeddingsVersion(m_space), ErrorCode::NotFound);
    VERIFY_SOUND(*m->catalog);
}

// If this fails, searches go over a stale index, or every start rebuilds it.
void TestCatalog::theVersionChangesExactlyWithTheEmbeddings()
{
    const SpaceId other = m->addSpace("other", false);
    const ContentId first = m->addContent(1);
    const ContentId second = m->addContent(2);
    const auto version = [&](SpaceId space) { return *m->reader()->embeddingsVersion(space); };
    auto last = version(m_space);
    const auto untouched = version(other);
    QCOMPARE(last.count, std::uint64_t{0});
    const auto changed = [&](std::uint64_t count) {
        const auto now = version(m_space);
        const bool ok = now.revision != last.revision && now.count == count;
        last = now;
        return ok;
    };
    const auto unchanged = [&] { return version(m_space) == last; };

    VERIFY_RESULT(m->addEmbedding(m_space, first));
    QVERIFY2(changed(1), "added");
    VERIFY_RESULT(m->addEmbedding(m_space, first));
    QVERIFY2(unchanged(), "the same once more");
    VERIFY_RESULT(m->addEmbedding(m_space, first, 0x3800));
    QVERIFY2(changed(1), "replaced");
    VERIFY_RESULT(m->addEmbedding(m_space, second));
    QVERIFY2(changed(2), "another added");
    m->addFile(m_root, m->photos / "a.jpg", FileState::Indexed, first);
    QVERIFY2(unchanged(), "a file added");
    m->addSpace("other", true);
    QVERIFY2(unchanged(), "another space made current");
    const auto failed = m->change([&](CatalogWriter& writer) -> Result<> {
        if (auto put = writer.putEmbedding(m_space, {first, {1, 2, 3, 4}}); !put)
            return put;
        return fail(ErrorCode::Cancelled, "changed my mind"_msg);
    });
    QVERIFY(!failed);
    QVERIFY2(unchanged(), "rolled back");
    VERIFY_RESULT(m->change([&](CatalogWriter& writer) { return writer.removeFolder(m_root); }));
    QVERIFY2(changed(1), "collected with its root");
    VERIFY_RESULT(m->open());
    QVERIFY2(unchanged(), "closed and opened");
    QVERIFY2(version(other) == untouched, "of another space");
    VERIFY_RESULT(m->change([&](CatalogWriter& writer) { return writer.removeSpace(m_space); }));
    const SpaceId again = m->addSpace("first");
    QVERIFY2(version(again).revision != untouched.revision, "a new space starts anywhere");
}

// If this fails, an index reads the whole catalog again for each photo that is added, or a restored
// backup passes for what the index knows.
void TestCatalog::theVersionCountsWhatIsAdded()
{
    std::vector<ContentId> contents;
    for (int i = 1; i <= 6; ++i)
        contents.push_back(m->addContent(i));
    const auto revision = [&] { return m->reader()->embeddingsVersion(m_space)->revision; };
    VERIFY_RESULT(m->addEmbedding(m_space, contents[0]));
    const auto begin = revision();
    VERIFY_RESULT(m->addEmbedding(m_space, contents[1]));
    VERIFY_RESULT(m->addEmbedding(m_space, contents[2]));
    QCOMPARE(revision(), begin + 2);

    VERIFY_RESULT(m->open());
    QCOMPARE(revision(), begin + 2);
    VERIFY_RESULT(m->addEmbedding(m_space, contents[3]));
    const auto reopened = revision();
    QVERIFY(reopened != begin + 3);

    VERIFY_RESULT(m->open());
    const auto failed = m->change([&](CatalogWriter& writer) -> Result<> {
        if (auto put = writer.putEmbedding(m_space, {contents[4], {0x3C00, 0, 0, 0}}); !put)
            return put;
        return fail(ErrorCode::Cancelled, "changed my mind"_msg);
    });
    QVERIFY(!failed);
    VERIFY_RESULT(m->addEmbedding(m_space, contents[5]));
    QVERIFY(revision() != reopened + 1);
}

void TestCatalog::embeddingsComeInAscendingOrder()
{
    std::vector<ContentId> contents;
    for (int i = 0; i < 20; ++i)
        contents.push_back(m->addContent(i));
    const SpaceId other = m->addSpace("other", false);
    for (std::size_t i = contents.size(); i-- > 0;) {
        VERIFY_RESULT(
            m->addEmbedding(m_space, contents[i], static_cast<std::uint16_t>(0x3000 + i)));
        VERIFY_RESULT(m->addEmbedding(other, contents[i]));
    }
    const auto visit = [&](ContentId after, std::size_t most) {
        std::vector<ContentId> seen;
        const auto done = m->reader()->forEachEmbedding(
            m_space, after, [&](ContentId content, std::span<const std::uint16_t> halves) {
                if (halves.size() == kDim && halves[0] >= 0x3000 && halves[0] < 0x3014)
                    seen.push_back(content);
                return seen.size() < most;
            });
        return done ? seen : std::vector<ContentId>();
    };
    QVERIFY(visit({}, 100) == contents);
    QVERIFY(visit(contents[9], 5) ==
            std::vector<ContentId>(contents.begin() + 10, contents.begin() + 15));
    QVERIFY(visit(contents[19], 100).empty());
}

void TestCatalog::filesToIndexComeInPathOrderAndPages()
{
    const FolderId second = m->addFolder(m->folder / "another"); // sorts before "photos"
    std::vector<fs::path> expected;
    for (int i = 0; i < 7; ++i) {
        const std::string name = std::string(1, static_cast<char>('g' - i)) + ".jpg";
        m->addFile(m_root, m->photos / name);
        m->addFile(second, m->folder / "another" / name);
        expected.push_back(m->photos / name);
        expected.push_back(m->folder / "another" / name);
    }
    m->addFile(m_root, m->photos / "broken.jpg", FileState::Broken);
    std::sort(expected.begin(), expected.end());
    const auto reader = m->reader();
    QCOMPARE(*reader->countToIndex(m_space), std::uint64_t{14});
    for (const std::size_t page : {std::size_t{1}, std::size_t{3}, std::size_t{100}}) {
        std::vector<fs::path> seen;
        for (FileId after;;) {
            const auto rows = reader->filesToIndex(m_space, after, page);
            VERIFY_RESULT(rows);
            QVERIFY(rows->size() <= page);
            if (rows->empty())
                break;
            for (const FileRow& row : *rows)
                seen.push_back(row.path);
            after = rows->back().id;
        }
        QVERIFY(seen == expected);
    }
}

void TestCatalog::aNewSpaceNeedsEveryPresentContent()
{
    std::vector<ContentId> contents;
    for (int i = 0; i < 4; ++i) {
        contents.push_back(m->addContent(i));
        m->addFile(m_root, m->photos / (std::to_string(i) + ".jpg"), FileState::Indexed,
                   contents.back());
        VERIFY_RESULT(m->addEmbedding(m_space, contents.back()));
    }
    m->addFile(m_root, m->photos / "copy.jpg", FileState::Indexed, contents[0]);
    m->addFile(m_root, m->photos / "gone.jpg", FileState::Missing, m->addContent(9));
    m->addFile(m_root, m->photos / "new.jpg");
    QCOMPARE(*m->reader()->countToIndex(m_space), std::uint64_t{1});
    const SpaceId fresh = m->addSpace("fresh");
    const auto names = [&] {
        std::string list;
        const auto rows = m->reader()->filesToIndex(fresh, {}, 100);
        for (const FileRow& row : *rows)
            list += row.path.filename().string() + " ";
        return list;
    };
    QCOMPARE(*m->reader()->countToIndex(fresh), std::uint64_t{6});
    QCOMPARE(names(), std::string("0.jpg 1.jpg 2.jpg 3.jpg copy.jpg new.jpg "));
    VERIFY_RESULT(m->addEmbedding(fresh, contents[0]));
    VERIFY_RESULT(m->addEmbedding(fresh, contents[2]));
    QCOMPARE(*m->reader()->countToIndex(fresh), std::uint64_t{3});
    QCOMPARE(names(), std::string("1.jpg 3.jpg new.jpg "));
    QCOMPARE(*m->reader()->countToIndex(m_space), std::uint64_t{1});
    VERIFY_SOUND(*m->catalog);
}

void TestCatalog::offlineRootsAreLeftAlone()
{
    const FolderId stick = m->addFolder(m->folder / "stick");
    const ContentId content = m->addContent(1);
    m->addFile(m_root, m->photos / "a.jpg");
    m->addFile(stick, m->folder / "stick" / "b.jpg");
    m->addFile(stick, m->folder / "stick" / "c.jpg", FileState::Indexed, content);
    const auto count = [&] {
        const auto rows = m->reader()->filesToIndex(m_space, {}, 100);
        return *m->reader()->countToIndex(m_space) == rows->size() ? rows->size() : 999;
    };
    QCOMPARE(count(), std::size_t{3});
    VERIFY_RESULT(
        m->change([&](CatalogWriter& writer) { return writer.setFolderOnline(stick, false); }));
    QCOMPARE(count(), std::size_t{1});
    QCOMPARE(m->reader()->contents({})->size(), std::size_t{1}); // still found by searches
    VERIFY_RESULT(
        m->change([&](CatalogWriter& writer) { return writer.setFolderScanned(stick, 1, 5); }));
    QCOMPARE(count(), std::size_t{3});
}

void TestCatalog::failuresAreListed()
{
    m->addFile(m_root, m->photos / "c.jpg", FileState::Broken);
    m->addFile(m_root, m->photos / "a.jpg", FileState::Unreadable);
    m->addFile(m_root, m->photos / "b.txt", FileState::Unsupported);
    const auto rows = m->reader()->failures(10);
    VERIFY_RESULT(rows);
    QCOMPARE(rows->size(), std::size_t{2});
    QCOMPARE(rows->front().path.filename(), fs::path("a.jpg"));
    QCOMPARE(m->reader()->failures(1)->size(), std::size_t{1});
    const FolderCounts counts = m->reader()->counts()->front();
    QVERIFY(counts.files == 3 && counts.broken == 1 && counts.unreadable == 1 &&
            counts.unsupported == 1);
}

void TestCatalog::aFailedWriteLeavesNothing()
{
    const auto half = [&](const std::function<Result<>()>& then) {
        return m->change([&](CatalogWriter& writer) -> Result<> {
            auto content = writer.putContent(CatalogFixture::contentOf(1));
            if (!content)
                return fail(content);
            return then();
        });
    };
    VERIFY_ERROR(half([] { return Result<>(fail(ErrorCode::NoSpace, "full"_msg)); }),
                 ErrorCode::NoSpace);
    VERIFY_ERROR(half([]() -> Result<> { throw std::runtime_error("a defect"); }),
                 ErrorCode::Internal);
    QVERIFY(!*m->reader()->contentByHash(CatalogFixture::contentOf(1).hash));
    VERIFY_RESULT(half([] { return Result<>(); }));
    QVERIFY(*m->reader()->contentByHash(CatalogFixture::contentOf(1).hash));
}

void TestCatalog::aWriteWithinAWriteIsRefused()
{
    const auto nested = m->change([&](CatalogWriter&) {
        return m->catalog->write([](CatalogWriter&) { return Result<>(); });
    });
    VERIFY_ERROR(nested, ErrorCode::Internal);
}

// Each commit adds one file to each of two folders: a reader that sees them differ has seen half of
// a transaction.
void TestCatalog::readersSeeOneCommitAtATime()
{
    const FolderId second = m->addFolder(m->folder / "second");
    std::atomic<bool> done = false;
    std::atomic<bool> torn = false;
    std::atomic<int> reads = 0;
    std::vector<std::jthread> readers;
    for (int i = 0; i < 2; ++i)
        readers.emplace_back([&] {
            const auto reader = m->reader();
            do {
                const auto counts = reader->counts();
                if (!counts || counts->size() != 2 || (*counts)[0].files != (*counts)[1].files)
                    torn = true;
                ++reads;
            } while (!done);
        });
    for (int i = 0; i < 200; ++i) {
        const std::string name = std::to_string(i) + ".jpg";
        VERIFY_RESULT(m->change([&](CatalogWriter& writer) -> Result<> {
            for (const auto& [root, path] : {std::pair(m_root, m->photos / name),
                                             std::pair(second, m->folder / "second" / name)}) {
                FileRow row;
                row.folder = root;
                row.path = path;
                if (auto id = writer.putFile(row); !id)
                    return fail(id);
            }
            return {};
        }));
    }
    done = true;
    readers.clear();
    QVERIFY(!torn);
    QVERIFY(reads >= 2);
    QCOMPARE(m->reader()->counts()->front().files, std::uint64_t{200});
}

// Whatever order things happen in, what triggers count is what is there; integrity() compares.
void TestCatalog::keptCountsStayTrueUnderRandomWork()
{
    std::mt19937 random(7);
    const auto pick = [&random](std::uint32_t below) { return random() % below; };
    std::vector<FolderId> roots{m_root, m->addFolder(m->folder / "r1")};
    const std::vector<fs::path> paths{m->photos, m->folder / "r1"};
    const SpaceId other = m->addSpace("other", false);
    std::vector<ContentId> contents;
    for (int i = 0; i < 12; ++i)
        contents.push_back(m->addContent(i));
    for (int round = 0; round < 300; ++round) {
        const std::size_t root = pick(2);
        const fs::path path = paths[root] / std::to_string(pick(15));
        const int number = static_cast<int>(pick(12));
        const SpaceId space = pick(2) == 0 ? m_space : other;
        const auto result = m->change([&](CatalogWriter& writer) -> Result<> {
            auto content = writer.putContent(CatalogFixture::contentOf(number));
            if (!content)
                return fail(content);
            FileRow row;
            row.folder = roots[root];
            row.path = path;
            row.stamp = CatalogFixture::stampOf(pick(50));
            switch (pick(5)) {
            case 0:
                row.state = static_cast<FileState>(pick(6));
                row.content = *content;
                break;
            case 1:
                row.state = FileState::Broken;
                break;
            case 2:
                row.state = FileState::Missing;
                break;
            case 3:
                row.state = FileState::Indexed;
                row.content = *content;
                break;
            default: {
                const auto half = static_cast<std::uint16_t>(1 + pick(3));
                return writer.putEmbedding(space, {*content, {half, 0, 0, 0}});
            }
            }
            auto id = writer.putFile(row);
            if (!id)
                return fail(id);
            if (pick(3) != 0)
                return {};
            return writer.setFileOutcome(*id, row.stamp, FileState::Indexed, *content, {});
        });
        VERIFY_RESULT(result);
        if (round % 60 == 59) {
            VERIFY_RESULT(
                m->change([&](CatalogWriter& writer) { return writer.removeFolder(roots[1]); }));
            roots[1] = m->addFolder(paths[1]);
        }
        if (round % 20 == 0)
            VERIFY_SOUND(*m->catalog);
    }
    VERIFY_SOUND(*m->catalog);
}

QTEST_GUILESS_MAIN(TestCatalog)
#include "tst_catalog.moc"
