// SPDX-License-Identifier: GPL-3.0-or-later
// Keywords in photos and sidecars, as Exiv2 and other programs write them. If these fail, photos
// are not found by the keywords that the user gave them elsewhere.
#include "core/library/library_core.h"
#include "tests/core/image/test_pictures.h"
#include "tests/core/library/colour_words.h"
#include "tests/core/library/open_library.h"
#include "tests/testing.h"

#include <exiv2/exiv2.hpp>

#include <QTemporaryDir>
#include <fstream>
#include <set>

using namespace lookalike;
using namespace lookalike::testing;
namespace fs = std::filesystem;

namespace {

using Words = std::vector<std::string>;

/// A sidecar as programs write it.
std::string sidecarWith(const Words& keywords)
{
    std::string text = "<x:xmpmeta xmlns:x='adobe:ns:meta/'><rdf:RDF "
                       "xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'><rdf:Description "
                       "rdf:about='' xmlns:dc='http://purl.org/dc/elements/1.1/'><dc:subject>"
                       "<rdf:Bag>";
    for (const std::string& keyword : keywords)
        text += "<rdf:li>" + keyword + "</rdf:li>";
    return text + "</rdf:Bag></dc:subject></rdf:Description></rdf:RDF></x:xmpmeta>";
}

} // namespace

class tst_LibraryKeywords : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void keywordsInFilesAreFound();
    void realPhotosKeepTheirKeywords();
    void sidecarsGiveTheirPhotosKeywords();
    void sidecarsThatComeChangeAndGo();
    void brokenSidecarsSayNothing();
    void keywordsAreLabelsAndExamples();
    void aRealCaseIsFound();
    void aConceptIsWrittenBesideItsPhotos();
    void whatOthersChangedStays();
    void sidecarsInProtectedFoldersStay();

private:
    void openLibrary();
    void index() const { VERIFY_RESULT(m_library->index({}, {})); }
    [[nodiscard]] fs::path path(const std::string& name) const
    {
        return m_folder / "photos" / name;
    }
    /// A JPEG with these keywords in an XMP packet; each has other bytes.
    void writePhoto(const std::string& name, const Words& keywords = {}) const
    {
        std::string description = "<dc:title><rdf:Alt><rdf:li xml:lang='x-default'>" + name +
                                  "</rdf:li></rdf:Alt></dc:title>";
        if (!keywords.empty()) {
            description += "<dc:subject><rdf:Bag>";
            for (const std::string& keyword : keywords)
                description += "<rdf:li>" + keyword + "</rdf:li>";
            description += "</rdf:Bag></dc:subject>";
        }
        fs::create_directories(path(name).parent_path());
        writeFile(path(name),
                  withXmp(greyJpeg(), "xmlns:dc='http://purl.org/dc/elements/1.1/'", description));
    }
    void writeSidecar(const std::string& name, const Words& keywords) const
    {
        std::ofstream(path(name), std::ios::trunc) << sidecarWith(keywords);
    }
    [[nodiscard]] std::set<std::string> with(const Words& keywords) const
    {
        PhotoListRequest request;
        request.filter.keywords = keywords;
        std::set<std::string> names;
        const auto list = m_library->list(request, {});
        if (!list)
            qWarning("%s", list.error().text().c_str());
        for (std::size_t i = 0; list && i < (*list)->size(); ++i)
            names.insert(std::string((*list)->name(i)));
        return names;
    }
    [[nodiscard]] std::map<std::string, std::uint64_t> all() const
    {
        std::map<std::string, std::uint64_t> counts;
        const auto rows = m_library->keywords();
        for (const KeywordRow& row : *rows)
            counts[row.word] = row.photos;
        return counts;
    }

    using Names = std::set<std::string>;
    std::unique_ptr<QTemporaryDir> m_dir;
    fs::path m_folder;
    std::shared_ptr<SpeakingEncoder> m_encoder = std::make_shared<SpeakingEncoder>();
    std::unique_ptr<PhotoLibrary> m_library;
};

void tst_LibraryKeywords::init()
{
    m_library.reset();
    m_dir = std::make_unique<QTemporaryDir>();
    m_folder = fs::canonical(m_dir->path().toStdString());
    fs::create_directories(m_folder / "photos");
    openLibrary();
    VERIFY_RESULT(m_library->addFolder(m_folder / "photos"));
}

void tst_LibraryKeywords::openLibrary()
{
    m_library.reset();
    LibraryOptions options;
    options.catalog = m_folder / "data" / "catalog.db";
    auto opened = testing::openLibrary(options, m_encoder);
    VERIFY_RESULT(opened);
    m_library = std::move(*opened);
}

