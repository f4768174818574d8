// SPDX-License-Identifier: GPL-3.0-or-later
// Concepts and keywords on the command line. If these fail, scripts and the window find different
// photos in one concept, or other people's scripts break.
#include "tests/app/cli_outcome.h"
#include "tests/core/encode/tiny_model.h"
#include "tests/core/image/test_pictures.h"
#include "tests/testing.h"

#include <QProcess>
#include <QTemporaryDir>
#include <fstream>
#include <set>

using namespace lookalike;
using namespace lookalike::testing;
using Json = nlohmann::json;
namespace fs = std::filesystem;

class TestCliConcepts : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void aConceptIsAddedShownAndSearchedWith();
    void changesAndTheirErrors();
    void exportAndImport();
    void keywordsAreFiltersAndExamples();
    void aFitTakesConcepts();
    void statusCountsThem();
    void wrongUsage_data();
    void wrongUsage();

private:
    static QString text(const fs::path& path) { return QString::fromStdString(path.string()); }
    [[nodiscard]] Outcome run(const QStringList& arguments, const char* catalog = "one") const
    {
        QProcess process;
        process.start(QStringLiteral(LOOKALIKE_CLI),
                      QStringList{"--json", "--catalog", text(m_folder / catalog / "catalog.db"),
                                  "--model", text(m_folder / "tiny")} +
                          arguments);
        return finish(process);
    }
    [[nodiscard]] fs::path photo(const char* kind, int number) const
    {
        return m_folder / "photos" / (kind + std::to_string(number) + ".bmp");
    }
    [[nodiscard]] std::set<std::string> paths(const QStringList& arguments,
                                              const char* catalog = "one") const
    {
        std::set<std::string> found;
        for (const Json& line : run(arguments, catalog).json())
            found.insert(line.value("path", ""));
        return found;
    }
    void addReds() const
    {
        const Outcome added =
            run({"concepts", "add", "Red things", "--like", text(photo("red", 0)), "--like",
                 text(photo("red", 1)), "--unlike", text(photo("blue", 0))});
        QCOMPARE(added.exit, Done);
        QCOMPARE(added.json().front()["name"], "Red things");
    }

    std::unique_ptr<QTemporaryDir> m_temporary;
    fs::path m_folder;
};

void TestCliConcepts::init()
{
    m_temporary = std::make_unique<QTemporaryDir>();
    m_folder = fs::canonical(m_temporary->path().toStdString());
    fs::create_directories(m_folder / "photos");
    VERIFY_RESULT(TinyModel().write(m_folder / "tiny"));
    for (int i = 0; i < 8; ++i) {
        writePlainPhoto(photo("red", i), 220 + 4 * i, 10, 15);
        writePlainPhoto(photo("blue", i), 10 + 3 * i, 90, 200);
        writePlainPhoto(photo("green", i), 20, 180 + 8 * i, 30);
    }
    for (const char* keyword : {"lake", "Oma"})
        for (int i = 0; i < 2; ++i)
            writeFile(m_folder / "photos" / (keyword + std::to_string(i) + ".jpg"),
                      withXmp(greyJpeg(), "xmlns:dc='http://purl.org/dc/elements/1.1/'",
                              "<dc:subject><rdf:Bag><rdf:li>" + std::string(keyword) +
                                  "</rdf:li><rdf:li>n" + std::to_string(i) +
                                  "</rdf:li></rdf:Bag></dc:subject>"));
    QCOMPARE(run({"index", text(m_folder / "photos")}).exit, Done);
}

void TestCliConcepts::aConceptIsAddedShownAndSearchedWith()
{
    addReds();
    const Outcome shown = run({"concepts", "show", "red THINGS"});
    QCOMPARE(shown.exit, Done);
    const auto photos = shown.json();
    QVERIFY(photos.size() >= 2);
    double last = 1e9;
    for (const Json& line : photos) {
        QVERIFY(line["score"].get<double>() <= last);
        last = line["score"];
        QVERIFY(line["closest"] == photo("red", 0).string() ||
                line["closest"] == photo("red", 1).string());
    }
    // The same photos everywhere, in the same order.
    const auto members = paths({"concepts", "show", "Red things"});
    const auto hits = run({"search", "--concept", "Red things", "--top-k", "100"}).json();
    for (std::size_t i = 0; i < photos.size(); ++i)
        QCOMPARE(hits[i]["path"], photos[i]["path"]);
    QCOMPARE(hits[0]["concepts"], Json::array({"Red things"}));
    QVERIFY(paths({"search", text(photo("blue", 0)), "--in-concept", "Red things", "--top-k",
                   "100"}) == members);
    const fs::path list = m_folder / "list.json";
    const Outcome listed =
        run({"list", "--concept", "Red things", "--format", "json", "-o", text(list)});
    QCOMPARE(listed.exit, Done);
    QCOMPARE(listed.json().front()["photos"], members.size());
    // New photos join.
    writePlainPhoto(photo("red", 20), 235, 12, 15);
    QCOMPARE(run({"index"}).exit, Done);
    QVERIFY(paths({"concepts", "show", "Red things"}).contains(photo("red", 20).string()));
    const auto summary = run({"concepts", "list"}).json();
    QCOMPARE(summary.size(), std::size_t{1});
    QCOMPARE(summary[0]["photos"], paths({"concepts", "show", "Red things"}).size());
    QCOMPARE(summary[0]["examples"], 2);
    QCOMPARE(summary[0]["counterexamples"], 1);
    // With another term, and as what is not wanted.
    const auto without = run({"search", text(photo("blue", 0)), "--concept", "Red things",
                              "--weight", "-1,0.2", "--top-k", "1"})
                             .json();
    QVERIFY(!members.contains(without[0]["path"]));
}

