// SPDX-License-Identifier: GPL-3.0-or-later
// Duplicates as scripts see them. If these fail, a script moves what it should not, or cannot tell.
#include "tests/app/cli_outcome.h"
#include "tests/core/encode/tiny_model.h"
#include "tests/testing.h"

#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>

#include <QTemporaryDir>
#include <algorithm>
#include <fstream>
#include <map>

using namespace lookalike;
using namespace lookalike::testing;
using Json = nlohmann::json;
namespace fs = std::filesystem;

class TestCliDuplicates : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();

    void aLineAGroup();
    void relationsAndFolders();
    void csvAndText();
    void aDryRunChangesNothing();
    void trashAndUndo();
    void movesAndCopiesAreUndoneLikeTheTrash();
    void undoGoesOnWhereTheTrashWasEmptied();
    void companionsAreNamedAndGoAlongWhereAsked();
    void whatGoesIsMergedWhereAsked();
    void wrongUsage_data();
    void wrongUsage();
    void aFolderOutsideTheLibrary();
    void decisionsAreListed();
    void protectedFoldersLoseNothing();
    void protectedPhotosStay();
    void allPhotosAreListed();

private:
    static QString text(const fs::path& path) { return QString::fromStdString(path.string()); }
    [[nodiscard]] Outcome run(const QStringList& arguments) const
    {
        QProcess process;
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(QStringLiteral("XDG_DATA_HOME"), text(m_folder / "home"));
        environment.insert(QStringLiteral("HOME"), text(m_folder / "home"));
        process.setProcessEnvironment(environment);
        process.start(QStringLiteral(LOOKALIKE_CLI),
                      QStringList{QStringLiteral("--catalog"), text(m_folder / "catalog.db"),
                                  QStringLiteral("--model"), text(m_folder / "tiny")} +
                          arguments);
        return finish(process);
    }
    void write(const char* name, const cv::Mat& picture, const std::vector<int>& options = {}) const
    {
        const fs::path path = m_photos / name;
        fs::create_directories(path.parent_path());
        QVERIFY(cv::imwrite(path.string(), picture, options));
    }
    /// Lines as text, random ones, that no two seeds share.
    static cv::Mat scene(std::uint64_t seed)
    {
        cv::RNG random(seed);
        cv::Mat picture(360, 480, CV_8UC3, cv::Scalar(90, 120, 150));
        for (int i = 0; i < 50; ++i)
            cv::line(picture, {random.uniform(0, 480), random.uniform(0, 360)},
                     {random.uniform(0, 480), random.uniform(0, 360)},
                     {random.uniform(0.0, 255.0), random.uniform(0.0, 255.0),
                      random.uniform(0.0, 255.0)},
                     random.uniform(2, 12), cv::LINE_AA);
        return picture;
    }
    [[nodiscard]] std::map<std::string, std::uintmax_t> tree() const
    {
        std::map<std::string, std::uintmax_t> files;
        for (const auto& entry : fs::recursive_directory_iterator(m_photos))
            if (entry.is_regular_file())
                files[entry.path().string()] = entry.file_size();
        return files;
    }

    std::unique_ptr<QTemporaryDir> m_temporary;
    fs::path m_folder;
    fs::path m_photos;
};

void TestCliDuplicates::init()
{
    m_temporary = std::make_unique<QTemporaryDir>();
    QVERIFY(m_temporary->isValid());
    m_folder = fs::canonical(m_temporary->path().toStdString());
    m_photos = m_folder / "photos";
    fs::create_directories(m_photos);
    fs::create_directories(m_folder / "home");
    VERIFY_RESULT(TinyModel().write(m_folder / "tiny"));
    write("a.png", scene(1));
    write("b.jpg", scene(1), {cv::IMWRITE_JPEG_QUALITY, 60});
    write("one/c.png", scene(2));
    fs::create_directories(m_photos / "two");
    fs::copy_file(m_photos / "one" / "c.png", m_photos / "two" / "c.png");
    write("d.png", scene(3));
    QCOMPARE(run({"index", text(m_photos)}).exit, Done);
}