void tst_LibraryKeywords::keywordsInFilesAreFound()
{
    writePhoto("a.jpg", {"lake", "Oma"});
    writePhoto("b.jpg", {"Lake"});
    writePhoto("c.jpg");
    index();
    QVERIFY(with({"LAKE"}) == (Names{"a.jpg", "b.jpg"}));
    QVERIFY(with({"lake", "oma"}) == Names{"a.jpg"});
    QVERIFY(with({"lak"}).empty());
    QVERIFY(with({"' OR 1=1 --"}).empty());
    QVERIFY(all() == (std::map<std::string, std::uint64_t>{{"Lake", 1}, {"Oma", 1}, {"lake", 1}}));
    // A filter for a search, too.
    SearchRequest request;
    request.terms = {{path("c.jpg"), 1, std::nullopt}};
    request.filter.keywords = {"oma"};
    const auto found = m_library->search(request);
    VERIFY_RESULT(found);
    QCOMPARE(found->hits.size(), std::size_t{1});
    QCOMPARE(found->hits[0].path, path("a.jpg"));
    // What was edited has its new keywords alone; what went has none.
    writePhoto("a.jpg", {"Opa"});
    fs::remove(path("b.jpg"));
    index();
    QVERIFY(all() == (std::map<std::string, std::uint64_t>{{"Opa", 1}}));
    QVERIFY(with({"oma"}).empty());
    QVERIFY(m_library->verify()->empty());
}

void tst_LibraryKeywords::realPhotosKeepTheirKeywords()
{
    REQUIRE_SHARED("data/near-duplicates/bridge");
    std::vector<fs::path> photos;
    for (const auto& entry : fs::directory_iterator(sharedFolder() / "data/near-duplicates/bridge"))
        if (entry.path().extension() == ".jpg" && photos.size() < 3)
            photos.push_back(entry.path());
    if (photos.size() < 3)
        QSKIP("needs three JPEGs");
    const auto copy = [&](std::size_t number, const char* name) {
        fs::copy_file(photos[number], path(name));
        fs::permissions(path(name), fs::perms::owner_all);
        auto image = Exiv2::ImageFactory::open(path(name).string());
        image->readMetadata();
        return image;
    };
    auto image = copy(0, "xmp.jpg");
    Exiv2::XmpArrayValue subjects(Exiv2::xmpBag);
    subjects.read("bridge");
    subjects.read("Zürich");
    image->xmpData().add(Exiv2::XmpKey("Xmp.dc.subject"), &subjects);
    image->writeMetadata();
    image = copy(1, "iptc.jpg");
    Exiv2::StringValue keyword("bridge");
    image->iptcData().add(Exiv2::IptcKey("Iptc.Application2.Keywords"), &keyword);
    keyword.read("river");
    image->iptcData().add(Exiv2::IptcKey("Iptc.Application2.Keywords"), &keyword);
    image->writeMetadata();
    image = copy(2, "sidecar.jpg");
    writeSidecar("sidecar.xmp", {"bridge", "Places|Italy"});
    index();
    QVERIFY(with({"bridge"}) == (Names{"xmp.jpg", "iptc.jpg", "sidecar.jpg"}));
    QVERIFY(with({"Zürich"}) == Names{"xmp.jpg"});
    QVERIFY(with({"river"}) == Names{"iptc.jpg"});
    QVERIFY(with({"places|italy"}) == Names{"sidecar.jpg"});
}

void tst_LibraryKeywords::sidecarsGiveTheirPhotosKeywords()
{
    for (const char* name : {"a.jpg", "b.jpg", "a1.jpg", "sub/a.jpg", "c.d.jpg"})
        writePhoto(name);
    writeSidecar("a.xmp", {"one"});
    writeSidecar("a.jpg.XMP", {"two", "one"});
    writeSidecar("b.jpg.xmp", {"two"});
    writeSidecar("c.d.xmp", {"three"});
    writeSidecar("nothing.xmp", {"four"});
    index();
    QVERIFY(with({"one"}) == Names{"a.jpg"});
    QVERIFY(with({"two"}) == (Names{"a.jpg", "b.jpg"}));
    QVERIFY(with({"three"}) == Names{"c.d.jpg"});
    QVERIFY(with({"four"}).empty());
    QVERIFY(all() == (std::map<std::string, std::uint64_t>{{"one", 1}, {"three", 1}, {"two", 2}}));
    // What the file itself says is counted once, and stays when the sidecar goes.
    writePhoto("b.jpg", {"two"});
    index();
    QCOMPARE(all()["two"], std::uint64_t{2});
    fs::remove(path("b.jpg.xmp"));
    index();
    QVERIFY(with({"two"}) == (Names{"a.jpg", "b.jpg"}));
}

