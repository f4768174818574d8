// SPDX-License-Identifier: GPL-3.0-or-later
// Where the windows of one user meet. If one of these fails, another user of the computer keeps the
// window from opening, or learns where the photos lie.
#include "tests/testing.h"
#include "ui/bridge/runtime_folder.h"
#include "ui/bridge/single_instance.h"

#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#include <QLocalSocket>
#include <QTemporaryDir>
#include <array>
#include <csignal>
#include <cstring>
#include <thread>

using namespace lookalike;
namespace fs = std::filesystem;

namespace {

constexpr uid_t kNobody = 65534;

/// Another user's process that answers at `path` as an instance does.
pid_t startForeignServer(const QString& path)
{
    std::array<int, 2> ready{};
    if (pipe(ready.data()) != 0)
        return -1;
    const pid_t child = fork();
    if (child == 0) {
        sockaddr_un address{};
        address.sun_family = AF_UNIX;
        std::strncpy(address.sun_path, path.toUtf8().constData(), sizeof address.sun_path - 1);
        const int server = socket(AF_UNIX, SOCK_STREAM, 0);
        const bool bound =
            bind(server, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0 &&
            setuid(kNobody) == 0 && listen(server, 1) == 0;
        static_cast<void>(write(ready[1], bound ? "y" : "n", 1));
        const int connection = accept(server, nullptr, nullptr);
        static_cast<void>(write(connection, "ok\n", 3));
        std::array<char, 4096> asked{};
        const ssize_t length = read(connection, asked.data(), asked.size());
        _exit(length > 0 ? 1 : 0); // what it learnt
    }
    char answer = 'n';
    static_cast<void>(read(ready[0], &answer, 1));
    close(ready[0]);
    close(ready[1]);
    return answer == 'y' ? child : -1;
}

} // namespace

class TestSingleInstance : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_scratch = std::make_unique<QTemporaryDir>();
        m_root = fs::canonical(m_scratch->path().toStdString());
        fs::create_directory(m_root / "runtime");
        fs::permissions(m_root / "runtime", fs::perms::owner_all);
        qputenv("XDG_RUNTIME_DIR", (m_root / "runtime").c_str());
        qputenv("XDG_STATE_HOME", (m_root / "state").c_str());
        m_request = {{"folders", "secret"}};
    }

    void theFolderIsTheUsersAlone_data()
    {
        QTest::addColumn<QString>("kind");
        for (const char* kind :
             {"unset", "missing", "open to others", "a link", "another's", "relative", "a file"})
            QTest::newRow(kind) << QString(kind);
    }
    void theFolderIsTheUsersAlone()
    {
        QFETCH(QString, kind);
        const fs::path folder = m_root / "runtime";
        QCOMPARE(runtimeFolder(), QString::fromStdString(folder.string()));
        if (kind == "unset")
            qunsetenv("XDG_RUNTIME_DIR");
        if (kind == "missing")
            fs::remove(folder);
        if (kind == "open to others")
            fs::permissions(folder, fs::perms(0750));
        if (kind == "relative")
            qputenv("XDG_RUNTIME_DIR", "runtime");
        if (kind == "another's" && chown(folder.c_str(), kNobody, kNobody) != 0)
            QSKIP("only root can give a folder away");
        if (kind == "a link" || kind == "a file")
            fs::remove(folder);
        if (kind == "a file")
            QVERIFY(QFile(QString::fromStdString(folder.string())).open(QIODevice::WriteOnly));
        if (kind == "a link") {
            fs::create_directory(m_root / "elsewhere");
            fs::permissions(m_root / "elsewhere", fs::perms::owner_all);
            fs::create_directory_symlink(m_root / "elsewhere", folder);
        }
        const fs::path used = runtimeFolder().toStdString();
        QCOMPARE(QString::fromStdString(used.string()),
                 QString::fromStdString((m_root / "state/lookalike/run").string()));
        QCOMPARE(int(fs::status(used).permissions()), 0700);
        // And where its own is not private, either.
        fs::permissions(used, fs::perms(0777));
        QVERIFY(runtimeFolder() != QString::fromStdString(used.string()));
    }

    void aRequestIsHandedOver()
    {
        SingleInstance first("key");
        QVERIFY(first.listen());
        QVERIFY(first.name().startsWith(QString::fromStdString(m_root.string())));
        QJsonObject received;
        connect(&first, &SingleInstance::requested, this,
                [&](const QJsonObject& request) { received = request; });
        SingleInstance::HandOver handed;
        std::jthread second([&] { handed = SingleInstance("key").handOver(m_request); });
        QTRY_COMPARE(received, m_request);
        second.join();
        QVERIFY(handed.taken);
        QVERIFY(handed.problem.isEmpty());
    }

    void whereThereIsNobodyThereIsNoProblem()
    {
        const auto handed = SingleInstance("key").handOver(m_request);
        QVERIFY(!handed.taken);
        QVERIFY(handed.problem.isEmpty());
    }

    void aServerOfAnotherKindIsTold_data()
    {
        QTest::addColumn<QByteArray>("answer");
        QTest::newRow("silent") << QByteArray();
        QTest::newRow("another answer") << QByteArray("no\n");
        QTest::newRow("a part of the answer") << QByteArray("o");
        QTest::newRow("much") << QByteArray(100'000, 'x');
    }
    void aServerOfAnotherKindIsTold()
    {
        QFETCH(QByteArray, answer);
        SingleInstance instance("key");
        instance.setAnswerLimit(300);
        QLocalServer squatter;
        QVERIFY(squatter.listen(instance.name()));
        connect(&squatter, &QLocalServer::newConnection, &squatter, [&] {
            QLocalSocket* const socket = squatter.nextPendingConnection();
            socket->write(answer);
            socket->flush();
        });
        SingleInstance::HandOver handed;
        bool done = false;
        std::jthread second([&] {
            SingleInstance asking("key");
            asking.setAnswerLimit(300);
            handed = asking.handOver(m_request);
            QMetaObject::invokeMethod(&squatter, [&done] { done = true; });
        });
        QTRY_VERIFY(done);
        second.join();
        QVERIFY(!handed.taken);
        QVERIFY2(handed.problem.contains("could not be reached"), qPrintable(handed.problem));
        QVERIFY(instance.listen()); // the next start finds this window
    }

    void anotherUsersServerLearnsNothing()
    {
        SingleInstance instance("key");
        const pid_t server = geteuid() == 0 ? startForeignServer(instance.name()) : -1;
        if (server < 0)
            QSKIP("only root can start a program of another user");
        const auto handed = instance.handOver(m_request);
        QVERIFY(!handed.taken);
        QVERIFY2(handed.problem.contains("another user"), qPrintable(handed.problem));
        int status = 0;
        QCOMPARE(waitpid(server, &status, 0), server);
        QCOMPARE(WEXITSTATUS(status), 0);
    }

    void anotherUsersRequestIsNotTaken()
    {
        if (geteuid() != 0)
            QSKIP("only root can start a program of another user");
        SingleInstance first("key");
        QVERIFY(first.listen());
        int requests = 0;
        connect(&first, &SingleInstance::requested, this, [&] { ++requests; });
        for (const fs::path& opened :
             {m_root, m_root / "runtime", fs::path(first.name().toStdString())})
            fs::permissions(opened, fs::perms(0777)); // as if the folder let it in
        const QByteArray path = first.name().toUtf8();
        const pid_t child = fork();
        if (child == 0) {
            signal(SIGPIPE, SIG_IGN);
            sockaddr_un address{};
            address.sun_family = AF_UNIX;
            std::strncpy(address.sun_path, path.constData(), sizeof address.sun_path - 1);
            const int client = socket(AF_UNIX, SOCK_STREAM, 0);
            const bool connected =
                setuid(kNobody) == 0 &&
                ::connect(client, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0;
            static_cast<void>(write(client, "{}\n", 3));
            std::array<char, 8> answer{};
            const bool answered = read(client, answer.data(), answer.size()) > 0;
            _exit(!connected ? 2 : answered ? 1 : 0);
        }
        int status = 0;
        bool ended = false;
        QTRY_VERIFY(ended = ended || waitpid(child, &status, WNOHANG) == child);
        QCOMPARE(WEXITSTATUS(status), 0);
        QCOMPARE(requests, 0);
    }

private:
    std::unique_ptr<QTemporaryDir> m_scratch;
    fs::path m_root;
    QJsonObject m_request;
};

QTEST_GUILESS_MAIN(TestSingleInstance)
#include "tst_single_instance.moc"