void TestCliDuplicates::aLineAGroup()
{
    const Outcome outcome = run({"--json", "duplicates"});
    QCOMPARE(outcome.exit, Done);
    const auto groups = outcome.json();
    QCOMPARE(groups.size(), std::size_t{2});
    std::map<std::string, Json> byRelation;
    for (const Json& group : groups) {
        for (const char* key : {"group", "relation", "keeper", "reasons", "members"})
            QVERIFY2(group.contains(key), key);
        byRelation[group["relation"]] = group;
        const bool hasKeeper = std::ranges::any_of(group["members"], [&](const Json& member) {
            return member["path"] == group["keeper"] && member["relation"] == "keeper";
        });
        QVERIFY(hasKeeper);
        for (const Json& member : group["members"])
            QCOMPARE(member["bytes"].get<std::uintmax_t>(),
                     fs::file_size(member["path"].get<std::string>()));
    }
    QCOMPARE(byRelation["recompressed"]["keeper"].get<std::string>(),
             (m_photos / "a.png").string());
    QCOMPARE(byRelation["identical_file"]["members"].size(), std::size_t{2});
}

void TestCliDuplicates::relationsAndFolders()
{
    const auto count = [&](const QStringList& arguments) {
        const Outcome outcome = run(QStringList{"--json", "duplicates"} + arguments);
        return outcome.exit == Done ? outcome.json().size() : std::size_t{99};
    };
    QCOMPARE(count({"--relation", "identical_file"}), std::size_t{1});
    QCOMPARE(count({"--relation", "identical_file,recompressed"}), std::size_t{2});
    QCOMPARE(count({"--relation", "cropped"}), std::size_t{0});
    QCOMPARE(count({text(m_photos / "one")}), std::size_t{0});
    QCOMPARE(count({text(m_photos / "one"), text(m_photos / "two")}), std::size_t{1});
    QCOMPARE(count({text(m_photos / "one"), "--against", text(m_photos / "two")}), std::size_t{1});
    QCOMPARE(count({"--relation", "cropped,identical_file", text(m_photos)}), std::size_t{1});
    QCOMPARE(count({"--against", text(m_photos / "two"), text(m_photos / "one")}), std::size_t{1});
    QCOMPARE(count({"--skip-same-folder"}), std::size_t{1});
    QCOMPARE(count({"--no-scan"}), std::size_t{2});
}

void TestCliDuplicates::csvAndText()
{
    const Outcome csv = run({"duplicates", "--format", "csv"});
    QCOMPARE(csv.exit, Done);
    const auto lines = csv.output.trimmed().split('\n');
    QCOMPARE(lines.front(), QByteArray("group,relation,path,member_relation,score,bytes"));
    QCOMPARE(lines.size(), qsizetype{5});
    const Outcome words = run({"duplicates"});
    QVERIFY(words.output.contains("keep  "));
    QVERIFY(words.output.contains("2 groups"));
}

void TestCliDuplicates::aDryRunChangesNothing()
{
    const auto before = tree();
    const Outcome outcome =
        run({"--json", "trash", "--relation", "identical_file,recompressed", "--dry-run"});
    QCOMPARE(outcome.exit, Done);
    QCOMPARE(outcome.json().size(), std::size_t{2});
    for (const Json& line : outcome.json())
        QCOMPARE(line["state"].get<std::string>(), std::string("would_move"));
    QCOMPARE(run({"--json", "trash", "--dry-run"}).json().size(), std::size_t{2});
    QVERIFY(tree() == before);
    QCOMPARE(run({"--json", "undo", "--list"}).json().size(), std::size_t{0});
}

void TestCliDuplicates::trashAndUndo()
{
    const auto before = tree();
    const Outcome moved = run({"--json", "trash", "--relation", "identical_file"});
    QCOMPARE(moved.exit, Done);
    QCOMPARE(moved.json().size(), std::size_t{1});
    QCOMPARE(moved.json()[0]["state"].get<std::string>(), std::string("moved"));
    QVERIFY(!fs::exists(moved.json()[0]["path"].get<std::string>()));
    QVERIFY(fs::exists(moved.json()[0]["keeper"].get<std::string>()));
    QCOMPARE(tree().size(), before.size() - 1);
    QCOMPARE(run({"--json", "undo", "--list"}).json().size(), std::size_t{1});
    const Outcome undone = run({"--json", "undo"});
    QCOMPARE(undone.exit, Done);
    QCOMPARE(undone.json()[0]["state"].get<std::string>(), std::string("restored"));
    QVERIFY(tree() == before);
    QCOMPARE(run({"undo"}).exit, CouldNotRun);
}