void tst_LibraryKeywords::sidecarsThatComeChangeAndGo()
{
    writePhoto("a.jpg");
    writeSidecar("b.xmp", {"waiting"});
    index();
    QVERIFY(all().empty());
    writePhoto("b.jpg"); // comes after its sidecar
    writeSidecar("a.xmp", {"first"});
    index();
    QVERIFY(with({"waiting"}) == Names{"b.jpg"});
    QVERIFY(with({"first"}) == Names{"a.jpg"});
    const std::size_t encoded = m_encoder->pictures.encoded;
    writeSidecar("a.xmp", {"second", "longer"});
    index();
    QVERIFY(with({"first"}).empty());
    QVERIFY(with({"second"}) == Names{"a.jpg"});
    fs::remove(path("a.xmp"));
    ChangedFolders changes;
    changes.folders.insert(m_folder / "photos");
    VERIFY_RESULT(m_library->indexChanges(changes, {}, {}));
    QVERIFY(with({"second"}).empty());
    QVERIFY(with({"waiting"}) == Names{"b.jpg"});
    QCOMPARE(m_encoder->pictures.encoded.load(), encoded); // no photo was read for that
    QVERIFY(m_library->verify()->empty());
}

void tst_LibraryKeywords::brokenSidecarsSayNothing()
{
    writePhoto("a.jpg");
    writePhoto("b.jpg");
    std::ofstream(path("a.xmp")) << "<x:xmpmeta><rdf:RDF>";
    std::ofstream(path("b.xmp")) << "<!DOCTYPE x [<!ENTITY y 'z'>]>" << sidecarWith({"evil"});
    const auto summary = m_library->index({}, {});
    VERIFY_RESULT(summary);
    QVERIFY(summary->problems.empty());
    QVERIFY(all().empty());
    writeSidecar("a.xmp", {"good"});
    index();
    QVERIFY(with({"good"}) == Names{"a.jpg"});
}

void tst_LibraryKeywords::keywordsAreLabelsAndExamples()
{
    for (int i = 0; i < 6; ++i) {
        for (const char* colour : {"red", "blue"}) {
            const std::string name = colour + std::to_string(i);
            const bool isRed = colour == std::string("red");
            writePlainPhoto(path(name + ".bmp"), isRed ? 240 : 5 * i, 4 * i, isRed ? 9 * i : 250);
            writeSidecar(name + ".xmp", {colour});
        }
    }
    index();
    const auto report = m_library->fits().report({FitSource::Kind::Keywords, {}}, {}, {});
    VERIFY_RESULT(report);
    QCOMPARE(report->labels.size(), std::size_t{2});
    for (const FitReport::Label& label : report->labels)
        QCOMPARE(label.photos, std::size_t{6});
    const auto added = m_library->concepts().addFromKeyword("Blues", "BLUE", {});
    VERIFY_RESULT(added);
    const auto details = m_library->concepts().details(added->id());
    QCOMPARE(details->examples.size(), std::size_t{6});
    for (const ConceptExample& example : details->examples) {
        QVERIFY(example.mark.path.filename().string().starts_with("blue"));
        QVERIFY(example.content.isValid());
    }
    VERIFY_ERROR(m_library->concepts().addFromKeyword("None", "green", {}), ErrorCode::NotFound);
}

void tst_LibraryKeywords::aRealCaseIsFound()
{
    REQUIRE_SHARED("cases/09-keywords-and-caption-lost");
    fs::copy_file(sharedFolder() / "cases/09-keywords-and-caption-lost/Grandma at the lake.jpg",
                  path("grandma.jpg"));
    index();
    QVERIFY(with({"grandma", "family"}) == Names{"grandma.jpg"});
}

