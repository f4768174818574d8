// SPDX-License-Identifier: GPL-3.0-or-later
// Concepts as files. If these fail, a concept arrives in another library as something else, or a
// hostile file gets into the catalog.
#include "core/library/concept_json.h"
#include "core/library/library_core.h"
#include "tests/core/image/test_pictures.h"
#include "tests/core/library/colour_words.h"
#include "tests/core/library/open_library.h"
#include "tests/testing.h"

#include <QTemporaryDir>
#include <fstream>

using namespace lookalike;
using namespace lookalike::testing;
namespace fs = std::filesystem;

namespace {

constexpr int kPhotos = 30;

std::string hashText(char digit)
{
    return std::string(64, digit);
}

/// A file with one concept.
std::string document(const std::string& entry)
{
    return R"({"format": "lookalike-concepts", "version": 1, "concepts": [)" + entry + "]}";
}

std::string conceptWith(const std::string& terms, const std::string& marks = "",
                        const std::string& vectors = "",
                        const std::string& head = R"("name": "A", "strictness": 0.5)")
{
    return "{" + head + R"(, "created": 1, "terms": [)" + terms + R"(], "marks": [)" + marks +
           R"(], "vectors": [)" + vectors + "]}";
}

std::string wordsTerm(const std::string& weight = "1")
{
    return R"({"words": "red", "weight": )" + weight + "}";
}

} // namespace

class tst_ConceptFile : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void whatIsWrittenIsReadAgain();
    void anotherLibraryHasTheSamePhotos();
    void photosThatAreNotThereAreKept();
    void knownConceptsAreNotAddedAgain();
    void hostileFilesAreRefused_data();
    void hostileFilesAreRefused();
    void oddFilesAreUnderstood();
    void theCatalogIsNotOverwritten();

private:
    [[nodiscard]] fs::path photo(int number) const
    {
        return m_folder / "photos" / (std::to_string(number) + ".bmp");
    }
    [[nodiscard]] std::unique_ptr<PhotoLibrary> open(const char* name) const;
    [[nodiscard]] static std::set<fs::path> membersOf(PhotoLibrary& library, ConceptId id)
    {
        std::set<fs::path> paths;
        if (const auto members = library.concepts().members(id, {}))
            if (const auto photos = library.photos((*members)->contents))
                for (const SearchHit& hit : *photos)
                    paths.insert(hit.path);
        return paths;
    }
    void write(const std::string& text) const
    {
        std::ofstream(m_file, std::ios::binary | std::ios::trunc) << text;
    }
    /// Reds with two examples and a counterexample, and a picture outside of the library.
    void addConcepts(PhotoLibrary& library) const;

    std::unique_ptr<QTemporaryDir> m_dir;
    fs::path m_folder;
    fs::path m_file;
    std::shared_ptr<SpeakingEncoder> m_encoder = std::make_shared<SpeakingEncoder>();
};

void tst_ConceptFile::init()
{
    m_dir = std::make_unique<QTemporaryDir>();
    m_folder = fs::canonical(m_dir->path().toStdString());
    m_file = m_folder / "concepts.json";
    fs::create_directories(m_folder / "photos");
    for (int i = 0; i < kPhotos; ++i)
        writePlainPhoto(photo(i), i < 8 ? 230 + i : (i * 13) % 120, (i * 37) % 60 + 2 * i, 3 * i);
}

std::unique_ptr<PhotoLibrary> tst_ConceptFile::open(const char* name) const
{
    LibraryOptions options;
    options.catalog = m_folder / name / "catalog.db";
    auto opened = testing::openLibrary(options, m_encoder);
    if (!opened || !(*opened)->addFolder(m_folder / "photos") || !(*opened)->index({}, {}))
        qFatal("the library cannot be made");
    return std::move(*opened);
}

