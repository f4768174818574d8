// SPDX-License-Identifier: GPL-3.0-or-later
// From one model to another on the command line, with real encoders. If this fails, people lose
// their results while a new model reads their photos, or cannot go back.
#include "tests/core/encode/tiny_model.h"
#include "tests/core/image/test_pictures.h"
#include "tests/testing.h"

#include <QProcess>
#include <QTemporaryDir>

using namespace lookalike;
using namespace lookalike::testing;
using Json = nlohmann::json;
namespace fs = std::filesystem;

class TestCliModels : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void switchingAndBack();
    void badRequestsSayWhy_data();
    void badRequestsSayWhy();

private:
    struct Outcome {
        int exit = -1;
        std::vector<Json> lines;
        QByteArray errors;
    };
    [[nodiscard]] Outcome run(const QStringList& arguments) const
    {
        QProcess process;
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert("XDG_DATA_HOME", text(m_folder / "data"));
        environment.insert("LOOKALIKE_RESOURCES", text(m_folder / "resources"));
        environment.insert("LOOKALIKE_HUB", "http://127.0.0.1:1"); // nobody listens there
        process.setProcessEnvironment(environment);
        process.start(QStringLiteral(LOOKALIKE_CLI), QStringList{"--json"} + arguments);
        process.waitForFinished(60'000);
        Outcome outcome{process.exitCode(), {}, process.readAllStandardError()};
        for (const QByteArray& line : process.readAllStandardOutput().split('\n'))
            if (!line.isEmpty())
                outcome.lines.push_back(Json::parse(line.toStdString(), nullptr, false));
        return outcome;
    }
    static QString text(const fs::path& path) { return QString::fromStdString(path.string()); }
    /// The space of a model as `spaces list` shows it.
    [[nodiscard]] Json space(const std::string& model) const
    {
        for (const Json& line : run({"spaces", "list"}).lines)
            if (line["model"] == model)
                return line;
        return {};
    }

    std::unique_ptr<QTemporaryDir> m_temporary;
    fs::path m_folder;
};

void TestCliModels::init()
{
    m_temporary = std::make_unique<QTemporaryDir>();
    m_folder = fs::canonical(m_temporary->path().toStdString());
    VERIFY_RESULT(TinyModel().write(m_folder / "resources" / "models" / "first"));
    TinyModel other;
    other.scale = 0.2F;
    VERIFY_RESULT(other.write(m_folder / "second"));
    for (int i = 0; i < 3; ++i)
        writePlainPhoto(m_folder / "photos" / (std::to_string(i) + ".bmp"), 80 * i, 10, 200);
}

void TestCliModels::switchingAndBack()
{
    const QString photo = text(m_folder / "photos" / "0.bmp");
    const auto found = [&] { return run({"search", photo, "--top-k", "10"}).lines.size(); };
    QCOMPARE(run({"index", text(m_folder / "photos")}).exit, 0);
    QCOMPARE(found(), std::size_t{3});

    QCOMPARE(run({"models", "add", text(m_folder / "second")}).exit, 0);
    QCOMPARE(run({"models", "verify", "second"}).exit, 0);
    const Outcome listed = run({"models", "list"});
    QCOMPARE(listed.lines[0]["name"], "first");
    QCOMPARE(listed.lines[0]["default"], true);
    QCOMPARE(listed.lines[1]["name"], "second");
    QCOMPARE(run({"models", "use", "second"}).exit, 0);

    // The first one searches until the second is complete.
    QCOMPARE(found(), std::size_t{3});
    QCOMPARE(space("first")["current"], true);
    QCOMPARE(run({"index"}).exit, 0);
    QCOMPARE(space("second")["current"], true);
    QCOMPARE(space("second")["missing"], 0);
    QCOMPARE(found(), std::size_t{3});

    const QString first = QString::number(space("first")["number"].get<int>());
    const QString second = QString::number(space("second")["number"].get<int>());
    QCOMPARE(run({"spaces", "use", first}).exit, 0);
    QCOMPARE(space("first")["current"], true);
    QCOMPARE(found(), std::size_t{3});
    QCOMPARE(run({"spaces", "remove", first}).exit, 3);
    QCOMPARE(run({"models", "remove", "second"}).exit, 0);
    QCOMPARE(run({"spaces", "remove", second}).exit, 0);
    QVERIFY(space("second").is_null());
    QCOMPARE(found(), std::size_t{3});
    QCOMPARE(run({"models", "list"}).lines[0]["default"], true);
}

void TestCliModels::badRequestsSayWhy_data()
{
    QTest::addColumn<QStringList>("arguments");
    QTest::addColumn<QString>("words");
    QTest::newRow("removing what came with the program")
        << QStringList{"models", "remove", "first"} << "built-in";
    QTest::newRow("using what is not installed")
        << QStringList{"models", "use", "third"} << "third";
    QTest::newRow("adding what is no model")
        << QStringList{"models", "add", "/nowhere"} << "no such model folder";
    QTest::newRow("a hostile name") << QStringList{"models", "download", "../x"} << "OWNER/NAME";
    QTest::newRow("a hub that is not there")
        << QStringList{"models", "download", "a/b"} << "127.0.0.1";
    QTest::newRow("a hub without encryption")
        << QStringList{"models", "download", "a/b", "--endpoint", "http://example.org"}
        << "https alone";
    QTest::newRow("asking nobody about what is not installed")
        << QStringList{"models", "info", "a/b"} << "--online";
}

void TestCliModels::badRequestsSayWhy()
{
    QFETCH(QStringList, arguments);
    QFETCH(QString, words);
    const Outcome outcome = run(arguments);
    QCOMPARE(outcome.exit, 3);
    QVERIFY2(outcome.errors.contains(words.toUtf8()), outcome.errors.constData());
}

QTEST_GUILESS_MAIN(TestCliModels)
#include "tst_cli_models.moc"
