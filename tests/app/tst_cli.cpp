// SPDX-License-Identifier: GPL-3.0-or-later
// The command line as scripts see it: exit codes, one JSON object a line, messages that name the
// file. If these fail, other people's scripts break.
#include "core/encode/safetensors.h"
#include "tests/app/cli_outcome.h"
#include "tests/core/encode/tiny_model.h"
#include "tests/core/image/test_pictures.h"
#include "tests/testing.h"

#include <SQLiteCpp/SQLiteCpp.h>

#include <QProcess>
#include <QTemporaryDir>
#include <csignal>
#include <random>
#include <set>

using namespace lookalike;
using namespace lookalike::testing;
using Json = nlohmann::json;
namespace fs = std::filesystem;

namespace {

std::set<std::string> keysOf(const Json& object)
{
    std::set<std::string> keys;
    for (const auto& [key, value] : object.items())
        keys.insert(key);
    return keys;
}

bool hasKeys(const Json& object, const std::set<std::string>& wanted)
{
    const auto keys = keysOf(object);
    return std::ranges::includes(keys, wanted);
}

} // namespace

class TestCli : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();

    void indexThenSearch();
    void aSecondPassDecodesNothing();
    void excludedPhotosLeaveTheLibrary();
    void brokenPhotosAreListed();
    void severalPicturesAreSeveralQueries();
    void weightsRegionsAndFilters();
    void marksMoveTheResults();
    void aNameThatIsNoUtf8IsGivenInHex();
    void embedKeepsTheOrder();
    void evaluateCountsWhatIsThere();
    void fitIsMadeShownAndRemoved();
    void statusAndVerify();
    void exportWritesEveryPhoto();
    void theSameFolderTwiceOrNested();
    void aFolderThatIsRemovedIsForgotten();
    void wrongUsage_data();
    void wrongUsage();
    void whatIsNoModel_data();
    void whatIsNoModel();
    void whatIsNoCatalog_data();
    void whatIsNoCatalog();
    void aSearchWithoutACatalog();
    void modelsListsTheBuiltInOne();
    void interruptedRunsGoOn();

private:
    [[nodiscard]] QStringList globals() const
    {
        return {QStringLiteral("--catalog"), text(m_catalog), QStringLiteral("--model"),
                text(m_model)};
    }
    static QString text(const fs::path& path) { return QString::fromStdString(path.string()); }
    [[nodiscard]] Outcome run(const QStringList& arguments) const
    {
        QProcess process;
        process.start(QStringLiteral(LOOKALIKE_CLI), globals() + arguments);
        return finish(process);
    }
    [[nodiscard]] fs::path paint(const std::string& name, int red, int green, int blue) const
    {
        writePlainPhoto(m_photos / name, red, green, blue);
        return m_photos / name;
    }

    std::unique_ptr<QTemporaryDir> m_temporary;
    fs::path m_folder;
    fs::path m_photos;
    fs::path m_catalog;
    fs::path m_model;
};

void TestCli::init()
{
    m_temporary = std::make_unique<QTemporaryDir>();
    QVERIFY(m_temporary->isValid());
    m_folder = fs::canonical(m_temporary->path().toStdString());
    m_photos = m_folder / "photos";
    m_catalog = m_folder / "data" / "catalog.db";
    m_model = m_folder / "tiny";
    fs::create_directories(m_photos);
    VERIFY_RESULT(TinyModel().write(m_model));
}