void TestCliDuplicates::movesAndCopiesAreUndoneLikeTheTrash()
{
    const auto before = tree();
    const QString photo = QString::fromStdString(before.begin()->first);
    const fs::path target = m_folder / "target";
    fs::create_directories(target);
    const Outcome dry = run({"--json", "move", photo, "--to", text(target), "--dry-run"});
    QCOMPARE(dry.exit, Done);
    QVERIFY(dry.json()[0]["leaves_library"].get<bool>());
    QVERIFY(tree() == before);
    const Outcome moved = run({"--json", "move", photo, "--to", text(target)});
    QCOMPARE(moved.exit, Done);
    QVERIFY(fs::exists(moved.json()[0]["target"].get<std::string>()));
    QCOMPARE(tree().size(), before.size() - 1);
    const auto list = run({"--json", "undo", "--list"}).json();
    QCOMPARE(list.at(0)["batch"].get<std::string>(), std::string("m1"));
    QCOMPARE(run({"undo"}).exit, Done); // the newest of both kinds
    QVERIFY(tree() == before);
    QCOMPARE(run({"copy", photo, "--to", text(target)}).exit, Done);
    QCOMPARE(run({"undo", "m2"}).exit, Done);
    QVERIFY(fs::is_empty(target) && tree() == before);
    QCOMPARE(run({"undo", "m9"}).exit, CouldNotRun);
    QCOMPARE(run({"undo", "x"}).exit, Usage);
    QCOMPARE(run({"move", text(m_folder / "none.jpg"), "--to", text(target)}).exit, SomeFailed);
}

void TestCliDuplicates::undoGoesOnWhereTheTrashWasEmptied()
{
    const Outcome first = run({"--json", "trash", "--relation", "identical_file"});
    QCOMPARE(first.json().size(), std::size_t{1});
    const fs::path older = first.json()[0]["path"].get<std::string>();
    const Outcome second = run({"--json", "trash", "--relation", "recompressed"});
    QCOMPARE(second.json().size(), std::size_t{1});
    const fs::path newer = second.json()[0]["path"].get<std::string>();
    QVERIFY(fs::remove(m_folder / "home" / "Trash" / "files" / newer.filename()));
    const Outcome undone = run({"undo"});
    QCOMPARE(undone.exit, SomeFailed);
    QVERIFY2(undone.output.contains("Restored: 1 photo"), undone.output);
    QVERIFY2(undone.output.contains("No longer in the trash: 1 file."), undone.output);
    QVERIFY(fs::exists(older) && !fs::exists(newer));
    const auto list = run({"--json", "undo", "--list"}).json();
    QCOMPARE(list.size(), std::size_t{2});
    QCOMPARE(list[0]["gone"].get<int>(), 1);
    QVERIFY(list[0]["undone"].get<bool>() && list[1]["undone"].get<bool>());
    QVERIFY(run({"undo", "--list"}).output.contains("(no longer in the trash)"));
    QCOMPARE(run({"undo"}).exit, CouldNotRun);
}

void TestCliDuplicates::companionsAreNamedAndGoAlongWhereAsked()
{
    for (const char* folder : {"one", "two"})
        std::ofstream(m_photos / folder / "c.png.json") << "{}";
    QCOMPARE(run({"index", text(m_photos)}).exit, Done);
    const auto before = tree();
    const QStringList trash{"--json", "trash", "--relation", "identical_file"};
    const auto dry = run(trash + QStringList{"--dry-run"}).json();
    QCOMPARE(dry.size(), std::size_t{1});
    QCOMPARE(dry[0]["staying"].size(), std::size_t{1});
    QCOMPARE(dry[0]["staying"][0]["kind"].get<std::string>(), std::string("json"));
    const auto moved = run(trash + QStringList{"--with-companions"}).json();
    QCOMPARE(moved.size(), std::size_t{2});
    QVERIFY(!moved[0].contains("staying"));
    QCOMPARE(moved[1]["companion"].get<std::string>(), std::string("json"));
    QCOMPARE(moved[1]["state"].get<std::string>(), std::string("moved"));
    QCOMPARE(moved[1]["path"].get<std::string>(), moved[0]["path"].get<std::string>() + ".json");
    QCOMPARE(tree().size(), before.size() - 2);
    QCOMPARE(run({"undo"}).exit, Done);
    QVERIFY(tree() == before);
    const Outcome words = run({"trash", "--relation", "identical_file", "--with-companions"});
    QVERIFY2(words.output.contains("1 photo and 1 companion file"), words.output);
}