void tst_ConceptFile::addConcepts(PhotoLibrary& library) const
{
    SearchRequest query;
    query.terms = {{photo(0), 1, Region{0, 0, 0.5, 0.5}}, {QueryWords{"red"}, 0.5, std::nullopt}};
    query.marks = {{photo(1), QueryMark::Kind::More},
                   {photo(2), QueryMark::Kind::More},
                   {photo(20), QueryMark::Kind::Less}};
    const auto reds = library.concepts().add("Réds", query, {});
    VERIFY_RESULT(reds);
    VERIFY_RESULT(library.concepts().setStrictness(reds->id(), 0.4));
    const fs::path outside = m_folder / "outside.bmp";
    writePlainPhoto(outside, 240, 20, 20);
    VERIFY_RESULT(library.concepts().add(
        "Outside", {{{outside, 1, std::nullopt}}, {}, {}, 60, -1, false}, {}));
    fs::remove(outside);
}

void tst_ConceptFile::whatIsWrittenIsReadAgain()
{
    const auto library = open("one");
    addConcepts(*library);
    const auto count = library->concepts().exportTo({}, m_file);
    VERIFY_RESULT(count);
    QCOMPARE(*count, std::size_t{2});
    const auto read = readConcepts(m_file);
    VERIFY_RESULT(read);
    QCOMPARE(read->size(), std::size_t{2});
    const ConceptRow& reds = read->front().row;
    QCOMPARE(reds.name, std::string("Réds"));
    QCOMPARE(reds.strictness, 0.4);
    QCOMPARE(reds.terms.size(), std::size_t{2});
    QVERIFY(reds.terms[0].picture.region == Region({0, 0, 0.5, 0.5}));
    QCOMPARE(reds.marks.size(), std::size_t{3});
    QCOMPARE(read->front().vectors.size(), std::size_t{4}); // a region, and three photos
    // Neither paths nor more: writing it again gives the same.
    const fs::path again = m_folder / "again.json";
    VERIFY_RESULT(writeConcepts(*read, again));
    QVERIFY(testing::readFile(again) == testing::readFile(m_file));
    const auto bytes = testing::readFile(m_file);
    QVERIFY(std::string(bytes.begin(), bytes.end()).find(".bmp") == std::string::npos);
}

void tst_ConceptFile::anotherLibraryHasTheSamePhotos()
{
    const auto one = open("one");
    addConcepts(*one);
    VERIFY_RESULT(one->concepts().exportTo({}, m_file));
    const auto other = open("other");
    const auto imported = other->concepts().importFrom(m_file);
    VERIFY_RESULT(imported);
    QCOMPARE(imported->added, std::size_t{2});
    for (const char* name : {"Réds", "Outside"}) {
        const auto there = one->concepts().find(name);
        const auto here = other->concepts().find(name);
        VERIFY_RESULT(there);
        VERIFY_RESULT(here);
        QVERIFY(!membersOf(*one, *there).empty());
        QVERIFY(membersOf(*one, *there) == membersOf(*other, *here));
    }
    VERIFY_RESULT(other->concepts().restore(imported->undo));
    QVERIFY(other->concepts().list()->empty());
}

void tst_ConceptFile::photosThatAreNotThereAreKept()
{
    const auto one = open("one");
    SearchRequest query;
    query.marks = {{photo(1), QueryMark::Kind::More}};
    const auto added = one->concepts().add("A", query, {});
    VERIFY_RESULT(added);
    const auto expected = membersOf(*one, added->id());
    VERIFY_RESULT(one->concepts().exportTo({}, m_file));
    fs::create_directories(m_folder / "away");
    fs::rename(photo(1), m_folder / "away" / "1.bmp");
    // Of another model, so that the vector says nothing here.
    m_encoder = std::make_shared<SpeakingEncoder>("shades");
    const auto other = open("other");
    const auto imported = other->concepts().importFrom(m_file);
    VERIFY_RESULT(imported);
    const ConceptId id = imported->undo.id();
    VERIFY_ERROR(other->concepts().members(id, {}), ErrorCode::NotFound);
    QVERIFY(!other->concepts().details(id)->examples.front().content.isValid());
    fs::rename(m_folder / "away" / "1.bmp", photo(1));
    VERIFY_RESULT(other->index({}, {}));
    QVERIFY(membersOf(*other, id) == expected);
    m_encoder = std::make_shared<SpeakingEncoder>();
}

