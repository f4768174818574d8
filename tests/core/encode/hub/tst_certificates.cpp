// SPDX-License-Identifier: GPL-3.0-or-later
// A real TLS server with certificates of our own making. If one of these fails, somebody between
// this computer and the hub can put a model of theirs in its place.
#include "core/encode/hub/hub.h"
#include "tests/testing.h"

#include <QFile>
#include <QProcess>
#include <QRegularExpression>
#include <QStandardPaths>
#include <QTemporaryDir>

using namespace lookalike;

class TestCertificates : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanup();
    void onlyTrustedOnesAreTalkedTo_data();
    void onlyTrustedOnesAreTalkedTo();

private:
    bool openssl(const QStringList& arguments)
    {
        QProcess process;
        process.setWorkingDirectory(m_scratch.path());
        process.start(m_openssl, arguments);
        return process.waitForFinished() && process.exitCode() == 0;
    }
    /// Signed by itself, for as long as the year 2020 or for as long as this test may run.
    bool makeCertificate(const QString& name, bool old)
    {
        write("index.txt", "");
        write("serial", "01");
        write("ca.cnf", "[ca]\ndefault_ca=own\n[own]\ndatabase=index.txt\nnew_certs_dir=.\n"
                        "serial=serial\ndefault_md=sha256\npolicy=any\ncopy_extensions=copy\n"
                        "[any]\ncommonName=supplied\n");
        return openssl({"req", "-new", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1",
                        "-nodes", "-keyout", "key.pem", "-out", "request.pem", "-subj", "/CN=test",
                        "-addext", "subjectAltName=" + name}) &&
               openssl({"ca", "-batch", "-selfsign", "-notext", "-config", "ca.cnf", "-in",
                        "request.pem", "-keyfile", "key.pem", "-out", "certificate.pem",
                        "-startdate", "20200101000000Z", "-enddate",
                        old ? "20201231000000Z" : "20991231000000Z"});
    }
    void write(const QString& name, const QByteArray& content)
    {
        QFile file(m_scratch.filePath(name));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(content);
    }
    /// Its port, or 0.
    int serve();

    QString m_openssl;
    QTemporaryDir m_scratch;
    QProcess m_server;
};

void TestCertificates::initTestCase()
{
    m_openssl = QStandardPaths::findExecutable("openssl");
    if (m_openssl.isEmpty())
        QSKIP("the program openssl, which plays the server, is not installed");
    write("hello", "hello");
}

void TestCertificates::cleanup()
{
    m_server.kill();
    m_server.waitForFinished();
}

int TestCertificates::serve()
{
    m_server.setWorkingDirectory(m_scratch.path());
    m_server.setProcessChannelMode(QProcess::MergedChannels);
    m_server.start(m_openssl, {"s_server", "-accept", "127.0.0.1:0", "-cert", "certificate.pem",
                               "-key", "key.pem", "-WWW"});
    static const QRegularExpression said("ACCEPT 127\\.0\\.0\\.1:(\\d+)");
    QString output;
    while (!said.match(output).hasMatch()) {
        if (!m_server.waitForReadyRead())
            return 0;
        output += QString::fromLatin1(m_server.readAll());
    }
    return said.match(output).captured(1).toInt();
}

void TestCertificates::onlyTrustedOnesAreTalkedTo_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<bool>("old");
    QTest::addColumn<bool>("trusted");
    QTest::addColumn<bool>("works");
    // name, out of date, trusted, works
    QTest::newRow("signed by nobody") << "IP:127.0.0.1" << false << false << false;
    QTest::newRow("of another name") << "DNS:hub.example" << false << true << false;
    QTest::newRow("out of date") << "IP:127.0.0.1" << true << true << false;
    QTest::newRow("trusted, as the others would be") << "IP:127.0.0.1" << false << true << true;
}

void TestCertificates::onlyTrustedOnesAreTalkedTo()
{
    QFETCH(QString, name);
    QFETCH(bool, old);
    QFETCH(bool, trusted);
    QFETCH(bool, works);
    if (!makeCertificate(name, old))
        QSKIP("this openssl makes no such certificate");
    const int port = serve();
    QVERIFY(port > 0);
    const std::string server = "https://127.0.0.1:" + std::to_string(port);

    HttpOptions options;
    if (trusted)
        options.authorities = m_scratch.filePath("certificate.pem").toStdString();
    std::string body;
    HttpRequest request;
    request.url = server + "/hello";
    request.maxBytes = 100;
    const auto answer = httpGet(
        request, options, [](const HttpHead&) { return Result<>(); },
        [&](std::span<const std::byte> bytes) -> Result<> {
            body.append(reinterpret_cast<const char*>(bytes.data()), bytes.size());
            return {};
        },
        {});
    if (works) {
        VERIFY_RESULT(answer);
        QCOMPARE(body, std::string("hello"));
        return;
    }
    VERIFY_ERROR(answer, ErrorCode::PermissionDenied);
    QVERIFY(body.empty());
    HubOptions hub;
    hub.endpoint = server;
    hub.http = options;
    VERIFY_ERROR(askHub(*parseModelId("some/model"), hub, {}), ErrorCode::PermissionDenied);
}

QTEST_GUILESS_MAIN(TestCertificates)
#include "tst_certificates.moc"
