// SPDX-License-Identifier: GPL-3.0-or-later
// If these fail, a raw file and its picture are shown as two photos, or two photos as one.
#include "core/catalog/companions.h"
#include "tests/core/catalog/catalog_fixture.h"

#include <map>

using namespace lookalike;
using namespace lookalike::testing;

class TestCompanions : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_fixture = std::make_unique<CatalogFixture>();
        VERIFY_RESULT(m_fixture->open());
        m_root = m_fixture->addFolder(m_fixture->photos);
        m_contents = 0;
    }
    void cleanup() { m_fixture.reset(); }

    void whatBelongsTogether_data();
    void whatBelongsTogether();
    void otherMomentsAreOtherPhotos();
    void whatOthersHaveToo();

private:
    FileId addPhoto(const std::string& name, std::optional<std::int64_t> takenAt = {},
                    FileState state = FileState::Indexed)
    {
        ContentRow row = CatalogFixture::contentOf(++m_contents);
        row.format =
            name.ends_with(".CR2") || name.ends_with(".dng") ? ImageFormat::Raw : ImageFormat::Jpeg;
        row.metadata.takenAt = takenAt;
        const ContentId content =
            m_fixture->make([&](CatalogWriter& writer) { return writer.putContent(row); });
        return m_fixture->addFile(m_root, m_fixture->photos / name, state, content);
    }
    void addOther(const std::string& name)
    {
        m_fixture->addFile(m_root, m_fixture->photos / name, FileState::Unsupported);
    }
    /// "raw IMG_1.CR2, sidecar IMG_1.xmp"
    QByteArray companions(FileId file) const
    {
        const auto reader = m_fixture->reader();
        const auto row = reader->file(file);
        const auto content = reader->content((*row)->content);
        const auto found = companionsOf(**row, **content, *reader);
        if (!found)
            return QByteArray::fromStdString(found.error().text());
        std::string text;
        for (const Companion& companion : *found)
            text += (text.empty() ? "" : ", ") + std::string(companionKindName(companion.kind)) +
                    " " + companion.file.path.lexically_relative(m_fixture->photos).string();
        return QByteArray::fromStdString(text);
    }

    std::unique_ptr<CatalogFixture> m_fixture;
    FolderId m_root;
    int m_contents = 0;
};

void TestCompanions::whatBelongsTogether_data()
{
    QTest::addColumn<QByteArray>("photo");
    QTest::addColumn<QByteArrayList>("photos");
    QTest::addColumn<QByteArrayList>("others");
    QTest::addColumn<QByteArray>("expected");
    const auto row = [](const char* what, const char* photo, const QByteArrayList& photos,
                        const QByteArrayList& others, const char* expected) {
        QTest::newRow(what) << QByteArray(photo) << photos << others << QByteArray(expected);
    };
    row("a picture and its raw file", "IMG_1.JPG", {"IMG_1.CR2"}, {}, "raw IMG_1.CR2");
    row("a raw file and its picture", "IMG_1.CR2", {"IMG_1.jpg"}, {}, "picture IMG_1.jpg");
    row("two pictures", "IMG_1.JPG", {"IMG_1.png"}, {}, "");
    row("two raw files", "IMG_1.CR2", {"IMG_1.dng"}, {}, "");
    row("a Live Photo", "IMG_1.JPG", {}, {"IMG_1.MOV"}, "video IMG_1.MOV");
    row("sidecars of both customs", "IMG_1.JPG", {}, {"IMG_1.JPG.xmp", "IMG_1.xmp"},
        "sidecar IMG_1.JPG.xmp, sidecar IMG_1.xmp");
    row("the sidecar of the raw file alone", "IMG_1.JPG", {"IMG_1.CR2"}, {"IMG_1.CR2.xmp"},
        "raw IMG_1.CR2");
    row("names that only begin alike", "IMG_1.JPG", {"IMG_10.CR2", "IMG_1-2.CR2", "IMG_1.x.CR2"},
        {"IMG_11.MOV", "IMG_1 .MOV", "IMG_1"}, "");
    row("another directory", "a/IMG_1.JPG", {"b/IMG_1.CR2", "IMG_1.CR2"}, {"a/b/IMG_1.MOV"}, "");
    row("a directory that is named like the photo", "IMG_1.JPG", {"IMG_1.d/IMG_1.CR2"},
        {"IMG_1.files/x.MOV"}, "");
    row("a text of the same name", "IMG_1.JPG", {}, {"IMG_1.txt", "IMG_1.pdf"}, "");
    row("what a telephone changed", "IMG_1234.HEIC", {}, {"IMG_1234.AAE", "IMG_1235.AAE"},
        "edits IMG_1234.AAE");
    row("a changed picture", "IMG_E1234.HEIC", {}, {"IMG_1234.AAE", "IMG_O1234.AAE"},
        "edits IMG_1234.AAE, edits IMG_O1234.AAE");
    row("a picture that has been changed", "IMG_1234.HEIC", {}, {"IMG_O1234.AAE", "IMG_E1234.AAE"},
        "edits IMG_O1234.AAE");
    row("JSON of both customs", "IMG_1.JPG", {},
        {"IMG_1.JPG.json", "IMG_1.JPG.supplemental-metadata.json", "IMG_1.json"},
        "json IMG_1.JPG.json, json IMG_1.JPG.supplemental-metadata.json, json IMG_1.json");
    row("Takeout's word cut short", "IMG_1.JPG", {},
        {"IMG_1.JPG..json", "IMG_1.JPG.s.json", "IMG_1.JPG.supplemental-me.json",
         "IMG_1.JPG.supplementary.json", "IMG_1.JPGs.json", "IMG_1.JP.json"},
        "json IMG_1.JPG..json, json IMG_1.JPG.s.json, json IMG_1.JPG.supplemental-me.json");
    row("a number", "IMG_1(2).JPG", {},
        {"IMG_1.JPG(2).json", "IMG_1.JPG.supplemental-metadata(2).json",
         "IMG_1.JPG.supplemental-metadata.json", "IMG_1.JPG.supplemental-metadata(1).json",
         "IMG_1(2).JPG.json"},
        "json IMG_1(2).JPG.json, json IMG_1.JPG(2).json,"
        " json IMG_1.JPG.supplemental-metadata(2).json");
    row("no number", "IMG_1.JPG", {}, {"IMG_1.JPG(2).json", "IMG_1.JPG.s(2).json"}, "");
    row("a long name cut short", "Screenshot_20190512-101530_Google Play services.jpg", {},
        {"Screenshot_20190512-101530_Google Play service.json",
         "Screenshot_20190512-101530_Google.json"},
        "json Screenshot_20190512-101530_Google Play service.json");
    row("a long name of other letters cut short",
        "\u0424\u043E\u0442\u043E\u0433\u0440\u0430\u0444\u0438\u0438 "
        "\u0441 \u043C\u043E\u0440\u044F \u0438 \u0438\u0437 \u0433\u043E\u0440 "
        "\u043B\u0435\u0442\u043E\u043C 2019 \u0433\u043E\u0434\u0430 2.jpg",
        {},
        {"\u0424\u043E\u0442\u043E\u0433\u0440\u0430\u0444\u0438\u0438 "
         "\u0441 \u043C\u043E\u0440\u044F \u0438 \u0438\u0437 \u0433\u043E\u0440 "
         "\u043B\u0435\u0442\u043E\u043C 2019 \u0433\u043E\u0434\u0430 2.j.json"},
        "json \u0424\u043E\u0442\u043E\u0433\u0440\u0430\u0444\u0438\u0438 "
        "\u0441 \u043C\u043E\u0440\u044F \u0438 \u0438\u0437 \u0433\u043E\u0440 "
        "\u043B\u0435\u0442\u043E\u043C 2019 \u0433\u043E\u0434\u0430 2.j.json");
    row("the video that Takeout took out", "PXL_1.MP.jpg", {}, {"PXL_1.MP", "PXL_2.MP"},
        "video PXL_1.MP");
    row("no ending", "IMG_1", {"IMG_1.CR2"}, {"IMG_1.xmp"}, "raw IMG_1.CR2, sidecar IMG_1.xmp");
    row("a name that is nothing but an ending", ".JPG", {".CR2"}, {}, "");
    row("signs that queries know", "100%_[a]*.JPG", {"100%_[a]*.CR2", "100x_[a]*.CR2"}, {},
        "raw 100%_[a]*.CR2");
}

