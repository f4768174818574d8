// SPDX-License-Identifier: GPL-3.0-or-later
// Files that once came out wrong, each with the right value: real programs on copies of the folders
// of the shared cases. If these fail, a fault that cost a user a photo is back.
#include "tests/app/cli_outcome.h"
#include "tests/testing.h"

#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>

#include <QTemporaryDir>
#include <algorithm>
#include <chrono>
#include <map>
#include <set>
#include <string>

using namespace lookalike;
using namespace lookalike::testing;
using Json = nlohmann::json;
namespace fs = std::filesystem;

namespace {

QString text(const fs::path& path)
{
    return QString::fromStdString(path.string());
}

/// What the shared folder holds is read-only; a user's copy is not.
void copyTree(const fs::path& from, const fs::path& to)
{
    fs::copy(from, to, fs::copy_options::recursive);
    fs::permissions(to, fs::perms::owner_all, fs::perm_options::add);
    for (const auto& entry : fs::recursive_directory_iterator(to))
        fs::permissions(entry.path(),
                        entry.is_directory() ? fs::perms::owner_all : fs::perms::owner_write,
                        fs::perm_options::add);
}

void setAge(const fs::path& file, int days)
{
    fs::last_write_time(file, fs::file_time_type::clock::now() - std::chrono::hours(24 * days));
}

} // namespace

class TestCases : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void everyCaseIsRight_data();
    void everyCaseIsRight();

private:
    using Check = void (TestCases::*)();
    static const std::map<std::string, Check>& checks();

    void twoTones();
    void lineArt();
    void hiddenColours();
    void animations();
    void pages();
    void documents();
    void bracket();
    void foreignTrash();
    void keywords();
    void motionPhoto();
    void wordsInNames();
    void frameOutsideScreen();
    void linearProfile();
    void takeout();
    void enlargement();
    void brokenProfileParts();

    [[nodiscard]] Outcome run(const QStringList& arguments) const
    {
        QProcess process;
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(QStringLiteral("XDG_DATA_HOME"), text(m_folder / "home"));
        environment.insert(QStringLiteral("HOME"), text(m_folder / "home"));
        process.setProcessEnvironment(environment);
        process.start(QStringLiteral(LOOKALIKE_CLI),
                      QStringList{QStringLiteral("--json"), QStringLiteral("--catalog"),
                                  text(m_folder / "catalog.db")} +
                          arguments);
        return finish(process);
    }
    void index() const
    {
        const Outcome outcome = run({"index", text(m_photos)});
        QVERIFY2(outcome.exit == Done, outcome.output + outcome.errors);
    }
    /// The score of every photo of the library for a picture, by file name.
    [[nodiscard]] std::map<std::string, double> scores(const fs::path& picture) const
    {
        std::map<std::string, double> found;
        const Outcome outcome = run({"search", text(picture), "--top-k", "100"});
        for (const Json& hit : outcome.json())
            found[fs::path(hit.value("path", "")).filename().string()] = hit.value("score", 0.0);
        return found;
    }
    struct Group {
        Json json;
        std::string keeper;
        std::set<std::string> members;
    };
    [[nodiscard]] std::vector<Group> groups(const QStringList& options = {}) const
    {
        std::vector<Group> found;
        for (const Json& line : run(QStringList{"duplicates"} + options).json()) {
            Group group{line, fs::path(line.value("keeper", "")).filename().string(), {}};
            for (const Json& member : line["members"])
                group.members.insert(fs::path(member.value("path", "")).filename().string());
            found.push_back(std::move(group));
        }
        return found;
    }
    /// The files that the program suggests for the trash.
    [[nodiscard]] std::set<std::string> suggested() const
    {
        std::set<std::string> names;
        for (const Json& item : run({"trash", "--dry-run"}).json())
            names.insert(fs::path(item.value("path", "")).filename().string());
        return names;
    }
    [[nodiscard]] std::vector<fs::path> pictures() const
    {
        std::vector<fs::path> files;
        for (const auto& entry : fs::recursive_directory_iterator(m_photos))
            if (entry.is_regular_file() && entry.path().extension() != ".txt")
                files.push_back(entry.path());
        std::ranges::sort(files);
        return files;
    }

    std::unique_ptr<QTemporaryDir> m_temporary;
    fs::path m_folder;
    fs::path m_photos;
};