void tst_LibraryKeywords::aConceptIsWrittenBesideItsPhotos()
{
    for (const char* name : {"a.jpg", "b.jpg", "c.jpg"})
        writePhoto(name, name == std::string("c.jpg") ? Words{"Lakes &amp; seas"} : Words{});
    std::ofstream(path("b.xmp"))
        << "<x:xmpmeta xmlns:x='adobe:ns:meta/'><rdf:RDF "
           "xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'><rdf:Description "
           "rdf:about='' xmlns:xmp='http://ns.adobe.com/xap/1.0/' "
           "xmlns:my='http://example.org/my/' xmp:Rating='4' my:note='kept'/>"
           "</rdf:RDF></x:xmpmeta>";
    index();
    std::map<fs::path, FileBytes> before;
    for (const auto& entry : fs::directory_iterator(m_folder / "photos"))
        before[entry.path()] = testing::readFile(entry.path());
    SearchRequest query;
    for (const char* name : {"a.jpg", "b.jpg", "c.jpg"})
        query.marks.push_back({path(name), QueryMark::Kind::More});
    const auto added = m_library->concepts().add("Lakes & seas", query, {});
    VERIFY_RESULT(added);
    const auto written = m_library->concepts().writeKeywords(added->id(), {});
    VERIFY_RESULT(written);
    QVERIFY2(written->problems.empty(),
             written->problems.empty() ? "" : written->problems[0].text().c_str());
    QCOMPARE(written->sidecars, std::size_t{2});
    QCOMPARE(written->known, std::size_t{1});
    for (const char* name : {"a.jpg", "b.jpg", "c.jpg"})
        QVERIFY(testing::readFile(path(name)) == before.at(path(name)));
    QVERIFY(fs::exists(path("a.jpg.xmp")) && !fs::exists(path("b.jpg.xmp")));
    const FileBytes changed = testing::readFile(path("b.xmp"));
    const std::string text(changed.begin(), changed.end());
    QVERIFY(text.find("kept") != std::string::npos &&
            text.find("Lakes &amp; seas") != std::string::npos &&
            text.find("Rating") != std::string::npos);
    index();
    QVERIFY(with({"lakes & seas"}) == (Names{"a.jpg", "b.jpg", "c.jpg"}));
    const auto again = m_library->concepts().writeKeywords(added->id(), {});
    VERIFY_RESULT(again);
    QCOMPARE(again->sidecars, std::size_t{0});
    QCOMPARE(again->known, std::size_t{3});

    openLibrary(); // the journal outlives the program
    const auto undone = m_library->concepts().undoKeywords();
    VERIFY_RESULT(undone);
    QVERIFY(undone->problems.empty());
    QCOMPARE(undone->sidecars, std::size_t{2});
    std::map<fs::path, FileBytes> after;
    for (const auto& entry : fs::directory_iterator(m_folder / "photos"))
        after[entry.path()] = testing::readFile(entry.path());
    QVERIFY(after == before);
    VERIFY_ERROR(m_library->concepts().undoKeywords(), ErrorCode::NotFound);
    QVERIFY(m_library->verify()->empty());
}

void tst_LibraryKeywords::whatOthersChangedStays()
{
    writePhoto("a.jpg");
    writePhoto("b.jpg");
    index();
    SearchRequest query;
    query.marks = {{path("a.jpg"), QueryMark::Kind::More}, {path("b.jpg"), QueryMark::Kind::More}};
    const auto added = m_library->concepts().add("A", query, {});
    VERIFY_RESULT(added);
    writePhoto("b.jpg", {"edited"}); // since it was indexed
    const auto written = m_library->concepts().writeKeywords(added->id(), {});
    VERIFY_RESULT(written);
    QCOMPARE(written->sidecars, std::size_t{1});
    QCOMPARE(written->problems.size(), std::size_t{1});
    QCOMPARE(written->problems[0].code, ErrorCode::Changed);
    QVERIFY(!fs::exists(path("b.jpg.xmp")));
    std::ofstream(path("a.jpg.xmp"), std::ios::app) << " ";
    const auto undone = m_library->concepts().undoKeywords();
    VERIFY_RESULT(undone);
    QCOMPARE(undone->problems.size(), std::size_t{1});
    QVERIFY(fs::exists(path("a.jpg.xmp")));
    VERIFY_ERROR(m_library->concepts().undoKeywords(), ErrorCode::NotFound);
}

void tst_LibraryKeywords::sidecarsInProtectedFoldersStay()
{
    writePhoto("a.jpg");
    writePhoto("b.jpg");
    writeSidecar("a.xmp", {"old"});
    index();
    VERIFY_RESULT(m_library->duplicates().setProtected(m_folder / "photos", true));
    SearchRequest query;
    query.marks = {{path("a.jpg"), QueryMark::Kind::More}, {path("b.jpg"), QueryMark::Kind::More}};
    const auto added = m_library->concepts().add("A", query, {});
    VERIFY_RESULT(added);
    const FileBytes before = testing::readFile(path("a.xmp"));
    const auto written = m_library->concepts().writeKeywords(added->id(), {});
    VERIFY_RESULT(written);
    QCOMPARE(written->problems.size(), std::size_t{1});
    QCOMPARE(written->problems[0].code, ErrorCode::PermissionDenied);
    QVERIFY(testing::readFile(path("a.xmp")) == before);
    QVERIFY(fs::exists(path("b.jpg.xmp")));
}

QTEST_GUILESS_MAIN(tst_LibraryKeywords)
#include "tst_library_keywords.moc"
