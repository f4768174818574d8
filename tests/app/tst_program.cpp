// SPDX-License-Identifier: GPL-3.0-or-later
// The real window program as the desktop starts it. If one of these fails, a second start opens a
// second window or says nothing, a crash locks the user out, or a stick is not portable.
#include "tests/core/image/test_pictures.h"
#include "tests/testing.h"
#include "ui/bridge/conversions.h"
#include "ui/bridge/single_instance.h"

#include <SQLiteCpp/SQLiteCpp.h>

#include <QElapsedTimer>
#include <QJsonArray>
#include <QProcess>
#include <QSettings>
#include <QTemporaryDir>

using namespace lookalike;
using namespace lookalike::testing;
namespace fs = std::filesystem;

namespace {

constexpr int kDeadlineMs = 30'000;

/// The roots of a catalog that a running program may have open.
std::vector<std::string> foldersIn(const fs::path& catalog)
{
    std::vector<std::string> folders;
    try {
        const SQLite::Database database(catalog.string(), SQLite::OPEN_READONLY);
        SQLite::Statement rows(database, "SELECT path FROM folders ORDER BY path");
        while (rows.executeStep())
            folders.push_back(rows.getColumn(0).getString());
    } catch (const SQLite::Exception&) {
        return {}; // not made yet
    }
    return folders;
}

std::vector<std::string> filesBelow(const fs::path& folder)
{
    std::vector<std::string> files;
    for (const auto& entry : fs::recursive_directory_iterator(folder))
        if (entry.is_regular_file())
            files.push_back(entry.path().lexically_relative(folder).string());
    return files;
}

QStringList decoded(const QJsonValue& value)
{
    QStringList paths;
    for (const QJsonValue& path : value.toArray())
        paths += QString::fromLatin1(
            QByteArray::fromBase64(path.toString().toLatin1()).toPercentEncoding("/"));
    return paths;
}

} // namespace

class TestProgram : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void aSecondStartHandsOverAndEnds();
    void aStartWithAFolderAddsIt();
    void aKilledProgramLocksNobodyOut();
    void thePortableProgramWritesNothingElsewhere();
    void aDamagedSettingsFileIsNoObstacle();

private:
    /// Starts the program in `folder`; "%FF" in an argument stands for the byte 255.
    std::unique_ptr<QProcess> start(const QStringList& arguments, const fs::path& folder,
                                    const QString& program = QStringLiteral(LOOKALIKE_WINDOW))
    {
        auto process = std::make_unique<QProcess>();
        process->setProcessEnvironment(m_environment);
        process->setWorkingDirectory(QString::fromStdString(folder.string()));
        process->start(program, arguments);
        return process;
    }
    [[nodiscard]] QByteArray key() const { return pathBytes(m_catalog); }
    /// Whether a program that answers is there; asks it for `folders`.
    [[nodiscard]] bool ask(const std::vector<fs::path>& folders) const
    {
        QJsonArray list;
        for (const fs::path& folder : folders)
            list.append(QString::fromLatin1(pathBytes(folder).toBase64()));
        return SingleInstance(key()).handOver({{"folders", list}}).taken;
    }

    std::unique_ptr<QTemporaryDir> m_scratch;
    fs::path m_root;
    fs::path m_catalog;
    fs::path m_home;
    QProcessEnvironment m_environment;
};

void TestProgram::init()
{
    m_scratch = std::make_unique<QTemporaryDir>();
    m_root = fs::canonical(m_scratch->path().toStdString());
    m_home = m_root / "home";
    m_catalog = m_home / "data" / "lookalike" / "catalog.db";
    fs::create_directories(m_home);
    const auto set = [this](const char* name, const fs::path& value) {
        qputenv(name, QByteArray::fromStdString(value.string())); // the test's own end, too
    };
    set("HOME", m_home);
    set("XDG_DATA_HOME", m_home / "data");
    set("XDG_CONFIG_HOME", m_home / "config");
    set("XDG_CACHE_HOME", m_home / "cache");
    set("XDG_STATE_HOME", m_home / "state");
    qputenv("QT_QPA_PLATFORM", "offscreen");
    qputenv("LOOKALIKE_DECODER", "in-process");
    m_environment = QProcessEnvironment::systemEnvironment();
}

void TestProgram::cleanup()
{
    m_scratch.reset();
}