const std::map<std::string, TestCases::Check>& TestCases::checks()
{
    static const std::map<std::string, Check> all = {
        {"01-two-tone-crash", &TestCases::twoTones},
        {"02-line-art-on-transparent", &TestCases::lineArt},
        {"03-sticker-hidden-colours", &TestCases::hiddenColours},
        {"04-animations-one-first-frame", &TestCases::animations},
        {"05-tiff-pages-one-cover", &TestCases::pages},
        {"06-documents-one-form", &TestCases::documents},
        {"07-exposure-bracket", &TestCases::bracket},
        {"08-trash-of-other-programs", &TestCases::foreignTrash},
        {"09-keywords-and-caption-lost", &TestCases::keywords},
        {"10-motion-photo", &TestCases::motionPhoto},
        {"11-words-inside-names", &TestCases::wordsInNames},
        {"12-gif-frame-outside-screen", &TestCases::frameOutsideScreen},
        {"13-linear-srgb-profile", &TestCases::linearProfile},
        {"14-takeout-json", &TestCases::takeout},
        {"15-upscaled", &TestCases::enlargement},
        {"16-broken-icc-numbering", &TestCases::brokenProfileParts},
    };
    return all;
}

void TestCases::everyCaseIsRight_data()
{
    REQUIRE_SHARED("cases");
    QTest::addColumn<QString>("folder");
    for (const auto& entry : fs::directory_iterator(sharedFolder() / "cases"))
        if (entry.is_directory())
            QTest::newRow(entry.path().filename().string().c_str())
                << text(entry.path().filename());
}

void TestCases::everyCaseIsRight()
{
    QFETCH(QString, folder);
    const auto check = checks().find(folder.toStdString());
    QVERIFY2(check != checks().end(), "no check is written for this case");
    m_temporary = std::make_unique<QTemporaryDir>();
    m_folder = fs::canonical(m_temporary->path().toStdString());
    m_photos = m_folder / "photos";
    fs::create_directories(m_folder / "home");
    copyTree(sharedFolder() / "cases" / folder.toStdString(), m_photos);
    (this->*check->second)();
}

void TestCases::twoTones()
{
    for (const fs::path& picture : pictures()) {
        const fs::path alone = m_folder / "alone" / picture.filename();
        fs::create_directories(alone);
        fs::copy_file(picture, alone / picture.filename());
        const Outcome outcome = run({"index", text(alone)});
        QVERIFY2(outcome.exit == Done, outcome.output + outcome.errors);
        QVERIFY(scores(picture)[picture.filename().string()] > 0.9995);
    }
}

void TestCases::lineArt()
{
    index();
    for (const fs::path& picture : pictures())
        for (const auto& [name, score] : scores(picture))
            QVERIFY2((score > 0.9995) == (name == picture.filename().string()),
                     (picture.filename().string() + " finds " + name).c_str());
    QCOMPARE(groups().size(), std::size_t{0});
}

void TestCases::hiddenColours()
{
    index();
    const auto found = groups();
    QCOMPARE(found.size(), std::size_t{1});
    QCOMPARE(found.front().members.size(), pictures().size());
    for (const fs::path& picture : pictures())
        for (const auto& [name, score] : scores(picture))
            QVERIFY2(score > 0.9, (picture.filename().string() + " and " + name).c_str());
}

void TestCases::animations()
{
    index();
    for (const Group& group : groups())
        for (const Json& member : group.json["members"])
            QVERIFY(!member.value("relation", "").starts_with("identical"));
    for (const std::string& name : suggested())
        QVERIFY2(name.ends_with(".png"), name.c_str());
}

void TestCases::pages()
{
    index();
    for (const Group& group : groups())
        QVERIFY(group.json["relation"] != "identical_pixels");
    for (const std::string& name : suggested())
        QVERIFY2(!name.ends_with(".tif"), name.c_str());
}

void TestCases::documents()
{
    // A scan of each page: a scanner's blur and noise.
    cv::RNG random(1);
    for (const char* page : {"p1", "p2"}) {
        cv::Mat picture = cv::imread((m_photos / (std::string(page) + ".png")).string());
        QVERIFY(!picture.empty());
        cv::GaussianBlur(picture, picture, {}, 0.8);
        cv::Mat noise(picture.size(), CV_16SC3);
        random.fill(noise, cv::RNG::NORMAL, 0, 4);
        cv::add(picture, noise, picture, cv::noArray(), CV_8U);
        QVERIFY(cv::imwrite((m_photos / (std::string(page) + " scanned.jpg")).string(), picture,
                            {cv::IMWRITE_JPEG_QUALITY, 88}));
    }
    index();
    std::map<std::string, std::set<std::string>> groupOf;
    for (const Group& group : groups())
        for (const std::string& name : group.members)
            groupOf[name] = group.members;
    for (const char* page : {"p1", "p2"}) {
        const std::set<std::string>& members = groupOf[std::string(page) + ".png"];
        QVERIFY2(members.contains(std::string(page) + " scanned.jpg"), page);
        for (const std::string& name : members)
            QVERIFY2(name.find(page) != std::string::npos, name.c_str());
    }
    QVERIFY(!groupOf.contains("Screenshot_a.png"));
    QVERIFY(!groupOf.contains("Screenshot_b.png"));
}

