// SPDX-License-Identifier: GPL-3.0-or-later
// What the command line prints about files with hostile names. If this fails, a file's name can
// forge a line of output, colour or clear a terminal, or make a script read another path.
#include "tests/app/cli_outcome.h"
#include "tests/core/encode/tiny_model.h"
#include "tests/core/image/test_pictures.h"
#include "tests/testing.h"

#include <QTemporaryDir>
#include <algorithm>
#include <memory>

using namespace lookalike;
using namespace lookalike::testing;
namespace fs = std::filesystem;

class TestCliHostileNames : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase();
    void nothingIsPrintedThatATerminalObeys_data();
    void nothingIsPrintedThatATerminalObeys();

private:
    static QString text(const fs::path& path)
    {
        return QFile::decodeName(QByteArray::fromStdString(path.string()));
    }
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

    std::unique_ptr<QTemporaryDir> m_temporary;
    fs::path m_folder;
    fs::path m_photos;
};

void TestCliHostileNames::initTestCase()
{
    m_temporary = std::make_unique<QTemporaryDir>();
    QVERIFY(m_temporary->isValid());
    m_folder = fs::canonical(m_temporary->path().toStdString());
    m_photos = m_folder / "photos \x1B[31m\xE2\x80\xAE";
    fs::create_directories(m_photos);
    fs::create_directories(m_folder / "home");
    VERIFY_RESULT(TinyModel().write(m_folder / "tiny"));
    const FileBytes picture = bmpBytes(smoothPicture(64, 48));
    for (const char* name :
         {"two\nlines.bmp", "clear\x1B[2J.bmp", "\xE2\x80\xAEpmb.exe.bmp", "caf\xE9.bmp",
          "\xC2\x9B"
          "31m.bmp",
          "comma,\"quote\".bmp"})
        writeFile(m_photos / name, picture);
    writeFile(m_photos / "broken\n\x1B[1m.bmp", FileBytes(picture.begin(), picture.begin() + 500));
    writeFile(m_photos / "text\n\x07.txt", {'n', 'o'});
    QCOMPARE(run({"index", text(m_photos)}).exit, SomeFailed);
}

void TestCliHostileNames::cleanupTestCase()
{
    std::error_code error;
    fs::remove_all(m_folder, error);
    m_temporary.reset();
}

void TestCliHostileNames::nothingIsPrintedThatATerminalObeys_data()
{
    QTest::addColumn<QStringList>("arguments");
    const QString query = text(m_folder / "query.bmp");
    writeFile(m_folder / "query.bmp", bmpBytes(smoothPicture(40, 30)));
    QTest::newRow("index again") << QStringList{"index"};
    QTest::newRow("index a folder that is not there")
        << QStringList{"index", text(m_folder / "no\nfolder\x1B[0m")};
    QTest::newRow("search") << QStringList{"search", query};
    QTest::newRow("search as CSV") << QStringList{"search", query, "--format", "csv"};
    QTest::newRow("search as JSON") << QStringList{"--json", "search", query};
    QTest::newRow("status") << QStringList{"status"};
    QTest::newRow("status as JSON") << QStringList{"--json", "status"};
    QTest::newRow("duplicates") << QStringList{"duplicates"};
    QTest::newRow("duplicates as JSON") << QStringList{"--json", "duplicates"};
    QTest::newRow("what the trash would take")
        << QStringList{"trash", "--dry-run", "--relation", "identical-file"};
    QTest::newRow("duplicates as CSV") << QStringList{"duplicates", "--format", "csv"};
    QTest::newRow("decisions") << QStringList{"decisions"};
    QTest::newRow("verify") << QStringList{"verify"};
    QTest::newRow("spaces") << QStringList{"spaces"};
}

void TestCliHostileNames::nothingIsPrintedThatATerminalObeys()
{
    QFETCH(QStringList, arguments);
    const Outcome outcome = run(arguments);
    QVERIFY2(outcome.exit >= Done, outcome.errors.constData());
    const QByteArray all = outcome.output + outcome.errors;
    QVERIFY2(std::none_of(
                 all.begin(), all.end(),
                 [](char c) { return (c >= 0 && c < ' ' && c != '\n' && c != '\t') || c == 0x7F; }),
             all.toPercentEncoding(" \n/{}\":,.()").constData());
    QVERIFY(!all.contains("\xE2\x80\xAE"));
    QVERIFY(!all.contains("\xC2\x9B"));
    QVERIFY(!all.contains("two\nlines"));
    const QString shown = QString::fromUtf8(all);
    QVERIFY2(!shown.contains(QChar::ReplacementCharacter), "not UTF-8");
}

QTEST_GUILESS_MAIN(TestCliHostileNames)
#include "tst_cli_hostile_names.moc"