void tst_ConceptFile::knownConceptsAreNotAddedAgain()
{
    const auto library = open("one");
    addConcepts(*library);
    VERIFY_RESULT(library->concepts().exportTo({}, m_file));
    auto imported = library->concepts().importFrom(m_file);
    VERIFY_RESULT(imported);
    QCOMPARE(imported->known, std::size_t{2});
    QCOMPARE(imported->added, std::size_t{0});
    const auto id = library->concepts().find("Réds");
    VERIFY_RESULT(id);
    VERIFY_RESULT(library->concepts().setStrictness(*id, 0.9));
    imported = library->concepts().importFrom(m_file);
    VERIFY_RESULT(imported);
    QCOMPARE(imported->known, std::size_t{1});
    QCOMPARE(imported->renamed, std::size_t{1});
    QCOMPARE(library->concepts().list()->size(), std::size_t{3});
    VERIFY_RESULT(library->concepts().find("Réds 2"));
    const auto file = open("two");
    const std::array<ConceptId, 1> none{ConceptId(9)};
    VERIFY_ERROR(file->concepts().exportTo(none, m_file), ErrorCode::NotFound);
}

void tst_ConceptFile::hostileFilesAreRefused_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<int>("code");
    const auto add = [](const char* name, const std::string& text,
                        ErrorCode code = ErrorCode::Broken) {
        QTest::newRow(name) << QByteArray::fromStdString(text) << static_cast<int>(code);
    };
    const std::string hash = hashText('a');
    add("empty", "");
    add("no JSON", "{");
    add("a list", "[]");
    add("a number", "7");
    add("another format", R"({"format": "other", "version": 1, "concepts": []})");
    add("no version", R"({"format": "lookalike-concepts", "concepts": []})");
    add("a newer version", R"({"format": "lookalike-concepts", "version": 2, "concepts": []})",
        ErrorCode::Unsupported);
    add("no list", R"({"format": "lookalike-concepts", "version": 1, "concepts": 3})");
    add("no concept", document("3"));
    add("an empty name",
        document(conceptWith(wordsTerm(), "", "", R"("name": " \n", "strictness": 0.5)")));
    add("a name that is no text",
        document(conceptWith(wordsTerm(), "", "", R"("name": 5, "strictness": 0.5)")));
    add("a long name",
        document(conceptWith(wordsTerm(), "", "",
                             R"("strictness": 0.5, "name": ")" + std::string(300, 'x') + '"')),
        ErrorCode::TooLarge);
    add("strictness out of range",
        document(conceptWith(wordsTerm(), "", "", R"("name": "A", "strictness": 1.5)")));
    add("strictness that is no number",
        document(conceptWith(wordsTerm(), "", "", R"("name": "A", "strictness": "NaN")")));
    add("strictness without a value",
        document(conceptWith(wordsTerm(), "", "", R"("name": "A", "strictness": null)")));
    add("an endless weight", document(conceptWith(wordsTerm("1e999"))));
    add("a large weight", document(conceptWith(wordsTerm("1e7"))));
    add("NaN", document(conceptWith(wordsTerm("NaN"))));
    add("empty words", document(conceptWith(R"({"words": "", "weight": 1})")));
    add("long words",
        document(conceptWith(R"({"weight": 1, "words": ")" + std::string(5000, 'x') + "\"}")),
        ErrorCode::TooLarge);
    add("a short hash", document(conceptWith(R"({"picture": "abc", "weight": 1})")));
    add("a hash of other letters",
        document(conceptWith(R"({"weight": 1, "picture": ")" + hashText('g') + "\"}")));
    add("a long hash",
        document(conceptWith(R"({"weight": 1, "picture": ")" + std::string(66, 'a') + "\"}")),
        ErrorCode::TooLarge);
    add("a region out of range", document(conceptWith(R"({"weight": 1, "picture": ")" + hash +
                                                      R"(", "region": [0, 0, 2, 1]})")));
    add("a region beside the picture", document(conceptWith(R"({"weight": 1, "picture": ")" + hash +
                                                            R"(", "region": [0.5, 0, 0.6, 1]})")));
    add("an empty region", document(conceptWith(R"({"weight": 1, "picture": ")" + hash +
                                                R"(", "region": [0, 0, 0, 1]})")));
    add("a region of three numbers", document(conceptWith(R"({"weight": 1, "picture": ")" + hash +
                                                          R"(", "region": [0, 0, 1]})")));
    add("a mark of no kind",
        document(conceptWith(wordsTerm(), R"({"mark": "some", "photo": ")" + hash + "\"}")));
    add("nothing to search for",
        document(conceptWith("", R"({"mark": "less", "photo": ")" + hash + "\"}")));
    const auto vector = [&](const std::string& values) {
        return document(conceptWith(R"({"weight": 1, "picture": ")" + hash + "\"}", "",
                                    R"({"space": "s", "picture": ")" + hash +
                                        R"(", "half_floats": ")" + values + "\"}"));
    };
    add("a vector of NaN", vector("7e007e00"));
    add("an endless vector", vector("7c000000"));
    add("a vector of zeros", vector("00000000"));
    add("a long vector", vector("3c003c00"));
    add("an empty vector", vector(""));
    add("a broken vector", vector("3c0"));
    add("a vector of other letters", vector("3c0x"));
    add("a large vector", vector(std::string(4 * 20'000, '0')), ErrorCode::TooLarge);
    std::string terms = wordsTerm();
    for (std::size_t i = 0; i < kMaxConceptTerms; ++i)
        terms += "," + wordsTerm();
    add("many terms", document(conceptWith(terms)), ErrorCode::TooLarge);
    add("deep nesting", std::string(5000, '[') + std::string(5000, ']'));
    // All or nothing.
    add("one good and one bad", document(conceptWith(wordsTerm()) + ",3"));
}

void tst_ConceptFile::hostileFilesAreRefused()
{
    QFETCH(QByteArray, text);
    QFETCH(int, code);
    write(text.toStdString());
    const auto read = readConcepts(m_file);
    QVERIFY(!read.has_value());
    QCOMPARE(static_cast<int>(read.error().code), code);
    QCOMPARE(read.error().path, m_file);
    LibraryOptions options;
    options.catalog = m_folder / "data" / "catalog.db";
    const auto library = testing::openLibrary(options, m_encoder);
    VERIFY_RESULT(library);
    QVERIFY(!(*library)->concepts().importFrom(m_file).has_value());
    QVERIFY((*library)->concepts().list()->empty());
}

void tst_ConceptFile::oddFilesAreUnderstood()
{
    const std::string mark = R"({"mark": "more", "photo": ")" + hashText('b') + "\"}";
    const std::string unmark = R"({"mark": "less", "photo": ")" + hashText('b') + "\"}";
    // Of two marks of one photo the last counts; what no picture of the concept has is left out.
    write(document(
        conceptWith(wordsTerm(), mark + "," + unmark,
                    R"({"space": "s", "half_floats": "3c00", "picture": ")" + hashText('c') + "\"}",
                    R"("name": " two\nlines ", "more": [], "strictness": 0)")));
    const auto read = readConcepts(m_file);
    VERIFY_RESULT(read);
    QCOMPARE(read->front().row.name, std::string("two lines"));
    QCOMPARE(read->front().row.marks.size(), std::size_t{1});
    QVERIFY(!read->front().row.marks.front().isMore);
    QVERIFY(read->front().vectors.empty());
    VERIFY_ERROR(readConcepts(m_folder / "none.json"), ErrorCode::NotFound);
    fs::resize_file(m_file, kMaxConceptFileBytes + 1);
    VERIFY_ERROR(readConcepts(m_file), ErrorCode::TooLarge);
}

void tst_ConceptFile::theCatalogIsNotOverwritten()
{
    const auto library = open("one");
    VERIFY_ERROR(library->concepts().exportTo({}, library->catalog()), ErrorCode::PermissionDenied);
}

QTEST_GUILESS_MAIN(tst_ConceptFile)
#include "tst_concept_file.moc"