void TestCases::bracket()
{
    index();
    QCOMPARE(groups().size(), std::size_t{0});
    QVERIFY(suggested().empty());
    const auto shots = groups({"--similar-shots"});
    QCOMPARE(shots.size(), std::size_t{1});
    QCOMPARE(shots.front().members.size(), pictures().size());
}

void TestCases::foreignTrash()
{
    const fs::path photo = m_photos / "2019" / "IMG_5001 (1).jpg";
    fs::copy_file(photo, m_photos / "2019" / ".trashed-1733000000-IMG_5001.jpg",
                  fs::copy_options::skip_existing);
    index();
    const auto found = scores(photo);
    QVERIFY(found.contains(photo.filename().string()));
    for (const auto& [name, score] : found) {
        QVERIFY2(!name.starts_with(".trashed"), name.c_str());
        QVERIFY(!fs::exists(m_photos / ".dtrash" / "files" / name));
    }
    QCOMPARE(groups().size(), std::size_t{0});
    QVERIFY(suggested().empty());
}

void TestCases::keywords()
{
    index();
    const auto found = groups();
    QCOMPARE(found.size(), std::size_t{1});
    QCOMPARE(found.front().keeper, std::string("Grandma at the lake.jpg"));
}

void TestCases::motionPhoto()
{
    index();
    const auto found = groups();
    QCOMPARE(found.size(), std::size_t{1});
    QCOMPARE(found.front().keeper, std::string("breakfast with everyone.jpg"));
}

void TestCases::wordsInNames()
{
    constexpr int kYear = 365;
    const std::set<std::string> named{"Mediterranean", "Edith", "Smallville", "Copyright"};
    const auto isNamed = [&](const std::string& name) {
        return std::ranges::any_of(
            named, [&](const std::string& word) { return name.find(word) != std::string::npos; });
    };
    for (const fs::path& picture : pictures())
        setAge(picture, isNamed(picture.filename().string()) ? 2 * kYear : kYear);
    index();
    const auto found = groups();
    QVERIFY(!found.empty());
    for (const Group& group : found) {
        QVERIFY2(isNamed(group.keeper), group.keeper.c_str());
        for (const Json& reason : group.json["reasons"])
            QVERIFY2(reason.get<std::string>().find("named as a copy") == std::string::npos,
                     reason.get<std::string>().c_str());
    }
}

void TestCases::frameOutsideScreen()
{
    index();
    const auto found = groups();
    QCOMPARE(found.size(), std::size_t{1});
    QCOMPARE(found.front().members.size(), pictures().size());
    QCOMPARE(found.front().json["relation"].get<std::string>(), std::string("identical_pixels"));
}

void TestCases::linearProfile()
{
    index();
    for (const fs::path& picture : pictures())
        for (const auto& [name, score] : scores(picture))
            QVERIFY2(score > 0.99, (picture.filename().string() + " and " + name).c_str());
    const auto found = groups();
    QCOMPARE(found.size(), std::size_t{1});
    QCOMPARE(found.front().members.size(), pictures().size());
}

void TestCases::takeout()
{
    for (const fs::path& picture : pictures())
        setAge(picture, picture.string().find("Takeout") != std::string::npos ? 10 : 120);
    index();
    const auto found = groups();
    QCOMPARE(found.size(), std::size_t{1});
    QVERIFY(found.front().json.value("keeper", "").find("Takeout") != std::string::npos);
}

void TestCases::enlargement()
{
    index();
    const auto found = groups();
    QCOMPARE(found.size(), std::size_t{1});
    QCOMPARE(found.front().keeper, std::string("IMG_2201.jpg"));
}

void TestCases::brokenProfileParts()
{
    index();
    for (const auto& [name, score] : scores(m_photos / "plain.jpg"))
        QVERIFY2(score > 0.98, name.c_str());
    QCOMPARE(scores(m_photos / "plain.jpg").size(), pictures().size());
}

QTEST_GUILESS_MAIN(TestCases)
#include "tst_cases.moc"
