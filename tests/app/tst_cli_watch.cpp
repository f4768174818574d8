// SPDX-License-Identifier: GPL-3.0-or-later
// `index --watch` as scripts and services use it.
#include "tests/app/cli_outcome.h"
#include "tests/core/encode/tiny_model.h"
#include "tests/core/image/test_pictures.h"
#include "tests/testing.h"

#include <QElapsedTimer>
#include <QProcess>
#include <QTemporaryDir>
#include <csignal>

using namespace lookalike;
using namespace lookalike::testing;
using Json = nlohmann::json;
namespace fs = std::filesystem;

class TestCliWatch : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void changesAreReadUntilTheUserStops();
    void aWatchThatIsAtRestCostsNothing();
    void textIsForTheUser();

private:
    void start(const QStringList& arguments);
    /// Reads lines until one of this kind comes; null after ten seconds.
    [[nodiscard]] Json waitFor(const char* event);
    void stop(int signal)
    {
        QCOMPARE(::kill(static_cast<pid_t>(m_process->processId()), signal), 0);
        QVERIFY(m_process->waitForFinished(10'000));
        QCOMPARE(m_process->exitStatus(), QProcess::NormalExit);
        QCOMPARE(m_process->exitCode(), 0);
    }

    std::unique_ptr<QTemporaryDir> m_temporary;
    fs::path m_folder;
    fs::path m_photos;
    std::unique_ptr<QProcess> m_process;
};

void TestCliWatch::init()
{
    m_process.reset();
    m_temporary = std::make_unique<QTemporaryDir>();
    m_folder = fs::canonical(m_temporary->path().toStdString());
    m_photos = m_folder / "photos";
    fs::create_directories(m_photos);
    VERIFY_RESULT(TinyModel().write(m_folder / "tiny"));
    writePlainPhoto(m_photos / "red.bmp", 250, 10, 10);
}

void TestCliWatch::start(const QStringList& arguments)
{
    m_process = std::make_unique<QProcess>();
    m_process->start(QStringLiteral(LOOKALIKE_CLI),
                     QStringList{"--catalog", QString::fromStdString(m_folder / "catalog.db"),
                                 "--model", QString::fromStdString(m_folder / "tiny")} +
                         arguments);
}

Json TestCliWatch::waitFor(const char* event)
{
    QElapsedTimer timer;
    for (timer.start(); timer.elapsed() < 10'000;) {
        if (!m_process->canReadLine() && !m_process->waitForReadyRead(1000))
            continue;
        while (m_process->canReadLine()) {
            Json line = Json::parse(m_process->readLine().toStdString(), nullptr, false);
            if (line["event"] == event)
                return line;
        }
    }
    return {};
}

void TestCliWatch::changesAreReadUntilTheUserStops()
{
    start({"--json", "index", "--watch", QString::fromStdString(m_photos)});
    QCOMPARE(waitFor("finished")["embedded"], 1);
    const Json watching = waitFor("watching");
    QCOMPARE(watching["folders"], 1);
    QCOMPARE(watching["polled"], Json::array());
    QElapsedTimer timer;
    timer.start();
    writePlainPhoto(m_photos / "2024/may/blue.bmp", 10, 10, 250);
    Json update = waitFor("updated");
    while (update.is_object() && update["embedded"] == 0)
        update = waitFor("updated"); // the folder may have been scanned before the file came
    QCOMPARE(update["embedded"], 1);
    QVERIFY(timer.elapsed() < 5000);
    fs::remove(m_photos / "2024/may/blue.bmp");
    QCOMPARE(waitFor("updated")["missing"], 1);
    stop(SIGINT);
}

void TestCliWatch::aWatchThatIsAtRestCostsNothing()
{
#ifdef Q_OS_LINUX
    start({"--json", "index", "--watch", QString::fromStdString(m_photos)});
    QVERIFY(waitFor("watching").is_object());
    // How often its threads went to sleep, which they do after each time they were woken.
    const auto sleeps = [this] {
        const QString threads = QStringLiteral("/proc/%1/task").arg(m_process->processId());
        int sum = 0;
        for (const QString& thread : QDir(threads).entryList(QDir::Dirs | QDir::NoDotAndDotDot)) {
            QFile status(threads + '/' + thread + "/status");
            if (!status.open(QIODevice::ReadOnly))
                continue;
            for (const QByteArray& line : status.readAll().split('\n'))
                if (line.startsWith("voluntary_ctxt_switches:"))
                    sum += line.split('\t').last().toInt();
        }
        return sum;
    };
    bool isAtRest = false;
    for (int i = 0; i < 20 && !isAtRest; ++i) { // once what the first run left has ended
        const int before = sleeps();
        QVERIFY(!m_process->waitForReadyRead(500));
        isAtRest = sleeps() == before && before > 0;
    }
    QVERIFY(isAtRest);
    stop(SIGTERM);
#else
    QSKIP("reads /proc");
#endif
}

void TestCliWatch::textIsForTheUser()
{
    start({"index", "--watch", QString::fromStdString(m_photos)});
    QByteArray text;
    const auto says = [&](const char* what) {
        text += m_process->readAllStandardOutput();
        return text.contains(what);
    };
    QTRY_VERIFY_WITH_TIMEOUT(says("Watching 1 folder."), 10'000);
    writePlainPhoto(m_photos / "blue.bmp", 10, 10, 250);
    QTRY_VERIFY_WITH_TIMEOUT(says("1 photo encoded"), 10'000);
    stop(SIGTERM);
}

QTEST_GUILESS_MAIN(TestCliWatch)
#include "tst_cli_watch.moc"