void TestCliConcepts::changesAndTheirErrors()
{
    addReds();
    const auto middle = paths({"concepts", "show", "Red things"});
    QCOMPARE(run({"concepts", "strictness", "Red things", "1"}).exit, Done);
    const auto strict = paths({"concepts", "show", "Red things"});
    QVERIFY(strict.size() <= middle.size() && std::ranges::includes(middle, strict));
    QCOMPARE(run({"concepts", "rename", "Red things", "Reds"}).json().front()["name"], "Reds");
    QCOMPARE(run({"concepts", "show", "Red things"}).exit, CouldNotRun);
    QCOMPARE(run({"concepts", "mark", "Reds", "--unlike", text(photo("green", 0))}).exit, Done);
    QCOMPARE(run({"concepts", "list"}).json()[0]["counterexamples"], 2);
    QCOMPARE(run({"concepts", "add", "reds", text(photo("red", 3))}).exit, CouldNotRun);
    QCOMPARE(run({"concepts", "add", "Greens", text(photo("green", 3))}).exit, Done);
    QCOMPARE(run({"concepts", "merge", "Reds", "Greens"}).exit, Done);
    QCOMPARE(run({"concepts", "list"}).json().size(), std::size_t{1});
    QCOMPARE(run({"concepts", "remove", "Reds"}).exit, Done);
    QCOMPARE(run({"concepts", "remove", "Reds"}).exit, CouldNotRun);
    QVERIFY(run({"concepts", "list"}).json().empty());
    QCOMPARE(run({"search", "--concept", "Reds"}).exit, CouldNotRun);
}

void TestCliConcepts::exportAndImport()
{
    addReds();
    const fs::path file = m_folder / "concepts.json";
    const Outcome exported = run({"concepts", "export", "-o", text(file)});
    QCOMPARE(exported.json().front()["concepts"], 1);
    QCOMPARE(run({"index", text(m_folder / "photos")}, "two").exit, Done);
    const Outcome imported = run({"concepts", "import", text(file)}, "two");
    QCOMPARE(imported.exit, Done);
    QCOMPARE(imported.json().front()["added"], 1);
    QVERIFY(paths({"concepts", "show", "Red things"}, "two") ==
            paths({"concepts", "show", "Red things"}));
    std::ofstream(file) << "[]";
    const Outcome refused = run({"concepts", "import", text(file)}, "two");
    QCOMPARE(refused.exit, CouldNotRun);
    QVERIFY(refused.errors.contains("concepts.json"));
}

void TestCliConcepts::keywordsAreFiltersAndExamples()
{
    const auto lakes = paths({"search", text(photo("red", 0)), "--keyword", "LAKE"});
    QCOMPARE(lakes.size(), std::size_t{2});
    const auto one =
        paths({"search", text(photo("red", 0)), "--keyword", "lake", "--keyword", "n1"});
    QVERIFY(one == std::set<std::string>{(m_folder / "photos" / "lake1.jpg").string()});
    QVERIFY(run({"search", text(photo("red", 0)), "--keyword", "lak"}).json().empty());
    const fs::path list = m_folder / "list.csv";
    QCOMPARE(run({"list", "--keyword", "Oma", "-o", text(list)}).json().front()["photos"], 2);
    QCOMPARE(run({"concepts", "add", "Lakes", "--from-keyword", "lake"}).exit, Done);
    QCOMPARE(run({"concepts", "list"}).json()[0]["examples"], 2);
    QVERIFY(std::ranges::includes(paths({"concepts", "show", "Lakes"}), lakes));
    QCOMPARE(run({"concepts", "add", "None", "--from-keyword", "sea"}).exit, CouldNotRun);
}

void TestCliConcepts::aFitTakesConcepts()
{
    for (const char* kind : {"red", "blue"}) {
        QStringList arguments{"concepts", "add", kind};
        for (int i = 0; i < 6; ++i)
            arguments << "--like" << text(photo(kind, i));
        QCOMPARE(run(arguments).exit, Done);
    }
    const Outcome fitted = run({"fit", "--from", "concepts", "--report"});
    QCOMPARE(fitted.exit, Done);
    const Json report = fitted.json().front();
    std::set<std::string> labels; // photos that look the same to the model count once
    for (const Json& label : report["photos_by_label"])
        labels.insert(label["label"]);
    QVERIFY2(labels == (std::set<std::string>{"red", "blue"}), fitted.output.constData());
}

void TestCliConcepts::statusCountsThem()
{
    addReds();
    const Json status = run({"status"}).json().front();
    QCOMPARE(status["concepts"], 1);
    QCOMPARE(status["fit_on"], false);
    QCOMPARE(status["fit_problem"], "");
}

void TestCliConcepts::wrongUsage_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::newRow("nothing") << QStringList{"concepts"};
    QTest::newRow("no name") << QStringList{"concepts", "add"};
    QTest::newRow("no picture") << QStringList{"concepts", "add", "A"};
    QTest::newRow("keyword and picture")
        << QStringList{"concepts", "add", "A", "--from-keyword", "x", "--like", "y.jpg"};
    QTest::newRow("strictness") << QStringList{"concepts", "strictness", "A", "2"};
    QTest::newRow("no file") << QStringList{"concepts", "export"};
    QTest::newRow("weights") << QStringList{"search", "a.jpg", "--concept", "A", "--weight", "1"};
}

void TestCliConcepts::wrongUsage()
{
    QFETCH(QStringList, arguments);
    QCOMPARE(run(arguments).exit, Usage);
}

QTEST_GUILESS_MAIN(TestCliConcepts)
#include "tst_cli_concepts.moc"
