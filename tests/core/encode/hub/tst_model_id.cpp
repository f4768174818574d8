// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/encode/hub/git_blob.h"
#include "core/encode/hub/https_client.h"
#include "core/encode/hub/model_id.h"
#include "tests/testing.h"

using namespace lookalike;

// Names decide where a download is written. If one of these fails, a hostile name may reach a file
// outside the models' folder, on this system or on another.
class tst_ModelId : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void reads();
    void refuses_data();
    void refuses();
    void onlySecureAddressesAreAsked_data();
    void onlySecureAddressesAreAsked();
    void hashesAsGitDoes();
};

void tst_ModelId::reads()
{
    const auto id = parseModelId("facebook/dinov2-small");
    VERIFY_RESULT(id);
    QCOMPARE(QString::fromStdString(id->folder()), "facebook--dinov2-small");
    QCOMPARE(QString::fromStdString(id->revision), "main");
    const auto pinned = parseModelId("a/b.c_d@v1.0");
    VERIFY_RESULT(pinned);
    QCOMPARE(QString::fromStdString(pinned->revision), "v1.0");
    QCOMPARE(QString::fromStdString(pinned->text()), "a/b.c_d");
}

void tst_ModelId::refuses_data()
{
    QTest::addColumn<QByteArray>("text");
    const auto row = [](const char* name, const QByteArray& text) { QTest::newRow(name) << text; };
    row("nothing", "");
    row("one part", "dinov2");
    row("three parts", "a/b/c");
    row("the parent folder", "../b");
    row("the parent folder at the end", "a/..");
    row("two dots inside", "a/b..c");
    row("an absolute path", "/etc");
    row("a home folder", "~/b");
    row("a Windows drive", "C:/b");
    row("a drive in the second part", "a/C:b");
    row("a stream of NTFS", "a/b:c");
    row("a network path", "\\\\server/share");
    row("a backslash", "a\\b/c");
    row("a device of Windows", "con/b");
    row("a device with an extension", "a/NUL.txt");
    row("a numbered device", "a/Lpt1");
    row("a dot at the end, which Windows drops", "a/b.");
    row("a space", "a/b c");
    row("a line break", "a/b\n");
    row("a NUL", QByteArray("a/b\0c", 5));
    row("a hidden file", "a/.b");
    row("a question mark", "a/b?c=d");
    row("a fragment", "a/b#c");
    row("a percent sign", "a/%2e%2e");
    row("letters of another script", "a/b\xc3\xa4");
    row("a right-to-left mark", "a/b\xe2\x80\xae");
    row("an option", "-a/b");
    row("two hyphens in the owner", "a--b/c");
    row("an empty revision", "a/b@");
    row("a revision with a path", "a/b@../../c");
    row("a name of 200 letters", "a/" + QByteArray(200, 'b'));
}

void tst_ModelId::refuses()
{
    QFETCH(QByteArray, text);
    VERIFY_ERROR(parseModelId(text.toStdString()), ErrorCode::InvalidArgument);
}

void tst_ModelId::onlySecureAddressesAreAsked_data()
{
    QTest::addColumn<QString>("url");
    QTest::addColumn<bool>("allowed");
    QTest::newRow("https") << "https://huggingface.co/a" << true;
    QTest::newRow("http of this machine") << "http://127.0.0.1:80/a" << true;
    QTest::newRow("http of this machine in IPv6") << "http://[::1]:80/a" << true;
    QTest::newRow("http of this machine by name") << "http://localhost/a" << true;
    QTest::newRow("http") << "http://huggingface.co/a" << false;
    QTest::newRow("http of a name that begins like this machine")
        << "http://127.0.0.1.example.org/a" << false;
    QTest::newRow("http with this machine as a person")
        << "http://127.0.0.1@example.org/a" << false;
    QTest::newRow("a file") << "file:///etc/passwd" << false;
    QTest::newRow("ftp") << "ftp://127.0.0.1/a" << false;
    QTest::newRow("https with a password") << "https://a:b@example.org/" << false;
    QTest::newRow("nothing") << "" << false;
}

void tst_ModelId::onlySecureAddressesAreAsked()
{
    QFETCH(QString, url);
    QFETCH(bool, allowed);
    QCOMPARE(checkUrl(url.toStdString()).has_value(), allowed);
}

void tst_ModelId::hashesAsGitDoes()
{
    // FIPS 180-4's examples, and what `git hash-object` says of an empty and a short file.
    QCOMPARE(QString::fromStdString(gitBlobId("")), "e69de29bb2d1d6434b8b29ae775ad8c2e48c5391");
    QCOMPARE(QString::fromStdString(gitBlobId("hello\n")),
             "ce013625030ba8dba906f756967f9e9ca394464a");
}

QTEST_GUILESS_MAIN(tst_ModelId)
#include "tst_model_id.moc"