void TestCompanions::whatBelongsTogether()
{
    QFETCH(QByteArray, photo);
    QFETCH(QByteArrayList, photos);
    QFETCH(QByteArrayList, others);
    const FileId file = addPhoto(photo.toStdString());
    for (const QByteArray& name : photos)
        addPhoto(name.toStdString());
    for (const QByteArray& name : others)
        addOther(name.toStdString());
    QTEST(companions(file), "expected");
}

void TestCompanions::otherMomentsAreOtherPhotos()
{
    const FileId picture = addPhoto("IMG_1.JPG", 1000);
    addPhoto("IMG_1.CR2", 1002);
    addPhoto("IMG_1.dng", 4600); // numbered again after ten thousand
    QCOMPARE(companions(picture), QByteArray("raw IMG_1.CR2"));
    const FileId other = addPhoto("IMG_2.JPG", 1000);
    addPhoto("IMG_2.CR2", 1000, FileState::Missing);
    QCOMPARE(companions(other), QByteArray());
}

void TestCompanions::whatOthersHaveToo()
{
    const FileId photo = addPhoto("IMG_1234.HEIC");
    addOther("IMG_1234.AAE");
    addOther("IMG_1234.HEIC.json");
    addOther("IMG_1234.xmp");
    addPhoto("IMG_E1234.HEIC");
    addPhoto("IMG_1234.CR2");
    addPhoto("IMG_1234.png", {}, FileState::Missing);
    addPhoto("a/IMG_1234.jpg");
    const auto reader = m_fixture->reader();
    const auto row = reader->file(photo);
    const auto content = reader->content((*row)->content);
    const auto found = companionsOf(**row, **content, *reader);
    VERIFY_RESULT(found);
    std::map<std::string, std::string> others;
    for (const Companion& companion : *found) {
        const auto sharing = othersWith(companion, **row, *reader);
        VERIFY_RESULT(sharing);
        for (const FileRow& other : *sharing)
            others[companion.file.path.filename().string()] +=
                other.path.lexically_relative(m_fixture->photos).string() + " ";
    }
    QCOMPARE(others["IMG_1234.AAE"], std::string("IMG_1234.CR2 IMG_E1234.HEIC "));
    QCOMPARE(others["IMG_1234.HEIC.json"], std::string());
    QCOMPARE(others["IMG_1234.xmp"], std::string("IMG_1234.CR2 "));
}

QTEST_GUILESS_MAIN(TestCompanions)
#include "tst_companions.moc"