void TestCli::indexThenSearch()
{
    const auto red = paint("red.bmp", 250, 10, 10);
    static_cast<void>(paint("blue.bmp", 10, 10, 250));
    static_cast<void>(paint("deep/er/darkred.bmp", 160, 5, 5));
    const Outcome indexed = run({"--json", "index", text(m_photos)});
    QCOMPARE(indexed.exit, Done);
    const auto events = indexed.json();
    QVERIFY(events.size() >= 2);
    for (const Json& event : events)
        QVERIFY(event.is_object() && event.contains("event"));
    for (const Json& event : events)
        if (event["event"] == "progress")
            QVERIFY(hasKeys(event, {"stage", "done", "total", "failed"}));
    QCOMPARE(events.back()["event"], "finished");
    QCOMPARE(events.back()["total"], 3);
    QCOMPARE(events.back()["embedded"], 3);
    QCOMPARE(events.back()["failed"], 0);

    const Outcome found = run({"--json", "search", text(red), "--top-k", "2"});
    QCOMPARE(found.exit, Done);
    const auto hits = found.json();
    QCOMPARE(hits.size(), std::size_t{2});
    for (std::size_t i = 0; i < hits.size(); ++i) {
        QVERIFY(hasKeys(hits[i], {"query", "rank", "path", "score"}));
        QCOMPARE(hits[i]["rank"], i + 1);
        QCOMPARE(hits[i]["query"], red.string());
    }
    QCOMPARE(hits[0]["path"], red.string());
    QVERIFY(hits[0]["score"].get<double>() > 0.999);
    QVERIFY(hits[0]["score"] >= hits[1]["score"]);

    const auto others = run({"--json", "search", text(red), "--exclude-self"}).json();
    QCOMPARE(others.size(), std::size_t{2});
    for (const Json& hit : others)
        QVERIFY(hit["path"] != red.string());
    const Outcome none = run({"--json", "search", text(red), "--exclude-self", "--min-score", "1"});
    QCOMPARE(none.exit, Done);
    QVERIFY(none.json().empty());
    // For the user: nothing but results on standard output.
    const Outcome plain = run({"search", text(red)});
    QVERIFY(plain.output.contains("blue.bmp") && plain.output.count("blue.bmp") == 1);
}

void TestCli::aSecondPassDecodesNothing()
{
    for (int i = 0; i < 10; ++i)
        static_cast<void>(paint(std::to_string(i) + ".bmp", 25 * i, 90, 30));
    QCOMPARE(run({"index", text(m_photos)}).exit, Done);
    const auto events = run({"--json", "index"}).json(); // no folder: all that are known
    QCOMPARE(events.back()["found"], 10);
    QCOMPARE(events.back()["embedded"], 0);
}

void TestCli::excludedPhotosLeaveTheLibrary()
{
    static_cast<void>(paint("red.bmp", 250, 10, 10));
    static_cast<void>(paint("Screenshots/blue.bmp", 10, 10, 250));
    QCOMPARE(run({"index", text(m_photos)}).exit, Done);
    const auto status = [this] { return run({"--json", "status"}).json().front(); };
    QCOMPARE(run({"index", "--exclude", "*/screenshots/*", text(m_photos)}).exit, Done);
    QCOMPARE(status()["indexed"], 1);
    QCOMPARE(status()["missing"], 0);
    QCOMPARE(status()["folders"][0]["exclusions"], Json::array({"*/screenshots/*"}));
    const Outcome unknown = run({"index", "--include", "raw"});
    QCOMPARE(unknown.exit, CouldNotRun);
    QVERIFY(unknown.errors.contains("raw"));
    QCOMPARE(run({"index", "--exclude", "*"}).exit, CouldNotRun);
    QCOMPARE(run({"index", "--include", "*/screenshots/*"}).exit, Done);
    QCOMPARE(status()["indexed"], 2);
    QCOMPARE(status()["folders"][0]["exclusions"], Json::array());
}