void TestCliDuplicates::whatGoesIsMergedWhereAsked()
{
    std::ofstream(m_photos / "b.jpg.xmp")
        << "<x:xmpmeta xmlns:x='adobe:ns:meta/'>"
           "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'>"
           "<rdf:Description rdf:about='' xmlns:dc='http://purl.org/dc/elements/1.1/'"
           " xmlns:xmp='http://ns.adobe.com/xap/1.0/' xmp:Rating='4'><dc:subject><rdf:Bag>"
           "<rdf:li>lake</rdf:li></rdf:Bag></dc:subject></rdf:Description></rdf:RDF></x:xmpmeta>";
    QCOMPARE(run({"index", text(m_photos)}).exit, Done);
    const auto before = tree();
    const QStringList trash{"--json", "trash", "--relation", "recompressed", "--merge-metadata"};
    const std::string sidecar = (m_photos / "a.png.xmp").string();
    const auto dry = run(trash + QStringList{"--dry-run"}).json();
    QCOMPARE(dry.size(), std::size_t{2});
    QCOMPARE(dry[0]["path"].get<std::string>(), sidecar);
    QCOMPARE(dry[0]["state"].get<std::string>(), std::string("would_merge"));
    QCOMPARE(dry[0]["keeper"].get<std::string>(), (m_photos / "a.png").string());
    QVERIFY(dry[0]["fields"] == Json({"keywords", "rating"}));
    QCOMPARE(dry[1]["state"].get<std::string>(), std::string("would_move"));
    QCOMPARE(dry[1]["merged_into"].get<std::string>(), sidecar);
    QVERIFY(tree() == before);

    const auto moved = run(trash).json();
    QCOMPARE(moved[0]["state"].get<std::string>(), std::string("merged"));
    QCOMPARE(moved[1]["state"].get<std::string>(), std::string("moved"));
    QVERIFY(fs::exists(sidecar) && !fs::exists(m_photos / "b.jpg"));
    std::ifstream stream(sidecar);
    const std::string xmp((std::istreambuf_iterator<char>(stream)), {});
    QVERIFY2(xmp.find("lake") != std::string::npos, xmp.c_str());

    const auto undone = run({"--json", "undo"}).json();
    QCOMPARE(undone[1]["state"].get<std::string>(), std::string("removed"));
    QVERIFY(tree() == before);

    // One that was changed since stays, and undo says so.
    const Outcome words = run(trash.mid(1));
    QCOMPARE(words.exit, Done);
    QVERIFY2(words.output.contains("a.png.xmp  (keywords, rating)"), words.output);
    QVERIFY2(words.output.contains("Merged into 1 sidecar."), words.output);
    std::ofstream(sidecar, std::ios::app) << "<!-- mine -->";
    const Outcome kept = run({"undo"});
    QCOMPARE(kept.exit, SomeFailed);
    QVERIFY2(kept.errors.contains("was changed since"), kept.errors);
    QVERIFY(fs::exists(sidecar) && fs::exists(m_photos / "b.jpg"));
}

void TestCliDuplicates::wrongUsage_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addRow("trash without a relation") << QStringList{"trash"};
    QTest::addRow("merge onto a link")
        << QStringList{"trash", "--dry-run", "--link", "--merge-metadata"};
    QTest::addRow("trash of similar shots") << QStringList{"trash", "--relation", "similar_shot"};
    QTest::addRow("an unknown relation") << QStringList{"duplicates", "--relation", "alike"};
    QTest::addRow("an unknown format") << QStringList{"duplicates", "--format", "xml"};
}