void TestProgram::aSecondStartHandsOverAndEnds()
{
    SingleInstance first(key()); // this test is the window that is open
    QVERIFY(first.listen());
    QJsonObject request;
    int requests = 0;
    connect(&first, &SingleInstance::requested, this, [&](const QJsonObject& asked) {
        request = asked;
        ++requests;
    });
    const fs::path folder = m_root / "here";
    fs::create_directories(folder / "photos \xFF");
    // The best of some tries: other programs may keep this machine busy.
    constexpr int kTries = 5;
    qint64 best = kDeadlineMs;
    for (int i = 1; i <= kTries; ++i) {
        QElapsedTimer clock;
        clock.start();
        // Qt's strings cannot hold such a name; a shell can.
        const auto process =
            start({"-c", "exec \"$0\" ./photos* --similar ../a/b.jpg", LOOKALIKE_WINDOW}, folder,
                  QStringLiteral("/bin/sh"));
        QTRY_VERIFY_WITH_TIMEOUT(process->state() == QProcess::NotRunning, kDeadlineMs);
        best = std::min(best, clock.elapsed());
        QCOMPARE(process->exitCode(), 0);
        QCOMPARE(requests, i);
        const QString root = QString::fromStdString(m_root.string());
        QCOMPARE(decoded(request["folders"]), QStringList{root + "/here/photos%20%FF"});
        QCOMPARE(decoded(request["similar"]), QStringList{root + "/a/b.jpg"});
    }
    QVERIFY(!fs::exists(m_catalog)); // nothing was begun
    QVERIFY2(best <= 1000, qPrintable(QStringLiteral("it took %1 ms").arg(best)));
}

void TestProgram::aStartWithAFolderAddsIt()
{
    const fs::path photos = m_root / "pictures";
    fs::create_directories(photos);
    writePlainPhoto(photos / "red.bmp", 250, 20, 20);
    const auto process = start({"pictures"}, m_root);
    QTRY_COMPARE_WITH_TIMEOUT(foldersIn(m_catalog), std::vector<std::string>{photos.string()},
                              kDeadlineMs);
    const fs::path more = m_root / "more";
    fs::create_directories(more);
    QVERIFY(ask({more})); // what a second start does
    QTRY_COMPARE_WITH_TIMEOUT(foldersIn(m_catalog).size(), std::size_t{2}, kDeadlineMs);
    process->kill();
    QVERIFY(process->waitForFinished());
}

void TestProgram::aKilledProgramLocksNobodyOut()
{
    const fs::path photos = m_root / "pictures";
    fs::create_directories(photos);
    {
        const auto process = start({}, m_root);
        QTRY_VERIFY_WITH_TIMEOUT(fs::exists(m_catalog) && ask({}), kDeadlineMs);
        process->kill();
        QVERIFY(process->waitForFinished());
    }
    QVERIFY(!ask({}));
    const auto again = start({"pictures"}, m_root);
    QTRY_COMPARE_WITH_TIMEOUT(foldersIn(m_catalog), std::vector<std::string>{photos.string()},
                              kDeadlineMs);
    QVERIFY(ask({}));
    again->kill();
    QVERIFY(again->waitForFinished());
}

void TestProgram::thePortableProgramWritesNothingElsewhere()
{
    const fs::path stick = m_root / "stick";
    fs::create_directories(stick);
    const fs::path program = fs::path(LOOKALIKE_WINDOW);
    for (const fs::path& part : {program.filename(), fs::path("lookalike-decoder")})
        fs::copy_file(program.parent_path() / part, stick / part);
    std::ofstream(stick / "portable").close();
    const fs::path photos = m_root / "pictures";
    fs::create_directories(photos);
    writePlainPhoto(photos / "red.bmp", 250, 20, 20);
    const auto process =
        start({"pictures"}, m_root, QString::fromStdString((stick / program.filename()).string()));
    const fs::path data = stick / "data";
    QTRY_COMPARE_WITH_TIMEOUT(foldersIn(data / "catalog.db"),
                              std::vector<std::string>{photos.string()}, kDeadlineMs);
    QTRY_VERIFY_WITH_TIMEOUT(fs::exists(data / "state"), kDeadlineMs);
    process->kill();
    QVERIFY(process->waitForFinished());
    QCOMPARE(filesBelow(m_home), std::vector<std::string>{});
    QVERIFY(fs::exists(photos / "red.bmp"));
    QCOMPARE(filesBelow(photos).size(), std::size_t{1});
}

void TestProgram::aDamagedSettingsFileIsNoObstacle()
{
    fs::create_directories(m_home / "config" / "lookalike");
    std::ofstream(m_home / "config" / "lookalike" / "lookalike.ini", std::ios::binary)
        << "[window]\ngeometry=@ByteArray(\\xff\\x1)\nsplitter=7\nlanguage=xx_YY_zz\n"
           "theme=purple\n[library]\ndevice=quantum\nmaxMegapixels=-3\n[thumbnails\n\x01\x02";
    const auto process = start({}, m_root);
    QTRY_VERIFY_WITH_TIMEOUT(fs::exists(m_catalog) && ask({}), kDeadlineMs);
    QCOMPARE(process->state(), QProcess::Running);
    process->kill();
    QVERIFY(process->waitForFinished());
}

QTEST_GUILESS_MAIN(TestProgram)
#include "tst_program.moc"