void TestCli::brokenPhotosAreListed()
{
    static_cast<void>(paint("good.bmp", 1, 2, 3));
    writeFile(m_photos / "lies.png", {0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n', 0, 0});
    writeFile(m_photos / "notes.txt", {'h', 'i'});
    const Outcome outcome = run({"--json", "index", text(m_photos)});
    QCOMPARE(outcome.exit, SomeFailed);
    std::vector<Json> failures;
    for (const Json& event : outcome.json())
        if (event["event"] == "failure")
            failures.push_back(event);
    QCOMPARE(failures.size(), std::size_t{1});
    QCOMPARE(failures[0]["path"], (m_photos / "lies.png").string());
    QVERIFY(failures[0]["message"].get<std::string>().size() > 10);
    const Outcome again = run({"index", text(m_photos)});
    QCOMPARE(again.exit, SomeFailed);
    QVERIFY(again.errors.contains("lies.png") && !again.errors.contains("notes.txt"));
    const Outcome search = run({"search", text(m_photos / "lies.png")});
    QCOMPARE(search.exit, CouldNotRun);
    QVERIFY(search.errors.contains("lies.png"));
    const Outcome one = run({"search", text(m_photos / "good.bmp"), text(m_photos / "lies.png")});
    QCOMPARE(one.exit, SomeFailed);
}

void TestCli::severalPicturesAreSeveralQueries()
{
    const auto red = paint("red.bmp", 250, 10, 10);
    const auto blue = paint("blue.bmp", 10, 10, 250);
    QCOMPARE(run({"index", text(m_photos)}).exit, Done);
    const auto hits = run({"--json", "search", text(blue), text(red), "-k", "1"}).json();
    QCOMPARE(hits.size(), std::size_t{2});
    QCOMPARE(hits[0]["path"], blue.string());
    QCOMPARE(hits[1]["path"], red.string());
    const Outcome csv = run({"search", text(red), "-k", "1", "--results", "csv"});
    QVERIFY(csv.output.startsWith("query,rank,path,score\n"));
    QCOMPARE(csv.output.count('\n'), 2);
    QCOMPARE(run({"search", text(red), "-k", "1", "--format", "csv"}).output, csv.output);
    const Outcome both = run({"search", text(red), "--format", "json,bmp"});
    QCOMPARE(both.json().size(), std::size_t{2});
    QVERIFY(run({"search", text(red), "--format", "json", "--format", "png"}).json().empty());
}

void TestCli::weightsRegionsAndFilters()
{
    const auto red = paint("a/red.bmp", 250, 10, 10);
    const auto blue = paint("b/blue.bmp", 10, 10, 250);
    QCOMPARE(run({"index", text(m_photos)}).exit, Done);
    const auto apart =
        run({"--json", "search", text(red), text(blue), "--weight", "1,-0.5"}).json();
    QCOMPARE(apart.front()["path"], red.string());
    QVERIFY(apart.front()["score"] > apart.back()["score"]);
    const auto inA = run({"--json", "search", text(blue), "--folder", text(m_photos / "a")}).json();
    QCOMPARE(inA.size(), std::size_t{1});
    QCOMPARE(inA[0]["path"], red.string());
    QVERIFY(run({"--json", "search", text(red), "--format", "heic"}).json().empty());
    QCOMPARE(run({"--json", "search", text(red), "--format", "bmp"}).json().size(), std::size_t{2});
    QCOMPARE(run({"search", text(red), "--region", "0.5,0.5,9,9"}).exit, Done); // clamped
    const auto kept = [&](const QStringList& filter) {
        return run(QStringList{"--json", "search", text(red)} + filter).json().size();
    };
    QCOMPARE(kept({"--orientation", "landscape"}), std::size_t{2});
    QCOMPARE(kept({"--orientation", "portrait"}), std::size_t{0});
    QCOMPARE(kept({"--min-size", "1"}), std::size_t{0});
    QCOMPARE(kept({"--max-size", "1"}), std::size_t{2});
    QCOMPARE(kept({"--only-photos"}), std::size_t{0}); // drawn: they name no camera
    QCOMPARE(kept({"--before", "1990-01-01"}), std::size_t{0});
    QCOMPARE(kept({"--after", "1990-01-01"}), std::size_t{2});
}

void TestCli::marksMoveTheResults()
{
    const auto grey = paint("grey.bmp", 130, 130, 120);
    const auto red = paint("red.bmp", 250, 10, 10);
    const auto blue = paint("blue.bmp", 10, 10, 250);
    const auto outside = m_folder / "outside.bmp";
    fs::copy_file(blue, outside);
    QCOMPARE(run({"index", text(m_photos)}).exit, Done);
    const auto score = [&](const QStringList& marks, const fs::path& photo) {
        const auto hits = run(QStringList{"--json", "search", text(grey)} + marks).json();
        for (const Json& hit : hits)
            if (hit["path"] == photo.string())
                return hit["score"].get<double>();
        return -2.0;
    };
    const double without = score({}, blue);
    const double liked = score({"--like", text(blue)}, blue);
    const double disliked = score({"--unlike", text(blue)}, blue);
    QVERIFY(without > -2 && liked > without && disliked > -2 && disliked < without);
    // The order on the command line decides.
    QCOMPARE(score({"--unlike", text(blue), "--like", text(blue)}, blue), liked);
    QCOMPARE(score({"--like", text(blue), "--unlike", text(blue)}, blue), disliked);
    QCOMPARE(score({"--like", text(red), "--unlike", text(outside), "--like", text(blue)}, blue),
             score({"--like", text(red), "--like", text(blue)}, blue));

    const auto hits =
        run({"--json", "search", text(grey), "--like", text(red), "--like", text(outside)}).json();
    QCOMPARE(hits.size(), std::size_t{3});
    QCOMPARE(hits[0]["marks"], 2);
    QVERIFY(!run({"--json", "search", text(grey)}).json()[0].contains("marks"));
    QCOMPARE(run({"--json", "search", "--like", text(red), text(grey)}).json()[0]["query"],
             grey.string());
    const Outcome missing = run({"search", text(grey), "--like", text(m_folder / "nowhere.bmp")});
    QCOMPARE(missing.exit, CouldNotRun);
    QVERIFY(missing.errors.contains("nowhere.bmp"));
    // Without a picture or words, marks are not a query.
    QCOMPARE(run({"search", "--like", text(grey)}).exit, Usage);
}

void TestCli::aNameThatIsNoUtf8IsGivenInHex()
{
#ifdef Q_OS_WIN
    QSKIP("names are UTF-16 there");
#endif
    const auto odd = paint("caf\xe9.bmp", 250, 10, 10);
    const auto plain = paint("plain.bmp", 250, 10, 12);
    QCOMPARE(run({"index", text(m_photos)}).exit, Done);
    const auto hits = run({"--json", "search", text(plain), "--exclude-self"}).json();
    QCOMPARE(hits.size(), std::size_t{1});
    const auto bytes =
        QByteArray::fromHex(QByteArray::fromStdString(hits[0]["path_hex"].get<std::string>()));
    QCOMPARE(bytes.toStdString(), odd.string());
}

void TestCli::embedKeepsTheOrder()
{
    const auto red = paint("red.bmp", 250, 10, 10);
    const auto blue = paint("blue.bmp", 10, 10, 250);
    const fs::path file = m_folder / "vectors.safetensors";
    const Outcome outcome =
        run({"embed", text(red), text(blue), text(red), "--output", text(file)});
    QCOMPARE(outcome.exit, Done);
    auto written = SafetensorsFile::open(file);
    VERIFY_RESULT(written);
    QCOMPARE(written->find("embeddings")->shape, (std::vector<std::int64_t>{3, 8}));
    const auto rows = written->readFloats("embeddings");
    VERIFY_RESULT(rows);
    const auto row = [&](std::size_t i) {
        return std::vector<float>(rows->begin() + static_cast<std::ptrdiff_t>(8 * i),
                                  rows->begin() + static_cast<std::ptrdiff_t>(8 * (i + 1)));
    };
    QVERIFY(row(0) == row(2) && row(0) != row(1));
    for (std::size_t i = 0; i < 3; ++i) {
        double square = 0;
        for (const float value : row(i))
            square += static_cast<double>(value) * static_cast<double>(value);
        QVERIFY(std::abs(square - 1) < 1e-5);
    }
    QCOMPARE(Json::parse(written->metadata().at("paths")),
             Json({red.string(), blue.string(), red.string()}));

    QCOMPARE(run({"embed", text(red), text(m_folder / "none.jpg"), "-o", text(file)}).exit,
             SomeFailed);
    QCOMPARE(run({"embed", text(m_folder / "none.jpg"), "-o", text(file)}).exit, CouldNotRun);
}

void TestCli::evaluateCountsWhatIsThere()
{
    for (int i = 0; i < 4; ++i) {
        static_cast<void>(paint("red/" + std::to_string(i) + ".bmp", 250 - i, 10, 10));
        static_cast<void>(paint("blue/" + std::to_string(i) + ".bmp", 10, 10, 250 - i));
    }
    const Outcome outcome = run({"--json", "evaluate", text(m_photos), "--top-k", "3"});
    QCOMPARE(outcome.exit, Done);
    const Json figures = outcome.json().at(0);
    QCOMPARE(figures["images"], 8);
    QCOMPARE(figures["labels"], 2);
    QCOMPARE(figures["k"], 3);
    for (const char* key : {"recall_at_1", "precision_at_k", "map"})
        QVERIFY2(figures[key] == 1.0, key); // two colours that nothing confuses
    QVERIFY(!figures.contains("fit_on"));

    const Outcome fitted =
        run({"--json", "evaluate", text(m_photos), "--fit-from", text(m_photos), "--top-k", "3"});
    QCOMPARE(fitted.exit, Done);
    const Json with = fitted.json().at(0);
    QCOMPARE(with["map"], 1.0);
    QCOMPARE(with["map_fitted"], 1.0);
    QCOMPARE(with["precision_at_k_fitted"], 1.0);
    QCOMPARE(with["fit_on"], false); // four photos of a label are too few
    QVERIFY(with["fit_reason"].get<std::string>().find("at least two labels") != std::string::npos);
    QVERIFY(hasKeys(with, {"cv_gain", "shuffled_gain", "fit_photos", "fit_labels"}));
    QVERIFY(!fs::exists(m_catalog));
}

void TestCli::fitIsMadeShownAndRemoved()
{
    std::mt19937 random(3); // NOLINT: the same photos each time
    const auto any = [&](int most) { return static_cast<int>(random() % unsigned(most)); };
    for (int i = 0; i < 20; ++i) { // red alone says which folder
        static_cast<void>(
            paint("warm/" + std::to_string(i) + ".bmp", 190 + any(60), any(256), any(256)));
        static_cast<void>(paint("cold/" + std::to_string(i) + ".bmp", any(60), any(256), any(256)));
    }
    QCOMPARE(run({"--json", "fit"}).exit, CouldNotRun); // no catalog
    QCOMPARE(run({"index", text(m_photos)}).exit, Done);
    QCOMPARE(run({"--json", "fit"}).json().at(0)["fit_on"], false);
    QCOMPARE(run({"fit", "--report"}).exit, Usage);
    QCOMPARE(run({"fit", "--remove", "--from", "folders"}).exit, Usage);

    const Json report = run({"--json", "fit", "--from", "folders", "--report"}).json().at(0);
    QVERIFY(hasKeys(report, {"fit_on", "stored", "photos", "labels", "cv_gain", "shuffled_gain",
                             "reason", "photos_by_label"}));
    QCOMPARE(report["stored"], false);
    QCOMPARE(report["labels"], 2);
    QCOMPARE(report["photos"], 40);
    QVERIFY(!report["reason"].get<std::string>().empty());
    QCOMPARE(run({"--json", "fit"}).json().at(0)["fit_on"], false);

    const Json keywords = run({"--json", "fit", "--from", "keywords"}).json().at(0);
    QCOMPARE(keywords["fit_on"], false);
    const Json made = run({"--json", "fit", "--from", text(m_photos)}).json().at(0);
    QCOMPARE(made["fit_on"], report["fit_on"]);
    QCOMPARE(made["stored"], report["fit_on"]);
    QCOMPARE(run({"--json", "fit"}).json().at(0)["fit_on"], report["fit_on"]);
    QCOMPARE(run({"--json", "fit", "--remove"}).json().at(0)["removed"], report["fit_on"]);
    QCOMPARE(run({"--json", "fit"}).json().at(0)["fit_on"], false);
}

void TestCli::statusAndVerify()
{
    static_cast<void>(paint("a.bmp", 250, 10, 10));
    static_cast<void>(paint("b.bmp", 10, 10, 250));
    writeFile(m_photos / "notes.txt", {'h', 'i'});
    QCOMPARE(run({"index", text(m_photos)}).exit, Done);
    const Json status = run({"--json", "status"}).json().at(0);
    QVERIFY(
        hasKeys(status, {"files", "indexed", "broken", "unsupported", "offline", "space", "dim"}));
    QCOMPARE(status["files"], 3);
    QCOMPARE(status["indexed"], 2);
    QCOMPARE(status["unsupported"], 1);
    QCOMPARE(status["dim"], 8);
    QVERIFY(status["decoder"].get<std::string>().starts_with("separate processes"));
    const Outcome verified = run({"--json", "verify"});
    QCOMPARE(verified.exit, Done);
    QCOMPARE(verified.json().at(0)["sound"], true);
}

void TestCli::exportWritesEveryPhoto()
{
    for (int i = 0; i < 5; ++i)
        static_cast<void>(paint(std::to_string(i) + ".bmp", 50 * i, 10, 10));
    QCOMPARE(run({"index", text(m_photos)}).exit, Done);
    const fs::path file = m_folder / "all.safetensors";
    QCOMPARE(run({"export", "--output", text(file)}).exit, Done);
    auto written = SafetensorsFile::open(file);
    VERIFY_RESULT(written);
    QCOMPARE(written->find("embeddings")->shape, (std::vector<std::int64_t>{5, 8}));
    const auto rows = written->readFloats("embeddings");
    VERIFY_RESULT(rows);

    const auto exported = [&](const QString& format) {
        const fs::path text = m_folder / "all.txt";
        const int exit = run({"export", "--output", TestCli::text(text), "--format", format}).exit;
        std::ifstream stream(text);
        return Outcome{
            exit, QByteArray::fromStdString({std::istreambuf_iterator<char>(stream), {}}), {}};
    };
    const auto lines = exported(QStringLiteral("json")).json();
    QCOMPARE(lines.size(), std::size_t{5});
    QCOMPARE(lines[4]["embedding"].get<std::vector<float>>(),
             std::vector<float>(rows->end() - 8, rows->end()));
    QVERIFY(fs::exists(lines[4]["path"].get<std::string>()));
    const Outcome csv = exported(QStringLiteral("csv"));
    QVERIFY(csv.output.startsWith("id,path,e0,"));
    QCOMPARE(csv.output.count('\n'), 6);
}

void TestCli::theSameFolderTwiceOrNested()
{
    static_cast<void>(paint("sub/a.bmp", 250, 10, 10));
    const Outcome twice = run(
        {"--json", "index", text(m_photos), text(m_photos / "sub" / ".."), text(m_photos / "sub")});
    QCOMPARE(twice.exit, Done);
    QCOMPARE(twice.json().back()["found"], 1);
    QCOMPARE(run({"--json", "status"}).json().at(0)["folders"].size(), std::size_t{1});
    const Outcome around = run({"index", text(m_folder)});
    QCOMPARE(around.exit, CouldNotRun);
    QVERIFY(around.errors.contains("photos"));
    const Outcome nowhere = run({"index", text(m_folder / "nowhere")});
    QCOMPARE(nowhere.exit, CouldNotRun);
    QVERIFY(nowhere.errors.contains("nowhere"));
}

void TestCli::aFolderThatIsRemovedIsForgotten()
{
    const auto photo = paint("a.bmp", 250, 10, 10);
    QCOMPARE(run({"index", text(m_photos)}).exit, Done);
    QCOMPARE(run({"remove", text(m_photos)}).exit, Done);
    QCOMPARE(run({"--json", "status"}).json().at(0)["files"], 0);
    QVERIFY(fs::exists(photo));
}

void TestCli::wrongUsage_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::newRow("no command") << QStringList{};
    QTest::newRow("unknown command") << QStringList{"fetch"};
    QTest::newRow("unknown option") << QStringList{"status", "--wrong"};
    QTest::newRow("no image") << QStringList{"search"};
    QTest::newRow("no number") << QStringList{"search", "a.jpg", "--top-k", "many"};
    QTest::newRow("zero results") << QStringList{"search", "a.jpg", "--top-k", "0"};
    QTest::newRow("score above one") << QStringList{"search", "a.jpg", "--min-score", "1.5"};
    QTest::newRow("score that is no number")
        << QStringList{"search", "a.jpg", "--min-score", "nan"};
    QTest::newRow("weights") << QStringList{"search", "a.jpg", "b.jpg", "--weight", "1"};
    QTest::newRow("region") << QStringList{"search", "a.jpg", "--region", "0,0,0,1"};
    QTest::newRow("region of NaN") << QStringList{"search", "a.jpg", "--region", "nan,0,1,1"};
    QTest::newRow("day") << QStringList{"search", "a.jpg", "--after", "2024-02-30"};
    QTest::newRow("orientation") << QStringList{"search", "a.jpg", "--orientation", "upside"};
    QTest::newRow("negative size") << QStringList{"search", "a.jpg", "--min-size", "-1"};
    QTest::newRow("format") << QStringList{"search", "a.jpg", "--format", "docx"};
    QTest::newRow("device") << QStringList{"status", "--device", "abacus"};
    QTest::newRow("embed without output") << QStringList{"embed", "a.jpg"};
}

void TestCli::wrongUsage()
{
    QFETCH(QStringList, arguments);
    const Outcome outcome = run(arguments);
    QCOMPARE(outcome.exit, Usage);
    QVERIFY(outcome.output.isEmpty() && !outcome.errors.isEmpty());
    QVERIFY(!fs::exists(m_catalog));
}

void TestCli::whatIsNoModel_data()
{
    QTest::addColumn<QString>("kind");
    for (const char* kind : {"empty", "pickle", "file", "missing tensor", "misshapen tensor",
                             "unknown architecture", "nowhere"})
        QTest::newRow(kind) << QString::fromLatin1(kind);
}

void TestCli::whatIsNoModel()
{
    QFETCH(QString, kind);
    const auto photo = paint("a.bmp", 1, 2, 3);
    m_model = m_folder / "doubtful";
    TinyModel model;
    if (kind == "missing tensor")
        model.drop("layernorm.bias");
    else if (kind == "misshapen tensor")
        model.find("layernorm.bias")->shape = {9};
    else if (kind == "unknown architecture")
        model.config["model_type"] = "alexnet";
    if (kind == "empty")
        fs::create_directories(m_model);
    else if (kind != "nowhere")
        VERIFY_RESULT(model.write(m_model));
    if (kind == "pickle") {
        fs::remove(m_model / "model.safetensors");
        writeFile(m_model / "pytorch_model.bin", {'P', 'K', 3, 4});
    } else if (kind == "file") {
        m_model = m_folder / "model.pt";
        writeFile(m_model, {'P', 'K', 3, 4});
    }
    for (const QStringList& command :
         {QStringList{"index", text(m_photos)},
          QStringList{"embed", text(photo), "-o", text(m_folder / "out.safetensors")}}) {
        const Outcome outcome = run(command);
        QCOMPARE(outcome.exit, CouldNotRun);
        QVERIFY2(outcome.errors.contains(m_model.filename().string().c_str()),
                 outcome.errors.constData());
    }
}

void TestCli::whatIsNoCatalog_data()
{
    QTest::addColumn<QString>("kind");
    for (const char* kind : {"text", "other program", "newer", "folder"})
        QTest::newRow(kind) << QString::fromLatin1(kind);
}

void TestCli::whatIsNoCatalog()
{
    QFETCH(QString, kind);
    static_cast<void>(paint("a.bmp", 1, 2, 3));
    if (kind == "text") {
        writeFile(m_catalog, FileBytes(5000, 'x'));
    } else if (kind == "folder") {
        fs::create_directories(m_catalog);
    } else if (kind == "other program") {
        fs::create_directories(m_catalog.parent_path());
        SQLite::Database(m_catalog.string(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE)
            .exec("CREATE TABLE recipes (name TEXT)");
    } else {
        QCOMPARE(run({"index", text(m_photos)}).exit, Done);
        SQLite::Database(m_catalog.string(), SQLite::OPEN_READWRITE)
            .exec("PRAGMA user_version = 9999");
    }
    const auto before = fs::is_directory(m_catalog) ? 0 : fs::file_size(m_catalog);
    for (const QStringList& command :
         {QStringList{"index", text(m_photos)}, QStringList{"status"}, QStringList{"verify"}}) {
        const Outcome outcome = run(command);
        QCOMPARE(outcome.exit, CouldNotRun);
        QVERIFY2(outcome.errors.contains("catalog.db"), outcome.errors.constData());
    }
    QCOMPARE(fs::is_directory(m_catalog) ? 0 : fs::file_size(m_catalog), before);
}

void TestCli::aSearchWithoutACatalog()
{
    const auto photo = paint("a.bmp", 1, 2, 3);
    const Outcome outcome = run({"search", text(photo)});
    QCOMPARE(outcome.exit, CouldNotRun);
    QVERIFY(outcome.errors.contains("catalog.db"));
    QVERIFY(!fs::exists(m_catalog)); // looking does not create
}

void TestCli::modelsListsTheBuiltInOne()
{
    const Outcome outcome = run({"--json", "models", "list"});
    QCOMPARE(outcome.exit, Done);
    QVERIFY(outcome.output.contains("lookalike-small"));
}

void TestCli::interruptedRunsGoOn()
{
#ifdef Q_OS_WIN
    QSKIP("there is no SIGINT for another process");
#endif
    constexpr int kPhotos = 6000;
    for (int i = 0; i < kPhotos; ++i)
        static_cast<void>(paint(std::to_string(i) + ".bmp", i % 251, i / 251, i % 17));
    QProcess process;
    process.start(QStringLiteral(LOOKALIKE_CLI),
                  globals() + QStringList{"--json", "index", text(m_photos)});
    QByteArray seen;
    while (!seen.contains("\"reading\"") && process.waitForReadyRead(60'000))
        seen += process.readAllStandardOutput();
    ::kill(static_cast<pid_t>(process.processId()), SIGINT);
    Outcome stopped = finish(process);
    stopped.output.prepend(seen);
    QCOMPARE(stopped.exit, CouldNotRun);
    const Json end = stopped.json().back();
    QCOMPARE(end["event"], "cancelled");
    QVERIFY(end["embedded"] < kPhotos);

    const auto rest = run({"--json", "index"}).json().back();
    QCOMPARE(rest["event"], "finished");
    QCOMPARE(rest["embedded"].get<int>() + end["embedded"].get<int>(), kPhotos);
    QCOMPARE(run({"--json", "status"}).json().at(0)["indexed"], kPhotos);
}

QTEST_GUILESS_MAIN(TestCli)
#include "tst_cli.moc"