void TestCliDuplicates::wrongUsage()
{
    QFETCH(QStringList, arguments);
    const auto before = tree();
    QCOMPARE(run(arguments).exit, Usage);
    QVERIFY(tree() == before);
}

void TestCliDuplicates::aFolderOutsideTheLibrary()
{
    const Outcome outcome = run({"duplicates", text(m_folder / "home")});
    QCOMPARE(outcome.exit, CouldNotRun);
    QVERIFY(outcome.errors.contains("not in the library"));
}

void TestCliDuplicates::decisionsAreListed()
{
    const Outcome outcome = run({"--json", "decisions"});
    QCOMPARE(outcome.exit, Done);
    QVERIFY(outcome.output.isEmpty());
    QCOMPARE(run({"decisions", "--revoke", "7"}).exit, CouldNotRun);
}

void TestCliDuplicates::protectedFoldersLoseNothing()
{
    const auto before = tree();
    QCOMPARE(run({"protect"}).output, QByteArray());
    QCOMPARE(run({"protect", "--off"}).exit, Usage);
    QCOMPARE(run({"protect", text(m_photos / "nowhere")}).exit, CouldNotRun);
    const Outcome on = run({"protect", text(m_photos / "one"), text(m_photos / "two")});
    QCOMPARE(on.exit, Done);
    QCOMPARE(on.output.trimmed().split('\n').size(), 2);
    QCOMPARE(run({"trash", "--relation", "identical_file"}).exit, Done);
    QVERIFY(tree() == before);
    QCOMPARE(run({"protect", "--off", text(m_photos / "two")}).output.trimmed(),
             text(m_photos / "one").toUtf8());
    QCOMPARE(run({"trash", "--relation", "identical_file"}).exit, Done);
    QVERIFY(fs::exists(m_photos / "one" / "c.png"));
    QVERIFY(!fs::exists(m_photos / "two" / "c.png"));
    fs::create_directories(m_folder / "timeshift");
    QVERIFY(run({"index", text(m_folder / "timeshift")}).errors.contains("looks like a backup"));
    QVERIFY(run({"protect"}).output.contains("timeshift"));
}

void TestCliDuplicates::protectedPhotosStay()
{
    const auto before =
        run({"--json", "trash", "--relation", "identical_file", "--dry-run"}).json();
    QCOMPARE(before.size(), std::size_t{1});
    const QString photo = QString::fromStdString(before[0]["path"].get<std::string>());
    const auto listed = run({"--json", "protect", photo}).json();
    QCOMPARE(listed.size(), std::size_t{1});
    QCOMPARE(listed[0]["kind"].get<std::string>(), std::string("photo"));
    QCOMPARE(run({"--json", "trash", "--relation", "identical_file", "--dry-run"}).json().size(),
             std::size_t{0});
    QCOMPARE(run({"--json", "decisions"}).json()[0]["kind"].get<std::string>(),
             std::string("protect"));
    QCOMPARE(run({"protect", "--off", photo}).exit, Done);
    QCOMPARE(run({"--json", "trash", "--relation", "identical_file", "--dry-run"}).json().size(),
             std::size_t{1});
    QCOMPARE(run({"protect", text(m_folder / "none.png")}).exit, CouldNotRun);
}

void TestCliDuplicates::allPhotosAreListed()
{
    for (const char* format : {"csv", "json"}) {
        const fs::path file = m_folder / "list";
        const Outcome outcome = run({"--json", "list", "-o", text(file), "--format", format});
        QCOMPARE(outcome.exit, Done);
        QCOMPARE(outcome.json()[0]["photos"].get<std::size_t>(), tree().size());
        std::ifstream stream(file);
        const std::string list{std::istreambuf_iterator<char>(stream), {}};
        for (const auto& [path, size] : tree())
            QVERIFY2(list.find(path) != std::string::npos, path.c_str());
    }
    QCOMPARE(run({"list"}).exit, Usage);
}

QTEST_GUILESS_MAIN(TestCliDuplicates)
#include "tst_cli_duplicates.moc"
